//! The reading room: an archive in a browser on the same machine, and the same as JSON.
//!
//! Takes an archive, listens on the loopback address, and answers with pages ([`ui`], `pages/`) that need no script, with
//! JSON under the same addresses ([`json`]), and with the Reconciliation Service API 0.2 (`reconcile/`), so that OpenRefine
//! and programs like it can look names up. The only crate that knows HTTP. It listens and connects to nothing; it answers
//! only requests that name this machine as their host ([`guard`]), and pages of other sites get nothing out of it. No
//! answer refers to anything outside.
//!
//! The edge types ([`json`]) and what makes them out of an archive ([`statements`], [`filters`]) are the command line's too.

mod answer;
mod ask;
mod assets;
pub mod collated;
mod columns;
pub mod csv;
pub mod deciding;
mod derived;
mod desk;
pub mod entity;
pub mod files;
pub mod filters;
mod finding;
mod gathered;
mod guard;
mod histogram;
mod holdings;
mod html;
pub mod json;
mod narrow;
pub mod network;
mod openapi;
pub mod opened;
mod pages;
pub mod plain;
pub mod points;
pub mod readings;
mod reconcile;
pub mod reuse;
mod review;
mod room;
mod route;
pub mod rows;
mod service;
pub mod statements;
pub mod texts;
mod ui;
pub mod wording;
mod words;
mod writer;

pub use answer::Trouble;
pub use openapi::text as openapi;
pub use room::{Place, Room};
pub use service::{Ready, RoomError, serve};
