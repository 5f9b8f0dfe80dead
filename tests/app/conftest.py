"""A school's learning platform, for all tests of what passes between it and a hub."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from jwcrypto.jwk import JWK
from learning_platform import LearningPlatform, new_key


@pytest.fixture
def key() -> JWK:
    """The course's pair of keys."""
    return new_key()


@pytest.fixture
def served(key: JWK) -> Iterator[LearningPlatform]:
    """A platform that answers on a port of this machine."""
    with LearningPlatform(key) as platform:
        yield platform
