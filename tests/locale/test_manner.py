"""One noun for another in every message, in both languages, and nothing that is filled in."""

import functools
import re

import pytest

from capaian.locale import PassMarkName, texts
from tests.locale.messages import all_messages


@functools.cache
def of_students() -> dict[str, dict[str, str]]:
    """The messages about students or the pass mark, with something for each of their places."""
    found = sorted({message.text for message in all_messages() if re.search("siswa|KKM", message.text, re.I)})
    return {text: dict.fromkeys(re.findall(r"{(\w+)}", text), "7") for text in found}


@pytest.mark.parametrize(
    ("people", "indonesian", "english"),
    [("teachers", "guru", "teacher"), ("mixed", "peserta", "participant"), ("pupils", "murid", "pupil"),
     ("learners", "peserta didik", "learner")],
)  # fmt: skip
def test_every_message_about_students_is_said_of_others(people: str, indonesian: str, english: str) -> None:
    for language, ours, theirs in (("id", "siswa", indonesian), ("en", "student", english)):
        plain, t = texts(language), texts(language).about(people)
        for message, blank in of_students().items():
            said, before = t(message, **blank), plain(message, **blank)
            assert not re.search(rf"\b{ours}", said, re.I), said
            assert before.casefold().count(ours) == said.casefold().count(theirs) - before.casefold().count(theirs)


@pytest.mark.parametrize(
    ("name", "language", "message", "said"),
    [
        (PassMarkName.KKM, "id", "KKM {mark}", "KKM 75"),
        (PassMarkName.KKTP, "id", "Mencapai KKM {mark}", "Mencapai KKTP 75"),
        (PassMarkName.KKTP, "en", "Mencapai KKM {mark}", "Reached KKTP 75"),
        (PassMarkName.PLAIN, "id", "KKM {mark}", "Batas lulus 75"),
        (PassMarkName.PLAIN, "id", "Mencapai KKM {mark}", "Mencapai batas lulus 75"),
        (PassMarkName.PLAIN, "en", "KKM {mark}", "Pass mark 75"),
    ],
)
def test_the_pass_mark_has_the_name_that_the_school_gives_it(
    name: PassMarkName, language: str, message: str, said: str
) -> None:
    assert texts(language).calling(name)(message, mark=75) == said


def test_no_message_is_left_with_the_other_name() -> None:
    for language in ("id", "en"):
        t = texts(language).calling(PassMarkName.KKTP)
        assert not [text for text, blank in of_students().items() if "KKM" in t(text, **blank)]


def test_what_is_filled_in_is_never_touched() -> None:
    t = texts("id").about("teachers").calling(PassMarkName.KKTP)
    assert t("Nilai {name}", name="siswa KKM.xlsx") == "Nilai siswa KKM.xlsx"
    assert t.plural("{n} siswa", "{n} siswa", 3) == "3 guru"


def test_capitals_one_and_many_stay() -> None:
    t = texts("en").about("teachers")
    assert [t.plural("{n} siswa", "{n} siswa", n) for n in (1, 2)] == ["1 teacher", "2 teachers"]
    assert texts("id").about("teachers")("Siswa") == "Guru"
    assert t("Siswa") == "Teacher"


def test_a_manner_keeps_what_it_was() -> None:
    t = texts("id").calling(PassMarkName.KKTP).about("teachers")
    assert (t.pass_mark, t("Siswa"), t.about("students")("Siswa")) == ("KKTP", "Guru", "Siswa")
    assert texts("id").about("students") is texts("id")
