#!/usr/bin/env python3
"""Measures how well the evidence for a mental-health IOP ranks programs: the area under the ROC curve (AUC).

    measure_likelihood.py MH_LISTINGS.csv SU_LISTINGS.csv [LICENSES.csv]

The listings have the columns name1, street1, zip and service_codes. The list of licenses says which mental-health
programs have an IOP: name, street, zip and iop (yes or no). Without it, the substance-use listing at the same address
stands in for the answer, and its own IOP is then not used as evidence.
"""

import csv
import re
import sys

# The likelihoods of the evidence, the strongest first.
DAY_TREATMENT, SUBSTANCE_USE_IOP, CO_OCCURRING, NOTHING, NO_GROUPS = 0.75, 0.55, 0.45, 0.4, 0.25
BOTH = 0.8

WORDS = {"street": "st", "avenue": "ave", "road": "rd", "drive": "dr", "boulevard": "blvd", "north": "n", "south": "s",
         "east": "e", "west": "w", "highway": "hwy"}


def key(street, zip_code):
    words = re.findall(r"[a-z0-9]+", street.lower())
    return " ".join(WORDS.get(word, word) for word in words), zip_code[:5]


def read(path):
    with open(path, newline="", encoding="utf-8-sig") as table:
        return list(csv.DictReader(table))


def codes(row):
    return set(row["service_codes"].split()) - {"*"}


def likelihood(own, has_substance_use_iop):
    if "PHDT" in own:
        return BOTH if has_substance_use_iop else DAY_TREATMENT
    if has_substance_use_iop:
        return SUBSTANCE_USE_IOP
    if "CO" in own:
        return CO_OCCURRING
    return NOTHING if "GT" in own or not own else NO_GROUPS


def auc(answers):
    """The chance that a program with an IOP has a greater likelihood than one without; ties count half."""
    yes = [value for value, has_iop in answers if has_iop]
    no = [value for value, has_iop in answers if not has_iop]
    counts = {value: no.count(value) for value in set(no)}
    wins = sum(count * ((own > value) + 0.5 * (own == value)) for own in yes for value, count in counts.items())
    return wins / (len(yes) * len(no)), len(yes), len(no)


def main(mental, substance, licenses=None):
    with_iop = {}
    for row in read(substance):
        at = key(row["street1"], row["zip"])
        with_iop[at] = with_iop.get(at, False) or "OIT" in codes(row)
    truth = with_iop
    if licenses:
        truth = {key(row["street"], row["zip"]): row["iop"].lower() == "yes" for row in read(licenses)}
    answers = []
    for row in read(mental):
        at = key(row["street1"], row["zip"])
        # Inpatient care alone is never an IOP.
        if at in truth and codes(row) & {"OP", "PHDT"}:
            answers.append((likelihood(codes(row), bool(licenses) and with_iop.get(at, False)), truth[at]))
    area, yes, no = auc(answers)
    print(f"AUC {area:.3f} over {yes} programs with an IOP and {no} without")
    for value in sorted({value for value, _ in answers}, reverse=True):
        same = [has_iop for own, has_iop in answers if own == value]
        print(f"  likelihood {value:.2f}: {sum(same) / len(same):.0%} of {len(same)} have one")


if __name__ == "__main__":
    if len(sys.argv) not in (3, 4):
        sys.exit(__doc__)
    main(*sys.argv[1:])
