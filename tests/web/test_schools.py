from pathlib import Path

import pytest

from capaian.access import LOCAL_USER
from capaian.store import is_current, load_school, save_school
from capaian.web.schools import demo_is_ready, open_demo, store_of, which_school


@pytest.mark.parametrize(
    "cookies", [{}, {"capaian_school": "own"}, {"capaian_school": "demo"}, {"capaian_school": "x"}]
)
def test_a_browser_without_a_demonstration_sees_the_schools_own(data_folder: Path, cookies: dict[str, str]) -> None:
    assert which_school(cookies) == "own"
    assert not (data_folder / "demo.db").exists()


def test_the_own_database_is_brought_up_to_date_when_opened(data_folder: Path) -> None:
    store = store_of("own")
    assert is_current(store)
    assert load_school(store, LOCAL_USER) is None
    assert store_of("own") is store


def test_the_demonstration_is_made_once_and_apart(data_folder: Path) -> None:
    assert not demo_is_ready()
    first = open_demo()
    assert demo_is_ready()
    assert open_demo() is first
    school = load_school(first, LOCAL_USER)
    assert school is not None
    assert school.is_demo
    assert load_school(store_of("own"), LOCAL_USER) is None
    assert which_school({"capaian_school": "demo"}) == "demo"
    assert which_school({"capaian_school": "own"}) == "own"
    assert which_school({}) == "own"


def test_the_demonstration_does_not_touch_the_own_school(data_folder: Path) -> None:
    save_school(store_of("own"), LOCAL_USER, name="SMK Harapan Rekaan", time_zone="Asia/Makassar")
    open_demo()
    own = load_school(store_of("own"), LOCAL_USER)
    assert own is not None
    assert (own.name, own.is_demo) == ("SMK Harapan Rekaan", False)
