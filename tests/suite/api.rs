use copydesk::{Error, Extractor, FactSheet, Gazetteer, LanguagePack};

#[test]
fn handles_are_send_and_sync() {
    fn check<T: Send + Sync + Clone>() {}
    check::<Extractor>();
    check::<Gazetteer>();
    check::<LanguagePack>();
    check::<Error>();
    check::<FactSheet>();
}

#[test]
fn an_empty_text_gives_an_empty_sheet() {
    let sheet = crate::extractor().extract("");
    assert!(sheet.mentions.is_empty() && sheet.zones.is_empty());
}
