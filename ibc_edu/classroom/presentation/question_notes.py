"""What the speaker sees beside a question: the key, the mix-ups, a sentence to say, and the time."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from ibc_edu.classroom.presentation.slide_text import Block

if TYPE_CHECKING:
    from ibc_edu.quiz.kinds.base import QuestionBase

# A plan to start from, not a measurement: people read aloud at about this pace, and need at least this long to think.
WORDS_PER_MINUTE = 130
THINKING_SECONDS = 45
COUNTING_SECONDS = 10  # for each answer, in each of two rounds
TALKING_SECONDS = 90

SAY_HANDS = "Decide for yourself first, without a word. Then raise your hand for one answer only. A guess is welcome."
SAY_SEVERAL = "Decide for yourself first. You may raise your hand for more than one answer. A guess is welcome."
SAY_TOGETHER = "Write down your own answer first. Then tell it to your neighbor, and let us put it together here."


def question_notes(question: QuestionBase, seed: int, beliefs: Mapping[str, str]) -> list[Block]:
    """Return the notes of one question as blocks of a step.

    Parameters
    ----------
    question : question
    seed : int
        That of the quiz before the class, on which the letters of the answers hang.
    beliefs : mapping of misconception id to what it claims
    """
    votes = question.presenter_form(seed).votes
    letters = {vote.key: vote.letter for vote in votes}
    right = [letters[option.key] for option in question.options() if option.right and option.key in letters]
    key = f"{', '.join(sorted(right))}: {question.key_text()}" if right else question.key_text()
    mixups = [
        f"{letters[row.key]}: {beliefs.get(row.misconception, row.misconception)}" if row.key in letters else text
        for row in sorted(question.exchange().rows, key=lambda row: letters.get(row.key, ""))
        if row.misconception and (text := beliefs.get(row.misconception, row.misconception))
    ]
    say = SAY_TOGETHER if not votes else SAY_SEVERAL if question.exchange().answered_as == "multiple" else SAY_HANDS
    notes = [_line("Key", key)]
    if mixups:
        notes.append(_line("Mix-ups behind the answers" if votes else "Mix-ups", ""))
        notes.append({"kind": "list", "ordered": False, "items": [[_span(text)] for text in dict.fromkeys(mixups)]})
    return [*notes, _line("Say", say), _line("Time", _time(question, [vote.text for vote in votes]))]


def _time(question: QuestionBase, answers: list[str]) -> str:
    words = len(" ".join([question.stem, *answers]).split())
    reading = 60 * words / WORDS_PER_MINUTE
    counting = 2 * COUNTING_SECONDS * len(answers)
    minutes = max(1, round((reading + THINKING_SECONDS + counting + TALKING_SECONDS) / 60))
    steps = "read aloud, think, count, talk, count again" if answers else "read aloud, think, talk"
    return f"plan about {minutes} minutes ({steps})."


def _line(name: str, text: str) -> Block:
    return {"kind": "paragraph", "spans": [_span(f"{name}: " if text else f"{name}:", bold=True), _span(text)]}


def _span(text: str, *, bold: bool = False) -> dict[str, Any]:
    return {"text": text, "bold": bold, "italic": False, "code": False}
