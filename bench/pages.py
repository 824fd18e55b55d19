"""CPU of the server for one view of a page, beside a plain `streamlit run` that shows the same numbers.

The plain page has no sign-in, no sentences and no warm-up: it reads the same marks with pandas, and shows three
metrics, a scatter of plotly and a table. Both are spoken to over their websockets; drawing is the browser's.
"""

import os
import statistics
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from tempfile import TemporaryDirectory

from bench.measure import Row
from capaian.access import LOCAL_USER, Role
from capaian.scores import CohortKind
from capaian.store import load_cohorts, make_demonstration, migrate
from tests.browser.client import Client
from tests.browser.conftest import Server, running_server, store_behind, token_for
from tests.people import first_administrator

VIEWS = 5
ROUNDS = 3
PLAIN = """
import sqlite3, pandas as pd, plotly.express as px, streamlit as st
marks = pd.read_sql_query(
    "SELECT s.student, c.aspect, s.phase, s.score FROM scores s JOIN criteria c ON c.id = s.criterion"
    " WHERE s.cohort = {cohort}", sqlite3.connect("file:{database}?mode=ro", uri=True))
both = marks.pivot_table(index=["student", "aspect"], columns="phase", values="score").reset_index()
both.columns = ["student", "aspect", "before", "after"]
st.title("Kohort")
for column, (aspect, part) in zip(st.columns(3), both.groupby("aspect")):
    column.metric(str(aspect), round(part["after"].mean(), 1), round((part["after"] - part["before"]).mean(), 1))
st.plotly_chart(px.scatter(both, x="before", y="after", color="aspect"))
st.dataframe(both)
"""


@dataclass
class Page:
    """One page of a running server, and the CPU seconds of each round of its views."""

    client: Client
    process: int
    name: str
    query: str = ""
    taken: list[float] = field(default_factory=list)

    def view(self, times: int) -> float:
        """CPU seconds of the server for one view, of many."""
        before = cpu_of(self.process)
        for _ in range(times):
            with self.client.connected() as socket:
                self.client.run(socket, self.name, self.query)
        return (cpu_of(self.process) - before) / times


def rows() -> Iterator[Row]:
    """The landing page and one cohort's page of the example school."""
    with TemporaryDirectory() as folder, running_server(Path(folder) / "data") as server:
        with store_behind(server) as store:
            migrate(store)
            make_demonstration(store)
            first_administrator(store, school_name=None)
            cohort = min(c.id for c in load_cohorts(store, LOCAL_USER) if c.kind is CohortKind.PROGRAMME)
        script = Path(folder) / "plain.py"
        script.write_text(PLAIN.format(cohort=cohort, database=server.folder / "capaian.db"))
        known = process_of(server)
        with running_server(Path(folder) / "plain", script) as plain:
            token = token_for(server, Role.ADMINISTRATOR)
            beside = Page(Client(plain), process_of(plain), "")
            ours = {
                "landing page": Page(Client(server, token), known, "ringkasan"),
                "cohort's page": Page(Client(server, token), known, "kohort", f"kohort={cohort}"),
            }
            yield from _measured(ours, beside)


def _measured(ours: dict[str, Page], beside: Page) -> Iterator[Row]:
    pages = [*ours.values(), beside]
    for counted in range(ROUNDS + 1):
        for page in pages:
            seconds = page.view(VIEWS if counted else 2)
            if counted:
                page.taken.append(seconds)
    peer = {"plain streamlit page of one cohort": statistics.median(beside.taken)}
    for name, page in ours.items():
        yield Row(f"the {name} of the example school, one view on the server", statistics.median(page.taken), peer)


def process_of(server: Server) -> int:
    """The number of the process that a running server is: the child of ours that was given its port."""
    port = server.url.rpartition(":")[2]
    for number in Path("/proc/self/task").glob("*/children"):
        for child in number.read_text().split():
            if port in Path(f"/proc/{child}/cmdline").read_text().split("\0"):
                return int(child)
    raise LookupError(server.url)


def cpu_of(process: int) -> float:
    """CPU seconds of a process so far, its threads with it."""
    told = Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()
    return (int(told[11]) + int(told[12])) / os.sysconf("SC_CLK_TCK")
