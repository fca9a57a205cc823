#!/usr/bin/env python3
"""Checks the form of the gold: words stand verbatim in their text, codes and fields exist, dates, counts and offsets are right.

Use: python3 gold/check.py   (from anywhere; exits 1 when something is wrong)
"""
import json
import pathlib
import re
import sys

GOLD = pathlib.Path(__file__).resolve().parent
ROOT = GOLD.parent
FIELDS = set(
    "code date place site perpetrator responsibility target weapon killed injured missing abducted displaced "
    "attackers-killed attackers-injured attackers-held impact situation".split()
)
TOLLS = set("killed injured missing abducted displaced attackers-killed attackers-injured attackers-held".split())
STANCES = set("asserted claimed denied confirmed possible planned hypothetical past-background".split())
STYLES = set("agency newspaper radio live-blog statement sms form bulletin machine-translated analysis".split())
WHYS = set(
    "court anniversary exercise fiction metaphor opinion background not-happened too-vague accident off-topic".split()
)
LEFT_OUT = WHYS | {"same-event", "running"}
OPTIONS = {"words", "stance", "speaker", "as-of", "of", "country", "admin1"}
FLAGS = {"part", "running"}
CLASSES = set("wire outlet state-media party community partner aggregator".split())
DAY = r"(\d{4}|-)(-\d{2}(-\d{2})?)?"
ISO = re.compile(rf"^({DAY}(/{DAY})?|none)$")
COUNT = re.compile(r"^(~?\d+|\d+[+-]|\d+\.\.\d+|~\d+\.\.\d+)$")
problems = []


def say(path, text):
    """Notes one fault."""
    problems.append(f"{path.relative_to(ROOT)}: {text}")


def real_day(text):
    """Whether each full day in a date value exists."""
    for year, month, day in re.findall(r"(\d{4})-(\d{2})-(\d{2})", text):
        long = [31, 29 if int(year) % 4 == 0 else 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]
        if not 1 <= int(month) <= 12 or not 1 <= int(day) <= long[int(month) - 1]:
            return False
    return True


def codes():
    """The codes of the code book."""
    lines = (ROOT / "data/codebook/codebook.tsv").read_text(encoding="utf-8").splitlines()
    rows = [line.split("\t") for line in lines if line and not line.startswith("#")]
    return {row[0] for row in rows[1:]}


CODES = codes()


def check_line(path, line, text):
    """One `- field: value | option: …` line against its text."""
    parts = re.split(r' \| (?=(?:[^"]*"[^"]*")*[^"]*$)', line[2:])
    head, *options = parts if not line.startswith("- code:") else [line[2:]]
    field, _, value = head.partition(": ")
    value = value.strip()
    if field not in FIELDS:
        say(path, f"no such field: {line}")
        return
    if not value:
        say(path, f"no value: {line}")
    if field == "code":
        for code in value.split(" | "):
            if code.strip() not in CODES:
                say(path, f"no such code: {code}")
    if field == "date" and not (ISO.match(value.replace("--", "--")) or re.match(r"^--\d\d(-\d\d)?$", value)):
        say(path, f"date: {line}")
    if field == "date" and not real_day(value):
        say(path, f"no such day: {line}")
    if field in TOLLS and not COUNT.match(value):
        say(path, f"count: {line}")
    for option in options:
        option = option.strip()
        if option in FLAGS:
            continue
        name, _, said = option.partition(": ")
        said = said.strip()
        if name not in OPTIONS:
            say(path, f"no such option: {option}")
        elif name == "words":
            if not (len(said) > 2 and said[0] == said[-1] == '"'):
                say(path, f"words need quotes: {line}")
            elif '"' in said[1:-1]:
                say(path, f"a quotation mark within words: {line}")
            elif said[1:-1] not in text:
                say(path, f"not verbatim: {said}")
        elif name == "stance" and said not in STANCES:
            say(path, f"stance: {said}")
        elif name == "speaker" and said != "report" and said.lower() not in text.lower():
            say(path, f"speaker not in the text: {said}")
        elif name == "country" and not re.match(r"^[A-Z]{2}$", said):
            say(path, f"country: {said}")
        elif name == "as-of" and not real_day(said):
            say(path, f"as-of: {said}")


def check_case(path):
    """One case file; gives back (events, language)."""
    whole = path.read_text(encoding="utf-8")
    head, found, rest = whole.partition("\n## Text\n")
    text, found2, expected = rest.partition("\n## Expected\n")
    if not whole.startswith("# ") or not found or not found2:
        say(path, "needs a title, ## Text and ## Expected")
        return 0
    meta = dict(re.findall(r"^- ([a-z]+): (.*)$", head, re.M))
    if meta.get("language") != path.parent.name:
        say(path, "language differs from the folder")
    if not re.match(r"^(\d{4}-\d{2}-\d{2}|none)$", meta.get("published", "")) or not real_day(meta["published"]):
        say(path, "published")
    if meta.get("style") not in STYLES:
        say(path, f"style: {meta.get('style')}")
    sections = re.split(r"^### ", expected, flags=re.M)
    if sections[0].strip():
        say(path, "lines before the first ### of Expected")
    events = 0
    for section in sections[1:]:
        title, *lines = [line for line in section.splitlines() if line.strip()]
        if title == "No incident":
            whys = [line[7:].strip() for line in lines]
            if len(whys) != 1 or whys[0] not in WHYS:
                say(path, f"why: {whys}")
        elif title == "Left out":
            for line in lines:
                match = re.match(r'^- "(.+)" : ([a-z-]+)$', line)
                if not match or match.group(2) not in LEFT_OUT:
                    say(path, f"left out: {line}")
                elif match.group(1) not in text:
                    say(path, f"not verbatim: {match.group(1)}")
        elif title.startswith("Event: "):
            events += 1
            if sum(line.startswith("- code: ") for line in lines) != 1:
                say(path, f"needs one code line: {title}")
            for line in lines:
                check_line(path, line, text)
        else:
            say(path, f"no such section: {title}")
    if bool(events) == any(section.startswith("No incident") for section in sections):
        say(path, "either events or 'No incident'")
    return events


def check_spans(path, row, key):
    """Offsets of one JSON line."""
    seen = []
    for span in row[key]:
        if row["text"][span["start"] : span["end"]] != span["text"]:
            say(path, f"{row['id']}: offsets of {span['text']!r}")
        seen.append((span["start"], span["end"]))
    if seen != sorted(seen) or any(a[1] > b[0] for a, b in zip(seen, seen[1:])):
        say(path, f"{row['id']}: spans out of order or overlapping")


def check_jsonl(path, key):
    """A file of sentences; gives back how many."""
    ids = set()
    rows = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
    for row in rows:
        if row["id"] in ids:
            say(path, f"id twice: {row['id']}")
        ids.add(row["id"])
        check_spans(path, row, key)
        for span in row[key]:
            if key == "dates":
                for value in [span["value"], *span.get("accept", [])]:
                    if value and not re.match(r"^(\d{2,4}|XXXX|T|P|PT|(PRESENT|PAST|FUTURE)_REF)", value):
                        say(path, f"{row['id']}: value {value}")
                    if not real_day(value):
                        say(path, f"{row['id']}: no such day {value}")
            elif "lat" in span and not (-5 < span["lat"] < 50 and -26 < span["lon"] < 40):
                say(path, f"{row['id']}: coordinates of {span['text']}")
    return len(rows)


def check_dossier(path):
    """One dossier: report heads, and references to reports that exist."""
    whole = path.read_text(encoding="utf-8")
    body, found, expected = whole.partition("\n## Expected\n")
    names = set(re.findall(r"^## Report ([a-z]+)$", body, re.M))
    heads = re.findall(r"^- source: (.+) \(([a-z-]+)\) \| published: (\d{4}-\d{2}-\d{2}|none) \| language: (en|fr)", body, re.M)
    if not found or len(names) < 2 or len(heads) != len(names):
        say(path, f"{len(names)} reports, {len(heads)} heads")
    for _, kind, day, _ in heads:
        if kind not in CLASSES or not real_day(day):
            say(path, f"head: {kind} {day}")
    for line in expected.strip().splitlines():
        match = re.match(r"^- (incidents|apart|review|origins|discrepancy|agree|derives|unknown)\b(.*)$", line)
        if not match:
            say(path, f"expected: {line}")
            continue
        for name in re.findall(r"\b([a-z])\.\d+\b", line):
            if name not in names:
                say(path, f"no report {name}: {line}")
        if match.group(1) in ("discrepancy", "agree"):
            for field in re.split(r"[ ,]+", match.group(2).strip(": ")):
                if field not in FIELDS and field != "event":
                    say(path, f"no field {field}: {line}")
    return len(names)


def check_sample(path):
    """Front matter of a sample."""
    match = re.match(r"^---\n(.*?)\n---\n", path.read_text(encoding="utf-8"), re.S)
    meta = dict(re.findall(r"^([a-z-]+): (.*)$", match.group(1), re.M)) if match else {}
    for key in ("title", "source", "source-class", "published", "language", "nature"):
        if not meta.get(key):
            say(path, f"front matter lacks {key}")
    if meta.get("source-class") not in CLASSES or not real_day(meta.get("published", "")):
        say(path, "source-class or published")


def main():
    """Checks everything and prints what there is."""
    for folder in ("cases", "blind/cases"):
        for lang in ("en", "fr"):
            files = sorted((GOLD / folder / lang).glob("*.md"))
            events = [check_case(path) for path in files]
            none = sum(count == 0 for count in events)
            print(f"{folder}/{lang}: {len(files)} texts, {none} without an incident, {sum(events)} events")
    for folder, key in (("dates", "dates"), ("places", "toponyms")):
        for path in sorted((GOLD / folder).glob("*.jsonl")):
            print(f"{folder}/{path.name}: {check_jsonl(path, key)} sentences")
    for folder in ("dossiers", "blind/dossiers"):
        dossiers = sorted((GOLD / folder).glob("*.md"))
        print(f"{folder}: {len(dossiers)} with {sum(check_dossier(path) for path in dossiers)} reports")
    samples = [path for path in sorted((ROOT / "data/samples").iterdir()) if path.name != "README.md"]
    for path in samples:
        check_sample(path)
    print(f"samples: {len(samples)}")
    for problem in problems:
        print("WRONG", problem)
    sys.exit(1 if problems else 0)


if __name__ == "__main__":
    main()
