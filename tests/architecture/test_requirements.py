"""What is installed is what was looked at: pinned, with hashes, and Streamlit within one minor version."""

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
HASH = re.compile(r"--hash=sha256:[0-9a-f]{64}")


def pinned(name: str) -> list[str]:
    """The requirements of a lock file, each with all that belongs to it in one line."""
    text = (ROOT / name).read_text("utf-8").replace("\\\n", " ")
    return [line for line in text.splitlines() if line.strip() and not line.startswith("#")]


def wanted(name: str) -> list[str]:
    lines = (ROOT / name).read_text("utf-8").splitlines()
    return [line for line in lines if line and not line.startswith(("#", "-c"))]


@pytest.mark.parametrize("name", ["requirements.txt", "requirements-dev.txt"])
def test_every_package_is_one_version_with_its_hashes(name: str) -> None:
    lines = pinned(name)
    assert len(lines) > 40
    assert [line for line in lines if not re.match(r"[A-Za-z0-9._-]+(\[[a-z,]+\])?==[^ ]+ ", line)] == []
    assert [line for line in lines if not HASH.search(line)] == []


@pytest.mark.parametrize("name", ["requirements", "requirements-dev"])
def test_whatever_is_wanted_is_pinned(name: str) -> None:
    names = {re.split(r"[\[=~<> ]", line)[0].lower() for line in wanted(f"{name}.in")}
    assert names <= {re.split(r"[\[= ]", line)[0].lower() for line in pinned(f"{name}.txt")}


def test_streamlit_moves_within_one_minor_version_alone() -> None:
    (line,) = (line for line in wanted("requirements.in") if line.startswith("streamlit"))
    minor = re.fullmatch(r"streamlit~=(\d+\.\d+)\.\d+", line)
    assert minor
    (lock,) = (line for line in pinned("requirements.txt") if line.startswith("streamlit="))
    assert lock.startswith(f"streamlit=={minor[1]}.")


def test_no_file_that_is_installed_from_names_another_index() -> None:
    for name in ("requirements.in", "requirements-dev.in", "requirements.txt", "requirements-dev.txt"):
        assert not re.search(r"index-url|find-links|https?://", (ROOT / name).read_text("utf-8")), name
