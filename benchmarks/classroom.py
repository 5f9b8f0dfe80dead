"""How a class's results are worked out: time and memory for a large class, and how often the intervals are right.

The class: 300 simulated students with 300 answers each, every student's in a CSV file of its own, read back, merged
and worked out in one process. The coverage: classes drawn again and again from known item parameters (two-parameter
logistic model); the true values are those of 200,000 people drawn the same way.
"""

from __future__ import annotations

import tempfile
import time
import tracemalloc
from pathlib import Path

import numpy as np

from ibc_edu.classroom.answers.merging import merge
from ibc_edu.classroom.answers.simulated import response_probabilities, simulated_class
from ibc_edu.classroom.results.class_results import class_results
from ibc_edu.classroom.results.item_statistics import Array, alpha, item_rest, share
from ibc_edu.learner.exports import write_csv
from ibc_edu.quiz.kinds.choice import Answer
from ibc_edu.quiz.kinds.single import Single

PEOPLE = QUESTIONS = 300
ITEMS = 20
TESTS = 5
CLASSES = 100


def sample_questions() -> list[Single]:
    """Questions enough for the large class, with four answers each, in ten lessons."""
    answers = [Answer(text="right", correct=True, feedback="Yes.")]
    answers += [Answer(text=name, feedback="No.", misconception=f"mix-up-{name}") for name in ("one", "two", "three")]
    return [
        Single(
            kind="single",
            id=f"sample{number % 10}-question-{number}",
            lesson=f"sample{number % 10}",
            part="check",
            objective=f"sample-objective-{number % 40}",
            bloom="apply",
            stem=f"Question {number}?",
            explanation="Because.",
            evidence=("faq/a1/s1",),
            answers=tuple(answers),
        )
        for number in range(QUESTIONS)
    ]


def large_class() -> None:
    """Time and peak memory of merging and of the statistics."""
    questions = sample_questions()
    attempts = simulated_class(questions, PEOPLE, seed=1)
    with tempfile.TemporaryDirectory() as folder:
        for learner in dict.fromkeys(attempt.learner for attempt in attempts):
            own = [attempt for attempt in attempts if attempt.learner == learner]
            write_csv(own, Path(folder) / f"{learner}.csv")
        size = sum(path.stat().st_size for path in Path(folder).iterdir())
        times = []
        for traced in (False, True):  # tracing slows down, so the times are those of the first round
            if traced:
                tracemalloc.start()
            start = time.perf_counter()
            record = merge(folder)
            merged = time.perf_counter()
            class_results(record, questions, objectives={}, misconceptions={})
            times.append((merged - start, time.perf_counter() - merged))
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    print(f"{len(record.attempts):,} answers of {record.files} students in {size / 1e6:.0f} MB of CSV:")
    print(f"  merge {times[0][0]:.1f} s, statistics {times[0][1]:.1f} s, peak {peak / 1e6:.0f} MB")


def coverage(people: int) -> None:
    """Print how often the 95% intervals cover the true values, in classes of one size."""
    hits: dict[str, list[bool]] = {"score": [], "discrimination": [], "alpha": []}
    for test in range(TESTS):
        cover_one_test(np.random.default_rng((people, test)), people, hits)
    shares = ", ".join(f"{name} {np.mean(found):.1%} of {len(found)}" for name, found in hits.items() if found)
    print(f"  {people} people: {shares}")


def cover_one_test(rng: np.random.Generator, people: int, hits: dict[str, list[bool]]) -> None:
    """Draw one test's item parameters and many classes, and add to `hits` whether each interval covers the truth."""
    strength, place = rng.lognormal(0, 0.3, ITEMS), rng.normal(-0.7, 1, ITEMS)

    def drawn(count: int) -> Array:
        chance = response_probabilities(rng.normal(size=count), strength, place)
        return (rng.random(chance.shape) < chance).astype(float)

    crowd = drawn(200_000)
    rest = (crowd.sum(1, keepdims=True) - crowd) / (ITEMS - 1)
    true_score = crowd.mean(0)
    true_correlation = [np.corrcoef(crowd[:, item], rest[:, item])[0, 1] for item in range(ITEMS)]
    true_alpha = ITEMS / (ITEMS - 1) * (1 - crowd.var(0).sum() / crowd.sum(1).var())
    for _ in range(CLASSES):
        scores = drawn(people)
        pairs = [("score", share(scores[:, item].sum(), people), true_score[item]) for item in range(ITEMS)]
        pairs += [("discrimination", *pair) for pair in zip(item_rest(scores, rng), true_correlation, strict=True)]
        pairs += [("alpha", alpha(scores, rng), true_alpha)]
        for name, estimate, truth in pairs:
            if estimate.enough:
                hits[name].append(bool(estimate.low <= truth <= estimate.high))


if __name__ == "__main__":
    large_class()
    print(f"Coverage of the 95% intervals, {TESTS} tests of {ITEMS} items, {CLASSES} classes each:")
    for size in (30, 50, 100, 300):
        coverage(size)
