"""PostgreSQL servers of Debian's package, each in a folder of its own on a free port of this computer."""

import os
import shutil
import socket
import subprocess
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from pathlib import Path

import sqlalchemy as sa

PACKAGED = Path("/usr/lib/postgresql")
_SETTINGS = (
    "fsync=off",
    "full_page_writes=off",
    "synchronous_commit=off",
    "listen_addresses=127.0.0.1",
    "max_wal_size=8GB",
)


@contextmanager
def servers(n: int, *settings: str) -> Iterator[list[sa.URL]]:
    """n servers, careless of power cuts, gone afterwards; the addresses of their databases `postgres`."""
    with ExitStack() as stack:
        yield [stack.enter_context(_server(settings)) for _ in range(n)]


@contextmanager
def _server(settings: Sequence[str]) -> Iterator[sa.URL]:
    programs = max(PACKAGED.glob("*/bin"), key=lambda folder: int(folder.parent.name))
    folder = Path(tempfile.mkdtemp(prefix="capaian-pg-"))
    if os.getuid() == 0:  # postgres refuses to be root
        shutil.chown(folder, "postgres")
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    data = folder / "data"
    _run(
        programs / "initdb", "-D", data, "-U", "postgres", "-A", "trust", "--no-sync", "-E", "UTF8", "--locale=C.UTF-8"
    )
    given = [*_SETTINGS, *settings, f"port={port}", f"unix_socket_directories={folder}"]
    told = " ".join(f"-c {setting}" for setting in given)
    control = (programs / "pg_ctl", "-D", data, "-w", "-l", folder / "log")
    _run(*control, "-o", told, "start")
    try:
        yield sa.URL.create("postgresql+psycopg", "postgres", host="127.0.0.1", port=port, database="postgres")
    finally:
        _run(*control, "-m", "immediate", "stop")
        shutil.rmtree(folder, ignore_errors=True)


def _run(*command: str | Path) -> None:
    """As whoever may run a server. Its output goes to a file: a server that was started would hold a pipe open."""
    user = "postgres" if os.getuid() == 0 else None
    with tempfile.TemporaryFile() as said:
        told = [str(part) for part in command]
        if subprocess.run(told, user=user, cwd="/", stdout=said, stderr=said, check=False).returncode:
            said.seek(0)
            raise RuntimeError(f"{command[0]}: {said.read().decode(errors='replace')}")
