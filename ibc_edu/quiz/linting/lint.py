"""Checks of the question bank: the form of single questions, the bank as a whole, and what each question rests on."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from difflib import SequenceMatcher
from math import ceil

from ibc_edu.errors import did_you_mean
from ibc_edu.knowledge.findings import Finding
from ibc_edu.quiz.bank import Bank
from ibc_edu.quiz.drafts import GAP, GAP_FACT
from ibc_edu.quiz.kinds.base import Complaint, QuestionBase
from ibc_edu.quiz.linting.guesser import ENOUGH, TOLERANCE, guess, words
from ibc_edu.quiz.linting.near_words import near_words
from ibc_edu.quiz.question_files.question_file import Located
from ibc_edu.quiz.sources import Frames, not_to_quiz

UNKNOWN = "unknown-"
"""Begins the rules about names that do not exist."""

# Stems that share this much of their words, or of their letters in order, ask the same thing twice.
SAME_WORDS = 0.85
SAME_LETTERS = 0.95
LEAST_SHARED = 0.5
# So many of their rarer words two stems share before they are compared: a matter of time, not of the result.
RARE_SHARED = 4
# Shorter words of an answer (is, may, one) tell nothing in an id.
LETTERS_THAT_TELL = 4
_MARKUP = re.compile(
    r"</?[a-zA-Z][\w-]*(\s[^<>]*)?/?>|&(#\d+|[a-zA-Z]{2,8});|\*\*[^*\s][^*]*\*\*|__[^_\s][^_]*__|`[^`]+`"
    r"|!?\[[^\]]+\]\([^)\s]+\)|\$[^$\s][^$]*\\[a-zA-Z]+[^$]*\$|\\[a-zA-Z]+\{|^#{1,6} "
)
_NEGATION = re.compile(r"\b(not|except|never|cannot|least|false|untrue|incorrect)\b|n['’]t\b")
# What paper does not show: pictures and controls, and what stands above or below in a notebook.
_ON_SCREEN = re.compile(
    r"\b(pictures?|maps?|charts?|drawings?|diagrams?|simulators?|explorers?|sliders?)\b"
    r"|\b(the|this|these) [\w-]+ (above|below)\b|^look at the\b",
    re.IGNORECASE,
)


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

    def __str__(self) -> str:
        line = "" if self.row is None else f", line {self.row}"
        return f"{self.file}{line}: {self.what} {self.cure}".rstrip()


def lint(bank: Bank) -> list[QuestionFinding]:
    """Check the form of every question, and of the bank as a whole.

    Each kind says what it asks of its questions (`QuestionBase.complaints`). A stem that asks for what does not fit
    writes NOT or EXCEPT in capitals; an id tells nothing of the answer; no two stems ask the same. Over the whole bank,
    `guesser` stays near chance by every cue and by their best combination; one cue is the usual place of the right
    answer in the author's order, since files are also printed and exported.
    """
    found = [(located, complaint) for located in bank.located for complaint in _complaints(located.question)]
    for one, other in _near_duplicates(bank.located):
        what = f"the stem is nearly that of {one.question.id}."
        found.append((other, Complaint("near-duplicate", what, "Ask something else.", ("stem",))))
    whole = [
        QuestionFinding("question bank", what, cure, rule=rule) for rule, what, cure, _ in _guessable(bank.questions)
    ]
    return [_finding(*pair) for pair in found] + whole


def _finding(located: Located, complaint: Complaint) -> QuestionFinding:
    rule, what, cure, field = complaint
    item_id = located.question.id
    return QuestionFinding(
        str(located.file), f"question {item_id}: {what}", cure, row=located.line_of(field), rule=rule, item_id=item_id
    )


def _complaints(question: QuestionBase) -> Iterator[Complaint]:
    yield from _draft(question)
    yield from _negative_stem(question)
    yield from _telling_id(question)
    yield from _markup(question)
    yield from _needs_a_screen(question)
    yield from question.complaints()


def lint_ground(bank: Bank, tables: Frames) -> list[QuestionFinding]:
    """Check that every question rests on something that may be quizzed, that its names exist, and see `near_words`.

    Parameters
    ----------
    bank : Bank
    tables : Frames
        `sentences` (sentence_id), `facts` (fact_id, mark), `caveats` (sentence_ids, quiz), `objectives` (objective_id)
        and `misconceptions` (misconception_id). All but the first may be missing; without objectives or misconceptions
        their names are free.
    """
    known = {"sentence": set(tables["sentences"]["sentence_id"]), "fact": set[str]()}
    own = {"objective": bank.own.objectives, "misconception": bank.own.misconceptions}
    for kind in ("fact", "objective", "misconception"):
        if f"{kind}s" in tables:
            known[kind] = {*tables[f"{kind}s"][f"{kind}_id"], *own.get(kind, ())}
    forbidden = not_to_quiz(tables["caveats"].to_dict("records") if "caveats" in tables else ())
    unread = set()
    if "facts" in tables:
        unread = set(tables["facts"].loc[tables["facts"]["mark"] != "read", "fact_id"])
    found: list[QuestionFinding] = []
    for located in bank.located:
        question = located.question
        complaints = list(_unknown(question, known))
        for sentence_id in forbidden.intersection(question.evidence):
            what = f"it quizzes {sentence_id}, which the caveats table forbids."
            complaints.append((Complaint("caveat", what, "Rest it on another sentence."), sentence_id))
        for fact_id in unread.intersection(question.facts):
            what = f"it quizzes {fact_id}, which is not marked as read."
            complaints.append((Complaint("unread-fact", what, "Rest it on another fact."), fact_id))
        found += [replace(_finding(located, complaint), row=located.line_with(name)) for complaint, name in complaints]
    read = tables["sentences"].get("text", ())
    return found + [_finding(*pair) for pair in near_words(bank, read)]


def _unknown(question: QuestionBase, known: Mapping[str, set[str]]) -> Iterator[tuple[Complaint, str]]:
    """Yield a complaint for each name that does not exist, and the name."""
    named = {
        "sentence": question.evidence,
        "fact": question.facts,
        "objective": (question.objective,),
        "misconception": question.misconceptions(),
    }
    for kind, names in named.items():
        for name in names:
            if kind in known and name not in known[kind] and name not in (GAP, GAP_FACT):
                what = f"there is no {kind} {name}."
                cure = did_you_mean(name, sorted(known[kind]))
                cure = cure if kind == "sentence" else f"{cure} Or add its row.".lstrip()
                yield Complaint(f"{UNKNOWN}{kind}", what, cure), name


def _draft(question: QuestionBase) -> Iterator[Complaint]:
    if missing := question.gaps:
        what = f"it is a draft, without {', '.join(missing)}."
        yield Complaint("draft", what, "Write what is missing in place of its marks.")


def _negative_stem(question: QuestionBase) -> Iterator[Complaint]:
    for sentence in re.split(r"(?<=[.?!])\s+", question.stem):
        if re.match(r"(which|what|who|where)\b", sentence, re.IGNORECASE) and _NEGATION.search(sentence):
            cure = "Ask for what fits, or write NOT or EXCEPT in capitals."
            what = "the stem asks for what does not fit without marking it."
            yield Complaint("negative-stem", what, cure, ("stem",))


def _needs_a_screen(question: QuestionBase) -> Iterator[Complaint]:
    """Yield a complaint if the stem that stands on paper speaks of what is not there."""
    found = _ON_SCREEN.search(question.paper_stem or question.stem) if "paper" in question.where else None
    if found:
        cure = 'Give it a `paper_stem`, or say where = ["screen", "room"].'
        field = "stem" if question.paper_stem is None else "paper_stem"
        yield Complaint("paper", f"the stem speaks of {found[0]!r}, which paper does not show.", cure, (field,))


def _telling_id(question: QuestionBase) -> Iterator[Complaint]:
    """Yield a complaint if the id, which stands in files and lists, has a word that only the right answer has."""
    options = question.options()
    shown = [option.text for option in options if not option.right] if options else _shown_texts(question.page_form(0))
    given = {_stemmed(word) for text in (question.stem, question.lesson, *shown) for word in words(text)}
    telling = {_stemmed(word) for word in words(question.key_text()) if len(word) >= LETTERS_THAT_TELL} - given
    for word in question.id.removeprefix(f"{question.lesson}-").split("-"):
        if _stemmed(word) in telling:
            cure = "Name it by what it asks, and put the present id into `was`."
            what = f"the id holds a word of the right answer ({word!r})."
            yield Complaint("telling-id", what, cure, ("id",))


def _shown_texts(shown: object) -> Iterator[str]:
    """Yield the texts of a page form, which everybody sees before answering."""
    return (text for text, _ in _texts_and_fields(shown))


def _texts_and_fields(shown: object, field: tuple[str | int, ...] = ()) -> Iterator[tuple[str, tuple[str | int, ...]]]:
    """Yield all texts, each with the names and numbers that lead to it."""
    if isinstance(shown, str):
        yield shown, field
    elif isinstance(shown, Mapping):
        for name, value in shown.items():
            yield from _texts_and_fields(value, (*field, name))
    elif isinstance(shown, list):
        for place, value in enumerate(shown):
            yield from _texts_and_fields(value, (*field, place))


def _stemmed(word: str) -> str:
    """Return a word without the endings that change with its use."""
    return re.sub(r"(?<=...)(ings?|ed|es|s|e)$", "", word)


def _near_duplicates(bank: Iterable[Located]) -> Iterator[tuple[Located, Located]]:
    """Yield pairs of questions whose stems share nearly all words, or nearly all letters in order.

    Stems are compared only if they share some of their rarer words: of two sets of words that share at least `shared`,
    `few` of the shared ones stand among the rarer words of each, all but ``shared - few`` of them (prefix filtering:
    Chaudhuri, Ganti and Kaushik, A primitive operator for similarity joins in data cleaning, ICDE 2006; with several
    words: Wang, Li and Feng, Can we beat the prefix filtering?, SIGMOD 2012).
    """
    stems = [(located, words(located.question.stem), located.question.stem.casefold()) for located in bank]
    frequency = Counter(word for _, its_words, _ in stems for word in its_words)
    seen: dict[str, list[int]] = {}
    wanted: list[int] = []
    for number, (one, its_words, its_stem) in enumerate(stems):
        rarest = sorted(its_words, key=lambda word: (frequency[word], word))
        least = ceil(LEAST_SHARED * len(rarest))
        few = min(RARE_SHARED, least)
        rarer = rarest[: len(rarest) - least + few]
        met = Counter(place for word in rarer for place in seen.get(word, ()))
        for earlier in sorted(place for place, times in met.items() if times >= min(few, wanted[place])):
            other, other_words, other_stem = stems[earlier]
            shared = len(its_words & other_words) / max(1, len(its_words | other_words))
            if shared >= SAME_WORDS or (
                shared >= LEAST_SHARED and SequenceMatcher(None, other_stem, its_stem).ratio() >= SAME_LETTERS
            ):
                yield other, one
        wanted.append(few)
        for word in rarer:
            seen.setdefault(word, []).append(number)


def _markup(question: QuestionBase) -> Iterator[Complaint]:
    """Yield a complaint for each kind of markup in a text: texts are shown as they stand."""
    dumped = question.model_dump(mode="json", exclude={"evidence"}, warnings=False)
    for text, field in _first_places(dumped):
        if (found := _MARKUP.search(text)) is not None:
            what = f"{found[0][:40]!r} would be shown as it stands, since text is plain."
            yield Complaint("markup", what, "Write it in words or signs, without HTML, Markdown or TeX.", field)


def _first_places(dumped: object) -> list[tuple[str, tuple[str | int, ...]]]:
    """Return each text once, with the first place where it stands."""
    found: dict[str, tuple[str | int, ...]] = {}
    for text, field in _texts_and_fields(dumped):
        found.setdefault(text, field)
    return list(found.items())


def _guessable(questions: Iterable[QuestionBase]) -> Iterator[Complaint]:
    for found in guess(questions):
        above = found.excess > TOLERANCE
        below = found.cue == "all cues" and found.excess < -TOLERANCE
        if found.questions >= ENOUGH and (above or below):
            what = (
                f"a guesser that knows only form ({found.cue}) is right in {found.accuracy:.1f}% of {found.questions} "
                f"questions; chance is {found.chance:.1f}%."
            )
            yield Complaint("guessable", what, "Even out the answers.")
