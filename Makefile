# `make try` and `make test` do all their own setting-up.
SHELL := /bin/bash
.PHONY: try test check accuracy bench build examples openapi clean

build:
	@scripts/setup build
	@scripts/setup web
	cargo build --release --locked

try: build
	@scripts/setup ocr
	@scripts/try

test: check
	@scripts/setup ocr
	cargo test --workspace --locked
	@scripts/setup browser
	scripts/web-test
	scripts/api-test

# Formatting, lints, documentation, licences, layout and dependency rules.
check:
	@scripts/setup build
	@scripts/setup web
	cargo fmt --all --check
	cargo clippy --workspace --all-targets --locked -- -D warnings
	RUSTDOCFLAGS="-D warnings -A rustdoc::private_intra_doc_links" cargo doc --workspace --no-deps --locked --document-private-items
	scripts/deny
	cargo run --locked -q -p xtask -- tidy

accuracy: build
	@scripts/setup ocr
	python3 accuracy/run.py

bench: build
	python3 benches/run.py

# The description of the reading room's interface, as the program gives it.
openapi:
	cargo run -q --locked -p broadside -- openapi > docs/openapi.json

examples:
	python3 examples/make.py

clean:
	cargo clean
