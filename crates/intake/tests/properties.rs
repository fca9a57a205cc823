//! Properties of any input: sound reports, the same from the same bytes, no words lost from plain text.

mod common;

use proptest::prelude::*;

const NAMES: [&str; 8] = [
    "a.txt", "a.md", "a.html", "a.xml", "a.json", "a.csv", "a", "a.jsonl",
];

#[expect(clippy::too_many_lines, reason = "a list")]
/// Pieces that the feeds look for, put together at random.
fn pieces() -> impl Strategy<Value = String> {
    let piece = prop::sample::select(vec![
        "---\n",
        "title: x\n",
        "published: 2024-03-05\n",
        "# Head\n",
        "- item\n",
        "| a | b |\n",
        "---|---\n",
        "**bold**",
        "*",
        "_x_",
        "> quote\n",
        "```\n",
        "\n\n",
        "\n",
        "Date Location Killed\n",
        "March 2021 Sofara 4\n",
        "(AFP)",
        " - Reuters\n",
        "BAMAKO, Sept 18 (AP) – ",
        "Source: X\n",
        "<html>",
        "<p>",
        "</p>",
        "<table>",
        "<tr><td>1<td>2",
        "<br>",
        "<!--",
        "-->",
        "<script>",
        "</script>",
        "<a href=x>",
        "</a>",
        "<div class=share>",
        "<li>",
        "<svg>",
        "<title>",
        "&eacute;",
        "&#x41;",
        "&",
        "<rss><channel>",
        "<item>",
        "</item>",
        "<feed>",
        "<entry>",
        "<![CDATA[",
        "]]>",
        "{\"message\":",
        "\"x\"}",
        "[{",
        "}]",
        ",",
        "é",
        "’",
        "\u{a0}",
        "🙂",
        "e\u{301}",
        "\u{202e}",
        "\0",
        "76 12 34 56",
        "le 3 mars 2024",
        "Par Awa Diallo\n",
        "By \n",
        "Share this\n",
        "Les hommes armés ont attaqué le village. ",
        "The village was attacked on Monday. ",
        "1. one\n",
        "12) x\n",
    ]);
    prop::collection::vec(piece, 0..60).prop_map(|parts| parts.concat())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(600))]

    #[test]
    fn any_bytes_are_opened(bytes in prop::collection::vec(any::<u8>(), 0..400), name in 0..NAMES.len()) {
        common::assert_sound(&common::open_named(NAMES[name], &bytes));
    }

    #[test]
    fn any_pieces_are_opened_alike_twice(text in pieces(), name in 0..NAMES.len()) {
        let first = common::open_named(NAMES[name], text.as_bytes());
        common::assert_sound(&first);
        prop_assert_eq!(first, common::open_named(NAMES[name], text.as_bytes()));
    }

    #[test]
    fn plain_words_are_all_kept(lines in prop::collection::vec("[A-Za-zéà0-9 .,()’]{0,60}", 1..12)) {
        let letters = |text: &str| text.chars().filter(|c| c.is_alphabetic()).collect::<String>();
        let text = lines.join("\n");
        let opened = common::open_named("a.txt", text.as_bytes());
        let read: String = opened.reports.iter().map(|report| letters(&report.text)).collect();
        prop_assert_eq!(read, letters(&text));
    }
}
