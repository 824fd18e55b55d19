"""Who is asking, and what is kept for whom."""

from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from capaian.access import LOCAL_USER, VISITOR, Actor, Role, token_sha256
from capaian.store import assign_cohorts, end_session, save_account, save_cohort
from capaian.web import identity
from capaian.web.identity import Asking, forget_others, sign_out, who_is_asking
from capaian.web.schools import store_of
from tests.people import account_of, first_administrator, session_of

TOKEN = "t" * 43


@pytest.fixture
def screen(monkeypatch: pytest.MonkeyPatch) -> Any:
    """Stands in for Streamlit: cookies and what a session keeps."""
    screen = SimpleNamespace(context=SimpleNamespace(cookies={"capaian_session": TOKEN}), session_state={})
    monkeypatch.setattr(identity, "st", screen)
    return screen


def test_a_cookie_is_whoever_signed_in_with_it_until_the_session_ends(data_folder: Path, screen: Any) -> None:
    admin = first_administrator(store_of("own"))
    session_of(store_of("own"), TOKEN)
    asking = who_is_asking()
    assert asking is not None
    assert (asking.actor, asking.username, asking.is_visitor) == (admin, "siti.aminah", False)
    end_session(store_of("own"), token_sha256(TOKEN))
    assert who_is_asking() is None


def test_a_change_of_role_or_task_acts_at_once(data_folder: Path, screen: Any) -> None:
    store = store_of("own")
    first_administrator(store)
    teacher = account_of(store, Role.TEACHER).account_id or 0
    session_of(store, TOKEN, username="teacher")
    cohort = save_cohort(store, LOCAL_USER, name="Las Dasar")
    assign_cohorts(store, LOCAL_USER, teacher, cohorts=[cohort])
    asking = who_is_asking()
    assert asking is not None
    assert asking.actor.cohorts == {cohort}
    save_account(
        store, LOCAL_USER, username="teacher", display_name="Guru", role=Role.PRINCIPAL, account_id=teacher
    )  # fmt: skip
    asking = who_is_asking()
    assert asking is not None
    assert asking.actor.role is Role.PRINCIPAL


def test_without_an_account_whoever_sits_here_is_a_visitor_and_with_one_nobody(data_folder: Path, screen: Any) -> None:
    assert who_is_asking() == Asking(VISITOR)
    first_administrator(store_of("own"))
    assert who_is_asking() is None


def test_what_was_kept_for_one_is_not_there_for_another(screen: Any) -> None:
    siti, noor = (Asking(Actor(n, Role.TEACHER)) for n in (1, 2))
    for asking, left in [(siti, False), (siti, True), (noor, False), (None, False), (siti, False)]:
        forget_others(asking)
        assert ("upload_read" in screen.session_state) is left
        screen.session_state["upload_read"] = "rahasia"


def test_another_role_of_the_same_account_starts_afresh(screen: Any) -> None:
    forget_others(Asking(Actor(1, Role.TEACHER)))
    screen.session_state["x"] = 1
    forget_others(Asking(Actor(1, Role.TEACHER, frozenset({4}))))
    assert "x" in screen.session_state
    forget_others(Asking(Actor(1, Role.PRINCIPAL)))
    assert "x" not in screen.session_state


def test_signing_out_ends_the_session_of_this_browser(data_folder: Path, screen: Any) -> None:
    first_administrator(store_of("own"))
    session_of(store_of("own"), TOKEN)
    session_of(store_of("own"), "o" * 43)
    sign_out()
    assert who_is_asking() is None
    screen.context.cookies["capaian_session"] = "o" * 43
    assert who_is_asking() is not None
