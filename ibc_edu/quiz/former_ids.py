"""Attempts at questions that were renamed, or hashed otherwise: they belong to the question as it is now."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from functools import cache

from ibc_edu.quiz.attempt import Attempt
from ibc_edu.quiz.kinds.base import QuestionBase


def followed(attempts: Iterable[Attempt], questions: Iterable[QuestionBase]) -> Iterator[Attempt]:
    """Yield the attempts under the present id and hash of their questions.

    An attempt that was judged by another rule than the question has now keeps its hash, and one at a question that is
    not among `questions` stays as it is.
    """
    known = {name: question for question in questions for name in (*question.was, question.id)}
    judged_as = cache(lambda name: known[name].judged_as)  # a class has thousands of answers to the same questions
    for attempt in attempts:
        question = known.get(attempt.item_id)
        if question is None:
            yield attempt
            continue
        hashes = judged_as(attempt.item_id)
        item_hash = hashes[0] if attempt.item_hash in hashes else attempt.item_hash
        same = (attempt.item_id, attempt.item_hash) == (question.id, item_hash)
        yield attempt if same else replace(attempt, item_id=question.id, item_hash=item_hash)
