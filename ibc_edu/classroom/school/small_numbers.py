"""Tables that show no number of people below five, for a class whose students did not hand in anything themselves."""

from __future__ import annotations

from dataclasses import replace

from ibc_edu.classroom.results.class_results import ClassResults

FEWEST = 5
"""People below whom a row is left out: who is in the class is known, so few are easily guessed."""
FEWER = f"fewer than {FEWEST}"


def without_small_numbers(results: ClassResults) -> ClassResults:
    """Leave out every row that rests on fewer than `FEWEST` people, and note how many these were.

    How often a belief exceeds guessing was worked out from all rows before; leaving some out changes no other.
    """
    counted = {
        "lessons": ["people"],
        "objectives": ["people"],
        "items": ["n"],
        "answers": ["chosen"],
        "misconceptions": ["n", "people"],
    }
    kept, left_out = {}, 0
    for name, columns in counted.items():
        table = getattr(results, name)
        enough = (table[columns] >= FEWEST).all(axis=1) if len(table) else []
        kept[name] = table[enough] if len(table) else table
        left_out += sum(1 for row in table[columns].itertuples(index=False) if 0 < min(row) < FEWEST)
    beliefs = kept["misconceptions"].copy()
    if len(beliefs):
        beliefs["sure"] = [FEWER if 0 < sure < FEWEST else str(sure) for sure in beliefs["sure"]]
    kept["misconceptions"] = beliefs
    note = f"Tables that count people show no row with fewer than {FEWEST} of them; {left_out} such rows are left out."
    return replace(results, **kept, notes=(*results.notes, note))
