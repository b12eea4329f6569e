//! How requests and answers are laid out on the pipes between caller and worker.
//!
//! Both ways: a head of [`HEAD`] bytes, then the body. All numbers little-endian.
//!
//! | bytes | head |
//! |---|---|
//! | 0..4 | [`MAGIC`] |
//! | 4..8 | kind |
//! | 8..16 | number of the request; an answer repeats it |
//! | 16..24 | length of the body in bytes |

/// Bytes of a head.
pub(super) const HEAD: usize = 24;
/// The first bytes of every frame.
const MAGIC: [u8; 4] = *b"BsW1";

/// What a frame is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    /// Caller to worker: bytes to be read.
    Request = 1,
    /// Worker to caller, once: ready; the body says how far it is confined.
    Ready = 2,
    /// Worker to caller: what the handler answered.
    Answer = 3,
    /// Worker to caller: the handler answered more than allowed; no body.
    TooMuch = 4,
}

/// The head of a frame.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Head {
    pub kind: Kind,
    pub number: u64,
    /// Bytes of the body; as claimed by the sender, so not to be trusted.
    pub length: u64,
}

impl Head {
    /// The head as bytes.
    pub fn encode(self) -> [u8; HEAD] {
        let mut bytes = [0; HEAD];
        bytes[0..4].copy_from_slice(&MAGIC);
        bytes[4..8].copy_from_slice(&(self.kind as u32).to_le_bytes());
        bytes[8..16].copy_from_slice(&self.number.to_le_bytes());
        bytes[16..24].copy_from_slice(&self.length.to_le_bytes());
        bytes
    }

    /// The head in `bytes`, or nothing when these are no head.
    pub fn decode(bytes: &[u8]) -> Option<Head> {
        let (magic, rest) = bytes.split_first_chunk::<4>()?;
        let (kind, rest) = rest.split_first_chunk::<4>()?;
        let (number, rest) = rest.split_first_chunk::<8>()?;
        let (length, _) = rest.split_first_chunk::<8>()?;
        let kind = match u32::from_le_bytes(*kind) {
            1 => Kind::Request,
            2 => Kind::Ready,
            3 => Kind::Answer,
            4 => Kind::TooMuch,
            _ => return None,
        };
        let head = Head { kind, number: u64::from_le_bytes(*number), length: u64::from_le_bytes(*length) };
        (*magic == MAGIC).then_some(head)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_head_survives_the_pipe_and_noise_is_no_head() {
        let head = Head { kind: Kind::Answer, number: 7, length: 1 << 40 };
        assert_eq!(Head::decode(&head.encode()), Some(head));
        assert_eq!(Head::decode(&[0xFF; HEAD]), None);
        assert_eq!(Head::decode(&head.encode()[..HEAD - 1]), None);
    }
}
