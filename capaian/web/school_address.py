"""The school's own address of Capaian, as a code on paper leads there."""

import ipaddress
from contextlib import suppress
from urllib.parse import urlsplit

from capaian.web.hosts import LOOPBACK, Hosts


def school_address(public_url: str, opened: str | None, hosts: Hosts) -> str:
    """`https://capaian.sekolah.sch.id`: the setting, else what this page was opened by; "" on a single computer.

    opened: the address in the browser, as the browser tells it, so it counts only where `hosts` answers to it. No
    code leads to an address that only one computer knows.
    """
    if public_url:
        return public_url
    with suppress(ValueError):
        parts = urlsplit(opened or "")
        known = parts.scheme in ("http", "https") and hosts.answers_to(parts.netloc)
        if known and parts.hostname and not _is_here_alone(parts.hostname):
            name = f"[{parts.hostname}]" if ":" in parts.hostname else parts.hostname
            return f"{parts.scheme}://{name}" + (f":{parts.port}" if parts.port else "")
    return ""


def _is_here_alone(name: str) -> bool:
    with suppress(ValueError):
        number = ipaddress.ip_address(name)
        return number.is_loopback or number.is_unspecified
    return name in LOOPBACK
