"""A real cluster: a master and two workers on loopback, one of which is lost in the middle of a job."""

from __future__ import annotations

import json
import os
import pathlib
import sys
import threading
import time
from collections.abc import Iterable, Iterator

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from articles import Article, articles

import copydesk

pytest.importorskip("pyspark")

from cluster import Cluster  # noqa: E402
from pyspark import cloudpickle  # noqa: E402
from pyspark.sql import DataFrame, SparkSession  # noqa: E402

import copydesk.spark  # noqa: E402
from copydesk import spark_job  # noqa: E402

# The executors do not have this file: its functions go to them whole.
cloudpickle.register_pickle_by_value(sys.modules[__name__])  # type: ignore[no-untyped-call]

COUNT = 2000
PARTITIONS = 24


@pytest.fixture(scope="module")
def cluster(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Cluster]:
    with Cluster(tmp_path_factory.mktemp("cluster"), workers=2) as cluster:
        yield cluster


@pytest.fixture(scope="module")
def spark(cluster: Cluster) -> Iterator[SparkSession]:
    session = cluster.session()
    yield session
    session.stop()


@pytest.fixture(scope="module")
def made() -> list[Article]:
    return list(articles(COUNT))


@pytest.fixture(scope="module")
def source(made: list[Article], tmp_path_factory: pytest.TempPathFactory) -> pathlib.Path:
    """Parquet files of the articles, and of some rows that cannot be read."""
    directory = tmp_path_factory.mktemp("source")
    bad = [{"id": f"bad{k}", "text": text, "date": day} for k, (text, day) in enumerate(BAD)]
    rows = [*(dict(a) for a in made), *bad]
    for k in range(8):
        pq.write_table(pa.Table.from_pylist(rows[k::8]), directory / f"{k}.parquet")
    return directory


BAD: list[tuple[str | None, str | None]] = [(None, None), ("A text.", "no day"), (None, "2024-01-01")]


@pytest.fixture(scope="module")
def alone(source: pathlib.Path) -> dict[str, str | None]:
    """The JSON of each id, by one process without Spark."""
    table = pq.read_table(source)
    out = copydesk.Extractor().extract_arrow(table, published="date", keep=["id"], threads=1)
    return dict(zip(out.column("id").to_pylist(), copydesk.arrow_to_json(out), strict=True))


def _with_process(batches: Iterable[pa.RecordBatch]) -> Iterator[pa.RecordBatch]:
    # A Python worker's parent is the daemon of its executor.
    for batch in batches:
        yield pa.record_batch({"id": batch.column("id"), "executor": [os.getppid()] * batch.num_rows})


def _slowly(batches: Iterable[pa.RecordBatch]) -> Iterator[pa.RecordBatch]:
    for batch in batches:
        time.sleep(0.25)
        yield batch


def _by_id(table: pa.Table) -> dict[str, str | None]:
    rows = dict(zip(table.column("id").to_pylist(), copydesk.arrow_to_json(table), strict=True))
    assert len(rows) == table.num_rows
    return rows


def _articles(spark: SparkSession, source: pathlib.Path) -> DataFrame:
    return spark.read.parquet(str(source)).repartition(PARTITIONS)


def test_two_executors_give_what_one_process_gives(
    cluster: Cluster, spark: SparkSession, source: pathlib.Path, alone: dict[str, str | None]
) -> None:
    df = _articles(spark, source)
    sheets = copydesk.spark.extract(df, date_col="date")
    table = sheets.toArrow()
    assert table.num_rows == df.count() == COUNT + len(BAD) == len(alone)
    assert _by_id(table) == alone  # byte for byte, as JSON
    errors = [e for e in table.column("error").to_pylist() if e is not None]
    assert len(errors) == len(BAD)
    seen = sheets.mapInArrow(_with_process, "id string, executor long").groupBy("executor").count().collect()
    assert len(seen) == 2 and sum(row["count"] for row in seen) == COUNT + len(BAD)
    assert cluster.state()["aliveworkers"] == 2


def test_a_worker_is_lost_and_the_job_is_complete(
    cluster: Cluster,
    spark: SparkSession,
    source: pathlib.Path,
    alone: dict[str, str | None],
    tmp_path: pathlib.Path,
    capsys: pytest.CaptureFixture[str],
) -> None:
    df = _articles(spark, source)
    slow = df.mapInArrow(_slowly, df.schema)
    failures: list[BaseException] = []

    def write() -> None:
        try:
            copydesk.spark.extract(slow, date_col="date").write.parquet(str(tmp_path / "sheets"))
        except BaseException as e:  # noqa: BLE001
            failures.append(e)

    thread = threading.Thread(target=write)
    thread.start()
    tracker = spark.sparkContext.statusTracker()
    done = 0
    while thread.is_alive() and done < PARTITIONS // 4:
        stages = [tracker.getStageInfo(s) for s in tracker.getActiveStageIds()]
        done = max((s.numCompletedTasks for s in stages if s and s.numTasks == PARTITIONS), default=0)
        time.sleep(0.02)
    assert PARTITIONS // 4 <= done < PARTITIONS, f"{done} tasks were done when the worker was to be killed"
    cluster.kill_worker(1)
    thread.join(300)
    assert not thread.is_alive() and not failures
    table = pq.read_table(tmp_path / "sheets")
    assert _by_id(table) == alone
    # And the job script runs on what is left of the cluster.
    arguments = ["--input", str(source), "--output", str(tmp_path / "job"), "--date", "date", "--files-per-batch", "4"]
    assert spark_job.main(arguments) == 0
    batches = [json.loads(line) for line in capsys.readouterr().out.splitlines() if line.startswith("{")]
    assert sum(b["rows"] for b in batches) == COUNT + len(BAD) and sum(b["errors"] for b in batches) == len(BAD)
