"""How a command is added: its help in the list of commands, and the same words as a sentence in its own help."""

from __future__ import annotations

import argparse
from typing import Any


def add_command(commands: Any, name: str, summary: str) -> argparse.ArgumentParser:
    """A command with its help.

    Parameters
    ----------
    commands : what `ArgumentParser.add_subparsers()` returns
    name : str
    summary : str
        What it does, begun with a small letter and without a full stop; names in it keep their capitals.
    """
    description = f"{summary[:1].upper()}{summary[1:]}."
    parser: argparse.ArgumentParser = commands.add_parser(name, help=summary, description=description)
    return parser
