"""Spark: sheets of a DataFrame of articles by `mapInArrow`, and views of them that span articles."""

from __future__ import annotations

import functools
import pickle
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, Any

import pyarrow as pa
from pyspark.sql import Window
from pyspark.sql import functions as F
from pyspark.sql import types as T
from pyspark.sql.pandas.types import from_arrow_schema

from . import arrow_schema
from ._errors import Error
from ._extractor import Extractor
from ._native import Dossier, with_name_keys
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


def entities(sheets: DataFrame, id_col: str = "id") -> DataFrame:
    """One row for each entity of each article: `id`, `n` (its index in the sheet), `entity` (what it is one thing with in
    other articles), its `name` and `kind` there, and how often the article's own story mentions it.

    Articles are merged as in the library's dossier: by Wikidata or gazetteer id, else by full name and kind; a person's
    single name, and a name that two known things bear, joins nothing. `id` must be one of a kind.
    """
    listed = F.expr(
        f"""transform(entities, e -> named_struct(
            'kind', e.kind, 'name', e.name, 'gazetteer_id', e.gazetteer_id, 'wikidata', e.wikidata, 'country', e.country,
            'mentions', size(filter(e.mentions, m -> mentions[m].zone in {BODY}))))"""
    )
    rows = sheets.where("error is null").select(
        F.col(f"`{id_col}`").cast("string").alias("id"), "published", F.posexplode(listed).alias("n", "e")
    )
    rows = rows.where("e.mentions > 0").select("id", "published", "n", "e.*")
    rows = rows.mapInArrow(_name_keys, T.StructType([*rows.schema.fields, T.StructField("key", T.LongType())]))
    known = rows.where("gazetteer_id is not null").withColumn("entity", F.coalesce("wikidata", "gazetteer_id"))
    bearers = (
        known.where("key is not null")
        .groupBy("key")
        .agg(F.count_distinct("entity").alias("bearers"), F.min_by(F.struct("entity", "country"), _order()).alias("bearer"))
    )
    others = rows.where("gazetteer_id is null")
    firsts = others.where("key is not null").groupBy("key").agg(F.min_by(F.struct("country"), _order()).alias("first"))
    joined = others.join(bearers, "key", "left").join(firsts, "key", "left")
    agree = "country is null or {0}.country is null or country = {0}.country"
    entity = (
        F.when(F.expr(f"bearers = 1 and ({agree.format('bearer')})"), F.col("bearer.entity"))
        .when(F.expr(f"bearers is null and key is not null and ({agree.format('first')})"), _named("key"))
        .otherwise(F.concat_ws("#", "id", "n"))
    )
    columns = ["id", "published", "n", "entity", "gazetteer_id", "kind", "name", "mentions"]
    return known.select(columns).unionByName(joined.withColumn("entity", entity).select(columns))


def _order() -> Column:
    """The order of documents in a dossier, and of records in a document."""
    return F.struct(F.coalesce("published", F.lit("9999-12-31").cast("date")).alias("day"), "id", "n")


def _named(key: str) -> Column:
    return F.concat(F.lit("name:"), F.lower(F.hex(key)))


def _name_keys(batches: Iterable[pa.RecordBatch]) -> Iterator[pa.RecordBatch]:
    return map(with_name_keys, batches)


def entity_names(found: DataFrame) -> DataFrame:
    """The name of each `entity` of `entities`: the gazetteer's, else the one that the articles use most."""
    told = found.groupBy("entity", "name").agg(
        F.sum("mentions").alias("told"), F.max(F.col("gazetteer_id").isNotNull()).alias("known")
    )
    best = Window.partitionBy("entity").orderBy(
        F.desc("known"), F.desc("told"), F.desc(F.octet_length("name")), F.asc("name")
    )
    return told.withColumn("k", F.row_number().over(best)).where("k = 1").select("entity", "name")


def _records(sheets: DataFrame, id_col: str, column: str) -> DataFrame:
    rows = sheets.where("error is null").select(
        F.col(f"`{id_col}`").cast("string").alias("id"), "published", F.posexplode(column).alias("n", "x")
    )
    return rows.where(F.col("x.zone").isin(*BODY))


def _joined(rows: DataFrame, found: DataFrame, index: str, name: str) -> DataFrame:
    """`rows` with the entity that the index points at."""
    of = found.select("id", F.col("n").alias("__n"), F.col("entity").alias(name))
    return rows.withColumn("__n", F.expr(index)).join(of, ["id", "__n"], "left").drop("__n")


def tolls(sheets: DataFrame, id_col: str = "id", *, found: DataFrame | None = None) -> DataFrame:
    """One row for each count of people harmed in an article's own story: who gave it, where, and what it says. `found` is
    what `entities` gave, where it is at hand."""
    found = entities(sheets, id_col) if found is None else found
    rows = _records(sheets, id_col, "quantities").where("x.effect is not null")
    rows = _joined(_joined(rows, found, "x.place", "place"), found, "x.by", "by")
    return rows.select(
        "id",
        "published",
        F.col("n").alias("quantity"),
        "x.effect",
        "place",
        "by",
        "x.amount.low",
        "x.amount.high",
        "x.amount.approximate",
        "x.negated",
        "x.hypothetical",
        "x.of",
        "x.text",
        "x.span",
    )


def toll_series(sheets: DataFrame, id_col: str = "id", *, found: DataFrame | None = None) -> DataFrame:
    """How the tolls of a place grow: for each place, effect and day of publication, the highest count that was given,
    and in how many articles counts were given. Parts of other counts, denials and mere possibilities are left out."""
    found = entities(sheets, id_col) if found is None else found
    whole = tolls(sheets, id_col, found=found).where(
        "place is not null and not negated and not hypothetical and of is null"
    )
    series = whole.groupBy("place", "effect", "published").agg(
        F.max("low").alias("low"), F.max("high").alias("high"), F.count_distinct("id").alias("articles")
    )
    names = entity_names(found).withColumnsRenamed({"entity": "place", "name": "place_name"})
    return series.join(names, "place", "left")


def quotations(sheets: DataFrame, id_col: str = "id", *, found: DataFrame | None = None) -> DataFrame:
    """What each speaker is quoted with, over all articles: one row for each entity, its quotations in order of day,
    article and place in the text. Quotations of nobody known are left out."""
    found = entities(sheets, id_col) if found is None else found
    rows = _joined(_records(sheets, id_col, "quotes"), found, "x.speaker.entity", "speaker").where("speaker is not null")
    quote = F.struct("published", "id", F.col("n").alias("quote"), "x.kind", "x.text", "x.content")
    said = rows.groupBy("speaker").agg(
        F.count("*").alias("count"),
        F.array_sort(F.collect_list(F.struct(_order().alias("order"), quote.alias("quote")))).alias("quotes"),
    )
    names = entity_names(found).withColumnRenamed("entity", "speaker")
    return said.join(names, "speaker", "left").select("speaker", "name", "count", F.col("quotes.quote").alias("quotes"))


def dossiers(
    sheets: DataFrame,
    by: str,
    text_col: str = "text",
    id_col: str = "id",
    *,
    outlet_col: str | None = None,
    url_col: str | None = None,
    offsets: Offsets = "code_points",
) -> DataFrame:
    """The library's dossier of each group of articles: `by`, the number of `documents`, and the `dossier` as JSON, for
    `copydesk.Dossier.from_json`; or an `error`.

    `sheets` must have the texts (`extract(…, keep=[text_col, by])`). The articles of a group are merged in one task: group
    by story or topic, not by language.
    """
    wanted = dict.fromkeys([by, id_col, text_col, *(c for c in (outlet_col, url_col) if c)])
    own = [f.name for f in arrow_schema(offsets)]
    rows = sheets.where("error is null").select(*[F.col(f"`{name}`") for name in (*wanted, *own)])
    rows = rows.withColumn("__id", F.col(f"`{id_col}`").cast("string"))
    schema = T.StructType(
        [
            rows.schema[by],
            T.StructField("documents", T.IntegerType()),
            T.StructField("dossier", T.StringType()),
            T.StructField("error", T.StringType()),
        ]
    )
    merge = _merger(by, text_col, outlet_col, url_col, offsets)
    return rows.groupBy(F.col(f"`{by}`")).applyInArrow(merge, schema)


def _merger(
    by: str, text: str, outlet: str | None, url: str | None, offsets: Offsets
) -> Callable[[pa.Table], pa.Table]:
    def merge(table: pa.Table) -> pa.Table:
        made, error = None, None
        try:
            made = Dossier.of_rows(table, "__id", text, outlet, url, offsets).json()
        except Error as e:
            error = str(e)
        row = {by: table.column(by).slice(0, 1), "documents": pa.array([table.num_rows], pa.int32())}
        return pa.table(row | {"dossier": pa.array([made], pa.string()), "error": pa.array([error], pa.string())})

    return merge
