"""The extractor and what it is built of."""

from __future__ import annotations

import datetime
import os
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from ._native import Engine, Gazetteer
from ._sheet import FactSheet, Offsets

if TYPE_CHECKING:
    import pyarrow as pa

    from ._native import Given

Day = datetime.date | str
Path = str | os.PathLike[str]


@dataclass(frozen=True, slots=True)
class Entry:
    """One thing for a gazetteer. A `*` at an alias's end: only to be taken with evidence."""

    id: str
    kind: str
    name: str
    aliases: Sequence[str] = ()
    demonyms: Sequence[str] = ()
    attributes: Mapping[str, str] = field(default_factory=dict)
    needs_context: bool = False

    def as_row(self) -> dict[str, Any]:
        """The entry as the compiled half takes it."""
        return {
            "id": self.id,
            "kind": self.kind,
            "name": self.name,
            "aliases": list(self.aliases),
            "demonyms": list(self.demonyms),
            "attributes": list(self.attributes.items()),
            "needs_context": self.needs_context,
        }


Names = Gazetteer | Path | Iterable[Entry]


def gazetteer(names: Names) -> Gazetteer:
    """A gazetteer of a directory of TSV files, one such file, or entries."""
    if isinstance(names, Gazetteer):
        return names
    if not isinstance(names, str | os.PathLike):
        return Gazetteer._from_rows([entry.as_row() for entry in names])
    if os.path.isfile(names):
        with open(names, encoding="utf-8", newline="") as file:
            return Gazetteer.from_tsv(os.fspath(names), file.read())
    return Gazetteer.from_dir(names)


def _day(day: Day | None) -> str | None:
    return day.isoformat() if isinstance(day, datetime.date) else day


class Extractor:
    """Reads articles. Build it once; it can be shared between threads, pickled, and used after a fork.

    `gazetteers`: names besides the built-in ones (a `Gazetteer`, a directory of TSV files, a TSV file, or entries).
    They travel with their content when the extractor is pickled. `reference`: the day of publication of articles that
    come without one. `core=False` leaves the built-in names out. `language_pack`: a directory to read instead of the
    built-in English pack; it must be there on every machine that a pickled extractor goes to.
    """

    __slots__ = ("_engine", "core", "gazetteers", "language_pack", "reference")

    def __init__(
        self,
        gazetteers: Iterable[Names] = (),
        *,
        reference: Day | None = None,
        core: bool = True,
        language_pack: Path | None = None,
    ) -> None:
        self.gazetteers: tuple[Gazetteer, ...] = tuple(gazetteer(names) for names in gazetteers)
        self.reference = _day(reference)
        self.core = core
        self.language_pack = None if language_pack is None else os.fspath(language_pack)
        self._engine = Engine(list(self.gazetteers), core, self.language_pack)

    def __reduce__(self) -> tuple[Any, ...]:
        return _restore, (self.gazetteers, self.reference, self.core, self.language_pack)

    def __repr__(self) -> str:
        return f"Extractor(gazetteers={list(self.gazetteers)}, reference={self.reference!r}, core={self.core})"

    def _given(self, text: str, published: Day | None, headline: str | None, language: str | None) -> Given:
        day = _day(published)
        return text, self.reference if day is None else day, headline, language

    def extract(
        self,
        text: str,
        published: Day | None = None,
        headline: str | None = None,
        language: str | None = None,
    ) -> FactSheet:
        """The fact sheet of one article. Odd text yields an emptier sheet and warnings, never an exception; a `str`
        with lone surrogates, which is no text, raises `UnicodeEncodeError`."""
        return FactSheet(self._engine.extract(self._given(text, published, headline, language)))

    def extract_batch(
        self,
        texts: Iterable[str],
        *,
        published: Sequence[Day | None] | Day | None = None,
        headlines: Sequence[str | None] | None = None,
        languages: Sequence[str | None] | None = None,
        progress: Callable[[int, int], object] | None = None,
        threads: int | None = None,
    ) -> list[FactSheet]:
        """Sheets of many articles, in their order, on all cores (or on `threads`), other Python threads running on.

        `published` is one day for all or a day for each. `progress(done, total)` is called now and then; what it raises
        ends the work.
        """
        texts = list(texts)
        days = [published] * len(texts) if published is None or isinstance(published, Day) else published
        given = [
            self._given(*article)
            for article in zip(
                texts,
                days,
                headlines if headlines is not None else [None] * len(texts),
                languages if languages is not None else [None] * len(texts),
                strict=True,
            )
        ]
        return [FactSheet(sheet) for sheet in self._engine.batch(given, progress, threads)]

    def extract_arrow(
        self,
        data: Any,
        *,
        text: str = "text",
        published: str | None = None,
        headline: str | None = None,
        language: str | None = None,
        keep: Iterable[str] = (),
        offsets: Offsets = "code_points",
        threads: int | None = None,
    ) -> pa.RecordBatch | pa.Table:
        """Sheets of a batch of articles, one row for each, without Python objects for their records.

        `data` is anything that speaks the Arrow C data interface: a record batch gives a record batch, a table (of
        pyarrow, polars, DuckDB, …) a table. `text`, `published`, `headline` and `language` name its columns; those of
        `keep` go unchanged in front. A row that cannot be read (null, not text, not UTF-8, no day) gets an `error`. The
        columns are those of `copydesk.arrow_schema()`.
        """
        return self._engine.arrow(
            data,
            text=text,
            published=published,
            headline=headline,
            language=language,
            keep=list(keep),
            reference=self.reference,
            offsets=offsets,
            threads=threads,
        )


def _restore(gazetteers: tuple[Gazetteer, ...], reference: str | None, core: bool, pack: str | None) -> Extractor:
    return Extractor(gazetteers, reference=reference, core=core, language_pack=pack)
