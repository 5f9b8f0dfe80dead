"""What a learner types: a different meaning is never taken for the right one, and a slip of spelling is."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ibc_edu.quiz.typed_answers.typed_text import one_slip, same_but_for_slips, same_meaning, says_something


def accepted(typed: str, right: str) -> bool:
    return same_meaning(typed, right) or same_but_for_slips(typed, right)


@pytest.mark.parametrize(
    ("right", "typed"),
    [
        # signs and results
        ("ER+", "ER-"),
        ("ER+", "ER"),
        ("ER-", "ER+"),
        ("ER-", "ER"),
        ("ER-", "ER−+"),
        ("HER2+", "HER2-"),
        ("HER2-", "HER2"),
        ("HER2 -", "HER2 +"),
        ("ER-, PR-, HER2-", "ER-, PR-, HER2+"),
        ("ER/PR+", "ER/PR-"),
        ("ER", "ER(-)"),
        ("ER(+)", "ER(-)"),
        ("-/-", "+/-"),
        ("3+", "3"),
        ("3+", "2+"),
        ("< 1%", "> 1%"),
        ("<1", "1"),
        ("≥ 1", "≤ 1"),
        ("≥ 1", "> 1"),
        ("triple-negative", "triple-positive"),
        ("hormone receptor-positive", "hormone receptor-negative"),
        ("HER2 positive", "HER2 positives"),
        # numbers
        ("-5", "5"),
        ("- 5", "5 -"),
        ("0.5", "5"),
        ("0,125", "125"),
        ("1.5", "15"),
        ("1/2", "12"),
        ("1/2", "2/1"),
        ("10⁶", "106"),
        ("1½", "11/2"),
        ("3-5", "35"),
        ("CDK4/6", "CDK46"),
        ("twenty-one", "twenty-two"),
        ("eighteen months", "eighteen month"),
        ("thirteen weeks", "thirteen week"),
        ("nineteen", "ninteen"),
        # Roman numerals, phases, stages
        ("phase III", "phase II"),
        ("phase III", "phase 2"),
        ("phase IV", "phase VI"),
        ("stage IIIB", "stage IIIC"),
        ("stage IIIB", "stage IIB"),
        ("T4d", "T4b"),
        ("XXXVIII", "XXXVII"),
        # negations and prefixes
        ("typical", "atypical"),
        ("atypical", "typical"),
        ("atypical", "a typical"),
        ("symptomatic", "asymptomatic"),
        ("operable", "inoperable"),
        ("regular", "irregular"),
        ("invasive", "noninvasive"),
        ("non-invasive", "invasive"),
        ("not invasive", "invasive"),
        ("metastasis", "no metastasis"),
        ("hypotension", "hypertension"),
        ("hypertension", "hypetension"),
        ("premenopausal", "postmenopausal"),
        ("premenopausal", "permenopausal"),
        ("antibody", "antebody"),
        ("with contrast", "without contrast"),
        ("cannot", "can"),
        # units
        ("5 mg", "5 g"),
        ("5 micrograms", "5 milligrams"),
        ("millimeter", "milimeter"),
        ("1 %", "1"),
        # other words
        ("A positive", "positive"),
        ("tamoxifen", "tamoxxiffen"),
        ("peripheral neuropathy", "peripheral"),
        ("กำ", "กา"),
        ("दिन", "दान"),
        ("दिन", "दन"),
        ("", "x"),
    ],
)
def test_another_meaning_is_not_accepted(right: str, typed: str) -> None:
    assert not accepted(typed, right)


@pytest.mark.parametrize(
    ("right", "typed"),
    [
        ("ER+", "er +"),
        ("ER+", " ER+. "),
        ("ER-", "ER−"),
        ("ER-", "ER–"),
        ("ER-", "ER (-)"),
        ("ER -, PR -", "ER-, PR-"),
        ("ER-, PR-, HER2-", "er- pr- her2-"),
        ("HER2", "HER-2"),
        ("HER-2", "her 2"),
        ("phase III", "Phase 3"),
        ("phase III", "the phase iii"),
        ("stage IIIB", "stage 3b"),
        ("stage 4", "Stage IV."),
        ("triple-negative", "triple negative"),
        ("triple-negative", "triplenegative"),
        ("triple–negative", "triple-negative"),
        ("PD-L1", "PDL1"),
        ("0.125", "0,125"),
        ("1,000", "1000"),
        ("007", "7"),
        ("≥ 1", ">= 1"),
        ("tumor", "tumour"),
        ("estrogen", "oestrogen"),
        ("anemia", "Anaemia"),
        ("diarrhea", "diarrhoea"),
        ("randomized", "randomised"),
        ("metastasize", "metastasise"),
        ("millimeter", "millimetre"),
        ("labeled", "labelled"),
        ("leukocyte", "leucocyte"),
        ("a biopsy", "biopsy"),
        ("biopsy", "The biopsy!"),
        ("tamoxifén", "tamoxifen"),
        ("Sjögren's", "Sjogrens"),
        ("don’t know", "dont know"),
        ("İstanbul", "istanbul"),
        ("Straße", "STRASSE"),
        ("ยา", "ยา"),
        ("दिन", "दिन"),
        ("peripheral neuropathy", "peripherral neuropathy"),
        ("peripheral neuropathy", "periphral neuropaty"),
        ("pembrolizumab", "pembrolizumabe"),
        ("response rate", "responce rate"),
        ("inflammation", "imflammation"),
        ("antiestrogen", "antiestrogne"),
    ],
)
def test_the_same_meaning_is_accepted(right: str, typed: str) -> None:
    assert accepted(typed, right)


@given(st.text(alphabet="abc", max_size=6), st.text(alphabet="abc", max_size=6))
def test_one_slip_agrees_with_trying_every_slip(typed: str, right: str) -> None:
    places = range(len(typed) + 1)
    slips = {typed[:i] + typed[i + 1 :] for i in places}
    slips |= {typed[:i] + letter + typed[i:] for i in places for letter in "abc"}
    slips |= {typed[:i] + letter + typed[i + 1 :] for i in places for letter in "abc"}
    slips |= {typed[:i] + typed[i : i + 2][::-1] + typed[i + 2 :] for i in places}
    assert one_slip(typed, right) == (right in slips and right != typed)


@given(st.text(max_size=40))
def test_every_text_means_itself(text: str) -> None:
    assert same_meaning(text, text)
    assert same_meaning(f"  {text}\n", text)
    assert not same_but_for_slips(text, text)


@given(st.text(max_size=40), st.text(max_size=40))
def test_meaning_is_mutual(one: str, other: str) -> None:
    assert same_meaning(one, other) == same_meaning(other, one)


words = st.lists(st.sampled_from(["er", "pr", "her2", "ratio", "stage", "phase"]), min_size=1, max_size=4)
signs = st.sampled_from(["+", "-", "<", ">", "=", "%", "±", "3", "II", "-5", "1.5"])


@given(words, signs, signs)
def test_no_sign_stands_for_another(terms: list[str], one: str, other: str) -> None:
    named = " ".join(terms)
    assert accepted(f"{named} {one}", f"{named} {other}") == (one == other)
    assert not accepted(named, f"{named} {one}")


def test_signs_alone_say_something_and_dots_do_not() -> None:
    assert says_something("+")
    assert says_something("ER")
    assert not says_something("... !")
