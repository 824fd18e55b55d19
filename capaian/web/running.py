"""What this server was started with, read once."""

from functools import cache

from capaian.settings import Settings, load_settings


@cache
def settings() -> Settings:
    """The settings of this process. Raises SettingsError; the launcher has asked first and stopped."""
    return load_settings()
