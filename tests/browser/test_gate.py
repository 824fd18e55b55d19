"""A running server, asked for everything by who has no account, a session that has ended, or somebody else's."""

import re
from collections.abc import Iterator
from contextlib import suppress
from io import BytesIO

import openpyxl
import pytest
from streamlit.proto.BackMsg_pb2 import BackMsg
from websockets.exceptions import ConnectionClosed, InvalidStatus

from capaian.access import LOCAL_USER, Role, token_sha256
from capaian.reading import read_workbooks
from capaian.store import end_session, load_accounts, load_cohorts, save_account, save_cohort, save_import
from capaian.web.screens import SCREENS
from tests.browser.client import Client, deferred_file, download, words_of
from tests.browser.conftest import Server, running_server, store_behind, token_for
from tests.browser.workbooks import class_workbook

pytestmark = pytest.mark.browser

STRANGERS = ["no cookie", "made-up token", "ended session"]
DOCUMENTS = ["/", *(f"/{screen.address}" for screen in SCREENS), "/sandi", "/akun-pertama", "/pilih/sekolah/contoh",
             "/tidak-ada", "/index.html"]  # fmt: skip
CLOSED = [
    "/_stcore/host-config", "/_stcore/bidi-components/x", "/component/x/index.html", f"/media/{'0' * 56}.xlsx",
    "/capaian/kata.id.js", "/_stcore/stream",
]  # fmt: skip
NEVER = ["/_stcore/metrics", "/_stcore/agent/openapi.json", "/_stcore/agent/interact", "/_stcore/script-health-check"]


@pytest.fixture(scope="module")
def school(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """A server whose school has an administrator and two cohorts with marks."""
    with running_server(tmp_path_factory.mktemp("school")) as server:
        token_for(server, Role.ADMINISTRATOR)
        with store_behind(server) as store:
            reading = read_workbooks([("nilai.xlsx", class_workbook())])
            for name in ("Las Dasar", "Las Lanjutan"):
                save_import(store, LOCAL_USER, save_cohort(store, LOCAL_USER, name=name), reading)
        yield server


@pytest.fixture
def admin(school: Server) -> Client:
    return Client(school, token_for(school, Role.ADMINISTRATOR))


@pytest.fixture
def stranger(request: pytest.FixtureRequest, school: Server) -> Client:
    tokens = {"no cookie": None, "made-up token": "A" * 43}
    if request.param in tokens:
        return Client(school, tokens[request.param])
    token = token_for(school, Role.ADMINISTRATOR)
    with store_behind(school) as store:
        end_session(store, token_sha256(token))
    return Client(school, token)


def cohorts_of(server: Server) -> list[int]:
    with store_behind(server) as store:
        return sorted(cohort.id for cohort in load_cohorts(store, LOCAL_USER))


@pytest.mark.parametrize("stranger", STRANGERS, indirect=True)
def test_every_page_leads_a_stranger_to_the_sign_in_page(stranger: Client) -> None:
    for path in DOCUMENTS:
        answer = stranger.ask(path)
        assert answer.status == 303, path
        assert answer.headers["location"].startswith("/masuk"), path
        assert b"<script" not in answer.body, path


@pytest.mark.parametrize("stranger", STRANGERS, indirect=True)
def test_nothing_of_streamlits_answers_a_stranger(stranger: Client) -> None:
    for path in CLOSED:
        assert (stranger.ask(path).status, stranger.ask(path).body) == (401, b""), path
    for path in NEVER:
        assert stranger.ask(path).status == 404, path
    for path in (*DOCUMENTS, *CLOSED):
        for method in ("POST", "PUT", "DELETE", "OPTIONS", "PATCH"):
            assert stranger.ask(path, method=method, body=b"x").status == 401, (method, path)


@pytest.mark.parametrize("stranger", STRANGERS, indirect=True)
def test_no_stranger_connects(stranger: Client) -> None:
    with pytest.raises(InvalidStatus) as refused, stranger.connected():
        pass
    assert refused.value.response.status_code == 403


@pytest.mark.parametrize("stranger", STRANGERS, indirect=True)
def test_a_file_made_by_another_session_is_not_given_to_a_stranger(stranger: Client, admin: Client) -> None:
    with admin.connected() as socket:
        page = admin.run(socket, "ekspor")
        address = download(admin, socket, deferred_file(page, "Unduh hasil (Excel)"))
        path = "/" + address.lstrip("/")
        mine = admin.ask(path)
        assert mine.status == 200
        assert openpyxl.load_workbook(BytesIO(mine.body)).sheetnames
        theirs = stranger.ask(path)
        assert (theirs.status, theirs.body) == (401, b"")


@pytest.mark.parametrize("stranger", STRANGERS, indirect=True)
def test_a_stranger_uploads_nothing_into_an_open_page(stranger: Client, admin: Client) -> None:
    with admin.connected() as socket:
        admin.run(socket, "unggah")
        answer = stranger.ask(f"/_stcore/upload_file/{admin.session}/x", method="PUT", body=b"x")
        assert (answer.status, answer.body) == (401, b"")


def test_an_open_page_is_nobody_elses_to_upload_into_or_to_take_up(school: Server, admin: Client) -> None:
    """Whoever knows the name of a session, from a log of addresses, is still who they are."""
    with admin.connected() as socket:
        admin.run(socket, "unggah")
    teacher = Client(school, token_for(school, Role.TEACHER, cohorts=cohorts_of(school)[:1]))
    answer = teacher.ask(f"/_stcore/upload_file/{admin.session}/x", method="PUT", body=b"x")
    assert answer.status == 403
    with teacher.connected(again=admin.session) as socket:
        teacher.run(socket, "kohort")
    assert teacher.session != admin.session
    with admin.connected(again=admin.session) as socket:
        before = admin.session
        admin.run(socket, "kohort")
    assert admin.session == before


def test_another_site_and_another_name_are_refused_also_with_a_session(admin: Client) -> None:
    for origin in ("http://evil.example", "http://127.0.0.1:1", "null"):
        with pytest.raises(InvalidStatus) as refused, admin.connected(origin=origin):
            pass
        assert refused.value.response.status_code == 403
    assert admin.ask("/kohort", headers={"Host": "evil.example"}).status == 403
    assert admin.ask("/keluar", method="POST", headers={"Origin": "http://evil.example"}).status == 403


@pytest.mark.parametrize("name", ["clear_cache", "debug_shutdown_runtime", "debug_disconnect_websocket"])
def test_nobody_empties_the_caches_of_others_or_stops_the_server(name: str, admin: Client) -> None:
    asked = BackMsg()
    setattr(asked, name, True)
    with admin.connected() as socket:
        admin.run(socket, "kohort")
        socket.send(asked.SerializeToString())
        assert "Las Lanjutan" in words_of(admin.run(socket, "kohort"))


def test_a_session_that_ends_ends_for_an_open_connection_too(school: Server, admin: Client) -> None:
    with admin.connected() as socket:
        page = admin.run(socket, "ekspor")
        file_id = deferred_file(page, "Unduh hasil (Excel)")
        with store_behind(school) as store:
            end_session(store, token_sha256(admin.token or ""))
        asked = BackMsg()
        asked.backend_operation_request.request_id = "1"
        asked.backend_operation_request.session_id = admin.session
        asked.backend_operation_request.deferred_file.file_id = file_id
        seen = words_of(admin.send(socket, asked))
        assert "Anda sudah keluar" in seen
        assert "Las" not in seen
        assert "backend_operation_response" not in seen


@pytest.mark.parametrize("screen", ["kohort", "siswa", "ekspor", "unggah"])
def test_ids_of_other_cohorts_in_an_address_show_a_teacher_nothing_of_them(school: Server, screen: str) -> None:
    one, other = cohorts_of(school)
    teacher = Client(school, token_for(school, Role.TEACHER, cohorts=[one]))
    with teacher.connected() as socket:
        seen = words_of(teacher.run(socket, screen, f"kohort={other}&siswa=1"))
    assert "Las Lanjutan" not in seen
    assert screen == "siswa" or "Las Dasar" in seen


def test_a_role_that_changes_acts_at_the_next_click(school: Server) -> None:
    one, _ = cohorts_of(school)
    token = token_for(school, Role.INSTRUCTOR, cohorts=[one])
    instructor = Client(school, token)
    with instructor.connected() as socket:
        assert "Las Dasar" in words_of(instructor.run(socket, "unggah"))
        with store_behind(school) as store:
            account = next(each for each in load_accounts(store, LOCAL_USER) if each.username == "instructor")
            save_account(
                store, LOCAL_USER, username="instructor", display_name="Instruktur", role=Role.AUDITOR,
                account_id=account.id,
            )  # fmt: skip
        seen = words_of(instructor.run(socket, "unggah"))
        assert "Anda tidak berhak" in seen
        assert "Las Dasar" not in seen


def test_the_log_of_the_server_names_nobody(school: Server) -> None:
    said = school.said()
    for secret in ("Norhaliza", "siti.aminah", "0070000000"):
        assert secret not in said
    assert not re.search(r"\b\d{10}\b", said)


def test_garbage_ends_the_connection_and_not_the_server(admin: Client) -> None:
    with suppress(ConnectionClosed), admin.connected() as socket:
        socket.send(b"\xff" * 100)
        socket.recv(timeout=20)
    assert admin.ask("/_stcore/health").status == 200
