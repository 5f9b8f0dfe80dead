"""`ibc-edu case-map`: the graph of a case, drawn for its authors."""

from __future__ import annotations

import argparse
from pathlib import Path

from ibc_edu.cli.chosen import chosen_folder
from ibc_edu.errors import IbcEduError
from ibc_edu.file_errors import write_file
from ibc_edu.resources import expanded
from ibc_edu.words import counted


def register(subparsers: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add the command `ibc-edu case-map CASE FILE`."""
    parser = subparsers.add_parser(
        "case-map",
        help="draw the graph of a case",
        description="Draw the scenes and endings of a case, joined by its choices, as a picture (SVG).",
    )
    parser.add_argument("case", metavar="CASE", help="the name of its file in cases/, without .toml")
    parser.add_argument("file", metavar="FILE", type=Path, help="where to write the picture; a name ending with .svg")
    parser.set_defaults(func=run_case_map)


def run_case_map(options: argparse.Namespace) -> int:
    """Write the picture of `options.case` to `options.file` and say how large the case is.

    Raises
    ------
    UnknownNameError
        If the course has no such case.
    KnowledgeError
        If its file is not what a case must be.
    IbcEduError
        If the picture cannot be written.
    """
    from ibc_edu.classroom.case_map import case_map
    from ibc_edu.knowledge.cases import read_case

    case = read_case(chosen_folder(options), options.case)
    write_file(expanded(options.file), case_map(case), IbcEduError)
    choices = sum(len(scene.choices) for scene in case.scenes.values())
    counts = ((len(case.scenes), "scene"), (choices, "choice"), (len(case.endings), "ending"))
    told = ", ".join(counted(number, what) for number, what in counts)
    print(f"{options.file}: {told}.")
    return 0
