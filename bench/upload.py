"""From the drop of a file to the comparison on the page: the real server, spoken to as its own page does.

Seconds on the clock, because that is what a teacher waits for; beside them the reading and a comparison in
pandas alone, with no page, no database and no names matched. Meanwhile another visitor opens a page again and
again: how long that one waits at most.
"""

import io
import statistics
import threading
import time
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from tempfile import TemporaryDirectory

import pandas as pd
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from websockets.sync.client import ClientConnection

from bench.measure import Row
from bench.sheets import write_sheet
from capaian.access import LOCAL_USER, Role
from capaian.reading import read_workbooks
from capaian.store import save_cohort, save_import
from tests.browser.client import Client
from tests.browser.conftest import Server, running_server, store_behind, token_for

SIZES = ((36, 12, "1.5 s"), (1_000, 75, "6 s"))
"""Students, marks of each, and within how long the comparison has to stand there."""
RUNS = 3
_PAUSE = 0.1


def rows(sizes: Sequence[tuple[int, int, str]] = SIZES) -> Iterator[Row]:
    """Each size into a cohort that has the marks of yesterday; a second row says what another visitor waited."""
    for students, columns, goal in sizes:
        with TemporaryDirectory() as folder:
            old = write_sheet(Path(folder) / "kemarin.xlsx", students, columns).read_bytes()
            new = changed(old)
            data = Path(folder) / "data"
            with running_server(data) as server:
                prepare(server, old)
                Visitor(server).opened("unggah")  # the first visitor of a server waits for nobody's measurement
                waited = [upload(server, new, names=f"{students}-{run}") for run in range(RUNS)]
            alone = statistics.median(timed(lambda old=old, new=new: read_and_compare(old, new)) for _ in range(RUNS))
            what = f"drop to comparison, {students:,} x {columns + 2}, seconds on the clock"
            peer = {"reading and a merge in pandas alone": alone}
            yield Row(what, statistics.median(seconds for seconds, _ in waited), peer, goal)
            beside = "another visitor meanwhile, slowest of all page views"
            usual = {"the same page with nobody uploading": statistics.median(idle for *_, (idle, _) in waited)}
            yield Row(beside, max(slowest for *_, (_, slowest) in waited), usual)


def prepare(server: Server, old: bytes) -> None:
    """A school with one cohort that has marks already."""
    token_for(server, Role.ADMINISTRATOR)
    with store_behind(server) as store:
        cohort = save_cohort(store, LOCAL_USER, name="Las Dasar")
        save_import(store, LOCAL_USER, cohort, read_workbooks([("kemarin.xlsx", old)]))


def changed(content: bytes, mark: int = 50) -> bytes:
    """The same sheet with a few marks changed to this one, as a teacher brings it a second time."""
    sheet = pd.read_excel(io.BytesIO(content), dtype={"NISN": str}, engine="calamine")
    sheet.iloc[: max(len(sheet) // 10, 1), 2] = mark
    stream = io.BytesIO()
    sheet.to_excel(stream, index=False, engine="xlsxwriter")
    return stream.getvalue()


def upload(server: Server, content: bytes, *, names: str) -> tuple[float, tuple[float, float]]:
    """Seconds from the drop to the comparison; what another visitor waited before (median) and meanwhile (most)."""
    other, done = Visitor(server), threading.Event()
    idle = statistics.median(timed(lambda: other.opened("riwayat")) for _ in range(RUNS))
    teacher = Visitor(server)
    with ThreadPoolExecutor() as pool:
        watching = pool.submit(other.keep_looking, done)
        seconds = teacher.dropped(f"nilai {names}.xlsx", content)
        done.set()
        return seconds, (idle, watching.result())


class Visitor:
    """One tab, signed in."""

    def __init__(self, server: Server) -> None:
        self.client = Client(server, token_for(server, Role.ADMINISTRATOR))

    def opened(self, page: str) -> None:
        """Open a page, and wait until all of it is there."""
        with self.client.connected() as socket:
            self.client.run(socket, page)

    def keep_looking(self, done: threading.Event) -> float:
        """The longest wait for a page until `done`."""
        waits = [0.0]
        while not done.is_set():
            waits.append(timed(lambda: self.opened("riwayat")))
            time.sleep(_PAUSE)
        return max(waits)

    def dropped(self, name: str, content: bytes) -> float:
        """Seconds from sending a file to the page that names what saving it would do."""
        with self.client.connected() as socket:
            return self._dropped(socket, name, content)[0]

    def saved(self, name: str, content: bytes, *, query: str = "") -> None:
        """Send a file, and click what saves it."""
        with self.client.connected() as socket:
            _, asked, answer = self._dropped(socket, name, content, query)
            (button,) = [each for m in answer if (each := m.delta.new_element.button).label.startswith("Simpan")]
            asked.rerun_script.widget_states.widgets.add(id=button.id, trigger_value=True)
            told = self.client.send(socket, asked)
            assert not any(m.delta.new_element.WhichOneof("type") == "exception" for m in told)
            self.client.frames.clear()

    def _dropped(
        self, socket: ClientConnection, name: str, content: bytes, query: str = ""
    ) -> tuple[float, BackMsg, list[ForwardMsg]]:
        told = self.client.run(socket, "unggah", query)
        (uploader,) = [
            message.delta.new_element.file_uploader.id
            for message in told
            if message.delta.new_element.WhichOneof("type") == "file_uploader"
        ]
        began = time.perf_counter()
        asked = BackMsg()
        asked.rerun_script.page_name = "unggah"
        asked.rerun_script.query_string = query
        state = asked.rerun_script.widget_states.widgets.add(id=uploader)
        state.file_uploader_state_value.uploaded_file_info.add(**self._sent(socket, name, content))
        answer = self.client.send(socket, asked)
        seconds = time.perf_counter() - began
        assert any(
            "Simpan" in m.delta.new_element.button.label and not m.delta.new_element.button.disabled for m in answer
        )
        return seconds, asked, answer

    def _sent(self, socket: ClientConnection, name: str, content: bytes) -> dict:
        asked = BackMsg()
        asked.file_urls_request.request_id = name
        asked.file_urls_request.session_id = self.client.session
        asked.file_urls_request.file_names.append(name)
        socket.send(asked.SerializeToString())
        (urls,) = self.client.until(socket, "file_urls_response")[-1].file_urls_response.file_urls
        boundary = "capaian"
        head = f'--{boundary}\r\nContent-Disposition: form-data; name="{name}"; filename="{name}"\r\n\r\n'
        body = head.encode() + content + f"\r\n--{boundary}--\r\n".encode()
        xsrf = self.client.ask("/_stcore/health").headers.get("set-cookie", "")
        said = {"Content-Type": f"multipart/form-data; boundary={boundary}", **_proof(xsrf, self.client.token)}
        put = self.client.ask(urls.upload_url, method="PUT", body=body, headers=said)
        assert put.status in (200, 204), (put.status, put.body)
        return {"file_id": urls.file_id, "name": name, "size": len(content), "file_urls": urls}


def _proof(cookie: str, token: str | None) -> dict[str, str]:
    """The header and the cookie that show that the upload comes from our own page."""
    value = cookie.partition(";")[0].partition("=")[2]
    return {"X-Xsrftoken": value, "Cookie": f"capaian_session={token}; _streamlit_xsrf={value}"} if value else {}


def read_and_compare(old: bytes, new: bytes) -> int:
    """Read the new file with Capaian's reader and compare it with yesterday's frame in pandas, by NISN and heading."""
    reading = read_workbooks([("nilai.xlsx", new)])
    headings = {column.column: column.heading for column in reading.files[0].tables[0].columns}
    marks = reading.marks.merge(reading.students[["student", "nisn"]], on="student")
    letters = marks["source"].str.extract(r"!([A-Z]+)\d+$", expand=False)
    known = pd.read_excel(io.BytesIO(old), dtype={"NISN": str}, engine="calamine")
    long = known.melt(["NISN", "Nama"], var_name="heading", value_name="before")
    both = marks.assign(heading=letters.map(headings)).merge(
        long, left_on=["nisn", "heading"], right_on=["NISN", "heading"]
    )
    assert len(both) == len(marks)
    return int((both["score"] != both["before"]).sum())


def timed(work: object) -> float:
    """Seconds on the clock."""
    began = time.perf_counter()
    work()  # type: ignore[operator]
    return time.perf_counter() - began
