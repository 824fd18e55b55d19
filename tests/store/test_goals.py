import datetime

import pytest

from capaian.access import LOCAL_USER
from capaian.problems import StoreError
from capaian.store import Target, data_version, load_audit, load_goals, lock_cohort, save_cohort, save_goal

AT = datetime.datetime(2025, 8, 25, 1, tzinfo=datetime.UTC)


@pytest.fixture
def cohort(store):
    return save_cohort(store, LOCAL_USER, name="Las Dasar")


def test_nothing_is_wanted_of_a_new_cohort(store, cohort):
    assert load_goals(store, LOCAL_USER, cohort) == {}


def test_a_target_is_kept_with_the_instant_at_which_it_was_set(store, cohort):
    save_goal(store, LOCAL_USER, cohort, "teknis", mean_gain=12.5, pass_share=None, at=AT)
    save_goal(store, LOCAL_USER, cohort, "karakter", mean_gain=None, pass_share=0.8, at=AT)
    assert load_goals(store, LOCAL_USER, cohort) == {
        "teknis": Target(12.5, None, AT),
        "karakter": Target(None, 0.8, AT),
    }


def test_a_target_set_again_carries_the_later_instant(store, cohort):
    later = AT + datetime.timedelta(days=40)
    save_goal(store, LOCAL_USER, cohort, "teknis", mean_gain=12.5, pass_share=0.5, at=AT)
    save_goal(store, LOCAL_USER, cohort, "teknis", mean_gain=5, pass_share=None, at=later)
    assert load_goals(store, LOCAL_USER, cohort) == {"teknis": Target(5, None, later)}


def test_a_target_of_nothing_is_taken_back(store, cohort):
    save_goal(store, LOCAL_USER, cohort, "teknis", mean_gain=12.5, pass_share=0.5)
    save_goal(store, LOCAL_USER, cohort, "teknis", mean_gain=None, pass_share=None)
    assert load_goals(store, LOCAL_USER, cohort) == {}


@pytest.mark.parametrize(
    ("gain", "share", "sentence"),
    [
        (-1, None, "Target kenaikan"),
        (101, None, "Target kenaikan"),
        (float("nan"), None, "Target kenaikan"),
        (None, 1.01, "mencapai KKM"),
        (None, -0.1, "mencapai KKM"),
    ],
)
def test_what_can_be_no_target_is_refused_with_a_sentence(gain, share, sentence, store, cohort):
    with pytest.raises(StoreError, match=sentence):
        save_goal(store, LOCAL_USER, cohort, "teknis", mean_gain=gain, pass_share=share)
    assert load_goals(store, LOCAL_USER, cohort) == {}


def test_the_target_of_a_cohort_that_was_signed_off_stays(store, cohort):
    save_goal(store, LOCAL_USER, cohort, "teknis", mean_gain=12.5, pass_share=None, at=AT)
    lock_cohort(store, LOCAL_USER, cohort)
    with pytest.raises(StoreError):
        save_goal(store, LOCAL_USER, cohort, "teknis", mean_gain=1, pass_share=None)
    assert load_goals(store, LOCAL_USER, cohort) == {"teknis": Target(12.5, None, AT)}


def test_a_change_is_written_down_and_makes_the_data_another(store, cohort):
    version = data_version(store, cohort)
    save_goal(store, LOCAL_USER, cohort, "teknis", mean_gain=12.5, pass_share=None)
    assert data_version(store, cohort) > version
    assert "goal_saved" in list(load_audit(store, LOCAL_USER)["action"])
