import pytest
from starlette.responses import PlainTextResponse

from capaian.web.headers import CONTENT_SECURITY_POLICY, SECURITY_HEADERS, SecurityHeaders
from tests.web.asgi import ask, scope_of


def test_every_answer_carries_the_headers() -> None:
    headers = ask(SecurityHeaders(PlainTextResponse("x", status_code=404)), scope_of("/kohort")).headers
    assert {name.lower(): value for name, value in SECURITY_HEADERS.items()}.items() <= headers.items()


@pytest.mark.parametrize("name", ["script-src", "default-src", "connect-src"])
def test_scripts_and_connections_are_our_own(name: str) -> None:
    assert f"{name} 'self'" in CONTENT_SECURITY_POLICY.split("; ")


def test_nobody_may_frame_the_app() -> None:
    assert "frame-ancestors 'none'" in CONTENT_SECURITY_POLICY


def test_files_made_for_one_person_are_not_kept_by_the_browser() -> None:
    app = SecurityHeaders(PlainTextResponse("x", headers={"Cache-Control": "public"}))
    assert ask(app, scope_of("/media/abc.xlsx")).headers["cache-control"] == "no-store"
    assert ask(app, scope_of("/static/js/index.js")).headers["cache-control"] == "public"
