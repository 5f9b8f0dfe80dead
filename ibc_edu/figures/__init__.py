"""Figures: a DataFrame in; a plotly figure, a sentence that says what it shows and a table of its numbers out."""

from ibc_edu.figures.described import Described

__all__ = ["Described"]
