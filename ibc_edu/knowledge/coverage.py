"""How much of the article is taught and asked about.

A sentence is taught if a learner meets it in a rendered lesson, and assessed if a question cites it. Sentences in
coverage_exceptions are exempt; so are, from questions, those that a caveat forbids to quiz. datapackage.json says how
much must be covered: a share of the whole article, and the lessons that are finished, in which every sentence that an
objective cites, and every objective, has a question. Where the objectives say what exercises them (`exercised_by`),
each one has a question or such an activity, whatever its lesson.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from ibc_edu.knowledge.contents import Contents
from ibc_edu.knowledge.findings import Finding

EXERCISED_BY = "exercised_by"
"""Column of the objectives: what a learner does towards one, besides questions."""


@dataclass(frozen=True)
class Share:
    """Of the sentences that count, those `covered` and those `missing`, as ids in reading order.

    `minimum` is the share, from 0 to 1, that must be covered.
    """

    covered: tuple[str, ...]
    missing: tuple[str, ...]
    minimum: float = 0.0

    @property
    def total(self) -> int:
        """Number of sentences that count."""
        return len(self.covered) + len(self.missing)

    @property
    def value(self) -> float:
        """Covered part of the sentences that count, from 0 to 1; 1 if none counts."""
        return len(self.covered) / self.total if self.total else 1.0

    def to_dict(self) -> dict[str, Any]:
        """JSON form."""
        return {
            "covered": len(self.covered),
            "total": self.total,
            "share": round(self.value, 4),
            "minimum": self.minimum,
            "missing": list(self.missing),
        }


@dataclass(frozen=True)
class Coverage:
    """Coverage of the article, and by lesson of the sentences that its objectives cite.

    Parameters
    ----------
    sentences : int
        Number of the article's sentences.
    taught, assessed : Share
    exempt : mapping
        Number of sentences exempt from being taught (`taught`), from being asked about (`assessed`), and forbidden
        to be quizzed by a caveat (`forbidden`).
    lessons : mapping of lesson to Share
        Of the sentences that the objectives of a lesson cite, those asked about.
    """

    sentences: int
    taught: Share
    assessed: Share
    exempt: Mapping[str, int]
    lessons: Mapping[str, Share]

    def to_dict(self) -> dict[str, Any]:
        """JSON form."""
        return {
            "sentences": self.sentences,
            "taught": self.taught.to_dict(),
            "assessed": self.assessed.to_dict(),
            "exempt": dict(self.exempt),
            "lessons": {lesson: share.to_dict() for lesson, share in self.lessons.items()},
        }


def coverage(
    contents: Contents, shown: frozenset[str], asked: frozenset[str], objectives: frozenset[str]
) -> tuple[Coverage, list[Finding]]:
    """Measure the coverage, and find where it falls short.

    Parameters
    ----------
    contents : Contents
    shown : frozenset of str
        Ids of sentences that a text of a rendered lesson cites.
    asked : frozenset of str
        Ids of sentences that questions cite.
    objectives : frozenset of str
        Ids of objectives that questions ask about.
    """
    exempt = {kind: _exempt(contents, kind) for kind in ("taught", "assessed")}
    forbidden = _forbidden(contents)
    minimum = contents.package.minimum
    unasked = exempt["assessed"] | forbidden
    measured = Coverage(
        sentences=len(contents.sentences),
        taught=_share(contents, shown, exempt["taught"], minimum["taught"]),
        assessed=_share(contents, asked, unasked, minimum["assessed"]),
        exempt={"taught": len(exempt["taught"]), "assessed": len(exempt["assessed"]), "forbidden": len(forbidden)},
        lessons={
            lesson: _share(contents, asked, unasked, float(lesson in contents.package.finished_lessons), cited)
            for lesson, cited in _by_lesson(contents).items()
        },
    )
    findings = [
        *_shortfalls(contents, measured),
        *_unasked_objectives(contents, objectives),
        *_needless(contents, shown, asked, forbidden),
    ]
    return measured, findings


def _share(
    contents: Contents, covered: frozenset[str], exempt: frozenset[str], minimum: float, within: set[str] | None = None
) -> Share:
    counted = [
        sentence_id
        for sentence_id in contents.sentences
        if sentence_id not in exempt and (within is None or sentence_id in within)
    ]
    return Share(
        tuple(sentence_id for sentence_id in counted if sentence_id in covered),
        tuple(sentence_id for sentence_id in counted if sentence_id not in covered),
        minimum,
    )


def _exempt(contents: Contents, kind: str) -> frozenset[str]:
    rows = contents.rows.get("coverage_exceptions", [])
    return frozenset(row.values["sentence_id"] for row in rows if row.values["exempt_from"] in (kind, "both"))


def _forbidden(contents: Contents) -> frozenset[str]:
    """Sentences that no question may mark a learner by."""
    rows = contents.rows.get("caveats", [])
    return frozenset(
        sentence_id for row in rows if row.values["quiz"] == "forbidden" for sentence_id in row.values["sentence_ids"]
    )


def _by_lesson(contents: Contents) -> dict[str, set[str]]:
    found: dict[str, set[str]] = {}
    for row in contents.rows.get("objectives", []):
        if row.values["lesson"] is not None:
            found.setdefault(row.values["lesson"], set()).update(row.values["evidence"])
    return found


def _shortfalls(contents: Contents, measured: Coverage) -> Iterator[Finding]:
    """One finding for each uncovered sentence of a share that is too small."""
    taught = "Say it in a lesson with a text that cites it"
    assessed = "Ask a question that cites it"
    shares = [
        ("is not taught", taught, measured.taught),
        ("is not asked about", assessed, measured.assessed),
        *(
            (f"of the finished lesson {lesson} is not asked about", assessed, share)
            for lesson, share in measured.lessons.items()
        ),
    ]
    article = contents.package.article
    file = f"{contents.package.folder.name}/{article.parent.name}/{article.name}"
    exceptions = "coverage_exceptions" in contents.package.tables
    elsewhere = ", or give the reason in coverage_exceptions.csv" if exceptions else ""
    for what, cure, share in shares:
        if share.value < share.minimum:
            for sentence_id in share.missing:
                row = _line(contents, sentence_id)
                cure_here = f"{cure}{elsewhere}."
                yield Finding(file, f"the sentence {sentence_id} {what}.", cure_here, row)


def _line(contents: Contents, sentence_id: str) -> int:
    start = next(s.start for s in contents.document.sentences if s.sentence_id == sentence_id)
    return contents.document.text.count("\n", 0, start) + 1


def _unasked_objectives(contents: Contents, asked: frozenset[str]) -> Iterator[Finding]:
    for row in contents.rows.get("objectives", []):
        name, lesson = row.values["objective_id"], row.values["lesson"]
        if name is None or name in asked:
            continue
        if lesson in contents.package.finished_lessons:
            what = f"no question asks about the objective {name} of the finished lesson {lesson}."
            yield contents.finding("objectives", row, "objective_id", what, "Add one to the question bank.")
        elif EXERCISED_BY in row.values and not row.values[EXERCISED_BY]:
            what = f"nothing exercises the objective {name}."
            cure = "Ask a question about it, name the part or exercise that does, or take it out."
            yield contents.finding("objectives", row, EXERCISED_BY, what, cure)


def _needless(
    contents: Contents, taught: frozenset[str], asked: frozenset[str], forbidden: frozenset[str]
) -> Iterator[Finding]:
    """Exceptions that are not needed, so that their list stays short and true."""
    for row in contents.rows.get("coverage_exceptions", []):
        sentence_id, kind = row.values["sentence_id"], row.values["exempt_from"]
        reasons = []
        if kind in ("taught", "both") and sentence_id in taught:
            reasons.append("it is taught")
        if kind in ("assessed", "both") and sentence_id in asked:
            reasons.append("it is asked about")
        elif kind in ("assessed", "both") and sentence_id in forbidden:
            reasons.append("a caveat forbids to quiz it")
        if reasons:
            what = f"{sentence_id} needs no exception from {kind}: {' and '.join(reasons)}."
            yield contents.finding("coverage_exceptions", row, "exempt_from", what, "Narrow or remove the row.")
