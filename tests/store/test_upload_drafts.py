import datetime

import pytest

from capaian.access import LOCAL_USER, Actor, Role
from capaian.problems import Refused, StoreError
from capaian.reading import Answers
from capaian.store import (
    drop_draft,
    load_draft,
    originals_key,
    save_cohort,
    save_draft,
)  # fmt: skip
from tests.store.dumps import dump

NOW = datetime.datetime(2026, 6, 20, 7, tzinfo=datetime.UTC)
FILES = [("nilai.xlsx", b"PK satu"), ("dua.xlsx", b"PK dua")]
ANSWERS = Answers(cells={"nilai.xlsx!A!C3": "86"}, students={"nilai.xlsx!A!5": "skip"})


@pytest.fixture
def cohort(store):
    return save_cohort(store, LOCAL_USER, name="Angkatan 1")


def test_an_upload_left_is_found_again_without_its_files(store, cohort):
    save_draft(store, LOCAL_USER, cohort_id=cohort, answers=ANSWERS, files=FILES, at=NOW)
    draft = load_draft(store, LOCAL_USER, at=NOW)
    assert draft is not None
    assert (draft.cohort_id, draft.answers, draft.at) == (cohort, ANSWERS, NOW)
    assert [(file.name, file.content) for file in draft.files] == [("nilai.xlsx", None), ("dua.xlsx", None)]
    assert len({file.sha256 for file in draft.files}) == 2
    assert not any(b"PK" in bytes(row[-1] or b"") for row in dump(store)["draft_files"])


def test_with_a_key_the_files_are_kept_sealed(store, cohort, tmp_path):
    key = originals_key(tmp_path)
    save_draft(store, LOCAL_USER, cohort_id=cohort, answers=ANSWERS, files=FILES, key=key, at=NOW)
    kept = [row[-1] for row in dump(store)["draft_files"]]
    assert all(kept)
    assert not any(content in bytes(row) for row in kept for _, content in FILES)
    draft = load_draft(store, LOCAL_USER, key=key, at=NOW)
    assert draft is not None
    assert [(file.name, file.content) for file in draft.files] == FILES
    (tmp_path / "lain").mkdir()
    with pytest.raises(StoreError, match="kuncinya berbeda"):
        load_draft(store, LOCAL_USER, key=originals_key(tmp_path / "lain"), at=NOW)


def test_the_next_upload_takes_the_place_of_the_one_before(store, cohort):
    save_draft(store, LOCAL_USER, cohort_id=cohort, answers=ANSWERS, files=FILES, at=NOW)
    save_draft(store, LOCAL_USER, cohort_id=None, answers=Answers(), files=FILES[:1], at=NOW)
    draft = load_draft(store, LOCAL_USER, at=NOW)
    assert draft is not None
    assert (draft.cohort_id, draft.answers, len(draft.files)) == (None, Answers(), 1)


def test_each_account_has_its_own(store, cohort):
    one, two = (Actor(account, Role.TEACHER, frozenset({cohort})) for account in (7, 8))
    save_draft(store, one, cohort_id=cohort, answers=ANSWERS, files=FILES, at=NOW)
    assert load_draft(store, two, at=NOW) is None
    drop_draft(store, two)
    assert load_draft(store, one, at=NOW) is not None
    drop_draft(store, one)
    assert load_draft(store, one, at=NOW) is None
    assert dump(store)["draft_files"] == []


def test_after_a_week_it_is_gone(store, cohort):
    teacher = Actor(7, Role.TEACHER, frozenset({cohort}))
    save_draft(store, teacher, cohort_id=cohort, answers=ANSWERS, files=FILES, at=NOW)
    later = NOW + datetime.timedelta(days=7, seconds=1)
    assert load_draft(store, teacher, at=NOW + datetime.timedelta(days=7)) is not None
    save_draft(store, LOCAL_USER, cohort_id=None, answers=Answers(), files=[], at=later)
    assert [row[1] for row in dump(store)["import_drafts"]] == [0]
    assert dump(store)["draft_files"] == []


def test_whoever_asks_after_a_week_leaves_nothing_of_it(store, cohort):
    teacher, other = (Actor(account, Role.TEACHER, frozenset({cohort})) for account in (7, 8))
    save_draft(store, teacher, cohort_id=cohort, answers=ANSWERS, files=FILES, at=NOW)
    assert load_draft(store, other, at=NOW + datetime.timedelta(days=7)) is None
    assert len(dump(store)["draft_files"]) == 2
    assert load_draft(store, other, at=NOW + datetime.timedelta(days=7, seconds=1)) is None
    assert (dump(store)["import_drafts"], dump(store)["draft_files"]) == ([], [])


def test_a_cohort_that_was_taken_away_is_not_told(store, cohort):
    other = save_cohort(store, LOCAL_USER, name="Angkatan 2")
    teacher, moved = (Actor(7, Role.TEACHER, frozenset({each})) for each in (cohort, other))
    save_draft(store, teacher, cohort_id=cohort, answers=ANSWERS, files=FILES, at=NOW)
    draft = load_draft(store, moved, at=NOW)
    assert draft is not None
    assert draft.cohort_id is None
    with pytest.raises(Refused):
        save_draft(store, moved, cohort_id=cohort, answers=ANSWERS, files=FILES, at=NOW)


def test_who_may_import_nothing_has_no_upload(store, cohort):
    for actor in (Actor(9, Role.PRINCIPAL), Actor(9, Role.TEACHER)):
        with pytest.raises(Refused):
            save_draft(store, actor, cohort_id=None, answers=ANSWERS, files=FILES)
        for ask in (load_draft, drop_draft):
            with pytest.raises(Refused):
                ask(store, actor)
