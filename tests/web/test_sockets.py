"""What passes over the websocket, and what an old right is worth."""

import asyncio
from collections.abc import Iterable
from typing import Any

import pytest
from starlette.types import Message, Receive, Scope, Send
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg

from capaian.access import VISITOR, Actor, Role
from capaian.problems import StoreError
from capaian.web import sockets
from capaian.web.gate import KEY
from capaian.web.sockets import ALLOWED, Owners, Sockets, own_session_only
from tests.web.asgi import scope_of

TEACHER = Actor(7, Role.TEACHER, frozenset({1}))
WIDER = Actor(7, Role.TEACHER, frozenset({1, 2}))


def click(**more: Any) -> BackMsg:
    """A run of a page with a widget that was pressed."""
    asked = BackMsg()
    asked.rerun_script.page_script_hash = "abc"
    asked.rerun_script.query_string = "kohort=3"
    asked.rerun_script.widget_states.widgets.add(id="save", trigger_value=True)
    for name, value in more.items():
        setattr(asked.rerun_script, name, value)
    return asked


def download() -> BackMsg:
    asked = BackMsg()
    asked.backend_operation_request.deferred_file.file_id = "f"
    return asked


def heard(
    messages: Iterable[BackMsg | bytes],
    actors: Iterable[Actor | None],
    monkeypatch: Any,
    *,
    owners: Owners | None = None,
    protocols: str = "",
) -> list[BackMsg]:
    """What Streamlit hears of these messages, where the browser is each of the actors in turn."""
    coming = iter(messages)
    now = iter(actors)
    monkeypatch.setattr(sockets, "actor_now", lambda _cookies: next(now))
    got: list[BackMsg] = []

    told = ForwardMsg()
    told.new_session.initialize.session_id = "s1"

    async def streamlit(scope: Scope, receive: Receive, send: Send) -> None:
        while (message := await receive())["type"] == "websocket.receive":
            got.append(BackMsg.FromString(message["bytes"]))
            await send({"type": "websocket.send", "bytes": told.SerializeToString()})

    async def receive() -> Message:
        one = next(coming, None)
        if one is None:
            return {"type": "websocket.disconnect"}
        return {"type": "websocket.receive", "bytes": one if isinstance(one, bytes) else one.SerializeToString()}

    async def send(message: Message) -> None: ...

    asyncio.run(Sockets(streamlit, most=5, owners=owners or Owners())(_socket(protocols=protocols), receive, send))
    return got


def _socket(key: str | None = "k", protocols: str = "", client: str = "127.0.0.1") -> Scope:
    headers = {"sec-websocket-protocol": protocols} if protocols else {}
    return {**scope_of("/_stcore/stream", headers, kind="websocket", client=client), KEY: key}


@pytest.mark.parametrize(
    "name", ["clear_cache", "set_run_on_save", "load_git_info", "debug_disconnect_websocket", "debug_shutdown_runtime"]
)
def test_what_empties_caches_or_serves_developers_is_dropped(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    bad = BackMsg()
    setattr(bad, name, True)
    assert heard([bad, BackMsg(stop_script=True)], [], monkeypatch) == [BackMsg(stop_script=True)]


def test_every_message_that_passes_is_one_streamlit_knows() -> None:
    assert {field.name for field in BackMsg.DESCRIPTOR.fields} >= ALLOWED


@pytest.mark.parametrize("operation", ["install_skills", "dismiss_skills_nudge"])
def test_operations_for_developers_are_dropped(operation: str, monkeypatch: pytest.MonkeyPatch) -> None:
    bad = BackMsg()
    getattr(bad.backend_operation_request, operation).SetInParent()
    assert heard([bad, download()], [TEACHER, TEACHER], monkeypatch) == [download()]


def test_a_message_without_a_kind_is_dropped(monkeypatch: pytest.MonkeyPatch) -> None:
    assert heard([b"", BackMsg(app_heartbeat=True)], [], monkeypatch) == [BackMsg(app_heartbeat=True)]


def test_a_click_passes_as_it_is_while_the_rights_are_the_same(monkeypatch: pytest.MonkeyPatch) -> None:
    assert heard([click(), click(), download()], [TEACHER] * 3, monkeypatch) == [click(), click(), download()]


@pytest.mark.parametrize("now", [None, WIDER, Actor(7, Role.PRINCIPAL), Actor(8, Role.TEACHER, frozenset({1}))])
@pytest.mark.parametrize("asked", [click(fragment_id="f", is_auto_rerun=True), download()], ids=["click", "download"])
def test_a_click_on_a_page_of_other_rights_becomes_a_plain_new_run(
    asked: BackMsg, now: Actor | None, monkeypatch: pytest.MonkeyPatch
) -> None:
    plain = BackMsg()
    plain.rerun_script.page_script_hash = "abc"
    plain.rerun_script.query_string = "kohort=3"
    assert heard([click(), asked], [TEACHER, now], monkeypatch) == [click(), plain]


def test_after_the_new_run_clicks_pass_again(monkeypatch: pytest.MonkeyPatch) -> None:
    got = heard([click(), click(), click()], [TEACHER, WIDER, WIDER], monkeypatch)
    assert got[2] == click()


def test_who_is_out_does_nothing_however_often_it_is_clicked(monkeypatch: pytest.MonkeyPatch) -> None:
    got = heard([click()] * 4, [VISITOR, None, None, None], monkeypatch)
    assert [bool(each.rerun_script.widget_states.widgets) for each in got] == [True, False, False, False]


def test_rights_that_changed_while_the_connection_was_lost_are_noticed(monkeypatch: pytest.MonkeyPatch) -> None:
    owners = Owners()
    heard([click()], [TEACHER], monkeypatch, owners=owners)
    again = {"owners": owners, "protocols": "streamlit, xsrf, s1"}
    assert heard([click(), click()], [TEACHER, TEACHER], monkeypatch, **again) == [click(), click()]
    assert not heard([click()], [WIDER], monkeypatch, **again)[0].rerun_script.widget_states.widgets


def test_a_session_of_streamlits_is_taken_up_again_by_its_own_sign_in_alone() -> None:
    owners = Owners()
    owners.note("s1", "k")
    for key, protocols, left in [
        ("k", "streamlit, xsrf, s1", "streamlit, xsrf, s1"),
        ("other", "streamlit, xsrf, s1", "streamlit, xsrf"),
        (None, "streamlit, xsrf, s1", "streamlit, xsrf"),
        ("k", "streamlit, xsrf, unknown", "streamlit, xsrf"),
        ("k", "streamlit, xsrf", "streamlit, xsrf"),
    ]:
        scope = own_session_only(_socket(key, protocols), owners)
        assert (b"sec-websocket-protocol", left.encode()) in scope["headers"]


def test_the_first_message_says_whose_session_it_is_and_the_first_owner_stays() -> None:
    owners = Owners()
    told = ForwardMsg()
    told.new_session.initialize.session_id = "s1"

    async def streamlit(scope: Scope, receive: Receive, send: Send) -> None:
        await send({"type": "websocket.accept"})
        await send({"type": "websocket.send", "bytes": told.SerializeToString()})

    async def nothing(message: Message) -> None: ...

    async def never() -> Message:
        return {"type": "websocket.disconnect"}

    for key in ("k", "thief"):
        asyncio.run(Sockets(streamlit, most=5, owners=owners)(_socket(key), never, nothing))
    assert owners.is_of("s1", "k")
    assert not owners.is_of("s1", "thief")


def test_an_address_has_so_many_connections_and_no_more() -> None:
    answers: list[str] = []

    async def run() -> None:
        release = asyncio.Event()

        async def streamlit(scope: Scope, receive: Receive, send: Send) -> None:
            await send({"type": "websocket.accept"})
            await release.wait()

        async def send(message: Message) -> None:
            answers.append(message["type"])

        async def receive() -> Message:
            return {"type": "websocket.connect"}

        app = Sockets(streamlit, most=2, owners=Owners())
        own = [asyncio.create_task(app(_socket(), receive, send)) for _ in range(3)]
        await asyncio.sleep(0)
        other = asyncio.create_task(app(_socket(client="10.0.0.9"), receive, send))
        await asyncio.sleep(0)
        release.set()
        await asyncio.gather(*own, other)
        await app(_socket(), receive, send)

    asyncio.run(run())
    assert sorted(answers[:4]) == ["websocket.accept"] * 3 + ["websocket.close"]
    assert answers[4] == "websocket.accept"


class Away:
    """Whom the browser's cookies belong to, while the database cannot be asked."""

    def __iter__(self) -> "Away":
        return self

    def __next__(self) -> Actor:
        raise StoreError("Tempat penyimpanan penuh.")


def test_while_the_database_is_away_nothing_clicked_is_done_and_the_run_says_why(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    plain = BackMsg()
    plain.rerun_script.page_script_hash = "abc"
    plain.rerun_script.query_string = "kohort=3"
    assert heard([click(), download()], Away(), monkeypatch) == [plain, plain]
