#!/usr/bin/env python3
"""Writes dayparts.txt: what zoneinfo says of each minute of the nights in which clocks change in Berlin, 2024 to 2030.

    ./make-dayparts.py

A night is the 12 hours around the change, from 6 hours before. A line holds a daypart (weekday letters or * | from | to), the
instant at which a night begins (seconds since 1970) and, for its 720 minutes, the lengths of runs: off, on, off, ...
"""
import os
from datetime import datetime, timedelta, timezone
from zoneinfo import ZoneInfo

BERLIN = ZoneInfo("Europe/Berlin")
LETTERS = ["MO", "TU", "WE", "TH", "FR", "SA", "SU"]
DAYPARTS = [
    ("*", "02:15", "02:45"), ("*", "02:00", "03:00"), ("*", "01:30", "02:30"), ("*", "02:30", "03:30"),
    ("*", "00:00", "24:00"), ("*", "22:00", "02:30"), ("SA", "22:00", "02:30"), ("SU", "00:00", "24:00"),
    ("SU", "02:59", "03:00"), ("SA", "20:00", "02:00"), ("SU", "03:00", "03:01"), ("MO,TU,WE,TH,FR", "23:00", "06:00"),
]


def minutes(text):
    return int(text[:2]) * 60 + int(text[3:])


def holds(daypart, wall):
    days, start, end = daypart[0], minutes(daypart[1]), minutes(daypart[2])

    def matches(date):
        return days == "*" or LETTERS[date.weekday()] in days.split(",")

    now = wall.hour * 60 + wall.minute
    if start < end:
        return start <= now < end and matches(wall.date())
    return (now >= start and matches(wall.date())) or (now < end and matches(wall.date() - timedelta(days=1)))


def nights():
    for year in range(2024, 2031):
        for month in (3, 10):
            day = max(d for d in range(25, 32) if datetime(year, month, d).weekday() == 6)
            yield datetime(year, month, day, 1, tzinfo=timezone.utc) - timedelta(hours=6)


folder = os.path.dirname(os.path.abspath(__file__))
with open(os.path.join(folder, "dayparts.txt"), "w") as file:
    for night in nights():
        walls = [(night + timedelta(minutes=m)).astimezone(BERLIN) for m in range(720)]
        for daypart in DAYPARTS:
            runs, now = [0], False
            for wall in walls:
                if holds(daypart, wall) != now:
                    now = not now
                    runs.append(0)
                runs[-1] += 1
            file.write(f"{'|'.join(daypart)}|{int(night.timestamp())}|{' '.join(map(str, runs))}\n")
