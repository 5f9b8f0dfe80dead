"""All templates, in the order in which practice takes them."""

from __future__ import annotations

from ibc_edu.parts.shared.question_templates import drugs, effects, findings
from ibc_edu.parts.shared.question_templates.template import Template

TEMPLATES: dict[str, Template] = {
    template.name: template for template in (*drugs.TEMPLATES, *effects.TEMPLATES, *findings.TEMPLATES)
}
