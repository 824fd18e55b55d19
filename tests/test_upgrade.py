"""`python upgrade.py`: a newer program takes this one's place with the data kept, and the older one comes back."""

import hashlib
import shutil
import socket
import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest

from capaian.access import LOCAL_USER
from capaian.store import migrate, open_store, save_school

ROOT = Path(__file__).resolve().parent.parent
PROGRAM = ("app.py", "start.py", "upgrade.py", "requirements.txt", "capaian")
NEWER_TABLES = """
revision = "9999"
down_revision = "{before}"


def upgrade() -> None:
    pass
"""
Installed = tuple[Path, Path]


def program(folder: Path, version: str) -> Path:
    folder.mkdir()
    for name in PROGRAM:
        source = ROOT / name
        if source.is_dir():
            shutil.copytree(source, folder / name)
        else:
            shutil.copy2(source, folder / name)
    (folder / "version.txt").write_text(version)
    return folder


@pytest.fixture
def installed(tmp_path: Path) -> Installed:
    """A program that is set up, with a school's database, and a newer one beside it."""
    here = program(tmp_path / "capaian", "old")
    python = here / ".venv" / "bin" / "python"
    python.parent.mkdir(parents=True)
    python.write_text(f'#!/bin/sh\nexec {sys.executable} "$@"\n')
    python.chmod(0o755)
    stamp = hashlib.sha256((here / "requirements.txt").read_bytes()).hexdigest()
    (here / ".venv" / "installed.txt").write_text(stamp)
    (here / "catatan sekolah.txt").write_text("milik sekolah")
    (here / "data").mkdir()
    store = open_store(f"sqlite:///{here / 'data' / 'capaian.db'}")
    migrate(store)
    save_school(store, LOCAL_USER, name="SMK Rekaan", time_zone="Asia/Makassar")
    store.close()
    return here, program(tmp_path / "baru", "new")


def call(here: Path, *arguments: str, **environment: str) -> tuple[int, str]:
    port = {
        "CAPAIAN_PORT": str(free_port()),
        "PATH": "/usr/bin:/bin",
        "PIP_NO_INDEX": "1",
        "PIP_CONFIG_FILE": "/dev/null",
    }
    command = [sys.executable, *arguments]
    done = subprocess.run(command, cwd=here, env={**port, **environment}, capture_output=True, text=True)
    return done.returncode, done.stdout + done.stderr


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def schools(here: Path) -> list[str]:
    with sqlite3.connect(here / "data" / "capaian.db") as connection:
        found = [row[0] for row in connection.execute("SELECT name FROM schools")]
    connection.close()
    return found


def revision(database: Path) -> str:
    with sqlite3.connect(database) as connection:
        (found,) = connection.execute("SELECT version_num FROM alembic_version").fetchone()
    connection.close()
    return found


def newer_tables(folder: Path) -> None:
    """The newer program has one more step of tables, which an older program refuses."""
    versions = folder / "capaian" / "store" / "migrations" / "versions"
    last = max(path.name[:4] for path in versions.glob("0*.py"))
    (versions / "9999_newer.py").write_text(NEWER_TABLES.format(before=last))


def test_a_newer_program_takes_its_place_and_the_older_one_comes_back_with_its_data(installed: Installed) -> None:
    here, newer = installed
    newer_tables(newer)
    before = revision(here / "data" / "capaian.db")
    code, said = call(here, "upgrade.py", str(newer))
    assert code == 0, said
    assert (here / "version.txt").read_text() == "new"
    assert (revision(here / "data" / "capaian.db"), schools(here)) == ("9999", ["SMK Rekaan"])
    assert list((here / "data" / "backups").glob("*-manual.tar.gz"))
    code, said = call(here, "upgrade.py", "--back")
    assert code == 0, said
    assert (here / "version.txt").read_text() == "old"
    assert (revision(here / "data" / "capaian.db"), schools(here)) == (before, ["SMK Rekaan"])
    (aside,) = (here / "data").glob("capaian.db.newer-*")
    assert revision(aside) == "9999"
    assert (here / "catatan sekolah.txt").read_text() == "milik sekolah"
    assert not (here / "previous").exists()


def test_where_the_tables_did_not_change_what_was_saved_since_stays(installed: Installed) -> None:
    here, newer = installed
    assert call(here, "upgrade.py", str(newer))[0] == 0
    with sqlite3.connect(here / "data" / "capaian.db") as connection:
        connection.execute("UPDATE schools SET name = 'SMK Sesudahnya'")
    connection.close()
    assert call(here, "upgrade.py", "--back")[0] == 0
    assert ((here / "version.txt").read_text(), schools(here)) == ("old", ["SMK Sesudahnya"])


def test_a_program_that_cannot_be_set_up_leaves_the_one_before(installed: Installed) -> None:
    here, newer = installed
    (newer / "requirements.txt").write_text("tiada-di-mana-pun==1.0\n")
    (newer / "start.py").write_text("raise SystemExit(1)")
    code, said = call(here, "upgrade.py", str(newer))
    assert (code, "versi sebelumnya dikembalikan" in said) == (1, True), said
    assert ((here / "version.txt").read_text(), schools(here)) == ("old", ["SMK Rekaan"])
    assert (here / ".venv" / "bin" / "python").read_text().startswith("#!/bin/sh")
    assert "download" in (here / "start.py").read_text()


def test_nothing_changes_while_the_server_runs_or_without_a_newer_program(installed: Installed) -> None:
    here, newer = installed
    with socket.socket() as server:
        server.bind(("127.0.0.1", 0))
        server.listen()
        code, said = call(here, "upgrade.py", str(newer), CAPAIAN_PORT=str(server.getsockname()[1]))
    assert (code, "masih menyala" in said) == (1, True)
    assert call(here, "upgrade.py", str(here))[0] == 1
    assert call(here, "upgrade.py", "--back")[0] == 1
    assert call(here, "upgrade.py")[0] == 2
    assert (here / "version.txt").read_text() == "old"
