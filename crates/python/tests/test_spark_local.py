"""Spark on one machine, two tasks at a time; `test_spark_cluster.py` has the real one."""

from __future__ import annotations

import datetime
import json
import os
import pathlib
import sys
from collections.abc import Iterator
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from articles import articles
from conftest import COVERAGE, WIDE
from test_docs import check

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
        # Most of the time would go into compiling plans for a handful of rows.
        .config("spark.sql.codegen.wholeStage", "false")
        .config("spark.sql.codegen.factoryMode", "NO_CODEGEN")
        .config("spark.sql.adaptive.enabled", "false")
        .config("spark.driver.extraJavaOptions", "-XX:TieredStopAtLevel=1")
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


Told = list[tuple[str, str, str]]


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
    assert len(said) == 1 and said[0]["name"] == "Vladimir Putin" and said[0]["count"] >= 2


@pytest.fixture(scope="module")
def coverage() -> Told:
    """Reports of one attack and many others, and names that only careful merging keeps apart."""
    stories = [(p.stem, p.read_text(encoding="utf-8"), p.stem[:10]) for p in sorted(COVERAGE.glob("*.txt"))]
    assert len(stories) > 5
    made = [(a["id"], a["text"], a["date"]) for a in articles(100)]
    names = [
        ("n1", "Gorvath Council killed two people in Oslo, Ilse Varnholt said. “We did,” Varnholt said.", "2024-01-02"),
        ("n2", "Three people died in Oslo, Ilse Varnholt said. Varnholt spoke for the Gorvath Council.", "2024-01-01"),
        ("n3", "“We did not,” Varnholt said. Two people were killed in Georgia, the Gorvath Council said.", "2024-01-03"),
        ("n4", "Paris was quiet. “It was over quickly,” Paris Hilton said, and Georgia agreed.", "2024-01-04"),
    ]
    return stories + made + names


def test_views_are_what_the_library_s_dossier_says(
    spark: SparkSession, extractor: copydesk.Extractor, coverage: Told
) -> None:
    df = spark.createDataFrame(coverage, "id string, text string, day string").repartition(4)
    sheets = copydesk.spark.extract(df, date_col="day", extractor=extractor).cache()
    by_id = {id_: extractor.extract(text, day) for id_, text, day in coverage}
    library = copydesk.dossier(by_id.items()).to_dict()
    ids = [d["id"] for d in library["documents"]]

    # The same entities of the same articles are one thing.
    found = copydesk.spark.entities(sheets).cache()
    groups: dict[str, set[tuple[str, int]]] = {}
    for row in found.collect():
        groups.setdefault(row.entity, set()).add((row.id, row.n))
    theirs = [{(ids[a["document"]], a["entity"]) for a in e["documents"]} for e in library["entities"]]
    assert sorted(map(sorted, groups.values())) == sorted(map(sorted, theirs))
    assert max(map(len, theirs)) > 20 and any(e["gazetteer_id"] is None and len(e["documents"]) > 1 for e in library["entities"])
    key = {min(members): name for name, members in groups.items()}
    keys = [key[min(members)] for members in theirs]
    names = {row.entity: row.name for row in copydesk.spark.entity_names(found).collect()}
    assert [names[k] for k in keys] == [e["name"] for e in library["entities"]]

    # Toll series.
    series: dict[tuple[str, str, str | None], list[Any]] = {}
    for f in library["figures"]:
        quantity = by_id[ids[f["document"]]].quantities[f["quantity"]]
        if f["place"] is None or f["negated"] or f.get("hypothetical") or quantity.of is not None:
            continue
        told = series.setdefault((keys[f["place"]], f["effect"], f["told"]), [None, None, set()])
        for k, bound in enumerate((f["amount"]["low"], f["amount"]["high"])):
            told[k] = max((b for b in (told[k], bound) if b is not None), default=None)
        told[2].add(f["document"])
    expected = {k: (low, high, len(documents)) for k, (low, high, documents) in series.items()}
    rows = copydesk.spark.toll_series(sheets, found=found).collect()
    assert {(r.place, r.effect, str(r.published)): (r.low, r.high, r.articles) for r in rows} == expected
    assert len(rows) == len(expected) > 50

    # Quotations: the library also joins quotations of nobody known where their words are the same.
    said: dict[str, list[tuple[str, int, str]]] = {}
    for q in library["quotes"]:
        for v in q["versions"]:
            speaker = by_id[ids[v["document"]]].quotes[v["quote"]].speaker
            if speaker is not None and speaker.entity is not None and q["speaker"] is not None:
                said.setdefault(keys[q["speaker"]], []).append((v["document"], v["quote"], ids[v["document"]]))
    ours = copydesk.spark.quotations(sheets, found=found).collect()
    assert {r.speaker: [(q.id, q.quote) for q in r.quotes] for r in ours} == {
        k: [(id_, quote) for _, quote, id_ in sorted(v)] for k, v in said.items()
    }
    assert sum(r["count"] for r in ours) > 150


def test_dossiers_are_the_library_s(spark: SparkSession, extractor: copydesk.Extractor, coverage: Told) -> None:
    rows = [(id_, text, day, "attack" if id_[:4].isdigit() else day[:7]) for id_, text, day in coverage]
    df = spark.createDataFrame(rows, "id string, text string, day string, story string")
    sheets = copydesk.spark.extract(df, date_col="day", keep=["text", "story"], extractor=extractor)
    made = {r.story: r for r in copydesk.spark.dossiers(sheets, "story").collect()}
    assert len(made) == 13 and all(r.error is None for r in made.values())
    for story, row in made.items():
        mine = [(id_, extractor.extract(text, day)) for id_, text, day, s in rows if s == story]
        assert row.documents == len(mine) and row.dossier == copydesk.dossier(mine).to_json()
    again = df.union(df.where("story = 'attack'"))
    sheets = copydesk.spark.extract(again, date_col="day", keep=["text", "story"], extractor=extractor)
    errors = copydesk.spark.dossiers(sheets, "story").where("error is not null").collect()
    assert [r.story for r in errors] == ["attack"] and "two documents are called" in errors[0].error


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


def test_examples_of_the_guide(spark: SparkSession, tmp_path: pathlib.Path) -> None:
    check("docs/guide/spark.md", 8, {"spark": spark}, tmp_path)
