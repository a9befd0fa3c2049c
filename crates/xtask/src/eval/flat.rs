//! A fact sheet in the flat form that is scored.

use serde_json::{Value, json};

fn coarse(kind: &str) -> &'static str {
    match kind {
        "person" => "person",
        "organization" | "party" | "armed_group" | "media" | "company" | "agency" | "igo"
        | "military" | "university" | "sports" => "organization",
        "country" | "city" | "region" | "facility" | "continent" | "water" | "landform" => {
            "location"
        }
        _ => "other",
    }
}

pub fn flatten(sheet: &Value) -> Value {
    let list = |k: &str| sheet[k].as_array().cloned().unwrap_or_default();
    let entities = list("entities");
    let entity = |v: &Value| v.as_u64().and_then(|k| entities.get(k as usize));
    let of = |v: &Value, key: &str| entity(v).map_or(Value::Null, |e| e[key].clone());
    let name = |party: &Value| match of(&party["entity"], "name") {
        Value::Null => party["text"].clone(),
        n => n,
    };
    let span = |v: &Value| json!({"start": v["start"], "end": v["end"]});
    let maybe = |v: &Value| if v.is_null() { Value::Null } else { span(v) };

    let names: Vec<Value> = list("mentions")
        .iter()
        .filter(|m| !matches!(m["form"].as_str(), Some("pronoun" | "description" | "role")))
        .map(|m| {
            let kind = match m["form"].as_str() {
                Some("demonym") => "other",
                _ => coarse(m["kind"].as_str().unwrap_or("")),
            };
            json!({"start": m["span"]["start"], "end": m["span"]["end"], "coarse": kind,
                "id": of(&m["entity"], "gazetteer_id"), "wikidata": of(&m["entity"], "wikidata"),
                "name": of(&m["entity"], "name")})
        })
        .collect();
    let dates: Vec<Value> = list("times")
        .iter()
        .map(|t| {
            json!({"start": t["span"]["start"], "end": t["span"]["end"],
                "type": t["kind"].as_str().unwrap_or("").to_uppercase(), "value": t["value"]})
        })
        .collect();
    let (mut numbers, mut counts) = (Vec::new(), Vec::new());
    for q in list("quantities") {
        let (low, high) = (q["amount"]["low"].clone(), q["amount"]["high"].clone());
        let at = if q["number"].is_null() { &q["span"] } else { &q["number"] };
        let value = if low.is_null() && !high.is_null() { high.clone() } else { low.clone() };
        numbers.push(json!({"start": at["start"], "end": at["end"], "value": value}));
        if !q["effect"].is_null() {
            counts.push(
                json!({"start": at["start"], "end": at["end"], "effect": q["effect"], "low": low,
                "high": high, "implied": q["implied"], "negated": q["negated"]}),
            );
        }
    }
    let quotes: Vec<Value> = list("quotes")
        .iter()
        .map(|q| {
            json!({"kind": q["kind"], "content": q["content"], "source": maybe(&q["speaker"]["span"])})
        })
        .collect();
    let claims: Vec<Value> = list("claims")
        .iter()
        .map(|c| json!({"content": c["content"], "stance": c["stance"], "source_name": name(&c["source"])}))
        .collect();
    let (mut roles, mut acronyms) = (Vec::new(), Vec::new());
    for r in list("relations") {
        match r["kind"].as_str() {
            Some("role") => roles.push(json!({"person": of(&r["subject"], "name"),
                "role": r["label"], "of": of(&r["object"], "name")})),
            Some("acronym") => {
                acronyms.push(json!({"short": r["label"], "long": of(&r["subject"], "name")}));
            }
            _ => {}
        }
    }
    let mentions = list("mentions");
    let texts = |entity: &Value| -> Vec<Value> {
        let said = mentions.iter().filter(|m| m["entity"] == *entity).map(|m| m["text"].clone());
        std::iter::once(of(entity, "name")).chain(said).collect()
    };
    // An organisation that did it, or is said to have.
    let doers = |e: &Value| -> Vec<Value> {
        let actors = e["actors"].as_array().into_iter().flatten();
        actors
            .filter(|a| {
                matches!(a["role"].as_str(), Some("perpetrator" | "claimant" | "accused"))
                    && coarse(of(&a["entity"], "kind").as_str().unwrap_or("")) == "organization"
            })
            .map(|a| json!({"entity": a["entity"], "names": texts(&a["entity"])}))
            .collect()
    };
    let events: Vec<Value> =
        list("events").iter().map(|e| json!({"kind": e["kind"], "doers": doers(e)})).collect();
    let sentences: Vec<Value> = list("sentences").iter().map(|s| span(&s["span"])).collect();
    json!({"entities": names, "dates": dates, "numbers": numbers, "counts": counts, "quotes": quotes,
        "claims": claims, "roles": roles, "acronyms": acronyms, "sentences": sentences,
        "events": events})
}
