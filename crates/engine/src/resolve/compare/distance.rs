//! How near two words are: by their letters, and by their sounds.
//!
//! Both are weighted edit distances over at most [`MOST`] characters. Letters: swapped neighbours and letters that print
//! or scan alike count less. Sounds: near sounds count less, vowels less than consonants, and next to nothing where one
//! script leaves them out.

use std::sync::LazyLock;

/// Longest words that are compared; the rest of longer ones is not looked at.
const MOST: usize = 32;

/// The cost of a whole edit.
const WHOLE: u16 = 100;

/// Pairs of sounds that are near each other, and the cost of one for the other.
const NEAR: &[(&str, u16)] = &[
    ("ck cs cx cX jy ji jZ jJ jh XC XS Xh xS xh", 8),
    ("cT cC Xk xs vu kg", 12),
    ("TS gh", 20),
    ("sz sS zZ TC Ts Tz SC SZ ZJ JC pb td vf hk xz Xg xk hX TX jX JX", 25),
    ("cS cz cg JT JZ zJ vb io iu ai ei eo ae ou au oa ue", 30),
    ("pf Tt SX Jd gk iJ gj Zs JS", 35),
    ("sC mn ci gJ", 50),
    ("rl ts dz vo vm", 60),
];

struct Costs {
    /// By two sounds as ASCII codes.
    change: Vec<u16>,
    /// Of a sound that one word has not.
    lone: [u16; 128],
    /// By two small Latin letters or digits.
    print: Vec<u16>,
}

/// Letters that are taken for each other in print.
const PRINT: &[(&str, u16)] = &[("0o 1l 1i 5s 8b", 15), ("li lt ec fs ij hb rt un nu oc ao vy mn uv sf bh gq", 70)];

static COSTS: LazyLock<Costs> = LazyLock::new(|| {
    let table = |lists: &[(&str, u16)]| {
        let mut costs = vec![WHOLE; 128 * 128];
        for (pairs, cost) in lists {
            for pair in pairs.split(' ').map(str::as_bytes).filter(|pair| pair.len() == 2) {
                for (a, b) in [(pair[0], pair[1]), (pair[1], pair[0])] {
                    let at = usize::from(a) * 128 + usize::from(b);
                    costs[at] = costs[at].min(*cost);
                }
            }
        }
        (0..128).for_each(|same| costs[same * 128 + same] = 0);
        costs
    };
    let mut lone = [90; 128];
    b"aeou".iter().for_each(|vowel| lone[usize::from(*vowel)] = 45);
    b"ij".iter().for_each(|glide| lone[usize::from(*glide)] = 35);
    b"hX".iter().for_each(|breath| lone[usize::from(*breath)] = 40);
    Costs { change: table(NEAR), lone, print: table(PRINT) }
});

/// How alike two words sound, in thousandths; `loose` where one of them is written without vowels.
pub fn sounds(a: &str, b: &str, loose: bool) -> u16 {
    let (a, b) = (cut(a.as_bytes()), cut(b.as_bytes()));
    let costs = &*COSTS;
    let lone = |sound: u8| match sound & 127 {
        b'a' | b'e' | b'o' | b'u' | b'i' | b'j' if loose => 8,
        b'h' | b'v' if loose => 30,
        sound => costs.lone[usize::from(sound)],
    };
    let change = |x: u8, y: u8| costs.change[usize::from(x & 127) * 128 + usize::from(y & 127)];
    let weight = |word: &[u8]| word.iter().map(|sound| u32::from(lone(*sound))).sum::<u32>();
    let long = weight(a).max(weight(b)).max(1);
    let distance = edits(a, b, &lone, &change, false);
    1000 - (distance * 1000 / long).min(1000) as u16
}

/// The weighted number of edits between two words by their letters, in hundredths.
pub fn letters(a: &str, b: &str) -> u32 {
    let costs = &*COSTS;
    if a.is_ascii() && b.is_ascii() {
        let change = |x: u8, y: u8| costs.print[usize::from(x & 127) * 128 + usize::from(y & 127)];
        return edits(cut(a.as_bytes()), cut(b.as_bytes()), &|_| WHOLE, &change, true);
    }
    let (a, b): (Vec<char>, Vec<char>) = (a.chars().take(MOST).collect(), b.chars().take(MOST).collect());
    edits(&a, &b, &|_| WHOLE, &|x, y| if x == y { 0 } else { WHOLE }, true)
}

fn cut(word: &[u8]) -> &[u8] {
    &word[..word.len().min(MOST)]
}

/// The cheapest way from one word to the other. With `swaps`, two neighbours in the other order are one edit.
fn edits<T: Copy + PartialEq>(
    a: &[T],
    b: &[T],
    lone: &impl Fn(T) -> u16,
    change: &impl Fn(T, T) -> u16,
    swaps: bool,
) -> u32 {
    let mut rows = [[0u32; MOST + 1]; 3];
    for (at, letter) in b.iter().enumerate() {
        rows[0][at + 1] = rows[0][at] + u32::from(lone(*letter));
    }
    for (i, x) in a.iter().enumerate() {
        let (now, last, before) = ((i + 1) % 3, i % 3, (i + 2) % 3);
        rows[now][0] = rows[last][0] + u32::from(lone(*x));
        for (j, y) in b.iter().enumerate() {
            let replaced = rows[last][j] + u32::from(change(*x, *y));
            let dropped = rows[last][j + 1] + u32::from(lone(*x));
            let added = rows[now][j] + u32::from(lone(*y));
            let mut best = replaced.min(dropped).min(added);
            if swaps && i > 0 && j > 0 && *x == b[j - 1] && a[i - 1] == *y && *x != *y {
                best = best.min(rows[before][j - 1] + u32::from(WHOLE));
            }
            rows[now][j + 1] = best;
        }
    }
    rows[a.len() % 3][b.len()]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn near_sounds_cost_less_than_far_ones() {
        assert_eq!(sounds("anton", "anton", false), 1000);
        assert!(sounds("elTin", "jelzin", false) > 800);
        assert!(sounds("anton", "irina", false) < 600);
        assert!(sounds("ntniahu", "netaniahu", true) > 950);
    }

    #[test]
    fn swapped_neighbours_are_one_edit() {
        assert_eq!(letters("garcia", "gacria"), 100);
        assert_eq!(letters("garcia", "garcia"), 0);
        assert_eq!(letters("peter", "anna"), letters("anna", "peter"));
    }
}
