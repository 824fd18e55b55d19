"""Two dozen people at once, each with a class of their own: nothing of one reaches another, nor the log."""

import copy
import io
import re
import zipfile
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass

import pytest

from capaian.access import LOCAL_USER, Role, token_sha256
from capaian.reading import Reading, read_workbooks
from capaian.store import (
    Store,
    assign_cohorts,
    find_students,
    save_account,
    save_cohort,
    save_import,
    sign_in_with_google,
)
from tests.browser.client import Client, deferred_file, download
from tests.browser.conftest import Server, running_server, store_behind, token_for
from tests.pages.workbooks import plain_workbook

pytestmark = pytest.mark.browser

PEOPLE = 24
NAMES = ("Ahmad", "Siti", "Noor", "Gusti", "Mira")
MARKER = re.compile(rb"Penanda\d\d")


@dataclass(frozen=True)
class Person:
    """One teacher: the marker in everything of theirs, their token, their cohort, one of their students."""

    marker: str
    token: str
    cohort: int
    student: int


@pytest.fixture(scope="module")
def crowd(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Server, list[Person]]]:
    with running_server(tmp_path_factory.mktemp("crowd")) as server:
        token_for(server, Role.ADMINISTRATOR)
        first = read_workbooks([("MARKER.xlsx", plain_workbook({f"{name} MARKER": (60, 70) for name in NAMES}))])
        with store_behind(server) as store:
            people = [person_of(store, f"Penanda{n:02d}", first) for n in range(PEOPLE)]
        yield server, people


def marked(reading: Reading, marker: str) -> Reading:
    """The same reading of another class: its marker in every name and every place of a mark."""
    own = copy.copy(reading)
    for name in ("students", "marks"):
        table = getattr(reading, name)
        own.__dict__[name] = table.replace({"MARKER": marker}, regex=True)
    return own


def person_of(store: Store, marker: str, reading: Reading) -> Person:
    token, name = f"{marker}{'t' * 30}", marker.lower()
    cohort = save_cohort(store, LOCAL_USER, name=f"Kohort {marker}")
    save_import(store, LOCAL_USER, cohort, marked(reading, marker))
    google = f"{name}@rekaan.example"
    account = save_account(
        store, LOCAL_USER, username=name, display_name=name, role=Role.TEACHER, google_address=google
    )
    assign_cohorts(store, LOCAL_USER, account, cohorts=[cohort])
    sign_in_with_google(
        store, google_address=google, token_sha256=token_sha256(token), address="127.0.0.1", user_agent="", hours=1
    )
    student = int(find_students(store, LOCAL_USER, f"Siti {marker}")["student"].iloc[0])
    return Person(marker, token, cohort, student)


def visit(server: Server, person: Person, other: Person) -> tuple[str, bytes]:
    """Everything one person is sent: three pages, two with somebody else's ids in the address, and a file."""
    client = Client(server, person.token)
    with client.connected() as socket:
        client.run(socket, "kohort", f"kohort={other.cohort}")
        client.run(socket, "siswa", f"siswa={other.student}")
        client.run(socket, "siswa", f"siswa={person.student}")
        page = client.run(socket, "ekspor", f"kohort={person.cohort}")
        file = client.ask("/" + download(client, socket, deferred_file(page, "Unduh hasil (Excel)")).lstrip("/"))
    assert file.status == 200
    with zipfile.ZipFile(io.BytesIO(file.body)) as parts:
        inside = b"".join(parts.read(name) for name in parts.namelist())
    return person.marker, b"".join(client.frames) + inside


def test_nothing_of_one_reaches_another_or_the_log(crowd: tuple[Server, list[Person]]) -> None:
    server, people = crowd
    others = people[1:] + people[:1]
    with ThreadPoolExecutor(PEOPLE) as pool:
        seen = dict(pool.map(lambda pair: visit(server, *pair), zip(people, others, strict=True)))
    assert {marker: set(MARKER.findall(sent)) for marker, sent in seen.items()} == {
        person.marker: {person.marker.encode()} for person in people
    }
    assert MARKER.findall(server.log.read_bytes()) == []


def test_a_file_of_one_is_there_for_nobody_else(crowd: tuple[Server, list[Person]]) -> None:
    server, people = crowd
    client = Client(server, people[0].token)
    with client.connected() as socket:
        page = client.run(socket, "ekspor")
        way = "/" + download(client, socket, deferred_file(page, "Unduh hasil (Excel)")).lstrip("/")
        assert (client.ask(way).status, Client(server).ask(way).status) == (200, 401)
        other, file = Client(server, people[1].token), way.rpartition(".")[0]
        assert {other.ask(each).status for each in (way, file, f"{file}.", f"{file}.pdf", f"/{way}")} <= {400, 404}
