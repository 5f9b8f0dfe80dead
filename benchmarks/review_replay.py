"""Time to derive what is due, and mastery, from 100,000 attempts; with the bare scheduler as the floor.

    python benchmarks/review_replay.py [ATTEMPTS]

A learner of 400 questions, answering one every two minutes in sessions of ten, is made up with a fixed seed.
"""

from __future__ import annotations

import random
import sys
import time
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from statistics import median
from typing import Any

from fsrs import Card, Rating, Scheduler

from ibc_edu.learner.mastery import mastery
from ibc_edu.learner.review import cards, due
from ibc_edu.quiz.attempt import Attempt, Mode, Outcome, Sureness

QUESTIONS, OBJECTIVES, SESSION, ROUNDS = 400, 40, 10, 3
START = datetime(2026, 1, 1, tzinfo=UTC)


def made_up_attempts(count: int, seed: int = 1) -> list[Attempt]:
    """Return `count` attempts, a third of them wrong."""
    dice = random.Random(seed)
    outcomes = [Outcome.CORRECT, Outcome.CORRECT, Outcome.INCORRECT]
    attempts = []
    for number in range(count):
        item = dice.randrange(QUESTIONS)
        outcome = dice.choice(outcomes)
        attempts.append(
            Attempt(
                attempt_id=f"{number:032x}",
                item_id=f"staging-{item}",
                item_hash="0123456789abcdef",
                kind="single",
                lesson="staging",
                objective=f"staging-{item % OBJECTIVES}",
                mode=Mode.PRACTICE,
                response="k1",
                score=float(outcome is Outcome.CORRECT),
                outcome=outcome,
                at=START + timedelta(minutes=2 * number),
                session_id=f"{number // SESSION:032x}",
                sureness=dice.choice(list(Sureness)),
                misconceptions=() if outcome is Outcome.CORRECT else (f"mix-up-{item % 30}",),
            )
        )
    return attempts


def bare_scheduler(count: int) -> None:
    """Review one card `count` times, with nothing around it."""
    scheduler, card = Scheduler(enable_fuzzing=False), Card(card_id=0, due=START)
    for number in range(count):
        card, _ = scheduler.review_card(card, Rating.Good, START + timedelta(minutes=2 * number))


def seconds(task: Callable[[], Any]) -> float:
    """Return the median time of a few runs."""
    times = []
    for _ in range(ROUNDS):
        start = time.perf_counter()
        task()
        times.append(time.perf_counter() - start)
    return median(times)


def main() -> None:
    """Print the times."""
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 100_000
    attempts = made_up_attempts(count)
    now = attempts[-1].at + timedelta(days=1)
    targets = {f"mix-up-{number}": [f"staging-{number}", f"staging-{number + 30}"] for number in range(30)}
    mastery(attempts[:100])  # loads pandas and scipy
    print(f"{count} attempts, median of {ROUNDS}")
    print(f"bare scheduler   {seconds(lambda: bare_scheduler(count)):7.2f} s")
    print(f"replay of cards  {seconds(lambda: cards(attempts)):7.2f} s")
    print(f"due list         {seconds(lambda: due(attempts, now, items_by_misconception=targets)):7.2f} s")
    print(f"mastery          {seconds(lambda: mastery(attempts)):7.2f} s")


if __name__ == "__main__":
    main()
