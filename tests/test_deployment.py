"""The files an operator copies: the service, its settings, its command, the proxy, the container."""

import ast
import re
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

from capaian.settings import load_settings

ROOT = Path(__file__).resolve().parent.parent
DEPLOYMENT = ROOT / "docs" / "deployment"
SERVICE = (DEPLOYMENT / "capaian.service").read_text("utf-8")
CONTAINER = (ROOT / "Containerfile").read_text("utf-8")
Command = Callable[..., tuple[int, list[str]]]


def settings_of(name: str) -> dict[str, str]:
    lines = (DEPLOYMENT / name).read_text("utf-8").splitlines()
    return dict(line.split("=", 1) for line in lines if line and not line.startswith("#"))


def test_the_settings_of_the_service_are_ones_that_capaian_reads() -> None:
    settings = load_settings(settings_of("capaian.env"))
    assert (settings.address, settings.port) == ("127.0.0.1", 8501)
    assert settings.public_url.startswith("https://")


def test_service_command_proxy_and_settings_agree() -> None:
    settings = settings_of("capaian.env")
    command = (DEPLOYMENT / "capaian-admin").read_text("utf-8")
    proxy = (DEPLOYMENT / "Caddyfile").read_text("utf-8")
    assert "EnvironmentFile=/etc/capaian.env" in SERVICE
    assert "/etc/capaian.env" in command
    assert "ExecStart=/usr/bin/python3 /opt/capaian/start.py" in SERVICE
    assert "/opt/capaian" in command
    assert f"/var/lib/{re.findall('StateDirectory=(.*)', SERVICE)[0]}" == settings["CAPAIAN_DATA_FOLDER"]
    assert f"reverse_proxy {settings['CAPAIAN_ADDRESS']}:{settings['CAPAIAN_PORT']}" in proxy
    assert f"\n{settings['CAPAIAN_PUBLIC_URL'].removeprefix('https://')} {{" in proxy


def test_a_wrong_setting_is_not_tried_again_and_again() -> None:
    assert "RestartPreventExitStatus=2" in SERVICE


def test_the_container_is_no_root_keeps_its_data_and_asks_whether_it_is_well() -> None:
    assert re.search(r"^USER capaian$", CONTAINER, re.MULTILINE)
    assert re.search(r"^VOLUME /data$", CONTAINER, re.MULTILINE)
    (health,) = re.findall(r'CMD \["python", "-c", "(.*)"\]', CONTAINER)
    ast.parse(health)
    assert "/_stcore/health" in health
    environment = re.findall(r"(CAPAIAN_[A-Z_]+)=(\S+)", CONTAINER)
    assert load_settings(dict(environment)).data_folder == Path("/data")


def test_nothing_of_the_school_gets_into_an_image() -> None:
    left_out = (ROOT / ".containerignore").read_text("utf-8").split()
    assert {"data/*.db*", "data/backups", "data/*.key", "data/cookie-secret", ".git", ".venv"} <= set(left_out)


@pytest.fixture
def command(tmp_path: Path) -> Command:
    """capaian-admin with a systemctl and a runuser that only write down what they were asked."""
    stubs, program = tmp_path / "bin", tmp_path / "capaian"
    stubs.mkdir()
    program.mkdir()
    (tmp_path / "capaian.env").write_text("CAPAIAN_DATA_FOLDER=/data\n")
    told = tmp_path / "told"
    for name in ("systemctl", "runuser"):
        (stubs / name).write_text(f'#!/bin/sh\necho "{name} $*" >> {told}\n[ {name} = systemctl ] || exit $CODE\n')
        (stubs / name).chmod(0o755)

    def call(*arguments: str, code: int = 0) -> tuple[int, list[str]]:
        environment = {"PATH": f"{stubs}:/usr/bin:/bin", "SETTINGS": str(tmp_path / "capaian.env"), "CODE": str(code)}
        told.unlink(missing_ok=True)
        line = [str(DEPLOYMENT / "capaian-admin"), *arguments]
        done = subprocess.run(line, cwd=tmp_path, env={**environment, "PROGRAM": str(program)}, check=False)
        return done.returncode, told.read_text().splitlines() if told.exists() else []

    return call


def test_an_upgrade_stops_the_service_and_starts_it_whatever_came_of_it(command: Command, tmp_path: Path) -> None:
    owner = "runuser -u capaian -- env HOME=/data"
    expected = ["systemctl stop capaian", f"{owner} python3 upgrade.py {tmp_path}/baru", "systemctl start capaian"]
    assert command("upgrade", "baru") == (0, expected)
    assert command("upgrade", "baru", code=1) == (1, expected)
    assert command("back")[1][1] == f"{owner} python3 upgrade.py --back"
    assert command("upgrade") == (2, [])


def test_any_other_word_is_a_command_of_capaian(command: Command, tmp_path: Path) -> None:
    python = f"{tmp_path}/capaian/.venv/bin/python"
    assert command("doctor", "--json", code=1) == (1, [
        f"runuser -u capaian -- env HOME=/data {python} -m capaian doctor --json"
    ])  # fmt: skip
