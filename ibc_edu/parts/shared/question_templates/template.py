"""What a template asks, and how a question is made of it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Annotated

from ibc_edu.knowledge.part_texts import TextModel, Words, row_of
from ibc_edu.parts.shared.question_templates.quizzable import Quizzable
from ibc_edu.quiz.kinds.fields import Bloom, content_hash
from ibc_edu.quiz.kinds.single import Single, like_length
from ibc_edu.quiz.typed_answers.typed_text import same_meaning

MOST_WRONG = 3
FEWEST_WRONG = 2
PART = "more-questions"
GENERATED = "-generated-"
"""Stands in the id of every question that is made here."""

ANY = "any"
"""The mix-up behind every wrong answer, where a template knows only one."""

ObjectiveId = Annotated[str, row_of("objectives")]
MisconceptionId = Annotated[str, row_of("misconceptions")]


@dataclass(frozen=True)
class Wrong:
    """One answer that is false for certain; `mix_up` is one of those that its template names."""

    text: str
    feedback: str
    mix_up: str = ANY


@dataclass(frozen=True)
class Asked:
    """One thing that a template can ask.

    Parameters
    ----------
    subject : str
        Names it within the template; part of the question's id.
    stem, right, feedback, explanation : str
        The question, its answer, what is said of the answer, and why.
    wrong : sequence of Wrong
        All candidates; a seed chooses among them.
    evidence, facts : tuple of str
        What the answer rests on.
    """

    subject: str
    stem: str
    right: str
    feedback: str
    explanation: str
    wrong: Sequence[Wrong]
    evidence: tuple[str, ...]
    facts: tuple[str, ...]


@dataclass(frozen=True)
class Template:
    """A way of asking, for every row that allows it.

    Parameters
    ----------
    name : str
    asks : callable
        Given the tables, and the words if it takes some, yields what can be asked.
    mix_ups : tuple of str
        Names of the mix-ups behind its wrong answers; a course says which misconception each one is.
    takes_words : bool
        Whether a sentence or a fact carries one of its questions only if it has one of certain words, which a course
        names.
    """

    name: str
    asks: Callable[..., Iterator[Asked]]
    mix_ups: tuple[str, ...] = (ANY,)
    takes_words: bool = False


class Use(TextModel):
    """How a course uses a template.

    Parameters
    ----------
    objective : objective_id
        What its questions ask about; they belong to the lesson of this objective.
    bloom, hint : str
        As in a question file.
    misconceptions : mapping of mix-up to misconception_id
        What each wrong answer reveals, by the names that the template gives to the mix-ups.
    says : tuple of str
        For a template that takes words: one of them shows that a sentence or a fact says what is asked.
    """

    objective: ObjectiveId
    bloom: Bloom
    hint: Words
    misconceptions: dict[str, MisconceptionId]
    says: tuple[Words, ...] = ()


def questions(template: Template, use: Use, lesson: str, quizzable: Quizzable, seed: int) -> Iterator[Single]:
    """Yield a question for each thing that the template can ask with at least two wrong answers.

    The seed chooses the wrong answers; the id depends on what is asked and not on the seed.
    """
    for asked in template.asks(quizzable, use.says) if template.takes_words else template.asks(quizzable):
        former = f"{lesson}{GENERATED}{template.name}-{asked.subject.casefold()}"
        item_id = f"{lesson}{GENERATED}{content_hash(former, length=8)}"  # the subject may be the answer
        wrong = _choose(asked, f"{seed}-{item_id}")
        if len(wrong) < FEWEST_WRONG:
            continue
        right = {"text": asked.right, "correct": True, "feedback": asked.feedback}
        answers = [right, *(_answer(each, use) for each in wrong)]
        yield Single.model_validate(
            {
                "kind": "single",
                "id": item_id,
                "was": (former,),
                "lesson": lesson,
                "part": PART,
                "objective": use.objective,
                "bloom": use.bloom,
                "stem": asked.stem,
                "hint": use.hint,
                "explanation": asked.explanation,
                "evidence": asked.evidence,
                "facts": asked.facts,
                "answers": sorted(answers, key=lambda answer: content_hash(str(seed), item_id, str(answer["text"]))),
            }
        )


def _answer(wrong: Wrong, use: Use) -> dict[str, object]:
    return {"text": wrong.text, "feedback": wrong.feedback, "misconception": use.misconceptions[wrong.mix_up]}


def _choose(asked: Asked, seed: str) -> list[Wrong]:
    """Return up to three wrong answers of like length that read differently from the right one and from each other."""
    chosen: list[Wrong] = []
    taken = [asked.right]
    for wrong in sorted(asked.wrong, key=lambda wrong: content_hash(seed, wrong.text)):
        if len(chosen) == MOST_WRONG:
            break
        if like_length(wrong.text, asked.right) and not any(same_meaning(wrong.text, text) for text in taken):
            taken.append(wrong.text)
            chosen.append(wrong)
    return chosen
