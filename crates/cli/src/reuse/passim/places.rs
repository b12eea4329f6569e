//! Pages and citable places of a text, cut down to those that a passage covers.
//!
//! `locs` is a list of {start, length, loc}; `pages` one of {…, regions: [{start, length, coords: {x, y, w, h}}]}. Offsets
//! are code points of the text.

use super::{Record, offset};
use serde_json::{Value, json};

/// Cuts `locs` and `pages` of a record down to what the passage from `begin` to `end` touches.
pub fn cut(record: &mut Record, begin: u64, end: u64) {
    let touches = |item: &Value| span(item).is_some_and(|(from, until)| from < end && until > begin);
    if let Some(Value::Array(locs)) = record.get_mut("locs") {
        let touched = locs.iter().filter(|loc| touches(loc));
        *locs = touched.filter_map(|loc| loc.get("loc").cloned()).collect();
    }
    if let Some(Value::Array(pages)) = record.get_mut("pages") {
        pages.retain_mut(|page| {
            let Some(Value::Array(regions)) = page.get_mut("regions") else { return false };
            regions.retain(touches);
            *regions = around(regions).into_iter().collect();
            !regions.is_empty()
        });
    }
}

fn span(item: &Value) -> Option<(u64, u64)> {
    let start = offset(item.get("start"))?;
    Some((start, start.saturating_add(offset(item.get("length"))?)))
}

/// The one region around all of these.
fn around(regions: &[Value]) -> Option<Value> {
    let from = regions.iter().filter_map(span).map(|(from, _)| from).min()?;
    let until = regions.iter().filter_map(span).map(|(_, until)| until).max()?;
    let corners = regions.iter().filter_map(corners);
    let [left, top, right, bottom] = corners.reduce(|[left, top, right, bottom], next| {
        [left.min(next[0]), top.min(next[1]), right.max(next[2]), bottom.max(next[3])]
    })?;
    let coords = json!({ "x": left, "y": top, "w": right - left, "h": bottom - top });
    Some(json!({ "start": from, "length": until - from, "coords": coords }))
}

fn corners(region: &Value) -> Option<[i64; 4]> {
    const FARTHEST: i64 = 1 << 40;
    let coords = region.get("coords")?;
    let number = |name: &str| Some(coords.get(name)?.as_i64()?.clamp(-FARTHEST, FARTHEST));
    let (x, y) = (number("x")?, number("y")?);
    Some([x, y, x + number("w")?, y + number("h")?])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_passage_keeps_the_places_it_touches() {
        let mut record = json!({
            "locs": [{ "start": 0, "length": 10, "loc": "1.1" }, { "start": 10, "length": 10, "loc": "1.2" }],
            "pages": [
                { "id": "p1", "regions": [{ "start": 0, "length": 5, "coords": { "x": 1, "y": 1, "w": 9, "h": 9 } }] },
                { "id": "p2", "regions": [
                    { "start": 12, "length": 4, "coords": { "x": 10, "y": 20, "w": 30, "h": 5 } },
                    { "start": 17, "length": 3, "coords": { "x": 45, "y": 21, "w": 10, "h": 8 } },
                    { "start": 21, "length": 3, "coords": { "x": 0, "y": 40, "w": 10, "h": 8 } },
                ] },
            ],
        })
        .as_object()
        .cloned()
        .unwrap();
        cut(&mut record, 10, 20);
        assert_eq!(record["locs"], json!(["1.2"]));
        let region = json!({ "start": 12, "length": 8, "coords": { "x": 10, "y": 20, "w": 45, "h": 9 } });
        assert_eq!(record["pages"], json!([{ "id": "p2", "regions": [region] }]));
    }

    #[test]
    fn nonsense_in_places_is_left_out() {
        let mut record = json!({
            "locs": [7, { "start": -1, "length": 3, "loc": "a" }, { "start": 0, "length": u64::MAX, "loc": "b" }],
            "pages": ["x", { "regions": [{ "start": 0, "length": 3, "coords": { "x": i64::MAX, "y": 0, "w": i64::MAX, "h": 0 } }] }],
        })
        .as_object()
        .cloned()
        .unwrap();
        cut(&mut record, 0, 2);
        assert_eq!(record["locs"], json!(["b"]));
        assert_eq!(record["pages"].as_array().map(Vec::len), Some(1));
    }
}
