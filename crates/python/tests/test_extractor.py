from __future__ import annotations

import dataclasses
import datetime
import doctest
import multiprocessing
import pathlib
import pickle
import threading
import time
from typing import Any

import pytest
from conftest import WIDE

import copydesk
from copydesk import _records

HEADER = "id\tkind\tname\taliases\tattributes\tflags\n"
ROW = "x:harbour-watch\torganization\tHarbour Watch\tHW*\tcountry=GB\t\n"


def test_spans_slice_the_text(extractor: copydesk.Extractor, texts: list[str]) -> None:
    seen = 0
    for text in texts:
        sheet = extractor.extract(text)
        records: list[Any] = [*sheet.mentions, *sheet.quantities, *sheet.times]
        for record in records:
            assert text[record.span.slice] == record.text == record.span.of(text)
            seen += 1
        for quote in sheet.quotes:
            if quote.speaker:
                assert text[quote.speaker.span.slice] == quote.speaker.text
    assert seen > 100


def test_byte_offsets_are_there_too(extractor: copydesk.Extractor) -> None:
    sheet = extractor.extract(WIDE)
    in_bytes = sheet.in_bytes()
    encoded = WIDE.encode()
    assert (sheet.offsets, in_bytes.offsets) == ("code_points", "bytes")
    for points, found in zip(sheet.mentions, in_bytes.mentions, strict=True):
        assert encoded[found.span.slice].decode() == found.text == points.text
    assert sheet.mentions[0].span != in_bytes.mentions[0].span
    assert in_bytes.in_code_points() == sheet


def test_what_is_found(extractor: copydesk.Extractor) -> None:
    sheet = extractor.extract(WIDE, published="2024-03-27")
    killed = next(q for q in sheet.quantities if q.effect == "killed")
    assert (killed.amount.low, killed.amount.high) == (20.0, None)
    assert sheet.published == datetime.date(2024, 3, 27)
    assert [t.value for t in sheet.times] == ["2024-03-23"]
    assert "Vladimir Putin" in [e.name for e in sheet.entities]
    assert any(c.stance == "denies" for c in sheet.claims)
    assert sheet.language.code == "en" and sheet.schema == copydesk.SCHEMA
    speaker = next(q.speaker for q in sheet.quotes if q.kind == "direct")
    entity = sheet.entity(speaker)
    assert entity is not None and entity.name.endswith("Brontë")
    assert "Kraków" in sheet.summary()


def test_known_things_ride_along(extractor: copydesk.Extractor) -> None:
    text = "Council meets again\n\nThe council spoke on Saturday."
    sheet = extractor.extract(text, datetime.date(2024, 3, 27), headline="Council meets again", language="en")
    assert sheet.times[0].value == "2024-03-23"
    assert sheet.zones[0].kind == "headline"
    assert extractor.extract(text, datetime.datetime(2024, 3, 27, 9, 0)).published == datetime.date(2024, 3, 27)
    own = copydesk.Extractor(reference="2024-03-27")
    assert own.extract(text).published == datetime.date(2024, 3, 27)
    assert own.extract(text, "2020-01-01").published == datetime.date(2020, 1, 1)


def test_json_and_dict_are_the_records(extractor: copydesk.Extractor, texts: list[str]) -> None:
    for text in texts:
        sheet = extractor.extract(text)
        plain = sheet.to_dict()
        assert set(plain) == {f for f in plain if hasattr(sheet, f)}
        assert plain["mentions"] == [_plain(m, plain["mentions"][k]) for k, m in enumerate(sheet.mentions)]
        again = copydesk.FactSheet.from_json(text, sheet.to_json())
        assert again == sheet and again.in_bytes() == sheet.in_bytes()


def _plain(record: Any, like: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in dataclasses.asdict(record).items() if name in like}


def test_records_have_the_fields_of_the_schema() -> None:
    pa = pytest.importorskip("pyarrow")
    kinds = {
        "zones": copydesk.Zone,
        "sentences": copydesk.Sentence,
        "mentions": copydesk.Mention,
        "entities": copydesk.Entity,
        "quotes": copydesk.Quote,
        "quantities": copydesk.Quantity,
        "times": copydesk.Timex,
        "claims": copydesk.Claim,
        "relations": copydesk.Relation,
        "events": copydesk.Event,
        "warnings": copydesk.Warning,
    }
    schema = copydesk.arrow_schema()
    assert schema.metadata[b"copydesk.offsets"] == b"code_points"
    assert schema.metadata[b"copydesk.layout"] == str(copydesk.LAYOUT).encode()
    lists = [f.name for f in schema if pa.types.is_list(f.type)]
    assert lists == list(kinds)
    for name, kind in kinds.items():
        columns = {f.name: f.nullable for f in schema.field(name).type.value_type}
        known = {f.name for f in dataclasses.fields(kind)}
        assert known == set(columns), name
    language = {f.name for f in schema.field("language").type}
    assert language == {f.name for f in dataclasses.fields(copydesk.Language)}


def test_batch_keeps_order_and_tells_progress(extractor: copydesk.Extractor, texts: list[str]) -> None:
    many = texts * 200
    calls: list[tuple[int, int]] = []
    sheets = extractor.extract_batch(many, progress=lambda done, total: calls.append((done, total)), threads=2)
    one = [extractor.extract(text).to_json() for text in texts]
    assert [s.to_json() for s in sheets] == one * 200
    assert len(calls) > 1 and calls[-1] == (len(many), len(many))
    assert calls == sorted(calls)
    days = ["2024-03-27", None]
    first, second = extractor.extract_batch(["On Saturday."] * 2, published=days)
    assert first.published == datetime.date(2024, 3, 27) and second.published is None
    assert extractor.extract_batch([]) == []


def test_progress_can_end_the_work(extractor: copydesk.Extractor) -> None:
    def stop(done: int, total: int) -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        extractor.extract_batch(["A text."] * 1000, progress=stop, threads=1)


def test_other_threads_run_on(extractor: copydesk.Extractor, texts: list[str]) -> None:
    long = "\n\n".join(texts) * 100
    ticks = 0
    done = threading.Event()

    def tick() -> None:
        nonlocal ticks
        while not done.is_set():
            ticks += 1
            time.sleep(0.001)

    thread = threading.Thread(target=tick)
    thread.start()
    try:
        before = ticks
        extractor.extract(long)
        during = ticks - before
    finally:
        done.set()
        thread.join()
    assert during > 3


def test_bad_input_raises_what_python_users_expect(extractor: copydesk.Extractor) -> None:
    with pytest.raises(UnicodeEncodeError):
        extractor.extract("lone \ud800 surrogate")
    with pytest.raises(TypeError):
        extractor.extract(b"bytes")  # type: ignore[arg-type]
    with pytest.raises(ValueError, match="'?yesterday'? is no day|\"yesterday\" is no day"):
        extractor.extract("A text.", "yesterday")
    with pytest.raises(ValueError, match="shorter"):
        extractor.extract_batch(["a", "b"], headlines=["a"])


def test_own_gazetteers(tmp_path: pathlib.Path) -> None:
    (tmp_path / "own.tsv").write_text(HEADER + ROW, encoding="utf-8")
    entry = copydesk.Entry("x:jane-roe", "person", "Jane Roe", aliases=["J. Roe"], attributes={"country": "GB"})
    made = [
        copydesk.Extractor([tmp_path, [entry]]),
        copydesk.Extractor([tmp_path / "own.tsv", copydesk.Gazetteer._from_rows([entry.as_row()])]),
        copydesk.Extractor([copydesk.Gazetteer.from_tsv("own.tsv", HEADER + ROW), [entry]]),
    ]
    for extractor in made:
        sheet = extractor.extract("Jane Roe of Harbour Watch spoke.")
        assert {e.gazetteer_id for e in sheet.entities} == {"x:jane-roe", "x:harbour-watch"}
    assert len(made[0].gazetteers[0]) == 1
    without = copydesk.Extractor([[entry]], core=False).extract("Jane Roe met Vladimir Putin in Paris.")
    assert [e.gazetteer_id for e in without.entities if e.gazetteer_id] == ["x:jane-roe"]


def test_errors_have_the_library_s_message(tmp_path: pathlib.Path) -> None:
    bad = HEADER + "x:a\tplanet\tMars\t\t\t\nx:b\tperson\t\t\t\t\n"
    with pytest.raises(copydesk.DataError) as found:
        copydesk.Gazetteer.from_tsv("bad.tsv", bad)
    assert "bad.tsv:2:" in str(found.value) and "bad.tsv:3:" in str(found.value)
    assert isinstance(found.value, ValueError) and isinstance(found.value, copydesk.Error)
    with pytest.raises(copydesk.LoadError, match="nowhere") as missing:
        copydesk.Extractor([tmp_path / "nowhere"])
    assert isinstance(missing.value, OSError)
    with pytest.raises(copydesk.DataError, match="read the kind \"planet\", expected one of person"):
        copydesk.Extractor([[copydesk.Entry("x:a", "planet", "Mars")]])
    with pytest.raises(copydesk.Error):
        copydesk.Extractor(language_pack=tmp_path)


def test_pickles(tmp_path: pathlib.Path) -> None:
    (tmp_path / "own.tsv").write_text(HEADER + ROW, encoding="utf-8")
    extractor = copydesk.Extractor([tmp_path], reference="2024-03-27")
    state = pickle.dumps(extractor)
    (tmp_path / "own.tsv").unlink()  # it travels with its content
    again = pickle.loads(state)
    text = "Harbour Watch spoke on Saturday. 🙂 “Yes”, it said."
    sheet = extractor.extract(text)
    assert again.extract(text) == sheet
    assert pickle.loads(pickle.dumps(sheet)) == sheet
    assert pickle.loads(pickle.dumps(sheet.in_bytes())) == sheet.in_bytes()
    assert hash(pickle.loads(pickle.dumps(sheet))) == hash(sheet)


def _child(extractor: copydesk.Extractor, text: str) -> str:
    batch = extractor.extract_batch([text] * 600, threads=2)
    assert len({s.to_json() for s in batch}) == 1
    return extractor.extract(text).to_json()


@pytest.mark.parametrize("how", ["fork", "spawn"])
def test_multiprocessing(extractor: copydesk.Extractor, how: str) -> None:
    # The pool of threads is running when the children are made.
    expected = _child(extractor, WIDE)
    with multiprocessing.get_context(how).Pool(2) as pool:
        work = pool.starmap_async(_child, [(extractor, WIDE)] * 4)
        assert work.get(timeout=120) == [expected] * 4


def _forked(queue: Any) -> None:
    queue.put(_child(_INHERITED, WIDE))


_INHERITED = copydesk.Extractor()


def test_a_forked_child_may_use_its_parent_s_extractor() -> None:
    expected = _child(_INHERITED, WIDE)
    context = multiprocessing.get_context("fork")
    queue = context.Queue()
    child = context.Process(target=_forked, args=(queue,))
    child.start()
    assert queue.get(timeout=60) == expected
    child.join(10)
    assert child.exitcode == 0


def test_notebooks_show_a_page_in_a_frame(extractor: copydesk.Extractor) -> None:
    sheet = extractor.extract("<script>alert(1)</script> Vladimir Putin spoke.")
    page = sheet._repr_html_()
    assert page.startswith("<iframe sandbox srcdoc=\"&lt;!DOCTYPE html&gt;")
    assert "<script" not in page and page.count("<") == 2
    assert sheet.to_html().startswith("<!DOCTYPE html>") and "<script" not in sheet.to_html()
    assert repr(sheet).startswith("<FactSheet 1 entities")


def test_record_readers_refuse_what_they_do_not_know() -> None:
    with pytest.raises(KeyError):
        _records.make(copydesk.Span, {"start": 0, "end": 1, "new": 2})


def test_the_documentation_s_example_runs() -> None:
    found = doctest.testmod(copydesk)
    assert found.attempted > 4 and found.failed == 0
