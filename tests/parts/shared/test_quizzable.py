"""What the templates may call wrong: nothing that a drug's class, target or mechanism could make true."""

from __future__ import annotations

import pytest
from few_rows import FewRows

import ibc_edu
from ibc_edu.knowledge.part_texts import read_texts
from ibc_edu.parts.shared.question_templates.quizzable import Quizzable, in_sentence
from ibc_edu.parts.shared.question_templates.texts import NAME, Texts
from ibc_edu.resources import own_course_folder
from ibc_edu.views.kit.words import sentence_case

TEXTS = read_texts(own_course_folder(), NAME, Texts)
QUIZZABLE = Quizzable(ibc_edu.load(), frozenset(TEXTS.general))


@pytest.mark.parametrize(
    ("drug", "class_id", "certain"),
    [
        ("letrozole", "her2-antibodies", True),
        ("letrozole", "aromatase-inhibitors", False),
        ("letrozole", "hormone-therapy", False),
        ("ado-trastuzumab-emtansine", "her2-antibodies", False),
        ("ado-trastuzumab-emtansine", "chemotherapy", False),
        ("ado-trastuzumab-emtansine", "taxanes", False),
        ("ado-trastuzumab-emtansine", "parp-inhibitors", True),
        ("tamoxifen", "estrogen-receptor-degraders", False),
        ("trastuzumab", "immunotherapy", False),
    ],
)
def test_what_is_outside_a_class_for_certain(drug: str, class_id: str, certain: bool) -> None:
    assert QUIZZABLE.not_in_class(QUIZZABLE.drugs[drug], class_id) == certain


@pytest.mark.parametrize(
    ("drug", "target", "certain"),
    [
        ("trastuzumab", "HER2", False),
        ("trastuzumab", "PARP", True),
        ("tamoxifen", "estrogen receptor", False),
        ("letrozole", "estrogen receptor", False),
        ("olaparib", "DNA building", False),
        ("palbociclib", "aromatase", True),
    ],
)
def test_what_a_drug_does_not_act_on_for_certain(drug: str, target: str, certain: bool) -> None:
    assert QUIZZABLE.not_on_target(QUIZZABLE.drugs[drug], target) == certain


def small(**drug: str) -> Quizzable:
    """Three classes without a word in common, and a drug in each of the first two."""
    classes = [
        {"therapy_class_id": name, "name": name, "course_label": name, "parent": None}
        for name in ("alpha", "beta", "gamma")
    ]
    drugs = [
        {"drug_id": "one", "name": "one", "therapy_class": "alpha", "target": "door", "mechanism": "opens", **drug},
        {"drug_id": "two", "name": "two", "therapy_class": "beta", "target": "door", "mechanism": "shuts"},
    ]
    return Quizzable(FewRows(therapy_classes=classes, drugs=drugs))


def test_a_class_that_acts_on_the_same_target_is_not_wrong_for_certain() -> None:
    assert not small().not_in_class(small().drugs["one"], "beta")
    assert small(target="window").not_in_class(small(target="window").drugs["one"], "beta")


def test_a_class_that_the_mechanism_names_is_not_wrong_for_certain() -> None:
    assert small().not_in_class(small().drugs["one"], "gamma")
    assert not small(mechanism="carries gammas").not_in_class(small(mechanism="carries gammas").drugs["one"], "gamma")


def test_what_belongs_to_a_drug_or_a_class() -> None:
    row = {"drug": "letrozole", "therapy_class": float("nan")}
    assert QUIZZABLE.subject(row) == (
        "letrozole",
        "letrozole",
        {"letrozole", "aromatase-inhibitors", "hormone-therapy"},
    )
    found = QUIZZABLE.subject({"drug": None, "therapy_class": "hormone-therapy"})
    assert found is not None
    assert {"tamoxifen", "letrozole", "aromatase-inhibitors"} < found[2]
    assert "trastuzumab" not in found[2]
    assert QUIZZABLE.subject({"drug": None, "therapy_class": None}) is None


def test_all_that_is_known_of_a_drug_counts() -> None:
    known = QUIZZABLE.known_of({"trastuzumab", "her2-antibodies", "targeted-therapy"})
    assert QUIZZABLE.overlap("Lungs", known)  # the fact behind the heart check speaks of lung reactions
    assert QUIZZABLE.overlap("Heart rhythm", known)
    assert QUIZZABLE.overlap("Bone health", known)  # harm to an unborn baby's bones, in the fact behind a reaction
    assert not QUIZZABLE.overlap("Teeth", known)


@pytest.mark.parametrize(
    ("one", "other", "shared"),
    [
        ("Lungs", "lung inflammation", True),
        ("Antibodies", "a HER2 antibody", True),
        ("Cancer cells", "the cell", False),
        ("Blood test", "Blood sugar", True),
        ("PARP", "DNA", False),
    ],
)
def test_overlap_looks_at_words_that_mean_something(one: str, other: str, shared: bool) -> None:
    assert QUIZZABLE.overlap(one, other) == QUIZZABLE.overlap(other, one) == shared


def test_which_words_mean_nothing_is_the_courses_own_to_say() -> None:
    assert Quizzable(FewRows()).overlap("Cancer cells", "the cell")
    assert not Quizzable(FewRows(), frozenset({"moon", "sun"})).overlap("The Moon and the Sun", "the sun")


def test_names_fit_into_sentences() -> None:
    assert [in_sentence(name) for name in ("Hormone therapy", "HER2 antibodies", "PI3K and AKT inhibitors")] == [
        "hormone therapy",
        "HER2 antibodies",
        "PI3K and AKT inhibitors",
    ]
    assert sentence_case("estrogen receptor") == "Estrogen receptor"
