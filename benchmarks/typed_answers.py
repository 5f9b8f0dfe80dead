"""Types thousands of odd answers at every typed question of the bank: each is graded or refused in plain words.

Run: python benchmarks/typed_answers.py [ANSWERS] [SEED]. Prints how many were graded and refused, how long the slowest
took, and how many differ in a sign, a number or a Roman numeral from an accepted answer and were accepted all the same
(none is to be).
"""

from __future__ import annotations

import random
import sys
import time
from collections import Counter
from typing import Any

from ibc_edu.errors import ResponseError
from ibc_edu.quiz.bank import load_bank
from ibc_edu.quiz.kinds.base import QuestionBase

ALPHABETS = (
    "abcdefghijklmnopqrstuvwxyz ",
    "ER+-HER2PR<>=%/.,;:'\"()[] ",
    "0123456789.,'-+eE \u00a0\u2009\u202f\u2013\u2212%",
    "IVXivx0123 phasetg",
    "äöüßéñçİıøåœÅ\u0301\u0308\u200d\u200b\ufeff",
    "กำขิ์เ่ दिनआक्षअं தமிழ் مرحبا שָׁלוֹם 陽性",
    "\ud800\udfff\x00\x07\x1b\n\t\u202e\u2066\U0001f9ec\U0001f600½⅔⁶₂™",
)
SIGNS = ("+", "-", "<", ">", "3", "II", "%", "not ", "non-", "no ")


def odd(question: QuestionBase, dice: random.Random) -> str:
    """An answer that nobody meant: noise, or an accepted answer with something done to it."""
    if dice.random() < 0.5:
        alphabet = dice.choice(ALPHABETS)
        return "".join(dice.choices(alphabet, k=dice.choice((0, 1, 2, 5, 12, 40, 301))))
    text = list(question.response_text(question.key()))
    for _ in range(dice.randint(1, 4)):
        place = dice.randrange(len(text) + 1)
        match dice.randrange(4):
            case 0:
                text.insert(place, dice.choice(dice.choice(ALPHABETS)))
            case 1 if text:
                text.pop(min(place, len(text) - 1))
            case 2:
                dice.shuffle(text)
            case _:
                text = [*text[:place], *dice.choice(SIGNS), *text[place:]]
    return "".join(text)


def main(answers: int, seed: int) -> int:
    """Type them, and return 1 if anything but a grade or a refusal came out, or another meaning was accepted."""
    dice = random.Random(seed)
    questions = [
        question for question in load_bank() if not question.options() and isinstance(question.key(), str | float)
    ]
    outcomes: Counter[str] = Counter()
    slowest = 0.0
    for number in range(answers):
        question = questions[number % len(questions)]
        typed: Any = odd(question, dice)
        start = time.perf_counter()
        try:
            grade = question.grade(typed)
            outcomes[f"{question.kind}: {grade.outcome}"] += 1
            "".join(line.answer_text + line.text for line in grade.lines).encode()
        except ResponseError as error:
            outcomes[f"{question.kind}: refused"] += 1
            str(error).encode()
        slowest = max(slowest, time.perf_counter() - start)
    signed = sum(signs_accepted(question) for question in questions)
    print(f"{answers:,} answers at {len(questions)} questions, seed {seed}; slowest {1000 * slowest:.1f} ms")
    for name, count in sorted(outcomes.items()):
        print(f"  {name:28}{count:7,}")
    print(f"accepted with a sign, a number or a negation added: {signed}")
    return 1 if signed else 0


def signs_accepted(question: QuestionBase) -> int:
    """How many accepted answers are still accepted with something added that changes the meaning."""
    if question.kind != "short_text":
        return 0
    changed = [text for sign in SIGNS for text in (f"{question.key()} {sign}", f"{sign}{question.key()}")]
    # A word after the answer negates nothing, and a hyphen before a word is a mark of a list.
    changed = [text for text in changed if not text.endswith(("not ", "no ", "non-")) and not text.startswith("-")]
    return sum(question.grade(text).score == 1 for text in changed)


if __name__ == "__main__":
    sys.exit(main(*(int(number) for number in (sys.argv[1:] + ["10000", "1"][len(sys.argv) - 1 :])[:2])))
