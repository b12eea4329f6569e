//! A statement: its card, its text, its page.

super::words! {}
