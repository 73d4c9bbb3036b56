#!/usr/bin/env python3
"""Derives the outlines in data/map from the npm package us-atlas, which carries Census boundaries.

Run it without arguments. It downloads the pinned package to a temporary folder (this needs npm) and writes outlines.bin
and extents.csv, which data/map/README.md describes. The output depends only on the pinned version and on
data/places/cities.csv, so a second run changes nothing.
"""

import csv
import json
import struct
from collections import defaultdict
from pathlib import Path

from packages import npm_file

NPM_PACKAGE = "us-atlas@3.0.1"
DATA = Path(__file__).resolve().parent.parent / "data"
OUTPUT = DATA / "map"

# The two digits by which the Census identifies a state, and its postal code.
POSTAL_CODES = {
    "01": "AL", "02": "AK", "04": "AZ", "05": "AR", "06": "CA", "08": "CO", "09": "CT", "10": "DE", "11": "DC",
    "12": "FL", "13": "GA", "15": "HI", "16": "ID", "17": "IL", "18": "IN", "19": "IA", "20": "KS", "21": "KY",
    "22": "LA", "23": "ME", "24": "MD", "25": "MA", "26": "MI", "27": "MN", "28": "MS", "29": "MO", "30": "MT",
    "31": "NE", "32": "NV", "33": "NH", "34": "NJ", "35": "NM", "36": "NY", "37": "NC", "38": "ND", "39": "OH",
    "40": "OK", "41": "OR", "42": "PA", "44": "RI", "45": "SC", "46": "SD", "47": "TN", "48": "TX", "49": "UT",
    "50": "VT", "51": "VA", "53": "WA", "54": "WV", "55": "WI", "56": "WY", "60": "AS", "66": "GU", "69": "MP",
    "72": "PR", "78": "VI",
}

# A state's extent reaches at most this many degrees beyond its towns. This leaves out the uninhabited islands northwest of
# Hawaii and north of Saipan, which would make the extent more than twice as long.
EMPTY_DEGREES = 1.0
# The margin around the towns of a state without an outline, in degrees.
MARGIN_DEGREES = 0.2
# Longitudes east of this are counted westward past the date line, below -180, so that Alaska and Micronesia are each in
# one piece.
SEAM_DEGREES = 30.0


def westward(longitude):
    return longitude - 360 if longitude > SEAM_DEGREES else longitude


class Atlas:
    """The package's counties-10m.json: a TopoJSON file, whose arcs are shared by the areas beside them."""

    def __init__(self, topology):
        self.scale, self.origin = topology["transform"]["scale"], topology["transform"]["translate"]
        self.objects = topology["objects"]
        self.arcs = [list(absolute(arc)) for arc in topology["arcs"]]

    def arc(self, index):
        """The points of an arc. A negative index is the complement of an arc's index, and means the arc reversed."""
        return self.arcs[index] if index >= 0 else self.arcs[~index][::-1]

    def degrees(self, point):
        return [self.origin[axis] + self.scale[axis] * point[axis] for axis in (0, 1)]

    def rings(self, geometry):
        """The rings of an area: lists of arcs."""
        if not geometry.get("type"):
            return []
        polygons = [geometry["arcs"]] if geometry["type"] == "Polygon" else geometry["arcs"]
        return [ring for polygon in polygons for ring in polygon]


def absolute(arc):
    """The points of an arc. In the file, each is relative to the one before."""
    x = y = 0
    for dx, dy in arc:
        x, y = x + dx, y + dy
        yield x, y


def land(atlas):
    """The outlines of the country, closed: the last point is followed by the first."""
    rings = []
    for area in atlas.objects["nation"]["geometries"]:
        for ring in atlas.rings(area):
            # Each arc begins where the one before ends.
            rings.append([point for index in ring for point in atlas.arc(index)[1:]])
    return rings


def borders(atlas):
    """The lines between two states, joined into long ones, and the lines between two counties of a state."""
    beside = defaultdict(set)
    for county in atlas.objects["counties"]["geometries"]:
        for ring in atlas.rings(county):
            for index in ring:
                beside[max(index, ~index)].add(county["id"])
    between_states, between_counties = [], []
    for index, counties in sorted(beside.items()):
        if len(counties) > 1:
            states = {county[:2] for county in counties}
            (between_states if len(states) > 1 else between_counties).append(atlas.arcs[index])
    return join(between_states), between_counties


def join(lines):
    """Joins lines at points where exactly two of them end."""
    ends = defaultdict(list)
    for number, line in enumerate(lines):
        for end in (line[0], line[-1]):
            ends[end].append(number)
    left, joined = set(range(len(lines))), []
    for number in range(len(lines)):
        if number in left:
            left.discard(number)
            forward = grow(list(lines[number]), lines, ends, left)
            joined.append(grow(forward[::-1], lines, ends, left))
    return joined


def grow(line, lines, ends, left):
    """Extends a line at its end while exactly one other line continues it."""
    while len(ends[line[-1]]) == 2:
        following = [number for number in ends[line[-1]] if number in left]
        if not following:
            break
        left.discard(following[0])
        more = lines[following[0]]
        line += (more if more[0] == line[-1] else more[::-1])[1:]
    return line


def extents(atlas):
    """The box around each state, in degrees: west, south, east, north."""
    towns = defaultdict(list)
    with open(DATA / "places" / "cities.csv", encoding="utf-8") as file:
        for row in csv.DictReader(file):
            towns[row["state"]].append((westward(float(row["longitude"])), float(row["latitude"])))
    outlines = {}
    for state in atlas.objects["states"]["geometries"]:
        corners = [atlas.degrees(p) for ring in atlas.rings(state) for index in ring for p in atlas.arc(index)]
        outlines[POSTAL_CODES[state["id"]]] = box([(westward(x), y) for x, y in corners])
    rows = []
    for state, points in sorted(towns.items()):
        around = box(points)
        if state in outlines:
            extent = overlap(outlines[state], widen(around, EMPTY_DEGREES))
        else:
            extent = widen(around, MARGIN_DEGREES)
        rows.append([state, *(f"{degrees:.3f}" for degrees in extent)])
    return rows


def box(points):
    xs, ys = zip(*points)
    return [min(xs), min(ys), max(xs), max(ys)]


def widen(area, degrees):
    return [area[0] - degrees, area[1] - degrees, area[2] + degrees, area[3] + degrees]


def overlap(a, b):
    return [max(a[0], b[0]), max(a[1], b[1]), min(a[2], b[2]), min(a[3], b[3])]


def varint(number):
    """Seven bits per byte, the lowest first. The highest bit says that more bytes follow."""
    out = bytearray()
    while number > 127:
        out.append(number & 127 | 128)
        number >>= 7
    out.append(number)
    return out


def encode(atlas, groups):
    out = bytearray(struct.pack("<4d", *atlas.origin, *atlas.scale))
    last = (0, 0)
    for lines in groups:
        out += varint(len(lines))
        for line in lines:
            out += varint(len(line))
            for point in line:
                for step in (point[0] - last[0], point[1] - last[1]):
                    # Zigzag: numbers near zero, of either sign, take one byte.
                    out += varint(2 * step if step >= 0 else -2 * step - 1)
                last = point
    return bytes(out)


def derive(topology):
    atlas = Atlas(topology)
    groups = [land(atlas), *borders(atlas)]
    OUTPUT.mkdir(parents=True, exist_ok=True)
    (OUTPUT / "outlines.bin").write_bytes(encode(atlas, groups))
    with open(OUTPUT / "extents.csv", "w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(["state", "west", "south", "east", "north"])
        writer.writerows(extents(atlas))
    for name, lines in zip(("land", "state borders", "county borders"), groups):
        print(f"{name}: {len(lines)} lines, {sum(map(len, lines))} points")


def main():
    derive(json.loads(npm_file(NPM_PACKAGE, "counties-10m.json")))


if __name__ == "__main__":
    main()
