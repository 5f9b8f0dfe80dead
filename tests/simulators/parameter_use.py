"""How a test says what a parameter of a simulator does."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Any


def itself(answer: Any) -> Any:
    return answer


@dataclass(frozen=True)
class Use:
    """A callable with arguments, for each parameter to show another value, and what is looked at in the answer."""

    call: Callable[..., Any]
    base: dict[str, Any]
    other: dict[str, Any]
    seen: Sequence[Callable[[Any], Any]] = field(default=(itself,))
    refused: bool = False  # the parameter is seen in the error
