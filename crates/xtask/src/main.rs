//! Developer tasks: `cargo xtask <task>`.

mod eval;

const USAGE: &str = "usage: cargo xtask eval [DIR] [--only TASK[/CORPUS]] [--errors TASK/CORPUS] …";

fn main() {
    let args: Vec<String> = std::env::args().skip(1).collect();
    let code = match args.first().map(String::as_str) {
        Some("eval") => eval::run(&args[1..]),
        _ => {
            eprintln!("{USAGE}");
            2
        }
    };
    std::process::exit(code);
}
