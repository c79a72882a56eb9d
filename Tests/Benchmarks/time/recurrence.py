"""recurrence.py FILE: how long python-dateutil takes to find the starts of all recurrences in a file.

The file is Tests/SignageTests/Timing/Fixtures/recurrences.txt. Prints milliseconds for all of its rules together, and how
many starts that were; reading the rules is not counted. The best of three rounds.
"""
import datetime
import itertools
import sys
import time

from dateutil.rrule import rruleset, rrulestr

# So that dateutil does not look for what never comes up to the year 9999; no question here is about a later year.
datetime.MAXYEAR = 2110
EPOCH = datetime.datetime(1970, 1, 1)


def times(column):
    return [EPOCH + datetime.timedelta(seconds=int(second)) for second in column.split()]


questions = []
for line in open(sys.argv[1]):
    start, rule, additions, exceptions, since, until, _ = line.rstrip("\n").split("|")
    # dateutil takes a date for its midnight; here the whole day still counts.
    parts = [part + "T235959" if part.startswith("UNTIL=") and len(part) == 14 else part for part in rule.split(";")]
    whole = rruleset()
    whole.rrule(rrulestr(";".join(parts), dtstart=times(start)[0]))
    for addition in times(additions):
        whole.rdate(addition)
    for exception in times(exceptions):
        whole.exdate(exception)
    questions.append((whole, times(since)[0], times(until)[0]))

best, starts = None, 0
for _ in range(3):
    begin = time.perf_counter()
    starts = 0
    for whole, since, until in questions:
        for found in itertools.takewhile(lambda found: found < until, whole):
            starts += found >= since
    elapsed = time.perf_counter() - begin
    best = elapsed if best is None else min(best, elapsed)
print(f"{best * 1000:.1f} {starts}")
