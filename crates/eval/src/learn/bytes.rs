//! Numbers as bytes, little-endian, for files of weights.

/// Writes numbers.
#[derive(Debug, Default)]
pub struct Writer {
    /// What was written.
    pub bytes: Vec<u8>,
}

impl Writer {
    /// A count or an index.
    pub fn whole(&mut self, value: usize) {
        self.bytes.extend((value as u32).to_le_bytes());
    }

    /// A number.
    pub fn real(&mut self, value: f32) {
        self.bytes.extend(value.to_le_bytes());
    }

    /// Numbers, one byte each, as parts of the largest; long runs of zeros are written as their length.
    pub fn bytewise(&mut self, values: &[f32]) {
        let top = values
            .iter()
            .fold(0f32, |top, value| top.max(value.abs()))
            .max(1e-9);
        self.whole(values.len());
        self.real(top / 127.0);
        let mut zeros = 0usize;
        for value in values {
            let byte = (value / top * 127.0).round() as i8;
            if byte == 0 && zeros < 255 {
                zeros += 1;
                continue;
            }
            if zeros > 0 {
                self.bytes.extend([0x80, zeros as u8]);
                zeros = 0;
            }
            if byte == 0 {
                zeros = 1;
            } else {
                self.bytes.push(byte.max(-127) as u8);
            }
        }
        if zeros > 0 {
            self.bytes.extend([0x80, zeros as u8]);
        }
    }
}

/// Reads numbers; after the end of the bytes every read gives `None`.
#[derive(Debug)]
pub struct Reader<'b> {
    rest: &'b [u8],
}

impl<'b> Reader<'b> {
    /// Reads from `bytes`.
    #[must_use]
    pub fn new(bytes: &'b [u8]) -> Self {
        Self { rest: bytes }
    }

    fn four(&mut self) -> Option<[u8; 4]> {
        let (four, rest) = self.rest.split_at_checked(4)?;
        self.rest = rest;
        four.try_into().ok()
    }

    /// A count or an index.
    pub fn whole(&mut self) -> Option<usize> {
        self.four().map(|four| u32::from_le_bytes(four) as usize)
    }

    /// A number.
    pub fn real(&mut self) -> Option<f32> {
        self.four().map(f32::from_le_bytes)
    }

    /// Numbers written by [`Writer::bytewise`].
    pub fn bytewise(&mut self) -> Option<Vec<f32>> {
        let count = self.whole()?;
        let step = self.real()?;
        let mut out = Vec::with_capacity(count);
        while out.len() < count {
            let (&byte, rest) = self.rest.split_first()?;
            self.rest = rest;
            if byte == 0x80 {
                let (&zeros, rest) = self.rest.split_first()?;
                self.rest = rest;
                out.resize(out.len() + usize::from(zeros), 0.0);
            } else {
                out.push(f32::from(byte as i8) * step);
            }
        }
        Some(out)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_written_is_read() {
        let mut values = vec![0f32; 600];
        values[0] = -1.0;
        values[300] = 0.5;
        values[599] = 0.25;
        let mut writer = Writer::default();
        writer.whole(7);
        writer.bytewise(&values);
        writer.bytewise(&[]);
        let mut reader = Reader::new(&writer.bytes);
        assert_eq!(reader.whole(), Some(7));
        let read = reader.bytewise().unwrap();
        assert_eq!(read.len(), 600);
        assert!(read.iter().zip(&values).all(|(a, b)| (a - b).abs() < 0.005));
        assert_eq!(reader.bytewise(), Some(vec![]));
        assert_eq!(reader.whole(), None);
        assert!(writer.bytes.len() < 40);
    }
}
