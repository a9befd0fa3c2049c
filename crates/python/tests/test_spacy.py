from __future__ import annotations

import pathlib

import pytest
from conftest import WIDE

spacy = pytest.importorskip("spacy")

import copydesk.spacy  # noqa: E402


def test_a_pipeline_gets_names_quotations_and_the_sheet() -> None:
    nlp = spacy.blank("en")
    nlp.add_pipe("copydesk", config={"reference": "2024-03-27"})
    doc = nlp(WIDE)
    names = {ent.text: (ent.label_, ent.kb_id_) for ent in doc.ents}
    assert names["Kraków"][0] == "GPE" and names["Vladimir Putin"] == ("PERSON", "Q7747")
    direct = [span for span in doc.spans["quotes"] if span.label_ == "direct"]
    assert [span.text for span in direct] == ["We will rebuild Ōtsu"]
    assert direct[0]._.speaker.endswith("Zoë Brontë") and direct[0]._.speaker_name.endswith("Brontë")
    assert [t.value for t in doc._.factsheet.times] == ["2024-03-23"]


def test_documents_have_their_own_days_and_serialise() -> None:
    nlp = spacy.blank("en")
    nlp.add_pipe("copydesk")
    docs = [nlp.make_doc("He spoke on Saturday.") for _ in range(3)]
    docs[1]._.published = "2024-03-27"
    done = list(nlp.pipe(docs))
    assert [d._.factsheet.times[0].value for d in done] == ["XXXX-WXX-6", "2024-03-23", "XXXX-WXX-6"]
    again = spacy.tokens.Doc(nlp.vocab).from_bytes(done[1].to_bytes())
    assert again._.factsheet == done[1]._.factsheet
    assert nlp.make_doc("Nothing was read.")._.factsheet is None


def test_a_saved_pipeline_loads_again(tmp_path: pathlib.Path) -> None:
    nlp = spacy.blank("en")
    nlp.add_pipe("copydesk", config={"core": False})
    nlp.to_disk(tmp_path)
    again = spacy.load(tmp_path)
    assert again.pipe_names == ["copydesk"] and not again.get_pipe("copydesk").extractor.core
