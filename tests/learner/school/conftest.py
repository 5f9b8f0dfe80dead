"""A school for each test."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from school_town import Town


@pytest.fixture
def town(new_database: Callable[[], str]) -> Iterator[Town]:
    made = Town.made(new_database())
    yield made
    made.close()
