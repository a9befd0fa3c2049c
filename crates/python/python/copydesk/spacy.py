"""A spaCy component: `import copydesk.spacy; nlp.add_pipe("copydesk")`.

It fills `doc.ents` (labels as in OntoNotes; `ent.kb_id_` is the gazetteer's id), `doc.spans["quotes"]` (labels `direct`,
`indirect`, `mixed`; `span._.speaker` as written, `span._.speaker_name` as resolved) and `doc._.factsheet`. The day of
publication is `doc._.published`, which may be set before (`nlp.make_doc`), or the component's `reference`.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import islice
from typing import Any

from spacy.language import Language
from spacy.tokens import Doc, Span
from spacy.util import filter_spans

from ._extractor import Extractor
from ._sheet import FactSheet

#: OntoNotes' label for each kind of ours; kinds without one are labelled MISC.
LABELS = {
    "person": "PERSON",
    **dict.fromkeys(
        ("organization", "party", "armed_group", "media", "company", "agency", "military", "igo", "university", "sports"),
        "ORG",
    ),
    **dict.fromkeys(("country", "region", "city"), "GPE"),
    **dict.fromkeys(("continent", "water", "landform"), "LOC"),
    "facility": "FAC",
    **dict.fromkeys(("nationality", "religion", "ethnic_group", "ideology"), "NORP"),
    "event": "EVENT",
    "language": "LANGUAGE",
    "product": "PRODUCT",
    "work": "WORK_OF_ART",
}

#: Forms of mentions that are names.
NAMES = ("name", "partial", "acronym", "demonym")


def _factsheet(doc: Doc) -> FactSheet | None:
    found = doc.user_data.get("copydesk")
    return None if found is None else FactSheet.from_json(doc.text, found)


def _register() -> None:
    if not Doc.has_extension("factsheet"):
        # Kept as JSON in `user_data`, so that documents still serialise.
        Doc.set_extension("factsheet", getter=_factsheet)
        Doc.set_extension("published", default=None)
        Span.set_extension("speaker", default=None)
        Span.set_extension("speaker_name", default=None)


class Component:
    """What `nlp.add_pipe("copydesk")` puts into a pipeline."""

    def __init__(self, extractor: Extractor, spans_key: str, batch: int) -> None:
        self.extractor = extractor
        self.spans_key = spans_key
        self.batch = batch

    def __call__(self, doc: Doc) -> Doc:
        return self._fill(doc, self.extractor.extract(doc.text, published=doc._.published))

    def pipe(self, docs: Iterable[Doc], batch_size: int | None = None) -> Iterator[Doc]:
        """Reads documents on all cores, a batch at a time."""
        docs = iter(docs)
        while batch := list(islice(docs, batch_size or self.batch)):
            sheets = self.extractor.extract_batch([d.text for d in batch], published=[d._.published for d in batch])
            yield from map(self._fill, batch, sheets)

    def _fill(self, doc: Doc, sheet: FactSheet) -> Doc:
        doc.user_data["copydesk"] = sheet.to_json()
        names = []
        for mention in sheet.mentions:
            if mention.form not in NAMES:
                continue
            entity = sheet.entity(mention)
            names.append(
                doc.char_span(
                    mention.span.start,
                    mention.span.end,
                    label=LABELS.get(mention.kind, "MISC"),
                    kb_id=(entity and entity.gazetteer_id) or "",
                    alignment_mode="expand",
                )
            )
        doc.set_ents(filter_spans([span for span in names if span is not None]))
        quotes = []
        for quote in sheet.quotes:
            content = quote.content
            span = doc.char_span(content.start, content.end, label=quote.kind, alignment_mode="expand")
            if span is None:
                continue
            if quote.speaker is not None:
                span._.speaker = quote.speaker.text
                speaker = sheet.entity(quote.speaker)
                span._.speaker_name = speaker and speaker.name
            quotes.append(span)
        doc.spans[self.spans_key] = quotes
        return doc


@Language.factory(
    "copydesk",
    default_config={"gazetteers": [], "core": True, "reference": None, "spans_key": "quotes", "batch": 256},
    assigns=["doc.ents", "doc.spans", "doc._.factsheet", "span._.speaker", "span._.speaker_name"],
)
def create(
    nlp: Language,
    name: str,
    gazetteers: list[str],
    core: bool,
    reference: str | None,
    spans_key: str,
    batch: int,
) -> Any:
    """The component, from its configuration; `gazetteers` are paths."""
    _register()
    return Component(Extractor(gazetteers, core=core, reference=reference), spans_key, batch)


_register()
