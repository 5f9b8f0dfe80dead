"""The kinds of question. A kind is a module of this package that bears its name; it is found and loaded when needed."""

from __future__ import annotations

import inspect
import pkgutil
from functools import cache
from importlib import import_module
from typing import get_args

from ibc_edu.quiz.kinds.base import QuestionBase

__all__ = ["QuestionBase", "kind", "kind_names"]


@cache
def _modules() -> tuple[str, ...]:
    return tuple(sorted(module.name for module in pkgutil.iter_modules(__path__)))


@cache
def kind(name: str) -> type[QuestionBase] | None:
    """Return the model of the kind of this name, or None if there is no such kind; only its own module is loaded.

    The module holds one model whose field `kind` is the literal name.

    Raises
    ------
    TypeError
        If the model leaves a member of the contract open; the members are named.
    """
    if name not in _modules():
        return None
    module = import_module(f"{__name__}.{name}")
    for model in vars(module).values():
        if inspect.isclass(model) and issubclass(model, QuestionBase) and _literal(model) == name:
            if missing := sorted(model.__abstractmethods__):
                raise TypeError(f"the kind {name!r} does not say {', '.join(missing)}")
            return model
    return None  # a module that kinds share


@cache
def kind_names() -> tuple[str, ...]:
    """Return the names of all kinds, in alphabetical order."""
    return tuple(name for name in _modules() if kind(name) is not None)


def _literal(model: type[QuestionBase]) -> str | None:
    names = get_args(model.model_fields["kind"].annotation)
    return names[0] if names else None
