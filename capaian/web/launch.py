"""How the server is put together, and when it refuses to start."""

import sys
from typing import Any, Final

from starlette.middleware import Middleware
from streamlit import config

from capaian.locale import DEFAULT_LANGUAGE, N_, texts
from capaian.problems import CapaianError, SettingsError
from capaian.settings import ROOT
from capaian.web import builtin_texts, choices
from capaian.web.document import Document
from capaian.web.doors import LOOPBACK, Doors
from capaian.web.headers import SecurityHeaders
from capaian.web.incidents import keep_streamlit_quiet, on_script_error
from capaian.web.running import settings
from capaian.web.schools import store_of
from capaian.web.warm import lifespan

ROUTER: Final = ROOT / "capaian" / "web" / "router.py"

UNUSABLE: Final = 2
"""The exit code when the server does not start: a setting is wrong, or the database cannot be opened."""


def prepare() -> dict[str, Any]:
    """What st.App is given besides the router, with the school's database open and up to date.

    Ends the process with a sentence and code 2 where it may not or cannot start.
    """
    try:
        refuse_open_address()
        take_settings()
        store_of("own")
    except CapaianError as error:
        sys.stderr.write(f"\n  {error.message(texts(DEFAULT_LANGUAGE))}\n\n")
        raise SystemExit(UNUSABLE) from None
    keep_streamlit_quiet()
    return {
        "routes": [*choices.ROUTES, *builtin_texts.ROUTES],
        "middleware": [Middleware(SecurityHeaders), Middleware(Doors), Middleware(Document)],
        "lifespan": lifespan,
        "on_script_error": on_script_error,
    }


def refuse_open_address() -> None:
    """Raise SettingsError unless the server listens on this computer alone: there are no accounts yet.

    The environment and the command line override .streamlit/config.toml, so the address is asked
    of Streamlit itself, after all of them.
    """
    address = config.get_option("server.address")
    if address not in LOOPBACK:
        raise SettingsError(
            N_(
                "Capaian tidak dimulai: alamat server “{address}” terbuka bagi komputer lain, padahal belum ada akun "
                "pengguna. Pakai --server.address 127.0.0.1 dan hapus STREAMLIT_SERVER_ADDRESS."
            ),
            address=address or "*",
        )
    if config.get_option("server.enableAgentApi") or not config.get_option("server.enableXsrfProtection"):
        raise SettingsError(
            N_(
                "Capaian tidak dimulai: server.enableAgentApi harus false dan server.enableXsrfProtection harus true. "
                "Hapus keduanya dari baris perintah dan dari lingkungan."
            )
        )


def take_settings() -> None:
    """Hand our settings to Streamlit. Raises SettingsError for a wrong one."""
    where = "CAPAIAN_MAX_UPLOAD_MB"
    config.set_option("server.maxUploadSize", settings().max_upload_mb, where)
