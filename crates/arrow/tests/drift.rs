//! Columns, offsets and the sheet keep together: a sheet in which every field of `docs/sheet.schema.json` has a value goes
//! through all of them. (That the schema has every field of the sheet is tested beside the library.)

use arrow_array::{Array, ArrayRef, cast::AsArray};
use arrow_schema::{DataType, Field};
use copydesk::FactSheet;
use copydesk_arrow::{Offsets, SheetWriter, in_bytes, in_code_points, schema, sheet};
use serde_json::{Map, Value, json};

fn json_schema() -> Value {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/../../docs/sheet.schema.json");
    serde_json::from_str(&std::fs::read_to_string(path).expect("a file")).expect("JSON")
}

/// What a reference of the schema stands for; of alternatives, the one that is not null.
fn plain<'a>(root: &'a Value, node: &'a Value) -> &'a Value {
    if let Some(name) = node["$ref"].as_str() {
        return plain(root, &root["$defs"][name.rsplit('/').next().expect("a name")]);
    }
    match node["anyOf"].as_array() {
        Some(list) => {
            let told = list.iter().find(|n| n["type"] != "null");
            plain(root, told.expect("something other than null"))
        }
        None => node,
    }
}

fn is_span(node: &Value) -> bool {
    node["$ref"] == "#/$defs/span"
}

/// A value of the type, no field of it left out; each span has offsets of its own.
fn full(root: &Value, node: &Value, spans: &mut u32) -> Value {
    let told = node["anyOf"].as_array().and_then(|list| list.iter().find(|n| is_span(n)));
    if is_span(node) || told.is_some() {
        *spans += 1;
        return json!({"start": *spans * 4, "end": *spans * 4 + 2});
    }
    let node = plain(root, node);
    if let Some(value) = node.get("const").or_else(|| node["enum"].get(0)) {
        return value.clone();
    }
    match (node["type"].as_str(), node["format"].as_str()) {
        (Some("object"), _) => {
            let fields = node["properties"].as_object().expect("properties");
            let made = fields.iter().map(|(name, n)| (name.clone(), full(root, n, spans)));
            Value::Object(made.collect::<Map<_, _>>())
        }
        (Some("array"), _) => json!([full(root, &node["items"], spans)]),
        (Some("string"), Some("date")) => json!("2024-03-27"),
        (Some("string"), _) => json!("Q1"),
        (Some("integer"), _) => json!(1),
        (Some("number"), _) => json!(0.5),
        (Some("boolean"), _) => json!(true),
        other => panic!("the test knows no {other:?}: {node}"),
    }
}

/// The full sheet, and the number of spans in it.
fn full_sheet() -> (Value, FactSheet, u32) {
    let (root, mut spans) = (json_schema(), 0);
    let json = full(&root, &root, &mut spans);
    let sheet = serde_json::from_value(json.clone()).expect("a sheet");
    (json, sheet, spans)
}

/// Whether every cell of the array has a value, and every list an item.
fn assert_full(name: &str, array: &ArrayRef) {
    assert!(!array.is_empty() && array.null_count() == 0, "the sheet has no field {name}");
    match array.data_type() {
        DataType::Struct(fields) => {
            let record = array.as_struct();
            for (field, column) in fields.iter().zip(record.columns()) {
                assert_full(&format!("{name}.{}", field.name()), column);
            }
        }
        DataType::List(_) => assert_full(name, array.as_list::<i32>().values()),
        DataType::Boolean => assert!(array.as_boolean().value(0), "the sheet has no field {name}"),
        _ => {}
    }
}

#[test]
fn every_field_has_a_column_and_every_column_a_field() {
    let (json, full, _) = full_sheet();
    assert_eq!(serde_json::to_value(&full).expect("JSON"), json, "the sheet and its JSON Schema");
    let mut writer = SheetWriter::new(Offsets::Bytes);
    writer.push(&full).expect("a column for every field, in the order of the sheet");
    let batch = writer.finish().expect("a batch");
    for (field, column) in batch.schema().fields().iter().zip(batch.columns()).skip(1) {
        assert_full(field.name(), column);
    }
    assert_eq!(sheet(&batch, 0), Ok(Some(full)));
}

#[test]
fn no_span_is_left_in_bytes() {
    let (json, full, count) = full_sheet();
    assert!(count > 20, "{count} spans");
    let text = "é".repeat(count as usize * 2 + 3);
    let mut points = full.clone();
    in_code_points(&mut points, &text);
    let halved = |span: &Value, name: &str| json!(span[name].as_u64().expect("a number") / 2);
    fn each(value: &mut Value, change: &impl Fn(&Value, &str) -> Value) {
        match value {
            Value::Object(m) if m.len() == 2 && m.contains_key("start") => {
                let old = value.clone();
                value["start"] = change(&old, "start");
                value["end"] = change(&old, "end");
            }
            Value::Object(m) => m.values_mut().for_each(|v| each(v, change)),
            Value::Array(list) => list.iter_mut().for_each(|v| each(v, change)),
            _ => {}
        }
    }
    let mut expected = json;
    each(&mut expected, &halved);
    assert_eq!(serde_json::to_value(&points).expect("JSON"), expected);
    in_bytes(&mut points, &text);
    assert_eq!(points, full);
}

/// A column may be without value where the JSON Schema lets a field be null or leaves it out, and nowhere else; what JSON
/// leaves out of flags and lists is `false` and the empty list.
fn compare(root: &Value, path: &str, node: &Value, required: bool, field: &Field) {
    let may = !required
        || node["anyOf"].as_array().is_some_and(|l| l.iter().any(|n| n["type"] == "null"));
    let node = plain(root, node);
    let defaulted = matches!(field.data_type(), DataType::Boolean | DataType::List(_));
    // What is at the top is null in a row with an error.
    assert_eq!(field.is_nullable(), !path.contains('.') || may && !defaulted, "{path} may be null");
    match field.data_type() {
        DataType::Struct(fields) => {
            let told = node["properties"].as_object().expect("an object");
            let mut names: Vec<&str> = fields.iter().map(|f| f.name().as_str()).collect();
            let mut known: Vec<&str> = told.keys().map(String::as_str).collect();
            names.sort_unstable();
            known.sort_unstable();
            assert_eq!(names, known, "fields of {path}");
            let required = node["required"].as_array().expect("a list");
            for f in fields {
                let has = required.iter().any(|r| r == f.name());
                compare(root, &format!("{path}.{}", f.name()), &told[f.name()], has, f);
            }
        }
        DataType::List(item) => {
            assert_eq!(node["type"], "array", "{path}");
            compare(root, &format!("{path}.element"), &node["items"], true, item);
        }
        kind => {
            let told = match (&node["type"], node.get("enum").is_some(), node["format"] == "date") {
                (Value::String(t), false, false) => t.as_str(),
                (_, true, _) => "string",
                (_, _, true) => "date",
                _ => "integer",
            };
            let expected = match told {
                "string" => matches!(kind, DataType::Utf8),
                "date" => matches!(kind, DataType::Date32),
                "integer" => matches!(kind, DataType::Int32),
                "number" => matches!(kind, DataType::Float32 | DataType::Float64),
                "boolean" => matches!(kind, DataType::Boolean),
                _ => false,
            };
            assert!(expected, "{path} is {kind} here and {told} in the JSON Schema");
        }
    }
}

#[test]
fn the_columns_are_those_of_the_json_schema() {
    let root = json_schema();
    let own = schema(Offsets::Bytes);
    let told = root["properties"].as_object().expect("properties");
    let names: Vec<&str> = own.fields().iter().map(|f| f.name().as_str()).skip(1).collect();
    let mut known: Vec<&str> = told.keys().map(String::as_str).collect();
    let mut sorted = names.clone();
    known.sort_unstable();
    sorted.sort_unstable();
    assert_eq!(sorted, known);
    for field in own.fields().iter().skip(1) {
        compare(&root, field.name(), &told[field.name()], true, field);
    }
}
