"""Many fact sheets merged into one view."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from . import _native
from ._extractor import Day, _day
from ._sheet import FactSheet, Offsets


@dataclass(frozen=True, slots=True)
class Report:
    """A document as it enters a dossier. `published` matters where its sheet has no day, or another."""

    id: str
    sheet: FactSheet
    outlet: str | None = None
    url: str | None = None
    published: Day | None = None


class Dossier:
    """Who and what documents share, which figures they give for what happened and how these change, who said what, and who
    asserts or denies which claim. Make it with `copydesk.dossier`."""

    __slots__ = ("_made",)

    def __init__(self, made: _native.Dossier) -> None:
        self._made = made

    @classmethod
    def from_json(cls, dossier: str) -> Dossier:
        """A dossier that `to_json` wrote."""
        return cls(_native.Dossier.from_json(dossier))

    def to_json(self) -> str:
        """The dossier as JSON, one line without blanks."""
        return self._made.json()

    def to_dict(self) -> dict[str, Any]:
        """The dossier as plain dictionaries, lists, strings and numbers."""
        result: dict[str, Any] = json.loads(self.to_json())
        return result

    def summary(self) -> str:
        """A summary for people, as plain text."""
        return self._made.summary()

    def __eq__(self, other: object) -> bool:
        return self.to_json() == other.to_json() if isinstance(other, Dossier) else NotImplemented

    def __hash__(self) -> int:
        return hash(self.to_json())

    def __reduce__(self) -> tuple[Any, ...]:
        return Dossier.from_json, (self.to_json(),)

    def __repr__(self) -> str:
        told = self.to_dict()
        lists = ("documents", "entities", "events", "figures", "quotes", "claims")
        return f"<Dossier {', '.join(f'{len(told[name])} {name}' for name in lists)}>"


def dossier(documents: Iterable[Report | tuple[str, FactSheet]], offsets: Offsets = "code_points") -> Dossier:
    """The dossier of documents, each with a name of its own; their order does not matter."""
    reports = [d if isinstance(d, Report) else Report(*d) for d in documents]
    given = [(r.id, r.sheet._found, r.outlet, r.url, _day(r.published)) for r in reports]
    return Dossier(_native.Dossier.of(given, offsets))
