"""Data frames: sheets of a pandas or polars frame of articles, or their records in flat tables."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any, Literal

import pyarrow as pa
import pyarrow.compute as pc

from ._extractor import Extractor
from ._sheet import Offsets

Records = Literal[
    "zones",
    "sentences",
    "mentions",
    "entities",
    "quotes",
    "quantities",
    "times",
    "claims",
    "relations",
    "events",
    "warnings",
]


def extract_frame(
    frame: Any,
    text: str = "text",
    *,
    extractor: Extractor,
    records: Records | None = None,
    published: str | None = None,
    headline: str | None = None,
    language: str | None = None,
    keep: Sequence[str] = (),
    offsets: Offsets = "code_points",
    threads: int | None = None,
) -> Any:
    """Sheets of a frame of articles, as a frame of the same library.

    Without `records`, one row for each article, in order (in pandas with the same index): the columns of `keep`, then
    `error` and the sheet's nested columns. With `records="quotes"` (or another list of the sheet), one row for each
    record: the columns of `keep`, then the record's, nested ones taken apart (`span_start`, `speaker_text`, …).
    """
    columns = dict.fromkeys([text, *(c for c in (published, headline, language) if c is not None), *keep])
    pandas = type(frame).__module__.split(".")[0] == "pandas"
    table = _of_pandas(frame, columns) if pandas else frame.select(list(columns)).to_arrow()
    sheets = extractor.extract_arrow(
        table,
        text=text,
        published=published,
        headline=headline,
        language=language,
        keep=keep,
        offsets=offsets,
        threads=threads,
    )
    result = sheets if records is None else flat(sheets, records, keep)
    if pandas:
        made = result.to_pandas()
        return made.set_index(frame.index) if records is None else made
    import polars as pl

    return pl.from_arrow(result)


def flat(sheets: pa.RecordBatch | pa.Table, records: Records, keep: Iterable[str] = ()) -> pa.Table:
    """One row for each record of a list of the sheets, with the columns of `keep` of its article in front."""
    table = sheets if isinstance(sheets, pa.Table) else pa.Table.from_batches([sheets])
    table = table.combine_chunks()
    lists = _one(table.column(records), table.schema.field(records).type)
    rows = pc.list_parent_indices(lists)
    columns = {name: table.column(name).take(rows) for name in keep}
    _take_apart("", pc.list_flatten(lists), columns)
    return pa.table(columns)


def _one(column: pa.ChunkedArray, kind: pa.DataType) -> pa.Array:
    return column.chunk(0) if column.num_chunks == 1 else pa.concat_arrays([pa.array([], kind), *column.chunks])


def _take_apart(prefix: str, array: pa.Array, columns: dict[str, Any]) -> None:
    if not pa.types.is_struct(array.type):
        columns[prefix] = array
        return
    # `flatten`, unlike `field`, makes the parts of a null record null.
    for field, part in zip(array.type, array.flatten(), strict=True):
        _take_apart(f"{prefix}_{field.name}" if prefix else field.name, part, columns)


def _of_pandas(frame: Any, columns: Iterable[str]) -> pa.Table:
    return pa.table({name: _array(frame[name]) for name in columns})


def _array(series: Any) -> pa.Array | pa.ChunkedArray:
    try:
        return pa.array(series, from_pandas=True)
    except (pa.ArrowInvalid, pa.ArrowTypeError, UnicodeEncodeError):
        # Texts among other things: the others become null, and their rows an error.
        return pa.array([_bytes(value) for value in series], pa.binary())


def _bytes(value: object) -> bytes | None:
    if isinstance(value, str):
        return value.encode("utf-8", "surrogatepass")
    return value if isinstance(value, bytes) else None
