//! A report's text cut into blocks and pieces, so that a page can underline every claim and link it both ways.

use crate::say::{Lang, say};
use crate::view::{report_title, source_name};
use crate::words;
use tocsin_core::{Block, BlockKind, Claim, Field, Language, LeftOutWhy, Reading, Report, Span};

/// A report as a page shows it.
#[derive(Clone, Debug)]
pub struct TextView {
    /// The report's id.
    pub id: String,
    /// Its title.
    pub title: String,
    /// Who published it.
    pub source: String,
    /// When, in words.
    pub published: String,
    /// The language of the text, for screen readers; "" if not known.
    pub lang: &'static str,
    /// Features of the text, in words.
    pub features: Vec<String>,
    /// Its blocks.
    pub blocks: Vec<BlockView>,
}

/// One block.
#[derive(Clone, Debug)]
pub struct BlockView {
    /// The element it is shown as.
    pub tag: &'static str,
    /// Its style class.
    pub class: &'static str,
    /// Its pieces, in order.
    pub pieces: Vec<Piece>,
}

/// A stretch of text that bears the same claims throughout.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Piece {
    /// The words.
    pub text: String,
    /// Byte of the text at which the claim's words start; unique within a report.
    pub start: u32,
    /// Where the piece's innermost claim is shown; "" for bare text, and for claims shown nowhere.
    pub href: String,
    /// What its claims say; "" for bare text.
    pub label: String,
}

/// Where a claim is shown, by its index in the reading and its field; `None`: nowhere, so its words are not underlined.
pub type Shown<'a> = &'a dyn Fn(u32, Field) -> Option<String>;

/// The text of `report` with those claims of `reading` underlined that are shown somewhere.
pub fn view(lang: Lang, report: &Report, reading: &Reading, shown: Shown) -> TextView {
    TextView {
        id: report.id.to_string(),
        title: report_title(report),
        source: source_name(lang, report),
        published: report
            .published
            .as_ref()
            .map(|when| words::when(lang, when))
            .unwrap_or_default(),
        lang: match report.language {
            Language::En => "en",
            Language::Fr => "fr",
            Language::Other => "",
        },
        features: reading.features.iter().map(|key| say(lang, key, &[])).collect(),
        blocks: report
            .blocks
            .iter()
            .map(|block| block_view(lang, report, reading, block, shown))
            .collect(),
    }
}

/// The passages left out: the words, and why in words.
pub fn left_out(lang: Lang, report: &Report, reading: &Reading) -> Vec<(String, String)> {
    let rows = reading.left_out.iter().map(|item| {
        let because = item
            .because
            .map(|span| say(lang, "desk-left-out-because", &[("words", span.of(&report.text))]))
            .unwrap_or_default();
        (
            item.span.of(&report.text).to_owned(),
            format!(
                "{}{because}",
                say(lang, &format!("desk-left-out-{}", why_key(item.why)), &[])
            ),
        )
    });
    rows.collect()
}

fn why_key(why: LeftOutWhy) -> &'static str {
    match why {
        LeftOutWhy::NotHappened => "not-happened",
        LeftOutWhy::Opinion => "opinion",
        LeftOutWhy::Background => "background",
        LeftOutWhy::Court => "court",
        LeftOutWhy::Anniversary => "anniversary",
        LeftOutWhy::Exercise => "exercise",
        LeftOutWhy::Fiction => "fiction",
        LeftOutWhy::Metaphor => "metaphor",
        LeftOutWhy::TooVague => "too-vague",
        LeftOutWhy::Repeated => "repeated",
    }
}

fn block_view(lang: Lang, report: &Report, reading: &Reading, block: &Block, shown: Shown) -> BlockView {
    let (tag, class) = match block.kind {
        BlockKind::Title => ("p", "title"),
        BlockKind::Heading => ("p", "heading"),
        BlockKind::Paragraph => ("p", "paragraph"),
        BlockKind::ListItem => ("p", "list-item"),
        BlockKind::Quote => ("p", "quote"),
        BlockKind::Caption => ("p", "caption"),
        BlockKind::Byline => ("p", "byline"),
        BlockKind::Credit => ("p", "credit"),
        BlockKind::TableRow => ("p", "table-row"),
        BlockKind::FormField => ("p", "form-field"),
        BlockKind::Boilerplate => ("p", "boilerplate"),
    };
    BlockView {
        tag,
        class,
        pieces: pieces(lang, &report.text, reading, block.span, shown),
    }
}

/// Cuts `within` at every border of a claim's words. A link cannot hold a link, so overlapping claims share pieces.
pub fn pieces(lang: Lang, text: &str, reading: &Reading, within: Span, shown: Shown) -> Vec<Piece> {
    let all = reading
        .claims
        .iter()
        .zip(0u32..)
        .filter(|(claim, _)| within.contains(&claim.span));
    let mut claims: Vec<(&Claim, String)> = all
        .filter_map(|(claim, index)| Some((claim, shown(index, claim.field)?)))
        .collect();
    claims.sort_by_key(|(claim, _)| (claim.span, claim.field));
    let mut borders: Vec<u32> = claims
        .iter()
        .flat_map(|(claim, _)| [claim.span.start, claim.span.end])
        .collect();
    borders.extend([within.start, within.end]);
    borders.sort_unstable();
    borders.dedup();
    borders
        .windows(2)
        .map(|pair| {
            piece(
                lang,
                text,
                &claims,
                Span {
                    start: pair[0],
                    end: pair[1],
                },
            )
        })
        .collect()
}

fn piece(lang: Lang, text: &str, claims: &[(&Claim, String)], span: Span) -> Piece {
    let mut holding: Vec<_> = claims
        .iter()
        .filter(|(claim, _)| claim.span.contains(&span))
        .collect();
    // The claim with the fewest words is the one meant by pointing at them.
    holding.sort_by_key(|(claim, _)| claim.span.len());
    let say_claim = |claim: &Claim| {
        let (field, value) = (words::field(lang, claim.field), words::value(lang, &claim.value));
        format!(
            "{field}: {value} · {} · {}",
            words::stance(lang, claim.stance),
            words::speaker(lang, &claim.speaker)
        )
    };
    let label: Vec<String> = holding.iter().map(|(claim, _)| say_claim(claim)).collect();
    Piece {
        text: span.of(text).to_owned(),
        start: span.start,
        href: holding.first().map(|(_, href)| href.clone()).unwrap_or_default(),
        label: label.join(" | "),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use tocsin_core::{ActorName, Count, ReportId, Speaker, Stance, Toll, Value};

    fn claim(field: Field, value: Value, span: Span, sentence: Span) -> Claim {
        Claim {
            field,
            value,
            span,
            sentence,
            speaker: Speaker::default(),
            via: vec![],
            stance: Stance::Asserted,
            as_of: None,
            rule: String::new(),
        }
    }

    #[test]
    fn overlapping_claims_share_pieces_and_no_word_is_lost() {
        let text = "Gunmen killed 12 traders.";
        let all = Span::new(text, 0, text.len()).unwrap();
        let toll = Toll {
            count: Count::exactly(12),
            of: "civilians".into(),
            part: false,
            running: false,
        };
        let reading = Reading {
            report: ReportId("r0".into()),
            reader: String::new(),
            claims: vec![
                claim(
                    Field::Killed,
                    Value::Toll(toll),
                    Span::new(text, 14, 24).unwrap(),
                    all,
                ),
                claim(
                    Field::Target,
                    Value::Actor(ActorName {
                        key: String::new(),
                        name: "traders".into(),
                    }),
                    Span::new(text, 17, 24).unwrap(),
                    all,
                ),
            ],
            accounts: vec![],
            left_out: vec![],
            features: vec![],
            problems: vec![],
        };
        let pieces = pieces(Lang::En, text, &reading, all, &|_, field| {
            Some(format!("#f-{}", field.key()))
        });
        let joined: String = pieces.iter().map(|piece| piece.text.as_str()).collect();
        assert_eq!(joined, text);
        let fields: Vec<(&str, &str)> = pieces
            .iter()
            .map(|piece| (piece.text.as_str(), piece.href.as_str()))
            .collect();
        assert_eq!(
            fields,
            [
                ("Gunmen killed ", ""),
                ("12 ", "#f-killed"),
                ("traders", "#f-target"),
                (".", "")
            ]
        );
        assert_eq!(pieces[2].label.matches(" | ").count(), 1);
    }
}
