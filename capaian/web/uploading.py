"""An upload under way: its files, what was read of them, and what the person has answered so far.

All of it is kept in the session, so that leaving the page and coming back loses nothing; the answers
are kept in the store as well, for a week, and come back with the same files.
"""

import hashlib
from collections.abc import Sequence
from dataclasses import replace
from typing import Any, Final

import streamlit as st

from capaian.problems import StoreError
from capaian.reading import Answers, Reading, apply_answers, limits_of, meanings_of, read_workbooks, recalled
from capaian.reports import pasted_workbook
from capaian.store import (
    ImportResult,
    Originals,
    UploadDraft,
    drop_draft,
    load_draft,
    originals_key,
    recall_answers,
    save_draft,
    save_import,
    save_meanings,
)
from capaian.web.page import Visit
from capaian.web.running import settings
from capaian.web.shown import shown

FILES: Final = "upload_files"
PASTED: Final = "upload_pasted"
READ: Final = "upload_read"
ANSWERS: Final = "upload_answers"
ANSWERED: Final = "upload_answered"
RECALLED: Final = "upload_recalled"
COMPARED: Final = "upload_compared"
ROUND: Final = "upload_round"
_SOON: Final = 200_000
"""Bytes of files that are read too quickly for a person to be told how far it is."""

Files = Sequence[tuple[str, bytes]]
Key = tuple[tuple[str, str], ...]


def uploader_key() -> str:
    """The name of the file uploader; another one for each upload, so that it is empty again."""
    return f"files_{st.session_state.get(ROUND, 0)}"


def take_files(chosen: Any) -> None:
    """Take over what was chosen: a list of Streamlit's uploaded files, each with a name and its bytes."""
    if chosen:
        st.session_state[FILES] = [(file.name, file.getvalue()) for file in chosen]


def take_pasted(text: str) -> None:
    """Take over cells that were copied from Excel, as a file of its own. Raises UnreadableFile where they are none."""
    taken = {name for name, _ in files()}
    names = ("tempelan.xlsx", *(f"tempelan {n}.xlsx" for n in range(2, len(taken) + 3)))
    name = next(name for name in names if name not in taken)
    st.session_state[PASTED] = [*pasted(), (name, pasted_workbook(text))]


def pasted() -> Files:
    """What was pasted so far, as files."""
    return st.session_state.get(PASTED, [])


def let_go_of_pasted() -> None:
    """Let go of everything that was pasted."""
    st.session_state.pop(PASTED, None)


def let_go_if_emptied() -> None:
    """Let go of the files when the last one is taken out; called when the uploader changes."""
    if not st.session_state.get(uploader_key()):
        st.session_state.pop(FILES, None)


def files() -> Files:
    """The files of this upload and what was pasted, also after another page was looked at."""
    return [*st.session_state.get(FILES, []), *pasted()]


def forget_files() -> None:
    """Begin a new upload."""
    for key in (FILES, PASTED, READ, ANSWERS, ANSWERED, RECALLED, COMPARED):
        st.session_state.pop(key, None)
    st.session_state[ROUND] = st.session_state.get(ROUND, 0) + 1


def reading_of(visit: Visit) -> Reading:
    """The files read once, and put together again whenever an answer is given. Raises Refused, StoreError."""
    t, state = visit.t, st.session_state
    key = tuple((name, hashlib.sha256(content).hexdigest()) for name, content in files())
    before = state.get(READ)
    if before is None or before[0] != key:
        raw = _read(visit, files())
        _begin(visit, raw, key)
        state[READ] = (key, raw)
    raw = state[READ][1]
    known = answers()
    if known == Answers():
        return raw
    if ANSWERED not in state or state[ANSWERED][0] != (key, known):
        with st.spinner(t("Menyusun lagi…"), show_time=True):
            state[ANSWERED] = ((key, known), apply_answers(raw, known))
    return state[ANSWERED][1]


def _read(visit: Visit, given: Files) -> Reading:
    """Read the files, and say meanwhile which of them is being read."""
    t, limits = visit.t, limits_of(settings())
    said = t.plural("Membaca {n} berkas…", "Membaca {n} berkas…", len(given))
    if len(given) < 2 or sum(len(content) for _, content in given) < _SOON:
        with st.spinner(said, show_time=True):
            return read_workbooks(given, limits=limits)
    bar = st.progress(0.0, said)

    def tell(at: int, name: str) -> None:
        step = t("Membaca berkas {at} dari {all}: {file}", at=at + 1, all=len(given), file=shown(name))
        bar.progress(at / len(given), step)

    read = read_workbooks(given, limits=limits, tell=tell)
    bar.empty()
    return read


def _begin(visit: Visit, raw: Reading, key: Key) -> None:
    """The answers with which files start, the nearest first.

    What was said of the very same bytes, here or in the unfinished upload; what was said of a file of the
    same name or with the same headings; what is remembered. Typed values and choices about students belong
    to the very bytes; what headings mean stays.
    """
    state, known = st.session_state, answers()
    old: Key = state[READ][0] if READ in state else ()
    draft = load_draft(visit.store, visit.actor)
    remembered = recall_answers(visit.store, visit.actor, raw)
    drafted = Answers()
    if draft is not None:
        again = {(file.name, file.sha256) for file in draft.files}
        drafted = draft.answers.about([name for name, sha in key if (name, sha) in again])
    same_bytes = known.about([name for name, sha in key if (name, sha) in old])
    same_headings = recalled(raw, meanings_of(state[ANSWERED][1])) if ANSWERED in state else Answers()
    state[RECALLED] = bool(remembered.columns or remembered.values)
    nearest = (same_bytes, drafted, known.of_headings(), same_headings, remembered)
    together = Answers()
    for each in nearest:
        together = together.over(each)
    state[ANSWERS] = together


def answers() -> Answers:
    """What has been answered so far."""
    return st.session_state.get(ANSWERS, Answers())


def was_recalled() -> bool:
    """Whether a meaning was remembered from an earlier file with the same headings."""
    return st.session_state.get(RECALLED, False)


def answer(visit: Visit, cohort_id: int, more: Answers) -> None:
    """Add to the answers, and keep them for later. Call it in a callback. Raises Refused, StoreError."""
    put_answers(visit, cohort_id, more.over(answers()))


def put_answers(visit: Visit, cohort_id: int, these: Answers) -> None:
    """Have these answers and no other, and keep them for later. Raises Refused, StoreError."""
    st.session_state[ANSWERS] = these
    keep(visit, cohort_id)


def take_back(visit: Visit, cohort_id: int) -> None:
    """Forget every value typed here, every meaning and every choice. Raises Refused, StoreError."""
    st.session_state[RECALLED] = False
    put_answers(visit, cohort_id, Answers())


def answer_student(visit: Visit, cohort_id: int, chosen: dict[str, Any]) -> None:
    """Decide about students by their places; None takes a decision back. Raises Refused, StoreError."""
    students = {**answers().students, **chosen}
    kept = {place: one for place, one in students.items() if one is not None}
    put_answers(visit, cohort_id, replace(answers(), students=kept))


def keep(visit: Visit, cohort_id: int) -> None:
    """Keep the unfinished upload in the store; its files only where the operator keeps originals."""
    save_draft(visit.store, visit.actor, cohort_id=cohort_id, answers=answers(), files=files(), key=_key())


def _key() -> bytes | None:
    return originals_key(settings().data_folder) if settings().keep_originals else None


def unfinished(visit: Visit) -> UploadDraft | None:
    """The upload that this account began and did not save; while no file is chosen with the bytes that were kept.

    Raises Refused, StoreError.
    """
    try:
        return load_draft(visit.store, visit.actor, key=None if files() else _key())
    except StoreError:
        return load_draft(visit.store, visit.actor)


def go_on_with(draft: UploadDraft) -> None:
    """Have the kept files of an unfinished upload again; its answers come with them."""
    st.session_state[FILES] = [(file.name, file.content) for file in draft.files if file.content is not None]


def save_upload(visit: Visit, cohort_id: int, reading: Reading, *, seen: str) -> ImportResult:
    """Save the marks, then remember what headings were said to mean.

    seen: of the comparison that was looked at. Raises Refused, StoreError.
    """
    key = _key()
    originals = Originals(files(), key) if key else None
    result = save_import(visit.store, visit.actor, cohort_id, reading, originals=originals, seen=seen)
    if meanings := meanings_of(reading):
        save_meanings(visit.store, visit.actor, meanings)
    drop_draft(visit.store, visit.actor)
    return result
