"""What a paper is printed with unless somebody chooses otherwise: today, the letterhead, the sheet, the address."""

import datetime
from zoneinfo import ZoneInfo

import streamlit as st

from capaian.reports import PaperChoice
from capaian.store import School, load_letterhead
from capaian.web.hosts import hosts_of
from capaian.web.opening import listening
from capaian.web.page import Visit
from capaian.web.running import settings
from capaian.web.school_address import school_address


def plain_choice(visit: Visit, school: School) -> PaperChoice:
    """For the school's own people, without a number. Raises Refused, StoreError."""
    return PaperChoice(
        letterhead=load_letterhead(visit.store, visit.actor),
        day=datetime.datetime.now(ZoneInfo(school.time_zone)).date(),
        address=school_address(settings().public_url, st.context.url, hosts_of(settings(), listening())),
        smallest=settings().small_group,
    )
