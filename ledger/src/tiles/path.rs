//! The path of a tile below the log's folder: numbers in groups of three digits, so that folders stay small.

use super::{Kind, Tile, WIDTH};
use crate::checkpoint::decimal;
use crate::shown::shown;

/// The largest level that C2SP gives a path.
const HIGHEST: u8 = 63;

/// A path that is not a tile's.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("`{0}` is no path of a tile: expected for example `tile/0/x001/067` or `tile/entries/000.p/12`")]
pub struct PathError(String);

impl Tile {
    /// The path below the log's folder, for example `tile/0/x001/067.p/12`.
    #[must_use]
    pub fn path(&self) -> String {
        self.to_string()
    }
}

impl std::fmt::Display for Tile {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self.kind {
            Kind::Level(level) => write!(f, "tile/{level}/")?,
            Kind::Entries => f.write_str("tile/entries/")?,
        }
        let mut number = format!("{:03}", self.index % 1_000);
        let mut rest = self.index / 1_000;
        while rest > 0 {
            number = format!("x{:03}/{number}", rest % 1_000);
            rest /= 1_000;
        }
        f.write_str(&number)?;
        if self.is_partial() {
            write!(f, ".p/{}", self.width)?;
        }
        Ok(())
    }
}

impl std::str::FromStr for Tile {
    type Err = PathError;

    fn from_str(path: &str) -> Result<Self, PathError> {
        // One tile has one path: what would be written otherwise is refused.
        read(path).filter(|tile| tile.to_string() == path).ok_or_else(|| PathError(shown(path)))
    }
}

fn read(path: &str) -> Option<Tile> {
    let (kind, rest) = path.strip_prefix("tile/")?.split_once('/')?;
    let kind = match kind {
        "entries" => Kind::Entries,
        level => Kind::Level(level.parse().ok().filter(|level| *level <= HIGHEST)?),
    };
    let (number, width) = match rest.split_once(".p/") {
        Some((number, width)) => (number, decimal(width).filter(|width| (1..WIDTH).contains(width))?),
        None => (rest, WIDTH),
    };
    let index = number.split('/').try_fold(0_u64, |index, group| {
        let digits: u64 = group.trim_start_matches('x').parse().ok()?;
        index.checked_mul(1_000)?.checked_add(digits)
    })?;
    Some(Tile { kind, index, width })
}
