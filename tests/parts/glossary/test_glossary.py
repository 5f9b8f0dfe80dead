"""The glossary: every word of the table, with its source, and which ones the text marks."""

from __future__ import annotations

import ibc_edu
from ibc_edu.parts.glossary.widget import Glossary


def glossary() -> Glossary:
    shown = ibc_edu.lesson("staging").show("glossary")
    assert isinstance(shown, Glossary)
    return shown


def test_every_word_is_there_with_sources_that_exist() -> None:
    content = glossary().content
    terms = [word["term"] for word in content["words"]]
    assert terms == sorted(terms, key=str.casefold)
    assert {*terms} == {*ibc_edu.load().glossary["term"]}
    for word in content["words"]:
        assert word["plain"]
        assert word["sources"]
        assert {*word["sources"]} <= {*content["sources"]}


def test_words_with_another_meaning_elsewhere_are_not_marked_in_the_text() -> None:
    marked = {word["term"]: word["in_text"] for word in glossary().content["words"]}
    assert marked["biopsy"]
    assert not marked["grade"]  # of a cancer, and of a side effect


def test_other_names_are_a_list() -> None:
    names = {word["term"]: word["also"] for word in glossary().content["words"]}
    assert "IBC" in names["inflammatory breast cancer"]
    assert [] in names.values()


def test_the_text_form_says_what_it_offers() -> None:
    assert "128 words" in repr(glossary())
