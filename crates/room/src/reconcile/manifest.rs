//! What the service can do, and where.

use super::{KINDS, type_of};
use serde_json::{Value, json};

/// Ids are those of entities: the same in every archive.
pub const IDENTIFIERS: &str = "urn:broadside:entity:";
/// Types and properties are those of this program.
pub const SCHEMA: &str = "urn:broadside:property:";
/// Width and height of the preview, in pixels.
const PREVIEW: (u32, u32) = (420, 260);

/// The manifest of the service at that address.
pub fn manifest(archive: &str, base: &str) -> Value {
    let service = |what: &str| {
        json!({
            "service_url": base,
            "service_path": format!("/reconcile/suggest/{what}"),
            "flyout_service_url": base,
            "flyout_service_path": format!("/reconcile/flyout/{what}?id=${{id}}"),
        })
    };
    let page = format!("{base}/reconcile/preview?id={{{{id}}}}");
    json!({
        "versions": ["0.1", "0.2"],
        "name": format!("Broadside: {archive}"),
        "identifierSpace": IDENTIFIERS,
        "schemaSpace": SCHEMA,
        "serviceVersion": env!("CARGO_PKG_VERSION"),
        "defaultTypes": KINDS.iter().filter_map(|(kind, ..)| type_of(*kind)).collect::<Vec<_>>(),
        "view": {"url": page},
        "preview": {"url": page, "width": PREVIEW.0, "height": PREVIEW.1},
        "suggest": {"entity": service("entity"), "property": service("property"), "type": service("type")},
        "extend": {
            "propose_properties": {"service_url": base, "service_path": "/reconcile/properties"},
            "property_settings": [],
        },
    })
}
