//! Which script a text is written in, and the language that this settles.

/// What the script of a text tells of its language.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Script {
    /// The language itself.
    Language(&'static str),
    /// Nothing: its words must tell.
    Words,
    /// That it is none of those known.
    Unknown,
}

/// Scripts that one language of today's press uses, with their blocks.
const ALONE: &[(u32, u32, &str)] = &[
    (0x0530, 0x058f, "hye"),
    (0x0a00, 0x0a7f, "pan"),
    (0x0a80, 0x0aff, "guj"),
    (0x0b00, 0x0b7f, "ori"),
    (0x0b80, 0x0bff, "tam"),
    (0x0c00, 0x0c7f, "tel"),
    (0x0c80, 0x0cff, "kan"),
    (0x0d00, 0x0d7f, "mal"),
    (0x0d80, 0x0dff, "sin"),
    (0x0e00, 0x0e7f, "tha"),
    (0x0e80, 0x0eff, "lao"),
    (0x10a0, 0x10ff, "kat"),
    (0x1780, 0x17ff, "khm"),
    (0xac00, 0xd7af, "kor"),
    (0x1100, 0x11ff, "kor"),
    (0x0370, 0x03ff, "ell"),
    (0x1f00, 0x1fff, "ell"),
];

/// Characters that Cantonese, Wu and Hakka write and Mandarin does not.
const NOT_MANDARIN: &str = "嘅係唔佢咁冇喺哋啲搵伲勿搿爿垃侬弗佮毋汝倨兮咾阮囝个偓𠊎";

/// What the script of the windows tells; `None` where they have too few letters to say.
pub fn of(windows: &[&str]) -> Option<Script> {
    if windows.iter().all(|window| window.is_ascii()) {
        let letters = windows.iter().flat_map(|window| window.bytes()).filter(u8::is_ascii_alphabetic).take(4).count();
        return (letters == 4).then_some(Script::Words);
    }
    let (mut latin, mut alone, mut letters) = (0usize, [0usize; ALONE.len()], 0usize);
    let (mut han, mut kana, mut burmese, mut other, mut dialect) = (0usize, 0usize, 0usize, 0usize, 0usize);
    for found in windows.iter().flat_map(|window| window.chars()) {
        let code = found as u32;
        if found.is_ascii() {
            latin += usize::from(found.is_ascii_alphabetic());
            continue;
        }
        match code {
            0x80..=0x36f
            | 0x400..=0x52f
            | 0x590..=0x6ff
            | 0x900..=0x9ff
            | 0x1200..=0x139f
            | 0x1e00..=0x1eff
            | 0xfb50..=0xfefc => {
                latin += usize::from(found.is_alphabetic());
            }
            0x3040..=0x30ff => kana += 1,
            0x3400..=0x9fff | 0x2_0000..=0x2_ffff => {
                han += 1;
                dialect += usize::from(NOT_MANDARIN.contains(found));
            }
            0x1000..=0x109f => burmese += 1,
            _ => match ALONE.iter().position(|&(first, last, _)| (first..=last).contains(&code)) {
                Some(place) => alone[place] += 1,
                None => other += usize::from(found.is_alphabetic()),
            },
        }
        letters += 1;
    }
    letters += latin;
    // One sign of Chinese or Korean says as much as a word.
    if letters < 4 {
        return None;
    }
    let most = |count: usize| count * 5 >= (latin + han + kana + burmese + other + alone.iter().sum::<usize>()) * 3;
    if most(latin) {
        return Some(Script::Words);
    }
    if most(han + kana) {
        let japanese = kana * 12 >= han + kana;
        let mandarin = kana == 0 && dialect * 60 <= han;
        return Some(if japanese {
            Script::Language("jpn")
        } else if mandarin {
            Script::Language("cmn")
        } else {
            Script::Unknown
        });
    }
    let found = ALONE.iter().zip(alone).filter(|&(_, count)| count > 0).fold(
        None,
        |best: Option<(&str, usize)>, (&(_, _, code), count)| {
            let sum = count + best.filter(|(other, _)| *other == code).map_or(0, |(_, sum)| sum);
            if best.is_none_or(|(_, most)| sum > most) { Some((code, sum)) } else { best }
        },
    );
    Some(found.filter(|&(_, count)| most(count)).map_or(Script::Unknown, |(code, _)| Script::Language(code)))
}
