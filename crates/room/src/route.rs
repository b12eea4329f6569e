//! Addresses: which there are, what they take and give. The server and the description of the interface (OpenAPI) are
//! both made of this one list, so that neither has an address that the other does not know.

use crate::answer::{Answer, Trouble};
use crate::ask::Ask;
use crate::desk::Desk;
use axum::http::Method;
use schemars::{JsonSchema, Schema, SchemaGenerator};

/// Answers a question at a desk.
pub type Handler = fn(&Desk, &Ask) -> Result<Answer, Trouble>;

/// An address.
#[derive(Clone, Debug)]
pub struct Route {
    /// GET or POST.
    pub method: Method,
    /// The path; `{name}` is a place.
    pub path: &'static str,
    /// Who answers.
    pub handler: Handler,
    /// What it is for, in a line.
    pub summary: &'static str,
    /// Parameters of the address: a flat object.
    pub parameters: Option<fn(&mut SchemaGenerator) -> Schema>,
    /// Fields of the form: a flat object.
    pub fields: Option<fn(&mut SchemaGenerator) -> Schema>,
    /// What JSON it gives; none where it gives a file or leads elsewhere.
    pub gives: Option<fn(&mut SchemaGenerator) -> Schema>,
    /// Media types that it gives beside pages and JSON.
    pub files: &'static [&'static str],
    /// Whether files are sent to it: then they are received as they come, and the handler is not asked.
    pub takes_files: bool,
}

fn schema_of<T: JsonSchema>(generator: &mut SchemaGenerator) -> Schema {
    generator.subschema_for::<T>()
}

impl Route {
    /// An address to read.
    pub fn get(path: &'static str, handler: Handler, summary: &'static str) -> Self {
        let method = Method::GET;
        Route {
            method,
            path,
            handler,
            summary,
            parameters: None,
            fields: None,
            gives: None,
            files: &[],
            takes_files: false,
        }
    }

    /// An address that changes something.
    pub fn post(path: &'static str, handler: Handler, summary: &'static str) -> Self {
        Route { method: Method::POST, ..Route::get(path, handler, summary) }
    }

    /// With parameters of the address.
    pub fn takes<T: JsonSchema>(self) -> Self {
        Route { parameters: Some(schema_of::<T>), ..self }
    }

    /// With the fields of a form.
    pub fn reads<T: JsonSchema>(self) -> Self {
        Route { fields: Some(schema_of::<T>), ..self }
    }

    /// With the JSON that it gives.
    pub fn gives<T: JsonSchema>(self) -> Self {
        Route { gives: Some(schema_of::<T>), ..self }
    }

    /// With files that are sent to it.
    pub fn takes_files(self) -> Self {
        Route { takes_files: true, ..self }
    }

    /// With files that it gives.
    pub fn gives_files(self, files: &'static [&'static str]) -> Self {
        Route { files, ..self }
    }
}
