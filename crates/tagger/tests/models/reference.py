#!/usr/bin/env python3
"""Makes `bert/` and `xlmr/`: tiny networks with random weights as PyTorch exports them, and what onnxruntime gives for them.

Needs `pip install torch transformers onnx onnxruntime`.
"""

import json
from pathlib import Path

import numpy as np
import onnxruntime
import torch
from transformers import BertConfig, BertForTokenClassification, XLMRobertaConfig, XLMRobertaForTokenClassification

LABELS = ["O", "B-PER", "I-PER", "B-ORG", "I-ORG", "B-LOC", "I-LOC"]
SIZES = dict(
    hidden_size=8, num_hidden_layers=1, num_attention_heads=2, intermediate_size=16, vocab_size=40,
    id2label=dict(enumerate(LABELS)), label2id={label: n for n, label in enumerate(LABELS)},
)


def export(name, model, inputs):
    folder = Path(__file__).parent / name
    folder.mkdir(exist_ok=True)
    model.eval()

    class Logits(torch.nn.Module):
        def __init__(self):
            super().__init__()
            self.model = model

        def forward(self, *given):
            return self.model(**dict(zip(inputs, given))).logits

    def feed(ids):
        return [ids, torch.ones_like(ids), torch.zeros_like(ids)][: len(inputs)]

    path = str(folder / "model.onnx")
    axes = {key: {0: "batch", 1: "sequence"} for key in [*inputs, "logits"]}
    given = tuple(feed(torch.randint(5, 40, (1, 12))))
    torch.onnx.export(
        Logits(), given, path, input_names=inputs, output_names=["logits"], dynamo=False, opset_version=17, dynamic_axes=axes
    )
    model.config.save_pretrained(folder)
    session, cases = onnxruntime.InferenceSession(path), []
    for length in (3, 20):
        ids = torch.from_numpy(np.random.RandomState(length).randint(5, 40, (1, length)).astype(np.int64))
        logits = session.run(["logits"], {key: value.numpy() for key, value in zip(inputs, feed(ids))})[0]
        cases.append({"ids": ids[0].tolist(), "logits": [round(float(value), 6) for value in logits.reshape(-1)]})
    (folder / "expected.json").write_text(json.dumps(cases))


torch.manual_seed(1)
pair = ["input_ids", "attention_mask"]
export("bert", BertForTokenClassification(BertConfig(max_position_embeddings=48, **SIZES)), [*pair, "token_type_ids"])
export("xlmr", XLMRobertaForTokenClassification(XLMRobertaConfig(max_position_embeddings=50, pad_token_id=1, **SIZES)), pair)
