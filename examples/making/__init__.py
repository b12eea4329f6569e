"""What examples/make.py makes its documents with: pages of text as PDF, as pictures and as office files."""
