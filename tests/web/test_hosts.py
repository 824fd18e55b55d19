import pytest

from capaian.settings import Settings
from capaian.web.hosts import Hosts, hosts_of, name_of

ALONE = hosts_of(Settings(), "127.0.0.1")
LAN = hosts_of(Settings(), "0.0.0.0")
ONE_ADDRESS = hosts_of(Settings(), "192.168.1.5")
PROXY = hosts_of(Settings(public_url="https://capaian.sekolah.sch.id"), "127.0.0.1")


@pytest.mark.parametrize(
    ("hosts", "exposed", "by_number"),
    [(ALONE, False, False), (LAN, True, True), (ONE_ADDRESS, True, True), (PROXY, True, False)],
)
def test_who_can_come_follows_from_where_the_server_listens(hosts: Hosts, exposed: bool, by_number: bool) -> None:
    assert (hosts.exposed, hosts.by_number) == (exposed, by_number)


@pytest.mark.parametrize("address", ["", None, "::", "0.0.0.0"])
def test_an_address_that_says_nothing_is_every_address(address: str | None) -> None:
    assert hosts_of(Settings(), address) == LAN


@pytest.mark.parametrize(
    ("hosts", "host", "answered"),
    [
        (ALONE, "127.0.0.1:8501", True),
        (ALONE, "localhost", True),
        (ALONE, "[::1]:8501", True),
        (ALONE, "192.168.1.5:8501", False),
        (ALONE, "evil.example", False),
        (LAN, "192.168.1.5:8501", True),
        (LAN, "[fe80::1]:8501", True),
        (LAN, "evil.example:8501", False),
        (LAN, "192.168.1.5.evil.example", False),
        (LAN, "", False),
        (PROXY, "capaian.sekolah.sch.id", True),
        (PROXY, "CAPAIAN.sekolah.sch.id:443", True),
        (PROXY, "lain.sekolah.sch.id", False),
        (PROXY, "10.0.0.1", False),
    ],
)
def test_only_names_that_cannot_be_made_to_point_here_are_answered_to(hosts: Hosts, host: str, answered: bool) -> None:
    assert hosts.answers_to(host) is answered


@pytest.mark.parametrize(
    ("hosts", "address", "heard"),
    [(ALONE, "127.0.0.1", True), (ALONE, None, True), (ALONE, "192.168.1.7", False), (LAN, "192.168.1.7", True)],
)
def test_other_computers_are_heard_only_where_the_server_is_open_to_them(
    hosts: Hosts, address: str | None, heard: bool
) -> None:
    assert hosts.may_ask(address) is heard


@pytest.mark.parametrize(
    ("origin", "host", "ours"),
    [
        ("https://capaian.sekolah.sch.id", "capaian.sekolah.sch.id", True),
        ("https://capaian.sekolah.sch.id", "127.0.0.1:8501", True),
        ("http://capaian.sekolah.sch.id", "127.0.0.1:8501", False),
        ("https://evil.example", "capaian.sekolah.sch.id", False),
        ("null", "capaian.sekolah.sch.id", False),
    ],
)
def test_a_page_is_ours_by_its_host_or_by_the_public_address(origin: str, host: str, ours: bool) -> None:
    assert PROXY.is_ours(origin, host) is ours


@pytest.mark.parametrize(
    ("host", "name"),
    [
        ("localhost:8501", "localhost"),
        ("[::1]:8501", "::1"),
        ("LOCALHOST", "localhost"),
        ("[::1", ""),
        ("evil@127.0.0.1", ""),
        ("127.0.0.1/x", ""),
    ],
)
def test_the_name_of_a_host(host: str, name: str) -> None:
    assert name_of(host) == name
