"""The curated tables are complete for the article."""

from __future__ import annotations

from collections import Counter

import pytest

from ibc_edu.knowledge import Tables, load

# As the article names them; one is written wrongly there.
NAMED_DRUGS = [
    "tamoxifen", "letrozole", "anastrozole", "exemestane", "trastuzumab", "pertuzumab", "ado-trastuzumab emtansine",
    "palbociclib", "ribociclib", "abemaciclib", "olaparib", "talazoparib", "pembrolizumab",
]  # fmt: skip


@pytest.fixture(scope="module")
def tables() -> Tables:
    return load()


def test_stages_are_those_of_inflammatory_breast_cancer(tables: Tables) -> None:
    groups = tables.stages.set_index("stage_id")["stage_group"].to_dict()
    assert groups == {
        "T4d-N0-M0": "IIIB", "T4d-N1-M0": "IIIB", "T4d-N2-M0": "IIIB", "T4d-N3-M0": "IIIC",
        "T4d-N0-M1": "IV", "T4d-N1-M1": "IV", "T4d-N2-M1": "IV", "T4d-N3-M1": "IV",
    }  # fmt: skip
    ids = tables.stages[["t", "n", "m"]].agg("-".join, axis=1)
    assert ids.tolist() == tables.stages["stage_id"].tolist()


def test_sites_receptors_subtypes_and_phases_are_those_of_the_article(tables: Tables) -> None:
    assert set(tables.metastatic_sites["site_id"]) == {"bones", "liver", "lungs", "brain"}
    assert {"ER", "PR", "HER2", "PD-L1", "BRCA"} <= set(tables.receptors["abbreviation"])
    combinations = tables.subtypes[["hormone_receptors", "her2"]].apply(tuple, axis=1)
    assert set(combinations) == {(one, other) for one in ("positive", "negative") for other in ("positive", "negative")}
    assert tables.trial_phases["phase_id"].tolist() == ["I", "II", "III"]


def test_every_drug_of_the_article_is_there_as_it_is_written(tables: Tables) -> None:
    drugs = tables.drugs.query("origin == 'document'")
    assert drugs["name"].tolist() == NAMED_DRUGS
    assert drugs.set_index("name").loc["ado-trastuzumab emtansine", "as_written"] == "ado-trastuzumab emtansitine"
    assert all(written in tables.document.text for written in drugs["as_written"])
    assert tables.drugs.query("origin == 'beyond'")["as_written"].isna().all()


def test_a_drug_belongs_to_the_narrowest_class(tables: Tables) -> None:
    parents = set(tables.therapy_classes["parent"].dropna())
    assert parents.isdisjoint(tables.drugs["therapy_class"])


def test_classes_form_a_tree(tables: Tables) -> None:
    parent = tables.therapy_classes.set_index("therapy_class_id")["parent"].dropna().to_dict()
    for name in parent:
        seen = {name}
        while name in parent:
            name = parent[name]
            assert name not in seen
            seen.add(name)


def test_radiation_and_surgery_are_local_and_have_purposes(tables: Tables) -> None:
    local = tables.therapy_classes.query("reach == 'local'")["therapy_class_id"]
    assert set(local) == {"radiation-therapy", "surgery"}
    assert Counter(tables.purposes["therapy_class"]).keys() == set(local)


def test_side_effects_of_the_article_are_tied_to_their_treatment(tables: Tables) -> None:
    rows = tables.side_effects.query("origin == 'document'")
    by_class = rows.groupby("therapy_class")["name"].agg(list).to_dict()
    assert {"Fatigue", "Nausea and vomiting", "Hair loss", "Peripheral neuropathy"} <= set(by_class["chemotherapy"])
    lasting = rows.set_index("side_effect_id")["may_last"].dropna()
    assert lasting.to_dict() == {"chemotherapy-hair-loss": False, "chemotherapy-neuropathy": True}


def test_caveats_hold_the_whole_audit(tables: Tables) -> None:
    assert Counter(tables.caveats["caveat_id"].str[0]) == {"B": 50, "C": 12, "D": 21}
    forbidden = tables.caveats.query("quiz == 'forbidden'")
    assert set(tables.caveats.query("severity in ['high', 'medium', 'do-not-quiz']")["caveat_id"]) <= set(
        forbidden["caveat_id"]
    )


def test_each_lesson_has_its_objectives_in_order(tables: Tables) -> None:
    objectives = tables.objectives
    assert list(objectives["lesson"].unique()) == [
        "start", "staging", "receptors", "therapies", "monitoring", "trials", "review", "tables", "educators",
    ]  # fmt: skip
    taught = {"staging", "receptors", "therapies", "monitoring", "trials"}
    for lesson, rows in objectives.groupby("lesson"):
        assert (5 if lesson in taught else 1) <= len(rows) <= 8, lesson
        assert rows["position"].tolist() == list(range(1, len(rows) + 1))
        assert rows["objective_id"].str.startswith(f"{lesson}-").all()


def test_the_glossary_is_large_enough(tables: Tables) -> None:
    assert len(tables.glossary) >= 60


def test_every_question_and_takeaway_of_the_article_is_supported(tables: Tables) -> None:
    statements = {*tables.faq["faq_id"], *tables.takeaways["takeaway_id"]}
    assert set(tables.supports["statement_id"]) == statements


def test_all_rows_beyond_the_article_are_dated(tables: Tables) -> None:
    for name in tables.names:
        frame = tables[name]
        if "origin" in frame:
            beyond = frame[frame["origin"] == "beyond"]
            assert beyond["as_of"].notna().all(), name
            assert (beyond["facts"].map(len) > 0).all(), name


def test_facts_of_rows_exist_with_source_and_date(tables: Tables) -> None:
    facts = tables.facts
    assert facts["source"].notna().all()
    assert facts["as_of"].notna().all()
    frames = [tables[name] for name in tables]
    used = set().union(*(frame["facts"].explode().dropna() for frame in frames if "facts" in frame))
    assert used == set(facts["fact_id"])


def test_text_is_american_english(tables: Tables) -> None:
    british = r"\b(?:tumour|oestrogen|anaemia|diarrhoea|haemo|leukaemia|paediatric|randomised|organisation|recognis)"
    for name in tables.names:
        frame = tables[name]
        if "origin" in frame:
            for column in frame.columns.difference(["source", "also_called", "url"]):
                texts = frame[column].astype("str")
                assert not texts.str.contains(british, case=False, regex=True).any(), (name, column)


def test_people_are_no_victims_and_care_is_no_battle(tables: Tables) -> None:
    words = r"\b(?:battl\w*|victim\w*|suffer\w*|brave\w*|fight\w* (?:the |a |their )?(?:cancer|disease)\w*)\b"
    for name in ("metastatic_sites", "drugs", "side_effects", "monitoring", "eligibility", "trial_rights", "glossary"):
        frame = tables[name]
        for column in frame.columns.difference(["source", "quote"]):
            assert not frame[column].astype("str").str.contains(words, case=False, regex=True).any(), (name, column)
