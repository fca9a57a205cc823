//! Feature names as numbers: a template's number and its words hashed together, so that no word is kept.

/// The number of the feature of template `kind` with `parts`; the learners keep its lowest bits.
#[must_use]
pub fn name(kind: u32, parts: &[&str]) -> u32 {
    const PRIME: u64 = 0x100_0000_01b3;
    let mut state = 0xcbf2_9ce4_8422_2325 ^ u64::from(kind).wrapping_mul(0x9e37_79b9_7f4a_7c15);
    for part in parts {
        for byte in part.bytes() {
            state = (state ^ u64::from(byte)).wrapping_mul(PRIME);
        }
        state = (state ^ 0xff).wrapping_mul(PRIME);
        state ^= state >> 29;
    }
    state ^= state >> 33;
    state = state.wrapping_mul(0xff51_afd7_ed55_8ccd);
    state ^= state >> 33;
    (state >> 16) as u32
}

/// The features of one thing, each once.
#[derive(Clone, Debug, Default)]
pub struct Names {
    all: Vec<u32>,
    /// Kind and parts of each feature, where they are kept to be shown.
    spoken: Option<Vec<(u32, String)>>,
}

impl Names {
    /// Features that keep their kinds and parts.
    #[must_use]
    pub fn spoken() -> Self {
        Self {
            all: Vec::new(),
            spoken: Some(Vec::new()),
        }
    }

    /// Adds a feature.
    pub fn put(&mut self, kind: u32, parts: &[&str]) {
        self.all.push(name(kind, parts));
        if let Some(spoken) = &mut self.spoken {
            spoken.push((kind, parts.join(" ")));
        }
    }

    /// Kind, parts and number of each feature, in the order in which they were added; empty where they were not kept.
    pub fn told(&self) -> impl Iterator<Item = (u32, &str, u32)> {
        let spoken = self.spoken.iter().flatten();
        spoken
            .zip(&self.all)
            .map(|((kind, parts), number)| (*kind, parts.as_str(), *number))
    }

    /// All features, in order of their numbers.
    #[must_use]
    pub fn done(mut self) -> Vec<u32> {
        self.all.sort_unstable();
        self.all.dedup();
        self.all
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_tell_kinds_and_parts_apart() {
        assert_eq!(name(1, &["a", "b"]), name(1, &["a", "b"]));
        assert_ne!(name(1, &["a", "b"]), name(2, &["a", "b"]));
        assert_ne!(name(1, &["a", "b"]), name(1, &["ab"]));
        let mut names = Names::default();
        names.put(1, &["x"]);
        names.put(1, &["x"]);
        assert_eq!(names.done().len(), 1);
    }
}
