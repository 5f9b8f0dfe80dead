"""Who may join a trial: six made-up people, three made-up trials, and the rules of each as data."""

from __future__ import annotations

from dataclasses import dataclass, fields

from ibc_edu.errors import ParameterError


@dataclass(frozen=True)
class Person:
    """What a made-up person's file says; every field is a word or a few, so that nobody can enter their own numbers."""

    key: str
    name: str
    age: int
    cancer: str
    stage: str
    receptors: str
    treatment: str
    heart: str
    kidneys_and_liver: str
    daily_life: str


FILE_WORDS = {
    "age": "Age",
    "cancer": "Cancer",
    "stage": "Stage",
    "receptors": "Receptors",
    "treatment": "Treatment since it spread",
    "heart": "Heart test",
    "kidneys_and_liver": "Kidney and liver tests",
    "daily_life": "Daily life",
}

IBC, OTHER_CANCER = "Inflammatory breast cancer", "Breast cancer, not inflammatory"
HER2, HORMONE, TRIPLE = "HER2-positive", "Hormone receptor-positive, HER2-negative", "Triple-negative"
UNTREATED, PROGRESSED = "None yet", "Standard treatments; the cancer has grown again"
NORMAL, WEAK, OUT_OF_RANGE = "In the normal range", "Weaker than normal", "Out of the normal range"
UP, RESTING = "Up and about all day", "Resting for most of the day"

PEOPLE = (
    Person("ana", "Ana", 54, IBC, "IV", HER2, UNTREATED, NORMAL, NORMAL, UP),
    Person("ben", "Ben", 61, IBC, "IV", HORMONE, UNTREATED, NORMAL, NORMAL, UP),
    Person("carla", "Carla", 48, OTHER_CANCER, "IV", HORMONE, UNTREATED, NORMAL, NORMAL, UP),
    Person("dara", "Dara", 39, IBC, "IV", TRIPLE, PROGRESSED, NORMAL, NORMAL, UP),
    Person("elif", "Elif", 70, IBC, "IV", HER2, UNTREATED, WEAK, NORMAL, UP),
    Person("femi", "Femi", 66, IBC, "IV", TRIPLE, PROGRESSED, NORMAL, OUT_OF_RANGE, RESTING),
)


@dataclass(frozen=True)
class Rule:
    """One requirement: the person's `field` must be one of `allowed`, or an age of at least `at_least`.

    factor : the row of the table ``eligibility`` that it is an example of.
    """

    key: str
    text: str
    factor: str
    field: str
    allowed: tuple[str, ...] = ()
    at_least: int | None = None

    def met_by(self, person: Person) -> bool:
        """Whether the person's file meets the requirement."""
        value = getattr(person, self.field)
        return value >= self.at_least if self.at_least is not None else value in self.allowed


@dataclass(frozen=True)
class Trial:
    """A made-up trial with its requirements."""

    key: str
    name: str
    about: str
    rules: tuple[Rule, ...]


ADULT = Rule("adult", "18 years or older", "age", "age", at_least=18)
STAGE_IV = Rule("stage", "Stage IV breast cancer", "cancer-type-and-stage", "stage", ("IV",))
NOT_TREATED = Rule(
    "not-treated", "No treatment yet since it spread", "untreated-metastatic-disease", "treatment", (UNTREATED,)
)
ACTIVE = Rule("active", "Up and about for most of the day", "general-health", "daily_life", (UP,))

TRIALS = (
    Trial(
        "first",
        "Trial 1, phase I",
        "A new tablet is given to people for the first time. Which dose can be used?",
        (
            ADULT,
            STAGE_IV,
            Rule(
                "progressed",
                "The cancer has grown despite standard treatments",
                "progression-after-treatment",
                "treatment",
                (PROGRESSED,),
            ),
            Rule(
                "organs", "Kidney and liver tests in the normal range", "organ-function", "kidneys_and_liver", (NORMAL,)
            ),
            ACTIVE,
        ),
    ),
    Trial(
        "her2",
        "Trial 2, phase III",
        "Standard HER2 treatment, with or without one more drug. Which does better?",
        (
            ADULT,
            STAGE_IV,
            Rule("her2", f"{HER2} cancer", "cancer-characteristics", "receptors", (HER2,)),
            NOT_TREATED,
            Rule("heart", "Heart test in the normal range", "organ-function", "heart", (NORMAL,)),
        ),
    ),
    Trial(
        "hormone",
        "Trial 3, phase III",
        "Hormone therapy, with or without a new tablet. Which does better?",
        (
            ADULT,
            STAGE_IV,
            Rule("hormone", f"{HORMONE} cancer", "cancer-characteristics", "receptors", (HORMONE,)),
            NOT_TREATED,
            ACTIVE,
            Rule("not-ibc", "A breast cancer that is not inflammatory", "ibc-itself", "cancer", (OTHER_CANCER,)),
        ),
    ),
)


def unmet(person: Person, trial: Trial) -> tuple[Rule, ...]:
    """The requirements of a trial that a person does not meet; empty if they may join."""
    return tuple(rule for rule in trial.rules if not rule.met_by(person))


def check_rules(people: tuple[Person, ...], trials: tuple[Trial, ...], factors: set[str]) -> None:
    """Check that the rules can be applied and teach what they should.

    Raises
    ------
    ParameterError
        If a rule names a factor that the table ``eligibility`` lacks, a field that a file lacks, or words that stand in
        nobody's file; if a rule has neither or both kinds of limit; or if nobody may join a trial.
    """
    known = {field.name for field in fields(Person)}
    for trial in trials:
        for rule in trial.rules:
            where = f"{trial.key}.{rule.key}"
            if rule.factor not in factors:
                raise ParameterError(f"{rule.factor!r} is no factor of eligibility.", where=where)
            if rule.field not in known:
                raise ParameterError(f"a file has no {rule.field!r}.", where=where)
            if bool(rule.allowed) == (rule.at_least is not None):
                raise ParameterError("a rule has either allowed words or a least age.", where=where)
            said = {getattr(person, rule.field) for person in people}
            if not set(rule.allowed) <= said:
                raise ParameterError(f"nobody's file says {rule.allowed}.", where=where)
        if all(unmet(person, trial) for person in people):
            raise ParameterError("nobody may join.", where=trial.key)
