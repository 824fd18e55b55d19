"""Whatever a cohort holds: its form and its summary, brought back as they are, change nothing in any table."""

import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from capaian.access import LOCAL_USER
from capaian.improvement import gains, summarise
from capaian.locale import texts
from capaian.reading import apply_answers, read_workbooks
from capaian.reading.answers import AS_WRITTEN
from capaian.reading.deciding import zeros_are
from capaian.reports import CohortReport, form_workbook, summary_workbook
from capaian.store import compare_import, data_version, load_roster, load_scores, save_cohort, save_import
from tests.store.dumps import dump
from tests.store.properties import tries
from tests.store.read import reading_of

PEOPLE = [
    ("Ahmad Fauzi", "0081000001", "1201", "XI TKR 1"),
    ("Norlaila", "0081000002", "", "XI TKR 1"),
    ("Norlaila", "", "1203", "XI TKR 2"),
    ("M. Rizki, S", "", "", "XI TKR 2"),
    ("=1+1 Suriansyah", "0081000005", "", ""),
]
CRITERIA = st.dictionaries(
    st.sampled_from(["kognitif", "teknis", "karakter"]),
    st.lists(
        st.sampled_from(["Las datar", "Bubut", "Nilai Akhir", "Sikap kerja", "Total waktu", "K3"]),
        max_size=3,
        unique=True,
    ),
    min_size=1,
)
MARKS = st.one_of(
    st.none(), st.just("TH"), st.integers(0, 100), st.decimals(0, 100, places=2).map(float), st.floats(0, 100, width=32)
)


@pytest.mark.parametrize(("language", "participants"), [("id", "teachers"), ("en", "teachers"), ("en", "students")])
def test_an_export_that_comes_back_says_everything_is_the_same(store, language, participants):
    @tries(store, 2)
    @given(criteria=CRITERIA, data=st.data())
    def holds(criteria, data):
        t = texts(language).about(participants)
        keys = [
            (student, aspect, name, phase)
            for student in range(len(PEOPLE))
            for aspect, names in criteria.items()
            for name in names or [""]
            for phase in ("before", "after")
        ]
        marks = [(*key, data.draw(MARKS)) for key in keys]
        name = f"Angkatan {data_version(store)}"
        cohort = save_cohort(store, LOCAL_USER, name=name, participants=participants)
        save_import(store, LOCAL_USER, cohort, reading_of(PEOPLE, marks))
        scores, roster = load_scores(store, LOCAL_USER, cohort), load_roster(store, LOCAL_USER, cohort)
        now = datetime.datetime.now(datetime.UTC)
        form = form_workbook(
            school="SMK Uji Coba", cohort_name="Angkatan", roster=roster, criteria=criteria, t=t,
            marks=scores, made_at=now, cohort_id=cohort,
        )  # fmt: skip
        report = CohortReport(
            school="SMK Uji Coba", time_zone="Asia/Makassar", cohort_name="Angkatan", partner="", field="",
            period=(None, None), made_at=now, filters={}, scores=scores, gains=gains(scores), summary=summarise(scores),
            roster=roster, pass_marks={}, sources=(), cohort_id=cohort, participants=participants,
        )  # fmt: skip
        stands = dump(store)
        for name, content in (("formulir.xlsx", form), ("ringkasan.xlsx", summary_workbook(report, t))):
            reading = read_workbooks([(name, content)])
            if not (scores["state"] == "present").any():
                continue  # an empty form says so and cannot be saved
            assert not reading.blocked, (name, [problem.code for problem in reading.problems])
            if name == "formulir.xlsx":  # zeros may have been typed into it, so that it asks what they mean
                reading = apply_answers(reading, zeros_are(reading, AS_WRITTEN))
            seen = compare_import(store, LOCAL_USER, cohort, reading)
            told = (seen.new, seen.changed, seen.created, seen.joining, seen.strangers, len(seen.conflicts))
            assert (told, seen.undecided) == ((0,) * 6, ()), name
            if name == "formulir.xlsx":
                assert seen.same == (scores["state"] == "present").sum()
            assert save_import(store, LOCAL_USER, cohort, reading).import_id is None
            assert dump(store) == stands

    holds()
