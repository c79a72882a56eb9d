#!/usr/bin/env python3
"""Writes public-holidays.txt and easter.txt: what two other implementations say.

    pip install holidays==0.109 python-dateutil==2.9.0.post0
    ./make-public-holidays.py

public-holidays.txt: a line a year with the public holidays of Saxony-Anhalt, 1995 to 2100, from the package holidays.
easter.txt: a line a year with Easter Sunday, 1970 to 2400, from dateutil.easter.
"""
import os

import holidays
from dateutil.easter import easter

folder = os.path.dirname(os.path.abspath(__file__))
with open(os.path.join(folder, "public-holidays.txt"), "w") as file:
    for year in range(1995, 2101):
        days = sorted(holidays.Germany(subdiv="ST", years=year))
        file.write(" ".join([str(year)] + [day.strftime("%m-%d") for day in days]) + "\n")
with open(os.path.join(folder, "easter.txt"), "w") as file:
    for year in range(1970, 2401):
        file.write(f"{easter(year)}\n")
