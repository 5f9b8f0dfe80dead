"""The texts of ``parts/response-categories.toml``: what the rules call a scan."""

from __future__ import annotations

from ibc_edu.knowledge.part_texts import Grounded, PartTexts, Statement, TextModel, Words

NAME = "response-categories"


class NamedCall(Statement):
    """A call in full, and when it is made."""

    name: Words


class Calls(TextModel):
    """Each call that the rules make of measured tumors, by its short name."""

    CR: NamedCall
    PR: NamedCall
    SD: NamedCall
    PD: NamedCall

    def of(self, code: str) -> NamedCall:
        """The call of this short name."""
        found: NamedCall = getattr(self, code)
        return found


class Texts(PartTexts):
    """The whole file."""

    about: Grounded
    calls: Calls
    new_tumor: Statement
