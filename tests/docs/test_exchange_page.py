"""The page on other systems' formats says what the formats themselves say; run as a program, it writes them there."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from ibc_edu.exchange.contract import CARRIED, Effect
from ibc_edu.exchange.formats import formats
from ibc_edu.quiz.kinds.forms import ANSWERED_AS

PAGE = Path(__file__).parents[2] / "docs" / "exchange.md"
ORDINALS = {"5": "fifth", "10": "tenth"}
WAYS = {(True, True): "out and in", (True, False): "out", (False, True): "in"}


def table() -> str:
    """Kind by format, with the consumer that read the files."""
    kinds = sorted(ANSWERED_AS)  # another kind arrives as the one that is answered in the same way
    lines = [f"| | {' | '.join(kinds)} | goes | tried with |", f"|---|{'---|' * (len(kinds) + 2)}"]
    for name, each in formats().items():
        cells = [str(each.kinds[kind].effect if kind in each.kinds else Effect.LEFT_OUT) for kind in kinds]
        way = WAYS[each.write is not None, each.read is not None]
        lines.append(f"| `{name}` | {' | '.join(cells)} | {way} | {each.verified_by} |")
    return "\n".join(lines)


def carried() -> str:
    """What travels beside key, credit and feedback."""
    lines = [f"| | {' | '.join(CARRIED)} |", f"|---|{'---|' * len(CARRIED)}"]
    for name, each in formats().items():
        if each.write is not None:
            cells = ["no" if what in each.without else "yes" for what in CARRIED]
            lines.append(f"| `{name}` | {' | '.join(cells)} |")
    return "\n".join(lines)


def notes() -> str:
    """Why a kind is degraded or left out, format by format."""
    lines = []
    for name, each in formats().items():
        said: dict[str, list[str]] = {}
        for kind, arrival in each.kinds.items():
            if arrival.why:
                said.setdefault(arrival.why, []).append(kind)
        lines += [f"- `{name}`, {', '.join(kinds)}: {why}" for why, kinds in said.items()]
    return "\n".join(lines)


def loading() -> str:
    """Where each system loads its file."""
    said: dict[str, list[str]] = {}
    for name, each in formats().items():
        if each.loaded_by:
            said.setdefault(each.loaded_by, []).append(f"`{name}`")
    return "\n".join(f"- {', '.join(names)}: {sentence}" for sentence, names in said.items())


MADE = {"table": table, "loading": loading, "carried": carried, "notes": notes}


def between(name: str, text: str) -> str:
    found = re.search(rf"<!-- {name} -->\n(.*?)<!-- end of {name} -->", text, re.S)
    assert found is not None
    return found[1].strip()


@pytest.mark.parametrize("name", MADE)
def test_the_page_says_what_the_formats_say(name: str) -> None:
    cure = "run: python tests/docs/test_exchange_page.py"
    assert between(name, PAGE.read_text(encoding="utf-8")) == MADE[name](), cure


def test_every_format_that_is_not_exact_says_why() -> None:
    for name, each in formats().items():
        for kind, arrival in each.kinds.items():
            assert (arrival.why == "") is (arrival.effect is Effect.EXACT), (name, kind)
            assert arrival.why.endswith(".") or not arrival.why
        assert set(each.without) <= set(CARRIED)
        assert each.suffix.startswith(".")
        assert each.verified_by


@pytest.mark.parametrize(
    ("consumer", "module"),
    [("qti-components plays", "browser/test_qti3_consumer"), ("problem engine gets", "exchange/formats/test_olx")],
)
def test_the_page_says_how_much_the_consumers_get(consumer: str, module: str) -> None:
    script = (Path(__file__).parents[1] / f"{module}.py").read_text(encoding="utf-8")
    step, most = re.search(r"some_questions\((\d+)\)", script), re.search(r"assert len\(scored\) > (\d+)", script)
    assert step is not None
    assert most is not None
    said = next(item for item in PAGE.read_text(encoding="utf-8").split("\n- ") if consumer in item)
    _, _, said = " ".join(said.split()).partition(consumer)
    assert f"every {ORDINALS[step[1]]} generated one" in said
    assert f"more than {int(most[1]):,} responses" in said


if __name__ == "__main__":
    text = PAGE.read_text(encoding="utf-8")
    for name, make in MADE.items():
        text = text.replace(
            f"<!-- {name} -->\n{re.search(rf'<!-- {name} -->.(.*?)<!-- end of {name} -->', text, re.S)[1]}",  # type: ignore[index]
            f"<!-- {name} -->\n\n{make()}\n\n",
        )
    PAGE.write_text(text, encoding="utf-8")
