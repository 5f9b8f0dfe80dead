"""Every case reads at grade 8 or below by Flesch-Kincaid, medical terms set aside."""

from __future__ import annotations

import pytest
from readability import grade, set_aside

from ibc_edu.knowledge.cases import Case, case_names, read_case
from ibc_edu.resources import own_course_folder

COURSE = own_course_folder()
HARDEST_GRADE = 8.0


def words_of(case: Case) -> str:
    """All that is said in a case, one thing a line."""
    words = [case.person, *case.ask]
    for scene in case.scenes.values():
        words += [scene.seen, scene.heard, scene.asked]
        words += [text for each in scene.choices for text in (f"{each.text}.", each.consequence, each.feedback)]
    words += [ending.text for ending in case.endings.values()]
    return "\n".join(word for word in words if word)


@pytest.mark.parametrize("name", case_names(COURSE))
def test_a_case_reads_at_grade_8_or_below(name: str) -> None:
    assert grade(set_aside(words_of(read_case(COURSE, name)))) <= HARDEST_GRADE
