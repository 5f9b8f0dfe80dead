"""OLX out, the course format of Open edX: a chapter a lesson, a page a part, and a problem a question.

By what the problem engine of Open edX (`xblocks-contrib` 0.13.1) was seen to do with it.
"""

from __future__ import annotations

import gzip
import io
import re
import tarfile
from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby
from xml.sax.saxutils import escape, quoteattr

from ibc_edu.exchange.contract import EXACT, About, Format, Loss, Written, degraded, impossible
from ibc_edu.exchange.grades import is_range, value_and_tolerance
from ibc_edu.exchange.source_list import source_list
from ibc_edu.exchange.variants import variants
from ibc_edu.quiz.kinds.base import QuestionBase
from ibc_edu.quiz.kinds.forms import Exchange, ExchangeRow, Interaction

_NOT_IN_XML = re.compile(r"[^\t\n\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_RUN = "questions"


def write(questions: Sequence[QuestionBase], about: About) -> Written:
    """Return the questions as a course to import, a tar file that is packed by gzip."""
    members = {"course/course.xml": f'<course url_name="{_RUN}" org="ibc-edu" course="{_RUN}"/>\n'}
    chapters = []
    for lesson, asked in groupby(sorted(questions, key=lambda each: each.lesson), lambda each: each.lesson):
        parts = "".join(_part(lesson, part, list(own)) for part, own in _by_part(asked))
        chapters.append(f"<chapter url_name={quoteattr(lesson)} display_name={quoteattr(lesson)}>\n{parts}</chapter>\n")
    run = f"<course display_name={quoteattr(about.title)}>\n{''.join(chapters)}</course>\n"
    members[f"course/course/{_RUN}.xml"] = run
    members |= {f"course/problem/{each.id}.xml": problem(each, about) for each in questions}
    return _tar(members), [loss for question in questions for loss in _losses(question)]


def problem(question: QuestionBase, about: About) -> str:
    """Return one problem, as it can also be pasted into the editor of Open edX."""
    form = question.exchange()
    return "\n".join(
        [
            f"<problem display_name={quoteattr(question.id)}>",
            *_asked(question, form),
            f"<solution><div class='detailed-solution'><p>{_text(question.explanation)}</p>",
            f"{source_list(question, about)}</div></solution>",
            *([f"<demandhint><hint>{_text(question.hint)}</hint></demandhint>"] if question.hint else []),
            "</problem>\n",
        ]
    )


def _asked(question: QuestionBase, form: Exchange) -> Iterator[str]:
    label = f"<label>{_text(question.stem)}</label>"
    match form.interaction:
        case Interaction.CHOICE if form.most == 1:
            yield f'<multiplechoiceresponse>{label}<choicegroup type="MultipleChoice" shuffle="true">'
            yield from (_choice(row, f"<choicehint>{_text(row.feedback)}</choicehint>") for row in form.rows)
            yield "</choicegroup></multiplechoiceresponse>"
        case Interaction.CHOICE:
            yield f'<choiceresponse partial_credit="halves">{label}<checkboxgroup>'
            for row in form.rows:
                yield _choice(row, f'<choicehint selected="true">{_text(row.feedback)}</choicehint>')
            yield "</checkboxgroup></choiceresponse>"
        case Interaction.MATCH | Interaction.GROUP:
            yield f"<p>{_text(question.stem)}</p>"
            yield from (_menu(row, form.targets) for row in form.rows)
        case Interaction.NUMBER:
            yield from _number(question, form, label)
        case Interaction.TEXT:
            yield from _words(question, form, label)


def _choice(row: ExchangeRow, hint: str) -> str:
    return f'<choice correct="{str(row.credit > 0).lower()}" name="{row.key}">{_text(row.text)}{hint}</choice>'


def _menu(row: ExchangeRow, targets: Mapping[str, str]) -> str:
    options = "".join(
        f'<option correct="{key == row.target}">{_text(menu_text(text))}'
        f"<optionhint>{_text(row.feedback if key == row.target else row.mistake)}</optionhint></option>"
        for key, text in targets.items()
    )
    return f"<optionresponse><label>{_text(row.text)}</label><optioninput>{options}</optioninput></optionresponse>"


def menu_text(text: str) -> str:
    """Return a text of a menu; a straight apostrophe, or a backslash at its end, makes Open edX refuse the problem."""
    curly = text.replace("'", "\N{RIGHT SINGLE QUOTATION MARK}")
    return f"{curly[:-1]}\N{SET MINUS}" if curly.endswith("\\") else curly


def _number(question: QuestionBase, form: Exchange, label: str) -> Iterator[str]:
    row = form.rows[0]
    middle, tolerance = value_and_tolerance(question, row)
    answer = f"[{row.low!r},{row.high!r}]" if is_range(question, row) else middle
    yield f'<numericalresponse answer="{answer}">{label}'
    if not is_range(question, row):
        yield f'<responseparam type="tolerance" default="{tolerance}"/>'
    unit = f" trailing_text={quoteattr(form.unit)}" if form.unit else ""
    yield f"<formulaequationinput{unit}/><correcthint>{_text(row.feedback)}</correcthint></numericalresponse>"


def _words(question: QuestionBase, form: Exchange, label: str) -> Iterator[str]:
    right = [row for row in form.rows if row.credit == 1]
    words = list(dict.fromkeys(text for row in right for text in variants(question, row)))
    hint = f"<correcthint>{_text(right[0].feedback)}</correcthint>"
    yield f'<stringresponse answer={quoteattr(words[0])} type="ci">{label}{hint}'
    yield from (f"<additional_answer answer={quoteattr(text)}>{hint}</additional_answer>" for text in words[1:])
    for row in form.rows:
        if row not in right:
            for text in variants(question, row):
                yield f"<stringequalhint answer={quoteattr(text)}>{_text(row.feedback)}</stringequalhint>"
    yield f'<regexphint answer=".*">{_text(form.otherwise)}</regexphint>'
    yield '<textline size="30"/></stringresponse>'


def _part(lesson: str, part: str, questions: Sequence[QuestionBase]) -> str:
    """Return one page of problems."""
    problems = "".join(f"<problem url_name={quoteattr(each.id)}/>" for each in questions)
    return (
        f'<sequential url_name="{lesson}-{part}" display_name={quoteattr(part)}>'
        f'<vertical url_name="{lesson}-{part}-page" display_name={quoteattr(part)}>{problems}</vertical></sequential>\n'
    )


def _by_part(questions: Iterator[QuestionBase]) -> Iterator[tuple[str, Iterator[QuestionBase]]]:
    return groupby(sorted(questions, key=lambda each: each.part), lambda each: each.part)


def _tar(members: Mapping[str, str]) -> bytes:
    """Return the members in their order, with nothing that tells when or by whom they were packed."""
    made = io.BytesIO()
    with (
        gzip.GzipFile(fileobj=made, mode="wb", filename="", mtime=0) as file,
        tarfile.open(fileobj=file, mode="w") as tar,
    ):
        for name, text in members.items():
            data = _NOT_IN_XML.sub("\N{REPLACEMENT CHARACTER}", text).encode()
            entry = tarfile.TarInfo(name)
            entry.size = len(data)
            tar.addfile(entry, io.BytesIO(data))
    return made.getvalue()


def _text(text: str) -> str:
    """Return text that is shown as it stands: a label and a hint are HTML there, inside XML."""
    return escape(text)


def _losses(question: QuestionBase) -> Iterator[Loss]:
    form = question.exchange()
    credited = [f"“{row.text}”" for row in form.rows if 0 < row.credit < 1]
    if form.interaction in (Interaction.NUMBER, Interaction.TEXT) and credited:
        yield Loss(question.id, f"a part of the score is not earned there: {', '.join(credited)}.")
    if any(menu_text(text) != text for text in form.targets.values()):
        yield Loss(question.id, "an apostrophe or a backslash in its menus is written with a sign that looks alike.")
    if form.unit:
        yield Loss(question.id, f"its unit ({form.unit}) stands beside the field there and is not typed.")


FORMATS = (
    Format(
        "olx",
        "OLX for Open edX",
        ".tar.gz",
        {
            "single": EXACT,
            "multiple": degraded("each error takes off half of the score there."),
            "matching": EXACT,
            "categorise": EXACT,
            "ordering": impossible("Open edX has no putting in order that OLX can carry."),
            "numeric": degraded("near misses earn nothing there, and a wrong number has no feedback."),
            "short_text": degraded(
                "slips of spelling are not forgiven there and known wrong answers earn nothing; other ways to write a "
                "right answer are listed."
            ),
        },
        without=("tags", "former ids", "misconceptions"),
        write=write,
        verified_by="the problem engine of xblocks-contrib 0.13.1",
        loaded_by="In Open edX Studio open an empty course, for its content is replaced, and choose Tools, Import.",
    ),
)
