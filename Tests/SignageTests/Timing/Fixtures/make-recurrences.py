#!/usr/bin/env python3
"""Writes what python-dateutil and zoneinfo say about recurrences, for RecurrenceFixtureTests and Tests/Benchmarks.

    python3 -m pip install python-dateutil==2.9.0.post0
    python3 make-recurrences.py            # from this folder

The output is committed, so that tests need neither Python nor a network; the same seed writes the same bytes.

recurrences.txt    2,000 random rules. A line: start | rule | additions | exceptions | from | to | starts. Times are seconds since
                   1970-01-01T00:00 on the wall; `starts` holds the first such second and then the differences from one to the
                   next, with `*n` for n equal ones.
summer-time.txt    when some recurrences hold around each change of summer time from 2024 to 2030 in Europe/Berlin. A line: start |
                   seconds each lasts | rule | first minute (in minutes since 1970, UTC) | what holds, minute by minute, as runs:
                   minutes on which it does not hold, on which it does, and so on.

Rules on which python-dateutil and RFC 5545 differ are not drawn; RecurrenceTests has examples of them:
- BYDAY with and without ordinals at once (dateutil wants both to hold, the RFC either);
- BYWEEKNO without a day (dateutil takes all seven days, the RFC the weekday of the start);
- WEEKLY with BYSETPOS that starts within a week (dateutil counts from the start, the RFC from the week's first day);
- BYWEEKNO where dateutil takes a day of a week that is not asked for or leaves one out, at the turn of some years (checked below);
- UNTIL as a date, which dateutil takes for that day's midnight: it is given the end of the day instead.
"""
import datetime as clock
import itertools
import random
import sys
from datetime import datetime, timedelta, timezone
from pathlib import Path
from zoneinfo import ZoneInfo

from dateutil.rrule import rruleset, rrulestr

# So that dateutil does not look for what never comes up to the year 9999; no question here is about a later year.
clock.MAXYEAR = 2110
EPOCH = datetime(1970, 1, 1)
DAYS = ["MO", "TU", "WE", "TH", "FR", "SA", "SU"]
COUNT = 2_000
MOST_STARTS = 120


def wall(time):
    return int((time - EPOCH).total_seconds())


def for_dateutil(rule):
    parts = [p + "T235959" if p.startswith("UNTIL=") and len(p) == 14 else p for p in rule.split(";")]
    return ";".join(parts)


def recurrence(start, rule, additions=(), exceptions=()):
    whole = rruleset()
    whole.rrule(rrulestr(for_dateutil(rule), dtstart=start))
    for time in additions:
        whole.rdate(time)
    for time in exceptions:
        whole.exdate(time)
    return whole


def starts_between(rule, since, until, most):
    """The first starts in a stretch of time."""
    inside = itertools.takewhile(lambda time: time < until, rule)
    return list(itertools.islice((time for time in inside if time >= since), most))


def some(draw, values, most):
    values = list(values)
    return sorted(draw.sample(values, draw.randint(1, min(most, len(values)))))


def both_ends(most):
    return [*range(1, most + 1), *range(-most, 0)]


def random_rule(draw, start):
    """A rule's parts, and perhaps a start that suits them better."""
    frequency = draw.choices(["MINUTELY", "HOURLY", "DAILY", "WEEKLY", "MONTHLY", "YEARLY"], [6, 6, 16, 24, 28, 20])[0]
    chance = lambda p: draw.random() < p
    parts = {"FREQ": frequency}
    if chance(0.5):
        parts["INTERVAL"] = draw.choice(
            {"MINUTELY": [5, 7, 15, 20, 45, 90, 240, 1441], "HOURLY": [2, 3, 5, 7, 12, 24, 25, 36]}.get(frequency, [2, 2, 2, 3, 3, 4, 5, 6, 7, 11, 18])
        )
    start_weekday = start.weekday()
    if chance(0.35):
        parts["BYMONTH"] = some(draw, range(1, 13), 4)
    if frequency == "YEARLY":
        kind = draw.choice(["none", "day", "ordinal", "monthday", "yearday", "week", "friday13", "leap"])
    elif frequency == "MONTHLY":
        kind = draw.choice(["none", "day", "ordinal", "monthday", "monthday", "friday13"])
    elif frequency == "WEEKLY":
        kind = draw.choice(["none", "day", "day", "day"])
    else:
        kind = draw.choice(["none", "none", "day", "monthday", "friday13"] + (["yearday"] if frequency != "DAILY" else []))
    if kind in ("day", "friday13"):
        parts["BYDAY"] = [DAYS[d] for d in some(draw, range(7), 5)]
    if kind == "ordinal":
        most = 53 if frequency == "YEARLY" and "BYMONTH" not in parts else 5
        ordinals = [o for o in both_ends(most) if most == 5 or abs(o) < 6 or chance(0.4)]
        parts["BYDAY"] = [f"{draw.choice(ordinals)}{DAYS[d]}" for d in some(draw, range(7), 3)]
    if kind in ("monthday", "friday13"):
        parts["BYMONTHDAY"] = some(draw, both_ends(31), 6)
    if kind == "leap":
        parts["BYMONTH"], parts["BYMONTHDAY"] = [2], [29]
        if chance(0.3):
            parts["BYMONTHDAY"] = [-1]
    if kind == "yearday":
        parts["BYYEARDAY"] = some(draw, [*both_ends(366), *[1, -1, 59, 60, 61, 366, -366, 365] * 20], 6)
        parts["BYYEARDAY"] = sorted(set(parts["BYYEARDAY"]))
        if chance(0.6):
            parts.pop("BYMONTH", None)
    if kind == "week":
        parts["BYWEEKNO"] = sorted(set(some(draw, [*both_ends(53), *[1, 52, 53, -1] * 12], 4)))
        parts["BYDAY"] = [DAYS[d] for d in some(draw, range(7), 4)]
        if chance(0.6):
            parts.pop("BYMONTH", None)
    if chance(0.5):
        parts["WKST"] = draw.choice(DAYS)
    short = frequency in ("MINUTELY", "HOURLY")
    if chance(0.25):
        parts["BYHOUR"] = some(draw, range(24), 8 if short else 4)
    if chance(0.25):
        parts["BYMINUTE"] = some(draw, [0, 15, 30, 45] if frequency == "MINUTELY" else range(60), 3)
    if frequency != "MINUTELY" and chance(0.06):
        parts["BYSECOND"] = some(draw, range(60), 2)
    lists = [name for name in parts if name.startswith("BY")]
    if lists and chance(0.3) and frequency != "MINUTELY":
        parts["BYSETPOS"] = some(draw, [1, 1, 2, 3, 4, -1, -1, -2, -3, 7, -10] if chance(0.9) else both_ends(366), 3)
        parts["BYSETPOS"] = sorted(set(parts["BYSETPOS"]))
        if frequency == "WEEKLY":
            first = DAYS.index(parts.get("WKST", "MO"))
            start -= timedelta(days=(start_weekday - first) % 7)
    end = draw.random()
    if end < 0.2:
        parts["COUNT"] = draw.choice([1, 2, 3, 5, 10, 40, 200])
    elif end < 0.4:
        until = start + timedelta(days=draw.choice([3, 40, 400, 4000]), seconds=draw.choice([-1, 0, 0, 1, 5000]))
        parts["UNTIL"] = until.strftime(draw.choice(["%Y%m%d", "%Y%m%dT%H%M%S"]))
    order = list(parts)
    if chance(0.3):
        draw.shuffle(order)
        order.remove("FREQ")
        order.insert(0, "FREQ")
    text = lambda value: ",".join(map(str, value)) if isinstance(value, list) else str(value)
    return start, ";".join(f"{name}={text(parts[name])}" for name in order), parts


def weeks_agree(start, parts, found, until):
    """Whether dateutil's starts of a rule with BYWEEKNO are on all the days of its weeks, and on no other."""
    first = DAYS.index(parts.get("WKST", "MO"))

    def numbers(day):
        """A day's week, counted from the start and from the end of the year that has four of the week's days."""
        fourth = day - timedelta(days=(day.weekday() - first) % 7) + timedelta(days=3)
        length = (datetime(fourth.year + 1, 1, 1) - datetime(fourth.year, 1, 1)).days
        index = fourth.timetuple().tm_yday - 1
        return {index // 7 + 1, -((length - 1 - index) // 7 + 1)}

    days = {time.replace(hour=0, minute=0, second=0) for time in found}
    if any(not numbers(day) & set(parts["BYWEEKNO"]) for day in days):
        return False
    if "BYSETPOS" in parts or "COUNT" in parts or "UNTIL" in parts:
        # Whether one was left out cannot be seen: years whose border has no week of the rule are safe.
        return not {1, 52, 53, -1, -52, -53} & set(parts["BYWEEKNO"])
    day = start.replace(hour=0, minute=0, second=0) + timedelta(days=1)
    end = until.replace(hour=0, minute=0, second=0)
    while day < end:
        expected = (
            bool(numbers(day) & set(parts["BYWEEKNO"]))
            and DAYS[day.weekday()] in parts["BYDAY"]
            and day.month in parts.get("BYMONTH", [day.month])
            and (day.year - start.year) % parts.get("INTERVAL", 1) == 0
        )
        if expected != (day in days):
            return False
        day += timedelta(days=1)
    return True


def packed(starts):
    if not starts:
        return ""
    steps = [str(wall(starts[0]))]
    for step, run in itertools.groupby(b - a for a, b in zip(starts, starts[1:])):
        count = len(list(run))
        steps.append(f"{int(step.total_seconds())}" + (f"*{count}" if count > 1 else ""))
    return " ".join(steps)


def write_recurrences(path):
    draw = random.Random(5545)
    lines, left_out, frequencies = [], 0, {}
    seen = set()
    while len(lines) < COUNT:
        start = EPOCH + timedelta(days=draw.randrange(9_000, 26_000), minutes=15 * draw.randrange(96))
        if draw.random() < 0.1:
            start = start.replace(month=draw.choice([1, 2, 12]), day=draw.choice([1, 28])) + timedelta(days=draw.choice([0, 1, 2, 3]))
        if draw.random() < 0.05:
            start += timedelta(seconds=draw.randrange(60))
        start, rule, parts = random_rule(draw, start)
        short = parts["FREQ"] in ("MINUTELY", "HOURLY")
        away = draw.choice([0, 0, 1, 30, 100] if short else [0, 0, 0, 40, 1000, 4000, 12000])
        since = start + timedelta(days=away, seconds=draw.choice([0, 0, -1, 1, 30000]))
        length = {"MINUTELY": 3, "HOURLY": 10, "DAILY": 60, "WEEKLY": 200, "MONTHLY": 1200, "YEARLY": 4000}[parts["FREQ"]]
        until = since + timedelta(days=draw.choice([length // 2, length, 2 * length]), seconds=draw.choice([0, 0, 1]))
        try:
            found = starts_between(rrulestr(for_dateutil(rule), dtstart=start), since, until, MOST_STARTS + 1)
        except ValueError:
            # What never matches; dateutil refuses some of these rules.
            left_out += 1
            continue
        if "BYWEEKNO" in parts:
            all_starts = [time for time in recurrence(start, rule).between(start, until, inc=True)]
            if not weeks_agree(start, parts, all_starts, until):
                left_out += 1
                continue
        # Rules that say nothing in their window tell little; some are kept.
        if not found and draw.random() < 0.85:
            continue
        if len(found) > MOST_STARTS:
            until = min(until, found[-1])
        inside = [time for time in found if time < until]
        additions = sorted({since + timedelta(hours=draw.randrange(-500, 2000)) for _ in range(draw.choice([0, 0, 0, 1, 3]))})
        if inside and draw.random() < 0.1:
            additions = sorted({*additions, draw.choice(inside)})
        exceptions = sorted(set(draw.sample(inside, min(len(inside), draw.choice([0, 0, 0, 1, 3])))))
        if additions and draw.random() < 0.3:
            exceptions = sorted({*exceptions, draw.choice(additions)})
        if draw.random() < 0.1:
            exceptions = sorted({*exceptions, since + timedelta(minutes=7)})
        whole = recurrence(start, rule, additions, exceptions)
        starts = [time for time in whole.between(since, until, inc=True) if time < until]
        times = lambda values: " ".join(str(wall(value)) for value in values)
        line = "|".join(
            [str(wall(start)), rule, times(additions), times(exceptions), str(wall(since)), str(wall(until)), packed(starts)]
        )
        if (start, rule) in seen:
            continue
        seen.add((start, rule))
        lines.append(line)
        frequencies[parts["FREQ"]] = frequencies.get(parts["FREQ"], 0) + 1
    path.write_text("\n".join(lines) + "\n")
    print(f"{len(lines)} rules {frequencies}, {left_out} left out, {path.stat().st_size} bytes", file=sys.stderr)


NIGHTS = [  # start, seconds, rule
    (datetime(2024, 1, 1, 2, 30), 1_800, "FREQ=DAILY"),
    (datetime(2024, 1, 1, 1, 30), 7_200, "FREQ=DAILY"),
    (datetime(2024, 1, 1, 3, 0), 600, "FREQ=DAILY"),
    (datetime(2024, 1, 1, 2, 0), 3_600, "FREQ=DAILY"),
    (datetime(2024, 1, 7, 2, 15), 2_700, "FREQ=WEEKLY"),
    (datetime(2024, 1, 6, 22, 0), 28_800, "FREQ=WEEKLY;BYDAY=SA"),
    (datetime(2024, 1, 31, 2, 45), 900, "FREQ=MONTHLY;BYDAY=-1SU"),
    (datetime(2024, 1, 1, 0, 5), 600, "FREQ=HOURLY"),
    (datetime(2024, 1, 1, 0, 50), 1_260, "FREQ=HOURLY"),
    (datetime(2024, 1, 1, 0, 0), 420, "FREQ=MINUTELY;INTERVAL=20"),
    (datetime(2024, 1, 1, 0, 0), 60, "FREQ=MINUTELY;INTERVAL=3;BYHOUR=2"),
    (datetime(2024, 1, 1, 0, 0), 3_000, "FREQ=DAILY;BYHOUR=0,1,2,3,4;BYMINUTE=0"),
    (datetime(2024, 1, 1, 2, 30), 10_800, "FREQ=DAILY;INTERVAL=2"),
    (datetime(2024, 3, 31, 2, 30), 1_800, "FREQ=YEARLY;BYMONTH=3,10;BYDAY=-1SU"),
]


def write_summer_time(path):
    zone = ZoneInfo("Europe/Berlin")
    lines = []
    for year, month in itertools.product(range(2024, 2031), (3, 10)):
        sunday = max(day for day in range(25, 32) if datetime(year, month, day).weekday() == 6)
        first = datetime(year, month, sunday, tzinfo=timezone.utc) - timedelta(hours=3)
        minutes = [first + timedelta(minutes=minute) for minute in range(9 * 60)]
        for start, seconds, rule in NIGHTS:
            around = first.replace(tzinfo=None)
            walls = recurrence(start, rule).between(around - timedelta(days=3), around + timedelta(days=3), inc=True)
            # Without a fold, zoneinfo counts a skipped time with the offset before the change and takes the first of two.
            instants = [time.replace(tzinfo=zone, fold=0).astimezone(timezone.utc) for time in walls]
            holds = [any(i <= minute < i + timedelta(seconds=seconds) for i in instants) for minute in minutes]
            runs = [(held, len(list(run))) for held, run in itertools.groupby(holds)]
            counts = [str(count) for _, count in runs]
            counts = (["0"] if runs[0][0] else []) + counts
            lines.append(f"{wall(start)}|{seconds}|{rule}|{int(first.timestamp()) // 60}|{' '.join(counts)}")
    path.write_text("\n".join(lines) + "\n")
    print(f"{len(lines)} nights, {path.stat().st_size} bytes", file=sys.stderr)


if __name__ == "__main__":
    folder = Path(__file__).parent
    write_recurrences(folder / "recurrences.txt")
    write_summer_time(folder / "summer-time.txt")
