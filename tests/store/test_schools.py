from typing import Any, cast

import pytest

from capaian.access import LOCAL_USER, Actor, Role
from capaian.problems import Refused, StoreError
from capaian.store import data_version, load_school, save_cohort, save_school
from capaian.store.schools import School


def test_before_it_is_set_up_there_is_no_school(bare_store):
    assert load_school(bare_store, LOCAL_USER) is None
    assert data_version(bare_store) == 0
    with pytest.raises(StoreError, match="belum disiapkan"):
        save_cohort(bare_store, LOCAL_USER, name="Angkatan 1")


def test_a_school_is_set_up_and_renamed(bare_store):
    save_school(bare_store, LOCAL_USER, name="  SMK  Uji Coba ", time_zone="Asia/Makassar")
    assert load_school(bare_store, LOCAL_USER) == School("SMK Uji Coba", "Asia/Makassar", is_demo=False)
    save_school(bare_store, LOCAL_USER, name="SMK Uji Coba 2", time_zone="Asia/Jakarta")
    assert load_school(bare_store, LOCAL_USER) == School("SMK Uji Coba 2", "Asia/Jakarta", is_demo=False)


@pytest.mark.parametrize(
    ("name", "time_zone", "said"),
    [
        ("", "Asia/Makassar", "1 sampai 200"),
        (" \n ", "Asia/Makassar", "1 sampai 200"),
        ("S" * 201, "Asia/Makassar", "1 sampai 200"),
        ("SMK", "Asia/Banjarmasin", "tidak dikenal"),
        ("SMK", "", "tidak dikenal"),
        ("SMK", "../../etc/passwd", "tidak dikenal"),
    ],
)
def test_what_cannot_be_a_school_is_said(bare_store, name, time_zone, said):
    with pytest.raises(StoreError, match=said):
        save_school(bare_store, LOCAL_USER, name=name, time_zone=time_zone)
    assert load_school(bare_store, LOCAL_USER) is None


def test_every_change_gives_the_data_another_version(store):
    seen = [data_version(store)]
    cohort = save_cohort(store, LOCAL_USER, name="Angkatan 1")
    seen.append(data_version(store))
    other = save_cohort(store, LOCAL_USER, name="Angkatan 2")
    seen.append(data_version(store))
    assert seen == sorted(set(seen))
    before = data_version(store, cohort)
    save_cohort(store, LOCAL_USER, name="Angkatan 2b", cohort_id=other)
    assert data_version(store, cohort) == before
    assert data_version(store, other) == data_version(store)


@pytest.mark.parametrize("forged", [None, "administrator", Actor(None, cast(Any, "administrator"))])
def test_a_forged_actor_is_refused(store, forged):
    for ask in (
        lambda: load_school(store, forged),
        lambda: save_school(store, forged, name="SMK Lain", time_zone="Asia/Makassar"),
    ):
        with pytest.raises(Refused):
            ask()


def test_only_an_administrator_renames_the_school(store):
    for role in set(Role) - {Role.ADMINISTRATOR}:
        with pytest.raises(Refused):
            save_school(store, Actor(1, role), name="SMK Lain", time_zone="Asia/Makassar")
    assert load_school(store, LOCAL_USER) == School("SMK Uji Coba", "Asia/Makassar", is_demo=False)
