"""Spark on loopback: how long two workers take against one, of one core each.

    python bench/spark.py [COUNT]

Says what a task costs besides reading: the same job with nothing but a copy of the rows.
"""

from __future__ import annotations

import pathlib
import sys
import tempfile
import time
from collections.abc import Callable, Iterable, Iterator

import pyarrow as pa
import pyarrow.parquet as pq

HERE = pathlib.Path(__file__).parent
sys.path.insert(0, str(HERE.parent / "tests"))

from articles import articles  # noqa: E402
from cluster import Cluster  # noqa: E402

import copydesk.spark  # noqa: E402

ROUNDS = 3


def same(batches: Iterable[pa.RecordBatch]) -> Iterator[pa.RecordBatch]:
    yield from batches


def best(what: Callable[[], object]) -> float:
    times = []
    for _ in range(ROUNDS):
        start = time.monotonic()
        what()
        times.append(time.monotonic() - start)
    return min(times)


def main() -> None:
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 100_000
    with tempfile.TemporaryDirectory() as name:
        directory = pathlib.Path(name)
        rows = [dict(a) for a in articles(count)]
        (directory / "source").mkdir()
        for k in range(16):
            pq.write_table(pa.Table.from_pylist(rows[k::16]), directory / "source" / f"{k}.parquet")
        for workers in (1, 2):
            where = directory / f"cluster{workers}"
            where.mkdir()
            with Cluster(where, workers) as cluster:
                spark = cluster.session()
                df = spark.read.parquet(str(directory / "source"))
                sheets = copydesk.spark.extract(df, date_col="date")
                copy = df.mapInArrow(same, df.schema)
                sheets.limit(1).collect()  # the workers build their extractors
                sink = best(lambda: sheets.write.format("noop").mode("overwrite").save())
                written = best(lambda: sheets.write.mode("overwrite").parquet(str(directory / "out")))
                nothing = best(lambda: copy.write.format("noop").mode("overwrite").save())
                print(
                    f"{workers} worker(s), {count} articles: sheets {sink:.1f} s ({count / sink:.0f} articles/s), "
                    f"written as Parquet {written:.1f} s, rows only {nothing:.1f} s",
                    flush=True,
                )
                spark.stop()
        out = sum(f.stat().st_size for f in (directory / "out").glob("*.parquet"))
        print(f"Parquet of the sheets: {out / count:.0f} bytes an article")


if __name__ == "__main__":
    main()
