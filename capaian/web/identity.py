"""Who is asking, asked anew at every run: a sign-out, a revocation, another role act at the next click."""

from dataclasses import dataclass
from typing import Final

import streamlit as st

from capaian.access import VISITOR, Actor
from capaian.store import end_session
from capaian.web.schools import store_of
from capaian.web.sessions import session_key, signed_in, visitors_may_come

_LAST: Final = "capaian_account"


@dataclass(frozen=True, slots=True)
class Asking:
    """Who is asking. name, username: empty for a visitor. session: the id of this sign-in, None for a visitor."""

    actor: Actor
    name: str = ""
    username: str = ""
    session: int | None = None

    @property
    def is_visitor(self) -> bool:
        """Whether nobody has signed in: on a single computer, before the first account."""
        return self.actor.account_id is None


def who_is_asking() -> Asking | None:
    """Who the browser's cookie belongs to now; None: whoever it was is no longer signed in.

    The one function that tests of pages replace (AppTest has no cookies).
    """
    signed = signed_in(st.context.cookies)
    if signed is not None:
        return Asking(signed.actor, signed.display_name, signed.username, signed.session_id)
    return Asking(VISITOR) if visitors_may_come() else None


def forget_others(asking: Asking | None) -> None:
    """Empty what the session has kept when it now belongs to someone else, or to nobody."""
    here = None if asking is None else (asking.actor.account_id, asking.actor.role)
    if st.session_state.get(_LAST, here) != here or here is None:
        st.session_state.clear()
    st.session_state[_LAST] = here


def sign_out() -> None:
    """End this sign-in; every tab of it is out at its next click."""
    key = session_key(st.context.cookies)
    if key is not None:
        end_session(store_of("own"), key)
