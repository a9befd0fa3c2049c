//! The output that the README shows is what the command prints.

use std::{fs, path::Path};

use copydesk::{Article, render};

#[test]
fn the_shown_output_is_real() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let readme = fs::read_to_string(root.join("README.md")).expect("README.md");
    let shown =
        readme.split("```text\n").nth(1).and_then(|s| s.split("```").next()).expect("a block");
    let text =
        fs::read_to_string(root.join("examples/articles/kabul-airport.txt")).expect("an article");
    let mut real = String::new();
    render::text(&crate::shared().extract(Article::new(&text)), &text, &mut real)
        .expect("a string grows");
    let mut rest = real.lines();
    let mut count = 0;
    for line in shown.lines().filter(|l| !l.is_empty() && l.trim() != "…") {
        count += 1;
        assert!(
            rest.any(|r| r == line),
            "the README shows a line that is not printed (in this order): {line}"
        );
    }
    assert!(count >= 20, "the README shows too little");
}
