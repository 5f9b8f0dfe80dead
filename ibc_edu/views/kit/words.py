"""Texts of the tables, fitted to the place where they are shown."""

from __future__ import annotations


def sentence_case(text: str) -> str:
    """Return a text with a capital at its start and the rest as it is."""
    return text[:1].upper() + text[1:]
