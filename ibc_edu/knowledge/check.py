"""Checking the article and the curated tables as a whole."""

from __future__ import annotations

from pathlib import Path

from ibc_edu.document import read_document
from ibc_edu.knowledge.answers import answer_findings
from ibc_edu.knowledge.contents import Contents, read_contents
from ibc_edu.knowledge.findings import Finding
from ibc_edu.knowledge.grounds import ground_findings
from ibc_edu.knowledge.keys import key_findings
from ibc_edu.knowledge.schema import read_package


def check_tables(folder: Path) -> tuple[Contents, list[Finding]]:
    """Check every curated table below the data folder `folder`.

    Files, rows and values have the form that the schema gives, keys are unique, references resolve, quotes stand in the
    evidence, warnings are answered, and what goes beyond the article names its dated facts.

    Raises
    ------
    KnowledgeError
        If the schema itself cannot be read.
    DocumentError
        If the article cannot be read.
    """
    package = read_package(folder)
    contents, findings = read_contents(package, read_document(package.article))
    return contents, [*findings, *key_findings(contents), *ground_findings(contents), *answer_findings(contents)]
