import pytest
from starlette.applications import Starlette

from capaian.web.choices import ROUTES, language_way, way_back
from tests.web.asgi import ask, scope_of

APP = Starlette(routes=[*ROUTES])


@pytest.mark.parametrize("asked", ["/kohort", "/kohort?kohort=3&aspek=teknis", "/", "/siswa"])
def test_a_choice_leads_back_to_where_it_was_made(asked: str) -> None:
    assert way_back(asked) == asked


@pytest.mark.parametrize(
    "asked",
    [
        "//evil.example",
        "https://evil.example/kohort",
        "/\\evil.example",
        "\\\\evil.example",
        "javascript:alert(1)",
        "kohort",
        "",
        "/kohort\r\nSet-Cookie: x=1",
        "/\t/evil.example",
        "///evil.example",
    ],
)
def test_a_choice_never_leads_elsewhere(asked: str) -> None:
    assert way_back(asked) == "/"


def test_a_language_is_kept_in_a_cookie_no_script_can_read() -> None:
    answer = ask(APP, scope_of("/pilih/bahasa/en?ke=/kohort"))
    assert answer.status == 303
    assert answer.headers["location"] == "/kohort"
    cookie = answer.headers["set-cookie"].lower()
    assert cookie.startswith("capaian_language=en;")
    assert {"httponly", "samesite=lax", "path=/"} <= set(cookie.split("; "))


@pytest.mark.parametrize(("address", "value"), [("contoh", "demo"), ("sendiri", "own")])
def test_a_school_is_kept_in_a_cookie(address: str, value: str) -> None:
    answer = ask(APP, scope_of(f"/pilih/sekolah/{address}?ke=/mulai"))
    assert answer.headers["set-cookie"].startswith(f"capaian_school={value};")
    assert answer.headers["location"] == "/mulai"


@pytest.mark.parametrize("path", ["/pilih/bahasa/xx", "/pilih/sekolah/lain", "/pilih/bahasa/en%0d%0a"])
def test_an_unknown_choice_changes_nothing(path: str) -> None:
    answer = ask(APP, scope_of(path))
    assert answer.status == 303
    assert "set-cookie" not in answer.headers


def test_the_way_to_the_other_language_is_named_in_that_language() -> None:
    assert language_way("id", "kohort") == ("English", "/pilih/bahasa/en?ke=/kohort")
    shared = language_way("id", "kohort", {"kohort": "3", "kelas": "XI TPL 1"})[1]
    assert shared == "/pilih/bahasa/en?ke=/kohort%3Fkohort%3D3%26kelas%3DXI%2BTPL%2B1"
    assert language_way("en", "") == ("Bahasa Indonesia", "/pilih/bahasa/id?ke=/")
