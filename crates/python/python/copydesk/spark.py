"""Spark: sheets of a DataFrame of articles by `mapInArrow`, and views of them that span articles."""

from __future__ import annotations

import functools
import pickle
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, Any

import pyarrow as pa
from pyspark.sql import functions as F
from pyspark.sql import types as T
from pyspark.sql.pandas.types import from_arrow_schema

from . import arrow_schema
from ._extractor import Extractor
from ._sheet import Offsets

if TYPE_CHECKING:
    from pyspark.sql import Column, DataFrame

#: Rows that are read before their sheets are handed on: bounds a worker's memory, whatever Spark's batches hold.
ROWS = 512

#: Zones whose facts belong to the article's own story.
BODY = ("headline", "dateline", "heading", "paragraph", "caption")


def extract(
    df: DataFrame,
    text_col: str = "text",
    id_col: str | None = "id",
    date_col: str | None = None,
    *,
    headline_col: str | None = None,
    language_col: str | None = None,
    keep: Sequence[str] = (),
    extractor: Extractor | None = None,
    offsets: Offsets = "code_points",
) -> DataFrame:
    """One row of sheet for each row of `df`: `id_col`, the columns of `keep`, `error`, and the sheet's columns.

    A row that cannot be read (null, not text, not UTF-8, no day) has an `error` and nulls. Each Python worker builds
    one extractor and reads its rows on one thread: Spark's tasks are the parallelism. Timestamps count as days in the
    session's time zone.
    """
    kept = list(dict.fromkeys([*([] if id_col is None else [id_col]), *keep]))
    wanted = dict.fromkeys([*kept, text_col, *(c for c in (date_col, headline_col, language_col) if c)])
    own = _nullable(from_arrow_schema(arrow_schema(offsets)))
    twice = [name for name in kept if name in own.fieldNames()]
    if twice:
        raise ValueError(f"the column {twice[0]!r} cannot be kept: the sheet has one of that name; rename it")
    source = df.select(*[F.col(f"`{name}`") for name in wanted])
    schema = T.StructType([source.schema[name] for name in kept] + own.fields)
    # A day for itself: the date column may also be one that is kept.
    day = None
    if date_col is not None:
        day = "__copydesk_day"
        column = F.col(f"`{date_col}`")
        timestamp = isinstance(source.schema[date_col].dataType, T.TimestampType | T.TimestampNTZType)
        source = source.withColumn(day, F.to_date(column) if timestamp else column)
        if date_col not in kept:
            source = source.drop(date_col)
    reader = _reader(
        pickle.dumps(Extractor() if extractor is None else extractor),
        text=text_col,
        published=day,
        headline=headline_col,
        language=language_col,
        keep=kept,
        offsets=offsets,
    )
    return source.mapInArrow(reader, schema)


def _nullable(kind: T.DataType) -> Any:
    """The type with nulls allowed everywhere: of a null record, Spark makes all parts null, and then finds that some may
    not be."""
    if isinstance(kind, T.StructType):
        return T.StructType([T.StructField(f.name, _nullable(f.dataType)) for f in kind.fields])
    return T.ArrayType(_nullable(kind.elementType)) if isinstance(kind, T.ArrayType) else kind


def _reader(
    extractor: bytes,
    *,
    text: str,
    published: str | None,
    headline: str | None,
    language: str | None,
    keep: list[str],
    offsets: Offsets,
) -> Callable[[Iterable[pa.RecordBatch]], Iterator[pa.RecordBatch]]:
    def read(batches: Iterable[pa.RecordBatch]) -> Iterator[pa.RecordBatch]:
        built = _built(extractor)
        for batch in batches:
            for at in range(0, batch.num_rows, ROWS):
                yield built.extract_arrow(
                    batch.slice(at, ROWS),
                    text=text,
                    published=published,
                    headline=headline,
                    language=language,
                    keep=keep,
                    offsets=offsets,
                    threads=1,
                )

    return read


@functools.lru_cache(maxsize=2)
def _built(extractor: bytes) -> Extractor:
    """The extractor of this Python worker; workers are used again by later tasks."""
    built: Extractor = pickle.loads(extractor)
    return built


def _entity(index: Column) -> Column:
    return F.expr("entities")[index]


def _in_story(zone: Column) -> Column:
    return zone.isin(*BODY)


def tolls(sheets: DataFrame, id_col: str = "id") -> DataFrame:
    """One row for each count of people harmed in an article's own story: who gave it, where, and what it says."""
    rows = sheets.where("error is null").select(
        F.col(f"`{id_col}`").alias("id"), "published", "entities", F.posexplode("quantities").alias("n", "q")
    )
    rows = rows.where(F.col("q.effect").isNotNull() & _in_story(F.col("q.zone")))
    place, by = _entity(F.col("q.place")), _entity(F.col("q.by"))
    return rows.select(
        "id",
        "published",
        F.col("n").alias("quantity"),
        "q.effect",
        F.coalesce(place["gazetteer_id"], place["name"]).alias("place"),
        place["name"].alias("place_name"),
        F.coalesce(by["gazetteer_id"], by["name"]).alias("by"),
        "q.amount.low",
        "q.amount.high",
        "q.amount.approximate",
        "q.negated",
        "q.hypothetical",
        "q.of",
        "q.text",
        "q.span",
    )


def toll_series(sheets: DataFrame, id_col: str = "id") -> DataFrame:
    """How the tolls of a place grow: for each place, effect and day of publication, the highest count that was given,
    and in how many articles counts were given. Parts of other counts, denials and mere possibilities are left out."""
    whole = tolls(sheets, id_col).where("not negated and not hypothetical and of is null")
    return whole.groupBy("place", "effect", "published").agg(
        F.min("place_name").alias("place_name"),
        F.max("low").alias("low"),
        F.max("high").alias("high"),
        F.count_distinct("id").alias("articles"),
    )


def quotations(sheets: DataFrame, id_col: str = "id") -> DataFrame:
    """What each speaker is quoted with, over all articles: one row for each entity, its quotations in order of day,
    article and place in the text. Speakers without an entity are left out."""
    rows = sheets.where("error is null").select(
        F.col(f"`{id_col}`").alias("id"), "published", "entities", F.posexplode("quotes").alias("n", "q")
    )
    rows = rows.where(F.col("q.speaker.entity").isNotNull() & _in_story(F.col("q.zone")))
    speaker = _entity(F.col("q.speaker.entity"))
    quote = F.struct("published", "id", F.col("n").alias("quote"), "q.kind", "q.text", "q.content")
    return (
        rows.select(
            F.coalesce(speaker["gazetteer_id"], speaker["name"]).alias("speaker"),
            speaker["name"].alias("name"),
            speaker["kind"].alias("kind"),
            quote.alias("quote"),
        )
        .groupBy("speaker", "kind")
        .agg(
            F.min("name").alias("name"),
            F.count("*").alias("count"),
            F.array_sort(F.collect_list("quote")).alias("quotes"),
        )
    )
