"""The texts of ``parts/question-templates.toml``: what the course says of each template that it uses."""

from __future__ import annotations

from pydantic import model_validator

from ibc_edu.errors import did_you_mean
from ibc_edu.knowledge.part_texts import PartTexts, Words
from ibc_edu.parts.shared.question_templates.registry import TEMPLATES
from ibc_edu.parts.shared.question_templates.template import Use

NAME = "question-templates"


class Texts(PartTexts):
    """The whole file: the templates that the course uses, by name.

    `general` are words that classes, targets and mechanisms share without meaning the same; they tell nothing apart.
    `of_any_class` are words by which a sentence cannot be seen to speak of one class.
    """

    general: tuple[Words, ...] = ()
    of_any_class: tuple[Words, ...] = ()
    templates: dict[str, Use]

    @model_validator(mode="after")
    def _fits_the_templates(self) -> Texts:
        for name, use in self.templates.items():
            if name not in TEMPLATES:
                raise ValueError(f"there is no template {name!r}. {did_you_mean(name, TEMPLATES)}")
            if {*use.misconceptions} != {*TEMPLATES[name].mix_ups}:
                raise ValueError(f"misconceptions of {name} must have {', '.join(TEMPLATES[name].mix_ups)}")
            if bool(use.says) != TEMPLATES[name].takes_words:
                what = "name words of its sentences or facts" if TEMPLATES[name].takes_words else "be left out"
                raise ValueError(f"says of {name} must {what}")
        return self
