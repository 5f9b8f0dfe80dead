"""The course's own article, parsed once."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pandas as pd
import pytest

from ibc_edu.document import Document, document_table, read_document

ARTICLE = Path(__file__).parents[2] / "data" / "source" / "inflammatory-breast-cancer-stage-iv-treatment.txt"


@pytest.fixture(scope="session")
def article() -> Document:
    """The course's own article."""
    return read_document(ARTICLE)


@pytest.fixture
def table(article: Document) -> Callable[[str], pd.DataFrame]:
    """A document table of the course's own article, by its name."""
    return lambda name: document_table(article, name)
