#!/usr/bin/env python3
"""Finds ZIP codes whose point is far from where their people are, and writes data/places/corrections.csv.

Usage: correct_zips.py LISTINGS.csv...

The tables need the columns zip, latitude, longitude and coordinate_source; a row counts if its coordinate is that of a
street address. Run derive_places.py afterward: it applies the corrections. A second run of both changes nothing,
because the addresses are always compared with the uncorrected points (column "uncorrected").
"""

import csv
import statistics
import sys
from collections import defaultdict

from derive_places import OUTPUT, key_of, miles, write

# A point is corrected only if it is at least this far from where it should be.
FAR_MILES = 5
# The addresses must be close together: half of them within this fraction of the distance between median and point.
TOGETHER = 0.4
# A single address may be wrong itself. It counts only if the town of the ZIP code is this near to it.
CONFIRMED_MILES = 5


def read(name):
    with open(OUTPUT / name, encoding="utf-8") as file:
        return list(csv.DictReader(file))


def point(row):
    return float(row["latitude"]), float(row["longitude"])


def uncorrected(zips):
    """The points before any correction."""
    points = {row["zip"]: point(row) for row in zips}
    for row in read("corrections.csv") if (OUTPUT / "corrections.csv").exists() else []:
        points[row["zip"]] = tuple(float(part) for part in row["uncorrected"].split())
    return points


def read_addresses(files):
    """The distinct street coordinates of each ZIP code."""
    addresses = defaultdict(set)
    for name in files:
        with open(name, encoding="utf-8", newline="") as file:
            for row in csv.DictReader(file):
                if row["coordinate_source"] == "street" and row["latitude"]:
                    addresses[row["zip"][:5]].add(tuple(round(degrees, 4) for degrees in point(row)))
    return addresses


def correct(at, addresses, town, base):
    """The corrected point and the reason, if a ZIP code needs one."""
    if base:
        return (base, "the base") if miles(at, base) >= FAR_MILES else None
    if not addresses:
        return None
    median = tuple(statistics.median(address[axis] for address in addresses) for axis in (0, 1))
    off = miles(at, median)
    if off < FAR_MILES:
        return None
    if len(addresses) > 1:
        apart = statistics.median(miles(median, address) for address in addresses)
        return (median, f"{len(addresses)} addresses") if apart <= TOGETHER * off else None
    if town and miles(median, town) <= CONFIRMED_MILES < miles(at, town):
        return median, "1 address in the town"
    return None


def main():
    zips = read("zips.csv")
    points, addresses = uncorrected(zips), read_addresses(sys.argv[1:])
    towns = {(row["city"], row["state"]): point(row) for row in read("cities.csv")}
    bases = {}
    for row in read("bases.csv"):
        for name in [row["name"], *row["other names"].split(";")]:
            bases[key_of(name), row["state"]] = point(row)
    rows, compared = [], sum(row["zip"] in addresses for row in zips)
    for row in zips:
        code, place = row["zip"], (row["city"], row["state"])
        base = bases.get((key_of(row["city"]), row["state"]))
        found = correct(points[code], addresses.get(code, ()), towns.get(place), base)
        if found:
            at, reason = found
            old = points[code]
            texts = [f"{degrees:.4f}" for degrees in at]
            rows.append([code, *texts, f"{old[0]:.4f} {old[1]:.4f}", f"{miles(old, at):.0f}", reason])
    write("corrections.csv", ["zip", "latitude", "longitude", "uncorrected", "miles", "reason"], rows)
    print(f"compared {compared} ZIP codes, corrected {len(rows)}")


if __name__ == "__main__":
    main()
