import io
import json
import tarfile
from dataclasses import asdict, replace
from pathlib import Path

import pytest

from capaian.problems import StoreError
from capaian.store.backup_files import Manifest, manifest_of, unpack_backup, write_backup

AT = "2026-11-25T01:30:00.000000+00:00"


@pytest.fixture
def manifest(sqlite_path: Path) -> Manifest:
    return manifest_of(sqlite_path, made_at=AT, reason="daily")


def backup_of(sqlite_path: Path, manifest: Manifest, passphrase: str = "") -> bytes:
    file = io.BytesIO()
    write_backup(file, sqlite_path, manifest, passphrase=passphrase)
    return file.getvalue()


def archive(*members: tuple[str, bytes], kind: bytes = tarfile.REGTYPE) -> bytes:
    file = io.BytesIO()
    with tarfile.open(mode="w:gz", fileobj=file) as told:
        for name, content in members:
            head = tarfile.TarInfo(name)
            head.size, head.type = len(content), kind
            told.addfile(head, io.BytesIO(content))
    return file.getvalue()


def test_a_manifest_counts_every_table(sqlite_path, manifest):
    assert manifest.rows["schools"] == 0
    assert manifest.rows["alembic_version"] == 1
    assert manifest.size == sqlite_path.stat().st_size
    assert len(manifest.sha256) == 64


@pytest.mark.parametrize("passphrase", ["", "kuda batu hujan"])
def test_the_database_comes_out_byte_for_byte(sqlite_path, tmp_path, manifest, passphrase):
    told = backup_of(sqlite_path, manifest, passphrase)
    assert unpack_backup(io.BytesIO(told), tmp_path / "out.db", passphrase=passphrase) == manifest
    assert (tmp_path / "out.db").read_bytes() == sqlite_path.read_bytes()
    assert (b"CREATE TABLE" in told) is False


def test_one_that_is_not_sealed_opens_with_any_tool(sqlite_path, manifest):
    with tarfile.open(fileobj=io.BytesIO(backup_of(sqlite_path, manifest))) as told:
        assert told.getnames() == ["manifest.json", "capaian.db"]


def test_a_sealed_one_without_a_passphrase_is_said_to_be_locked(sqlite_path, tmp_path, manifest):
    told = backup_of(sqlite_path, manifest, "kuda batu hujan")
    with pytest.raises(StoreError, match="terkunci"):
        unpack_backup(io.BytesIO(told), tmp_path / "out.db", passphrase="")
    with pytest.raises(StoreError, match="tidak terbuka"):
        unpack_backup(io.BytesIO(told), tmp_path / "out.db", passphrase="kuda batu panas")


@pytest.mark.parametrize(
    ("told", "said"),
    [
        (b"", "bukan cadangan"),
        (b"PK\x03\x04" + bytes(600), "bukan cadangan"),
        (b"\x1f\x8b" + bytes(600), "rusak"),
        (archive(), "bukan cadangan"),
        (archive(("lain.json", b"{}")), "bukan cadangan"),
        (archive(("manifest.json", b"[]")), "bukan cadangan"),
        (archive(("manifest.json", b"{}")), "bukan cadangan"),
        (archive(("manifest.json", b"\xff")), "bukan cadangan"),
        (archive(("manifest.json", b" " * (1 << 21))), "bukan cadangan"),
        (archive(("manifest.json", b""), kind=tarfile.SYMTYPE), "bukan cadangan"),
    ],
    ids=[
        "empty",
        "other archive",
        "damaged",
        "nothing in it",
        "another file in it",
        "manifest a list",
        "manifest empty",
        "manifest no text",
        "manifest too long",
        "manifest a link",
    ],
)
def test_what_is_no_backup_is_a_sentence_and_leaves_no_file(tmp_path, told, said):
    with pytest.raises(StoreError, match=said):
        unpack_backup(io.BytesIO(told), tmp_path / "out.db", passphrase="")
    assert not (tmp_path / "out.db").exists()


@pytest.mark.parametrize(
    "change",
    [
        {"sha256": "0" * 64}, {"size": 1}, {"rows": {}}, {"format": 2}, {"rows": []},
    ],
)  # fmt: skip
def test_a_manifest_that_tells_something_else_is_refused(sqlite_path, tmp_path, manifest, change):
    told = json.dumps(asdict(manifest) | change).encode()
    given = archive(("manifest.json", told), ("capaian.db", sqlite_path.read_bytes()))
    with pytest.raises(StoreError):
        unpack_backup(io.BytesIO(given), tmp_path / "out.db", passphrase="")


def test_a_third_member_is_refused(sqlite_path, tmp_path, manifest):
    told = json.dumps(asdict(manifest)).encode()
    given = archive(("manifest.json", told), ("capaian.db", sqlite_path.read_bytes()), ("lain", b"x"))
    with pytest.raises(StoreError, match="rusak"):
        unpack_backup(io.BytesIO(given), tmp_path / "out.db", passphrase="")


def test_a_damaged_database_is_seen_even_where_the_manifest_agrees(sqlite_path, tmp_path, manifest):
    content = bytearray(sqlite_path.read_bytes())
    content[5 * 4096 : 6 * 4096] = b"\xff" * 4096
    sqlite_path.write_bytes(content)
    import hashlib

    told = replace(manifest, sha256=hashlib.sha256(content).hexdigest())
    with pytest.raises(StoreError, match="rusak"):
        unpack_backup(io.BytesIO(backup_of(sqlite_path, told)), tmp_path / "out.db", passphrase="")
    with pytest.raises(StoreError, match="rusak"):
        manifest_of(sqlite_path, made_at=AT, reason="daily")


def test_a_cut_off_download_is_refused_wherever_it_was_cut(sqlite_path, tmp_path, manifest):
    told = backup_of(sqlite_path, manifest)
    for n in range(10, len(told) - 1, len(told) // 20):
        with pytest.raises(StoreError):
            unpack_backup(io.BytesIO(told[:n]), tmp_path / f"{n}.db", passphrase="")
