//! The two closed lists of the parser: parts of speech, and relations of a word to its head.

/// Makes an enum with its names in data and a way back from the index.
macro_rules! closed_list {
    ($(#[$meta:meta])* $name:ident { $($(#[$doc:meta])* $item:ident = $key:literal,)* }) => {
        $(#[$meta])*
        #[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
        #[repr(u8)]
        pub enum $name {
            $($(#[$doc])* $item,)*
            /// Not read: the word stands outside the sentences that are parsed.
            #[default]
            Unread,
        }

        impl $name {
            /// All that a word can get, in the order of the weight tables.
            pub const ALL: &'static [Self] = &[$(Self::$item,)*];

            /// The name in data.
            #[must_use]
            pub fn key(self) -> &'static str {
                match self {
                    $(Self::$item => $key,)*
                    Self::Unread => "unread",
                }
            }

            /// The one at `index` of [`Self::ALL`]; `Unread` out of range.
            #[must_use]
            pub fn at(index: usize) -> Self {
                Self::ALL.get(index).copied().unwrap_or_default()
            }
        }
    };
}

closed_list! {
    /// Part of speech. Verbs are told apart by form, relative pronouns from the others.
    Tag {
        /// Common noun.
        Noun = "noun",
        /// Name.
        Propn = "propn",
        /// Pronoun that is not relative.
        Pron = "pron",
        /// Relative pronoun: "who", "which", "qui", "dont".
        Relative = "relative",
        /// Determiner.
        Det = "det",
        /// Adjective.
        Adj = "adj",
        /// Adverb.
        Adv = "adv",
        /// Preposition; French "du", "au" too.
        Adp = "adp",
        /// Number.
        Num = "num",
        /// Sign.
        Punct = "punct",
        /// "and", "et".
        Cconj = "cconj",
        /// "that", "because", "que".
        Sconj = "sconj",
        /// "to" before a verb, "'s", "not".
        Part = "part",
        /// Auxiliary or copula.
        Aux = "aux",
        /// Finite verb.
        Finite = "finite",
        /// Past participle.
        Participle = "participle",
        /// "-ing", "-ant".
        Gerund = "gerund",
        /// Infinitive.
        Infinitive = "infinitive",
        /// Interjections, symbols and what has no part of speech.
        Other = "other",
    }
}

impl Tag {
    /// A verb that is no auxiliary.
    #[must_use]
    pub fn is_verb(self) -> bool {
        matches!(
            self,
            Self::Finite | Self::Participle | Self::Gerund | Self::Infinitive
        )
    }

    /// A word that can head a noun phrase.
    #[must_use]
    pub fn is_nominal(self) -> bool {
        matches!(self, Self::Noun | Self::Propn | Self::Pron | Self::Num)
    }
}

closed_list! {
    /// Relation to the head: those of Universal Dependencies, some joined.
    Rel {
        /// Head of the sentence; its head is itself.
        Root = "root",
        /// Subject of an active verb.
        Subject = "nsubj",
        /// Subject of a passive.
        PassiveSubject = "nsubj:pass",
        /// Object.
        Object = "obj",
        /// Indirect object.
        Indirect = "iobj",
        /// Noun phrase under a verb with a preposition, or without one ("last night").
        Oblique = "obl",
        /// "by …", "par …" of a passive.
        Agent = "obl:agent",
        /// Noun phrase under a noun with a preposition.
        NounMod = "nmod",
        /// "their", "the army's".
        Possessor = "nmod:poss",
        /// Adjective under a noun.
        Adjective = "amod",
        /// Determiner.
        Det = "det",
        /// Number under a noun.
        Number = "nummod",
        /// Preposition under its noun.
        Case = "case",
        /// "that", "to", "que" under its clause.
        Mark = "mark",
        /// Auxiliary of an active verb.
        Aux = "aux",
        /// Auxiliary of a passive.
        PassiveAux = "aux:pass",
        /// Copula.
        Copula = "cop",
        /// "and" under what it joins.
        Coordinator = "cc",
        /// What is joined, under the first of the list.
        Conjunct = "conj",
        /// Adverb.
        Adverb = "advmod",
        /// Clause under a noun without a relative pronoun: participles ("soldiers killed by").
        NounClause = "acl",
        /// Relative clause.
        RelativeClause = "acl:relcl",
        /// Clause under a verb: "…, killing 12".
        AdverbClause = "advcl",
        /// Clause without a subject of its own under a verb: "tried to flee".
        OpenComplement = "xcomp",
        /// Clause with its own subject under a verb: "said that".
        Complement = "ccomp",
        /// Second name of the same thing.
        Apposition = "appos",
        /// Noun before a noun, particle of a verb.
        Compound = "compound",
        /// Further word of a name or set phrase.
        Flat = "flat",
        /// Beside the sentence: inserted clauses, lists, calls.
        Parataxis = "parataxis",
        /// "il y a", "there is", reflexives.
        Expletive = "expl",
        /// Sign.
        Punct = "punct",
    }
}

impl Rel {
    /// The bit of this relation in a set of 32.
    #[must_use]
    pub fn bit(self) -> u32 {
        1u32.checked_shl(u32::from(self as u8)).unwrap_or(0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn both_lists_fit_a_row_of_weights() {
        assert!(Tag::ALL.len() <= 31 && Rel::ALL.len() <= 31);
        for (index, rel) in Rel::ALL.iter().enumerate() {
            assert_eq!(*rel as usize, index, "{}", rel.key());
            assert_eq!(Rel::at(index), *rel);
        }
        assert_eq!(Tag::at(99), Tag::Unread);
    }
}
