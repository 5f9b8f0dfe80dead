"""Questions made from the knowledge tables, with wrong answers that are false for certain according to the tables."""

from __future__ import annotations

from collections.abc import Iterable

from ibc_edu.errors import QuestionError, did_you_mean
from ibc_edu.parts.practice import drugs, effects, findings
from ibc_edu.parts.practice.quizzable import Ground, TableRows
from ibc_edu.parts.practice.template import Template, questions
from ibc_edu.quiz.kinds.single import Single

__all__ = ["TEMPLATES", "generate"]

TEMPLATES: dict[str, Template] = {
    template.name: template for template in (*drugs.TEMPLATES, *effects.TEMPLATES, *findings.TEMPLATES)
}


def generate(tables: TableRows, *, seed: int, templates: Iterable[str] | None = None) -> tuple[Single, ...]:
    """Return every question that the templates can ask, with wrong answers chosen by `seed`.

    Only rows that rest on a sentence which may be quizzed, or on a fact that was read, are asked about. The id of a
    question names what is asked and is the same for every seed, so that a review finds it again.

    Parameters
    ----------
    tables : TableRows
        `sentences`, `facts`, `caveats`, `drugs`, `therapy_classes`, `side_effects`, `monitoring`, `stages`,
        `metastatic_sites`, `receptors`, `subtypes` and `trial_phases`; list-valued columns hold lists.
    seed : int
    templates : iterable of str, optional
        Names out of `TEMPLATES`; None takes all.

    Raises
    ------
    QuestionError
        If there is no such template.
    """
    ground = Ground(tables)
    chosen = list(TEMPLATES) if templates is None else list(templates)
    for name in chosen:
        if name not in TEMPLATES:
            raise QuestionError(f"there is no template {name!r}.", cure=did_you_mean(name, TEMPLATES))
    return tuple(question for name in chosen for question in questions(TEMPLATES[name], ground, seed))
