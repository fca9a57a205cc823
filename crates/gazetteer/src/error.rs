//! What can be wrong with an index or with the files one is built from, and what to do about it.

/// Why an index cannot be opened or built. Every message ends with a remedy.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum GazetteerError {
    /// The bytes do not begin like an index.
    #[error("not a gazetteer index; build one from GeoNames dumps first")]
    NotAnIndex,
    /// An index of another version of the format.
    #[error("index format {found}, this program reads {expected}; build the index again with this program")]
    Version {
        /// The version the bytes say they have.
        found: u32,
        /// The version this program reads.
        expected: u32,
    },
    /// The bytes end too early, or their parts do not fit together.
    #[error("the index is cut short or damaged ({what}); copy or build it again")]
    Damaged {
        /// What does not fit.
        what: &'static str,
    },
    /// The checksum differs.
    #[error("the index was changed after it was built (checksum); copy or build it again")]
    Checksum,
    /// A line of a source file cannot be read.
    #[error("{file}, line {line}: {what}; {remedy}")]
    Line {
        /// The file as the caller named it.
        file: String,
        /// Line number, from 1.
        line: usize,
        /// What is wrong with it.
        what: String,
        /// What to do.
        remedy: &'static str,
    },
    /// More than the format holds.
    #[error("too much for one index ({what}); build several indexes and layer them")]
    TooLarge {
        /// What there is too much of.
        what: &'static str,
    },
}
