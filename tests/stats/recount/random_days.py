"""Days and moments for made-up stores, often at the edge of something."""
from datetime import date, datetime, timedelta, timezone

FIRST, LAST = date(2022, 10, 1), date(2025, 3, 31)

# Moments at the edge of something.
EDGES = ["2023-12-31T23:30:00", "2024-01-01T00:00:00", "2024-02-29T12:00:00",
         "2024-02-28T23:59:59", "2024-03-31T00:59:59", "2024-03-31T22:30:00",
         "2024-06-30T13:00:00", "2024-10-27T00:30:00", "2024-12-31T11:00:00"]


# Days that everything likes to begin, end and happen on.
MEETING = [date(2023, 12, 31), date(2024, 1, 1), date(2024, 2, 29), date(2024, 3, 1),
           date(2024, 3, 31), date(2024, 6, 30), date(2024, 7, 1), date(2024, 7, 31)]


def a_day(r):
    if r.random() < 0.5:
        return r.choice(MEETING)
    return FIRST + timedelta(days=r.randrange((LAST - FIRST).days))


def stamp(r):
    """(milliseconds, precision), or (None, None)."""
    precision = r.choice([None, "y", "m", "d", "d", "d", "s", "s", "f"])
    if precision is None:
        return None, None
    d = a_day(r)
    if precision == "y":
        d = d.replace(month=1, day=1)
    if precision == "m":
        d = d.replace(day=1)
    t = datetime(d.year, d.month, d.day, tzinfo=timezone.utc)
    if precision in "sf":
        t += timedelta(seconds=r.randrange(86400))
        if r.random() < 0.3:
            t = datetime.fromisoformat(r.choice(EDGES)).replace(tzinfo=timezone.utc)
    ms = int(t.timestamp()) * 1000
    return ms + (r.randrange(1000) if precision == "f" else 0), precision
