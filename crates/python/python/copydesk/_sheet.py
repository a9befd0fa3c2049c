"""The fact sheet of one article."""

from __future__ import annotations

import datetime
import functools
import html
import json
from typing import Any, Literal, TypeVar

from . import _records as records
from ._native import Sheet

Offsets = Literal["code_points", "bytes"]
R = TypeVar("R")


class FactSheet:
    """Everything found in one article.

    Lists are made when first asked for. Offsets count code points, so that `text[m.span.slice] == m.text`;
    `in_bytes()` gives the same sheet with offsets into `text.encode()`.
    """

    __slots__ = ("__dict__", "_found", "_offsets")

    def __init__(self, found: Sheet, offsets: Offsets = "code_points") -> None:
        self._found = found
        self._offsets: Offsets = offsets

    @classmethod
    def from_json(cls, text: str, sheet: str, offsets: Offsets = "code_points") -> FactSheet:
        """A sheet that `to_json` wrote, and the text that it speaks of. `offsets` says what it counts."""
        return cls(Sheet.from_json(text, sheet, offsets == "bytes"), offsets)

    @property
    def text(self) -> str:
        """The article's text, as it was given."""
        return self._found.text

    @property
    def offsets(self) -> Offsets:
        """What spans count."""
        return self._offsets

    def in_bytes(self) -> FactSheet:
        """The same sheet, its spans counting bytes of the text in UTF-8."""
        return FactSheet(self._found, "bytes")

    def in_code_points(self) -> FactSheet:
        """The same sheet, its spans counting code points."""
        return FactSheet(self._found)

    def to_json(self) -> str:
        """The sheet as JSON, one line without blanks."""
        return self._found.json(self._offsets == "bytes")

    def to_dict(self) -> dict[str, Any]:
        """The sheet as plain dictionaries, lists, strings and numbers."""
        result: dict[str, Any] = json.loads(self.to_json())
        return result

    def summary(self) -> str:
        """A summary for people, as plain text."""
        return self._found.summary()

    def to_html(self) -> str:
        """A page of its own: the text with its facts marked, and panels."""
        return self._found.html()

    def _repr_html_(self) -> str:
        # In a frame: the page brings its own style, which must not reach the notebook's.
        page = html.escape(self.to_html(), quote=True)
        return f'<iframe sandbox srcdoc="{page}" style="width:100%;height:40em;border:1px solid #ccc"></iframe>'

    def _part(self, name: str) -> Any:
        return json.loads(self._found.part(name, self._offsets == "bytes"))

    def _list(self, name: str, kind: type[R]) -> tuple[R, ...]:
        return tuple(records.make(kind, value) for value in self._part(name))

    @functools.cached_property
    def schema(self) -> int:
        """Version of the sheet's meaning."""
        return int(self._part("schema"))

    @functools.cached_property
    def published(self) -> datetime.date | None:
        """The reference date: the caller's, else the dateline's."""
        day = self._part("published")
        return None if day is None else datetime.date.fromisoformat(day)

    @functools.cached_property
    def language(self) -> records.Language:
        """The language of the text."""
        return records.make(records.Language, self._part("language"))

    @functools.cached_property
    def zones(self) -> tuple[records.Zone, ...]:
        """Parts of the article."""
        return self._list("zones", records.Zone)

    @functools.cached_property
    def sentences(self) -> tuple[records.Sentence, ...]:
        """Sentences."""
        return self._list("sentences", records.Sentence)

    @functools.cached_property
    def mentions(self) -> tuple[records.Mention, ...]:
        """Names and other expressions for entities."""
        return self._list("mentions", records.Mention)

    @functools.cached_property
    def entities(self) -> tuple[records.Entity, ...]:
        """The things mentioned."""
        return self._list("entities", records.Entity)

    @functools.cached_property
    def quotes(self) -> tuple[records.Quote, ...]:
        """Who said what."""
        return self._list("quotes", records.Quote)

    @functools.cached_property
    def quantities(self) -> tuple[records.Quantity, ...]:
        """Numbers and counts."""
        return self._list("quantities", records.Quantity)

    @functools.cached_property
    def times(self) -> tuple[records.Timex, ...]:
        """Time expressions."""
        return self._list("times", records.Timex)

    @functools.cached_property
    def claims(self) -> tuple[records.Claim, ...]:
        """What is claimed, denied or hedged, and by whom."""
        return self._list("claims", records.Claim)

    @functools.cached_property
    def relations(self) -> tuple[records.Relation, ...]:
        """Offices, memberships, acronyms."""
        return self._list("relations", records.Relation)

    @functools.cached_property
    def events(self) -> tuple[records.Event, ...]:
        """What happened."""
        return self._list("events", records.Event)

    @functools.cached_property
    def warnings(self) -> tuple[records.Warning, ...]:
        """What was odd about the input."""
        return self._list("warnings", records.Warning)

    def entity(self, of: records.Party | records.Mention | int | None) -> records.Entity | None:
        """The entity of a party or a mention, or that of an index; None where there is none."""
        index = of if isinstance(of, int) or of is None else of.entity
        return None if index is None else self.entities[index]

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, FactSheet):
            return NotImplemented
        mine, theirs = self, other
        return mine.offsets == theirs.offsets and mine.text == theirs.text and mine.to_json() == theirs.to_json()

    def __hash__(self) -> int:
        return hash((self._offsets, self.text))

    def __reduce__(self) -> tuple[Any, ...]:
        return FactSheet.from_json, (self.text, self.to_json(), self._offsets)

    def __repr__(self) -> str:
        lists = ("entities", "quotes", "quantities", "claims", "events")
        counts = ", ".join(f"{len(self._part(name))} {name}" for name in lists)
        return f"<FactSheet {counts}>"
