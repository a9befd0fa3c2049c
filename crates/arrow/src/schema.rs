//! The one nested schema of a sheet.

use std::{collections::HashMap, sync::Arc};

use arrow_schema::{DataType, Field, Fields, Schema, SchemaRef};

use crate::offsets::Offsets;

/// Version of the columns' layout, in the schema's metadata as `copydesk.layout`; raised on any change of it.
pub const LAYOUT: u32 = 1;

/// The columns of a sheet: its JSON fields, in their order and under their names, behind an `error` column.
///
/// - Indexes and offsets are `Int32`, `published` is `Date32`, words of a closed list are `Utf8`.
/// - What JSON leaves out is null, `false` or an empty list.
/// - Of a row that could not be read, `error` says why and all else is null; of any other row `error` is null.
/// - Metadata: `copydesk.layout` ([`LAYOUT`]), `copydesk.schema` (meaning of the fields, [`copydesk::SCHEMA`]),
///   `copydesk.version` (of the library), `copydesk.offsets` (`code_points` or `bytes`).
#[must_use]
pub fn schema(offsets: Offsets) -> SchemaRef {
    let mut fields = vec![nullable("error", DataType::Utf8)];
    fields.extend(columns());
    Arc::new(Schema::new(fields).with_metadata(metadata(offsets)))
}

pub(crate) fn metadata(offsets: Offsets) -> HashMap<String, String> {
    [
        ("copydesk.layout", LAYOUT.to_string()),
        ("copydesk.schema", copydesk::SCHEMA.to_string()),
        ("copydesk.version", env!("CARGO_PKG_VERSION").to_owned()),
        ("copydesk.offsets", offsets.as_str().to_owned()),
    ]
    .into_iter()
    .map(|(k, v)| (k.to_owned(), v))
    .collect()
}

fn of(name: &str, kind: DataType) -> Field {
    Field::new(name, kind, false)
}

fn nullable(name: &str, kind: DataType) -> Field {
    Field::new(name, kind, true)
}

fn text(name: &str) -> Field {
    of(name, DataType::Utf8)
}

fn maybe_text(name: &str) -> Field {
    nullable(name, DataType::Utf8)
}

fn flag(name: &str) -> Field {
    of(name, DataType::Boolean)
}

fn index(name: &str) -> Field {
    of(name, DataType::Int32)
}

fn maybe_index(name: &str) -> Field {
    nullable(name, DataType::Int32)
}

fn record<const N: usize>(fields: [Field; N]) -> DataType {
    DataType::Struct(Fields::from(Vec::from(fields)))
}

fn list(item: DataType) -> DataType {
    // "element" is what Spark and the Parquet format call it.
    DataType::List(Arc::new(of("element", item)))
}

fn span() -> DataType {
    record([index("start"), index("end")])
}

fn party(name: &str) -> Field {
    nullable(name, record([of("span", span()), text("text"), maybe_index("entity")]))
}

/// The sheet's fields, in the order in which they are serialised.
pub(crate) fn columns() -> Vec<Field> {
    let language = record([
        maybe_text("code"),
        of("confidence", DataType::Float32),
        flag("reliable"),
        maybe_text("declared"),
    ]);
    let amount = record([
        nullable("low", DataType::Float64),
        nullable("high", DataType::Float64),
        flag("approximate"),
    ]);
    let lists: [(&str, DataType); 11] = [
        ("zones", record([text("kind"), of("span", span())])),
        ("sentences", record([of("span", span())])),
        (
            "mentions",
            record([
                of("span", span()),
                text("text"),
                text("kind"),
                text("form"),
                maybe_index("entity"),
                maybe_text("stands_for"),
                text("zone"),
                text("rule"),
            ]),
        ),
        (
            "entities",
            record([
                index("id"),
                text("kind"),
                text("name"),
                maybe_text("gazetteer_id"),
                maybe_text("wikidata"),
                maybe_text("country"),
                of("mentions", list(DataType::Int32)),
            ]),
        ),
        (
            "quotes",
            record([
                of("span", span()),
                of("content", span()),
                of("parts", list(span())),
                of("marked", list(span())),
                text("kind"),
                nullable("cue", span()),
                party("speaker"),
                party("addressee"),
                party("via"),
                text("text"),
                text("zone"),
                text("rule"),
            ]),
        ),
        (
            "quantities",
            record([
                of("span", span()),
                nullable("number", span()),
                text("text"),
                text("kind"),
                of("amount", amount),
                maybe_text("unit"),
                maybe_text("effect"),
                nullable("victims", span()),
                flag("implied"),
                flag("negated"),
                flag("hypothetical"),
                maybe_index("of"),
                maybe_index("place"),
                maybe_index("time"),
                maybe_index("by"),
                text("zone"),
                text("rule"),
            ]),
        ),
        (
            "times",
            record([
                of("span", span()),
                text("text"),
                text("kind"),
                maybe_text("value"),
                maybe_text("modifier"),
                text("zone"),
                text("rule"),
            ]),
        ),
        (
            "claims",
            record([
                of("span", span()),
                of("content", span()),
                party("source"),
                nullable("cue", span()),
                text("stance"),
                text("certainty"),
                flag("negated"),
                maybe_index("target"),
                of("co_accused", list(DataType::Int32)),
                maybe_index("quote"),
                of("contests", list(DataType::Int32)),
                party("via"),
                text("zone"),
                text("rule"),
            ]),
        ),
        (
            "relations",
            record([
                text("kind"),
                maybe_index("subject"),
                maybe_index("object"),
                maybe_text("label"),
                of("evidence", span()),
                text("status"),
                text("zone"),
                text("rule"),
            ]),
        ),
        (
            "events",
            record([
                text("kind"),
                of("trigger", span()),
                of("mentions", list(span())),
                maybe_index("place"),
                maybe_index("time"),
                of("actors", list(record([text("role"), index("entity")]))),
                of("counts", list(DataType::Int32)),
                of("claims", list(DataType::Int32)),
                text("zone"),
                text("rule"),
            ]),
        ),
        ("warnings", record([text("kind"), nullable("span", span()), text("text")])),
    ];
    let mut fields = vec![
        nullable("schema", DataType::Int32),
        nullable("published", DataType::Date32),
        nullable("language", language),
    ];
    fields.extend(lists.into_iter().map(|(name, item)| nullable(name, list(item))));
    fields
}
