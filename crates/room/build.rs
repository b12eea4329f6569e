//! Has the crate compiled again when the built scripts change.

fn main() {
    println!("cargo::rerun-if-changed=../../web/dist");
}
