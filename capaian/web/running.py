"""What this server was started with, read once."""

from functools import cache

from capaian.settings import Settings, load_settings
from capaian.web.secret import cookie_secret


@cache
def settings() -> Settings:
    """The settings of this process. Raises SettingsError; the launcher has asked first and stopped."""
    return load_settings()


@cache
def secret() -> str:
    """What signs our forms. The launcher has asked for it first, and stopped where it may not be made."""
    return cookie_secret(settings(), may_make=True)
