#!/usr/bin/env python3
"""Derives the listings that come with the program, data/listings, from SAMHSA's National Directories.

    derive_listings.py FOLDER [--check]

FOLDER has, for substance use (su) and mental health (mh):

  national-directory-{su,mh}-facilities-YEAR.xlsx  the workbooks as SAMHSA publishes them
  {su,mh}_listings.csv                             the same rows in the same order, with columns for a website, a
                                                   coordinate, and how precise it is (street or zip_centroid)

All cells come from the workbooks, so that a listing has the same ID as if its workbook were imported. Only websites and
coordinates come from the tables. The center of a ZIP code is left out, because the program knows better ones.

With --check, nothing is written: it fails if data/listings differs from what it would write. Standard library only.
"""

import argparse
import csv
import pathlib
import re
import sys
import xml.etree.ElementTree as ElementTree
import zipfile
import zlib

YEAR = 2023
TARGET = pathlib.Path(__file__).resolve().parent.parent / "data" / "listings" / f"national-directory-{YEAR}.zlib"

# The columns of a workbook, in the order in which they are packed.
CELLS = ["name1", "name2", "street1", "street2", "city", "state", "zip", "phone", "intake1", "intake2", "intake1a",
         "intake2a", "service_code_info"]
# The columns that a table adds.
ADDED = ["website", "latitude", "longitude"]
# What identifies a row in both files.
SAME = ["name1", "name2", "street1", "city", "state", "zip", "phone"]
# Decimals of a coordinate; the fifth is about a meter.
DECIMALS = 5

SHEET = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"


def texts_of(part, tag):
    return ["".join(text.text or "" for text in item.iter(SHEET + "t")) for item in part.iter(SHEET + tag)]


def workbook_rows(path):
    """The rows of a workbook's first sheet, as dictionaries with the names of the columns in lower case."""
    with zipfile.ZipFile(path) as package:
        shared = []
        if "xl/sharedStrings.xml" in package.namelist():
            shared = texts_of(ElementTree.fromstring(package.read("xl/sharedStrings.xml")), "si")
        sheet = ElementTree.fromstring(package.read("xl/worksheets/sheet1.xml"))
    rows = [dict(cells_of(row, shared)) for row in sheet.iter(SHEET + "row")]
    names = {column: name.lower() for column, name in rows[0].items()}
    return [{names[column]: text for column, text in row.items() if column in names} for row in rows[1:]]


def cells_of(row, shared):
    for cell in row:
        value = cell.find(SHEET + "v")
        text = "" if value is None else value.text or ""
        if cell.get("t") == "s":
            text = shared[int(text)]
        elif cell.get("t") == "inlineStr":
            text = "".join(part.text or "" for part in cell.iter(SHEET + "t"))
        yield re.match("[A-Z]+", cell.get("r")).group(), text


def rounded(degrees):
    return f"{float(degrees):.{DECIMALS}f}".rstrip("0").rstrip(".")


def added(row):
    """The website and the coordinate of a row of a table."""
    if row["coordinate_source"] != "street":
        return [row["website"].strip(), "", ""]
    return [row["website"].strip(), rounded(row["latitude"]), rounded(row["longitude"])]


def listings(folder, track):
    """The rows of one directory, in the order of the packed columns."""
    workbook = workbook_rows(folder / f"national-directory-{track}-facilities-{YEAR}.xlsx")
    with open(folder / f"{track}_listings.csv", encoding="utf-8", newline="") as file:
        table = list(csv.DictReader(file))
    if len(workbook) != len(table):
        sys.exit(f"{track}: the workbook has {len(workbook)} rows, and the table has {len(table)}")
    for number, (cells, row) in enumerate(zip(workbook, table), 2):
        different = [name for name in SAME if cells.get(name, "").strip() != row[name].strip()]
        if different:
            sys.exit(f"{track}: row {number} differs in {', '.join(different)}")
        yield [track, *(cells.get(name, "").strip() for name in CELLS), *added(row)]


def packed(rows):
    """The number of rows, and then column after column: a line with its name, and a line for each row."""
    lines = [str(len(rows))]
    for name, column in zip(["directory", *CELLS, *ADDED], zip(*rows)):
        lines += [name, *column]
    if any("\n" in line or "\r" in line for line in lines):
        sys.exit("a cell has a line break")
    return "".join(line + "\n" for line in lines).encode()


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=pathlib.Path)
    parser.add_argument("--check", action="store_true", help="fail if data/listings differs")
    options = parser.parse_args()
    rows = [row for track in ("su", "mh") for row in listings(options.folder, track)]
    text = packed(rows)
    if options.check:
        if zlib.decompress(TARGET.read_bytes()) != text:
            sys.exit(f"{TARGET} is out of date")
        return
    TARGET.parent.mkdir(exist_ok=True)
    TARGET.write_bytes(zlib.compress(text, 9))
    print(f"{len(rows)} listings, {len(text)} bytes packed into {TARGET.stat().st_size}: {TARGET}")


if __name__ == "__main__":
    main()
