"""How common each subtype is: what the facts say, and 100 people."""

from __future__ import annotations

import re

from ibc_edu.course.course import Course
from ibc_edu.parts.subtype_shares import texts as shares
from ibc_edu.parts.subtype_shares.content import make as subtype_shares


def test_the_shares_are_those_of_the_facts(course: Course) -> None:
    statements = course.tables.facts.set_index("fact_id")["statement"]
    for group in course.texts(shares.NAME, shares.Texts).groups:
        stated = [float(number) for number in re.findall(r"(\d+\.\d)%", statements[group.facts[0]])]
        assert list(group.percent.values()) == stated
        years = re.findall(r"\b20\d\d\b", " ".join(statements[fact] for fact in group.facts))
        assert years
        assert all(year in group.name for year in years)


def test_the_icon_array_shows_two_groups_of_100(course: Course) -> None:
    view = subtype_shares(course)
    for group in course.texts(shares.NAME, shares.Texts).groups:
        people = [int(row[3]) for row in view.numbers["rows"] if row[0] == group.name]
        assert sum(people) == 100
    assert "46 HR-positive" in view.sentence
