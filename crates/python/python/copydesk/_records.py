"""The records of a sheet: the fields of its JSON form, under the same names.

Integers that point at a record (`entity`, `place`, `time`, `quote`, …) are indexes into the sheet's list of that name.
"""

from __future__ import annotations

import functools
import types
import typing
from collections.abc import Callable
from dataclasses import dataclass, fields, is_dataclass
from typing import Any, TypeVar

R = TypeVar("R")


@dataclass(frozen=True, slots=True)
class Span:
    """A half-open range of the text, in code points unless the sheet says bytes."""

    start: int
    end: int

    @property
    def slice(self) -> slice:
        """`text[span.slice]` is what the span covers."""
        return slice(self.start, self.end)

    def of(self, text: str) -> str:
        """What the span covers."""
        return text[self.start : self.end]


@dataclass(frozen=True, slots=True)
class Language:
    """What language the text is in, and what it says of itself (`declared`)."""

    code: str | None
    confidence: float
    reliable: bool
    declared: str | None = None


@dataclass(frozen=True, slots=True)
class Zone:
    """A part of the article: `headline`, `byline`, `dateline`, `paragraph`, `caption`, …"""

    kind: str
    span: Span


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence, never across zones."""

    span: Span


@dataclass(frozen=True, slots=True)
class Mention:
    """A name or other expression for an entity."""

    span: Span
    text: str
    kind: str
    form: str
    entity: int | None
    zone: str
    rule: str
    stands_for: str | None = None


@dataclass(frozen=True, slots=True)
class Entity:
    """One real-world thing that the article mentions."""

    id: int
    kind: str
    name: str
    gazetteer_id: str | None
    country: str | None
    mentions: tuple[int, ...]
    wikidata: str | None = None


@dataclass(frozen=True, slots=True)
class Party:
    """Somebody who speaks, is spoken to, or gives a claim."""

    span: Span
    text: str
    entity: int | None


@dataclass(frozen=True, slots=True)
class Quote:
    """A quotation: `direct`, `indirect` or `mixed`."""

    span: Span
    content: Span
    marked: tuple[Span, ...]
    kind: str
    cue: Span | None
    speaker: Party | None
    text: str
    zone: str
    rule: str
    parts: tuple[Span, ...] = ()
    addressee: Party | None = None
    via: Party | None = None


@dataclass(frozen=True, slots=True)
class Amount:
    """Bounds of a number: "at least 145" has no `high`, "up to 20" no `low`."""

    low: float | None
    high: float | None
    approximate: bool


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number with what it counts or measures, and what happened to the people counted (`effect`)."""

    span: Span
    number: Span | None
    text: str
    kind: str
    amount: Amount
    implied: bool
    negated: bool
    zone: str
    rule: str
    unit: str | None = None
    effect: str | None = None
    victims: Span | None = None
    hypothetical: bool = False
    of: int | None = None
    place: int | None = None
    time: int | None = None
    by: int | None = None


@dataclass(frozen=True, slots=True)
class Timex:
    """A time expression with its TIMEX3 value."""

    span: Span
    text: str
    kind: str
    value: str | None
    zone: str
    rule: str
    modifier: str | None = None


@dataclass(frozen=True, slots=True)
class Claim:
    """What is claimed, denied or hedged, and by whom."""

    span: Span
    content: Span
    source: Party | None
    cue: Span | None
    stance: str
    certainty: str
    zone: str
    rule: str
    negated: bool = False
    target: int | None = None
    quote: int | None = None
    co_accused: tuple[int, ...] = ()
    contests: tuple[int, ...] = ()
    via: Party | None = None


@dataclass(frozen=True, slots=True)
class Relation:
    """An office, a membership, an acronym."""

    kind: str
    subject: int | None
    object: int | None
    label: str | None
    evidence: Span
    status: str
    zone: str
    rule: str


@dataclass(frozen=True, slots=True)
class Actor:
    """A party to an event: `perpetrator`, `victim`, `claimant`, `accused`, …"""

    role: str
    entity: int


@dataclass(frozen=True, slots=True)
class Event:
    """A frame that gathers what belongs together."""

    kind: str
    trigger: Span
    place: int | None
    time: int | None
    actors: tuple[Actor, ...]
    counts: tuple[int, ...]
    zone: str
    rule: str
    mentions: tuple[Span, ...] = ()
    claims: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Warning:
    """Something odd about the input."""

    kind: str
    span: Span | None
    text: str


Reader = Callable[[Any], Any]

_READERS: dict[type[Any], dict[str, Reader | None]] = {}


def _reader(hint: Any) -> Reader | None:
    """How a JSON value becomes one of this type; None where it is one already."""
    if isinstance(hint, types.UnionType):
        inner = next(_reader(h) for h in typing.get_args(hint) if h is not type(None))
        return None if inner is None else functools.partial(_maybe, inner)
    if typing.get_origin(hint) is tuple:
        inner = _reader(typing.get_args(hint)[0])
        return tuple if inner is None else functools.partial(_each, inner)
    return functools.partial(make, hint) if isinstance(hint, type) and is_dataclass(hint) else None


def _maybe(inner: Reader, value: Any) -> Any:
    return None if value is None else inner(value)


def _each(inner: Reader, value: list[Any]) -> tuple[Any, ...]:
    return tuple(map(inner, value))


def _readers(kind: type[Any]) -> dict[str, Reader | None]:
    if kind not in _READERS:
        hints = typing.get_type_hints(kind)
        _READERS[kind] = {f.name: _reader(hints[f.name]) for f in fields(kind)}
    return _READERS[kind]


def make(kind: type[R], value: dict[str, Any]) -> R:
    """A record of its JSON form."""
    readers = _readers(kind)
    values = {}
    for name, item in value.items():
        reader = readers[name]
        values[name] = item if reader is None else reader(item)
    return kind(**values)
