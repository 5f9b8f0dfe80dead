"""The article in the repository is the one that was supplied."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path

SOURCE = Path(__file__).parents[2] / "data" / "source"


def test_provenance_describes_the_file_beside_it() -> None:
    provenance = json.loads((SOURCE / "provenance.json").read_text(encoding="utf-8"))
    data = (SOURCE / provenance["file"]).read_bytes()
    text = data.decode(provenance["encoding"])
    assert hashlib.sha256(data).hexdigest() == provenance["sha256"]
    assert (len(data), len(text)) == (provenance["bytes"], provenance["characters"])
    assert text.startswith(provenance["title"])
    assert sorted(path.name for path in SOURCE.iterdir()) == sorted(
        [provenance["file"], "organisations.csv", "provenance.json"]
    )


def test_the_article_is_the_one_that_was_audited() -> None:
    provenance = json.loads((SOURCE / "provenance.json").read_text(encoding="utf-8"))
    assert provenance["sha256"] == "475b71e15506d38fe6ff62336341332535938b9f4e4c057795aaf7f3a0a6400e"
