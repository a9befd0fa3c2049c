"""Spark on one machine, two tasks at a time; `test_spark_cluster.py` has the real one."""

from __future__ import annotations

import datetime
import json
import os
import pathlib
import sys
from collections.abc import Iterator

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from articles import articles
from conftest import WIDE

import copydesk

pytest.importorskip("pyspark")

from pyspark.sql import SparkSession  # noqa: E402

import copydesk.spark  # noqa: E402
from copydesk import spark_job  # noqa: E402


@pytest.fixture(scope="module")
def spark() -> Iterator[SparkSession]:
    os.environ["PYSPARK_PYTHON"] = sys.executable
    session = (
        SparkSession.builder.master("local[2]")
        .config("spark.ui.enabled", "false")
        .config("spark.driver.bindAddress", "127.0.0.1")
        .config("spark.driver.host", "127.0.0.1")
        .config("spark.sql.shuffle.partitions", "2")
        .config("spark.sql.session.timeZone", "Asia/Tokyo")
        .getOrCreate()
    )
    yield session
    session.stop()


def test_rows_out_are_rows_in_and_bad_ones_say_why(spark: SparkSession, extractor: copydesk.Extractor) -> None:
    day = datetime.date(2024, 3, 27)
    rows = [(1, WIDE, day), (2, None, day), (3, "", None), (4, "Two people were killed in Oslo, police said.", day)]
    df = spark.createDataFrame(rows, "key long, body string, day date")
    # Spark's strings are not always UTF-8.
    broken = spark.sql("select 5L as key, cast(X'636166FF' as string) as body, date'2024-03-27' as day")
    df = df.union(broken).repartition(2)
    out = copydesk.spark.extract(df, "body", "key", "day", extractor=extractor)
    assert out.columns == ["key", *copydesk.arrow_schema().names]
    table = out.orderBy("key").toArrow()
    assert table.column("key").to_pylist() == [1, 2, 3, 4, 5]
    assert table.column("error").to_pylist() == [
        None,
        "body: read null, expected text",
        None,
        None,
        "body: invalid UTF-8 at byte 3",
    ]
    sheets = copydesk.arrow_to_json(table)
    assert sheets[0] == extractor.extract(WIDE, day).to_json() and sheets[2] == extractor.extract("").to_json()
    numbers = df.selectExpr("key", "key * 1.5 as body")
    errors = copydesk.spark.extract(numbers, "body", "key").select("error").distinct().collect()
    assert len(errors) == 1 and "expected text" in errors[0].error
    with pytest.raises(ValueError, match="rename it"):
        copydesk.spark.extract(df.withColumnRenamed("key", "times"), "body", "times")


def test_timestamps_are_days_of_the_session(spark: SparkSession, extractor: copydesk.Extractor) -> None:
    df = spark.sql("select 'a' as id, 'He spoke.' as text, timestamp'2024-03-27 01:00:00' as at")
    row = copydesk.spark.extract(df, date_col="at", keep=["at"], extractor=extractor).first()
    assert row is not None and row.published == datetime.date(2024, 3, 27)
    (expected,) = df.collect()
    assert row.at == expected["at"]


def test_own_names_reach_the_workers(spark: SparkSession, tmp_path: pathlib.Path) -> None:
    own = copydesk.Extractor([[copydesk.Entry("x:harbour-watch", "organization", "Harbour Watch")]])
    df = spark.createDataFrame([("a", "Harbour Watch spoke.")], "id string, text string")
    row = copydesk.spark.extract(df, extractor=own).selectExpr("entities[0].gazetteer_id as found").first()
    assert row is not None and row.found == "x:harbour-watch"


def test_views_across_articles(spark: SparkSession, extractor: copydesk.Extractor) -> None:
    texts = [
        ("a", "Two people were killed in Oslo, Vladimir Putin said.", "2024-03-27"),
        ("b", "At least five people were killed in Oslo, police said.", "2024-03-28"),
        ("c", "Three people were killed in Oslo. “It is over”, Vladimir Putin said.", "2024-03-28"),
        ("d", "No one was killed in Oslo. A storm could kill thousands in Oslo.", "2024-03-29"),
    ]
    df = spark.createDataFrame(texts, "id string, text string, day string")
    sheets = copydesk.spark.extract(df, date_col="day", extractor=extractor)
    series = copydesk.spark.toll_series(sheets).where("place_name = 'Oslo' and effect = 'killed'").orderBy("published")
    assert [(str(r.published), r.low, r.articles) for r in series.collect()] == [
        ("2024-03-27", 2.0, 1),
        ("2024-03-28", 5.0, 2),
    ]
    said = copydesk.spark.quotations(sheets).where("speaker = 'Q7747'").collect()
    assert len(said) == 1 and said[0]["name"] == "Vladimir Putin"
    expected = [
        (id_, q.text)
        for id_, text, day in texts
        for q in extractor.extract(text, day).quotes
        if "Putin" in (q.speaker.text if q.speaker else "")
    ]
    assert [(q.id, q.text) for q in said[0].quotes] == expected and len(expected) == said[0]["count"] >= 2


def _run(capsys: pytest.CaptureFixture[str], *arguments: str) -> list[dict[str, object]]:
    assert spark_job.main(arguments) == 0
    return [json.loads(line) for line in capsys.readouterr().out.splitlines() if line.startswith("{")]


def test_the_job_starts_again_where_it_was_cut_off(
    spark: SparkSession, extractor: copydesk.Extractor, tmp_path: pathlib.Path, capsys: pytest.CaptureFixture[str]
) -> None:
    source, target = tmp_path / "in", tmp_path / "out"
    source.mkdir()
    made = list(articles(60))
    for k in range(3):
        pq.write_table(pa.Table.from_pylist([dict(a) for a in made[k * 20 : k * 20 + 20]]), source / f"{k}.parquet")
    arguments = ["--input", str(source), "--output", str(target), "--date", "date", "--files-per-batch", "1"]
    first = _run(capsys, *arguments)
    assert [(b["rows"], b["errors"]) for b in first] == [(20, 0)] * 3
    # As if it had been killed while writing the second batch.
    cut = pathlib.Path(str(first[1]["batch"]))
    (cut / "_SUCCESS").unlink()
    next(cut.glob("*.parquet")).unlink()
    second = _run(capsys, *arguments)
    assert [b.get("skipped", False) for b in second] == [True, False, True]
    done = spark.read.parquet(str(target)).orderBy("id")
    assert {"release", "batch"} < set(done.columns)
    expected = [extractor.extract(a["text"], a["date"]).to_json() for a in made]
    assert copydesk.arrow_to_json(done.toArrow()) == expected
    # Another setting is another result.
    third = _run(capsys, *arguments, "--reference", "2024-01-01")
    assert not any(b.get("skipped") for b in third)


def test_the_job_reads_json_lines_and_partitions_by_month(
    spark: SparkSession, tmp_path: pathlib.Path, capsys: pytest.CaptureFixture[str]
) -> None:
    lines = [json.dumps(a) for a in articles(10)] + ['{"id": "bad", "text": null}', "no JSON at all"]
    (tmp_path / "in.jsonl").write_text("\n".join(lines) + "\n", encoding="utf-8")
    arguments = ["--input", str(tmp_path / "in.jsonl"), "--output", str(tmp_path / "out"), "--format", "json"]
    (batch,) = _run(capsys, *arguments, "--date", "date", "--by-month", "--partitions", "2")
    assert (batch["rows"], batch["errors"]) == (12, 2)
    done = spark.read.parquet(str(tmp_path / "out"))
    assert done.count() == 12
    assert {r.month for r in done.select("month").distinct().collect()} == {
        "none",
        *(a["date"][:7] for a in articles(10)),
    }
