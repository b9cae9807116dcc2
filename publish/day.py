"""The day that a build is of."""

import os
from datetime import UTC, datetime


def build_day() -> datetime:
    """Return today at midnight, or the day of SOURCE_DATE_EPOCH: the only thing in which two builds differ."""
    now = os.environ.get("SOURCE_DATE_EPOCH")
    moment = datetime.fromtimestamp(int(now), UTC) if now else datetime.now(UTC)
    return moment.replace(hour=0, minute=0, second=0, microsecond=0)
