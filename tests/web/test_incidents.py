import logging
from pathlib import Path

import pytest

from capaian.locale import N_, texts
from capaian.problems import StoreError
from capaian.web import incidents
from capaian.web.incidents import keep_streamlit_quiet, on_script_error, trace

NAME = "Rahmat Hidayatullah 0098765432"


def raised(error: ValueError) -> ValueError:
    """The error with the way it came and with the cause it had."""
    try:
        _fail(error)
    except ValueError as caught:
        return caught
    raise AssertionError


def _fail(error: ValueError) -> None:
    try:
        {}[NAME]
    except KeyError as cause:
        raise error from cause


class Screen:
    """Stands in for Streamlit: keeps what is shown."""

    def __init__(self) -> None:
        self.shown: list[str] = []

    def error(self, body: str, icon: str | None = None) -> None:
        self.shown.append(body)


@pytest.fixture
def screen(monkeypatch: pytest.MonkeyPatch) -> Screen:
    screen = Screen()
    monkeypatch.setattr(incidents, "st", screen)
    monkeypatch.setattr(incidents, "reader_texts", lambda: texts("id"))
    return screen


def test_a_bug_is_a_code_on_the_page_and_its_way_in_the_log(screen: Screen, caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.ERROR, "capaian.incidents"):
        assert on_script_error(raised(ValueError(NAME))) is True
    (sentence,) = screen.shown
    code = sentence.split("**")[1]
    assert len(code) == 8
    assert f"incident {code}" in caplog.text
    assert f"tests/web/{Path(__file__).name}" in caplog.text
    assert "ValueError" in caplog.text
    assert "KeyError" in caplog.text


def test_neither_the_page_nor_the_log_says_what_the_error_said(
    screen: Screen, caplog: pytest.LogCaptureFixture
) -> None:
    with caplog.at_level(logging.DEBUG):
        on_script_error(raised(ValueError(NAME)))
    for told in (caplog.text, *screen.shown, trace("x", raised(ValueError(NAME)))):
        assert "Rahmat" not in told
        assert "0098765432" not in told
        assert str(Path(__file__).parents[2]) not in told


def test_what_no_teacher_can_mend_is_its_own_sentence(screen: Screen) -> None:
    error = StoreError(N_("CAPAIAN_{name} bukan pengaturan Capaian. Periksa ejaannya."), name="*X*")
    assert on_script_error(error) is True
    assert screen.shown == [r"CAPAIAN\_\*X\* bukan pengaturan Capaian\. Periksa ejaannya\."]


def test_streamlits_own_line_about_an_error_is_left_out(caplog: pytest.LogCaptureFixture) -> None:
    keep_streamlit_quiet()
    logger = logging.getLogger("streamlit.error_util")
    record = logger.makeRecord(logger.name, logging.ERROR, "", 0, "Uncaught", (), (ValueError, ValueError(NAME), None))
    assert not logger.filter(record)
    assert logger.filter(logger.makeRecord(logger.name, logging.ERROR, "", 0, "other", (), None))
