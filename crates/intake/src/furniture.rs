//! Lines that are no part of what a report tells: sharing buttons, notices, bylines, notes about the author.

use crate::draft::Draft;
use tocsin_core::BlockKind;

/// Renames paragraphs and the like of `draft` that are furniture or a byline.
pub fn mark(draft: &mut Draft) {
    let count = draft.blocks.len();
    for at in 0..count {
        let block = draft.blocks[at];
        if !matches!(
            block.kind,
            BlockKind::Paragraph | BlockKind::Heading | BlockKind::ListItem | BlockKind::Caption
        ) {
            continue;
        }
        let words = block.span.of(&draft.text);
        let near_end = at + 4 >= count && at > 0;
        let near_head = at < 6;
        if is_furniture(words) {
            draft.blocks[at].kind = BlockKind::Boilerplate;
        } else if is_byline(words) && (near_head || near_end) || (near_end && is_author_note(words)) {
            draft.blocks[at].kind = BlockKind::Byline;
        }
    }
}

/// Beginnings of lines that are furniture, lower case.
const FURNITURE: &[&str] = &[
    "exit mobile version",
    "share this",
    "share on",
    "share via",
    "share:",
    "tweet",
    "click to share",
    "click here",
    "like this:",
    "read more",
    "read also",
    "also read",
    "read next",
    "see also",
    "related:",
    "related articles",
    "related posts",
    "related news",
    "recommended for you",
    "most read",
    "trending",
    "advertisement",
    "sponsored",
    "subscribe",
    "sign up for",
    "sign up to",
    "join our",
    "join us on",
    "follow us",
    "download our app",
    "leave a comment",
    "leave a reply",
    "post a comment",
    "print this",
    "all rights reserved",
    "copyright ©",
    "© copyright",
    "we use cookies",
    "this site uses cookies",
    "accept cookies",
    "skip to content",
    "back to top",
    "version mobile",
    "quitter la version mobile",
    "partager sur",
    "partager :",
    "partager:",
    "partagez",
    "cliquez ici",
    "cliquez pour partager",
    "j’aime ça",
    "lire aussi",
    "lire la suite",
    "lire également",
    "à lire aussi",
    "a lire aussi",
    "à lire également",
    "voir aussi",
    "articles similaires",
    "articles liés",
    "sur le même sujet",
    "publicité",
    "contenu sponsorisé",
    "abonnez-vous",
    "s’abonner",
    "s'abonner",
    "inscrivez-vous",
    "suivez-nous",
    "rejoignez",
    "téléchargez l",
    "laisser un commentaire",
    "laissez un commentaire",
    "imprimer",
    "tous droits réservés",
    "nous utilisons des cookies",
    "ce site utilise des cookies",
    "aller au contenu",
    "retour en haut",
];

/// Whole lines that are furniture, lower case.
const WHOLE: &[&str] = &[
    "share",
    "partager",
    "print",
    "facebook",
    "twitter",
    "whatsapp",
    "telegram",
    "email",
    "e-mail",
    "linkedin",
    "comments",
    "commentaires",
    "menu",
    "search",
    "rechercher",
    "home",
    "accueil",
    "loading...",
    "loading…",
    "related",
    "newsletter",
    "x",
    "previous",
    "next",
    "précédent",
    "suivant",
    "close",
    "fermer",
];

/// Whether a line is furniture: no word in it, or one of the known notices, and short.
fn is_furniture(words: &str) -> bool {
    if !words.contains(char::is_alphanumeric) {
        return true;
    }
    if words.chars().count() > 120 {
        return false;
    }
    let low = words.to_lowercase();
    let bare = low.trim_matches(|c: char| !c.is_alphanumeric());
    if WHOLE.contains(&bare) {
        return true;
    }
    FURNITURE.iter().any(|start| {
        low.strip_prefix(start)
            .is_some_and(|rest| !rest.starts_with(char::is_alphanumeric) || start.ends_with([' ', ':']))
    })
}

/// Beginnings of lines that say who wrote.
const WROTE: &[&str] = &[
    "Reporting by ",
    "Written by ",
    "Editing by ",
    "Additional reporting by ",
    "Propos recueillis par ",
    "De notre correspondant",
    "De notre envoyé",
    "Our correspondent",
    "From our correspondent",
    "Posted by ",
    "Publié par ",
    "Rédigé par ",
    "Écrit par ",
    "Author:",
    "Auteur :",
    "Auteur:",
    "Translated by ",
    "Traduit par ",
];

/// Words that join the names of a byline.
const JOINS: &[&str] = &[
    "and", "et", "in", "à", "de", "for", "with", "avec", "&", "|", "-", "–", "ag", "al", "el", "ould", "du",
    "la",
];

/// "By A. Name", "Par Untel", "Reporting by …": who wrote it.
fn is_byline(words: &str) -> bool {
    let words = words.trim_start_matches(['(', '[', '—', '–', '-', ' ']);
    if words.chars().count() > 160 {
        return false;
    }
    let after = |starts: &[&str]| {
        starts.iter().find_map(|start| {
            let head = words.get(..start.len())?;
            head.eq_ignore_ascii_case(start).then(|| &words[start.len()..])
        })
    };
    if after(WROTE).is_some() {
        return true;
    }
    let Some(name) = after(&["By ", "Par "]) else {
        return false;
    };
    if words.ends_with(['.', '!', '?']) && name.split_whitespace().count() > 4 {
        return false;
    }
    // Names and what joins them: "By Awa Diallo and Idrissa Cissé in Mopti".
    let mut parts = name.split_whitespace();
    let capital = |word: &str| {
        word.trim_start_matches(['(', '@', '\'', '’'])
            .starts_with(char::is_uppercase)
    };
    let all = parts.clone().count();
    all > 0
        && all <= 12
        && parts.next().is_some_and(capital)
        && parts.all(|word| {
            capital(word) || JOINS.contains(&word) || word.starts_with(|c: char| c.is_ascii_digit())
        })
}

/// A closing note about the one who wrote it.
fn is_author_note(words: &str) -> bool {
    if words.chars().count() > 400 || words.chars().any(|c| c.is_ascii_digit()) {
        return false;
    }
    let low = words.to_lowercase();
    const SAYS: &[&str] = &[
        "a rising star in",
        "is a journalist",
        "is a reporter",
        "is a correspondent",
        "is an editor",
        "is a writer",
        "is a freelance",
        "is an award-winning",
        "a seasoned journalist",
        "a seasoned reporter",
        "an experienced journalist",
        "a journalist who",
        "a journalist with",
        "a dedicated journalist",
        "a veteran journalist",
        "about the author",
        "known for his insightful",
        "known for her insightful",
        "known for their insightful",
        "est journaliste",
        "est une journaliste",
        "est un journaliste",
        "est correspondant",
        "est reporter",
        "est rédacteur",
        "est rédactrice",
        "à propos de l’auteur",
        "à propos de l'auteur",
        "journaliste indépendant",
        "journaliste expérimenté",
        "une plume",
    ];
    SAYS.iter().any(|says| low.contains(says))
}
