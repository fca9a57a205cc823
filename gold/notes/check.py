#!/usr/bin/env python3
"""Checks the coded notes: fields, types, unique ids, dates, weekdays, lengths, no two texts alike.

Use: python3 gold/notes/check.py   (exits 1 when something is wrong)
"""
import datetime
import difflib
import json
import pathlib
import re
import sys

HERE = pathlib.Path(__file__).resolve().parent
TYPES = {
    "Battles", "Violence against civilians", "Explosions/Remote violence",
    "Riots", "Protests", "Strategic developments",
}
COUNTRIES = {"Mali", "Burkina Faso", "Niger", "Benin", "Togo", "Nigeria", "Chad", "Cameroon"}
GOLD = {"date", "event_type", "deaths", "lat", "lon", "country", "actor1"}
WEEKDAYS = {
    "en": "monday tuesday wednesday thursday friday saturday sunday".split(),
    "fr": "lundi mardi mercredi jeudi vendredi samedi dimanche".split(),
}
problems, rows = [], []
for lang in ("en", "fr"):
    for line in (HERE / f"{lang}.jsonl").read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        rows.append(row)
        gold, text, say = row["gold"], row["text"], lambda why, i=row["id"]: problems.append(f"{i}: {why}")
        if set(row) != {"id", "lang", "text", "published", "gold"} or set(gold) != GOLD:
            say("fields")
        if row["lang"] != lang or not re.fullmatch(lang + r"-\d{3}", row["id"]):
            say("lang or id")
        if gold["event_type"] not in TYPES or gold["country"] not in COUNTRIES or not gold["actor1"]:
            say("type, country or actor")
        if not isinstance(gold["deaths"], int) or gold["deaths"] < 0:
            say("deaths")
        if (gold["lat"] is None) != (gold["lon"] is None):
            say("half a point")
        if gold["lat"] is not None and not (2 < gold["lat"] < 25 and -13 < gold["lon"] < 24):
            say("point outside the region")
        if not 15 <= len(text.split()) <= 70:
            say("length")
        day = datetime.date.fromisoformat(gold["date"])
        told = row["published"] and datetime.date.fromisoformat(row["published"])
        if told and told < day:
            say("published before it happened")
        if not re.search(r"\b\d{4}\b", text) and not told:
            say("no year and no day of publication")
        for number, word in enumerate(WEEKDAYS[lang]):
            if re.search(rf"\b{word}\b", text.lower()) and number != day.weekday():
                say(f"{word} is not the weekday of {day}")
if len({row["id"] for row in rows}) != len(rows):
    problems.append("ids not unique")
for at, one in enumerate(rows):
    for two in rows[:at]:
        if difflib.SequenceMatcher(None, one["text"].split(), two["text"].split(), autojunk=False).ratio() > 0.5:
            problems.append(f"{two['id']} and {one['id']} are alike")
print("\n".join(problems) or f"{len(rows)} coded notes are in order")
sys.exit(bool(problems))
