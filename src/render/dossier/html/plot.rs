//! A toll over time as a drawing: one column for each day of publication, one mark for each document's figure.
//!
//! Days stand in order and not to scale: most figures of a toll come within days, and its last one a year later. What
//! bounds leave open is drawn open.

use std::fmt::{Result, Write};

use jiff::civil::Date;

use super::super::view::View;
use crate::{
    dossier::{ChangeKind, Figure, Toll},
    quantity::Amount,
    render::html::tags::label,
};

const LEFT: f64 = 54.0;
const TOP: f64 = 26.0;
const HEIGHT: f64 = 190.0;
const BELOW: f64 = 44.0;
/// Width of a column: a mark and its number, as often as the day has figures.
const MARK: f64 = 46.0;
const GAP: f64 = 34.0;
/// Fewer marks than this are read as quickly in the table.
const FEWEST: usize = 2;
/// A drawing of more columns than this is no help; the table has them all.
const MOST: usize = 60;

/// A figure and where it stands.
struct Mark<'a> {
    key: u32,
    figure: &'a Figure,
    x: f64,
}

pub(super) fn draw(view: View<'_>, toll: &Toll, id: &str, out: &mut String) -> Result {
    let (marks, days, width) = place(view, toll);
    if marks.len() < FEWEST || marks.len() > MOST {
        return Ok(());
    }
    let values = marks.iter().flat_map(|m| [m.figure.amount.low, m.figure.amount.high]);
    let step = step(values.flatten().fold(1.0, f64::max));
    let top = (values_top(&marks) / step).ceil().max(1.0) * step;
    let y = |v: f64| TOP + HEIGHT * (1.0 - v / top);
    let (w, h) = (width, TOP + HEIGHT + BELOW);
    write!(
        out,
        "<div class=\"plot\" role=\"group\" aria-labelledby=\"{id}\" tabindex=\"0\"><svg viewBox=\"0 0 {w} {h}\" width=\"{w}\" height=\"{h}\" role=\"img\" \
         aria-labelledby=\"{id}-t\"><title id=\"{id}-t\">"
    )?;
    label(&format!("{} over time: {}", toll.effect.as_str(), told(view, &marks)), out)?;
    out.push_str("</title>\n<g class=\"axis\">");
    let mut tick = 0.0;
    while tick <= top {
        let at = y(tick);
        write!(
            out,
            "<path d=\"M{LEFT} {at:.1}H{w}\"/><text x=\"{:.1}\" y=\"{:.1}\" text-anchor=\"end\">{tick}</text>",
            LEFT - 8.0,
            at + 4.0
        )?;
        tick += step;
    }
    let mut year = None;
    for (day, x) in &days {
        let foot = TOP + HEIGHT + 18.0;
        let words = day.map_or("no date".into(), |d| d.strftime("%-d %b").to_string());
        write!(out, "<text x=\"{x:.1}\" y=\"{foot:.1}\" text-anchor=\"middle\">{words}</text>")?;
        if let Some(d) = day.filter(|d| year != Some(d.year())) {
            year = Some(d.year());
            write!(
                out,
                "<text x=\"{x:.1}\" y=\"{:.1}\" text-anchor=\"middle\">{}</text>",
                foot + 16.0,
                d.year()
            )?;
        }
    }
    out.push_str("</g>\n");
    let at = |k: u32| marks.iter().find(|m| m.key == k).map(|m| (m.x, y(height(m.figure.amount))));
    for c in &toll.changes {
        let Some((a, b)) = at(c.from).zip(at(c.to)) else { continue };
        let class = if c.kind == ChangeKind::Conflict { "conflict" } else { "change" };
        write!(
            out,
            "<path class=\"{class}\" d=\"M{:.1} {:.1}L{:.1} {:.1}\"/>",
            a.0, a.1, b.0, b.1
        )?;
    }
    for m in &marks {
        write!(out, "<a href=\"#f{}\"><g class=\"mark\"><title>", m.key)?;
        label(&one(view, m.figure), out)?;
        out.push_str("</title>");
        mark(m, y, out)?;
        out.push_str("</g></a>\n");
    }
    out.push_str("</svg></div>\n");
    Ok(())
}

/// The figures that documents stand for, and those that conflict with one; days in order.
fn place<'a>(view: View<'a>, toll: &Toll) -> (Vec<Mark<'a>>, Vec<(Option<Date>, f64)>, f64) {
    let disputed = |k: u32| {
        let conflicts = toll.changes.iter().filter(|c| c.kind == ChangeKind::Conflict);
        conflicts.into_iter().any(|c| c.from == k || c.to == k)
    };
    let figures = &view.dossier.figures;
    let all = toll.figures.iter().filter_map(|k| Some((*k, figures.get(*k as usize)?)));
    let mut list: Vec<(u32, &Figure)> = all.filter(|(k, f)| f.leading || disputed(*k)).collect();
    // What has no date comes last.
    list.sort_by(|a, b| {
        (a.1.told.is_none(), a.1.told)
            .cmp(&(b.1.told.is_none(), b.1.told))
            .then(height(a.1.amount).total_cmp(&height(b.1.amount)))
    });
    let (mut marks, mut days) = (Vec::new(), Vec::new());
    let mut x = LEFT + GAP / 2.0;
    for day in list.chunk_by(|a, b| a.1.told == b.1.told) {
        let wide = MARK * day.len() as f64;
        days.push((day[0].1.told, x + wide / 2.0));
        for (n, (key, figure)) in day.iter().enumerate() {
            marks.push(Mark { key: *key, figure, x: x + MARK * (n as f64 + 0.5) });
        }
        x += wide + GAP;
    }
    (marks, days, x.max(240.0))
}

/// Where a figure's dot stands.
fn height(a: Amount) -> f64 {
    a.low.or(a.high).unwrap_or(0.0)
}

fn values_top(marks: &[Mark<'_>]) -> f64 {
    let ends = marks.iter().map(|m| m.figure.amount.high.or(m.figure.amount.low).unwrap_or(0.0));
    ends.fold(1.0, f64::max) * 1.08
}

/// About four ticks at round numbers.
fn step(most: f64) -> f64 {
    let rough = most / 4.0;
    let power = 10f64.powf(rough.max(1.0).log10().floor());
    let nice = [1.0, 2.0, 5.0, 10.0].into_iter().find(|n| n * power >= rough);
    (nice.unwrap_or(10.0) * power).max(1.0)
}

/// A dot at a number; an arrow up from a lower bound or down from an upper one; a bar between two.
fn mark(m: &Mark<'_>, y: impl Fn(f64) -> f64, out: &mut String) -> Result {
    let (x, a) = (m.x, m.figure.amount);
    let class = if a.approximate { "about" } else { "exact" };
    let dot = |out: &mut String, at: f64| {
        write!(out, "<circle class=\"{class}\" cx=\"{x:.1}\" cy=\"{at:.1}\" r=\"5\"/>")
    };
    let arrow = |out: &mut String, from: f64, to: f64| {
        let wing = if to < from { to + 6.0 } else { to - 6.0 };
        write!(
            out,
            "<path class=\"open\" d=\"M{x:.1} {from:.1}V{to:.1}M{:.1} {wing:.1}L{x:.1} {to:.1}L{:.1} {wing:.1}\"/>",
            x - 5.0,
            x + 5.0
        )
    };
    let (top, words) = match (a.low, a.high) {
        _ if m.figure.negated => {
            dot(out, y(0.0))?;
            (y(0.0), "none".to_owned())
        }
        (Some(l), Some(h)) if l < h => {
            write!(
                out,
                "<rect class=\"{class}\" x=\"{:.1}\" y=\"{:.1}\" width=\"10\" height=\"{:.1}\" rx=\"2\"/>",
                x - 5.0,
                y(h),
                y(l) - y(h)
            )?;
            (y(h), format!("{l}–{h}"))
        }
        (Some(l), Some(_)) => {
            dot(out, y(l))?;
            (y(l), l.to_string())
        }
        (Some(l), None) => {
            arrow(out, y(l), y(l) - 22.0)?;
            dot(out, y(l))?;
            (y(l) - 24.0, format!("{l}+"))
        }
        (None, Some(h)) => {
            arrow(out, y(h), y(h) + 22.0)?;
            dot(out, y(h))?;
            (y(h), format!("≤{h}"))
        }
        (None, None) => (y(0.0), "?".to_owned()),
    };
    let about = if a.approximate { "~" } else { "" };
    write!(
        out,
        "<text x=\"{x:.1}\" y=\"{:.1}\" text-anchor=\"middle\">{about}{words}</text>",
        top - 9.0
    )
}

/// "2024-03-23, Morning Ledger: 93 or more".
fn one(view: View<'_>, f: &Figure) -> String {
    let day = f.told.map_or("no date".into(), |d| d.to_string());
    format!("{day}, {}: {}", view.source(f.at.document), view.figure(f))
}

fn told(view: View<'_>, marks: &[Mark<'_>]) -> String {
    let each: Vec<String> = marks.iter().map(|m| one(view, m.figure)).collect();
    each.join("; ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ticks_are_round_and_few() {
        for (most, wanted) in [(1.0, 1.0), (7.0, 2.0), (145.0, 50.0), (180.0, 50.0), (9e5, 5e5)] {
            assert_eq!(step(most), wanted, "{most}");
        }
    }
}
