"""docs/sentences.md shows every situation as the code tells it, and leaves none out."""

import re

import pytest

from capaian.locale import LANGUAGES, texts
from tests.improvement.situations import PAGE, page, situations
from tests.locale.messages import ROOT, messages_in

ROOMS = ("sentences", "verdicts", "notes", "retest", "goals")
SAID = {language: [said(texts(language)) for _, _, said in situations()] for language in LANGUAGES}


def test_the_page_is_what_the_code_says() -> None:
    assert PAGE.read_text(encoding="utf-8") == page(), (
        "read the sentences, then: python -m tests.improvement.situations"
    )


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("room", ROOMS)
def test_every_template_of_the_room_is_shown(room: str, language: str) -> None:
    file = ROOT / "capaian" / "improvement" / f"{room}.py"
    unseen = []
    for message in messages_in(file.read_text("utf-8"), room):
        fields = dict.fromkeys(re.findall(r"{(\w+)}", message.text), "\0")
        template = texts(language)(message.text, **fields)
        pattern = re.compile(".+".join(map(re.escape, template.split("\0"))))
        if not any(pattern.search(sentence) for sentence in SAID[language]):
            unseen.append(message.text)
    assert unseen == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_sentence_says_more_than_it_may(language: str) -> None:
    forbidden = {
        "id": r"karena pelatihan|gagal|terbukti|berhasil|bodoh|malas|\b(?:efek|pengaruh) (?:kecil|sedang|besar)",
        "en": r"because of the training|fail|\bprove|effective|\b(?:small|medium|large) effect",
    }[language]
    assert [sentence for sentence in SAID[language] if re.search(forbidden, sentence, re.IGNORECASE)] == []


def test_each_situation_has_a_sentence_of_its_own_language() -> None:
    pairs = list(zip(SAID["id"], SAID["en"], strict=True))
    assert all(indonesian and english and indonesian != english for indonesian, english in pairs)
