"""Where the course's data is."""

from __future__ import annotations

from pathlib import Path

from ibc_edu.errors import KnowledgeError

PACKAGE_FILE = "datapackage.json"
"""The description of all tables; the folder that holds it is the data folder."""


def data_folder() -> Path:
    """Folder with the article, the curated tables and the questions.

    It is inside the installed package, else beside it in the checkout.

    Raises
    ------
    KnowledgeError
        If neither is there.
    """
    package = Path(__file__).resolve().parents[1]
    for folder in (package / "data", package.parent / "data"):
        if (folder / PACKAGE_FILE).is_file():
            return folder
    raise KnowledgeError(
        "the course's data is missing.",
        where=str(package),
        cure="Install ibc-edu again, or run it from a complete checkout.",
    )
