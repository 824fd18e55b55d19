"""Which names this server answers to, and which computers may ask: from the settings and the address it listens on."""

import ipaddress
from contextlib import suppress
from dataclasses import dataclass
from typing import Final
from urllib.parse import urlsplit

from capaian.settings import Settings

LOOPBACK: Final = frozenset({"127.0.0.1", "localhost", "::1"})
_ANY_ADDRESS: Final = frozenset({"", "0.0.0.0", "::"})  # noqa: S104


@dataclass(frozen=True, slots=True)
class Hosts:
    """names: what may stand in the address bar. origin: `https://capaian.sekolah.sch.id` or empty.

    exposed: whether other computers can come at all. by_number: whether any numeric address is
    answered to (a page of another site can make its own name point here, but never a number).
    """

    names: frozenset[str]
    origin: str = ""
    exposed: bool = False
    by_number: bool = False

    def answers_to(self, host: str) -> bool:
        """Whether the Host of a request is a name of ours."""
        name = name_of(host)
        return name in self.names or (self.by_number and _is_number(name))

    def may_ask(self, address: str | None) -> bool:
        """Whether the computer at the other end may ask; None: it is a pipe of this computer."""
        return self.exposed or address is None or address in LOOPBACK

    def is_ours(self, origin: str, host: str) -> bool:
        """Whether a page of this origin is one of ours."""
        return urlsplit(origin).netloc == host or (bool(self.origin) and origin == self.origin)


def hosts_of(settings: Settings, address: str | None) -> Hosts:
    """What the settings and the address the server listens on come to."""
    address = address or ""
    public = urlsplit(settings.public_url).hostname
    names = LOOPBACK | {name for name in (public, address) if name and name not in _ANY_ADDRESS}
    opened = address not in LOOPBACK
    return Hosts(names, settings.public_url, exposed=opened or bool(public), by_number=opened)


def name_of(host: str) -> str:
    """`localhost` of `localhost:8501`, `::1` of `[::1]:8501`; empty where it is no host."""
    with suppress(ValueError):
        parts = urlsplit(f"//{host}")
        if not parts.path and parts.username is None:
            return parts.hostname or ""
    return ""


def _is_number(name: str) -> bool:
    with suppress(ValueError):
        return bool(ipaddress.ip_address(name))
    return False
