"""Reading question files: what they give, and how every problem is told."""

from __future__ import annotations

import json
import os
import tomllib
from pathlib import Path
from typing import Any, get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ibc_edu.errors import QuestionError
from ibc_edu.quiz.bank import FOLDER_VARIABLE, Bank, load_bank, read_bank
from ibc_edu.quiz.kinds import kind, kind_names
from ibc_edu.quiz.kinds.base import QuestionBase
from ibc_edu.quiz.question_files.question_file import MAX_BYTES, lesson_of, read_question, read_text
from ibc_edu.quiz.question_files.toml_lines import lines_outside_strings, question_blocks

GOOD = '''lesson = "staging"

[[question]]
id = "staging-spread"
kind = "single"
part = "check-spread"
objective = "staging-spread"
bloom = "understand"
stem = """
  What does [[question]]
  stage IV mean?
"""
explanation = "It has spread."
evidence = ["faq/a1/s1"]
[[question.answers]]
text = "Distant spread"
correct = true
feedback = "Yes."
[[question.answers]]
text = "High grade"
feedback = "No."
misconception = "stage-is-grade"

[[question]]  # one more
id = "staging-phases"
kind = "ordering"
part = "check-spread"
objective = "staging-spread"
bloom = "remember"
stem = "In which order?"
explanation = "One after the other."
facts = ["CF-210"]
misconception = "phases-in-any-order"
steps = [{ text = "I", feedback = "a" }, { text = "II", feedback = "b" }, { text = "III", feedback = "c" }]
'''


def problems(text: str) -> list[str]:
    return [str(problem) for problem in read_text(text, Path("x.toml"))[1]]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "staging.toml").write_text(GOOD, encoding="utf-8")
    return tmp_path


def test_a_bank_gives_questions_by_id_and_by_property(folder: Path) -> None:
    bank = load_bank(folder)
    assert [question.id for question in bank] == ["staging-spread", "staging-phases"]
    assert bank["staging-spread"].stem == "What does [[question]] stage IV mean?"
    assert bank["staging-phases"].lesson == "staging"
    assert [question.id for question in bank.select(bloom="remember")] == ["staging-phases"]
    assert len(bank.select(lesson="staging", part="check-spread")) == len(bank) == 2
    assert [located.place for located in bank.located][1] == f"{folder / 'staging.toml'}, line 24"


def test_a_bank_names_the_questions_that_reveal_a_misconception(folder: Path) -> None:
    bank = load_bank(folder)
    revealed = bank.items_by_misconception
    assert revealed == {"stage-is-grade": ["staging-spread"], "phases-in-any-order": ["staging-phases"]}
    assert bank.items_by_misconception is revealed, "the bank is gone through once"


def test_an_unknown_id_names_the_nearest(folder: Path) -> None:
    with pytest.raises(QuestionError, match="Did you mean 'staging-spread'"):
        load_bank(folder)["staging-spred"]


def test_several_problems_of_several_files_come_together(folder: Path) -> None:
    (folder / "staging.toml").write_text(GOOD.replace('"ordering"', '"odering"'), encoding="utf-8")
    (folder / "other.toml").write_text(GOOD.replace('feedback = "No."\n', ""), encoding="utf-8")
    with pytest.raises(QuestionError) as caught:
        load_bank(folder)
    message = str(caught.value)
    assert message.startswith("2 problems in the question files:\n")
    assert "other.toml, line 19, question staging-spread: `feedback` of `answers` 2 is missing. Add it." in message
    assert "staging.toml, line 26, question staging-phases: there is no kind 'odering'." in message
    assert "Did you mean `ordering`?" in message


def test_a_taken_id_names_both_places(folder: Path) -> None:
    (folder / "zzz.toml").write_text(GOOD, encoding="utf-8")
    with pytest.raises(QuestionError, match=r"zzz\.toml, line 3, .* taken already, in .*staging\.toml, line 3"):
        load_bank(folder)


@pytest.fixture
def course(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A course folder with two questions."""
    folder = tmp_path_factory.mktemp("course")
    (folder / "questions").mkdir()
    (folder / "questions" / "a.toml").write_text(GOOD.replace('"staging-', '"staging-course-'), encoding="utf-8")
    return folder


def test_an_educators_folder_is_read_besides_the_course(
    folder: Path, course: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv(FOLDER_VARIABLE, raising=False)
    assert len(load_bank(course=course)) == 2
    monkeypatch.setenv(FOLDER_VARIABLE, str(folder))
    assert [q.id for q in load_bank(course=course)][::2] == ["staging-course-spread", "staging-spread"]
    monkeypatch.setenv(FOLDER_VARIABLE, str(folder / "nowhere"))
    bank = load_bank(course=course)
    assert len(bank) == 2
    assert "no such folder" in str(bank.problems[0])
    with pytest.raises(QuestionError, match="no such folder"):
        load_bank(folder / "nowhere")


def test_a_relative_folder_is_resolved_once(
    folder: Path, course: Path, monkeypatch: pytest.MonkeyPatch, tmp_path_factory: pytest.TempPathFactory
) -> None:
    monkeypatch.setenv(FOLDER_VARIABLE, folder.name)
    monkeypatch.chdir(folder.parent)
    assert len(load_bank(course=course)) == 4
    monkeypatch.chdir(tmp_path_factory.mktemp("elsewhere"))
    assert len(load_bank(course=course)) == 4
    monkeypatch.setenv(FOLDER_VARIABLE, "no/such-folder")
    (problem,) = load_bank(course=course).problems
    assert f"looked for as {Path.cwd() / 'no/such-folder'}; write the full path" in str(problem)


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("._mine.toml", "a system or an editor keeps"),
        (".#mine.toml", "a system or an editor keeps"),
        ("~$mine.toml", "a system or an editor keeps"),
        ("mine.TOML", "its name ends in .TOML. Let it end in .toml."),
        ("mine.toml.txt", "goes on after .toml. Let it end in .toml."),
        ("more/mine.toml", "in a folder inside this one are not read. Move them up."),
        ("bad.toml", "this is not valid TOML"),
    ],
)
def test_what_is_left_out_is_named_and_everything_else_is_read(
    folder: Path, course: Path, name: str, said: str
) -> None:
    (folder / "more").mkdir()
    (folder / name).write_text("\x00Mac", encoding="utf-8")
    bank = read_bank([course / "questions", folder])
    assert len(bank) == 4
    (problem,) = bank.problems
    assert said in str(problem)


def test_a_pipe_is_not_waited_for(folder: Path) -> None:
    os.mkfifo(folder / "pipe.toml")
    bank = read_bank([folder])
    assert len(bank) == 2
    assert "pipe or a device" in str(bank.problems[0])


def test_other_files_are_none_of_ours(folder: Path) -> None:
    (folder / "README.md").write_text("x", encoding="utf-8")
    (folder / ".git").mkdir()
    (folder / "pictures").mkdir()
    assert read_bank([folder]).problems == ()


def test_one_bad_question_leaves_the_others(folder: Path) -> None:
    (folder / "staging.toml").write_text(GOOD.replace('feedback = "No."\n', ""), encoding="utf-8")
    bank = read_bank([folder])
    assert [question.id for question in bank] == ["staging-phases"]
    assert len(bank.problems) == 1


def test_only_a_lessons_own_files_are_read(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (folder / "trials.toml").write_text(GOOD.replace("staging", "trials"), encoding="utf-8")
    (folder / "broken.toml").write_text('# mine\nlesson = "trials"  # here\n[[question', encoding="utf-8")
    parsed: list[str] = []
    monkeypatch.setattr(
        "ibc_edu.quiz.question_files.question_file.read_text",
        lambda text, path, part=None: parsed.append(path.name) or read_text(text, path, part),
    )
    bank = read_bank([folder], "staging")
    assert [question.lesson for question in bank] == ["staging", "staging"]
    assert (bank.problems, parsed) == ((), ["staging.toml"])


@pytest.mark.parametrize(
    ("line", "told"),
    [
        ('where = ["room", "paper"]', '"screen" among them'),
        ('where = ["screen", "screen"]', "each place once"),
        ('where = ["screen", "wall"]', "where"),
        ('where = ["screen"]\npaper_stem = "What is it?"', "leaves paper out"),
    ],
)
def test_a_question_is_asked_where_it_can_be(line: str, told: str) -> None:
    text = GOOD.replace('kind = "single"\n', f'kind = "single"\n{line}\n')
    assert [told in problem for problem in problems(text)] == [True]


def test_questions_of_another_part_are_not_parsed_and_lines_keep_their_numbers(folder: Path) -> None:
    path = folder / "staging.toml"
    broken = """[[question]]
part = "check-other"  # of its own
stem = "not closed
[[question]]
part = "check-spread"
kind = "singel"
"""
    path.write_text(GOOD + broken, encoding="utf-8")
    bank = read_bank([folder], "staging", "check-spread")
    assert [(found.question.id, found.line) for found in bank.located] == [
        ("staging-spread", 3),
        ("staging-phases", 24),
    ]
    assert [problem.line for problem in bank.problems] == [40]
    assert read_bank([folder], "staging", "check-nothing") == Bank(())
    assert read_bank([folder]).problems != ()


@pytest.mark.parametrize(
    ("text", "lesson"),
    [
        ('lesson = "a-b"\n[[question]]', "a-b"),
        ("# x\r\nlesson='a' # y\r\n", "a"),
        ('x = """\nlesson = "a"\n"""\nlesson = "b"', None),
        ('[x]\nlesson = "a"', None),
        ('lesson = "A b"', None),
        ("", None),
    ],
)
def test_the_lesson_of_a_file_is_seen_from_its_head_or_not_at_all(text: str, lesson: str | None) -> None:
    assert lesson_of(text) == lesson


def test_a_former_id_leads_to_the_question_and_belongs_to_one_only(folder: Path) -> None:
    path = folder / "staging.toml"
    path.write_text(
        GOOD.replace('id = "staging-spread"', 'id = "staging-x"\nwas = ["staging-spread"]'), encoding="utf-8"
    )
    assert load_bank(folder)["staging-spread"].id == "staging-x"
    text = GOOD.replace('id = "staging-phases"', 'id = "staging-y"\nwas = ["staging-spread"]')
    path.write_text(text, encoding="utf-8")
    with pytest.raises(QuestionError, match=r"question staging-y: the id is taken already, in .*line 3"):
        load_bank(folder)


def test_an_educators_folder_holds_misconceptions_and_objectives_of_its_own(folder: Path) -> None:
    (folder / "misconceptions.csv").write_text("misconception_id,statement\nmine,It is mine.\n", encoding="utf-8")
    (folder / "objectives.csv").write_text("objective_id,other\nx,y\n", encoding="utf-8")
    bank = read_bank([folder])
    assert bank.own.misconceptions == {"mine": "It is mine."}
    assert "Begin the file with the line objective_id,statement." in str(bank.problems[0])


@pytest.mark.parametrize(
    ("change", "line"),
    [
        (('feedback = "Yes."', 'feedback = "Yes."\nfeedbck = "Yes."'), 19),
        (('feedback = "No."\n', ""), 19),
        (('bloom = "understand"', 'bloom = "know"'), 8),
        (('kind = "single"', 'kind = "singel"'), 5),
        (('facts = ["CF-210"]', 'facts = ["CF 210"]'), 32),
        (('{ text = "II", feedback = "b" }', '{ text = "II" }'), 34),
        (('misconception = "stage-is-grade"', 'misconception = "Stage"'), 22),
    ],
)
def test_a_slip_is_found_at_its_own_line(change: tuple[str, str], line: int) -> None:
    assert change[0] in GOOD
    told = problems(GOOD.replace(*change, 1))
    assert told[0].startswith(f"x.toml, line {line}, question staging-"), told


@pytest.mark.parametrize(
    ("written", "line", "said"),
    [
        (r'"$\frac{1}{2}$ of it"', 13, r"`\f` in double quotes stands for a control character"),
        (r'"in C:\new"', 13, r"`\n` in double quotes stands for a control character"),
        ('"""\na\nb \\t c"""', 15, r"`\t` in double quotes"),
        (r'"\alpha"', 13, "A backslash has a meaning of its own in double quotes."),
    ],
)
def test_a_backslash_is_refused_with_the_cure(written: str, line: int, said: str) -> None:
    told = problems(GOOD.replace('"It has spread."', written))
    assert len(told) == 1
    assert told[0].startswith(f"x.toml, line {line}")
    assert said in told[0]
    assert "between single quotes" in told[0]


def test_a_backslash_in_single_quotes_is_one() -> None:
    (first, _), found = read_text(GOOD.replace('"It has spread."', r"'C:\new \frac'"), Path("x.toml"))
    assert found == []
    assert first.question.explanation == r"C:\new \frac"


def test_a_key_of_very_many_parts_is_refused_before_it_is_read() -> None:
    told = problems('lesson = "a"\n' + ".".join(["a"] * 40_000) + " = 1")
    assert told == ["x.toml, line 2: a key has more than 32 parts with dots between them. Write it shorter."]
    assert problems(GOOD.replace('"It has spread."', f'"{"a." * 100}"')) == []


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (('kind = "single"', 'kind = "multple"'), "there is no kind 'multple'. Did you mean `multiple`?"),
        (('kind = "single"\n', ""), "`kind` is missing."),
        (
            ('evidence = ["faq/a1/s1"]', 'evidence = []\nhnt = "x"'),
            "`hnt` is not known here. Did you mean `hint`?",
        ),
        (("correct = true", 'correct = "yes"'), "`correct` of `answers` 1 is neither true nor false."),
        (("correct = true\n", ""), "a wrong answer must name the `misconception` it reveals"),
        (('misconception = "stage-is-grade"', "correct = true"), "exactly one answer with correct = true, and 2 have"),
        (('text = "High grade"', 'text = "distant SPREAD"'), "two answers read the same"),
        (('"faq/a1/s1"', '"faq a1"'), "Write a sentence id such as faq/a1/s1."),
        (('evidence = ["faq/a1/s1"]\n', ""), "neither `evidence` nor `facts`"),
        (('"understand"', '"know"'), "Use one of 'remember'"),
        (('id = "staging-spread"', 'id = "spread"'), "the id must start with the lesson's name, as in staging-spread"),
        (('id = "staging-spread"', 'id = "Staging Spread"'), "lower-case letters, digits and single hyphens"),
        (('"It has spread."', '"  "'), "`explanation`: the text is empty."),
        (('"It has spread."', '"It\\u0007"'), "`explanation`: the text has a control character in it."),
        (('"It has spread."', "5"), "`explanation` is not text. Put it in double quotes."),
        (('explanation = "It has spread."', "explanation = "), "line 13: this is not valid TOML"),
        (('"It has spread."', '"It has spread.'), "line 13: this is not valid TOML"),
    ],
)
def test_each_problem_says_what_is_wrong_and_what_to_do(change: tuple[str, str], said: str) -> None:
    assert GOOD.count(change[0]) >= 1
    told = problems(GOOD.replace(*change, 1))
    assert len(told) == 1, told
    assert said in told[0]
    assert told[0].startswith("x.toml, line ")


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "x.toml, line 1: `lesson` is missing or not text."),
        ('lesson = "a"', "the file has no question."),
        ('lesson = "a"\nquestion = 3', "`question` is not a list of tables."),
        ('lesson = "a"\nquestions = []\nquestion = []', "`questions` is not known at the top"),
        ('lesson = "a"\nquestion = [{}]', "question 1: `kind` is missing."),
    ],
)
def test_problems_around_the_questions(text: str, said: str) -> None:
    assert any(said in told for told in problems(text))


def test_a_file_nested_too_deeply_is_told() -> None:
    assert len(problems("x = " + "[" * 5000)) == 1


def test_a_list_is_not_called_short_when_its_members_are_faulty() -> None:
    told = problems(GOOD.replace('feedback = "No."\n', "").replace('feedback = "Yes."\n', ""))
    assert [line.split(": ")[1] for line in told] == [
        "`feedback` of `answers` 1 is missing. Add it.",
        "`feedback` of `answers` 2 is missing. Add it.",
    ]


def test_a_byte_order_mark_is_accepted_and_other_encodings_are_told(folder: Path) -> None:
    path = folder / "staging.toml"
    path.write_bytes(b"\xef\xbb\xbf" + GOOD.replace("\n", "\r\n").encode())
    assert len(load_bank(folder)) == 2
    path.write_bytes(GOOD.replace("High", "H\xe4gh").encode("latin-1"))
    with pytest.raises(QuestionError, match="not UTF-8"):
        load_bank(folder)
    path.write_bytes(b" " * (MAX_BYTES + 1))
    with pytest.raises(QuestionError, match="larger than"):
        load_bank(folder)


def test_a_folder_named_like_a_question_file_is_told(folder: Path) -> None:
    (folder / "b.toml").mkdir()
    with pytest.raises(QuestionError, match=r"b\.toml: the file cannot be read"):
        load_bank(folder)


def header_lines(text: str) -> list[int]:
    return [block[0].number for block in question_blocks(lines_outside_strings(text))]


def test_headers_inside_strings_are_not_questions() -> None:
    text = "\n".join(
        [
            'a = """ \\""" x',
            "[[question]]",
            '""" # """',
            "[[question]]",
            "b = '''",
            "[[question]]",
            "''''",
            "c = \"'''\" # '''",
            "  [[ question ]] # why",
            'd = \'"""\'',
            '[["question"]]',
            'e = """x""""',
            "[[question]]",
        ]
    )
    assert header_lines(text) == [4, 9, 11, 13]


simple_text = st.text(st.characters(codec="utf-8", exclude_categories=["Cc", "Cs"]), max_size=30)
strings = st.one_of(
    simple_text.map(lambda text: json.dumps(text, ensure_ascii=False)),
    simple_text.map(lambda text: '"""' + text.replace("\\", "").replace('"', "") + '\n[[question]]\n"""'),
    simple_text.map(lambda text: "'''" + text.replace("'", "") + "\n[[question]]\n''' # '''"),
)


@given(st.lists(st.lists(strings, max_size=3), max_size=4))
def test_line_numbers_agree_with_toml(tables: list[list[str]]) -> None:
    text = "".join(
        "[[question]]\n" + "".join(f"k{number} = {value}\n" for number, value in enumerate(values)) for values in tables
    )
    assert len(tomllib.loads(text).get("question", [])) == len(tables)
    lines = header_lines(text)
    assert len(lines) == len(tables)
    assert all(text.split("\n")[line - 1] == "[[question]]" for line in lines)


ODD_LINES = [
    "[[question.pairs]]",
    "[question]",
    "kind = [1]",
    'kind = "numeric"',
    "value = nan",
    "range = [3, 1]",
    "value = 1e999",
    "question = 1",
    '"""',
    "'''",
    "[" * 2000,
    "x = " + "9" * 5000,
    "lesson = 1979-05-27",
]
fragments = st.sampled_from([*GOOD.splitlines(), *ODD_LINES])


@given(st.lists(fragments | st.text(max_size=30), max_size=25).map("\n".join))
def test_free_text_gives_questions_or_problems_and_nothing_else(text: str) -> None:
    located, found = read_text(text, Path("x.toml"))
    assert found or located
    assert all(str(problem).startswith("x.toml") for problem in found)


json_values: st.SearchStrategy[Any] = st.recursive(
    st.booleans() | st.integers() | st.floats() | st.text(max_size=8),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner, max_size=3),
    max_leaves=6,
)
MODELS = [model for name in kind_names() if (model := kind(name)) is not None]


def tables_of(model: type[QuestionBase]) -> st.SearchStrategy[dict[str, Any]]:
    """Tables with the right kind and the right keys, and any values."""
    fields = dict(model.model_fields)
    kind = get_args(fields.pop("kind").annotation)[0]
    return st.fixed_dictionaries({"kind": st.just(kind)}, optional=dict.fromkeys(fields, json_values))


@given(st.sampled_from(MODELS).flatmap(tables_of))
def test_free_values_in_a_question_are_told_in_words(table: dict[str, Any]) -> None:
    question, wrong = read_question(table)
    assert question is None
    assert wrong
    assert not any("pydantic" in slip.what or "nput should" in slip.what for slip in wrong)
