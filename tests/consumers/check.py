"""Loads what the example `export` writes with the tools that such files are for.

usage: check.py EXPORT_COMMAND FILE.txt …
Each tool that is not installed is named and skipped; a tool that refuses a file fails the run.
"""

import csv
import importlib
import io
import json
import pathlib
import subprocess
import sys
import tempfile

command, files = sys.argv[1], [pathlib.Path(f) for f in sys.argv[2:]]
passed = failed = skipped = 0


def export(form, path, unit="code-points"):
    return subprocess.run([command, form, str(path), unit], check=True, capture_output=True).stdout.decode()


def check(name, *modules):
    def wrap(function):
        global passed, failed, skipped
        try:
            loaded = [importlib.import_module(m) for m in modules]
        except ImportError as e:
            print(f"{name}: skipped, {e}")
            skipped += 1
            return
        for path in files:
            text = path.read_bytes().decode()
            try:
                function(path, text, *loaded)
            except Exception as e:  # what a tool raises is its own affair
                print(f"{name}: {path.name}: {type(e).__name__}: {e}"[:400])
                failed += 1
            else:
                passed += 1

    return wrap


SCHEMAS = pathlib.Path(__file__).resolve().parents[2] / "docs"


@check("JSON Schema", "jsonschema")
def _(path, text, jsonschema):
    schema = json.loads((SCHEMAS / "sheet.schema.json").read_text(encoding="utf-8"))
    jsonschema.Draft202012Validator.check_schema(schema)
    jsonschema.Draft202012Validator(schema).validate(json.loads(export("json", path)))


@check("spaCy Doc", "spacy")
def _(path, text, spacy):
    data = json.loads(export("spacy", path))
    doc = spacy.tokens.Doc(spacy.blank("en").vocab).from_json(data, validate=True)
    assert doc.text == text, "the text does not come back"
    assert len(doc.ents) == len(data["ents"]) > 0, "entities were lost"
    assert [e.text for e in doc.ents] == [text[e["start"]:e["end"]] for e in data["ents"]]
    assert len(doc.spans["quotes"]) == len(data["spans"]["quotes"])
    assert any(s.kb_id_ for s in doc.spans["mentions"]), "no gazetteer id"
    assert len(list(doc.sents)) >= len(data["sents"])


@check("spaCy's CoNLL converter", "spacy.training.converters.conll_ner_to_docs")
def _(path, text, converter):
    columns = export("iob2", path).replace("\t", " ")
    docs = list(converter.conll_ner_to_docs(columns, no_print=True))
    ents = [e.text for d in docs for e in d.ents]
    assert len(ents) == columns.count(" B-") > 0


@check("seqeval", "seqeval.metrics.sequence_labeling", "seqeval.scheme")
def _(path, text, metrics, scheme):
    blocks = [b.split("\n") for b in export("iob2", path).strip().split("\n\n")]
    tags = [[line.split("\t")[1] for line in b] for b in blocks]
    entities = scheme.Entities(tags, scheme.IOB2)
    assert sum(map(len, entities.entities)) == sum(t.startswith("B-") for b in tags for t in b) > 0


@check("pybrat", "pybrat.parser")
def _(path, text, parser):
    with tempfile.TemporaryDirectory() as folder:
        folder = pathlib.Path(folder)
        (folder / "a.txt").write_bytes(text.encode())
        (folder / "a.ann").write_text(export("brat", path), encoding="utf-8")
        [example] = parser.BratParser(error="raise").parse(folder)
    assert example.entities and example.relations and example.events


@check("brat_parser", "brat_parser")
def _(path, text, brat):
    with tempfile.TemporaryDirectory() as folder:
        ann = pathlib.Path(folder) / "a.ann"
        # It knows neither normalisations nor equivalences, which it takes for further lines of the text before.
        known = [a for a in export("brat", path).splitlines(True) if a[0] not in "N*"]
        ann.write_text("".join(known), encoding="utf-8")
        entities, relations, attributes, _groups = brat.get_entities_relations_attributes_groups(str(ann))
    assert relations and attributes
    for e in entities.values():
        assert " ".join(text[s:t] for s, t in e.span) == e.text, e


ANNO = {
    "@context": {
        "@vocab": "http://www.w3.org/ns/oa#", "id": "@id", "type": "@type", "AnnotationPage": "http://www.w3.org/ns/activitystreams#OrderedCollectionPage",
        "items": {"@id": "http://www.w3.org/ns/activitystreams#items", "@container": "@list"},
        "body": {"@id": "oa:hasBody", "@type": "@id"}, "target": {"@id": "oa:hasTarget", "@type": "@id"}, "source": {"@id": "oa:hasSource", "@type": "@id"},
        "selector": {"@id": "oa:hasSelector", "@type": "@id"}, "oa": "http://www.w3.org/ns/oa#",
    }
}
SCHEMA = {"@context": {"@vocab": "https://schema.org/"}}


def local(pyld):
    """The public contexts' terms that are used, as the network is not."""
    pages = {"http://www.w3.org/ns/anno.jsonld": ANNO, "https://schema.org": SCHEMA}
    load = lambda url, _: {"contentType": "application/ld+json", "contextUrl": None, "documentUrl": url, "document": pages[url]}
    pyld.jsonld.set_document_loader(load)


@check("Web Annotation", "pyld")
def _(path, text, pyld):
    local(pyld)
    page = json.loads(export("web-annotation", path))
    ids = [a["id"] for a in page["items"]]
    assert len(set(ids)) == len(ids) > 10
    for a in page["items"]:
        quote, position = a["target"]["selector"]
        exact, prefix, suffix = quote["exact"], quote["prefix"], quote["suffix"]
        assert text[position["start"]:position["end"]] == exact
        at = text.find(prefix + exact + suffix)
        assert at >= 0 and at + len(prefix) == position["start"], quote
    triples = pyld.jsonld.to_rdf(page)["@default"]
    of = lambda p: [t for t in triples if t["predicate"]["value"] == "http://www.w3.org/ns/oa#" + p]
    assert len(of("hasTarget")) == len(ids) and len(of("hasSelector")) == 2 * len(ids)


@check("Web Annotation in UTF-16", "json")
def _(path, text, _json):
    units = text.encode("utf-16-le")
    for a in json.loads(export("web-annotation", path, "utf16"))["items"]:
        quote, position = a["target"]["selector"]
        assert units[2 * position["start"]:2 * position["end"]].decode("utf-16-le") == quote["exact"]


@check("schema.org", "pyld", "rdflib")
def _(path, text, pyld, rdflib):
    local(pyld)
    nquads = pyld.jsonld.to_rdf(json.loads(export("schema-org", path)), {"format": "application/n-quads"})
    graph = rdflib.Graph().parse(data=nquads, format="nt")
    schema = rdflib.Namespace("https://schema.org/")
    quotes = list(graph.subjects(rdflib.RDF.type, schema.Quotation))
    assert quotes and all(graph.value(q, schema.text) for q in quotes)
    assert any(graph.value(graph.value(q, schema.spokenByCharacter), schema.name) for q in quotes)


def whole(said, words):
    """Whether these are the words said. What parts a quotation (", she said,") is left out of them."""
    return all(part.strip() in said for part in words.split("…"))


@check("CSV", "csv")
def _(path, text, _csv):
    tables = "mentions entities quotes quantities times claims relations events".split()
    for table in tables:
        rows = list(csv.reader(io.StringIO(export("csv-" + table, path), newline=""), strict=True))
        head = rows[0]
        assert all(len(r) == len(head) for r in rows), table
        for r in rows[1:]:
            r = dict(zip(head, r))
            if table != "entities":
                assert text[int(r["start"]):int(r["end"])].split() and r["text"]
            if table in ("mentions", "claims", "times"):
                assert text[int(r["start"]):int(r["end"])] == r["text"], r
            if table == "quotes":
                assert whole(text[int(r["start"]):int(r["end"])], r["text"]), r


@check("GKG columns", "csv")
def _(path, text, _csv):
    [row] = export("gkg", path).splitlines()
    cells = row.split("\t")
    assert len(cells) == 27
    for count in filter(None, cells[6].split(";")):
        kind, number, *_place, offset = count.split("#")
        assert len(_place) == 8 and kind.isupper() and float(number) >= 0 and 0 <= int(offset) < len(text), count
    for quote in filter(None, cells[22].split("#")):
        start, length, _verb, words = quote.split("|")
        said = " ".join(text[int(start):int(start) + int(length)].split())
        assert whole(said, words) or set("#|;") & set(said), quote


print(f"consumers: {passed} passed, {failed} failed, {skipped} skipped")
sys.exit(1 if failed else 0)
