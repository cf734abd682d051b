"""The rows of a store as they lie there, and who is one person, of what economy and groups."""
import sqlite3
from datetime import datetime, timezone
from zoneinfo import ZoneInfo

TABLES = ["learner", "learner_affiliation", "economy", "economy_group", "group_membership", "course",
          "course_version", "version_activity", "activity", "question", "registration",
          "registration_state", "activity_state", "result", "attempt", "interaction", "organisation",
          "initiative", "participation", "headcount", "import_batch", "import_row",
          "duplicate_candidate"]


class Refused(Exception):
    pass


def covers(begin, end, day):
    day = day.isoformat()
    return (begin is None or begin <= day) and (end is None or day < end)


def local_day(at, precision, zone):
    t = datetime.fromtimestamp(at // 1000, timezone.utc)
    return (t.astimezone(ZoneInfo(zone)) if precision in ("s", "f") else t).date()


class Store:
    """store.TABLE: its rows by column; where one column is the key, a dict by that."""

    def __init__(self, path):
        db = sqlite3.connect(path)
        db.row_factory = sqlite3.Row
        for table in TABLES:
            rows = [dict(row) for row in db.execute(f"SELECT * FROM {table}")]
            keyed = rows and "id" in rows[0]
            setattr(self, table, {row["id"]: row for row in rows} if keyed or not rows else rows)
        db.close()
        self.countries = {e["code"] for e in self.economy if e["kind"] == "economy"}
        self.states = {s["registration"]: s for s in self.registration_state}
        self.stays = {}
        for stay in self.learner_affiliation:
            self.stays.setdefault(stay["learner"], []).append(stay)
        self.members = {}
        for m in self.group_membership.values():
            group = self.economy_group[m["grp"]]
            self.members.setdefault((group["scheme"], m["economy"]), []).append((group["code"], m))

    def rows(self, table):
        rows = getattr(self, table)
        return rows.values() if isinstance(rows, dict) else rows

    def groups(self, scheme):
        return [g["code"] for _, g in sorted(self.economy_group.items()) if g["scheme"] == scheme]

    def stays_as(self, learner):
        while self.learner[learner]["status"] == "merged":
            learner = self.learner[learner]["merged_into"]
        return learner

    def person(self, learner):
        """Who counts for a learner; None for somebody who tests the platform."""
        learner = self.stays_as(learner)
        return None if self.learner[learner]["status"] == "test" else learner

    def same(self, activity):
        while self.activity[activity]["same_as"] is not None:
            activity = self.activity[activity]["same_as"]
        return activity

    def module(self, activity):
        """The module an activity is, or is in; itself when there is none."""
        at = activity = self.same(activity)
        while self.activity[at]["kind"] != "module" and self.activity[at]["parent"] is not None:
            at = self.activity[at]["parent"]
        return at if self.activity[at]["kind"] == "module" else activity

    def economy_of(self, person, day):
        for stay in self.stays.get(person, []):
            if covers(stay["valid_from"], stay["valid_to"], day):
                return stay["economy"]
        return "ZZ"

    def groups_of(self, scheme, economy, day, o):
        """The groups of an economy on a day, of several with --primary the primary one."""
        found = {code for code, m in self.members.get((scheme, economy), [])
                 if covers(m["valid_from"], m["valid_to"], day)
                 and (o.get("associates") or scheme not in ("RMO", "RMOSUB")
                      or not m["role"].startswith("associate"))
                 and not (o.get("members_only") and m["role"].rstrip("?") not in ("full", "member"))}
        if "primary" not in o or len(found) < 2:
            return found
        main = {code for code, m in self.members.get((scheme + "-PRIMARY", economy), [])
                if covers(m["valid_from"], m["valid_to"], day)} & found
        if not main:
            raise Refused
        return main
