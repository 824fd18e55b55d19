"""`import`, `export`, `demo`, `migrate`: the same library, with the database."""

import argparse
from typing import TYPE_CHECKING

from capaian.access import LOCAL_USER
from capaian.commandline.comparing import counts, say_comparison, say_left_out
from capaian.commandline.deciding import decided, say_becoming, say_made_for, say_undecided
from capaian.commandline.files import UnusableCall
from capaian.commandline.printing import say, say_problems
from capaian.commandline.stores import opened, school_store
from capaian.commandline.workbooks import exit_code, open_reading
from capaian.locale import N_, Texts
from capaian.settings import load_settings

if TYPE_CHECKING:
    from capaian.reading import Reading
    from capaian.store import Cohort, ImportResult, Store


def import_marks(call: argparse.Namespace, t: Texts) -> int:
    """Save the marks of workbooks into a cohort, all or nothing; 1 where problems stand in the way."""
    from capaian.store import save_import, save_new_cohort

    reading = open_reading(call)
    with school_store() as store:
        cohort = _cohort_or_none(store, call.cohort)
        if cohort is None and not call.create:
            raise _no_such_cohort(store, call.cohort)
        reading = _answered(store, cohort, call, reading)
        if not _may_be_saved(store, cohort, call.cohort, reading, t):
            say(t("Tidak ada yang disimpan. Perbaiki dahulu yang tersebut di atas, atau unggah di halaman Unggah."))
            return 1
        if call.dry_run or (cohort is not None and _waits(store, cohort, reading)):
            return _say_plan(store, cohort, reading, t, dry=call.dry_run)
        if cohort is None:
            _, done = save_new_cohort(store, LOCAL_USER, reading, name=call.cohort)
        else:
            done = save_import(store, LOCAL_USER, cohort.id, reading)
    _say_done(done, t)
    return 0


def _answered(store: "Store", cohort: "Cohort | None", call: argparse.Namespace, reading: "Reading") -> "Reading":
    """The reading with what is remembered of its headings and what the options of the call decide."""
    from capaian.reading import apply_answers
    from capaian.store import recall_answers

    known = recall_answers(store, LOCAL_USER, reading)
    reading = apply_answers(reading, known)
    return apply_answers(reading, decided(call, reading, cohort.id if cohort else 0).over(known))


def _may_be_saved(store: "Store", cohort: "Cohort | None", name: str, reading: "Reading", t: Texts) -> bool:
    """Whether nothing stands in the way; all that does is said, and what marks become that are converted."""
    from capaian.store import CohortRules, load_cohorts, load_rules

    say_problems(reading.problems, t)
    say_undecided(reading, t)
    cohort_id, name = (cohort.id, cohort.name) if cohort else (0, name)
    elsewhere = say_made_for(reading, load_cohorts(store, LOCAL_USER), cohort_id, name, t)
    if elsewhere or exit_code(reading, reading.problems):
        return False
    say_becoming(reading, load_rules(store, LOCAL_USER, cohort.id) if cohort else CohortRules({}, {}, {}), t)
    return True


def _say_done(done: "ImportResult", t: Texts) -> None:
    if done.import_id is None:
        say(t("Tidak ada yang berubah: semua nilai dalam berkas ini sudah tersimpan."))
    else:
        say(counts(done.new, done.changed, done.same, t))
        say(t.plural("{n} siswa dalam kohort ini.", "{n} siswa dalam kohort ini.", done.enrolled))
    say_left_out(done, t)
    if without := done.without_after:
        say(t.plural("{n} siswa belum punya nilai sesudah.", "{n} siswa belum punya nilai sesudah.", without))


def demo(_call: argparse.Namespace, t: Texts) -> int:
    """Make the example school again from nothing; the school's own database is not touched."""
    from capaian.store import make_demonstration, migrate

    settings = load_settings()
    file = settings.data_folder / "demo.db"
    for leftover in (file, *(file.with_name(file.name + end) for end in ("-wal", "-shm", "-journal"))):
        leftover.unlink(missing_ok=True)
    with opened(settings.demo_database_url, settings.data_folder) as store:
        migrate(store)
        make_demonstration(store)
    say(t("Sekolah contoh siap. Semua siswanya rekaan."))
    return 0


def bring_up_to_date(_call: argparse.Namespace, t: Texts) -> int:
    """Bring the school's database up to the tables of this program."""
    from capaian.store import Backups, is_current, migrate

    settings = load_settings()
    backups = Backups.of(settings)
    with opened(settings.school_database_url, settings.data_folder, backups=backups) as store:
        already = is_current(store)
        migrate(store)
    say(t("Basis data sudah terbaru.") if already else t("Basis data diperbarui."))
    return 0


def _cohort_or_none(store: "Store", wanted: str) -> "Cohort | None":
    """The cohort of this name, else of this number; None where there is neither."""
    from capaian.store import load_cohorts

    cohorts = load_cohorts(store, LOCAL_USER)
    named = (cohort for cohort in cohorts if cohort.name.casefold() == wanted.strip().casefold())
    numbered = (cohort for cohort in cohorts if str(cohort.id) == wanted)
    return next(named, None) or next(numbered, None)


def cohort_named(store: "Store", wanted: str) -> "Cohort":
    """The cohort of this name, else of this number. Raises UnusableCall, naming those there are."""
    cohort = _cohort_or_none(store, wanted)
    if cohort is None:
        raise _no_such_cohort(store, wanted)
    return cohort


def _no_such_cohort(store: "Store", wanted: str) -> UnusableCall:
    from capaian.store import load_cohorts

    known = "; ".join(f"{cohort.id} {cohort.name}" for cohort in load_cohorts(store, LOCAL_USER))
    return UnusableCall(N_("Tidak ada kohort “{name}”. Yang ada: {known}."), name=wanted, known=known or "–")


def _waits(store: "Store", cohort: "Cohort", reading: "Reading") -> bool:
    """Whether a person must decide about a student first."""
    from capaian.store import compare_import

    return bool(compare_import(store, LOCAL_USER, cohort.id, reading).undecided)


def _say_plan(store: "Store", cohort: "Cohort | None", reading: "Reading", t: Texts, *, dry: bool) -> int:
    """What an import would do; 1 where a person must decide first. None: the cohort would be new."""
    from capaian.store import compare_import, match_students

    waits = False
    if cohort is None:
        say(t("Kohort ini belum ada dan akan dibuat. Semua nilai akan menjadi baru."))
    else:
        plan = compare_import(store, LOCAL_USER, cohort.id, reading)
        say_comparison(plan, match_students(store, LOCAL_USER, cohort.id, reading), t)
        waits = bool(plan.undecided)
    if dry:
        say("", t("Ini hanya percobaan: tidak ada yang disimpan."))
    else:
        say("", t("Tidak ada yang disimpan. Pastikan siswa yang tersebut di atas di halaman Unggah."))
    return int(waits)
