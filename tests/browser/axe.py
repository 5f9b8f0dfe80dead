"""What axe-core finds wrong with a page for who uses it by keyboard, by ear or with weak eyes."""

from __future__ import annotations

from typing import Any

from axe_playwright_python.base import AXE_SCRIPT
from playwright.sync_api import Frame, Page

# Of what is in order only the rules are told, for to describe each element takes axe most of its time. The rule of
# enhanced contrast is not asked for otherwise either.
RUN = """async ([inside, colorsOnly]) => {
    const ofColors = window.axe.getRules(['cat.color']).map((rule) => rule.ruleId);
    const values = ofColors.filter((name) => name !== 'color-contrast-enhanced');
    const only = colorsOnly ? {runOnly: {type: 'rule', values}} : {};
    return await window.axe.run(inside ? {include: [[inside]]} : document, {resultTypes: ['violations'], ...only});
}"""


def violations(page: Page | Frame, inside: str | None = None, *, colors_only: bool = False) -> list[str] | None:
    """Violations in the page, or inside an element, a line each: rule, element, what to do.

    Parameters
    ----------
    page : Page or Frame
        Where to look.
    inside : str, optional
        A selector; without it everything is judged.
    colors_only : bool
        By the rules that look at colors alone, where all the others have been asked in another theme.

    Returns
    -------
    list of str or None
        None if no text could be judged: then something hides it.
    """
    if not page.evaluate("() => 'axe' in window"):
        page.evaluate(AXE_SCRIPT)
    found: dict[str, Any] = page.evaluate(RUN, [inside, colors_only])
    if "color-contrast" not in {rule["id"] for outcome in ("passes", "violations") for rule in found[outcome]}:
        return None
    return [
        f"{rule['id']}: {node['html']} {node['failureSummary']}"
        for rule in found["violations"]
        for node in rule["nodes"]
    ]
