"""Real words that would pass for a slip of an accepted answer: an author is to say of each what it counts as."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from ibc_edu.quiz.bank import Bank
from ibc_edu.quiz.kinds.base import Complaint
from ibc_edu.quiz.kinds.short_text import ShortText
from ibc_edu.quiz.question_files.question_file import Located
from ibc_edu.quiz.typed_answers.typed_text import is_slip_of, same_meaning, words_of

CURE = "List it in `recognized` if it means something else, or in `accepted` if it does not."


def near_words(bank: Bank, texts: Iterable[str]) -> Iterator[tuple[Located, Complaint]]:
    """Yield a complaint for each word of the course that the page would take for a misspelled right answer.

    Answers of several words are passed over: with the others right, a wrong word among them is a slip.

    Parameters
    ----------
    bank : Bank
        Its stems, explanations and answers are among the texts.
    texts : iterable of str
        What else learners read, such as the article's sentences.
    """
    known = {word for text in (*texts, *_texts_of(bank)) for word in words_of(text)}
    by_variant: dict[str, set[str]] = {}
    for word in known:
        for variant in _variants(word):
            by_variant.setdefault(variant, set()).add(word)
    for located in bank.located:
        if isinstance(question := located.question, ShortText):
            judged = (*question.accepted, *(wrong.text for wrong in question.recognized))
            for place, text in enumerate(question.accepted):
                if len(right := words_of(text)) != 1:
                    continue
                for near in _mistakable(right[0], by_variant):
                    if not any(same_meaning(near, listed) for listed in judged):
                        what = f"{near!r}, a word of the course, would pass for a misspelled {text!r}."
                        yield located, Complaint("near-word", what, CURE, ("accepted", place))


def _texts_of(bank: Bank) -> Iterator[str]:
    for question in bank.questions:
        yield from (question.stem, question.explanation, *(option.text for option in question.options()))


def _mistakable(right: str, by_variant: dict[str, set[str]]) -> list[str]:
    """Return the known words that are one slip from a word, and are not its singular or plural."""
    known = {word for variant in _variants(right) for word in by_variant.get(variant, ())}
    return sorted(word for word in known if is_slip_of(word, right) and not _is_a_form(word, right))


def _variants(word: str) -> set[str]:
    """The word, and what is left of it without one letter: words one slip apart share one of these."""
    return {word, *(word[:place] + word[place + 1 :] for place in range(len(word)))}


def _is_a_form(one: str, other: str) -> bool:
    """Whether two words are singular and plural of one."""
    short, long = sorted((one, other), key=len)
    return long == f"{short}s" or (one[:-2] == other[:-2] and {one[-2:], other[-2:]} == {"is", "es"})
