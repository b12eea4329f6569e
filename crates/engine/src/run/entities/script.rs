//! The script a name is written in.

/// Letters of a script, as ranges of code points.
const SCRIPTS: &[(&str, &[(u32, u32)])] = &[
    ("Latn", &[(0x41, 0x5a), (0x61, 0x7a), (0xaa, 0xaa), (0xba, 0xba), (0xc0, 0x24f), (0x1e00, 0x1eff)]),
    ("Grek", &[(0x370, 0x3ff), (0x1f00, 0x1fff)]),
    ("Cyrl", &[(0x400, 0x52f), (0x1c80, 0x1c8f), (0x2de0, 0x2dff), (0xa640, 0xa69f)]),
    ("Armn", &[(0x531, 0x58f)]),
    ("Hebr", &[(0x591, 0x5f4)]),
    ("Arab", &[(0x600, 0x6ff), (0x750, 0x77f), (0x8a0, 0x8ff), (0xfb50, 0xfdff), (0xfe70, 0xfeff)]),
    ("Deva", &[(0x900, 0x97f)]),
    ("Beng", &[(0x980, 0x9ff)]),
    ("Guru", &[(0xa00, 0xa7f)]),
    ("Gujr", &[(0xa80, 0xaff)]),
    ("Taml", &[(0xb80, 0xbff)]),
    ("Telu", &[(0xc00, 0xc7f)]),
    ("Knda", &[(0xc80, 0xcff)]),
    ("Mlym", &[(0xd00, 0xd7f)]),
    ("Sinh", &[(0xd80, 0xdff)]),
    ("Thai", &[(0xe00, 0xe7f)]),
    ("Laoo", &[(0xe80, 0xeff)]),
    ("Tibt", &[(0xf00, 0xfff)]),
    ("Mymr", &[(0x1000, 0x109f)]),
    ("Geor", &[(0x10a0, 0x10ff), (0x2d00, 0x2d2f)]),
    ("Ethi", &[(0x1200, 0x139f)]),
    ("Khmr", &[(0x1780, 0x17ff)]),
    ("Hang", &[(0x1100, 0x11ff), (0x3130, 0x318f), (0xac00, 0xd7af)]),
    ("Kana", &[(0x3040, 0x30ff), (0x31f0, 0x31ff), (0xff66, 0xff9d)]),
    ("Hani", &[(0x3400, 0x4dbf), (0x4e00, 0x9fff), (0xf900, 0xfaff), (0x20000, 0x3ffff)]),
];

/// The ISO 15924 code of the script that most letters of a name are of; `None` where it has none that is known.
pub fn script(name: &str) -> Option<&'static str> {
    let of = |letter: char| {
        let point = u32::from(letter);
        SCRIPTS.iter().position(|(_, ranges)| ranges.iter().any(|(from, to)| (*from..=*to).contains(&point)))
    };
    let mut counts = [0_usize; SCRIPTS.len()];
    for place in name.chars().filter_map(of) {
        if let Some(count) = counts.get_mut(place) {
            *count += 1;
        }
    }
    let (place, count) = counts.iter().enumerate().max_by_key(|(place, count)| (**count, std::cmp::Reverse(*place)))?;
    SCRIPTS.get(place).filter(|_| *count > 0).map(|(code, _)| *code)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_is_of_the_script_of_most_of_its_letters() {
        let names = ["Unión", "Союз портовиков", "Ένωση", "حزب", "ברית", "连盟", "れんめい", "연맹", "17", ""];
        let found: Vec<_> = names.map(|name| script(name).unwrap_or("-")).into();
        assert_eq!(found, ["Latn", "Cyrl", "Grek", "Arab", "Hebr", "Hani", "Kana", "Hang", "-", "-"]);
    }
}
