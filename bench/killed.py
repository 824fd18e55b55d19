"""What is found after a kill: nothing acknowledged is lost, nothing stands half, no page is damaged."""

from dataclasses import dataclass, field

from capaian.access import LOCAL_USER
from capaian.store import Store, is_current, migrate, open_store, save_cohort, save_import, save_school
from capaian.store.health import page_trouble
from tests.store.read import OneReading, reading_of
from tests.store.releases import released_rows, write_released

PEOPLE = [(f"Siswa Rekaan {i:02}", f"9900{i:06}", "", "XI TKR 1") for i in range(30)]
ASPECTS = ("kognitif", "teknis", "karakter")
MARKS = len(PEOPLE) * len(ASPECTS) * 2
"""Of every import: nobody has a part of it."""
RELEASE = "0005"
"""The released program whose tables are brought up to date."""


@dataclass(frozen=True)
class Line:
    """A line of the bench's table."""

    text: str

    def line(self) -> str:
        """As it is printed."""
        return self.text


@dataclass
class Killed:
    """What many kills left. faults: sentences, empty where all is well."""

    kills: int = 0
    acknowledged: int = 0
    unacknowledged: int = 0
    faults: list[str] = field(default_factory=list)

    def add(self, other: "Killed") -> None:
        """Count another's in."""
        self.kills += other.kills
        self.acknowledged += other.acknowledged
        self.unacknowledged += other.unacknowledged
        self.faults += other.faults

    def line(self, what: str) -> str:
        """A line of a Markdown table."""
        return (
            f"| {what} | {self.kills} kills | {self.acknowledged} acknowledged, {self.unacknowledged} there without it "
            f"| {len(self.faults)} lost, partial or damaged |"
        )


def numbers(place: int) -> OneReading:
    """The marks of one import into a cohort of its own, none like those of another."""
    rows = [
        (i, aspect, "", phase, (place * 7 + i) % 90 + (phase == "after"))
        for i in range(len(PEOPLE))
        for aspect in ASPECTS
        for phase in ("before", "after")
    ]
    return reading_of(PEOPLE, rows, content=f"{place}")


def ready(url: str, work: str) -> None:
    """Bring an empty database to where the work begins."""
    if work == "migrate":
        write_released(url, RELEASE)
        return
    store = open_store(url)
    migrate(store)
    save_school(store, LOCAL_USER, name="SMK Rekaan", time_zone="Asia/Makassar")
    save_import(store, LOCAL_USER, save_cohort(store, LOCAL_USER, name="Awal"), numbers(99))
    store.close()


def looked_through(url: str, work: str, done: list[int]) -> Killed:
    """Open the database anew after one kill. done: what was acknowledged before it."""
    found = Killed(kills=1, acknowledged=len(done))
    store = open_store(url)
    try:
        if page_trouble(store) is not None:
            found.faults.append("a page or a link is damaged")
        if work == "migrate":
            _look_at_tables(store, done, found)
        else:
            _look_at_rows(store, work, done, found)
    finally:
        store.close()
    return found


def _look_at_rows(store: Store, work: str, done: list[int], found: Killed) -> None:
    """Imports and undos are whole or not there; of who was forgotten nothing is left, of others everything."""
    with store.reading() as connection:

        def counted(query: str) -> dict[int, int]:
            return {row[0]: row[1] for row in connection.exec_driver_sql(query)}

        brought = counted("SELECT import_id, count(*) FROM scores WHERE import_id IS NOT NULL GROUP BY import_id")
        there = counted("SELECT id, new FROM imports WHERE id NOT IN (SELECT import_id FROM import_undos)")
        undos = counted("SELECT import_id, removed FROM import_undos")
        changes = counted("SELECT import_id, count(*) FROM row_changes WHERE table_name = 'scores' GROUP BY import_id")
        people = counted("SELECT student, count(*) FROM scores GROUP BY student")
        known = counted("SELECT id, 1 FROM students")
    if work == "import":
        found.faults += [f"import {one} is lost" for one in done if one not in there]
        found.faults += [f"import {one} has {brought.get(one, 0)} marks" for one in there if brought.get(one) != MARKS]
        found.unacknowledged = len(there) - len(done) - 1  # the one that made the school
    if work == "undo":
        found.faults += [f"undo {one} is lost" for one in done if one not in undos]
        found.faults += [f"undo {one} has {changes.get(one, 0)} changes" for one in undos if changes.get(one) != MARKS]
        standing = 0 if len(undos) % 2 else MARKS
        if sum(people.values()) != standing:
            found.faults.append(f"{sum(people.values())} marks stand instead of {standing}")
        found.unacknowledged = len(undos) - len(done)
    if work == "forget":
        found.faults += [f"student {one} came back" for one in done if one in known or one in people]
        found.faults += [f"student {one} has {people.get(one, 0)} marks" for one in known if people.get(one) != 6]
        found.unacknowledged = len(PEOPLE) - len(known) - len(done)


def _look_at_tables(store: Store, done: list[int], found: Killed) -> None:
    """The tables of the released program with its rows, or those of this one with the same."""
    current = is_current(store)
    if done and not current:
        found.faults.append("an acknowledged migration is lost")
    found.unacknowledged = int(current and not done)
    with store.reading() as connection:
        for name, rows in released_rows(RELEASE).items():
            if len(rows) != connection.exec_driver_sql(f"SELECT count(*) FROM {name}").scalar_one():
                found.faults.append(f"{name} lacks rows")
    migrate(store)
    if not is_current(store):
        found.faults.append("the next start did not finish it")
