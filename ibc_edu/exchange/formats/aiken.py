"""Aiken in: a question on one line, lettered answers, and a line with the letter of the right one."""

from __future__ import annotations

import re

from ibc_edu.errors import QuestionError
from ibc_edu.exchange.contract import EXACT, Brought, Draft, Effect, Format, Loss
from ibc_edu.exchange.incoming import one_line, text_of
from ibc_edu.exchange.readings import Answer, RefusedItem, choice_fields, draft, read_items

_ANSWER = re.compile(r"([A-Z])[.)]\s+(.*)")
_KEY = re.compile(r"ANSWER:\s*([A-Z])\s*", re.IGNORECASE)


def read(data: bytes) -> Brought:
    """Return the drafts of an Aiken file; each ends with its line ANSWER.

    Raises
    ------
    QuestionError
        If no line says which answer is right.
    """
    found: list[tuple[str, str, dict[str, str], str]] = []
    stem: list[str] = []
    answers: dict[str, str] = {}
    for line in map(one_line, text_of(data).split("\n")):
        if key := _KEY.fullmatch(line):
            found.append((f"question {len(found) + 1}", " ".join(stem), answers, key[1].upper()))
            stem, answers = [], {}
        elif answer := _ANSWER.fullmatch(line):
            answers[answer[1]] = answer[2]
        elif line:
            stem.append(line)
    if not found:
        raise QuestionError("no line of this file says ANSWER: and a letter.", cure="Name its own format.")
    drafts, losses = read_items(_draft, found)
    if stem or answers:
        losses.append(Loss(f"question {len(found) + 1}", "no line says which answer is right.", Effect.LEFT_OUT))
    return drafts, losses


def _draft(name: str, stem: str, answers: dict[str, str], key: str) -> tuple[Draft, list[Loss]]:
    if key not in answers:
        raise RefusedItem(f"the right answer is {key}, and there is none of that letter.")
    rows = [Answer(text, float(letter == key)) for letter, text in answers.items()]
    return draft(name, {"stem": stem}, choice_fields(rows, several=False))


FORMATS = (Format("aiken", "Aiken", ".txt", {"single": EXACT}, read=read, verified_by="files written by hand"),)
