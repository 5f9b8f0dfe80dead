"""Flash cards: what they are, what the check finds, how they come back, and that they count in nothing else."""

from __future__ import annotations

import tomllib
from collections import Counter
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from ibc_edu.classroom.answers.merging import _Merging
from ibc_edu.course.cards import Card, CardDecks, card_findings, cards, common_words, gives_away
from ibc_edu.course.course import Course
from ibc_edu.errors import RecordError
from ibc_edu.learner.cards import Grade, card_attempt
from ibc_edu.learner.history import History
from ibc_edu.learner.mastery import mastery
from ibc_edu.learner.progress import progress
from ibc_edu.learner.review import due, due_cards
from ibc_edu.parts.cards.content import make
from ibc_edu.parts.cards.sitting import NEW_A_DAY
from ibc_edu.parts.cards.widget import Cards
from ibc_edu.quiz.attempt import Attempt

NOW = datetime(2026, 3, 1, 9, tzinfo=UTC)


@pytest.fixture
def at(course: Course) -> list[datetime]:
    """The time of the course's clock, to be changed."""
    time = [NOW]
    course.clock = lambda: time[0]
    return time


def send(part: Cards, **message: object) -> None:
    part._handle_msg({"content": {"data": {"method": "custom", "content": message}}, "buffers": []})


def grade(part: Cards, number: int) -> str:
    key = str(part.card["key"])
    send(part, type="grade", card=key, grade=number)
    return key


def test_every_row_has_its_cards_and_each_card_its_sources(course: Course) -> None:
    found = cards(course)
    assert len({card.id for card in found}) == len(found) == 412
    asked = {tuple(card.id.split(":")[1:3]) for card in found}
    assert {row["term_id"] for row in course.rows("glossary")} == {key for deck, key in asked if deck == "words"} | {
        *without_any_card(course)
    }
    assert all(card.evidence or card.facts for card in found)
    ways = Counter((card.deck, card.id.rpartition(":")[2]) for card in found)
    assert ways["signs", "term"] == 0
    assert min(ways["words", "meaning"], ways["words", "term"]) > 100


def test_each_fact_behind_a_card_says_how_and_when_it_was_known(course: Course) -> None:
    part = make(course)
    checked = set()
    for key in part._sitting.cards:
        for source in part._sitting.shown(key, History(), NOW)["sources"]:
            assert source["kind"] == "article" or source["date"], key
            checked.add(source["checked"] if source["kind"] == "beyond" else None)
            assert source["kind"] == "article" or source["checked"] is not None
    assert checked == {None, True, False}


def without_any_card(course: Course) -> set[str]:
    (words,) = [deck for deck in course.texts("cards", CardDecks).decks if deck.name == "words"]
    return {*words.no_meaning} & {*words.no_term}


def test_terms_with_the_same_meaning_share_a_card(course: Course) -> None:
    (card,) = [card for card in cards(course) if card.id == "card:drugs:letrozole:term"]
    assert card.back == "letrozole; anastrozole"


def test_how_soon_is_said_in_the_words_of_the_signs(course: Course) -> None:
    urgencies = tomllib.loads((course.folder / "parts" / "call-signs.toml").read_text(encoding="utf-8"))["urgencies"]
    (signs,) = [deck for deck in course.texts("cards", CardDecks).decks if deck.name == "signs"]
    assert signs.words["urgency"] == {key: text["name"] for key, text in urgencies.items()}


@pytest.mark.parametrize(
    ("front", "answers", "gives"),
    [
        ("A scan that shows the heart.", ("MUGA scan",), True),
        ("Treatments that work in one place.", ("local treatment",), True),
        ("A broken bone.", ("fracture",), False),
        ("The part of the code for it.", ("the category",), False),
    ],
)
def test_a_front_gives_the_back_away_by_half_of_its_letters(front: str, answers: tuple[str, ...], gives: bool) -> None:
    card = Card("card:a:b:term", "a", "", "Which?", front, "; ".join(answers), answers, (), ())
    assert gives_away(card) is gives


def test_a_word_that_several_terms_share_is_not_what_one_recalls() -> None:
    def card(term: str, front: str) -> Card:
        return Card(f"card:a:{term}:term", "a", "", "Which?", front, term, (term,), (), ())

    told = card("CDK4/6 blockers", "Two proteins, CDK4 and CDK6, are stopped.")
    deck = [told, card("PARP blockers", "A tool for repair is stopped."), card("Pain blockers", "Nerves are stopped.")]
    assert not gives_away(told)
    assert [card.back for card in deck if gives_away(card, common_words(deck))] == ["CDK4/6 blockers"]


def test_the_check_finds_a_card_that_gives_its_back_away_and_a_row_that_does_not_exist(
    course: Course, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert list(card_findings(course)) == []
    decks = course.texts("cards", CardDecks)
    words = decks.decks[0]
    planted = words.model_copy(update={"no_term": (*words.no_term[1:], "no-such-word")})
    changed = decks.model_copy(update={"decks": (planted, *decks.decks[1:])})
    monkeypatch.setattr(course, "texts", lambda *_: changed)
    said = [finding.what for finding in card_findings(course)]
    assert said == [
        "there is no 'no-such-word' in glossary.",
        f"the front of card:words:{words.no_term[0]}:term gives its back away.",
    ]


def test_what_was_not_known_comes_back_that_day_and_the_rest_by_the_schedule(
    course: Course, at: list[datetime]
) -> None:
    part = make(course)
    again, easy = grade(part, 1), grade(part, 4)
    assert part.problem == ""
    assert again != easy != part.card["key"]
    at[0] = NOW + timedelta(hours=5)
    assert due_cards(course.record.history(), at[0], [again, easy]) == [again]
    assert make(course).card["key"] == again
    assert make(course).card["new"] is False
    at[0] = NOW + timedelta(days=30)
    assert due_cards(course.record.history(), at[0], [again, easy]) == [again, easy]


def test_the_next_card_waits_for_no_disk_and_is_chosen_by_the_grade(
    course: Course, at: list[datetime], monkeypatch: pytest.MonkeyPatch
) -> None:
    part, shown = make(course), []

    def keep(*attempts: Attempt) -> None:
        shown.append((part.counts, part.card["key"]))
        course.record.add(*attempts)
        raise RecordError("the disk is full.")

    monkeypatch.setattr(course, "keep", keep)
    graded = grade(part, 3)
    assert shown == [("0 due now · 1 of 412 cards seen", part.card["key"])]
    assert (part.problem, part.card["key"] != graded) == ("The disk is full.", True)
    assert [attempt.item_id for attempt in course.record.attempts()] == [graded]


def test_each_message_reads_the_record_once(
    course: Course, at: list[datetime], monkeypatch: pytest.MonkeyPatch
) -> None:
    part, read, history = make(course), [], course.record.history

    def counted() -> History:
        read.append(1)
        return history()

    monkeypatch.setattr(course.record, "history", counted)
    grade(part, 3)
    assert len(read) == 1
    send(part, type="choose", deck="signs")
    assert len(read) == 2


def test_longer_waits_for_better_grades_are_said_before_grading(course: Course, at: list[datetime]) -> None:
    assert make(course).card["waits"] == ["in about 4 hours", "in about 1 day", "in about 2 days", "in about 8 days"]


def test_enough_new_cards_for_a_day_end_with_a_sentence_and_more_can_be_asked_for(
    course: Course, at: list[datetime]
) -> None:
    part = make(course)
    asked = [grade(part, 3) for _ in range(NEW_A_DAY)]
    assert len({*asked}) == NEW_A_DAY
    assert part.card is None
    assert (
        part.nothing == "No card is due now. The next one comes back in about 2 days, if the course keeps your answers."
    )
    assert part.is_outdated
    send(part, type="more")
    assert part.card["new"]


def test_a_deck_can_be_chosen_and_nonsense_is_refused(course: Course, at: list[datetime]) -> None:
    part = make(course)
    send(part, type="choose", deck="signs")
    assert part.card["deck"] == "Signs to call about"
    before = part.card
    for message in ({"type": "choose", "deck": "x"}, {"type": "grade", "card": before["key"], "grade": 5}):
        send(part, **message)
        assert part.problem
        assert part.card == before
    send(part, type="grade", card="card:gone", grade=3)
    assert part.card == before
    assert course.record.attempts() == []


def test_grades_are_kept_with_the_answers_and_count_in_nothing_that_is_said_of_questions(
    course: Course, at: list[datetime]
) -> None:
    part = make(course)
    for number in (1, 2, 3, 4):
        grade(part, number)
    attempts = course.record.attempts()
    assert [(one.kind, one.response, one.score) for one in attempts] == [("card", n, None) for n in (1, 2, 3, 4)]
    history, later = course.history(), NOW + timedelta(days=90)
    assert (mastery(history), due(history, later), history.mix_ups, history.standings) == ([], [], {}, {})
    assert not any(row.answered for row in progress(history, course.bank.questions))
    merged = _Merging()
    merged.add(attempts, "a.csv")
    assert merged.result().attempts == ()


def test_a_summary_of_the_history_keeps_the_cards(course: Course) -> None:
    attempts = [
        card_attempt("card:a:b:term", rating, at=NOW + timedelta(days=day), learner="me", session_id="s")
        for day, rating in enumerate((Grade.GOOD, Grade.AGAIN, Grade.HARD))
    ]
    attempts.append(replace(attempts[0], attempt_id="other", response="nonsense"))
    history = History.of(attempts, NOW + timedelta(days=9))
    again = History.from_text(history.to_text())
    assert again.cards["card:a:b:term"].due == history.cards["card:a:b:term"].due
    assert again.cards["card:a:b:term"].grade is Grade.HARD


def test_its_text_form_is_the_same_at_any_progress(course: Course, at: list[datetime]) -> None:
    part = make(course)
    before = repr(part)
    grade(part, 3)
    assert repr(part) == before == repr(make(course))


def test_a_course_without_the_file_has_no_cards() -> None:
    tides = Path(__file__).parents[2] / "course" / "fixtures" / "tides"
    assert cards(Course(tides, record="memory")) == ()
