#!/usr/bin/env python3
"""Makes a small tokenizer of every kind, and cases of what Hugging Face's `tokenizers` makes of texts with it.

Needs `pip install tokenizers sentencepiece`. Writes a folder a tokenizer beside itself, or into the folder named first;
further arguments are files whose lines are taken for training and cases, too.
"""

import base64
import io
import json
import sys
import tempfile
from pathlib import Path

import sentencepiece
from sentencepiece import sentencepiece_model_pb2
from tokenizers import Regex, Tokenizer, models, normalizers, pre_tokenizers, processors, trainers

TEXTS = """\
The Weavers' Union of Port Salut called on Amina Okafor and the Harbour Council to meet in Accra.
We, the undersigned, don't accept that it's over: 1,200 workers were dismissed on 3 May 1974!
La Fédération des dockers a écrit à Mme Élodie Noël-Saint-Cyr, à Saint-Denis (près de Paris).
Los compañeros de la Unión de Tejedores de Ñuñoa se reunirán mañana en São José.
Die Vereinigung der Färber in Köln-Süd erklärte: „Straße für Straße.“
Союз ткачей города Рыбинска обратился к Анне Фёдоровой и к рабочим Ростова-на-Дону.
İstanbul Dokumacılar Birliği, Iğdır’daki işçileri IŞIK gazetesine çağırdı.
Ενωση Υφαντών Πειραιά: η Μαρία Παπαδοπούλου μίλησε στη Θεσσαλονίκη.
織工組合は東京で会議を開いた。田中花子が話した。
직공 조합은 서울에서 회의를 열었다.
बुनकर संघ ने दिल्ली में अमीना ओकाफोर को पत्र लिखा।
اتحاد النساجين في القاهرة دعا أمينة عُكافور إلى الاجتماع.
ﬁnal oﬃce Ａｃｃｒａ №5 ½ x² ① ㎏ …   three    spaces\tand a tab
e\u0301te\u0301 n\u0303 A\u030angstro\u0308m \u00c5ngstr\u00f6m soft\u00adhyphen zero\u200bwidth \u0000nul \ufeffmark \ufffd end
[CLS] is no mark here, nor is </s> or <unk> or [MASK].
Ghana's U.S.-led co-op(eration) @home #1 a/b 50% €30 £4.5m "quoted" 'single' «guillemets» — dash – en-dash
Antidisestablishmentarianism Donaudampfschifffahrtsgesellschaftskapitän 🙂🙂 👩‍👩‍👧 🇬🇭 𝒜𝔅
ǅ ŉ ß ẞ ſ İi ıI ΑΣ ος Ⅷ ª º ﷺ ﬀ ͅ  \u0345x กำ ำ
"""


def cases(tokenizer, lines):
    for line in lines:
        # What stands for a special piece in the text must not become one.
        found = tokenizer.encode(line)
        inside = [i for i, special in enumerate(found.special_tokens_mask) if not special]
        parts = [line[slice(*found.offsets[i])].lstrip() for i in inside]
        yield json.dumps({"text": line, "ids": found.ids, "parts": parts}, ensure_ascii=False)


def write(folder, name, tokenizer, lines, vocab=None, json_text=None):
    folder = folder / name
    folder.mkdir(parents=True, exist_ok=True)
    if vocab is None:
        (folder / "tokenizer.json").write_text(json_text or tokenizer.to_str(), encoding="utf-8")
    else:
        (folder / "vocab.txt").write_text("\n".join(vocab) + "\n", encoding="utf-8")
    (folder / "cases.jsonl").write_text("\n".join(cases(tokenizer, lines)) + "\n", encoding="utf-8")


def plain(text):
    """The tokenizer without its list of pieces that are found before any step."""
    loaded = json.loads(text)
    loaded["added_tokens"] = []
    return json.dumps(loaded, ensure_ascii=False, separators=(",", ":"))


def wordpiece(folder, name, lines, size, lower, vocab_only=False):
    tokenizer = Tokenizer(models.WordPiece(unk_token="[UNK]"))
    tokenizer.normalizer = normalizers.BertNormalizer(lowercase=lower)
    tokenizer.pre_tokenizer = pre_tokenizers.BertPreTokenizer()
    special = ["[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]"]
    tokenizer.train_from_iterator(lines, trainers.WordPieceTrainer(vocab_size=size, special_tokens=special, show_progress=False))
    ids = tokenizer.get_vocab()
    tokenizer.post_processor = processors.TemplateProcessing(
        single="[CLS] $A [SEP]", special_tokens=[("[CLS]", ids["[CLS]"]), ("[SEP]", ids["[SEP]"])]
    )
    text = plain(tokenizer.to_str())
    vocab = sorted(ids, key=ids.get) if vocab_only else None
    write(folder, name, Tokenizer.from_str(text), lines, vocab, text)


def bpe(folder, name, lines, size):
    tokenizer = Tokenizer(models.BPE())
    tokenizer.pre_tokenizer = pre_tokenizers.ByteLevel(add_prefix_space=False)
    alphabet = pre_tokenizers.ByteLevel.alphabet()
    trainer = trainers.BpeTrainer(vocab_size=size, special_tokens=["<s>", "</s>"], initial_alphabet=alphabet, show_progress=False)
    tokenizer.train_from_iterator(lines, trainer)
    tokenizer.post_processor = processors.RobertaProcessing(("</s>", 1), ("<s>", 0), trim_offsets=True, add_prefix_space=False)
    text = plain(tokenizer.to_str())
    # Several spaces count as one here, before the tokenizer sees them.
    write(folder, name, Tokenizer.from_str(text), [" ".join(line.split()) for line in lines], None, text)


# A small table of what is replaced by what, in code points.
TABLE = "FB01\t66 69\nFB03\t66 66 69\nFF21\t41\nFF43\t63\nFF52\t72\nFF41\t61\n65 301\tE9\n6E 303\tF1\n9\t20\n2026\t2E 2E 2E\nAD\t\n200B\t\n"


def unigram(folder, name, lines, size, newer, large):
    model = io.BytesIO()
    rules = tempfile.NamedTemporaryFile("w", suffix=".tsv")
    rules.write(TABLE)
    rules.flush()
    normal = {"normalization_rule_name": "nmt_nfkc"} if large else {"normalization_rule_tsv": rules.name}
    sentencepiece.SentencePieceTrainer.train(
        sentence_iterator=iter(lines), model_writer=model, vocab_size=size, model_type="unigram", hard_vocab_limit=False,
        character_coverage=0.98, bos_id=0, pad_id=1, eos_id=2, unk_id=3, minloglevel=2, **normal,
    )
    proto = sentencepiece_model_pb2.ModelProto.FromString(model.getvalue())
    pieces = [(piece.piece, piece.score) for piece in proto.pieces]
    tokenizer = Tokenizer(models.Unigram(pieces, unk_id=3))
    table = proto.normalizer_spec.precompiled_charsmap
    steps = [normalizers.Precompiled(table), normalizers.Replace(Regex(" {2,}"), " ")]
    if newer:
        tokenizer.normalizer = normalizers.Sequence([normalizers.Strip(), *steps])
        tokenizer.pre_tokenizer = pre_tokenizers.Metaspace(prepend_scheme="first")
    else:
        tokenizer.normalizer = normalizers.Sequence(steps)
        tokenizer.pre_tokenizer = pre_tokenizers.Sequence([pre_tokenizers.WhitespaceSplit(), pre_tokenizers.Metaspace()])
    tokenizer.post_processor = processors.TemplateProcessing(single="<s> $A </s>", special_tokens=[("<s>", 0), ("</s>", 2)])
    text = tokenizer.to_str()
    assert base64.b64decode(json.loads(text)["normalizer"]["normalizers"][1 if newer else 0]["precompiled_charsmap"]) == table
    write(folder, name, tokenizer, lines, None, text)


def main():
    folder = Path(sys.argv[1]) if len(sys.argv) > 1 else Path(__file__).parent
    lines = TEXTS.splitlines()
    for more in sys.argv[2:]:
        lines += [line for line in Path(more).read_text(encoding="utf-8").splitlines() if line.strip()]
    large = len(sys.argv) > 2
    size = 8000 if large else 600
    wordpiece(folder, "wordpiece-uncased", lines, size, lower=True)
    wordpiece(folder, "wordpiece-cased", lines, size, lower=False)
    wordpiece(folder, "vocab-uncased", lines, size, lower=True, vocab_only=True)
    bpe(folder, "bytes", lines, size)
    unigram(folder, "unigram", lines, size, newer=False, large=large)
    unigram(folder, "unigram-newer", lines, size, newer=True, large=large)


main()
