"""Cases: what their model refuses, and what a check finds in the graph of scenes."""

from __future__ import annotations

from collections.abc import Collection
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ibc_edu.errors import KnowledgeError, UnknownNameError
from ibc_edu.knowledge.cases import case_findings, case_names, read_case

IDS = {"sentences": ["water/p1/s1"], "facts": ["F-1", "F-2"], "misconceptions": ["ice-holds"]}
READ = {"F-1"}
GOOD = """
title = "On the ice"
person = "Kim, 9."
lesson = "water"
start = "shore"
ask = ["How thick is it?"]
[counters.hours]
name = "Hours"
[scenes.shore]
title = "The shore"
seen = "Ice."
asked = "What now?"
[[scenes.shore.choices]]
text = "Run"
to = "middle"
consequence = "A crack."
feedback = "Ice does not always hold."
misconception = "ice-holds"
evidence = ["water/p1/s1"]
adds = { hours = 2 }
[[scenes.shore.choices]]
text = "Ask"
to = "home"
consequence = "They say no."
feedback = "Somebody knows."
reasoned = true
facts = ["F-1"]
[scenes.middle]
title = "The middle"
heard = "A crack."
asked = "And now?"
[[scenes.middle.choices]]
text = "Back"
to = "home"
consequence = "Slowly."
feedback = "The way that held."
reasoned = true
facts = ["F-1"]
[[scenes.middle.choices]]
text = "Stay"
to = "middle"
consequence = "Another crack."
feedback = "It gets no better."
facts = ["F-1"]
[endings.home]
title = "at home"
text = "It is warm."
facts = ["F-1"]
"""
FAULTS = [
    ('lesson = "water"', 'lesson = "watr"', "lesson: there is no lesson 'watr'."),
    ('start = "shore"', 'start = "sure"', "start: there is no scene 'sure'."),
    (
        'to = "middle"\nconsequence = "A',
        'to = "midle"\nconsequence = "A',
        "scenes.shore.choices.1.to: there is no scene",
    ),
    (
        'to = "middle"\nconsequence = "A',
        'to = "home"\nconsequence = "A',
        "scenes.middle: no choice leads to this scene.",
    ),
    (
        "[endings.home]",
        '[endings.sea]\ntitle = "x"\ntext = "y"\nfacts = ["F-1"]\n[endings.home]',
        "endings.sea: no choice",
    ),
    (
        "[endings.home]",
        '[endings.shore]\ntitle = "x"\ntext = "y"\nfacts = ["F-1"]\n[endings.home]',
        "endings.shore: a scene",
    ),
    ('to = "home"\nconsequence = "Slowly', 'to = "middle"\nconsequence = "Slowly', "scenes.middle: no way leads"),
    (
        'to = "home"\nconsequence = "They',
        'to = "shore"\nconsequence = "They',
        "scenes.shore.choices.2: the reasoned path",
    ),
    ("hours = 2", "days = 2", "scenes.shore.choices.1.adds: there is no counter 'days'."),
    ("hours = 2", "hours = -2", "scenes.shore.choices.1.adds.hours: input should be greater than"),
    (
        'facts = ["F-1"]\n[scenes.middle]',
        'facts = ["F-2"]\n[scenes.middle]',
        "scenes.shore.choices.2.facts: F-2 was recalled",
    ),
    ('facts = ["F-1"]\n[scenes.middle]', 'facts = ["F-9"]\n[scenes.middle]', "facts.1: there is no 'F-9' in facts."),
    ('facts = ["F-1"]\n[scenes.middle]', "[scenes.middle]", "scenes.shore.choices.2: nothing says what this rests on."),
    (
        'facts = ["F-1"]\n[scenes.middle]',
        'rows = ["facts/F-1"]\n[scenes.middle]',
        "names sentences (evidence) and facts",
    ),
    ('misconception = "ice-holds"', 'misconception = "ice-hold"', "there is no 'ice-hold' in misconceptions."),
    (
        "reasoned = true\nfacts",
        'reasoned = true\nmisconception = "ice-holds"\nfacts',
        "a reasoned choice has no misconception",
    ),
    (
        'reasoned = true\nfacts = ["F-1"]\n[scenes',
        'facts = ["F-1"]\n[scenes',
        "scenes.shore: no choice is marked as reasoned.",
    ),
    ('seen = "Ice."\n', "", "scenes.shore: nothing is seen or heard."),
    ("ask = [", "asks = [", "asks: this key is not known here."),
    ('title = "On', 'title = On"', "this is no TOML file"),
]


def known(table: str) -> Collection[str] | None:
    return IDS.get(table, ())


def found(folder: Path, text: str) -> list[str]:
    (folder / "cases").mkdir(exist_ok=True)
    (folder / "cases" / "ice.toml").write_text(text, encoding="utf-8")
    return [str(finding) for finding in case_findings(folder, known, READ, ["water"])]


def test_a_good_case_has_no_findings_and_tells_its_reasoned_path(tmp_path: Path) -> None:
    assert found(tmp_path, GOOD) == []
    case = read_case(tmp_path, "ice")
    assert case.reasoned_path() == [("shore", 1)]
    assert case.depths() == {"shore": 0, "middle": 1, "home": 1}
    assert case_names(tmp_path) == ["ice"]


@pytest.mark.parametrize(("old", "new", "expected"), FAULTS, ids=[expected[:40] for *_, expected in FAULTS])
def test_a_fault_is_found_where_it_is(tmp_path: Path, old: str, new: str, expected: str) -> None:
    assert old in GOOD
    findings = found(tmp_path, GOOD.replace(old, new, 1))
    assert any(expected in finding for finding in findings), findings
    assert all("cases/ice.toml" in finding for finding in findings)


def test_a_course_without_cases_has_none_and_no_findings(tmp_path: Path) -> None:
    assert case_names(tmp_path) == []
    assert list(case_findings(tmp_path, known, READ, ["water"])) == []


def test_an_unknown_or_broken_case_is_refused(tmp_path: Path) -> None:
    found(tmp_path, GOOD.replace("ask =", "asks ="))
    with pytest.raises(KnowledgeError, match="ask: this is missing"):
        read_case(tmp_path, "ice")
    with pytest.raises(UnknownNameError, match="ice"):
        read_case(tmp_path, "rice")


@settings(deadline=None, max_examples=40)
@given(targets=st.lists(st.sampled_from(["shore", "middle", "home"]), min_size=4, max_size=4))
def test_a_case_without_findings_can_be_left_from_every_scene(
    tmp_path_factory: pytest.TempPathFactory, targets: list[str]
) -> None:
    pieces = GOOD.split("\nto = ")
    text = pieces[0] + "".join(
        f'\nto = "{to}"{piece[piece.index(chr(10)) :]}' for to, piece in zip(targets, pieces[1:], strict=True)
    )
    folder = tmp_path_factory.mktemp("course")
    findings = found(folder, text)
    steps = read_case(folder, "ice").steps
    out = {"home"}
    for _ in steps:
        out |= {name for name, to in steps.items() if out.intersection(to)}
    assert bool(findings) or out == {"shore", "middle", "home"}
