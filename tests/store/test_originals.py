import stat

import pytest

from capaian.access import LOCAL_USER, Actor, Role
from capaian.problems import Refused, StoreError
from capaian.reading import Answers, apply_answers, read_workbooks
from capaian.store import (
    Originals,
    load_imports,
    load_original,
    load_typed_marks,
    originals_key,
    save_cohort,
    save_import,
)  # fmt: skip
from tests.sheets import NAMES, book
from tests.store.dumps import dump


@pytest.fixture
def cohort(store):
    return save_cohort(store, LOCAL_USER, name="Angkatan 1")


def content(first=60):
    rows = [(f"00781200{i:02d}", name, first + i, 70 + i) for i, name in enumerate(NAMES[:3])]
    return book({"XI TKR 1": [("Kelas XI TKR 1",), (), ("NISN", "Nama Siswa", "Teknis Awal", "Teknis Akhir"), *rows]})


def test_the_file_comes_back_to_the_last_byte_and_lies_sealed(store, cohort, tmp_path):
    key = originals_key(tmp_path)
    files = [("nilai.xlsx", content())]
    done = save_import(store, LOCAL_USER, cohort, read_workbooks(files), originals=Originals(files, key))
    assert load_original(store, LOCAL_USER, done.import_id, 0, key=key) == files[0]
    (row,) = dump(store)["originals"]
    assert files[0][1] not in bytes(row[-1])
    assert load_imports(store, LOCAL_USER)["originals"].tolist() == [1]


def test_nothing_is_kept_unless_it_is_wanted(store, cohort, tmp_path):
    done = save_import(store, LOCAL_USER, cohort, read_workbooks([("nilai.xlsx", content())]))
    assert dump(store)["originals"] == []
    assert load_imports(store, LOCAL_USER)["originals"].tolist() == [0]
    for number in (0, 1, -1, 2**40, "0"):
        with pytest.raises(StoreError, match="tidak disimpan"):
            load_original(store, LOCAL_USER, done.import_id, number, key=originals_key(tmp_path))


def test_the_key_is_its_owner_s_alone_and_stays(tmp_path):
    key = originals_key(tmp_path)
    assert originals_key(tmp_path) == key
    assert stat.S_IMODE((tmp_path / "originals.key").stat().st_mode) == 0o600
    with pytest.raises(StoreError, match="Kunci berkas asli"):
        originals_key(tmp_path / "tidak ada")


def test_a_file_is_for_who_sees_all_that_is_in_it(store, cohort, tmp_path):
    key = originals_key(tmp_path)
    files = [("nilai.xlsx", content())]
    teacher = Actor(7, Role.TEACHER, frozenset({cohort}))
    done = save_import(store, teacher, cohort, read_workbooks(files), originals=Originals(files, key))
    for actor in (teacher, Actor(8, Role.TEACHER, frozenset({cohort})), Actor(9, Role.PRINCIPAL)):
        assert load_original(store, actor, done.import_id, 0, key=key) == files[0]
    for actor in (
        Actor(8, Role.TEACHER, frozenset({cohort + 1})),
        Actor(8, Role.TEACHER, frozenset({cohort}), frozenset({"XI TKR 1"})),
        Actor(8, Role.INSTRUCTOR, frozenset({cohort})),
        Actor(8, Role.AUDITOR),
    ):
        with pytest.raises(Refused):
            load_original(store, actor, done.import_id, 0, key=key)


def test_a_mark_typed_by_hand_is_known_as_such_and_keeps_what_was_written(store, cohort):
    reading = read_workbooks([("nilai.xlsx", content(first=599))])
    assert reading.blocked
    cells = {f"nilai.xlsx!XI TKR 1!C{4 + i}": f"6{i}" for i in range(3)}
    done = save_import(store, LOCAL_USER, cohort, apply_answers(reading, Answers(cells=cells)))
    table = load_typed_marks(store, LOCAL_USER, cohort)
    assert table[["phase", "raw", "typed", "import_id"]].to_numpy().tolist() == [
        ["before", "599", "60", done.import_id],
        ["before", "600", "61", done.import_id],
        ["before", "601", "62", done.import_id],
    ]
    again = save_import(store, LOCAL_USER, cohort, read_workbooks([("baru.xlsx", content(first=61))]))
    assert again.changed == 3
    assert load_typed_marks(store, LOCAL_USER, cohort).empty
