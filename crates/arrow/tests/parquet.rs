//! The command `copydesk-parquet`: what it writes is what the library says, and what it reads may be wrong.

use std::{fs::File, path::Path, process::Command};

use arrow_array::{RecordBatch, cast::AsArray};
use copydesk::{Article, Extractor};
use copydesk_arrow::{Offsets, in_code_points, offsets_of, sheet};
use parquet::arrow::arrow_reader::ParquetRecordBatchReaderBuilder;

const TEXT: &str =
    "“We will rebuild Ōtsu”, Zoë Brontë said. Two people were killed in Oslo on Saturday.";

fn run(arguments: &[&Path]) -> (Option<i32>, String) {
    let out = Command::new(env!("CARGO_BIN_EXE_copydesk-parquet")).args(arguments).output();
    let out = out.expect("the command starts");
    (out.status.code(), String::from_utf8(out.stderr).expect("UTF-8"))
}

fn read(path: &Path) -> Vec<RecordBatch> {
    let reader = ParquetRecordBatchReaderBuilder::try_new(File::open(path).expect("a file"));
    let reader = reader.expect("Parquet");
    // The batches' own schema has no metadata.
    assert_eq!(offsets_of(reader.schema()), Ok(Offsets::CodePoints));
    reader.build().expect("a reader").collect::<Result<_, _>>().expect("rows")
}

#[test]
fn lines_become_rows_and_a_bad_line_is_told() {
    let dir = std::env::temp_dir().join(format!("copydesk-parquet-{}", std::process::id()));
    std::fs::create_dir_all(&dir).expect("a directory");
    let (input, output) = (dir.join("in.jsonl"), dir.join("out.parquet"));
    let line = |id: usize| {
        format!("{{\"id\": {id}, \"text\": {TEXT:?}, \"reference\": \"2024-03-27\"}}\n")
    };
    let mut lines: String = (0..600).map(line).collect();
    lines += "no JSON\n";
    std::fs::write(&input, &lines).expect("written");
    let (code, told) = run(&[&input, &output]);
    assert_eq!(code, Some(1), "{told}");
    assert!(told.contains("in.jsonl:601: "), "{told}");

    let mut expected = Extractor::new()
        .extract(Article::new(TEXT).published("2024-03-27".parse().expect("a day")));
    in_code_points(&mut expected, TEXT);
    let mut rows = 0;
    for batch in read(&output) {
        let ids = batch.column_by_name("id").expect("a column").as_string::<i32>();
        for row in 0..batch.num_rows() {
            assert_eq!(ids.value(row), rows.to_string());
            assert_eq!(sheet(&batch, row), Ok(Some(expected.clone())));
            rows += 1;
        }
    }
    assert_eq!(rows, 600);

    // Parquet is an input too: here without a column of texts.
    let again = dir.join("again.parquet");
    let (code, told) = run(&[&output, &again]);
    assert_eq!(code, Some(2));
    assert!(told.contains("no column \"text\""), "{told}");
    assert!(!again.exists());
    let (code, _) = run(&[&input]);
    assert_eq!(code, Some(2));
    std::fs::remove_dir_all(dir).expect("removed");
}
