//! Metadata within pages, for programs that gather references: Highwire Press tags, Dublin Core, links to files, COinS.

use super::work::Work;
use crate::ask::Ask;
use crate::desk::Desk;
use crate::opened::Opened;
use maud::{Markup, html};

/// Metadata for the head of the page of a statement.
pub fn head(desk: &Desk, ask: &Ask, opened: &Opened) -> Markup {
    let work = &Work::new(desk, ask, opened);
    let day = work.when.as_ref().map(|when| &when.edtf);
    let cite = |style: &str| format!("/statements/{}/cite?style={style}", work.id);
    html! {
        link rel="cite-as" href=(work.address);
        link rel="alternate" type="application/json" href={ "/statements/" (work.id) "?format=json" };
        link rel="alternate" type="application/vnd.citationstyles.csl+json" href=(cite("csl")) title="CSL-JSON";
        link rel="alternate" type="application/x-bibtex" href=(cite("bibtex")) title="BibTeX";
        link rel="alternate" type="application/x-research-info-systems" href=(cite("ris")) title="RIS";
        meta name="citation_title" content=(work.title);
        @for author in &work.authors { meta name="citation_author" content=(author.name); }
        @if let Some(part) = work.when.as_ref().and_then(|when| when.parts.first()) {
            meta name="citation_publication_date" content=(slashed(part.year, part.month, part.day));
        }
        @if let Some(language) = &work.language { meta name="citation_language" content=(language); }
        meta name="citation_public_url" content=(work.address);
        meta name="DC.title" content=(work.title);
        @for author in &work.authors { meta name="DC.creator" content=(author.name); }
        @if let Some(day) = day { meta name="DC.date" content=(day); }
        @if !work.genre.is_empty() { meta name="DC.type" content=(work.genre); }
        @if let Some(language) = &work.language { meta name="DC.language" content=(language); }
        @if let Some(place) = &work.place { meta name="DC.coverage" content=(place); }
        meta name="DC.source" content=(work.archive);
        meta name="DC.identifier" content=(work.address);
    }
}

fn slashed(year: i32, month: Option<u8>, day: Option<u8>) -> String {
    let small = |number: Option<u8>| number.map_or(String::new(), |number| format!("/{number:02}"));
    format!("{year:04}{}{}", small(month), small(day))
}

/// The work as a ContextObject in a span (COinS, Dublin Core).
pub fn coins(work: &Work) -> Markup {
    let mut query = form_urlencoded::Serializer::new(String::new());
    query.append_pair("ctx_ver", "Z39.88-2004").append_pair("rft_val_fmt", "info:ofi/fmt:kev:mtx:dc");
    query.append_pair("rft.title", &work.title).append_pair("rft.type", "document");
    for author in &work.authors {
        // Reference managers take a creator's last word for a family name; what is named here is an organisation.
        query.append_pair(if author.is_person { "rft.creator" } else { "rft.aucorp" }, &author.name);
    }
    let more = [
        ("rft.date", work.when.as_ref().map(|when| &when.edtf)),
        ("rft.language", work.language.as_ref()),
        ("rft.source", Some(&work.archive)),
        ("rft.identifier", Some(&work.address)),
    ];
    for (name, value) in more {
        if let Some(value) = value {
            query.append_pair(name, value);
        }
    }
    html! { span.Z3988 title=(query.finish()) {} }
}
