"""Templates over stages, sites of spread, receptors, subtypes and trial phases."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import cycle, product

from ibc_edu.parts.shared.question_templates.quizzable import Quizzable, Row, in_sentence
from ibc_edu.parts.shared.question_templates.template import ANY, Asked, Template, Wrong

# Mix-ups behind a wrong answer.
NO_SPREAD = "stage-four-without-spread"
SPREAD = "lower-stage-with-spread"
NODES = "stage-of-other-nodes"
ONE_RECEPTOR = "one-of-two-receptors"


def _wrong_stages(quizzable: Quizzable, row: Row) -> list[Wrong]:
    """Return the other stage groups of the table, each with what is behind the mix-up and what the table says."""
    found = []
    groups = {other["stage_group"]: other for other in reversed(quizzable.rows("stages"))}  # the first row of each
    for group in dict.fromkeys(other["stage_group"] for other in quizzable.rows("stages")):
        if group == row["stage_group"]:
            continue
        if group == "IV":
            m, words = groups[group]["m"], groups[group]["m_words"]
            feedback = f"Stage {group} is for {m}: {words}. Here it is {row['m']}: {row['m_words']}."
            mix_up = NO_SPREAD
        else:
            spread = row["stage_group"] == "IV"
            mix_up = SPREAD if spread else NODES
            feedback = row["reason"]
        found.append(Wrong(f"Stage {group}", feedback, mix_up))
    return found


def _stage_group(quizzable: Quizzable) -> Iterator[Asked]:
    for row in quizzable.rows("stages"):
        if not quizzable.rests_on_read(row):
            continue
        yield Asked(
            subject=row["stage_id"],
            stem=f"{row['t']}, {row['n']} and {row['m']}: which anatomic stage is this?",
            right=f"Stage {row['stage_group']}",
            feedback=row["reason"],
            explanation=f"{row['n']} means {row['n_words']}; {row['m']} means {row['m_words']}. {row['reason']}",
            wrong=_wrong_stages(quizzable, row),
            evidence=quizzable.said(row),
            facts=quizzable.read(row),
        )


def _site_stage(quizzable: Quizzable) -> Iterator[Asked]:
    """Yield one question a site, each with other nodes."""
    sites = sorted(quizzable.rows("metastatic_sites"), key=lambda row: row["site_id"])
    stages = sorted((row for row in quizzable.rows("stages") if row["m"] == "M1"), key=lambda row: row["stage_id"])
    for site, stage in zip(sites, cycle(stages), strict=False):
        site_name = in_sentence(site["name"])
        named = quizzable.said(site, [site_name])
        if not named or not quizzable.rests_on_read(stage):
            continue
        yield Asked(
            subject=site["site_id"],
            stem=f"{stage['t']}, {stage['n']}, and spread to the {site_name}. Which anatomic stage is this?",
            right=f"Stage {stage['stage_group']}",
            feedback=f"This is {stage['m']}: {stage['m_words']}.",
            explanation=f"Spread to the {site_name} is {stage['m']}: {stage['m_words']}. {stage['reason']}",
            wrong=_wrong_stages(quizzable, stage),
            evidence=named,
            facts=quizzable.read(stage),
        )


def _hormone_receptor(quizzable: Quizzable) -> Iterator[Asked]:
    rows = quizzable.rows("receptors")
    kinds = [row["kind"] for row in rows]
    for row in rows:
        evidence = quizzable.said(row, [row["name"].split()[0]], [row["kind"]])
        if kinds.count(row["kind"]) < 2 or not evidence:  # only a kind that the table tells apart as a group
            continue
        wrong = [
            Wrong(
                other["abbreviation"],
                f"{other['abbreviation']} stands in the table as another kind: {other['kind']}.",
            )
            for other in rows
            if other["kind"] != row["kind"]
        ]
        yield Asked(
            subject=row["receptor_id"],
            stem=f"Which of these is a {row['kind']}?",
            right=row["abbreviation"],
            feedback=f"{row['abbreviation']} stands for {in_sentence(row['name'])}.",
            explanation=row["what_it_is"],
            wrong=wrong,
            evidence=evidence,
            facts=(),
        )


def _subtype(quizzable: Quizzable, words: Sequence[str]) -> Iterator[Asked]:
    rows = quizzable.rows("subtypes")
    for er, pr, her2 in product(("positive", "negative"), repeat=3):
        hormone = "positive" if "positive" in (er, pr) else "negative"
        for row in rows:
            facts = tuple(fact_id for fact_id in quizzable.read(row) if _says(quizzable.statements[fact_id], words))
            if (row["hormone_receptors"], row["her2"]) != (hormone, her2) or not facts:
                continue
            wrong = [
                Wrong(
                    _receptors(other),
                    f"For that, hormone receptors would be {other['hormone_receptors']} and HER2 {other['her2']}.",
                    ONE_RECEPTOR if er != pr and other["her2"] == her2 else ANY,
                )
                for other in rows
                if other is not row
            ]
            yield Asked(
                subject=f"er-{er}-pr-{pr}-her2-{her2}",
                stem=f"A report says ER {er}, PR {pr}, HER2 {her2}. Which subtype is this?",
                right=_receptors(row),
                feedback=f"This subtype is called: {in_sentence(row['name'])}.",
                explanation=quizzable.statements[facts[0]],
                wrong=wrong,
                evidence=(),
                facts=facts,
            )


def _says(statement: str, words: Sequence[str]) -> bool:
    return any(word.casefold() in statement.casefold() for word in words)


def _receptors(row: Row) -> str:
    """Return a subtype by its receptors, so that all subtypes read alike."""
    return f"HR-{row['hormone_receptors']}, HER2-{row['her2']}"


def _phase_question(quizzable: Quizzable) -> Iterator[Asked]:
    rows = quizzable.rows("trial_phases")
    for row in rows:
        if not quizzable.rests_on_read(row):
            continue
        wrong = [
            Wrong(other["question"], f"This is the question of {in_sentence(other['name'])}.")
            for other in rows
            if other is not row
        ]
        yield Asked(
            subject=row["phase_id"],
            stem=f"What does a {in_sentence(row['name'])} trial mainly ask?",
            right=row["question"],
            feedback=f"It measures {' and '.join(row['measured'])}.",
            explanation=f"{row['name']} trials measure {' and '.join(row['measured'])}.",
            wrong=wrong,
            evidence=quizzable.said(row),
            facts=quizzable.read(row),
        )


def _question_phase(quizzable: Quizzable) -> Iterator[Asked]:
    for row in quizzable.rows("trial_phases"):
        if not quizzable.rests_on_read(row):
            continue
        yield Asked(
            subject=row["phase_id"],
            stem=f'A trial asks: "{row["question"]}" Which phase fits best?',
            right=row["name"],
            feedback=f"It measures {' and '.join(row['measured'])}.",
            explanation=f"{row['name']} trials measure {' and '.join(row['measured'])}.",
            wrong=_wrong_phases(quizzable, row["phase_id"]),
            evidence=quizzable.said(row),
            facts=quizzable.read(row),
        )


def _wrong_phases(quizzable: Quizzable, right: str) -> list[Wrong]:
    return [
        Wrong(other["name"], f"{other['name']} asks: {other['question']}")
        for other in quizzable.rows("trial_phases")
        if other["phase_id"] != right
    ]


def _measure_phase(quizzable: Quizzable) -> Iterator[Asked]:
    rows = quizzable.rows("trial_phases")
    for row in rows:
        if not quizzable.rests_on_read(row):
            continue
        elsewhere = " ".join(item for other in rows if other is not row for item in other["measured"])
        for number, item in enumerate(row["measured"], 1):
            if quizzable.overlap(item, elsewhere):  # side effects are watched in every phase
                continue
            yield Asked(
                subject=f"{row['phase_id']}-{number}",
                stem=f"For which phase does the article name this: {item}?",
                right=row["name"],
                feedback=f"{row['name']} asks: {row['question']}",
                explanation=f"{row['name']} trials measure {' and '.join(row['measured'])}.",
                wrong=_wrong_phases(quizzable, row["phase_id"]),
                evidence=quizzable.said(row),
                facts=quizzable.read(row),
            )


TEMPLATES = (
    Template("stage-group", _stage_group, (NO_SPREAD, SPREAD, NODES)),
    Template("site-stage", _site_stage, (NO_SPREAD, SPREAD, NODES)),
    Template("hormone-receptor", _hormone_receptor),
    Template("subtype", _subtype, (ONE_RECEPTOR, ANY), takes_words=True),
    Template("phase-question", _phase_question),
    Template("question-phase", _question_phase),
    Template("measure-phase", _measure_phase),
)
