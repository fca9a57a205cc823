//! Inputs of every form against the listing of what they become: `golden/NAME.in.EXT` and `golden/NAME.out`.
//!
//! `TOCSIN_BLESS=1 cargo test -p tocsin-intake --test golden` writes the listings anew; read the difference before it is kept.

mod common;

use std::path::PathBuf;

#[test]
fn listings_are_as_agreed() {
    let folder = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("tests/golden");
    let bless = std::env::var_os("TOCSIN_BLESS").is_some();
    let mut inputs: Vec<PathBuf> = std::fs::read_dir(&folder)
        .expect("the folder of golden cases")
        .filter_map(|entry| Some(entry.ok()?.path()))
        .filter(|path| path.to_string_lossy().contains(".in."))
        .collect();
    inputs.sort();
    assert!(inputs.len() >= 4, "golden cases are missing");
    let mut wrong = Vec::new();
    for input in inputs {
        let name = input.file_name().expect("a name").to_string_lossy().into_owned();
        let opened = common::open_named(&name, &std::fs::read(&input).expect("a readable case"));
        common::assert_sound(&opened);
        let listing = common::listing(&opened);
        let agreed = folder.join(format!("{}.out", name.split(".in.").next().unwrap_or("")));
        if bless {
            std::fs::write(&agreed, &listing).expect("a writable case");
        } else if std::fs::read_to_string(&agreed).unwrap_or_default() != listing {
            wrong.push(format!("=== {name}\n{listing}"));
        }
    }
    assert!(wrong.is_empty(), "not as agreed:\n{}", wrong.join("\n"));
}
