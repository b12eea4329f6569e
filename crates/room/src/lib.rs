//! What an archive answers over HTTP, on this machine only.
//!
//! Takes an archive, listens on the loopback address, and answers the Reconciliation Service API 0.2 ([`reconcile`]), so
//! that OpenRefine and programs like it can look names up. The only crate that knows HTTP. It listens and connects to
//! nothing; it answers only requests that name this machine as their host ([`guard`]), and pages of other sites get
//! nothing out of it. No answer refers to anything outside.

mod guard;
mod html;
mod index;
mod reconcile;
mod service;

pub use service::{Load, Ready, Room, RoomError, serve};
