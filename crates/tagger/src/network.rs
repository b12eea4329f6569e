//! The network: numbers of pieces in, a score for each label of each piece out.

use std::sync::Arc;

use rten::{Model, ModelOptions, NodeId, RunOptions, ThreadPool, Value};

/// A network made of its file.
pub struct Network {
    model: Model,
    inputs: Vec<(NodeId, Input)>,
    output: NodeId,
    labels: usize,
    options: RunOptions,
}

impl std::fmt::Debug for Network {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Network").field("labels", &self.labels).finish_non_exhaustive()
    }
}

/// What a network asks for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Input {
    /// The numbers of the pieces.
    Pieces,
    /// 1 for every piece that counts: all of them.
    Mask,
    /// Which text of two a piece is of: 0.
    Text,
    /// The places: 0, 1, 2, …
    Places,
}

impl Input {
    fn of(name: &str) -> Option<Input> {
        match name {
            "input_ids" => Some(Input::Pieces),
            "attention_mask" => Some(Input::Mask),
            "token_type_ids" => Some(Input::Text),
            "position_ids" => Some(Input::Places),
            _ => None,
        }
    }

    fn values(self, pieces: &[u32]) -> Vec<i32> {
        match self {
            Input::Pieces => pieces.iter().map(|piece| i32::try_from(*piece).unwrap_or(i32::MAX)).collect(),
            Input::Mask => vec![1; pieces.len()],
            Input::Text => vec![0; pieces.len()],
            Input::Places => (0..).take(pieces.len()).collect(),
        }
    }
}

const AGAIN: &str = "export it again for token classification (`optimum-cli export onnx --task token-classification`)";

impl Network {
    /// Makes the network of `model.onnx` and, where they lie beside it, its weights. It must have so many labels.
    pub fn read(files: Vec<(String, Vec<u8>)>, labels: usize) -> Result<Network, String> {
        let mut options = ModelOptions::with_all_ops();
        let mut network = None;
        for (name, bytes) in files {
            if name.ends_with(".onnx") {
                network = Some((name, bytes));
            } else {
                let beside = name.rsplit('/').next().unwrap_or(&name);
                options.external_data(beside, bytes);
            }
        }
        let (name, bytes) = network.ok_or("model.onnx is missing")?;
        if bytes.is_empty() {
            return Err(format!("{name} is empty: copy it again"));
        }
        let model = options
            .load(bytes)
            .map_err(|error| format!("{name} cannot be read ({error}): copy it again, or {AGAIN}"))?;
        let mut inputs = Vec::new();
        for id in model.input_ids() {
            let asked = model.node_info(*id).and_then(|info| info.name().map(str::to_owned)).unwrap_or_default();
            let input = Input::of(&asked).ok_or_else(|| {
                format!("{name} asks for an input called `{}`: it must take input_ids, attention_mask, token_type_ids or position_ids; {AGAIN}", asked.escape_debug().take(40).collect::<String>())
            })?;
            inputs.push((*id, input));
        }
        if !inputs.iter().any(|(_, input)| *input == Input::Pieces) {
            return Err(format!("{name} takes no input_ids: {AGAIN}"));
        }
        let output = model
            .find_node("logits")
            .filter(|id| model.output_ids().contains(id))
            .or(model.output_ids().first().copied());
        let output = output.ok_or_else(|| format!("{name} has no output: {AGAIN}"))?;
        let options = RunOptions::default().with_thread_pool(Some(Arc::new(ThreadPool::with_num_threads(1))));
        Ok(Network { model, inputs, output, labels, options })
    }

    /// The scores of the labels of every piece, row by row.
    pub fn run(&self, pieces: &[u32]) -> Result<Vec<f32>, String> {
        let mut inputs = Vec::new();
        for (id, input) in &self.inputs {
            let value =
                Value::from_shape([1, pieces.len()], input.values(pieces)).map_err(|error| error.to_string())?;
            inputs.push((*id, value.into()));
        }
        let fail = |error: String| format!("model.onnx cannot be run on {} pieces ({error}): {AGAIN}", pieces.len());
        let found = self
            .model
            .run(inputs, &[self.output], Some(self.options.clone()))
            .map_err(|error| fail(error.to_string()))?;
        let found = found.into_iter().next().ok_or_else(|| fail("no output".to_owned()))?;
        let (shape, scores) = found.into_shape_vec::<f32, 3>().map_err(|error| fail(error.to_string()))?;
        if shape != [1, pieces.len(), self.labels] {
            let wanted = [1, pieces.len(), self.labels];
            return Err(format!(
                "model.onnx and config.json do not fit: the network gives {shape:?} scores where {wanted:?} are expected, the last number being that of the labels in `id2label`; take both from the same model, or {AGAIN}"
            ));
        }
        if scores.iter().any(|score| !score.is_finite()) {
            return Err(fail("it gives scores that are no numbers".to_owned()));
        }
        Ok(scores)
    }
}

#[cfg(test)]
mod tests {
    use std::fs;
    use std::path::Path;

    use serde_json::Value;

    use super::Network;

    fn network(bytes: &[u8], labels: usize) -> Result<Network, String> {
        Network::read(vec![("model.onnx".to_owned(), bytes.to_vec())], labels)
    }

    fn floats(value: &Value) -> Vec<f32> {
        value.as_array().expect("a list").iter().map(|number| number.as_f64().expect("a number") as f32).collect()
    }

    /// `tests/models/` has networks of the usual kinds with random weights, and the scores that `onnxruntime` gave.
    #[test]
    fn scores_are_those_of_the_reference() {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/models");
        let mut seen = 0;
        for entry in fs::read_dir(folder).expect("the folder").flatten() {
            let Ok(expected) = fs::read(entry.path().join("expected.json")) else { continue };
            let network =
                network(&fs::read(entry.path().join("model.onnx")).expect("a network"), 7).expect("a network");
            let expected: Value = serde_json::from_slice(&expected).expect("JSON");
            for case in expected.as_array().expect("a list") {
                let pieces: Vec<u32> = floats(&case["ids"]).into_iter().map(|id| id as u32).collect();
                let found = network.run(&pieces).expect("scores");
                let wanted = floats(&case["logits"]);
                assert_eq!(found.len(), wanted.len());
                for (found, wanted) in found.iter().zip(&wanted) {
                    assert!((found - wanted).abs() < 1e-4, "{}: {found} for {wanted}", entry.path().display());
                }
                seen += 1;
            }
        }
        assert!(seen > 0);
    }

    #[test]
    fn damaged_networks_are_refused_with_the_name_of_the_file() {
        let whole =
            fs::read(Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/models/bert/model.onnx")).expect("a network");
        for bytes in [&b""[..], b"PK\x03\x04", b"RTEN", &whole[..whole.len() / 2]] {
            let error = network(bytes, 7).map(|_| ()).expect_err("damaged");
            assert!(error.contains("model.onnx"), "{error}");
        }
        let error = network(&whole, 9).expect("a network").run(&[1, 2]).expect_err("9 labels, 7 scores");
        assert!(error.contains("model.onnx") && error.contains("config.json"), "{error}");
    }
}
