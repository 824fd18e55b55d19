import pytest
from starlette.responses import PlainTextResponse

from capaian.web.gate import KEY
from capaian.web.sockets import Owners
from capaian.web.uploads import Uploads
from tests.web.asgi import ask, scope_of


@pytest.fixture
def owners() -> Owners:
    owners = Owners()
    owners.note("s1", "k")
    owners.note("s2", "other")
    return owners


def put(app: Uploads, length: str | None, *, session: str = "s1", key: str | None = "k", method: str = "PUT") -> int:
    headers = {} if length is None else {"content-length": length}
    scope = {**scope_of(f"/_stcore/upload_file/{session}/f", headers, method=method), KEY: key}
    return ask(app, scope).status


def test_one_sign_in_may_send_so_much_in_an_hour(owners: Owners) -> None:
    now = [0.0]
    app = Uploads(PlainTextResponse("taken"), most=100, owners=owners, clock=lambda: now[0])
    assert [put(app, "60"), put(app, "41"), put(app, "40"), put(app, "1")] == [200, 413, 200, 413]
    assert put(app, "100", session="s2", key="other") == 200
    now[0] = 3601
    assert put(app, "100") == 200


def test_nobody_sends_into_the_page_of_another(owners: Owners) -> None:
    app = Uploads(PlainTextResponse("taken"), most=100, owners=owners)
    assert put(app, "1", session="s2") == 403
    assert put(app, "1", session="s1", key=None) == 403
    assert put(app, "1", session="unknown") == 403
    assert put(app, None, session="s2", method="DELETE") == 403


@pytest.mark.parametrize("length", [None, "", "-1", "x", "1e3", "٣"])
def test_what_does_not_say_how_long_it_is_is_refused(owners: Owners, length: str | None) -> None:
    app = Uploads(PlainTextResponse("taken"), most=100, owners=owners)
    scope = scope_of("/_stcore/upload_file/s1/f", method="PUT")
    if length is not None:
        scope["headers"].append((b"content-length", length.encode("utf-8")))
    assert ask(app, {**scope, KEY: "k"}).status == 411


def test_taking_a_file_back_and_asking_beforehand_cost_nothing(owners: Owners) -> None:
    app = Uploads(PlainTextResponse("taken"), most=100, owners=owners)
    assert put(app, None, method="DELETE") == 200
    assert put(app, None, method="OPTIONS") == 200


def test_other_addresses_pass(owners: Owners) -> None:
    assert ask(Uploads(PlainTextResponse("x"), most=1, owners=owners), scope_of("/kohort")).status == 200
