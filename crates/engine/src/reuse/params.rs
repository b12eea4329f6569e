//! The numbers of the method, with what each trades for what.

/// How passages are looked for. [`Params::default`] is what the figures of `docs/reuse.md` were measured with.
#[derive(Clone, Debug, PartialEq)]
pub struct Params {
    /// Letters of a seed. Shorter ones are found through more noise and stand in more places by chance.
    pub seed: usize,
    /// One seed in so many is looked up, chosen by what it says, not by where it stands.
    pub sample: u64,
    /// Of a seed that stands in more places than this, not all pairs of places are compared, but each place with those
    /// in [`hubs`](Self::hubs) texts.
    pub frequent: usize,
    /// How many texts that is: those that come first in an order which depends on what they say alone.
    pub hubs: usize,
    /// Letters of sixteen around a seed that must be alike for the two places to be aligned at all.
    pub context: u32,
    /// Letters of 64 around a seed that must be alike, when looked at closer.
    pub look: u32,
    /// Least score of an alignment that is believed: two for a letter that is alike, one for one of the same class,
    /// two off for every other.
    pub least_score: i32,
    /// Score that an alignment may lose before it is taken to have ended.
    pub drop: i32,
    /// Rounds in which members of a cluster are compared with one another; none when 0.
    pub rescue: u32,
    /// Main memory to use, in bytes, for what grows with the collection. Changes no result.
    pub memory: usize,
    /// Threads to use. Changes no result.
    pub threads: usize,
}

impl Default for Params {
    fn default() -> Self {
        Params {
            seed: 15,
            sample: 3,
            frequent: 64,
            hubs: 4,
            context: 9,
            look: 30,
            least_score: 100,
            drop: 50,
            rescue: 8,
            memory: 500 << 20,
            threads: std::thread::available_parallelism().map_or(1, usize::from),
        }
    }
}
