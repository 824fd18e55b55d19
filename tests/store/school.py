"""A school with two cohorts and an account of every role, each signed in: `mine` is assigned, `other` is not."""

import itertools
from dataclasses import dataclass, field

from capaian.access import LOCAL_USER, Actor, Role
from capaian.store import (
    Store,
    actor_of_session,
    assign_cohorts,
    load_imports,
    load_own_sessions,
    load_roster,
    save_account,
    save_cohort,
    save_import,
    save_school,
    sign_in_with_google,
)
from tests.store.read import OneReading, reading_of

MINE = [("Aspihani", "9900000001", "1201", "XI TKR 1"), ("Raudah", "9900000002", "1202", "XI TKR 2")]
OTHER = [("Suriansyah", "9900000003", "1301", "XI TITL 1")]
COUNT = itertools.count(1)


@dataclass(frozen=True)
class Known:
    """The ids of one cohort, or ids that nobody has."""

    cohort: int
    student: int
    account: int
    session: int


@dataclass
class OneSchool:
    store: Store
    mine: int
    other: int
    students: dict[str, int]
    accounts: dict[Role, int] = field(default_factory=dict)
    actors: dict[Role, Actor] = field(default_factory=dict)
    sessions: dict[Role, int] = field(default_factory=dict)

    def known(self, whose: str, role: Role) -> Known:
        if whose == "nobody":
            return Known(*[987_654] * 4)
        if whose == "own":
            return Known(self.mine, self.students["Aspihani"], self.accounts.get(role, 0), self.sessions.get(role, 0))
        somebody = Role.PRINCIPAL if role is not Role.PRINCIPAL else Role.TEACHER
        return Known(self.other, self.students["Suriansyah"], self.accounts[somebody], self.sessions[somebody])


def marks(people, *, aspects=("kognitif", "teknis", "karakter")) -> OneReading:
    """Marks that nobody has had yet, of everybody named, before and after."""
    n = next(COUNT) % 4000
    rows = [
        (i, aspect, "", phase, 50 + n / 100 + 5 * (phase == "after"))
        for i in range(len(people))
        for aspect in aspects
        for phase in ("before", "after")
    ]
    return reading_of(people, rows)


def new_token() -> str:
    return f"{next(COUNT):064}"


def signed_in(store: Store, account_id: int, google: str, *, address="192.0.2.7") -> str:
    token = new_token()
    result = sign_in_with_google(
        store, google_address=google, token_sha256=token, address=address, user_agent="Peramban", hours=12
    )
    assert result.account_id == account_id
    return token


def person(store: Store, role: Role, *, username: str = "") -> tuple[int, str]:
    """An account that signs in with Google; its id and address."""
    username = username or role.value
    google = f"{username}@guru.smk.example"
    made = save_account(
        store, LOCAL_USER, username=username, display_name=f"Bapak {username}", role=role, google_address=google
    )
    return made, google


def actor_of(store: Store, token: str) -> Actor:
    found = actor_of_session(store, token, idle_hours=2)
    assert found
    return found.actor


def without_accounts(store: Store) -> OneSchool:
    """The two cohorts and their students, and nobody who could sign in."""
    save_school(store, LOCAL_USER, name="SMK Uji Coba", time_zone="Asia/Makassar")
    mine, other = (save_cohort(store, LOCAL_USER, name=name) for name in ("Milik saya", "Milik lain"))
    save_import(store, LOCAL_USER, mine, marks(MINE))
    save_import(store, LOCAL_USER, other, marks(OTHER))
    students: dict[str, int] = {}
    for cohort in (mine, other):
        roster = load_roster(store, LOCAL_USER, cohort)
        students |= dict(zip(roster["name"].tolist(), roster["student"].tolist(), strict=True))
    return OneSchool(store, mine, other, students)


def make_school(store: Store) -> OneSchool:
    school = without_accounts(store)
    mine = school.mine
    for role in Role:
        if role is Role.VISITOR:
            school.actors[role] = Actor(None, Role.VISITOR)
            continue
        made, google = person(store, role)
        school.accounts[role] = made
        if role in (Role.TEACHER, Role.INSTRUCTOR):
            assign_cohorts(store, LOCAL_USER, made, cohorts=[mine])
        actor = school.actors[role] = actor_of(store, signed_in(store, made, google))
        school.sessions[role] = load_own_sessions(store, actor, idle_hours=2)[0].id
    assert len(load_imports(store, LOCAL_USER)) == 2
    return school
