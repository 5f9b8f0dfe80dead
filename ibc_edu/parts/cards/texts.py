"""The texts of the part are the decks, which other rooms read as well."""

from __future__ import annotations

from ibc_edu.course.cards import CardDecks as Texts

__all__ = ["Texts"]
