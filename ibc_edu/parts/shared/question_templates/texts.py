"""The texts of ``parts/question-templates.toml``: what the course says of each template that it uses."""

from __future__ import annotations

from pydantic import model_validator

from ibc_edu.errors import did_you_mean
from ibc_edu.knowledge.part_texts import PartTexts
from ibc_edu.parts.shared.question_templates.registry import TEMPLATES
from ibc_edu.parts.shared.question_templates.template import Use

NAME = "question-templates"


class Texts(PartTexts):
    """The whole file: the templates that the course uses, by name."""

    templates: dict[str, Use]

    @model_validator(mode="after")
    def _fits_the_templates(self) -> Texts:
        for name, use in self.templates.items():
            if name not in TEMPLATES:
                raise ValueError(f"there is no template {name!r}. {did_you_mean(name, TEMPLATES)}")
            if {*use.misconceptions} != {*TEMPLATES[name].mix_ups}:
                raise ValueError(f"misconceptions of {name} must have {', '.join(TEMPLATES[name].mix_ups)}")
        return self
