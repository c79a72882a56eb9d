#!/usr/bin/env python3
"""Writes sun.txt: what the package astral says of the sun.

    pip install astral==3.2
    ./make-sun.py

A line holds a place, its latitude and longitude, a day and the instants (whole seconds since 1970) of sunrise, sunset, civil dawn
and civil dusk; - where the sun does not reach that height. Civil twilight is taken without refraction: the sun's centre 6 degrees
below the horizon, as the NOAA calculator and the almanacs have it.
"""
import os
from datetime import date, timedelta

from astral import Observer
from astral.sun import SunDirection, sunrise, sunset, time_of_transit

PLACES = [
    ("barleben", 52.2, 11.6, date(2024, 1, 1), date(2030, 12, 31), 10),
    ("quito", -0.18, -78.47, date(2025, 1, 1), date(2026, 12, 31), 23),
    ("sydney", -33.87, 151.21, date(2025, 1, 1), date(2026, 12, 31), 23),
    ("ushuaia", -54.8, -68.3, date(2025, 1, 1), date(2026, 12, 31), 23),
    ("south60", -60.0, 20.0, date(2025, 1, 1), date(2026, 12, 31), 23),
    ("oslo", 59.91, 10.75, date(2025, 1, 1), date(2026, 12, 31), 23),
    ("trondheim", 63.43, 10.4, date(2025, 1, 1), date(2026, 12, 31), 23),
    ("north65", 65.0, 25.5, date(2025, 1, 1), date(2026, 12, 31), 23),
    ("honolulu", 21.31, -157.86, date(2025, 1, 1), date(2026, 12, 31), 23),
    ("tokyo", 35.68, 139.69, date(2025, 1, 1), date(2026, 12, 31), 23),
    ("tromso", 69.65, 18.96, date(2025, 1, 1), date(2025, 12, 31), 30),
    ("longyearbyen", 78.22, 15.63, date(2025, 1, 1), date(2025, 12, 31), 30),
    ("south80", -80.0, 0.0, date(2025, 1, 1), date(2025, 12, 31), 30),
]


def seconds(compute, near):
    """The instant that lies within half a day of the sun's noon, whatever day of UTC that is."""
    for offset in (0, -1, 1):
        try:
            instant = compute(near[0] + timedelta(days=offset)).timestamp()
        except ValueError:
            continue
        if abs(instant - near[1]) < 43200:
            return str(round(instant))
    return "-"


folder = os.path.dirname(os.path.abspath(__file__))
with open(os.path.join(folder, "sun.txt"), "w") as file:
    for name, latitude, longitude, first, last, step in PLACES:
        place = Observer(latitude, longitude, 0)
        for days in range(0, (last - first).days + 1, step):
            day = first + timedelta(days=days)
            noon = (day - date(1970, 1, 1)).days * 86400 + 43200 - longitude * 240
            near = (day, noon)
            times = [
                seconds(lambda d: sunrise(place, d), near),
                seconds(lambda d: sunset(place, d), near),
                seconds(lambda d: time_of_transit(place, d, 96.0, SunDirection.RISING, False), near),
                seconds(lambda d: time_of_transit(place, d, 96.0, SunDirection.SETTING, False), near),
            ]
            file.write(f"{name} {latitude} {longitude} {day} {' '.join(times)}\n")
