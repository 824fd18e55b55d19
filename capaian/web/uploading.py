"""An upload under way: its files, what was read of them, and what the person has answered so far.

All of it is kept in the session, so that leaving the page and coming back loses nothing; the answers
are kept in the store as well, for a week, and come back with the same files.
"""

import hashlib
from collections.abc import Sequence
from dataclasses import replace
from typing import Any, Final

import streamlit as st

from capaian.reading import Answers, Reading, apply_answers, limits_of, meanings_of, read_workbooks
from capaian.store import (
    ImportResult,
    Originals,
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

FILES: Final = "upload_files"
READ: Final = "upload_read"
ANSWERS: Final = "upload_answers"
ANSWERED: Final = "upload_answered"
RECALLED: Final = "upload_recalled"
ROUND: Final = "upload_round"

Files = Sequence[tuple[str, bytes]]


def uploader_key() -> str:
    """The name of the file uploader; another one for each upload, so that it is empty again."""
    return f"files_{st.session_state.get(ROUND, 0)}"


def take_files(chosen: Any) -> None:
    """Take over what was chosen: a list of Streamlit's uploaded files, each with a name and its bytes."""
    if chosen:
        st.session_state[FILES] = [(file.name, file.getvalue()) for file in chosen]


def let_go_if_emptied() -> None:
    """Let go of the files when the last one is taken out; called when the uploader changes."""
    if not st.session_state.get(uploader_key()):
        st.session_state.pop(FILES, None)


def files() -> Files:
    """The files of this upload, also after another page was looked at."""
    return st.session_state.get(FILES, [])


def forget_files() -> None:
    """Begin a new upload."""
    for key in (FILES, READ, ANSWERS, ANSWERED, RECALLED):
        st.session_state.pop(key, None)
    st.session_state[ROUND] = st.session_state.get(ROUND, 0) + 1


def reading_of(visit: Visit) -> Reading:
    """The files read once, and put together again whenever an answer is given. Raises Refused, StoreError."""
    t, state = visit.t, st.session_state
    key = tuple((name, hashlib.sha256(content).hexdigest()) for name, content in files())
    if READ not in state or state[READ][0] != key:
        with st.spinner(t.plural("Membaca {n} berkas…", "Membaca {n} berkas…", len(key)), show_time=True):
            state[READ] = (key, read_workbooks(files(), limits=limits_of(settings())))
        _begin(visit, state[READ][1], {sha for _, sha in key})
    raw: Reading = state[READ][1]
    known = answers()
    if known == Answers():
        return raw
    if ANSWERED not in state or state[ANSWERED][0] != (key, known):
        with st.spinner(t("Menyusun lagi…")):
            state[ANSWERED] = ((key, known), apply_answers(raw, known))
    return state[ANSWERED][1]


def _begin(visit: Visit, raw: Reading, hashes: set[str]) -> None:
    """The answers with which new files start: what this person had answered, else what is remembered.

    Typed values and choices about students belong to the very bytes; what headings mean stays.
    """
    recalled = recall_answers(visit.store, visit.actor, raw)
    st.session_state[RECALLED] = bool(recalled.columns or recalled.values)
    draft = load_draft(visit.store, visit.actor)
    if draft is not None and {file.sha256 for file in draft.files} == hashes:
        st.session_state[ANSWERS] = draft.answers.over(recalled)
        return
    before = answers()
    kept = Answers(columns=before.columns, values=before.values, tables=before.tables)
    st.session_state[ANSWERS] = kept.over(recalled)


def answers() -> Answers:
    """What has been answered so far."""
    return st.session_state.get(ANSWERS, Answers())


def was_recalled() -> bool:
    """Whether a meaning was remembered from an earlier file with the same headings."""
    return st.session_state.get(RECALLED, False)


def answer(visit: Visit, cohort_id: int, more: Answers) -> None:
    """Add to the answers, and keep them for later. Call it in a callback. Raises Refused, StoreError."""
    st.session_state[ANSWERS] = more.over(answers())
    keep(visit, cohort_id)


def take_back(visit: Visit, cohort_id: int) -> None:
    """Forget every value typed here, every meaning and every choice. Raises Refused, StoreError."""
    st.session_state[ANSWERS] = Answers()
    st.session_state[RECALLED] = False
    keep(visit, cohort_id)


def answer_student(visit: Visit, cohort_id: int, chosen: dict[str, Any]) -> None:
    """Decide about students by their places; None takes a decision back. Raises Refused, StoreError."""
    students = {**answers().students, **chosen}
    kept = {place: one for place, one in students.items() if one is not None}
    st.session_state[ANSWERS] = replace(answers(), students=kept)
    keep(visit, cohort_id)


def keep(visit: Visit, cohort_id: int) -> None:
    """Keep the unfinished upload in the store; its files only where the operator keeps originals."""
    key = originals_key(settings().data_folder) if settings().keep_originals else None
    save_draft(visit.store, visit.actor, cohort_id=cohort_id, answers=answers(), files=files(), key=key)


def save_upload(visit: Visit, cohort_id: int, reading: Reading) -> ImportResult:
    """Save the marks, then remember what headings were said to mean. Raises Refused, StoreError."""
    keeping = settings().keep_originals
    originals = Originals(files(), originals_key(settings().data_folder)) if keeping else None
    result = save_import(visit.store, visit.actor, cohort_id, reading, originals=originals)
    if meanings := meanings_of(reading):
        save_meanings(visit.store, visit.actor, meanings)
    drop_draft(visit.store, visit.actor)
    return result
