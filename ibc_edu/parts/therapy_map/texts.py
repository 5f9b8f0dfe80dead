"""The texts of ``parts/therapy-map.toml``: what leads where on the therapy map, pictures, changes and approvals."""

from __future__ import annotations

from typing import Annotated

from pydantic import model_validator

from ibc_edu.knowledge.part_texts import Grounded, PartTexts, Statement, TextModel, Words, row_of
from ibc_edu.parts.shared.treatment_options import ClassId

NAME = "therapy-map"
DrugId = Annotated[str, row_of("drugs")]
CaveatId = Annotated[str, row_of("caveats")]
Findings = tuple[str, ...]
_RECEPTORS = "receptors/"


class MapFinding(Statement):
    """What a test can show: its name on the map, and what it is."""

    name: Words

    @property
    def receptors(self) -> tuple[str, ...]:
        """Ids of the receptors that it rests on."""
        return tuple(row.removeprefix(_RECEPTORS) for row in self.rows if row.startswith(_RECEPTORS))


class Need(Grounded):
    """Findings that a drug needs besides those of its class."""

    findings: Findings


class Reach(TextModel):
    """What it means that a class works in the whole body, or in one place."""

    systemic: Statement
    local: Statement

    def of(self, reach: str) -> str:
        """The text for a value of the column `reach`."""
        return (self.systemic if reach == "systemic" else self.local).text


class Picture(TextModel):
    """What a picture shows, and the classes or kinds that it is shown for; what the table says of them carries it."""

    text: Words
    classes: tuple[ClassId, ...]


class Texts(PartTexts):
    """The whole file.

    Parameters
    ----------
    caution : Statement
        Said before anything is chosen.
    findings : mapping of key to MapFinding
        From top to bottom.
    reach : Reach
        What the table's words for the reach of a class mean.
    leads : mapping of therapy_class_id to keys of findings
        What leads to a class.
    leads_by_target : mapping of target to keys of findings
        What leads to a drug, where the drugs of its class have several targets.
    also_needs : mapping of drug_id to Need
    pictures : mapping of key to Picture
    changes : mapping of therapy_class_id or drug_id to caveat_ids
        What has changed since the article; the nearest one counts.
    approvals : mapping of drug_id to Statement
        US approvals for the uses that the course describes, as the facts date them.
    """

    caution: Statement
    findings: dict[str, MapFinding]
    reach: Reach
    leads: dict[ClassId, Findings]
    leads_by_target: dict[str, Findings]
    also_needs: dict[DrugId, Need]
    pictures: dict[str, Picture]
    changes: dict[Annotated[str, row_of("therapy_classes", "drugs")], tuple[CaveatId, ...]]
    approvals: dict[DrugId, Statement]

    def picture_of(self, kind: str) -> str:
        """Key of the picture of a class or kind of therapy."""
        return next(key for key, picture in self.pictures.items() if kind in picture.classes)

    @model_validator(mode="after")
    def _leads_from_findings(self) -> Texts:
        needs = (need.findings for need in self.also_needs.values())
        for keys in (*self.leads.values(), *self.leads_by_target.values(), *needs):
            for key in keys:
                if key not in self.findings:
                    raise ValueError(f"there is no finding {key!r} on the map: {', '.join(self.findings)}")
        return self
