"""What goes over Streamlit's websocket: only what a page needs, and nothing on the strength of an old right.

A click carries the state of a page that was drawn under the rights of then. Where they are no
longer those of now, the click becomes a plain new run: nothing is done, and the page says how
things stand. Streamlit's own sessions belong to the sign-in that opened them: who only knows the
name of one, from a log of addresses, gets another.
"""

from collections import Counter, OrderedDict
from dataclasses import dataclass
from typing import Final

from google.protobuf.message import DecodeError
from starlette.concurrency import run_in_threadpool
from starlette.datastructures import Headers
from starlette.types import ASGIApp, Message, Receive, Scope, Send
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ClientState_pb2 import ClientState
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg

from capaian.access import Actor
from capaian.problems import StoreError
from capaian.web.cookies import cookies_of
from capaian.web.doors import close
from capaian.web.gate import KEY
from capaian.web.sessions import actor_now

ALLOWED: Final = frozenset(
    {"rerun_script", "stop_script", "file_urls_request", "app_heartbeat", "backend_operation_request"}
)
"""Not among them: clear_cache, which empties the caches of everybody, and what serves developers."""
OPERATIONS: Final = frozenset({"deferred_file", "dataframe_chunk"})
_REMEMBERED: Final = 20_000
_PROTOCOL: Final = b"sec-websocket-protocol"


class Owners:
    """Which sign-in opened which of Streamlit's sessions (None: a visitor), and for whom its page was last drawn."""

    def __init__(self) -> None:
        self._keys: OrderedDict[str, str | None] = OrderedDict()
        self._actors: dict[str, Actor | None] = {}

    def note(self, session: str, key: str | None) -> None:
        """The first to open it keeps it."""
        self._keys.setdefault(session, key)
        while len(self._keys) > _REMEMBERED:
            oldest, _ = self._keys.popitem(last=False)
            self._actors.pop(oldest, None)

    def is_of(self, session: str, key: str | None) -> bool:
        """Whether this sign-in opened it."""
        return session in self._keys and self._keys[session] == key

    def drawn(self, session: str, actor: Actor | None) -> bool:
        """Whether its page was drawn for this actor, or not yet; from now on it is."""
        same = actor is not None and self._actors.get(session, actor) == actor
        self._actors[session] = actor
        return same


OWNERS: Final = Owners()


class Sockets:
    """Middleware behind the gate."""

    def __init__(self, app: ASGIApp, *, most: int, owners: Owners = OWNERS) -> None:
        self._app = app
        self._most = most
        self._owners = owners
        self._open: Counter[str] = Counter()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """One connection; requests pass."""
        if scope["type"] != "websocket":
            await self._app(scope, receive, send)
            return
        client = scope.get("client")
        address = client[0] if client else ""
        if self._open[address] >= self._most:
            await close(receive, send)
            return
        self._open[address] += 1
        try:
            scope = own_session_only(scope, self._owners)
            talk = _Talk(self._owners, scope, receive, send)
            await self._app(scope, talk.receive, talk.send)
        finally:
            self._open[address] -= 1
            if not self._open[address]:
                del self._open[address]


def own_session_only(scope: Scope, owners: Owners) -> Scope:
    """The scope, without the name of a session to take up again where another sign-in opened it."""
    session = session_asked_for(scope)
    if not session or owners.is_of(session, scope.get(KEY)):
        return scope
    kept = ",".join(Headers(scope=scope)[_PROTOCOL.decode()].split(",")[:2]).encode("latin-1")
    headers = [(name, kept if name == _PROTOCOL else value) for name, value in scope["headers"]]
    return {**scope, "headers": headers}


def session_asked_for(scope: Scope) -> str:
    """The name of the session that a browser wants to take up again; empty where it wants a new one."""
    return "".join(Headers(scope=scope).get(_PROTOCOL.decode(), "").split(",")[2:3]).strip()


@dataclass
class _Talk:
    """One connection: what comes from the browser, what goes to it."""

    _owners: Owners
    _scope: Scope
    _receive: Receive
    _send: Send

    def __post_init__(self) -> None:
        self._cookies = cookies_of(self._scope)
        self._session = session_asked_for(self._scope)
        self._first: Actor | None = None
        self._page = ClientState()
        self._named = False

    async def receive(self) -> Message:
        """The next message that may pass."""
        while True:
            message = await self._receive()
            content = message.get("bytes")
            if message["type"] != "websocket.receive" or content is None:
                return message
            passed = await self._passed(content)
            if passed is not None:
                return {**message, "bytes": passed}

    async def send(self, message: Message) -> None:
        """Pass it on; the first names Streamlit's session."""
        content = message.get("bytes")
        if not self._named and message["type"] == "websocket.send" and content:
            told = ForwardMsg.FromString(content)
            if told.WhichOneof("type") == "new_session":
                session = told.new_session.initialize.session_id
                self._owners.note(session, self._scope.get(KEY))
                if self._first is not None:
                    self._owners.drawn(session, self._first)
                self._session, self._named = session, True
        await self._send(message)

    async def _passed(self, content: bytes) -> bytes | None:
        try:
            asked = BackMsg.FromString(content)
        except DecodeError:
            return content  # Streamlit closes the connection
        kind = asked.WhichOneof("type")
        if kind not in ALLOWED:
            return None
        if kind not in ("rerun_script", "backend_operation_request"):
            return content
        try:
            now = await run_in_threadpool(actor_now, self._cookies)
        except StoreError:  # the run asks again, and says why nothing could be done
            if kind == "rerun_script":
                self._page.CopyFrom(asked.rerun_script)
            return self._new_run()
        known = self._is_drawn_for(now)
        if kind == "rerun_script":
            self._page.CopyFrom(asked.rerun_script)
            return content if known else self._new_run()
        if known:
            return content if asked.backend_operation_request.WhichOneof("payload") in OPERATIONS else None
        return self._new_run()

    def _is_drawn_for(self, now: Actor | None) -> bool:
        if self._session:
            return self._owners.drawn(self._session, now)
        known, self._first = now is not None and self._first in (None, now), now
        return known

    def _new_run(self) -> bytes:
        """The same page, run anew, without what was clicked."""
        plain = BackMsg(rerun_script=self._page)
        plain.rerun_script.ClearField("widget_states")
        plain.rerun_script.ClearField("fragment_id")
        plain.rerun_script.ClearField("is_auto_rerun")
        return plain.SerializeToString()
