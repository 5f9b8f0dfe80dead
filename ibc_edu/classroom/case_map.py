"""A case as a picture for its authors: scenes and endings as boxes, choices as arrows, the reasoned ones thick."""

from __future__ import annotations

from textwrap import wrap
from typing import NamedTuple
from xml.sax.saxutils import escape

from ibc_edu.knowledge.cases import Case

BOX_WIDTH, BOX_HEIGHT = 190, 64
ACROSS, DOWN = 230, 150
"""Distance of the middles of neighboring boxes, in px."""
LINE_LENGTH, LINES = 24, 3
"""Characters of a line of a title, and how many lines of it are shown."""

STYLE = """
  text { font: 13px system-ui, "Segoe UI", Helvetica, Arial, sans-serif; fill: #1f2328; text-anchor: middle; }
  .paper { fill: #ffffff; }
  .scene { fill: #e9f1f8; stroke: #005a92; }
  .ending { fill: #e6f4ee; stroke: #00664c; stroke-width: 2; }
  .lost { fill: #fdf0e8; stroke: #9a3b00; stroke-dasharray: 5 3; }
  .choice { fill: none; stroke: #6f767f; }
  .reasoned { stroke: #00664c; stroke-width: 3.5; }
  .letter { font-weight: 650; paint-order: stroke; stroke: #ffffff; stroke-width: 4px; }
  .title { font-size: 16px; font-weight: 650; }
"""


class _Spot(NamedTuple):
    x: float
    y: float


def case_map(case: Case) -> str:
    """The graph of a case as SVG, from the start at the top down; what no choice leads to stands in the last row."""
    depths = _layers(case)
    lowest = max(depths.values()) + 1
    rows: dict[int, list[str]] = {}
    for name in (*case.scenes, *case.endings):
        rows.setdefault(depths.get(name, lowest), []).append(name)
    width = max(map(len, rows.values())) * ACROSS + 260  # room for arrows that pass by
    spots = {
        name: _Spot(width / 2 + (place - (len(names) - 1) / 2) * ACROSS, 90 + depth * DOWN)
        for depth, names in rows.items()
        for place, name in enumerate(names)
    }
    arrows = [
        _arrow(spots[name], spots[choice.to], number, len(scene.choices), choice.reasoned)
        for name, scene in case.scenes.items()
        for number, choice in enumerate(scene.choices)
        if choice.to in spots
    ]
    boxes = [_box(case, name, spot, name in depths) for name, spot in spots.items()]
    height = 90 + max(rows) * DOWN + BOX_HEIGHT
    return "\n".join(
        [
            f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width:g} {height:g}" role="img" '
            f'width="{width:g}" height="{height:g}">',
            f"<title>{escape(case.title)}</title>",
            f"<style>{STYLE}</style>",
            f'<rect class="paper" width="{width:g}" height="{height:g}"/>',
            f'<text class="title" x="{width / 2:g}" y="32">{escape(case.title)}</text>',
            *arrows,
            *boxes,
            "</svg>\n",
        ]
    )


def _layers(case: Case) -> dict[str, int]:
    """The row of each scene and ending that can be reached: below all from which a choice leads forward to it."""
    order: list[str] = []
    seen: set[str] = set()

    def visit(name: str) -> None:
        seen.add(name)
        for to in case.steps.get(name, ()):
            if to not in seen:
                visit(to)
        order.insert(0, name)  # after all that follow it, so that they stand behind it

    visit(case.start)
    layers = dict.fromkeys(order, 0)
    for place, name in enumerate(order):
        for to in case.steps.get(name, ()):
            if order.index(to) > place:  # a choice that leads back pushes nothing down
                layers[to] = max(layers[to], layers[name] + 1)
    return layers


def _box(case: Case, name: str, spot: _Spot, reached: bool) -> str:
    place = case.scenes.get(name) or case.endings[name]
    kind = ("scene" if name in case.scenes else "ending") if reached else "lost"
    lines = wrap(place.title, LINE_LENGTH, max_lines=LINES, placeholder=" …")
    top = spot.y - (len(lines) - 1) * 8 + 5
    text = "".join(
        f'<text x="{spot.x:g}" y="{top + number * 16:g}">{escape(line)}</text>' for number, line in enumerate(lines)
    )
    return (
        f'<g><title>{escape(name)}</title><rect class="{kind}" x="{spot.x - BOX_WIDTH / 2:g}" '
        f'y="{spot.y - BOX_HEIGHT / 2:g}" width="{BOX_WIDTH}" height="{BOX_HEIGHT}" rx="8"/>{text}</g>'
    )


def _arrow(start: _Spot, end: _Spot, number: int, among: int, reasoned: bool) -> str:
    """A curve from the foot of one box to the head of another, bent aside if it goes back up or passes rows."""
    shift = (number - (among - 1) / 2) * BOX_WIDTH / (among + 1)
    x1, y1 = start.x + shift, start.y + BOX_HEIGHT / 2
    x2, y2 = end.x + shift / 2, end.y - BOX_HEIGHT / 2
    passes = not 0 < end.y - start.y <= DOWN
    right = end.x > start.x or (end.x == start.x and shift >= 0)  # towards the end, so that no box lies in between
    aside = BOX_WIDTH * (0.9 if right else -0.9) if passes else 0.0
    bend = max(abs(y2 - y1) / 2, 40)
    c1, c2 = _Spot(x1 + aside, y1 + bend), _Spot(x2 + aside, y2 - bend)
    letter = _Spot((x1 + 3 * c1.x + 3 * c2.x + x2) / 8, (y1 + 3 * c1.y + 3 * c2.y + y2) / 8)
    kind, color = ("choice reasoned", "#00664c") if reasoned else ("choice", "#6f767f")
    return (
        f'<path class="{kind}" d="M{x1:g} {y1:g} C{c1.x:g} {c1.y:g} {c2.x:g} {c2.y:g} {x2:g} {y2:g}"/>'
        f'<path fill="{color}" d="M{x2:g} {y2:g} l-5 -10 h10 z"/>'
        f'<text class="letter" x="{letter.x + shift / 3:g}" y="{letter.y:g}">{chr(ord("A") + number)}</text>'
    )
