"""When the server may open its door, and to whom: safe unless someone has said otherwise in so many words."""

from typing import Any, Final

from streamlit import config

from capaian.locale import N_
from capaian.problems import SettingsError
from capaian.settings import Settings
from capaian.store import Store, has_accounts
from capaian.web.hosts import LOOPBACK, Hosts, hosts_of
from capaian.web.secret import cookie_secret

_WHERE: Final = "capaian/web/opening.py"


def refuse_back_doors() -> None:
    """Raise SettingsError where Streamlit was told to be open in a way of its own."""
    if config.get_option("server.enableAgentApi") or not config.get_option("server.enableXsrfProtection"):
        raise SettingsError(
            N_(
                "Capaian tidak dimulai: server.enableAgentApi harus false dan server.enableXsrfProtection harus true. "
                "Hapus keduanya dari baris perintah dan dari lingkungan."
            )
        )


def listening() -> str:
    """The address the server listens on, after the settings, the environment and the command line."""
    return config.get_option("server.address") or ""


def open_to(settings: Settings, store: Store) -> Hosts:
    """Who may come.

    The environment and the command line override .streamlit/config.toml, so the address is asked
    of Streamlit itself, after all of them. Raises SettingsError where other computers could come
    and there are no accounts, no secret, or no encryption and no leave to do without.
    """
    hosts = hosts_of(settings, listening())
    if hosts.exposed:
        _require_accounts(hosts, store)
        _require_encryption(settings)
    secret = cookie_secret(settings, may_make=not hosts.exposed)
    _tell_streamlit(hosts, secret)
    return hosts


def is_encrypted(settings: Settings) -> bool:
    """Whether browsers come by https alone."""
    return settings.public_url.startswith("https://") or bool(config.get_option("server.sslCertFile"))


def _require_accounts(hosts: Hosts, store: Store) -> None:
    if has_accounts(store):
        return
    raise SettingsError(
        N_(
            "Capaian tidak dimulai: alamat “{address}” terbuka bagi komputer lain, padahal belum ada akun. Mulai "
            "dahulu di 127.0.0.1 dan buat akun admin, atau jalankan: python -m capaian user add"
        ),
        address=hosts.origin or listening() or "*",
    )


def _require_encryption(settings: Settings) -> None:
    if is_encrypted(settings) or settings.allow_http_on_lan:
        return
    raise SettingsError(
        N_(
            "Capaian tidak dimulai: alamat “{address}” terbuka bagi komputer lain tanpa enkripsi (http). Pasang proksi "
            "https dan tulis CAPAIAN_PUBLIC_URL=https://..., atau izinkan dengan CAPAIAN_ALLOW_HTTP_ON_LAN=yes bila "
            "jaringan sekolah Anda tertutup."
        ),
        address=settings.public_url or listening() or "*",
    )


def _tell_streamlit(hosts: Hosts, secret: str) -> None:
    """What Streamlit checks by itself, after our own doors: the same names, the same origin, our secret."""
    given: dict[str, Any] = {
        "server.cookieSecret": secret,
        "server.allowedHosts": [] if hosts.by_number else sorted(hosts.names),
        "server.corsAllowedOrigins": [hosts.origin] if hosts.origin else [],
    }
    for name, value in given.items():
        config.set_option(name, value, _WHERE)


def is_alone(settings: Settings) -> bool:
    """Whether only this computer can come: then, while there is no account, a visitor may look at the example."""
    return listening() in LOOPBACK and not settings.public_url
