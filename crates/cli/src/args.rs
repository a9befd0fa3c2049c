//! Options and their help texts.

use std::path::PathBuf;

use clap::{Args as Group, Parser, Subcommand, ValueEnum};
use jiff::civil::Date;
use regex::Regex;

use crate::select::Selection;

const AFTER: &str = "\
INPUT
  .txt .md        one article; a name such as 2024-03-22-river-post.txt tells its day and outlet
  .html .htm      a saved page: the article's text and metadata are cut out of it
  .jsonl .ndjson  an article a line: {\"id\", \"text\", \"reference\"?, \"headline\"?, \"lang\"?, \"url\"?, \"outlet\"?}
  .warc           a web crawl: every HTML response is read as a saved page
  any of these with .gz or .zst behind; a directory is read with all of its folders; - is standard input

EXIT CODES
  0    everything was read and written
  1    some input could not be read; it is named on standard error, the rest is written
  2    wrong options, or nothing could be done
  130  stopped by Ctrl-C; every record written is whole";

/// Reads news text and gives structured fact sheets: who is named, who said what, how many were killed or injured,
/// when, and what is claimed or denied.
#[derive(Parser, Debug)]
#[command(name = "copydesk", version, after_help = AFTER, args_conflicts_with_subcommands = true)]
pub struct Args {
    #[command(subcommand)]
    pub command: Option<Command>,
    #[command(flatten)]
    pub extract: ExtractArgs,
}

#[derive(Subcommand, Debug)]
pub enum Command {
    /// Merges many articles: entities across documents, tolls over time, who asserts and who denies.
    Dossier(DossierArgs),
    /// Says why records are there: rule, evidence, and what else the text could have meant.
    Explain(ExplainArgs),
    /// Checks gazetteer files: defects with line and column, and names that want a second look.
    Lint(LintArgs),
    /// Prints the JSON Schema of a sheet, or of a dossier.
    Schema {
        /// Of what.
        #[arg(value_enum, default_value = "sheet")]
        of: SchemaOf,
    },
    /// Prints a completion script for a shell.
    Completions {
        /// Which shell.
        shell: clap_complete::Shell,
    },
}

#[derive(Clone, Copy, PartialEq, Eq, Debug, ValueEnum)]
pub enum SchemaOf {
    Sheet,
    Dossier,
}

/// What is read, with which data.
#[derive(Group, Debug)]
pub struct InputArgs {
    /// Files, directories, or - for standard input.
    #[arg(value_name = "FILE|DIR|-")]
    pub files: Vec<PathBuf>,
    /// A directory of gazetteer files to use beside the core gazetteer; may be given several times.
    #[arg(long, value_name = "DIR")]
    pub gazetteer: Vec<PathBuf>,
    /// The day that "yesterday" counts from, for articles that do not tell their own (YYYY-MM-DD).
    #[arg(long, value_name = "DATE")]
    pub reference: Option<Date>,
    /// Only articles whose text or headline this regular expression matches: '(?i)earthquake|quake'. The others cost
    /// next to nothing.
    #[arg(long = "match", value_name = "REGEX")]
    pub matching: Option<Regex>,
    /// What standard input, or a file without a known ending, is.
    #[arg(long, value_enum, value_name = "KIND")]
    pub input: Option<InputKind>,
    /// Number of threads; all cores if not given.
    #[arg(long, value_name = "N")]
    pub threads: Option<usize>,
    /// No progress on standard error.
    #[arg(long, short)]
    pub quiet: bool,
}

#[derive(Clone, Copy, PartialEq, Eq, Debug, ValueEnum)]
pub enum InputKind {
    Text,
    Html,
    Jsonl,
    Warc,
}

#[derive(Group, Debug)]
pub struct ExtractArgs {
    #[command(flatten)]
    pub input: InputArgs,
    /// How sheets are written; text on a terminal and jsonl otherwise if not given.
    #[arg(long, short, value_enum)]
    pub format: Option<Format>,
    /// A file, or with --format html, markdown or csv a directory to write into.
    #[arg(long, short, value_name = "PATH")]
    pub output: Option<PathBuf>,
    /// What offsets count in csv, brat and web-annotation.
    #[arg(long, value_enum, value_name = "UNIT")]
    pub offsets: Option<Unit>,
    /// Only these lists of the sheet, separated by commas: quotes,times,counts,…; entities are always there. For json,
    /// jsonl and csv.
    #[arg(long, value_name = "LISTS")]
    pub select: Option<Selection>,
    /// Goes on with an output of jsonl: articles whose id is in it already are left out.
    #[arg(long, requires = "output")]
    pub resume: bool,
}

#[derive(Clone, Copy, PartialEq, Eq, Debug, ValueEnum)]
pub enum Format {
    /// A summary for readers.
    Text,
    /// One JSON document: the sheet, or a list of {"id", "sheet"} for several articles.
    Json,
    /// {"id", "sheet"} an article and line.
    Jsonl,
    /// A page with the facts marked in the text.
    Html,
    /// The summary as Markdown.
    Markdown,
    /// A table for each kind of record.
    Csv,
    /// W3C Web Annotations as JSON-LD, a page of them an article and line.
    WebAnnotation,
    /// schema.org Quotations and Claims as JSON-LD, an article a line.
    SchemaOrg,
    /// Documents that spaCy loads, an article a line.
    Spacy,
    /// A token a line with its IOB2 tag.
    Iob2,
    /// brat standoff (.ann), counted in code points unless --offsets says otherwise.
    Brat,
    /// Counts and quotations in tab-separated columns like those of GDELT's GKG.
    Gkg,
}

#[derive(Clone, Copy, PartialEq, Eq, Debug, ValueEnum)]
pub enum Unit {
    Bytes,
    CodePoints,
    Utf16,
}

#[derive(Group, Debug)]
pub struct DossierArgs {
    #[command(flatten)]
    pub input: InputArgs,
    /// How the dossier is written.
    #[arg(long, short, value_enum, default_value = "text")]
    pub format: DossierFormat,
    /// A file instead of standard output.
    #[arg(long, short, value_name = "FILE")]
    pub output: Option<PathBuf>,
}

#[derive(Clone, Copy, PartialEq, Eq, Debug, ValueEnum)]
pub enum DossierFormat {
    /// A summary for readers.
    Text,
    /// The whole dossier.
    Json,
    /// A page with tolls over time.
    Html,
}

#[derive(Group, Debug)]
pub struct ExplainArgs {
    #[command(flatten)]
    pub input: InputArgs,
    /// Only records that touch this place: a byte offset, or words of the text.
    #[arg(long, value_name = "OFFSET|WORDS")]
    pub at: Option<String>,
}

#[derive(Group, Debug)]
pub struct LintArgs {
    /// Gazetteer files or directories.
    #[arg(required = true, value_name = "FILE|DIR")]
    pub files: Vec<PathBuf>,
}
