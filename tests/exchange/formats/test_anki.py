"""What Anki itself finds in our packages: imported, edited, and imported again."""

from __future__ import annotations

import html
import json
import re
import subprocess
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from exchange_examples import all_questions

from ibc_edu.course.cards import Card
from ibc_edu.exchange import export
from ibc_edu.exchange.changed import EARLIEST, last_change
from ibc_edu.exchange.contract import About
from ibc_edu.exchange.formats import formats
from ibc_edu.exchange.packing import unpacked
from ibc_edu.exchange.tags import tags_of
from ibc_edu.quiz.kinds.base import QuestionBase

ANKI = "anki==26.9.3"
CARDS = [
    Card(f"card:words:{n}:meaning", "words", "", "What does it mean?", f"word <{n}>", "A & B.", ("A & B.",), (), ())
    for n in range(12)
]


def about(changed: int) -> About:
    return About("A course", cards=CARDS, deck_titles={"words": "Words"}, changed=changed)


def seen(markup: str) -> str:
    return " ".join(html.unescape(re.sub(r"<[^>]*>", " ", markup)).split())


def package(path: Path, questions: list[QuestionBase], changed: int) -> str:
    path.write_bytes(export(formats()["anki"], questions, about(changed))[0])
    return str(path)


@pytest.fixture(scope="module")
def asked() -> list[QuestionBase]:
    return all_questions()


@pytest.fixture(scope="module")
def found(
    asked: list[QuestionBase], consumer_python: Callable[[str], Path], tmp_path_factory: pytest.TempPathFactory
) -> dict[str, Any]:
    """What Anki says after five packages: first, the same, edited without and with a later stamp, one renamed."""
    python, folder = consumer_python(ANKI), tmp_path_factory.mktemp("anki")
    edited = [each.model_copy(update={"explanation": f"{each.explanation} Edited."}) for each in asked]
    renamed = edited[0].model_copy(update={"id": f"{edited[0].id}-anew", "was": (edited[0].first_id,)})
    packages = [
        package(folder / "1.apkg", asked, EARLIEST + 10),
        package(folder / "2.apkg", asked, EARLIEST + 10),
        package(folder / "3.apkg", edited, EARLIEST + 10),
        package(folder / "4.apkg", edited, EARLIEST + 20),
        package(folder / "5.apkg", [renamed, *edited[1:]], EARLIEST + 30),
    ]
    script = Path(__file__).parents[1] / "consumers" / "anki_import.py"
    done = subprocess.run(
        [str(python), str(script), *packages], capture_output=True, timeout=300, check=True, encoding="utf-8"
    )
    answer: dict[str, Any] = json.loads(done.stdout)
    return answer


def test_anki_takes_all_cards_once_and_updates_them_when_the_stamp_rises(
    found: dict[str, Any], asked: list[QuestionBase]
) -> None:
    count = len(asked) + len(CARDS)
    assert [log["new"] for log in found["logs"]] == [count, 0, 0, 0, 0]
    assert [log["updated"] for log in found["logs"]] == [0, 0, 0, count, count]
    assert [log["duplicate"] for log in found["logs"]] == [0, count, count, 0, 0]
    assert found["notes"] == len(found["cards"]) == count
    assert found["empty"] == 0


def test_cards_show_the_question_and_not_the_answer_on_their_front(
    found: dict[str, Any], asked: list[QuestionBase]
) -> None:
    backs = {card["fields"]["Id"]: card for card in found["cards"] if "Question" in card["fields"]}
    assert len(backs) == len(asked)
    for question in asked[1:]:
        card = backs[question.id]
        assert question.stem in seen(card["front"])
        if question.kind in ("matching", "categorise", "ordering"):
            assert question.key_text() not in seen(card["front"])
        back = seen(card["back"])
        assert f"{question.explanation} Edited." in back
        assert all(row.feedback in back for row in question.exchange().rows)
        assert sorted(card["tags"]) == sorted(tags_of(question))
        assert card["deck"] == "A course::Questions"


def test_flash_cards_have_a_deck_of_their_own(found: dict[str, Any]) -> None:
    words = [card for card in found["cards"] if card["deck"] == "A course::Words"]
    assert len(words) == len(CARDS)
    assert "word <3>" in {seen(card["fields"]["Front"]) for card in words}
    assert {seen(card["fields"]["Back"]) for card in words} == {"A & B."}


def test_a_change_of_a_file_raises_the_stamp(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    import os

    monkeypatch.delenv("SOURCE_DATE_EPOCH", raising=False)
    assert last_change([tmp_path]) == EARLIEST
    (tmp_path / "a.toml").touch()
    os.utime(tmp_path / "a.toml", (EARLIEST + 5, EARLIEST + 5))
    (tmp_path / "b.png").touch()
    assert last_change([tmp_path]) == EARLIEST + 5
    monkeypatch.setenv("SOURCE_DATE_EPOCH", str(EARLIEST + 7))
    assert last_change([tmp_path]) == EARLIEST + 7


def test_flash_cards_stay_out_where_it_is_not_wanted(asked: list[QuestionBase]) -> None:
    with_words, _ = export(formats()["anki"], asked[:3], about(EARLIEST))
    without, _ = export(formats()["anki-questions"], asked[:3], about(EARLIEST))
    assert b"word &lt;3&gt;" in unpacked(with_words)["collection.anki2"]
    assert b"word &lt;3&gt;" not in unpacked(without)["collection.anki2"]
