"""Checks of the question bank: the form of single questions, the bank as a whole, and what each question rests on."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import combinations
from statistics import fmean

import pandas as pd

from ibc_edu.knowledge.findings import Finding
from ibc_edu.quiz.bank import Bank
from ibc_edu.quiz.guesser import ENOUGH, TOLERANCE, guess, words
from ibc_edu.quiz.kinds import Categorise, Choice, Matching, Numeric, Ordering, QuestionBase, ShortText, Single
from ibc_edu.quiz.question_file import Located
from ibc_edu.quiz.sources import Frames

# Stems that share this much of their words, or of their letters in order, ask the same thing twice.
SAME_WORDS = 0.85
SAME_LETTERS = 0.95
# A right answer this many times as long as the mean of the wrong ones, or the inverse, stands out.
LENGTH_RATIO = 1.6
# Shorter answers (a stage, a phase) differ in length by their nature.
LENGTH_MATTERS_FROM = 20

_CATCH_ALL = re.compile(
    r"\b(all|none|any|both|neither) of (the |these |them)?(above|these|them|answers)\b", re.IGNORECASE
)
_NEGATION = re.compile(r"\b(not|except|never|cannot|least|false|untrue|incorrect)\b|n['’]t\b")


@dataclass(frozen=True)
class QuestionFinding(Finding):
    """One thing that is wrong with a question, or with the bank as a whole.

    Parameters
    ----------
    rule : str
        Short name of the rule that found it.
    item_id : str or None
        The question; None for the bank as a whole.
    """

    rule: str = ""
    item_id: str | None = None


Complaint = tuple[str, str, str]
"""Rule, what is wrong, cure."""


def lint(bank: Bank) -> list[QuestionFinding]:
    """Check the form of every question, and of the bank as a whole.

    Each `single` and `multiple` question has 3 to 5 answers of like length and form, none of them "all of the above";
    a stem that asks for what does not fit writes NOT or EXCEPT in capitals; hints and feedback on mistakes don't name
    the right answer; no two stems ask the same. Over the whole bank, `guesser` stays near chance by every cue; one cue
    is the usual place of the right answer in the author's order, since files are also printed and exported.
    """
    found = [(located, complaint) for located in bank.located for complaint in _complaints(located.question)]
    for one, other in _near_duplicates(bank.located):
        what = f"the stem is nearly that of {one.question.id}."
        found.append((other, ("near-duplicate", what, "Ask something else.")))
    whole = [QuestionFinding("question bank", what, cure, rule=rule) for rule, what, cure in _guessable(bank.questions)]
    return [_finding(*pair) for pair in found] + whole


def _finding(located: Located, complaint: Complaint) -> QuestionFinding:
    rule, what, cure = complaint
    item_id = located.question.id
    return QuestionFinding(
        str(located.file), f"question {item_id}: {what}", cure, row=located.line, rule=rule, item_id=item_id
    )


def _complaints(question: QuestionBase) -> Iterator[Complaint]:
    for check in _FORM_CHECKS:
        yield from check(question)


def lint_ground(bank: Bank, tables: Frames) -> list[QuestionFinding]:
    """Check that every question rests on something that may be quizzed, and that its names exist.

    Parameters
    ----------
    bank : Bank
    tables : Frames
        `sentences` (sentence_id), `facts` (fact_id, mark), `caveats` (sentence_ids, quiz), `objectives` (objective_id)
        and `misconceptions` (misconception_id). All but the first may be missing; without objectives or misconceptions
        their names are free.
    """
    known = {"sentence": set(tables["sentences"]["sentence_id"]), "fact": set()}
    for kind in ("fact", "objective", "misconception"):
        if f"{kind}s" in tables:
            known[kind] = set(tables[f"{kind}s"][f"{kind}_id"])
    forbidden = forbidden_sentences(tables["caveats"]) if "caveats" in tables else frozenset[str]()
    unread = set()
    if "facts" in tables:
        unread = set(tables["facts"].loc[tables["facts"]["mark"] != "read", "fact_id"])
    found: list[QuestionFinding] = []
    for located in bank.located:
        question = located.question
        complaints = list(_unknown(question, known))
        for sentence_id in forbidden.intersection(question.evidence):
            what = f"it quizzes {sentence_id}, which the caveats table forbids."
            complaints.append(("caveat", what, "Rest it on another sentence."))
        for fact_id in unread.intersection(question.facts):
            what = f"it quizzes {fact_id}, which is not marked as read."
            complaints.append(("unread-fact", what, "Rest it on another fact."))
        found += [_finding(located, complaint) for complaint in complaints]
    return found


def forbidden_sentences(caveats: pd.DataFrame) -> frozenset[str]:
    """Return the ids of the sentences that no question may mark a learner by."""
    rows = caveats.loc[caveats["quiz"] == "forbidden", "sentence_ids"]
    return frozenset(sentence_id for sentence_ids in rows for sentence_id in sentence_ids)


def misconceptions_of(question: QuestionBase) -> tuple[str, ...]:
    """Return the ids of all misconceptions that a question can reveal, each once."""
    match question:
        case Choice():
            found = [answer.misconception for answer in question.answers]
        case Matching():
            found = [pair.misconception for pair in question.pairs]
        case Categorise():
            found = [entry.misconception for entry in question.entries]
        case Ordering():
            found = [question.misconception]
        case Numeric():
            found = [miss.misconception for miss in question.near_misses]
        case ShortText():
            found = [wrong.misconception for wrong in question.recognized]
        case _:
            found = []
    return tuple(dict.fromkeys(name for name in found if name))


def _unknown(question: QuestionBase, known: Mapping[str, set[str]]) -> Iterator[Complaint]:
    named = {
        "sentence": question.evidence,
        "fact": question.facts,
        "objective": (question.objective,),
        "misconception": misconceptions_of(question),
    }
    for kind, names in named.items():
        for name in names:
            if kind in known and name not in known[kind]:
                yield f"unknown-{kind}", f"there is no {kind} {name}.", "Correct the name, or add its row."


def _catch_all(question: QuestionBase) -> Iterator[Complaint]:
    if isinstance(question, Choice):
        for answer in question.answers:
            if _CATCH_ALL.search(answer.text):
                yield "catch-all", f"the answer {answer.text!r} leans on the others.", "Replace it with one of its own."


def _number_of_answers(question: QuestionBase) -> Iterator[Complaint]:
    if isinstance(question, Choice) and not 3 <= len(question.answers) <= 5:
        yield "answers", f"it has {len(question.answers)} answers.", "Give it 3 to 5."


def _negative_stem(question: QuestionBase) -> Iterator[Complaint]:
    for sentence in re.split(r"(?<=[.?!])\s+", question.stem):
        if re.match(r"(which|what|who|where)\b", sentence, re.IGNORECASE) and _NEGATION.search(sentence):
            cure = "Ask for what fits, or write NOT or EXCEPT in capitals."
            yield "negative-stem", "the stem asks for what does not fit without marking it.", cure


def _unlike_length(question: QuestionBase) -> Iterator[Complaint]:
    if not isinstance(question, Single):
        return
    right = len(question.key_text())
    wrong = fmean(len(answer.text) for answer in question.answers if not answer.correct)
    if not _like_length(right, wrong):
        what = f"the right answer has {right} characters, the wrong ones {wrong:.0f} on average."
        yield "length", what, "Make them of like length."


def like_length(one: str, other: str) -> bool:
    """Return whether neither answer stands out by its length; the lengths of short ones don't matter."""
    return _like_length(len(one), len(other))


def _like_length(one: float, other: float) -> bool:
    return max(one, other) < LENGTH_MATTERS_FROM or 1 / LENGTH_RATIO <= one / other <= LENGTH_RATIO


def _unlike_form(question: QuestionBase) -> Iterator[Complaint]:
    if not isinstance(question, Choice):
        return
    texts = [answer.text for answer in question.answers]
    if len({text.endswith((".", "!", "?")) for text in texts}) > 1:
        yield "form", "some answers end with a full stop and some don't.", "End them alike."
    if len({text[0].islower() for text in texts if text[0].isalpha()}) > 1:
        yield "form", "some answers begin with a capital and some don't.", "Begin them alike."


def _gives_away(question: QuestionBase) -> Iterator[Complaint]:
    """Yield a complaint for each text shown before the key that names the key."""
    cure = "Point the way without naming the answer."
    shown: list[tuple[str, str, str]] = []  # what it is, its text, the right answer
    match question:
        case Choice():
            shown = [("hint", question.hint or "", answer.text) for answer in question.answers if answer.correct]
        case Matching():
            shown = [(f"mistake for {pair.left!r}", pair.mistake, pair.right) for pair in question.pairs]
        case Categorise():
            shown = [(f"mistake for {entry.text!r}", entry.mistake, entry.category) for entry in question.entries]
        case Numeric():
            shown = [("otherwise", question.otherwise, question.key_text())]
        case ShortText():
            shown = [("otherwise", question.otherwise, text) for text in question.accepted]
            shown += [("hint", question.hint or "", text) for text in question.accepted]
    for name, text, right in shown:
        if len(right) > 1 and re.search(rf"(?<!\w){re.escape(right)}(?!\w)", text, re.IGNORECASE):
            yield "gives-away", f"the {name} names the right answer ({right!r}).", cure


_FORM_CHECKS: tuple[Callable[[QuestionBase], Iterable[Complaint]], ...] = (
    _catch_all,
    _number_of_answers,
    _negative_stem,
    _unlike_length,
    _unlike_form,
    _gives_away,
)


def _near_duplicates(bank: Iterable[Located]) -> Iterator[tuple[Located, Located]]:
    """Yield pairs of questions whose stems share nearly all words, or nearly all letters in order."""
    stems = [(located, words(located.question.stem), located.question.stem.casefold()) for located in bank]
    for (one, its_words, its_stem), (other, other_words, other_stem) in combinations(stems, 2):
        shared = len(its_words & other_words) / max(1, len(its_words | other_words))
        if shared >= SAME_WORDS or (
            shared >= 0.5 and SequenceMatcher(None, its_stem, other_stem).ratio() >= SAME_LETTERS
        ):
            yield one, other


def _guessable(questions: Iterable[QuestionBase]) -> Iterator[Complaint]:
    for found in guess(questions):
        above = found.excess > TOLERANCE
        below = found.cue == "all cues" and found.excess < -TOLERANCE
        if found.questions >= ENOUGH and (above or below):
            what = (
                f"a guesser that knows only form ({found.cue}) is right in {found.accuracy:.1f}% of {found.questions} "
                f"questions; chance is {found.chance:.1f}%."
            )
            yield "guessable", what, "Even out the answers."
