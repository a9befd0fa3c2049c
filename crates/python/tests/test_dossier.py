from __future__ import annotations

import pickle
import random

import pytest
from conftest import COVERAGE

import copydesk


@pytest.fixture(scope="module")
def reports(extractor: copydesk.Extractor) -> list[copydesk.Report]:
    made = []
    for path in sorted(COVERAGE.glob("*.txt")):
        sheet = extractor.extract(path.read_text(encoding="utf-8"), published=path.stem[:10])
        made.append(copydesk.Report(path.stem, sheet, outlet=path.stem[11:], url=f"https://news.example/{path.stem}"))
    assert len(made) > 5
    return made


def test_a_dossier_merges_what_sheets_share(reports: list[copydesk.Report]) -> None:
    dossier = copydesk.dossier(reports)
    told = dossier.to_dict()
    assert [d["id"] for d in told["documents"]] == [r.id for r in reports]
    assert told["documents"][0]["outlet"] == reports[0].outlet and told["documents"][0]["url"] == reports[0].url
    attack = told["events"][0]
    killed = next(t for t in attack["tolls"] if t["effect"] == "killed")
    lows = [told["figures"][f]["amount"]["low"] for f in killed["figures"]]
    assert 40.0 in lows and max(lows) > 100 and any(c["kind"] == "raised" for c in killed["changes"])
    assert "Moscow" in dossier.summary()
    assert repr(dossier).startswith(f"<Dossier {len(reports)} documents")


def test_its_offsets_slice_the_texts(reports: list[copydesk.Report]) -> None:
    told = copydesk.dossier(reports).to_dict()
    texts = {r.id: r.sheet.text for r in reports}
    order = [texts[d["id"]] for d in told["documents"]]
    assert any(not text.isascii() for text in order)
    for figure in told["figures"]:
        text = order[figure["document"]][figure["span"]["start"] : figure["span"]["end"]]
        assert " ".join(text.split()) == figure["text"]
    in_bytes = copydesk.dossier(reports, offsets="bytes").to_dict()
    assert in_bytes != told
    for figure in in_bytes["figures"]:
        text = order[figure["document"]].encode()[figure["span"]["start"] : figure["span"]["end"]].decode()
        assert " ".join(text.split()) == figure["text"]


def test_neither_order_nor_the_way_here_matters(reports: list[copydesk.Report]) -> None:
    dossier = copydesk.dossier(reports)
    mixed = random.Random(1).sample(reports, len(reports))
    assert copydesk.dossier(mixed) == dossier == pickle.loads(pickle.dumps(dossier))
    assert copydesk.Dossier.from_json(dossier.to_json()) == dossier
    pairs = [(r.id, r.sheet) for r in reports]
    assert [d["id"] for d in copydesk.dossier(pairs).to_dict()["documents"]] == [r.id for r in reports]
    assert copydesk.dossier([]).to_dict()["documents"] == []


def test_bad_documents_raise(extractor: copydesk.Extractor, reports: list[copydesk.Report]) -> None:
    with pytest.raises(ValueError, match="two documents are called"):
        copydesk.dossier([reports[0], reports[0]])
    with pytest.raises(ValueError, match="is no day"):
        copydesk.dossier([copydesk.Report("a", extractor.extract("A text."), published="soon")])
    with pytest.raises(ValueError, match="no dossier"):
        copydesk.Dossier.from_json("{}")
