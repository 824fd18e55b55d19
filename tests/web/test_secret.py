from pathlib import Path

import pytest

from capaian.problems import SettingsError
from capaian.settings import SHORTEST_SECRET, Settings
from capaian.web.secret import FILE_NAME, cookie_secret


def test_it_is_made_once_and_only_its_owner_can_read_it(tmp_path: Path) -> None:
    settings = Settings(data_folder=tmp_path / "data")
    first = cookie_secret(settings, may_make=True)
    assert len(first) >= SHORTEST_SECRET
    assert cookie_secret(settings, may_make=False) == first
    assert (tmp_path / "data" / FILE_NAME).stat().st_mode & 0o777 == 0o600


def test_two_schools_have_two_secrets(tmp_path: Path) -> None:
    one, other = (cookie_secret(Settings(data_folder=tmp_path / name), may_make=True) for name in ("a", "b"))
    assert one != other


def test_one_in_the_settings_is_taken_and_none_is_made(tmp_path: Path) -> None:
    assert cookie_secret(Settings(data_folder=tmp_path, cookie_secret="x" * 40), may_make=True) == "x" * 40
    assert list(tmp_path.iterdir()) == []


def test_where_none_may_be_made_the_sentence_says_what_to_do(tmp_path: Path) -> None:
    with pytest.raises(SettingsError, match="CAPAIAN_COOKIE_SECRET"):
        cookie_secret(Settings(data_folder=tmp_path), may_make=False)
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("mode", [0o640, 0o604, 0o666, 0o610])
def test_one_that_others_can_read_is_refused(tmp_path: Path, mode: int) -> None:
    settings = Settings(data_folder=tmp_path)
    cookie_secret(settings, may_make=True)
    (tmp_path / FILE_NAME).chmod(mode)
    with pytest.raises(SettingsError, match="chmod 600"):
        cookie_secret(settings, may_make=True)


@pytest.mark.parametrize("text", ["", "pendek", "x" * (SHORTEST_SECRET - 1), " \n" * 40])
def test_one_that_is_too_short_is_refused(tmp_path: Path, text: str) -> None:
    file = tmp_path / FILE_NAME
    file.write_text(text)
    file.chmod(0o600)
    with pytest.raises(SettingsError, match="terlalu pendek"):
        cookie_secret(Settings(data_folder=tmp_path), may_make=True)
