//! The anatomy of a text: its statements and their parts, kind, parties and signatories.
