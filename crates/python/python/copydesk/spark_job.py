"""The job: articles in Parquet or JSON lines in, sheets in partitioned Parquet out; it can be stopped and started again.

    python -m copydesk.spark_job --input DIR --output DIR     (or give this file to spark-submit)

The input's files are done in batches. A batch becomes the directory `release=<version>/batch=<key>` of the output, and
counts as done once Spark has put `_SUCCESS` there: a job that starts again skips it, and writes anew what was cut off.
The key tells the files of the batch and all settings, so another setting never passes for done. Input files must not be
changed in place. For each batch a line of JSON goes to standard output.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import pickle
import sys
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from pyspark.sql import Observation, SparkSession
from pyspark.sql import functions as F

from copydesk import LAYOUT, SCHEMA, Extractor, __version__
from copydesk.spark import extract

if TYPE_CHECKING:
    from pyspark.sql import DataFrame


def parser() -> argparse.ArgumentParser:
    """The options."""
    p = argparse.ArgumentParser(prog="copydesk.spark_job", description=(__doc__ or "").split("\n")[0])
    p.add_argument("--input", action="append", required=True, help="file or directory; may be given again")
    p.add_argument("--output", required=True, help="directory of the sheets")
    p.add_argument("--format", choices=["parquet", "json"], default="parquet", help="of the input")
    p.add_argument("--text", default="text", help="column of the texts")
    p.add_argument("--id", default="id", help="column of the ids")
    p.add_argument("--date", help="column of the days of publication")
    p.add_argument("--headline", help="column of the headlines")
    p.add_argument("--keep", action="append", default=[], help="column that goes unchanged; may be given again")
    p.add_argument("--gazetteer", action="append", default=[], help="TSV file or directory; may be given again")
    p.add_argument("--reference", help="day of publication of articles without one")
    p.add_argument("--offsets", choices=["code_points", "bytes"], default="code_points")
    p.add_argument("--files-per-batch", type=int, default=64)
    p.add_argument("--partitions", type=int, help="tasks of a batch; else as Spark splits the files")
    p.add_argument("--by-month", action="store_true", help="partition by month of publication too")
    p.add_argument("--master", help="Spark's master, where spark-submit does not give it")
    return p


def main(arguments: Sequence[str] | None = None) -> int:
    """Runs the job; 0 when every batch is done."""
    options = parser().parse_args(arguments)
    builder = SparkSession.builder.appName("copydesk")
    if options.master:
        builder = builder.master(options.master)
    spark = builder.getOrCreate()
    extractor = Extractor(options.gazetteer, reference=options.reference)
    columns = [options.id, options.text, options.date, options.headline, *options.keep]
    files = sorted(_read(spark, options, options.input, columns).inputFiles())
    names = pickle.dumps(extractor)
    for at in range(0, len(files), options.files_per_batch):
        batch = files[at : at + options.files_per_batch]
        target = f"{options.output}/release={__version__}/batch={_key(options, names, batch)}"
        done = {"batch": target, "files": len(batch)}
        if _exists(spark, f"{target}/_SUCCESS"):
            print(json.dumps(done | {"skipped": True}), flush=True)
            continue
        articles = _read(spark, options, batch, columns)
        if options.partitions:
            articles = articles.repartition(options.partitions)
        sheets = extract(
            articles,
            options.text,
            options.id,
            options.date,
            headline_col=options.headline,
            keep=options.keep,
            extractor=extractor,
            offsets=options.offsets,
        )
        seen = Observation("rows")
        sheets = sheets.observe(seen, F.count(F.lit(1)).alias("rows"), F.count("error").alias("errors"))
        if options.by_month:
            month = F.coalesce(F.date_format("published", "yyyy-MM"), F.lit("none"))
            sheets.withColumn("month", month).write.mode("overwrite").partitionBy("month").parquet(target)
        else:
            sheets.write.mode("overwrite").parquet(target)
        print(json.dumps(done | seen.get), flush=True)
    return 0


def _read(spark: SparkSession, options: argparse.Namespace, paths: list[str], columns: list[str | None]) -> DataFrame:
    if options.format == "parquet":
        return spark.read.parquet(*paths)
    # One type for all: a schema that is guessed may change from batch to batch. A line that is no object has no text.
    schema = ", ".join(f"`{name}` string" for name in dict.fromkeys(c for c in columns if c))
    return spark.read.schema(schema).json(paths)


def _key(options: argparse.Namespace, extractor: bytes, files: list[str]) -> str:
    settings = {k: v for k, v in vars(options).items() if k not in ("input", "output", "master", "files_per_batch")}
    told = json.dumps([SCHEMA, LAYOUT, settings, files], sort_keys=True).encode()
    return hashlib.sha256(told + extractor).hexdigest()[:16]


def _exists(spark: SparkSession, path: str) -> bool:
    jvm: Any = spark._jvm
    where = jvm.org.apache.hadoop.fs.Path(path)
    return bool(where.getFileSystem(spark._jsc.hadoopConfiguration()).exists(where))


if __name__ == "__main__":
    sys.exit(main())
