//! Whatever comes in: no panic, sound reports, a problem that says what is wrong, and bounded time.

mod common;

use common::{assert_sound, open_named};
use tocsin_core::ProblemKind;

#[track_caller]
fn check(name: &str, bytes: &[u8], expected: ProblemKind) {
    let opened = open_named(name, bytes);
    assert_sound(&opened);
    let kinds: Vec<ProblemKind> = opened.problems.iter().map(|problem| problem.kind).collect();
    assert!(kinds.contains(&expected), "{name}: {kinds:?}");
}

#[test]
fn nothing_and_no_text() {
    check("empty.txt", b"", ProblemKind::Empty);
    check("blank.txt", b" \n\t\r\n \xC2\xA0", ProblemKind::Empty);
    check("nul.bin", &[0; 4096], ProblemKind::Binary);
    check("x.png", b"\x89PNG\r\n\x1a\n....", ProblemKind::Binary);
    check("x.pdf", b"%PDF-1.7 text text", ProblemKind::Binary);
    check("x.docx", b"PK\x03\x04 text", ProblemKind::Binary);
    check("a.out", b"\x7FELF\x02\x01", ProblemKind::Binary);
    check(
        "page.html",
        b"<html><body><script>x</script></body></html>",
        ProblemKind::Empty,
    );
}

#[test]
fn encodings() {
    check(
        "cut.txt",
        "Des blessés et des réfugiés \u{2019} à Ségou\n\u{e9}"
            .as_bytes()
            .split_last()
            .expect("bytes")
            .1,
        ProblemKind::Encoding,
    );
    check(
        "nul.txt",
        b"The village was attacked on Monday\0 by armed men.",
        ProblemKind::Encoding,
    );
    check(
        "twice.txt",
        "Six blessÃ©s Ã\u{a0} SÃ©gou, a dit le maire de la ville.".as_bytes(),
        ProblemKind::Encoding,
    );
    check("ascii.html", b"<html><head><meta charset=utf-8></head><body><p>The caf\xe9 was attacked on Monday, \xc3\xa9t\xc3\xa9 \xc3\xa0 S\xc3\xa9gou.", ProblemKind::Encoding);
    let wide: Vec<u8> = "\u{feff}Le marché a été attaqué lundi."
        .encode_utf16()
        .flat_map(u16::to_le_bytes)
        .collect();
    let opened = open_named("wide.txt", &wide);
    assert_eq!(opened.reports[0].text, "Le marché a été attaqué lundi.");
    let opened = open_named("wide.txt", &wide[2..]);
    assert_eq!(
        opened.reports[0].text, "Le marché a été attaqué lundi.",
        "without its mark"
    );
    let opened = open_named(
        "nfd.txt",
        "Le marche\u{301} a e\u{301}te\u{301} attaque\u{301} lundi.".as_bytes(),
    );
    assert_eq!(
        opened.reports[0].text, "Le marché a été attaqué lundi.",
        "letters and accents apart"
    );
    let opened = open_named(
        "latin.html",
        b"<html><head><meta charset='iso-8859-1'></head><body><p>Le march\xe9 a \xe9t\xe9 attaqu\xe9 lundi.",
    );
    assert_eq!(opened.reports[0].text, "Le marché a été attaqué lundi.");
}

#[test]
fn other_languages() {
    check(
        "ar.txt",
        "هاجم مسلحون قرية في وسط مالي يوم الاثنين وقتلوا سبعة أشخاص".as_bytes(),
        ProblemKind::Language,
    );
    check("es.txt", "Los hombres armados atacaron el mercado de la ciudad y mataron a siete personas, según las autoridades.".as_bytes(), ProblemKind::Language);
    check(
        "zzz.txt",
        b"xq zzt blorp kkrt wnn ooqe rrt llp",
        ProblemKind::Language,
    );
}

#[test]
fn too_large_and_too_many() {
    let large = "The village was attacked on Monday, the mayor said. ".repeat(250_000);
    check("large.txt", large.as_bytes(), ProblemKind::TooLarge);
    check(
        "large.txt",
        "é".repeat(5_000_000).as_bytes(),
        ProblemKind::TooLarge,
    );
    let rows = "2024-03-05 | Sofara | 4\n".repeat(60_000);
    check("rows.txt", rows.as_bytes(), ProblemKind::Cap);
    let rows = format!(
        "<html><body><table>{}</table>",
        "<tr><td>Sofara<td>4".repeat(50_000)
    );
    check("rows.html", rows.as_bytes(), ProblemKind::Cap);
    check(
        "records.csv",
        format!("place,killed\n{}", "Sofara,4\n".repeat(6_000)).as_bytes(),
        ProblemKind::Cap,
    );
}

#[test]
fn too_deep() {
    let nested = format!(
        "<html><body>{}<p>The village was attacked on Monday.",
        "<div>".repeat(100_000)
    );
    check("deep.html", nested.as_bytes(), ProblemKind::TooDeep);
    let opened = open_named("deep.html", nested.as_bytes());
    assert_eq!(opened.reports[0].text, "The village was attacked on Monday.");
    let hidden = format!("<html><body><!--><a x=\"<!--\">{}", "<div>".repeat(100_000));
    check("hidden.html", hidden.as_bytes(), ProblemKind::TooDeep);
    let feed = format!("<rss><channel>{}", "<a>".repeat(100_000));
    check("deep.xml", feed.as_bytes(), ProblemKind::TooDeep);
    check(
        "deep.json",
        "[".repeat(100_000).as_bytes(),
        ProblemKind::Malformed,
    );
    check(
        "deep.md",
        format!("{} x", ">".repeat(1_000_000)).as_bytes(),
        ProblemKind::Language,
    );
}

#[test]
fn broken_forms() {
    // A late or very long declaration of an encoding once made the parser of feeds panic.
    let late = format!(
        "<?xml version=\"1.0\" {} encoding=\"ISO-8859-1\"?><rss",
        " x=\"y\"".repeat(40)
    );
    check("late.xml", late.as_bytes(), ProblemKind::Malformed);
    check(
        "cut.xml",
        b"<rss version=\"2.0\"><channel><title>x</title><item><title>Attack</tit",
        ProblemKind::Malformed,
    );
    check(
        "none.xml",
        b"<rss version=\"2.0\"><channel><title>x</title></channel></rss>",
        ProblemKind::Empty,
    );
    check(
        "cut.json",
        b"{\"message\": \"the road is clo",
        ProblemKind::Malformed,
    );
    check(
        "cut.html",
        b"<html><body><p>The village was attacked on Monday, and the<b",
        ProblemKind::NoDate,
    );
    check(
        "front.md",
        b"---\ntitle: x\ntlp: PURPLE\n---\nThe village was attacked on Monday.",
        ProblemKind::Malformed,
    );
    check("stars.md", "*".repeat(500_000).as_bytes(), ProblemKind::Empty);
    check("brackets.md", "[".repeat(500_000).as_bytes(), ProblemKind::Empty);
    check("pipes.txt", "|".repeat(500_000).as_bytes(), ProblemKind::Empty);
    check(
        "line.txt",
        "attack ".repeat(500_000).as_bytes(),
        ProblemKind::NoDate,
    );
}
