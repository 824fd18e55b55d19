"""Instants as they stand in the database: ISO text in UTC, which sorts as time does."""

import datetime


def now_or(given: datetime.datetime | None) -> datetime.datetime:
    """The instant given, else this one; UTC."""
    return (given or datetime.datetime.now(datetime.UTC)).astimezone(datetime.UTC)


def written(at: datetime.datetime) -> str:
    """An instant as text, always of the same length."""
    return at.astimezone(datetime.UTC).isoformat(timespec="microseconds")


def instant(text: str) -> datetime.datetime:
    """The instant that `written` wrote."""
    return datetime.datetime.fromisoformat(text)
