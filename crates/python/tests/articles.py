"""Articles made of templates, for tests and benchmarks: any number of them, the same ones each time."""

from __future__ import annotations

import argparse
import json
import random
import sys
from collections.abc import Iterator
from typing import TypedDict

PLACES = ["Kraków", "Lagos", "Oslo", "Karachi", "Lima", "Kabul", "Odesa", "Manila", "Nairobi", "Lyon"]
PEOPLE = ["Amira Haddad", "Jonas Berg", "Lucía Ferrán", "Peter Okoye", "Zoë Brontë", "Vladimir Putin", "Emmanuel Macron"]
BODIES = ["the interior ministry", "the United Nations", "NATO", "the Red Cross", "the city council", "Reuters", "the EU"]
KINDS = ["an explosion", "a flood", "clashes", "an earthquake", "a train crash", "a fire", "an air strike"]
DAYS = ["on Monday", "on Saturday", "last week", "yesterday", "on 3 March", "two days ago", "early on Friday"]
OPENINGS = [
    "At least {n} people were killed and {m} injured in {kind} in {place} {day}, {body} said.",
    "{kind_} killed {n} people in {place} {day}, according to {body}.",
    "{place} was quiet {day} after {kind} that left {n} dead, {body} reported.",
]
SENTENCES = [
    "“We will rebuild {place}”, {person} told {body}.",
    "{person} denied that {body} had been warned.",
    "{body_} demanded an inquiry, and {person} said the toll could rise to {m}.",
    "About {m} people were evacuated from the north of {place} {day}.",
    "“No one knows why,” said {person}. “It was over in {n} minutes.”",
    "{person}, who visited {place} {day}, accused {body} of negligence.",
    "Prices rose by {n} per cent there in 2023, the head of {body} added.",
    "No group has claimed responsibility for {kind}.",
    "The mayor of {place}, {person}, said schools would stay closed until {m} December — “if not longer” 🙂.",
    "{body_} put the damage at ${m} million.",
]


class Article(TypedDict):
    id: str
    text: str
    date: str


def articles(count: int, seed: int = 1) -> Iterator[Article]:
    """`count` short articles of four to eight sentences."""
    source = random.Random(seed)

    def fill(template: str) -> str:
        body, kind = source.choice(BODIES), source.choice(KINDS)
        return template.format(
            n=source.randint(2, 90),
            m=source.randint(20, 400),
            place=source.choice(PLACES),
            person=source.choice(PEOPLE),
            body=body,
            body_=body[0].upper() + body[1:],
            kind=kind,
            kind_=kind[0].upper() + kind[1:],
            day=source.choice(DAYS),
        )

    for k in range(count):
        opening = fill(source.choice(OPENINGS))
        rest = [fill(source.choice(SENTENCES)) for _ in range(source.randint(3, 7))]
        paragraphs = [opening, " ".join(rest[:3]), " ".join(rest[3:])]
        day = f"2024-{source.randint(1, 12):02}-{source.randint(1, 28):02}"
        yield {"id": f"a{k:07}", "text": "\n\n".join(p for p in paragraphs if p), "date": day}


if __name__ == "__main__":
    options = argparse.ArgumentParser(description="Articles as JSON lines.")
    options.add_argument("count", type=int)
    for article in articles(options.parse_args().count):
        json.dump(article, sys.stdout, ensure_ascii=False)
        sys.stdout.write("\n")
