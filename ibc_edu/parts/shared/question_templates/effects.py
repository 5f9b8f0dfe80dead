"""Templates over side effects and what is watched."""

from __future__ import annotations

from collections.abc import Iterator

from ibc_edu.parts.shared.question_templates.quizzable import Quizzable, Row, in_sentence, text
from ibc_edu.parts.shared.question_templates.template import Asked, Template, Wrong


def _in_article(quizzable: Quizzable) -> list[Row]:
    """Return the side effects that the article names for a class."""
    return [row for row in quizzable.rows("side_effects") if row["origin"] == "document" and text(row["therapy_class"])]


def _listed_for(quizzable: Quizzable, owners: set[str]) -> list[Row]:
    """Return all side effects that the tables list for these drugs and classes."""
    return [
        row for row in quizzable.rows("side_effects") if (text(row["drug"]) or text(row["therapy_class"])) in owners
    ]


def _spoken_of(quizzable: Quizzable, name: str, rows: list[Row]) -> bool:
    """Return whether one of these side effects may be meant, or is told with this one, as an infection with a fever."""
    return any(quizzable.overlap(name, row["name"]) or name.casefold() in row["plain"].casefold() for row in rows)


def _class_side_effect(quizzable: Quizzable) -> Iterator[Asked]:
    in_article = _in_article(quizzable)
    for row in in_article:
        evidence, subject = quizzable.said(row), quizzable.subject(row)
        if not evidence or subject is None:
            continue
        _, name, owners = subject
        own = _listed_for(quizzable, owners)
        wrong = [
            Wrong(
                other["name"],
                f"The article names this for {in_sentence(quizzable.classes[other['therapy_class']]['name'])}.",
            )
            for other in in_article
            if not _spoken_of(quizzable, other["name"], own)
        ]
        yield Asked(
            subject=row["side_effect_id"],
            stem=f"Which side effect does the article name for {name}?",
            right=row["name"],
            feedback=row["plain"],
            explanation=f"The article names this side effect for {name}: {in_sentence(row['name'])}.",
            wrong=wrong,
            evidence=evidence,
            facts=quizzable.read(row),
        )


def _side_effect_class(quizzable: Quizzable) -> Iterator[Asked]:
    in_article = _in_article(quizzable)
    subjects = [subject for row in in_article if (subject := quizzable.subject(row)) is not None]
    classes = {class_id: (name, _listed_for(quizzable, owners)) for class_id, name, owners in subjects}
    for row in in_article:
        evidence = quizzable.said(row)
        if not evidence:
            continue
        own = quizzable.classes[row["therapy_class"]]["name"]
        wrong = [
            Wrong(quizzable.classes[class_id]["name"], f"The article does not name it for {name}.")
            for class_id, (name, listed) in classes.items()
            if not _spoken_of(quizzable, row["name"], listed)
        ]
        yield Asked(
            subject=row["side_effect_id"],
            stem=f"For which treatment does the article name this side effect: {in_sentence(row['name'])}?",
            right=own,
            feedback=row["plain"],
            explanation=f"The article names it for {in_sentence(own)}.",
            wrong=wrong,
            evidence=evidence,
            facts=quizzable.read(row),
        )


def _treatment_check(quizzable: Quizzable) -> Iterator[Asked]:
    for row in quizzable.rows("monitoring"):
        subject, evidence, facts = quizzable.subject(row), quizzable.said(row), quizzable.read(row)
        if subject is None or not (evidence or facts):
            continue
        _, name, owners = subject
        known = quizzable.known_of(owners)
        wrong = [
            Wrong(other["what"], f"The course lists it for another treatment: {others[1]}.")
            for other in quizzable.rows("monitoring")
            if (others := quizzable.subject(other)) is not None and not quizzable.overlap(other["what"], known)
        ]
        yield Asked(
            subject=row["monitoring_id"],
            stem=f"Which of these does the course list as watched because of {name}?",
            right=row["what"],
            feedback=row["why"],
            explanation=f"{row['what']}: {row['why']}",
            wrong=wrong,
            evidence=evidence,
            facts=facts,
        )


def _check_test(quizzable: Quizzable) -> Iterator[Asked]:
    rows = [row for row in quizzable.rows("monitoring") if quizzable.subject(row) is not None]
    for row in rows:
        subject = quizzable.subject(row)
        # The article rarely says how, and a name such as "blood counts" would give "blood test" away.
        if subject is None or not quizzable.rests_on_read(row) or quizzable.overlap(row["what"], row["how"]):
            continue
        alike = [other for other in rows if quizzable.overlap(other["what"], row["what"])]
        known = " ".join(other["how"] for other in alike)
        wrong = [
            Wrong(other["how"], f"This serves another check: {in_sentence(other['what'])}.")
            for other in rows
            if not quizzable.overlap(other["how"], known)
        ]
        yield Asked(
            subject=row["monitoring_id"],
            stem=f"With {subject[1]}, how is this checked: {in_sentence(row['what'])}?",
            right=row["how"],
            feedback=row["why"],
            explanation=f"{row['what']}: {in_sentence(row['how'])}. {row['why']}",
            wrong=wrong,
            evidence=quizzable.said(row),
            facts=quizzable.read(row),
        )


TEMPLATES = (
    Template("class-side-effect", _class_side_effect),
    Template("side-effect-class", _side_effect_class),
    Template("treatment-check", _treatment_check),
    Template("check-test", _check_test),
)
