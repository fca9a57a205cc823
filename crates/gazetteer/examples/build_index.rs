//! Builds an index file: `build_index [--spell-only ML,BF] [--countries F] [--codes F] [--geonames F] [--overlay F] [--pcodes F] --out F`.

#![expect(clippy::print_stdout, reason = "an example prints what it did")]

use std::error::Error;
use tocsin_gazetteer::GazetteerBuilder;

fn main() -> Result<(), Box<dyn Error>> {
    let mut builder = GazetteerBuilder::new();
    let mut args = std::env::args().skip(1);
    let mut out = None;
    while let Some(flag) = args.next() {
        let value = args.next().ok_or_else(|| format!("{flag} needs a value"))?;
        let count = match flag.as_str() {
            "--spell-only" => {
                let countries: Vec<&str> = value.split(',').collect();
                builder.spell_only(&countries);
                countries.len()
            }
            "--countries" => builder.country_info(&value, &std::fs::read(&value)?)?,
            "--codes" => builder.admin_codes(&value, &std::fs::read(&value)?)?,
            "--geonames" => builder.geonames(&value, &std::fs::read(&value)?)?,
            "--overlay" => builder.overlay(&value, &std::fs::read(&value)?)?,
            "--pcodes" => builder.pcodes(&value, &std::fs::read(&value)?)?,
            "--out" => {
                out = Some(value);
                continue;
            }
            _ => return Err(format!("{flag} is not known").into()),
        };
        println!("{flag} {value}: {count}");
    }
    let path = out.ok_or("--out FILE is missing")?;
    let bytes = builder.to_bytes()?;
    println!("{path}: {} bytes", bytes.len());
    std::fs::write(path, bytes)?;
    Ok(())
}
