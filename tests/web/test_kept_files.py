import asyncio
from urllib.parse import unquote

import pytest
from starlette.responses import PlainTextResponse
from starlette.types import Message, Receive, Scope, Send
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg

from capaian.web.gate import KEY
from capaian.web.kept_files import CLICK, LARGEST, SECONDS, KeptFiles, file_told, request_in
from tests.web.asgi import Answer, ask, scope_of

NAME = "Hasil – Las Dasar \r\nX: y.xlsx"


def asking(request: str = "1") -> Message:
    asked = BackMsg()
    asked.backend_operation_request.request_id = request
    asked.backend_operation_request.deferred_file.file_id = "f"
    return {"type": "websocket.receive", "bytes": asked.SerializeToString()}


def telling(url: str = "/media/a.xlsx", request: str = "1") -> Message:
    told = ForwardMsg()
    told.backend_operation_response.request_id = request
    told.backend_operation_response.deferred_file.url = url
    return {"type": "websocket.send", "bytes": told.SerializeToString()}


def streamlit_making(content: bytes | None, answer: Message | None = None, *, left: str = "lost") -> KeptFiles:
    """Streamlit makes the file in a thread with a copy of the connection's context, and has forgotten it at once.

    left: what Streamlit answers when it is asked for a file.
    """

    def make() -> None:
        click = CLICK.get()
        if click is not None and content is not None:
            click.content, click.mime, click.name = content, "application/x", NAME

    async def streamlit(scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "http":
            await PlainTextResponse(left, 404 if left == "lost" else 200)(scope, receive, send)
            return
        while (await receive())["type"] == "websocket.receive":
            await asyncio.create_task(asyncio.to_thread(make))
            await send(answer or telling())

    return KeptFiles(streamlit, clock=lambda: NOW[0])


NOW = [0.0]


@pytest.fixture(autouse=True)
def clock() -> None:
    NOW[0] = 0.0


def connect(app: KeptFiles, key: str | None, *messages: Message) -> list[Message]:
    coming, sent = iter(messages or (asking(),)), []

    async def send(message: Message) -> None:
        sent.append(message)

    async def receive() -> Message:
        return next(coming, {"type": "websocket.disconnect"})

    asyncio.run(app({**scope_of("/_stcore/stream", kind="websocket"), KEY: key}, receive, send))
    return sent


def get(app: KeptFiles, key: str | None, path: str = "/media/a.xlsx") -> Answer:
    return ask(app, {**scope_of(path), KEY: key})


def test_the_file_is_there_for_who_clicked_although_it_has_been_forgotten() -> None:
    app = streamlit_making(b"isi")
    assert connect(app, "k") == [telling()]
    for _ in range(2):
        answer = get(app, "k")
        assert (answer.status, answer.body, answer.headers["content-type"]) == (200, b"isi", "application/x")
        assert unquote(answer.headers["content-disposition"]) == f"attachment; filename*=UTF-8''{NAME}"
        assert "\n" not in answer.headers["content-disposition"]


def test_it_is_there_for_nobody_else() -> None:
    app = streamlit_making(b"isi")
    connect(app, "k")
    for key in ("other", None):
        assert get(app, key).status == 404
    assert get(app, "k", "/media/b.xlsx").body == b"lost"


@pytest.mark.parametrize("content", [b"isi", None, b"x" * (LARGEST + 1)], ids=["kept", "made elsewhere", "too large"])
@pytest.mark.parametrize("later", [0, SECONDS])
def test_what_streamlit_still_has_is_for_who_clicked_alone(content: bytes | None, later: float) -> None:
    app = streamlit_making(content, left="isi di Streamlit")
    connect(app, "k")
    NOW[0] = later
    for key in ("other", None):
        for path in ("/media/a.xlsx", "/media/a", "/media/a.", "/media/a.pdf", "/media/x/a.xlsx"):
            assert (get(app, key, path).status, get(app, key, path).body) == (404, b"")
    assert get(app, "k").status == 200
    assert get(app, "other", "/media/gambar.png").body == b"isi di Streamlit", "what nobody clicked for"


def test_two_who_made_the_same_file_have_it_both() -> None:
    """Streamlit names a file after what is in it."""
    app = streamlit_making(b"isi")
    connect(app, "k")
    connect(app, "other")
    assert [get(app, key).body for key in ("k", "other", "third")] == [b"isi", b"isi", b""]


def test_it_is_kept_for_a_short_while() -> None:
    app = streamlit_making(b"isi")
    connect(app, "k")
    NOW[0] = SECONDS - 1
    assert get(app, "k").status == 200
    NOW[0] = SECONDS
    assert get(app, "k").status == 404


@pytest.mark.parametrize("content", [None, b"x" * (LARGEST + 1)], ids=["made elsewhere", "too large"])
def test_what_was_not_made_here_or_is_too_much_is_left_to_streamlit(content: bytes | None) -> None:
    app = streamlit_making(content)
    connect(app, "k")
    assert get(app, "k").status == 404


def test_an_answer_nobody_asked_for_keeps_nothing() -> None:
    app = streamlit_making(b"isi", telling(request="2"))
    connect(app, "k")
    assert get(app, "k").status == 404


def test_only_a_click_and_only_a_file_are_noticed() -> None:
    finished = ForwardMsg(script_finished=ForwardMsg.FINISHED_SUCCESSFULLY).SerializeToString()
    assert file_told({"type": "websocket.send", "bytes": finished}) == ("", "")
    assert file_told({"type": "websocket.accept"}) == ("", "")
    assert file_told(telling("/kohort")) == ("1", "")
    assert file_told(telling("/media/x.xlsx", "7")) == ("7", "/media/x.xlsx")
    assert request_in(asking("9")) == "9"
    for content in (b"\xff\xff", BackMsg(app_heartbeat=True).SerializeToString(), b"x" * 5000):
        assert request_in({"type": "websocket.receive", "bytes": content}) == ""
