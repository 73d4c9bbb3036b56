#!/usr/bin/env python3
"""Derives data/linkage/name_words.csv from the listings of SAMHSA's National Directories of 2023.

Run it with the paths of the two tables of listings, which have columns name1 and name2. The output depends only on
these files.
"""

import csv
import re
import sys
from collections import Counter
from pathlib import Path

OUTPUT = Path(__file__).resolve().parent.parent / "data" / "linkage" / "name_words.csv"

# Rarer words all have the greatest weight, so their counts make no difference.
LEAST_LISTINGS = 20


def words(name):
    """The words of a name, as resolution folds them."""
    bare = re.sub(r"['’.]", "", name.lower()).replace("#", " number ")
    return re.findall(r"[^\W_]+", bare)


def main(paths):
    listings = Counter()
    for path in paths:
        with open(path, newline="", encoding="utf-8") as table:
            for row in csv.DictReader(table):
                listings.update(set(words(row["name1"] + " " + row["name2"])))
    rows = [(word, count) for word, count in listings.items() if count >= LEAST_LISTINGS]
    rows.sort(key=lambda row: (-row[1], row[0]))
    with open(OUTPUT, "w", newline="", encoding="utf-8") as table:
        writer = csv.writer(table, lineterminator="\n")
        writer.writerow(["word", "listings"])
        writer.writerows(rows)


if __name__ == "__main__":
    if len(sys.argv) < 2:
        sys.exit(f"usage: {sys.argv[0]} LISTINGS.csv ...")
    main(sys.argv[1:])
