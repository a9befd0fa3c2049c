from __future__ import annotations

import datetime
from typing import Any

import duckdb
import pandas as pd
import polars as pl
import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from conftest import WIDE

import copydesk
from copydesk.frames import extract_frame, flat


def _table(texts: list[str]) -> pa.Table:
    return pa.table(
        {
            "id": pa.array(range(len(texts)), pa.int64()),
            "text": pa.array(texts),
            "day": pa.array([datetime.date(2024, 3, 27)] * len(texts)),
        }
    )


@pytest.mark.parametrize("threads", [1, 2])
def test_a_row_is_the_sheet_byte_for_byte(extractor: copydesk.Extractor, texts: list[str], threads: int) -> None:
    many = texts * 60
    table = _table(many)
    out = extractor.extract_arrow(table, published="day", keep=["id"], threads=threads)
    assert isinstance(out, pa.Table) and out.num_rows == len(many)
    assert out.column("id").to_pylist() == list(range(len(many)))
    expected = [extractor.extract(text, "2024-03-27").to_json() for text in texts]
    assert copydesk.arrow_to_json(out) == expected * 60
    in_bytes = extractor.extract_arrow(table.slice(0, 7), published="day", offsets="bytes", threads=threads)
    assert copydesk.arrow_to_json(in_bytes) == [
        extractor.extract(text, "2024-03-27").in_bytes().to_json() for text in texts
    ]
    assert in_bytes.schema.metadata[b"copydesk.offsets"] == b"bytes"


def test_a_batch_gives_a_batch_and_its_columns_are_the_schema(extractor: copydesk.Extractor) -> None:
    batch = pa.record_batch({"text": [WIDE, "Another text."]})
    out = extractor.extract_arrow(batch)
    assert isinstance(out, pa.RecordBatch)
    assert out.schema.equals(copydesk.arrow_schema(), check_metadata=True)
    out.validate(full=True)
    empty = extractor.extract_arrow(batch.slice(0, 0))
    assert empty.num_rows == 0 and empty.schema.equals(copydesk.arrow_schema())
    none = extractor.extract_arrow(pa.table({"text": pa.array([], pa.string())}))
    assert none.num_rows == 0 and none.schema.equals(copydesk.arrow_schema())


def test_texts_may_be_of_any_arrow_kind(extractor: copydesk.Extractor) -> None:
    expected = extractor.extract(WIDE).to_json()
    kinds = [pa.string(), pa.large_string(), pa.string_view(), pa.binary(), pa.large_binary()]
    for kind in kinds:
        array = pa.array([None, WIDE, WIDE], pa.string()).cast(kind).slice(1)
        out = extractor.extract_arrow(pa.record_batch({"text": array}))
        assert copydesk.arrow_to_json(out) == [expected] * 2, kind


def test_bad_rows_say_why(extractor: copydesk.Extractor) -> None:
    batch = pa.record_batch(
        {"text": pa.array([b"ok", None, b"caf\xff"], pa.binary()), "day": pa.array(["2024-02-30", None, None])}
    )
    out = extractor.extract_arrow(batch, published="day")
    assert out.column("error").to_pylist() == [
        'day: "2024-02-30" is no day of the form 2024-03-27',
        "text: read null, expected text",
        "text: invalid UTF-8 at byte 3",
    ]
    assert copydesk.arrow_to_json(out) == [None] * 3
    # Arrow's strings are only said to be UTF-8.
    false = pa.Array.from_buffers(pa.string(), 1, [None, pa.py_buffer(b"\0\0\0\0\4\0\0\0"), pa.py_buffer(b"caf\xff")])
    out = extractor.extract_arrow(pa.record_batch({"text": false}))
    assert out.column("error").to_pylist() == ["text: invalid UTF-8 at byte 3"]
    out = extractor.extract_arrow(pa.record_batch({"text": [1.5]}))
    assert out.column("error").to_pylist() == ["text: read Float64, expected text"]
    with pytest.raises(copydesk.DataError, match="no column \"body\"; there are text, day"):
        extractor.extract_arrow(batch, text="body")
    with pytest.raises(ValueError, match="offsets"):
        extractor.extract_arrow(batch, offsets="words")  # type: ignore[arg-type]


@pytest.mark.parametrize("unit", ["s", "ms", "us", "ns"])
def test_days_of_timestamps(extractor: copydesk.Extractor, unit: str) -> None:
    before = datetime.datetime(1969, 12, 31, 23, 59, tzinfo=datetime.UTC)
    stamps = pa.array([datetime.datetime(2024, 3, 27, 23, 0, tzinfo=datetime.UTC), before], pa.timestamp(unit, "UTC"))
    out = extractor.extract_arrow(pa.record_batch({"text": ["A text."] * 2, "at": stamps}), published="at")
    assert out.column("published").to_pylist() == [datetime.date(2024, 3, 27), datetime.date(1969, 12, 31)]


def test_parquet_keeps_everything(extractor: copydesk.Extractor, texts: list[str], tmp_path: Any) -> None:
    out = extractor.extract_arrow(_table(texts), keep=["id"])
    pq.write_table(out, tmp_path / "sheets.parquet")
    again = pq.read_table(tmp_path / "sheets.parquet")
    assert again.schema.metadata[b"copydesk.offsets"] == b"code_points"
    assert copydesk.arrow_to_json(again) == [extractor.extract(text).to_json() for text in texts]
    sheet = copydesk.FactSheet.from_json(texts[0], copydesk.arrow_to_json(again)[0] or "")
    assert texts[0][sheet.mentions[0].span.slice] == sheet.mentions[0].text


def test_duckdb(extractor: copydesk.Extractor) -> None:
    articles = _table([WIDE, "Two people were killed in Oslo, police said."])
    sheets = extractor.extract_arrow(articles, published="day", keep=["id"])
    tolls = duckdb.sql(
        """
        select id, q.effect, q.amount.low, entities[q.place + 1].name as place
        from (select id, entities, unnest(quantities) as q from sheets) where q.effect is not null order by id
        """
    ).fetchall()
    assert tolls == [(0, "killed", 20.0, "Kraków"), (1, "killed", 2.0, "Oslo")]
    made = duckdb.sql("select id as key, upper(text) as body from articles where id = 1")
    out = extractor.extract_arrow(made.to_arrow_table(), text="body", keep=["key"])
    assert out.column("key").to_pylist() == [1] and out.column("error").to_pylist() == [None]


def test_polars(extractor: copydesk.Extractor, texts: list[str]) -> None:
    frame = pl.DataFrame({"id": range(len(texts)), "text": texts})
    sheets = extract_frame(frame, extractor=extractor, keep=["id"])
    assert isinstance(sheets, pl.DataFrame) and sheets["id"].to_list() == list(range(len(texts)))
    expected = [extractor.extract(text) for text in texts]
    assert copydesk.arrow_to_json(sheets) == [s.to_json() for s in expected]
    names = sheets.explode("mentions").select("id", pl.col("mentions").struct.field("text")).drop_nulls()
    assert names["text"].to_list() == [m.text for s in expected for m in s.mentions]
    quotes = extract_frame(frame, extractor=extractor, records="quotes", keep=["id"])
    assert quotes["id"].to_list() == [k for k, s in enumerate(expected) for _ in s.quotes]
    for role in ("speaker", "addressee"):
        parties = [getattr(q, role) for s in expected for q in s.quotes]
        assert quotes[f"{role}_text"].to_list() == [p and p.text for p in parties]
    assert None in parties
    assert quotes["content_start"].to_list() == [q.content.start for s in expected for q in s.quotes]


def test_pandas(extractor: copydesk.Extractor) -> None:
    frame = pd.DataFrame({"key": ["a", "b", "c", "d"], "body": [WIDE, None, 5, "lone \ud800"]}, index=[4, 3, 2, 1])
    sheets = extract_frame(frame, "body", extractor=extractor, keep=["key"])
    assert list(sheets.index) == [4, 3, 2, 1] and list(sheets["key"]) == ["a", "b", "c", "d"]
    assert [bool(e) for e in sheets["error"].notna()] == [False, True, True, True]
    assert sheets["error"][1] == "body: invalid UTF-8 at byte 5"
    flat_ = extract_frame(frame, "body", extractor=extractor, records="quantities", keep=["key"])
    assert list(flat_["key"]) == ["a"] and list(flat_["amount_low"]) == [20.0]
    plain = extract_frame(frame.iloc[:1], "body", extractor=extractor, records="mentions")
    assert list(plain["text"]) == [m.text for m in extractor.extract(WIDE).mentions]


def test_flat_keeps_empty_and_null_apart(extractor: copydesk.Extractor) -> None:
    out = extractor.extract_arrow(pa.table({"text": [None, "", WIDE], "id": [1, 2, 3]}), keep=["id"])
    assert flat(out, "mentions", ["id"]).column("id").to_pylist() == [3] * len(extractor.extract(WIDE).mentions)
    with pytest.raises(copydesk.DataError, match="cannot be kept"):
        extractor.extract_arrow(pa.table({"text": ["a"], "quotes": ["b"]}), keep=["quotes"])
