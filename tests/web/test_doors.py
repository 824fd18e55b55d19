import pytest
from starlette.responses import PlainTextResponse

from capaian.settings import Settings
from capaian.web.doors import Doors, refusal
from capaian.web.hosts import hosts_of
from tests.web.asgi import ask, scope_of

ALONE = hosts_of(Settings(), "127.0.0.1")
INSIDE = Doors(PlainTextResponse("inside"), ALONE)


@pytest.mark.parametrize("host", ["127.0.0.1:8501", "localhost:8501", "localhost", "[::1]:8501"])
def test_this_computer_may_come_in(host: str) -> None:
    assert ask(INSIDE, scope_of("/kohort", {"host": host})).body == b"inside"


@pytest.mark.parametrize(
    "host", ["capaian.example", "192.168.1.5:8501", "127.0.0.1.example:8501", "", "[::1", "evil@x"]
)
def test_another_name_in_the_address_bar_is_refused(host: str) -> None:
    """A page of another site can make its own name point to 127.0.0.1 and read the answers."""
    assert ask(INSIDE, scope_of("/kohort", {"host": host})).status == 403


def test_another_computer_is_refused() -> None:
    assert ask(INSIDE, scope_of("/kohort", client="192.168.1.7")).status == 403
    assert refusal(scope_of("/_stcore/stream", kind="websocket", client="192.168.1.7"), ALONE) == 403


@pytest.mark.parametrize(
    "path",
    ["/_stcore/metrics", "/_stcore/agent/interact", "/_stcore/agent/openapi.json", "/_stcore/script-health-check"],
)
def test_what_tells_about_other_people_is_closed(path: str) -> None:
    assert ask(INSIDE, scope_of(path)).status == 404


@pytest.mark.parametrize("path", ["/_stcore/health", "/_stcore/host-config", "/static/js/index.js", "/media/x.xlsx"])
def test_what_the_browser_needs_is_left_to_the_gate(path: str) -> None:
    assert refusal(scope_of(path), ALONE) is None


@pytest.mark.parametrize(
    ("origin", "status"),
    [
        ("http://127.0.0.1:8501", None),
        ("http://127.0.0.1:9999", 403),
        ("http://evil.example", 403),
        ("null", 403),
        (None, None),
    ],
)
def test_only_our_own_pages_may_connect_or_send(origin: str | None, status: int | None) -> None:
    headers = {} if origin is None else {"origin": origin}
    assert refusal(scope_of("/_stcore/stream", headers, kind="websocket"), ALONE) == status
    assert refusal(scope_of("/_stcore/upload_file/x", headers, method="PUT"), ALONE) == status
    assert refusal(scope_of("/masuk", headers, method="POST"), ALONE) == status
    assert refusal(scope_of("/kohort", headers), ALONE) is None


def test_a_refused_connection_is_closed_before_it_opens() -> None:
    answer = ask(INSIDE, scope_of("/_stcore/stream", {"host": "evil.example"}, kind="websocket"))
    assert answer.messages == [{"type": "websocket.close", "code": 1008}]
