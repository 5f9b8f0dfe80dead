"""The texts of ``parts/eligibility-desk.toml``: made-up people, made-up trials, and the requirements of each."""

from __future__ import annotations

from collections import Counter
from typing import Annotated

from pydantic import Field, model_validator

from ibc_edu.knowledge.part_texts import PartTexts, Statement, TextModel, Words, row_of

NAME = "eligibility-desk"
FactorId = Annotated[str, row_of("eligibility")]


class Person(TextModel):
    """What a made-up person's file says, by what it asks."""

    key: Words
    name: Words
    file: dict[str, int | Words]


class Rule(TextModel):
    """One requirement: what a file says of `asks` is one of `allowed`, or a number of at least `at_least`.

    factor : the row of the table ``eligibility`` that it is an example of.
    """

    text: Words
    factor: FactorId
    asks: str
    allowed: tuple[Words, ...] = ()
    at_least: int | None = None

    def met_by(self, person: Person) -> bool:
        """Whether the person's file meets the requirement."""
        said = person.file[self.asks]
        if self.at_least is not None:
            return isinstance(said, int) and said >= self.at_least
        return said in self.allowed

    @model_validator(mode="after")
    def _has_one_kind_of_limit(self) -> Rule:
        if bool(self.allowed) == (self.at_least is not None):
            raise ValueError("a rule has either allowed words or a least number")
        return self


class Trial(TextModel):
    """A made-up trial with the keys of its requirements."""

    key: Words
    name: Words
    about: Words
    rules: tuple[str, ...] = Field(min_length=1)


class Texts(PartTexts):
    """The whole file. `file` says what a file asks, in words; `may_join` and `may_not_join` stand under an answer."""

    made_up: Statement
    may_join: Statement
    may_not_join: Statement
    file: dict[str, Words]
    rules: dict[str, Rule]
    trials: tuple[Trial, ...] = Field(min_length=1)
    people: tuple[Person, ...] = Field(min_length=1)

    def unmet(self, person: Person, trial: Trial) -> tuple[str, ...]:
        """Keys of the requirements of a trial that a person does not meet; empty if they may join."""
        return tuple(key for key in trial.rules if not self.rules[key].met_by(person))

    @model_validator(mode="after")
    def _can_be_decided(self) -> Texts:
        for keys in ([each.key for each in self.trials], [each.key for each in self.people]):
            if twice := [key for key, count in Counter(keys).items() if count > 1]:
                raise ValueError(f"the key {twice[0]!r} stands there twice")
        for person in self.people:
            if list(person.file) != list(self.file):
                raise ValueError(f"the file of {person.name} does not say {', '.join(self.file)}, in this order")
        for key, rule in self.rules.items():
            if rule.asks not in self.file:
                raise ValueError(f"rule {key}: a file does not ask {rule.asks!r}")
            if unsaid := {*rule.allowed} - {person.file[rule.asks] for person in self.people}:
                raise ValueError(f"rule {key}: nobody's file says {sorted(map(str, unsaid))}")
        for trial in self.trials:
            if unknown := [key for key in trial.rules if key not in self.rules]:
                raise ValueError(f"trial {trial.key}: there is no rule {unknown[0]!r}")
            if all(self.unmet(person, trial) for person in self.people):
                raise ValueError(f"trial {trial.key}: nobody may join")
        return self
