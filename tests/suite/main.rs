//! One binary for all tests of the public crate.
mod alike;
mod api;
mod articles;
mod cases;
#[path = "../../fuzz/checks.rs"]
mod checks;
mod data;
mod dossier;
mod export;
mod gazetteer;
mod guide;
mod hostile;
mod layers;
mod loaders;
mod props;
mod readme;
mod regressions;
mod rules;
mod schema;
mod sheets;

/// An extractor with the repository's data: embedded, or read from its folder.
fn extractor() -> copydesk::Extractor {
    #[cfg(feature = "embedded")]
    return copydesk::Extractor::new();
    #[cfg(not(feature = "embedded"))]
    {
        let root = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("gazetteers");
        let gazetteer = copydesk::Gazetteer::from_dir(root.join("entities")).expect("a gazetteer");
        let pack = copydesk::LanguagePack::from_dir(root.join("lang/en")).expect("a language pack");
        copydesk::Extractor::builder()
            .gazetteer(gazetteer)
            .language_pack(pack)
            .build()
            .expect("a pack")
    }
}

/// One extractor for tests that run many times.
fn shared() -> &'static copydesk::Extractor {
    static SHARED: std::sync::OnceLock<copydesk::Extractor> = std::sync::OnceLock::new();
    SHARED.get_or_init(extractor)
}
