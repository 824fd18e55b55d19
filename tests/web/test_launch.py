from pathlib import Path
from typing import Any

import pytest
from streamlit import config

from capaian.web import launch, running
from capaian.web.document import Document
from capaian.web.doors import Doors
from capaian.web.gate import Gate
from capaian.web.headers import SecurityHeaders
from capaian.web.kept_files import KeptFiles
from capaian.web.launch import UNUSABLE, prepare
from capaian.web.sockets import Sockets
from capaian.web.troubles import Troubles
from capaian.web.uploads import Uploads

SAFE = {
    "server.address": "127.0.0.1", "server.enableAgentApi": False, "server.enableXsrfProtection": True,
    "server.sslCertFile": None,
}  # fmt: skip


@pytest.fixture
def options(monkeypatch: pytest.MonkeyPatch) -> dict[str, Any]:
    """Streamlit's options as this process would see them; safe unless a test changes one."""
    options: dict[str, Any] = dict(SAFE)
    monkeypatch.setattr(launch.config, "get_option", options.__getitem__)
    monkeypatch.setattr(launch.config, "set_option", lambda name, value, where: options.__setitem__(name, value))
    return options


def test_a_refusal_is_a_sentence_and_code_2(
    options: dict[str, Any], data_folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    options["server.address"] = "0.0.0.0"
    with pytest.raises(SystemExit) as ended:
        prepare()
    assert ended.value.code == UNUSABLE == 2
    assert "0.0.0.0" in capsys.readouterr().err


def test_a_wrong_setting_is_named(
    options: dict[str, Any], monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("CAPAIAN_MAX_UPLOAD_MB", "banyak")
    running.settings.cache_clear()
    with pytest.raises(SystemExit) as ended:
        prepare()
    running.settings.cache_clear()
    assert ended.value.code == UNUSABLE
    assert "CAPAIAN_MAX_UPLOAD_MB" in capsys.readouterr().err


def test_a_database_that_cannot_be_opened_is_a_sentence_and_code_2(
    options: dict[str, Any],
    data_folder: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.setenv("CAPAIAN_DATABASE_URL", "mistake://nowhere")
    running.settings.cache_clear()
    with pytest.raises(SystemExit) as ended:
        prepare()
    assert ended.value.code == UNUSABLE
    assert capsys.readouterr().err.strip()


def test_the_gate_stands_before_all_that_is_of_a_school(options: dict[str, Any], data_folder: Path) -> None:
    parts = prepare()
    assert [each.cls for each in parts["middleware"]] == [
        SecurityHeaders, Troubles, Doors, Gate, Sockets, Uploads, KeptFiles, Document,
    ]  # fmt: skip
    assert options["server.maxUploadSize"] == running.settings().max_upload_mb


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("server.address", "127.0.0.1"),
        ("server.enableAgentApi", False),
        ("server.enableXsrfProtection", True),
        ("server.enableStaticServing", False),
        ("server.fileWatcherType", "none"),
        ("browser.gatherUsageStats", False),
        ("client.showErrorDetails", "none"),
        ("client.showErrorLinks", False),
        ("client.disableDataExport", True),
        ("client.toolbarMode", "minimal"),
        ("runner.magicEnabled", False),
        ("logger.enableRich", False),
    ],
)
def test_what_streamlit_is_told(name: str, value: object) -> None:
    """Read from .streamlit/config.toml as Streamlit reads it; a name it no longer knows fails here."""
    assert str(config.get_option(name)).lower() == str(value).lower()
