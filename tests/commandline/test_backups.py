"""`python -m capaian backup` and `restore`."""

from collections.abc import Callable
from pathlib import Path

import pytest

from capaian.__main__ import main
from capaian.access import LOCAL_USER
from capaian.settings import load_settings
from capaian.store import load_cohorts, migrate, open_store, save_cohort, save_school, sealing

Call = Callable[..., tuple[int, str]]


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A data folder with a school of one cohort."""
    monkeypatch.setenv("CAPAIAN_DATA_FOLDER", str(tmp_path))
    change(lambda store: (migrate(store), save_school(store, LOCAL_USER, name="SMK Rekaan", time_zone="Asia/Makassar")))
    change(lambda store: save_cohort(store, LOCAL_USER, name="Satu"))
    return tmp_path


@pytest.fixture
def call(capsys: pytest.CaptureFixture[str]) -> Call:
    def called(*arguments: str) -> tuple[int, str]:
        code = main(list(arguments))
        out = capsys.readouterr()
        return code, out.out + out.err

    return called


def change(act):
    store = open_store(load_settings().school_database_url)
    try:
        return act(store)
    finally:
        store.close()


def names() -> list[str]:
    return change(lambda store: [cohort.name for cohort in load_cohorts(store, LOCAL_USER)])


def test_a_backup_is_made_listed_opened_and_restored(folder: Path, call: Call) -> None:
    code, said = call("backup")
    assert (code, "dibuat dan diperiksa" in said) == (0, True)
    (file,) = (folder / "backups").glob("*.tar.gz")
    assert file.name in call("backup", "--list")[1]
    code, said = call("backup", "--verify")
    assert (code, "1 dari 1 cadangan utuh." in said) == (0, True)
    change(lambda store: save_cohort(store, LOCAL_USER, name="Dua"))
    code, said = call("restore", file.name)
    assert code == 0
    assert "Isi sebelumnya disisihkan: capaian-" in said
    assert names() == ["Satu"]
    assert call("restore", str(folder / "tiada.tar.gz")) == (
        2,
        f"Cadangan {folder / 'tiada.tar.gz'} tidak ada. Lihat yang ada: python -m capaian backup --list\n",
    )


def test_a_backup_that_is_not_whole_is_named_and_the_code_is_1(folder: Path, call: Call) -> None:
    call("backup")
    (file,) = (folder / "backups").glob("*.tar.gz")
    file.write_bytes(file.read_bytes()[:-300])
    code, said = call("backup", "--verify")
    assert code == 1
    assert f"✕ {file.name}" in said
    assert "0 dari 1 cadangan utuh." in said


@pytest.mark.parametrize("damage", ["gone", "no database", "pages"])
def test_a_lost_or_damaged_database_comes_back_and_the_damaged_file_is_kept(
    folder: Path, call: Call, damage: str
) -> None:
    call("backup")
    (backup,) = (folder / "backups").glob("*.tar.gz")
    live = folder / "capaian.db"
    content = live.read_bytes()
    if damage == "gone":
        live.unlink()
    elif damage == "no database":
        live.write_bytes(b"bukan basis data" * 1000)
    else:
        live.write_bytes(content[:8192] + b"\xff" * (len(content) - 8192))
    code, said = call("restore", backup.name)
    assert code == 0, said
    assert names() == ["Satu"]
    kept = [*folder.glob("capaian.db.damaged-*Z"), *(folder / "backups").glob("*restoring*")]
    assert len(kept) == (damage != "gone")
    assert call("doctor")[0] == 0


def test_an_open_program_goes_on_with_the_file_that_took_the_place_of_a_damaged_one(folder: Path, call: Call) -> None:
    call("backup")
    (backup,) = (folder / "backups").glob("*.tar.gz")
    store = open_store(load_settings().school_database_url)
    assert len(load_cohorts(store, LOCAL_USER)) == 1
    (folder / "capaian.db").write_bytes(b"bukan basis data" * 1000)
    assert call("restore", backup.name)[0] == 0
    assert [cohort.name for cohort in load_cohorts(store, LOCAL_USER)] == ["Satu"]
    save_cohort(store, LOCAL_USER, name="Dua")
    store.close()
    assert sorted(names()) == ["Dua", "Satu"]


def test_a_sealed_backup_needs_its_passphrase(folder: Path, call: Call, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sealing, "_COST", 2)
    monkeypatch.setenv("CAPAIAN_BACKUP_PASSPHRASE", "kuda batu hujan")
    assert call("backup")[0] == 0
    (file,) = (folder / "backups").glob("*.sealed")
    monkeypatch.setenv("CAPAIAN_BACKUP_PASSPHRASE", "kuda batu panas")
    code, said = call("restore", file.name)
    assert (code, "tidak terbuka" in said) == (2, True)
    monkeypatch.setenv("CAPAIAN_BACKUP_PASSPHRASE", "")
    assert "terkunci" in call("restore", file.name)[1]
    monkeypatch.setenv("CAPAIAN_BACKUP_PASSPHRASE", "kuda batu hujan")
    assert call("restore", file.name)[0] == 0
