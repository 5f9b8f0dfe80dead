"""The contract of a question kind: every kind fills in every member, and a new kind needs its own module only."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest
from jsonschema import Draft202012Validator  # type: ignore[import-untyped]  # it has no stubs here
from quiz_examples import BY_KIND, COMMON, NOW

import ibc_edu.views.quiz
from ibc_edu.classroom.live.poll import Poll
from ibc_edu.exchange import export
from ibc_edu.exchange.contract import About, Effect
from ibc_edu.exchange.formats import formats
from ibc_edu.quiz import kinds
from ibc_edu.quiz.attempt import Mode
from ibc_edu.quiz.bank import Bank, read_bank
from ibc_edu.quiz.kinds import kind, kind_names
from ibc_edu.quiz.kinds.base import QuestionBase
from ibc_edu.quiz.kinds.forms import ANSWERED_AS, Exchange, PaperForm, PresenterForm
from ibc_edu.quiz.linting.guesser import guess
from ibc_edu.quiz.linting.lint import lint
from ibc_edu.quiz.question_files.json_schema import question_schema
from ibc_edu.quiz.question_files.question_file import Located, read_text
from ibc_edu.quiz.sessions.session import QuizSession
from ibc_edu.quiz.sessions.view import view

CONTRACT = sorted(QuestionBase.__abstractmethods__)
VIEWS = Path(ibc_edu.views.quiz.__file__).parent / "kinds"


def example(name: str) -> QuestionBase:
    """The example of a kind; it fails by name where there is none."""
    assert name in BY_KIND, f"tests/quiz/quiz_examples.py has no example of the kind {name!r}"
    return BY_KIND[name]


def test_the_contract_is_what_was_agreed() -> None:
    assert CONTRACT == [
        "_grade", "complaints", "exchange", "grading_rule", "guessed_options", "key", "key_lines", "key_text",
        "misconceptions", "options", "page_form", "paper_form", "presenter_form", "read", "read_text", "response_text",
        "skeleton", "wrong_response",
    ]  # fmt: skip


@pytest.mark.parametrize("member", CONTRACT)
@pytest.mark.parametrize("name", kind_names())
def test_every_kind_fills_in_every_member(name: str, member: str) -> None:
    model = kind(name)
    assert model is not None
    own = next((base for base in model.__mro__ if member in vars(base)), QuestionBase)
    assert own is not QuestionBase, f"{name} leaves {member} open"
    assert vars(own)[member].__doc__ or member == "_grade", f"{name}.{member} has no docstring"


@pytest.mark.parametrize("name", kind_names())
def test_every_kind_says_how_it_is_scored_and_asks_for_one_thing(name: str) -> None:
    model = kind(name)
    assert model is not None
    assert "partial credit" in (model.__doc__ or "").casefold()
    assert model.instruction.endswith(".")


@pytest.mark.parametrize("name", kind_names())
def test_every_kind_has_a_view_of_its_name(name: str) -> None:
    view = VIEWS / f"{name}.js"
    assert view.is_file(), f"there is no {view.name} in {VIEWS}"
    assert f'register("{name}"' in view.read_text(encoding="utf-8")


def test_every_view_has_a_kind() -> None:
    assert sorted(path.stem for path in VIEWS.glob("*.js")) == sorted(kind_names())


@pytest.mark.parametrize("name", kind_names())
def test_the_forms_of_every_kind(name: str) -> None:
    question = example(name)
    key = json.dumps(question.key())
    page, paper, presenter = question.page_form(3), question.paper_form(3), question.presenter_form(3)
    assert "secret" not in json.dumps(page)
    assert key not in json.dumps(page) or not isinstance(question.key(), dict | list)
    assert isinstance(paper, PaperForm)
    assert paper.columns
    assert paper.key
    assert "secret" not in str(paper.columns)
    assert isinstance(presenter, PresenterForm)
    assert set(presenter.keys) == {option.key for option in question.options()}


PARTS_TO_ANSWER = {
    "single": {"choices"},
    "multiple": {"choices"},
    "matching": {"left", "right"},
    "ordering": {"steps"},
    "categorise": {"entries", "categories"},
    "numeric": set(),
    "short_text": set(),
}
"""What the page form holds of a question that is answered so; phones know nothing else of it."""


@pytest.mark.parametrize("name", kind_names())
def test_every_kind_is_answered_in_a_way_that_phones_have(name: str) -> None:
    question = example(name)
    answered_as = question.exchange().answered_as
    assert set(PARTS_TO_ANSWER) == set(ANSWERED_AS)
    assert PARTS_TO_ANSWER[answered_as] <= set(question.page_form(3))
    assert answered_as == name or name not in ANSWERED_AS


@pytest.mark.parametrize("name", kind_names())
def test_the_neutral_form_of_every_kind_carries_all_that_is_judged_and_said(name: str) -> None:
    question = example(name)
    found = question.exchange()
    assert isinstance(found, Exchange)
    said = json.dumps(question.model_dump(mode="json"))
    rows = str(found)
    texts = [text for text in (row.feedback for row in found.rows) if text]
    assert texts
    assert all(text in said for text in texts)
    assert all(name in rows for name in question.misconceptions())
    assert sum(row.credit for row in found.rows if row.credit > 0) >= 0.999
    targets = {row.target for row in found.rows if row.target}
    assert targets <= set(found.targets)


@pytest.mark.parametrize("name", kind_names())
def test_the_rule_of_grading_is_json_and_decides_the_first_hash(name: str) -> None:
    question = example(name)
    assert json.loads(json.dumps(question.grading_rule())) is not None
    reworded = question.model_copy(update={"hint": "another nudge", "stem": "Other words?", "explanation": "secret: x"})
    assert reworded.item_hash == question.item_hash
    assert reworded.wording_hash != question.wording_hash
    assert question.model_copy(update={"part": "elsewhere"}).wording_hash == question.wording_hash


@pytest.mark.parametrize("name", kind_names())
def test_every_skeleton_is_a_question_that_names_its_misconception(name: str) -> None:
    model = kind(name)
    assert model is not None
    common = {**COMMON, "id": "staging-mine", "stem": "What?", "kind": name}
    head = "".join(f"{key} = {json.dumps(value)}\n" for key, value in common.items() if key != "lesson")
    body = model.skeleton("my-misconception")
    located, problems = read_text(f'lesson = "staging"\n[[question]]\n{head}{body}', Path("x.toml"))
    assert problems == []
    assert located[0].question.misconceptions() == ("my-misconception",)
    assert "the id of the mix-up" in body


NEW_KIND = '''
from typing import ClassVar, Literal

from ibc_edu.quiz.grading import FeedbackLine, Verdict, graded
from ibc_edu.quiz.kinds.base import Complaint, QuestionBase
from ibc_edu.quiz.kinds.fields import Text
from ibc_edu.quiz.kinds import forms


class Clock(QuestionBase):
    """A time of day. No partial credit."""

    instruction: ClassVar[str] = "Set the clock."
    kind: Literal["clock"]
    time: Text
    feedback: Text

    def read(self, response):
        return response or None

    def read_text(self, text):
        return self.read(text)

    def response_text(self, response):
        return response or ""

    def key(self):
        return self.time

    def key_text(self):
        return self.time

    def key_lines(self):
        return (FeedbackLine("clock", Verdict.MISSED, False, self.time, self.feedback),)

    def grading_rule(self):
        return self.time

    def wrong_response(self, pick):
        return "00:00"

    def page_form(self, seed):
        return {"dial": 24}

    def paper_form(self, seed):
        return forms.PaperForm(((forms.PaperRow("o'clock", forms.Blank.WORD),),), (forms.KeyRow(self.time),))

    def presenter_form(self, seed):
        return forms.PresenterForm()

    def exchange(self):
        row = forms.ExchangeRow(self.time, credit=1.0, feedback=self.feedback)
        return forms.Exchange(forms.Interaction.TEXT, (row,))

    @classmethod
    def skeleton(cls, misconception):
        return 'time = "12:00"\\nfeedback = "Noon."\\n'

    def options(self):
        return ()

    def guessed_options(self):
        return ()

    def misconceptions(self):
        return ()

    def complaints(self):
        if ":" not in self.time:
            yield Complaint("clock", "the time has no colon.", "Write 12:00.", ("time",))

    def _grade(self, answered):
        right = answered == self.time
        line = FeedbackLine("clock", Verdict.RIGHT if right else Verdict.WRONG, True, answered, self.feedback)
        return graded(float(right), [line, *(() if right else self.key_lines())])
'''


@pytest.fixture
def eighth(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[ModuleType]:
    """A kind that consists of one module, put beside the others."""
    (tmp_path / "clock.py").write_text(NEW_KIND, encoding="utf-8")
    monkeypatch.setattr(kinds, "__path__", [*kinds.__path__, str(tmp_path)])
    for found in (kinds._modules, kinds.kind, kinds.kind_names):
        found.cache_clear()
    yield kinds
    monkeypatch.undo()
    for found in (kinds._modules, kinds.kind, kinds.kind_names):
        found.cache_clear()


@pytest.mark.usefixtures("eighth")
def test_an_eighth_kind_touches_its_own_module_only(tmp_path: Path) -> None:
    from ibc_edu.classroom.handouts.handout import _answer, _to_fill_in

    assert "clock" in kind_names()
    head = "".join(f"{key} = {json.dumps(value)}\n" for key, value in COMMON.items() if key != "lesson")
    model = kind("clock")
    assert model is not None
    own = f'id = "staging-x"\nkind = "clock"\nstem = "When?"\n{head}{model.skeleton("x")}'
    text = f'lesson = "staging"\n[[question]]\n{own}'
    (tmp_path / "bank").mkdir()
    (tmp_path / "bank" / "mine.toml").write_text(text, encoding="utf-8")
    bank = read_bank([tmp_path / "bank"])
    assert bank.problems == ()
    (question,) = bank
    assert [question.grade(time).score for time in ("12:00", "13:00", None)] == [1.0, 0.0, None]

    session, attempt = QuizSession("q", "Q", (question,)).answer(question.id, "13:00", at=NOW)
    assert attempt is not None
    (shown,) = view(session)["items"]
    assert (shown["kind"], shown["dial"], shown["status"]) == ("clock", 24, "incorrect")  # type: ignore[typeddict-item]
    assert view(QuizSession("q", "Q", (question,), mode=Mode.PRESENT))["items"][0]["tally"] is None

    for each in (found for found in formats().values() if found.write is not None):
        data, losses = export(each, bank, About())
        assert Effect.LEFT_OUT not in [loss.effect for loss in losses], each.name
        if each.read is not None and "clock" not in each.kinds and not each.name.endswith(("csv", "xlsx")):
            (draft,) = each.read(data)[0]
            assert draft.fields["kind"] == "short_text"
            told = [loss.what for loss in losses if loss.effect is Effect.DEGRADED]
            assert any(what.startswith("it comes back as short_text") for what in told), each.name
    assert Poll(question, 3, []).item["answered_as"] == "short_text"

    assert "o&#x27;clock" in _to_fill_in(question, "A")
    assert _answer(question, "A") == "<p class=right dir=auto>12:00</p>"
    assert lint(bank) == []
    assert guess(bank) == []
    odd = question.model_copy(update={"time": "noon"})
    assert [finding.rule for finding in lint(Bank((Located(odd, Path("x.toml"), 1),)))] == ["clock"]
    as_written: dict[str, Any] = question.model_dump(mode="json", exclude={"lesson", "was"}, exclude_none=True)
    Draft202012Validator(question_schema()).validate({"lesson": "staging", "question": [as_written]})


def test_a_kind_that_leaves_a_member_open_is_named(
    eighth: ModuleType, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "sundial.py").write_text(NEW_KIND.replace("clock", "sundial").replace("def key_text", "def other"))
    monkeypatch.setattr(kinds, "__path__", [*kinds.__path__])
    kinds._modules.cache_clear()
    with pytest.raises(TypeError, match="the kind 'sundial' does not say key_text"):
        kind("sundial")
