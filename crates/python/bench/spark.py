"""Spark on loopback: how long two workers take against one, of one core each, rounds of both in turn.

    python bench/spark.py [COUNT]

Says what a job costs besides reading: the same job with nothing but a copy of the rows.
"""

from __future__ import annotations

import pathlib
import sys
import tempfile
import time
from collections.abc import Callable, Iterable, Iterator

import pyarrow as pa
import pyarrow.parquet as pq
from pyspark import cloudpickle

HERE = pathlib.Path(__file__).parent
sys.path.insert(0, str(HERE.parent / "tests"))

from articles import articles  # noqa: E402
from cluster import Cluster  # noqa: E402

import copydesk.spark  # noqa: E402

ROUNDS = 2
FILES = 16


def same(batches: Iterable[pa.RecordBatch]) -> Iterator[pa.RecordBatch]:
    """A copy of the rows."""
    yield from batches


def timed(what: Callable[[], object]) -> float:
    """Seconds of the clock."""
    start = time.monotonic()
    what()
    return time.monotonic() - start


def main() -> None:
    """Runs the benchmark."""
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 100_000
    cloudpickle.register_pickle_by_value(sys.modules[__name__])  # type: ignore[no-untyped-call]
    best: dict[tuple[str, int], float] = {}
    with tempfile.TemporaryDirectory() as name:
        directory = pathlib.Path(name)
        rows = list(articles(count))
        (directory / "source").mkdir()
        for k in range(FILES):
            pq.write_table(pa.Table.from_pylist([dict(r) for r in rows[k::FILES]]), directory / "source" / f"{k}.parquet")
        with Cluster(directory, 2) as cluster:
            for round_ in range(ROUNDS):
                for workers in (1, 2):
                    spark = cluster.session(workers)
                    # A task for each file.
                    spark.conf.set("spark.sql.files.openCostInBytes", str(1 << 30))
                    df = spark.read.parquet(str(directory / "source"))
                    sheets = copydesk.spark.extract(df, date_col="date")
                    copy = df.mapInArrow(same, df.schema)
                    copydesk.spark.extract(df.limit(FILES), date_col="date").count()  # the workers build their extractors
                    jobs: dict[str, Callable[[], object]] = {
                        "rows only": lambda: copy.write.format("noop").mode("overwrite").save(),
                        "sheets": lambda: sheets.write.format("noop").mode("overwrite").save(),
                    }
                    if (round_, workers) == (0, 2):
                        jobs["Parquet"] = lambda: sheets.write.mode("overwrite").parquet(str(directory / "out"))
                    for what, job in jobs.items():
                        seconds = timed(job)
                        best[what, workers] = min(seconds, best.get((what, workers), seconds))
                        print(f"round {round_}, {workers} worker(s), {what}: {seconds:.1f} s", flush=True)
                    spark.stop()
        out = sum(f.stat().st_size for f in (directory / "out").glob("*.parquet"))
        source = sum(f.stat().st_size for f in (directory / "source").glob("*.parquet"))
    size = sum(len(r["text"].encode()) for r in rows)
    print(f"{count} articles of {size / count:.0f} bytes, best of {ROUNDS} rounds")
    for (what, workers), seconds in sorted(best.items()):
        print(f"{what:10} {workers} worker(s) {seconds:7.1f} s {count / seconds:8.0f} articles/s")
    for what in ("rows only", "sheets"):
        print(f"{what}: two workers are {best[what, 1] / best[what, 2]:.2f} times as fast as one")
    print(f"Parquet: {out / count:.0f} bytes of sheets, {source / count:.0f} bytes of source an article")


if __name__ == "__main__":
    main()
