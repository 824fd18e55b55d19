"""How the server is put together, and when it refuses to start."""

import sys
from typing import Any, Final

from starlette.middleware import Middleware
from streamlit import config

from capaian.locale import DEFAULT_LANGUAGE, texts
from capaian.problems import CapaianError
from capaian.settings import ROOT
from capaian.web import builtin_texts, choices, first_account, google, password_page, plain_page, signin
from capaian.web.document import Document
from capaian.web.doors import Doors
from capaian.web.gate import Gate
from capaian.web.headers import SecurityHeaders
from capaian.web.hosts import Hosts
from capaian.web.incidents import keep_streamlit_quiet, on_script_error
from capaian.web.kept_files import KeptFiles
from capaian.web.opening import open_to, refuse_back_doors
from capaian.web.running import settings
from capaian.web.schools import store_of
from capaian.web.sockets import Sockets
from capaian.web.troubles import Troubles
from capaian.web.uploads import Uploads
from capaian.web.warm import lifespan

ROUTER: Final = ROOT / "capaian" / "web" / "router.py"

UNUSABLE: Final = 2
"""The exit code when the server does not start: a setting is wrong, or the database cannot be opened."""


def prepare() -> dict[str, Any]:
    """What st.App is given besides the router, with the school's database open and up to date.

    Ends the process with a sentence and code 2 where it may not or cannot start.
    """
    try:
        refuse_back_doors()
        take_settings()
        hosts = open_to(settings(), store_of("own"))
    except CapaianError as error:
        sys.stderr.write(f"\n  {error.message(texts(DEFAULT_LANGUAGE))}\n\n")
        raise SystemExit(UNUSABLE) from None
    keep_streamlit_quiet()
    return {
        "routes": routes(),
        "middleware": middleware(hosts),
        "lifespan": lifespan,
        "on_script_error": on_script_error,
    }


def routes() -> list[Any]:
    """Our own addresses besides Streamlit's."""
    ours = (choices, builtin_texts, plain_page, signin, password_page, first_account)
    return [route for module in ours for route in module.ROUTES] + google.routes()


def middleware(hosts: Hosts) -> list[Middleware]:
    """What every request passes, the outermost first."""
    most = settings().max_session_upload_mb << 20
    return [
        Middleware(SecurityHeaders),
        Middleware(Troubles),
        Middleware(Doors, hosts=hosts),
        Middleware(Gate),
        Middleware(Sockets, most=settings().max_connections),
        Middleware(Uploads, most=most),
        Middleware(KeptFiles),
        Middleware(Document),
    ]


def take_settings() -> None:
    """Hand our settings to Streamlit. Raises SettingsError for a wrong one."""
    where = "CAPAIAN_MAX_UPLOAD_MB"
    config.set_option("server.maxUploadSize", settings().max_upload_mb, where)
