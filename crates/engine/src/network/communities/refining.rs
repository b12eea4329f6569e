//! Takes communities apart into pieces that hang together.
//!
//! Every node starts as a piece of its own. One that is well tied to the rest of its community joins the piece of that
//! community where it gains most, if that piece is well tied too. So no piece is ever without a way inside it, which
//! moving alone does not promise.

use super::moving::Ties;
use super::shrinking::Level;

/// For each node the number of its piece, without gaps; a piece never spans two of the communities `of`.
pub fn pieces(level: &Level<'_>, of: &[u32]) -> Vec<u32> {
    let nodes = level.nodes();
    let mut community = vec![0.0; nodes];
    for node in 0..nodes {
        community[of[node] as usize] += level.strength[node];
    }
    let mut state = State::new(level, of, &community);
    let mut ties = Ties::new(nodes);
    for node in 0..nodes {
        if state.is_alone[node] && state.is_well_tied(node) {
            ties.count(level, node, &state.piece);
            state.join(node, &ties);
        }
    }
    without_gaps(&state.piece)
}

struct State<'a> {
    level: &'a Level<'a>,
    of: &'a [u32],
    /// Strength of each community.
    community: &'a [f64],
    /// Piece of each node; named after one of its nodes.
    piece: Vec<u32>,
    is_alone: Vec<bool>,
    /// Strength of each piece.
    strength: Vec<f64>,
    /// Weight from each piece to the rest of its community.
    tied: Vec<f64>,
}

impl<'a> State<'a> {
    fn new(level: &'a Level<'a>, of: &'a [u32], community: &'a [f64]) -> Self {
        let tied = |node: usize| {
            let same = level.graph.neighbours(node).filter(|(to, _)| of[*to] == of[node]);
            same.map(|(_, weight)| weight).sum()
        };
        State {
            level,
            of,
            community,
            piece: (0..level.nodes() as u32).collect(),
            is_alone: vec![true; level.nodes()],
            strength: level.strength.clone(),
            tied: (0..level.nodes()).map(tied).collect(),
        }
    }

    /// Whether a piece has at least the weight to the rest of its community that chance would give it.
    fn is_well_tied(&self, piece: usize) -> bool {
        let rest = self.community[self.of[piece] as usize] - self.strength[piece];
        self.tied[piece] >= self.strength[piece] * rest / self.level.all
    }

    /// Moves a node that is alone to the best piece of its community, if one gains.
    fn join(&mut self, node: usize, ties: &Ties) {
        let mut best = (node, 0.0);
        for (piece, weight) in ties.all() {
            let piece = piece as usize;
            if piece == node || self.of[piece] != self.of[node] || !self.is_well_tied(piece) {
                continue;
            }
            let gain = weight - self.level.strength[node] * self.strength[piece] / self.level.all;
            if gain > best.1 {
                best = (piece, gain);
            }
        }
        let (piece, _) = best;
        if piece == node {
            return;
        }
        self.tied[piece] += self.tied[node] - 2.0 * ties.to(piece as u32);
        self.strength[piece] += self.level.strength[node];
        self.piece[node] = piece as u32;
        self.is_alone[node] = false;
        self.is_alone[piece] = false;
    }
}

fn without_gaps(piece: &[u32]) -> Vec<u32> {
    let mut number = vec![u32::MAX; piece.len()];
    let mut count = 0;
    let mut next = |piece: u32| {
        let number = &mut number[piece as usize];
        if *number == u32::MAX {
            *number = count;
            count += 1;
        }
        *number
    };
    piece.iter().map(|piece| next(*piece)).collect()
}
