//! Who signs with whom: a picture, and the same as a table.

mod drawing;
mod tables;

use crate::answer::{Answer, Trouble};
use crate::ask::Ask;
use crate::desk::Desk;
use crate::network::picture::Drawn;
use crate::network::{Networks, json};
use crate::pages::parts::{self, Ready};
use crate::route::Route;
use crate::ui::{Page, Section};
use crate::words::{network as words, terms};
use broadside_engine::network::{Filter, Options};
use broadside_model::edtf::Day;
use broadside_model::{Edtf, EntityId, EntityKind, Kind};
use maud::{Markup, html};
use schemars::JsonSchema;
use serde::Deserialize;

/// The addresses.
pub fn routes() -> Vec<Route> {
    let route = Route::get("/network", list, "Who puts their names to the same statements");
    vec![route.takes::<Wanted>().gives::<json::Network<'static>>()]
}

/// Which network is wanted.
#[derive(Debug, Default, Deserialize, JsonSchema)]
#[serde(default)]
pub struct Wanted {
    /// Only around this entity.
    pub id: String,
    /// Statements of this day or later.
    from: String,
    /// Statements of this day or earlier.
    to: String,
    /// Only statements that are surely of that time: `yes`.
    certain: String,
    /// Only statements of these kinds.
    kind: Vec<String>,
    /// Only entities of these kinds.
    entity_kind: Vec<String>,
    /// Only statements issued in a place with this in its name, or in a country by its code.
    place: Vec<String>,
    /// Only entities of these countries: ISO 3166-1 codes.
    country: Vec<String>,
    /// Only ties of at least so many statements.
    weight: String,
    /// A part of a name to find in the table.
    pub q: String,
    /// The page of the table, from 1.
    pub page: Option<u64>,
    /// `json` for what `network --json` prints, `places` for names with places in the plane.
    format: String,
}

impl Wanted {
    fn options(&self, ask: &Ask) -> Result<Options, Trouble> {
        let filter = Filter {
            time: self.time(ask)?,
            surely: !(self.certain.is_empty() || self.from.trim().is_empty() && self.to.trim().is_empty()),
            places: parts::several(&self.place),
            kinds: parts::named(&self.kind, Kind::from_name)?,
            entity_kinds: parts::named(&self.entity_kind, EntityKind::from_name)?,
            countries: parts::several(&self.country),
        };
        let least = parts::typed(&self.weight).map_or(Ok(1), |typed| typed.parse::<u32>());
        let least = least.map_err(|_| Trouble::wrong(ask.fill(words::WRONG_NUMBER, &[("typed", &self.weight)])))?;
        Ok(Options { filter, least_together: least.max(1), ..Options::default() })
    }

    fn time(&self, ask: &Ask) -> Result<Option<Edtf>, Trouble> {
        let (from, to) = (parts::typed(&self.from), parts::typed(&self.to));
        if from.is_none() && to.is_none() {
            return Ok(None);
        }
        let wrong = || Trouble::wrong(ask.say(words::WRONG_TIME));
        let end = |typed: Option<String>, day: fn(&Edtf) -> Option<Day>| match typed {
            None => Ok("..".to_owned()),
            Some(typed) => {
                let date: Edtf = typed.parse().map_err(|error| Trouble::wrong(format!("{error}")))?;
                day(&date).map(|day| day.to_string()).ok_or_else(wrong)
            }
        };
        let (from, to) = (end(from, Edtf::earliest)?, end(to, Edtf::latest)?);
        format!("{from}/{to}").parse().map(Some).map_err(|_| wrong())
    }

    fn centre(&self, desk: &Desk, ask: &Ask) -> Result<Option<EntityId>, Trouble> {
        use crate::words::entities;
        let Some(typed) = parts::typed(&self.id) else { return Ok(None) };
        match desk.catalogue()?.find_entity(&typed)? {
            broadside_engine::store::FoundEntity::Entity(id, _) => Ok(Some(id)),
            _ => Err(Trouble::missing(ask.fill(entities::NO_SUCH, &[("id", &typed)]), ask.say(entities::NO_SUCH_HINT))),
        }
    }
}

fn list(desk: &Desk, ask: &Ask) -> Result<Answer, Trouble> {
    let wanted: Wanted = ask.parameters()?;
    let (options, centre) = (wanted.options(ask)?, wanted.centre(desk, ask)?);
    let (networks, is_before) = match parts::ready::<Networks>(desk, ask, words::TITLE, Section::Network)? {
        Ready::Now(networks, is_before) => (networks, is_before),
        Ready::NotYet(answer) => return Ok(answer),
    };
    let drawn = networks.drawn(&format!("{options:?} {centre:?}"), &options, centre)?;
    if wanted.format == "places" {
        return Answer::json(&drawing::places(&drawn));
    }
    if ask.wants_json {
        return Answer::json(&json::network(&drawn.shown));
    }
    let title = match centre {
        None => ask.say(words::TITLE).to_owned(),
        Some(id) => {
            let name = desk.now.directory.get(id).map_or(wanted.id.as_str(), |listed| listed.name.as_str());
            ask.fill(words::AROUND, &[("name", name)])
        }
    };
    let body = html! {
        h1 { bdi { (title) } }
        p.lede { (ask.say(words::LEDE)) }
        (parts::of_before(ask, is_before))
        (form(ask, &wanted))
        @if drawn.shown.network.edges.is_empty() { p role="status" { (ask.say(words::NONE)) } } @else { (counts(ask, &drawn)) (drawing::picture(ask, &drawn)) }
        (tables::tables(ask, &wanted, &drawn))
        @for remark in &drawn.shown.network.diagnostics { p.faint { (remark.message) ". " (remark.hint) } }
    };
    Ok(Answer::Page(Page::new(title, Section::Network, body).with_island("network")))
}

fn counts(ask: &Ask, drawn: &Drawn) -> Markup {
    let network = &drawn.shown.network;
    let numbers = [
        ("nodes", ask.number(network.nodes.len() as u64)),
        ("edges", ask.number(network.edges.len() as u64)),
        ("acts", ask.number(network.acts.len() as u64)),
        ("communities", ask.number(u64::from(network.communities))),
    ];
    let numbers: Vec<(&str, &str)> = numbers.iter().map(|(name, value)| (*name, value.as_str())).collect();
    html! { p role="status" { (ask.fill(words::COUNTS, &numbers)) } }
}

fn form(ask: &Ask, wanted: &Wanted) -> Markup {
    let kinds: Vec<(String, String)> =
        Kind::ALL.iter().map(|kind| (kind.name().to_owned(), ask.say(terms::kinds(*kind)).to_owned())).collect();
    let who: Vec<(String, String)> = EntityKind::ALL
        .iter()
        .map(|kind| (kind.name().to_owned(), ask.say(terms::entities(*kind)).to_owned()))
        .collect();
    html! {
        form.fields method="get" action="/network" {
            @if !wanted.id.is_empty() { input type="hidden" name="id" value=(wanted.id); }
            (parts::field(ask, "from", words::FROM, &wanted.from, Some(words::DATE_HINT)))
            (parts::field(ask, "to", words::TO, &wanted.to, Some(words::DATE_HINT)))
            (parts::choice(ask, "kind", words::KIND, words::ANY, &kinds, &parts::several(&wanted.kind)))
            (parts::choice(ask, "entity_kind", words::ENTITY_KIND, words::ANY, &who, &parts::several(&wanted.entity_kind)))
            (parts::field(ask, "place", words::PLACE, &parts::several(&wanted.place).join(","), None))
            label.brief { (ask.say(words::COUNTRY)) input name="country" value=(parts::several(&wanted.country).join(",")) size="4" autocomplete="off"; }
            label.brief { (ask.say(words::WEIGHT)) input name="weight" type="number" min="1" value=(wanted.weight); }
            (parts::field(ask, "q", words::FIND, &wanted.q, None))
            label.tick { input type="checkbox" name="certain" value="yes" checked[!wanted.certain.is_empty()]; " " (ask.say(words::CERTAIN)) }
            button.main type="submit" { (ask.say(words::APPLY)) }
            @if !wanted.id.is_empty() { a.button href="/network" { (ask.say(words::WHOLE)) } }
        }
    }
}
