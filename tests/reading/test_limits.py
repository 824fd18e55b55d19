from capaian.reading.limits import Limits, limits_of
from capaian.settings import Settings


def test_the_limits_are_those_of_the_settings():
    settings = Settings(max_upload_mb=3, max_cells=5_000, read_seconds=7, read_memory_mb=512)
    assert limits_of(settings) == Limits(max_cells=5_000, seconds=7, memory_mb=512, max_bytes=3 * 1024 * 1024)


def test_without_settings_the_limits_are_the_same():
    assert limits_of(Settings()) == Limits()
