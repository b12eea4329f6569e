#!/usr/bin/env python3
"""Makes `words/`: a model in the folder layout of Hugging Face that knows a few invented names.

Needs nothing but Python. Every piece has its scores: a table of them is looked up (Gather) and multiplied with the unit
matrix (MatMul), as the last step of a real network would be; one word (None) makes it fail. The same bytes at every run.
"""

import json
import struct
from pathlib import Path

LABELS = ["O", "B-PER", "I-PER", "B-ORG", "I-ORG", "B-LOC", "I-LOC", "B-MISC"]
PIECES = {
    "[PAD]": 0, "[UNK]": 0, "[CLS]": 0, "[SEP]": 0,
    "quavo": 1, "##lin": 0, "tressik": 2, "zo": 1, "##e": 0,
    "blorvian": 3, "plinth": 4, "league": 4,
    "ostrevale": 5, "upper": 5, "marrowick": 6, "saint": 5, "##ly": 0,
    "dworish": 7, "kaputtik": None,
    "the": 0, "of": 0, "met": 0, "in": 0, "and": 0, ",": 0, ".": 0, "-": 0, "'": 0, "s": 0,
}


def number(value):
    out = b""
    while value > 127:
        out += bytes([value & 127 | 128])
        value >>= 7
    return out + bytes([value])


def field(key, value):
    """A field of a protocol buffer: a number, or bytes with their length."""
    if isinstance(value, int):
        return number(key << 3) + number(value)
    value = value.encode() if isinstance(value, str) else value
    return number(key << 3 | 2) + number(len(value)) + value


def tensor(name, rows):
    flat = [value for row in rows for value in row]
    dims = field(1, len(rows)) + field(1, len(rows[0]))
    return dims + field(2, 1) + field(8, name) + field(9, struct.pack(f"<{len(flat)}f", *flat))


def value_info(name, kind, dims):
    shape = b"".join(field(1, field(1, dim) if isinstance(dim, int) else field(2, dim)) for dim in dims)
    return field(1, name) + field(2, field(1, field(1, kind) + field(2, shape)))


def node(op, inputs, output):
    return b"".join(field(1, name) for name in inputs) + field(2, output) + field(3, output) + field(4, op)


def model(labels):
    size = len(labels)
    broken = [float("nan")] * size
    scores = [broken if label is None else [6.0 if at == label else 0.0 for at in range(size)] for label in PIECES.values()]
    unit = [[1.0 if row == column else 0.0 for column in range(size)] for row in range(size)]
    graph = field(1, node("Gather", ["scores", "input_ids"], "found")) + field(1, node("MatMul", ["found", "unit"], "logits"))
    graph += field(2, "words") + field(5, tensor("scores", scores)) + field(5, tensor("unit", unit))
    graph += field(11, value_info("input_ids", 7, ["batch", "sequence"]))
    graph += field(11, value_info("attention_mask", 7, ["batch", "sequence"]))
    graph += field(12, value_info("logits", 1, ["batch", "sequence", size]))
    return field(1, 8) + field(2, "broadside") + field(7, graph) + field(8, field(1, "") + field(2, 13))


folder = Path(__file__).parent / "words"
folder.mkdir(exist_ok=True)
(folder / "model.onnx").write_bytes(model(LABELS))
(folder / "vocab.txt").write_text("\n".join(PIECES) + "\n")
config = {"model_type": "bert", "max_position_embeddings": 32, "id2label": {str(n): label for n, label in enumerate(LABELS)}}
(folder / "config.json").write_text(json.dumps(config, indent=1) + "\n")
