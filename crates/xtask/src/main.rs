//! Developer tasks: `cargo xtask <task>`.
fn main() {
    eprintln!("usage: cargo xtask gazetteers DIR | lint-gazetteers | eval [DIR] | perf");
    std::process::exit(2);
}
