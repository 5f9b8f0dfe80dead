"""Run by the Python that has Anki: imports packages one after another, and prints what it has in the end."""

import json
import sys
import tempfile
from pathlib import Path

from anki.collection import Collection, ImportAnkiPackageOptions, ImportAnkiPackageRequest


def main(packages: list[str]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        collection = Collection(str(Path(folder) / "collection.anki2"))
        logs = []
        for package in packages:
            request = ImportAnkiPackageRequest(package_path=package, options=ImportAnkiPackageOptions())
            log = collection.import_anki_package(request).log
            logs.append({name: len(getattr(log, name)) for name in ("new", "updated", "duplicate", "conflicting")})
        cards = [collection.get_card(number) for number in collection.find_cards("")]
        found = [
            {
                "fields": dict(card.note().items()),
                "tags": card.note().tags,
                "deck": collection.decks.name(card.did),
                "front": card.question(),
                "back": card.answer(),
            }
            for card in cards
        ]
        empty = len(collection.get_empty_cards().notes)
        print(json.dumps({"logs": logs, "cards": found, "notes": collection.note_count(), "empty": empty}))
        collection.close()


main(sys.argv[1:])
