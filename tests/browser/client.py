"""A program that talks to the server as Streamlit's own page does, without a browser."""

import http.client
import json
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from urllib.parse import urlsplit

from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from websockets.sync.client import ClientConnection, connect
from websockets.typing import Subprotocol

from tests.browser.conftest import Server


@dataclass
class Answer:
    """One plain answer, redirects not followed."""

    status: int
    headers: dict[str, str]
    body: bytes


@dataclass
class Client:
    """One browser's worth of cookies. frames: all that came over the websocket, as it came."""

    server: Server
    token: str | None = None
    frames: list[bytes] = field(default_factory=list)
    session: str = ""

    def ask(
        self, path: str, *, method: str = "GET", body: bytes | None = None, headers: Mapping[str, str] | None = None
    ) -> Answer:
        connection = http.client.HTTPConnection(urlsplit(self.server.url).netloc, timeout=60)
        try:
            connection.request(method, path, body=body, headers={**self._cookie(), **(headers or {})})
            answer = connection.getresponse()
            return Answer(answer.status, {k.lower(): v for k, v in answer.getheaders()}, answer.read())
        finally:
            connection.close()

    @contextmanager
    def connected(self, *, again: str = "", origin: str | None = None) -> Iterator[ClientConnection]:
        """An open websocket. again: the name of a session of Streamlit's that is to be taken up."""
        protocols = [Subprotocol("streamlit"), Subprotocol("none"), *([Subprotocol(again)] if again else [])]
        address = f"ws://{urlsplit(self.server.url).netloc}/_stcore/stream"
        with connect(
            address,
            subprotocols=protocols,
            additional_headers=self._cookie(),
            origin=origin or self.server.url,
            max_size=None,
            open_timeout=60,
            proxy=None,
        ) as socket:
            yield socket

    def run(self, socket: ClientConnection, page: str, query: str = "") -> list[ForwardMsg]:
        """Open a page; its messages until it is done."""
        asked = BackMsg()
        asked.rerun_script.page_name = page
        asked.rerun_script.query_string = query
        asked.rerun_script.context_info.timezone = "Asia/Makassar"
        return self.send(socket, asked)

    def send(self, socket: ClientConnection, asked: BackMsg) -> list[ForwardMsg]:
        """Send a message that starts a run; what comes until a run is done for good."""
        socket.send(asked.SerializeToString())
        return self.until(socket, "script_finished")

    def until(self, socket: ClientConnection, last: str) -> list[ForwardMsg]:
        """The messages up to one of this kind; a run that leads to another page is not the last."""
        got: list[ForwardMsg] = []
        while True:
            frame = socket.recv(timeout=60)
            assert isinstance(frame, bytes)
            self.frames.append(frame)
            message = ForwardMsg.FromString(frame)
            got.append(message)
            kind = message.WhichOneof("type")
            if kind == "new_session":
                self.session = message.new_session.initialize.session_id
            if kind == last and (kind != "script_finished" or message.script_finished != _LEFT_EARLY):
                return got

    def _cookie(self) -> dict[str, str]:
        return {"Cookie": f"capaian_session={self.token}"} if self.token else {}


_LEFT_EARLY = ForwardMsg.FINISHED_EARLY_FOR_RERUN


def words_of(messages: list[ForwardMsg]) -> str:
    """Everything that messages tell, as text."""
    return json.dumps([str(message) for message in messages])


def deferred_file(messages: list[ForwardMsg], label: str) -> str:
    """The name of the file that a download button with this label makes at the click."""
    for message in messages:
        element = message.delta.new_element
        if element.WhichOneof("type") == "download_button" and element.download_button.label == label:
            return element.download_button.deferred_file_id
    raise AssertionError(label)


def download(client: Client, socket: ClientConnection, file_id: str) -> str:
    """Click a download button; the address of the file that was made."""
    asked = BackMsg()
    asked.backend_operation_request.request_id = "1"
    asked.backend_operation_request.session_id = client.session
    asked.backend_operation_request.deferred_file.file_id = file_id
    socket.send(asked.SerializeToString())
    told = client.until(socket, "backend_operation_response")[-1].backend_operation_response
    assert not told.error_msg, told.error_msg
    return told.deferred_file.url
