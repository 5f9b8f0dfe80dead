"""Run by the Python that has Open edX's problem engine: grades responses, and prints scores and feedback.

Reads JSON: a list of {xml, responses}, each response a list with the answer to each input, in order, null for none.
"""

import gettext
import html
import json
import logging
import re
import sys
from unittest.mock import MagicMock, Mock

import django
from django.conf import settings

settings.configure(
    INSTALLED_APPS=[],
    DEFAULT_HASHING_ALGORITHM="sha256",
    CACHES={"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}},
    SECRET_KEY="none",
)
django.setup()
logging.disable(logging.CRITICAL)

from xblocks_contrib.problem.capa.capa_problem import LoncapaProblem, LoncapaSystem  # noqa: E402
from xblocks_contrib.problem.capa.inputtypes import Status  # noqa: E402
from xblocks_contrib.problem.capa.responsetypes import StudentInputError  # noqa: E402


def system() -> Mock:
    return Mock(
        spec=LoncapaSystem,
        ajax_url="",
        anonymous_student_id="student",
        cache=None,
        can_execute_unsafe_code=lambda: False,
        get_python_lib_zip=lambda: None,
        DEBUG=True,
        i18n=gettext.NullTranslations(),
        render_template=lambda name, context: "<div/>",
        resources_fs=None,
        seed=0,
        STATIC_URL="",
        STATUS_CLASS=Status,
        xqueue=None,
    )


def graded(xml: str, response: list[object]) -> dict[str, object]:
    problem = LoncapaProblem(xml, id="1", seed=1, capa_system=system(), capa_block=MagicMock())
    names = sorted(problem.inputs, key=lambda name: [int(part) for part in name.split("_")])
    answers = {name: answer for name, answer in zip(names, response, strict=True) if answer is not None}
    try:
        found = problem.grade_answers(answers)
    except StudentInputError as error:
        return {"refused": str(error)}
    total = problem.calculate_score()
    said = [re.sub(r"<[^>]*>", " ", found.get_msg(name) or "") for name in names]
    return {"score": total["score"] / total["total"], "said": [" ".join(html.unescape(each).split()) for each in said]}


print(json.dumps([[graded(each["xml"], one) for one in each["responses"]] for each in json.load(sys.stdin)]))
