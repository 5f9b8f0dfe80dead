"""Templates over drugs, their classes and their targets."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from ibc_edu.parts.shared.question_templates.quizzable import Quizzable, Row, in_sentence, text
from ibc_edu.parts.shared.question_templates.template import Asked, Template, Wrong
from ibc_edu.views.kit.words import sentence_case

REACH = {"systemic": "in the whole body", "local": "in one place of the body only"}
"""How far a treatment reaches, as an answer says it."""


def _names(drug: Row) -> list[str]:
    """Return the spellings by which the article may name a drug."""
    return [name for name in (drug["name"], text(drug["as_written"])) if name]


def _class_words(quizzable: Quizzable, row: Row) -> list[str]:
    """Return the words by which a sentence can be seen to speak of a class."""
    found = re.findall(r"[a-z0-9]{4,}", f"{row['name']} {row['course_label']}".casefold())
    return [word[:5] for word in found if word not in quizzable.of_any_class]


def _classified(quizzable: Quizzable) -> Iterator[tuple[Row, Row, tuple[str, ...]]]:
    """Yield the drugs of whose class the article speaks, with the class and the sentences."""
    for drug in quizzable.drugs.values():
        own = quizzable.classes[drug["therapy_class"]]
        if evidence := quizzable.said(drug, _names(drug), _class_words(quizzable, own)):
            yield drug, own, evidence


def _targeted(quizzable: Quizzable) -> Iterator[tuple[Row, tuple[str, ...]]]:
    """Yield the drugs of whose target the article speaks, with the sentences."""
    for drug in quizzable.drugs.values():
        if evidence := quizzable.said(drug, _names(drug), [drug["target"].split()[0]]):
            yield drug, evidence


def _drug_class(quizzable: Quizzable) -> Iterator[Asked]:
    for drug, own, evidence in _classified(quizzable):
        wrong = [
            Wrong(
                row["course_label"],
                f"{sentence_case(drug['name'])} is of another class. {_example(quizzable, row['therapy_class_id'])}",
            )
            for row in quizzable.leaves()
            if row["reach"] == "systemic" and quizzable.not_in_class(drug, row["therapy_class_id"])
        ]
        yield Asked(
            subject=drug["drug_id"],
            stem=f"Which class of drug is {drug['name']}?",
            right=own["course_label"],
            feedback=f"{sentence_case(drug['name'])} belongs to this class: {in_sentence(own['name'])}.",
            explanation=f"{sentence_case(drug['name'])} is one of the {in_sentence(own['name'])}.",
            wrong=wrong,
            evidence=evidence,
            facts=(),
        )


def _example(quizzable: Quizzable, class_id: str) -> str:
    """Return a sentence that names a drug of a class, if the table has one."""
    names = [drug["name"] for drug in quizzable.drugs.values() if drug["therapy_class"] == class_id]
    return f"An example of this one is {names[0]}." if names else "The table has no drug of this one."


def _class_drug(quizzable: Quizzable) -> Iterator[Asked]:
    for drug, own, evidence in _classified(quizzable):
        name = in_sentence(own["name"])
        wrong = [
            Wrong(
                other["name"],
                f"{sentence_case(other['name'])} is of another class: "
                f"{in_sentence(quizzable.classes[other['therapy_class']]['name'])}.",
            )
            for other in quizzable.drugs.values()
            if quizzable.not_in_class(other, own["therapy_class_id"])
        ]
        yield Asked(
            subject=drug["drug_id"],
            stem=f"Which of these drugs belongs to the {name}?",
            right=drug["name"],
            feedback=f"{sentence_case(drug['name'])} is of this class.",
            explanation=f"{sentence_case(drug['name'])} is one of the {name}.",
            wrong=wrong,
            evidence=evidence,
            facts=(),
        )


def _drug_target(quizzable: Quizzable) -> Iterator[Asked]:
    targets = list(dict.fromkeys(drug["target"] for drug in quizzable.drugs.values()))
    for drug, evidence in _targeted(quizzable):
        wrong = [
            Wrong(
                sentence_case(target),
                f"{sentence_case(drug['name'])} does not act on this. {_acting(quizzable, target)}",
            )
            for target in targets
            if quizzable.not_on_target(drug, target)
        ]
        yield Asked(
            subject=drug["drug_id"],
            stem=f"What does {drug['name']} act on?",
            right=sentence_case(drug["target"]),
            feedback=f"This is the target of {drug['name']}.",
            explanation=f"The target of {drug['name']}: {drug['target']}.",
            wrong=wrong,
            evidence=evidence,
            facts=(),
        )


def _acting(quizzable: Quizzable, target: str) -> str:
    """Return a sentence that names a drug with this target."""
    name = next(drug["name"] for drug in quizzable.drugs.values() if drug["target"] == target)
    return f"{sentence_case(name)} does."


def _target_drug(quizzable: Quizzable) -> Iterator[Asked]:
    for drug, evidence in _targeted(quizzable):
        wrong = [
            Wrong(
                other["name"],
                f"{sentence_case(other['name'])} acts on something else: {other['target']}.",
            )
            for other in quizzable.drugs.values()
            if quizzable.not_on_target(other, drug["target"])
        ]
        yield Asked(
            subject=drug["drug_id"],
            stem=f"Which of these drugs has this target: {drug['target']}?",
            right=drug["name"],
            feedback=f"{sentence_case(drug['name'])} acts on it.",
            explanation=f"The target of {drug['name']}: {drug['target']}.",
            wrong=wrong,
            evidence=evidence,
            facts=(),
        )


def _reach(quizzable: Quizzable, reach: str, stem: str, words: Sequence[str]) -> Iterator[Asked]:
    """Yield what can be asked about the widest classes and how far they reach."""
    widest = [row for row in quizzable.classes.values() if len(quizzable.above(row["therapy_class_id"])) == 1]
    for row in widest:
        evidence = quizzable.said(row, [row["name"]], words)
        if row["reach"] != reach or not evidence:
            continue
        wrong = [
            Wrong(other["name"], f"It works {REACH[other['reach']]}.")
            for other in widest
            if other["reach"] in REACH and other["reach"] != reach
        ]
        yield Asked(
            subject=row["therapy_class_id"],
            stem=stem,
            right=row["name"],
            feedback=f"It works {REACH[reach]}.",
            explanation=f"{row['name']} works {REACH[reach]}. How it works: {row['how_it_works']}",
            wrong=wrong,
            evidence=evidence,
            facts=(),
        )


def _whole_body(quizzable: Quizzable, words: Sequence[str]) -> Iterator[Asked]:
    return _reach(quizzable, "systemic", "Which of these treatments works in the whole body?", words)


def _one_place(quizzable: Quizzable, words: Sequence[str]) -> Iterator[Asked]:
    return _reach(quizzable, "local", "Which of these treatments works in one place of the body only?", words)


TEMPLATES = (
    Template("drug-class", _drug_class),
    Template("class-drug", _class_drug),
    Template("drug-target", _drug_target),
    Template("target-drug", _target_drug),
    Template("whole-body", _whole_body, takes_words=True),
    Template("one-place", _one_place, takes_words=True),
)
