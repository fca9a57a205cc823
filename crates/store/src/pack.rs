//! How bytes are kept: compressed where that helps, and sealed so that no bit of what is stored can change unseen.

use flate2::read::ZlibDecoder;
use flate2::{Compress, Compression, FlushCompress, Status};
use sha2::{Digest, Sha256};
use std::cell::RefCell;
use std::io::Read;

/// Bytes below which compression is not tried.
const SMALL: usize = 256;
/// Bytes of the seal at the end: the first of SHA-256 over the rest. Decompressors ignore some bits; the seal does not.
const SEAL: usize = 8;
/// Unpacked bytes beyond which a stored value is taken as damaged or hostile.
const CAP: u64 = 1 << 30;

const PLAIN: u8 = 0;
const ZLIB: u8 = 1;

/// `bytes` packed: one byte saying how, the body, the seal.
pub(crate) fn pack(bytes: &[u8]) -> Vec<u8> {
    let mut out = compressed(bytes).unwrap_or_else(|| {
        let mut plain = Vec::with_capacity(bytes.len() + 1 + SEAL);
        plain.push(PLAIN);
        plain.extend_from_slice(bytes);
        plain
    });
    let seal = seal(&out);
    out.extend_from_slice(&seal);
    out
}

/// The bytes that were packed; the error says what is wrong with what was stored.
pub(crate) fn unpack(packed: &[u8]) -> Result<Vec<u8>, &'static str> {
    let body_end = packed.len().checked_sub(SEAL).ok_or("too short")?;
    let (body, sealed) = packed.split_at(body_end);
    if seal(body) != sealed {
        return Err("the stored bytes were changed");
    }
    match body.split_first() {
        Some((&PLAIN, plain)) => Ok(plain.to_vec()),
        Some((&ZLIB, deflated)) => {
            let mut out = Vec::with_capacity(deflated.len() * 4);
            ZlibDecoder::new(deflated)
                .take(CAP)
                .read_to_end(&mut out)
                .map_err(|_| "cannot be decompressed")?;
            Ok(out)
        }
        _ => Err("unknown packing"),
    }
}

thread_local! {
    /// The compressor of this thread, begun anew for every value. Making one takes a quarter of a megabyte: made and thrown
    /// away thrice a report, these tore the heap to pieces (390 MB resident where 75 are in use).
    static COMPRESSOR: RefCell<Compress> = RefCell::new(Compress::new(Compression::new(2), true));
}

/// Compressed with its leading tag; `None` where that would save nothing.
fn compressed(bytes: &[u8]) -> Option<Vec<u8>> {
    if bytes.len() < SMALL {
        return None;
    }
    let mut out = Vec::with_capacity(bytes.len() + 1);
    out.push(ZLIB);
    let ended = COMPRESSOR.with_borrow_mut(|compressor| {
        compressor.reset();
        compressor.compress_vec(bytes, &mut out, FlushCompress::Finish)
    });
    // What has not ended within the room of the plain bytes saves nothing.
    let saved = matches!(ended, Ok(Status::StreamEnd)) && out.len() < bytes.len();
    out.shrink_to_fit();
    saved.then_some(out)
}

fn seal(body: &[u8]) -> [u8; SEAL] {
    let mut out = [0; SEAL];
    out.copy_from_slice(&Sha256::digest(body)[..SEAL]);
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn comes_back_as_it_was() {
        let long = "the market of a village ".repeat(500);
        for bytes in [&b""[..], b"x", long.as_bytes(), &[0xff; 300]] {
            assert_eq!(unpack(&pack(bytes)).as_deref(), Ok(bytes));
        }
        assert!(pack(long.as_bytes()).len() < long.len() / 10);
    }

    #[test]
    fn every_flipped_bit_is_seen() {
        for text in ["short".to_owned(), "long enough to be compressed ".repeat(20)] {
            let packed = pack(text.as_bytes());
            for at in 0..packed.len() * 8 {
                let mut bad = packed.clone();
                bad[at / 8] ^= 1 << (at % 8);
                assert!(unpack(&bad).is_err(), "bit {at}");
            }
        }
    }
}
