"""Why a therapy class is open, closed or waiting, in a sentence, with what the sentence rests on."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass

from ibc_edu.rules.pathology_report import Her2
from ibc_edu.rules.treatment_options import HER2_NEGATIVE, HER2_POSITIVE, ISH, SOME_HER2, Option


@dataclass(frozen=True)
class Reason:
    """A sentence and its ground: ids of the article's sentences and of facts."""

    text: str
    evidence: tuple[str, ...] = ()
    facts: tuple[str, ...] = ()


_LOW = frozenset({Her2.LOW})
_ULTRALOW = frozenset({Her2.ULTRALOW})
_HORMONE_USE = ("standard-treatment-approaches/p5/s1", "most-common-treatment-methods/b7/s1")
_WITH_HORMONES = ("most-common-treatment-methods/b16/s1",)
_TOO_MUCH_HER2 = ("standard-treatment-approaches/p7/s1", "most-common-treatment-methods/b13/s1")

# By therapy class: hormone receptors (None: either), HER2 (None: any), reason. The first row that fits counts.
_REASONS: Mapping[str, tuple[tuple[bool | None, Collection[Her2] | None, Reason], ...]] = {
    "hormone-therapy": (
        (
            True,
            HER2_POSITIVE,
            Reason("There are hormone receptors too, so it is often added to HER2 drugs.", _HORMONE_USE, ("CF-094",)),
        ),
        (True, None, Reason("It keeps hormones away from the receptors that are there.", _HORMONE_USE)),
        (False, None, Reason("There is no hormone receptor for it to act on.", _HORMONE_USE)),
    ),
    "cdk4-6-inhibitors": (
        (
            True,
            HER2_POSITIVE,
            Reason("One of them, palbociclib, can join HER2 antibodies and hormone therapy.", (), ("CF-308",)),
        ),
        (True, None, Reason("They go together with hormone therapy.", _WITH_HORMONES, ("CF-090",))),
        (False, None, Reason("They go together with hormone therapy, and that is closed.", _WITH_HORMONES)),
    ),
    "her2-antibodies": (
        (None, HER2_POSITIVE, Reason("They attach to HER2, and there is too much of it.", _TOO_MUCH_HER2)),
        (
            None,
            SOME_HER2,
            Reason("They are for HER2-positive cancer. A little HER2 is not enough.", _TOO_MUCH_HER2, ("CF-076",)),
        ),
        (None, None, Reason("They are for HER2-positive cancer.", _TOO_MUCH_HER2)),
    ),
    "her2-kinase-inhibitors": (
        (
            None,
            HER2_POSITIVE,
            Reason("They switch HER2 off from inside the cell, after earlier HER2 drugs.", (), ("CF-106", "CF-161")),
        ),
        (None, None, Reason("They are for HER2-positive cancer.", (), ("CF-106",))),
    ),
    "antibody-drug-conjugates": (
        (None, HER2_POSITIVE, Reason("Two of them carry chemotherapy to HER2.", (), ("CF-101", "CF-102", "CF-105"))),
        (
            None,
            _LOW,
            Reason(
                "One, T-DXd, can use a little HER2, after other treatment. Two aim at TROP2 instead.",
                (),
                ("CF-076", "CF-103", "CF-116", "CF-121"),
            ),
        ),
        (
            True,
            _ULTRALOW,
            Reason(
                "One, T-DXd, can use even a trace of HER2, after hormone therapy. Two aim at TROP2 instead.",
                (),
                ("CF-076", "CF-104", "CF-120", "CF-121"),
            ),
        ),
        (
            None,
            HER2_NEGATIVE,
            Reason(
                "Two of them need no HER2: they aim at another protein, TROP2.",
                (),
                ("CF-116", "CF-119", "CF-120", "CF-121"),
            ),
        ),
        (
            None,
            None,
            Reason("Some aim at HER2, others at another protein, TROP2.", (), ("CF-101", "CF-103", "CF-121")),
        ),
    ),
    "parp-inhibitors": (
        (None, HER2_POSITIVE, Reason("They are approved for HER2-negative cancer.", (), ("CF-113", "CF-114"))),
        (None, None, Reason("They need an inherited BRCA change.", (), ("CF-078", "CF-113", "CF-114"))),
    ),
    "pi3k-pathway-inhibitors": (
        (
            True,
            HER2_NEGATIVE,
            Reason("They need a matching gene change in the tumor, after hormone therapy.", (), ("CF-122", "CF-123")),
        ),
        (None, None, Reason("They are for HR-positive, HER2-negative cancer.", (), ("CF-122", "CF-123"))),
    ),
    "checkpoint-inhibitors": (
        (False, HER2_NEGATIVE, Reason("They need a PD-L1 score (CPS) of 10 or more.", (), ("CF-077", "CF-115"))),
        (
            None,
            None,
            Reason("In metastatic breast cancer they are for triple-negative disease.", (), ("CF-077", "CF-095")),
        ),
    ),
    "chemotherapy": (
        (
            None,
            HER2_POSITIVE,
            Reason("It needs no receptor. At first it often goes with HER2 antibodies.", (), ("CF-093",)),
        ),
        (
            True,
            HER2_NEGATIVE,
            Reason("It needs no receptor. In this subtype it often comes later.", (), ("CF-090",)),
        ),
        (
            False,
            HER2_NEGATIVE,
            Reason("It needs no receptor, and it is a main tool in this subtype.", (), ("CF-095",)),
        ),
        (None, None, Reason("It needs no receptor.", ("standard-treatment-approaches/p1/s2",))),
    ),
}


def reason(therapy_class: str, option: Option, hormone_receptors: bool, her2: Her2) -> Reason:
    """Why a class stands where `class_option` says.

    Raises
    ------
    KeyError
        If no reason is known for the class.
    """
    if option.test == ISH:
        return Reason("The gene test (ISH) has to come first.", (), ("CF-073",))
    return next(
        found
        for hormones, levels, found in _REASONS[therapy_class]
        if hormones in (None, hormone_receptors) and (levels is None or her2 in levels)
    )
