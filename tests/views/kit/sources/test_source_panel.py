"""The list of sources counts what it holds."""

from __future__ import annotations

from ibc_edu.views.kit.sources.source_panel import SourcePanel


def test_the_text_form_counts_sentences_and_facts() -> None:
    article = {"kind": "article", "label": "FAQ", "text": "A.", "date": None, "caveat": None}
    beyond = {"kind": "beyond", "label": "A journal, 2020", "text": "B.", "date": "2020", "caveat": None}
    panel = SourcePanel([article, beyond, article])
    assert "2 sentences of the article and 1 fact beyond it" in repr(panel)
    assert [source["text"] for source in panel.sources] == ["A.", "B.", "A."]
