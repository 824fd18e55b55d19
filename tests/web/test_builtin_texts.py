import json
import re

import pytest
from starlette.applications import Starlette

from capaian.web import builtin_texts
from capaian.web.builtin_texts import ROUTES, script, script_address
from tests.web.asgi import ask, scope_of

WORDS = json.loads((builtin_texts._HERE / "builtin_texts.json").read_text("utf-8"))


@pytest.mark.parametrize("language", ["id", "en"])
def test_the_script_is_served_and_may_be_kept_for_good(language: str) -> None:
    answer = ask(Starlette(routes=[*ROUTES]), scope_of(script_address(language)))
    assert answer.status == 200
    assert answer.headers["content-type"].startswith("text/javascript")
    assert "immutable" in answer.headers["cache-control"]
    assert answer.body.decode() == script(language)


def test_another_language_has_no_script() -> None:
    assert ask(Starlette(routes=[*ROUTES]), scope_of("/capaian/kata.xx.js")).status == 404


def test_english_keeps_streamlits_words() -> None:
    assert '"words": {}' in script("en")
    assert '"Upload": "Unggah"' in script("id")


def test_the_address_changes_with_the_words() -> None:
    assert script_address("id").split("?")[1] != script_address("en").split("?")[1]


@pytest.mark.parametrize(("pattern", "replacement"), WORDS["patterns"])
def test_every_pattern_fills_only_what_it_has_found(pattern: str, replacement: str) -> None:
    compiled = re.compile(pattern)
    assert pattern.startswith("^")
    assert pattern.endswith("$")
    assert {int(n) for n in re.findall(r"\$(\d)", replacement)} <= set(range(1, compiled.groups + 1))
