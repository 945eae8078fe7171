//! A cube as bytes: the same counts give the same bytes everywhere, so their digest stands for the evidence.
//! Names are length-prefixed; of the cells only those with people are written, as the gap before and the count.

use super::axes::{Axis, Role, Shape, WIDEST};
use super::cells::Cube;
use super::fault::Fault;
use sha2::{Digest, Sha256};

/// The first bytes, with the version of this format.
const HEAD: &[u8] = b"waarborg-cube-1\n";

impl Cube {
    /// The cube in its one way of writing.
    #[must_use]
    pub fn bytes(&self) -> Vec<u8> {
        let mut out = HEAD.to_vec();
        number(&mut out, self.shape().axes().len() as u64);
        for axis in self.shape().axes() {
            text(&mut out, &axis.name);
            out.push(axis.role as u8);
            number(&mut out, axis.levels.len() as u64);
            for level in &axis.levels {
                text(&mut out, level);
            }
        }
        let filled = self.cells().iter().filter(|count| **count > 0).count();
        number(&mut out, filled as u64);
        let mut gap = 0_u64;
        for count in self.cells() {
            if *count == 0 {
                gap += 1;
            } else {
                number(&mut out, gap);
                number(&mut out, *count);
                gap = 0;
            }
        }
        out
    }

    /// The SHA-256 of the bytes.
    #[must_use]
    pub fn digest(&self) -> [u8; 32] {
        Sha256::digest(self.bytes()).into()
    }

    /// Reads a cube; only bytes that this room would write are taken.
    ///
    /// # Errors
    /// Anything else, with the place.
    pub fn read(bytes: &[u8]) -> Result<Self, Fault> {
        let mut reader = Reader { bytes, place: 0 };
        if reader.take(HEAD.len())? != HEAD {
            return Err(Fault::Bytes { place: 0 });
        }
        let shape = Shape::new(reader.axes()?, WIDEST)?;
        let mut cells = vec![0; shape.cells()];
        let filled = reader.number()?;
        let mut next = 0_usize;
        for _ in 0..filled {
            let place = reader.place;
            let wrong = || Fault::Bytes { place };
            let gap = usize::try_from(reader.number()?).map_err(|_| wrong())?;
            let at = next.checked_add(gap).ok_or_else(wrong)?;
            let count = reader.number()?;
            let cell = cells.get_mut(at).filter(|_| count > 0).ok_or_else(wrong)?;
            *cell = count;
            next = at + 1;
        }
        if reader.place != bytes.len() {
            return Err(Fault::Bytes { place: reader.place });
        }
        Self::new(shape, cells)
    }
}

/// Seven bits a byte, the lowest first.
fn number(out: &mut Vec<u8>, value: u64) {
    let mut left = value;
    while left >= 0x80 {
        out.push(low(left) | 0x80);
        left >>= 7;
    }
    out.push(low(left));
}

const fn low(value: u64) -> u8 {
    (value & 0x7f) as u8
}

fn text(out: &mut Vec<u8>, words: &str) {
    number(out, words.len() as u64);
    out.extend(words.as_bytes());
}

struct Reader<'a> {
    bytes: &'a [u8],
    place: usize,
}

impl Reader<'_> {
    fn take(&mut self, length: usize) -> Result<&[u8], Fault> {
        let wrong = Fault::Bytes { place: self.place };
        let end = self.place.checked_add(length).ok_or(wrong.clone())?;
        let taken = self.bytes.get(self.place..end).ok_or(wrong)?;
        self.place = end;
        Ok(taken)
    }

    fn byte(&mut self) -> Result<u8, Fault> {
        let place = self.place;
        self.take(1)?.first().copied().ok_or(Fault::Bytes { place })
    }

    fn number(&mut self) -> Result<u64, Fault> {
        let place = self.place;
        let mut value = 0_u64;
        for shift in (0..64).step_by(7) {
            let byte = self.byte()?;
            let part = u64::from(byte & 0x7f);
            // Too many bits, or a last byte of nought that a shorter way of writing would leave out.
            if (shift == 63 && part > 1) || (shift > 0 && byte == 0) {
                break;
            }
            value |= part << shift;
            if byte < 0x80 {
                return Ok(value);
            }
        }
        Err(Fault::Bytes { place })
    }

    fn text(&mut self) -> Result<String, Fault> {
        let place = self.place;
        let length = usize::try_from(self.number()?).map_err(|_| Fault::Bytes { place })?;
        String::from_utf8(self.take(length)?.to_vec()).map_err(|_| Fault::Bytes { place })
    }

    fn axes(&mut self) -> Result<Vec<Axis>, Fault> {
        let mut axes = Vec::new();
        for _ in 0..self.number()? {
            let name = self.text()?;
            let place = self.place;
            let role = match self.byte()? {
                0 => Role::Attribute,
                1 => Role::Period,
                2 => Role::Step,
                3 => Role::Outcome,
                _ => return Err(Fault::Bytes { place }),
            };
            let mut levels = Vec::new();
            for _ in 0..self.number()? {
                levels.push(self.text()?);
            }
            axes.push(Axis { name, role, levels });
        }
        Ok(axes)
    }
}
