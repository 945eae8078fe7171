//! What counting and the statistics cost: `cargo bench -p fairness`. CPU seconds of this process, so that a busy machine
//! does not blur them; the highest memory it held.

#![expect(
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::print_stdout,
    reason = "a bench over made-up people may fail loudly"
)]

use fairness::cube::{Axis, Builder, Column, Cube, Role, WIDEST};
use fairness::measure::{Against, proxy, survey};
use fairness::search::{Limits, Searching, cells, confirm, search, stability};
use fairness::{Confusion, Dice, Question, Tally};

const ROWS: usize = 10_000_000;
/// Rows a batch, as column files hand them over: whole words for every number of bits.
const BATCH: usize = 6 * 1_344;
/// Each figure is the mean over so many passes: the clock is coarse.
const PASSES: u32 = 5;
/// Levels of five attributes, then picked or not, then true or not.
const LEVELS: [u64; 7] = [3, 6, 8, 5, 12, 2, 2];
const BITS: [u32; 7] = [2, 3, 3, 3, 4, 1, 1];

/// One column as a column file holds it: codes of a few bits, packed.
struct Packed {
    words: Vec<u64>,
    bits: u32,
}

impl Packed {
    /// Each word holds as many whole codes as fit.
    fn push(&mut self, at: usize, code: u64) {
        let each = (64 / self.bits) as usize;
        if at.is_multiple_of(each) {
            self.words.push(0);
        }
        *self.words.last_mut().expect("a word") |=
            code << (self.bits * u32::try_from(at % each).expect("small"));
    }

    /// The codes from a row on.
    fn decode(&self, from: usize, out: &mut [u32]) {
        let each = (64 / self.bits) as usize;
        let mask = (1_u64 << self.bits) - 1;
        for (chunk, word) in out.chunks_mut(each).zip(&self.words[from / each..]) {
            let mut left = *word;
            for code in chunk {
                *code = u32::try_from(left & mask).expect("few bits");
                left >>= self.bits;
            }
        }
    }
}

fn cpu() -> f64 {
    let text = std::fs::read_to_string("/proc/self/schedstat").unwrap_or_default();
    text.split_whitespace().next().and_then(|word| word.parse::<f64>().ok()).unwrap_or(f64::NAN) / 1e9
}

fn peak() -> String {
    let text = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = text.lines().find(|line| line.starts_with("VmHWM")).unwrap_or("unknown");
    line.split_whitespace().skip(1).collect::<Vec<_>>().join(" ")
}

fn timed<T>(what: &str, passes: u32, mut work: impl FnMut() -> T) -> (T, f64) {
    let start = cpu();
    let mut result = work();
    for _ in 1..passes {
        result = work();
    }
    let spent = (cpu() - start) / f64::from(passes);
    println!("{what}: {spent:.4} CPU s, peak {}", peak());
    (result, spent)
}

fn drawn() -> Vec<Packed> {
    let mut dice = Dice::new(42);
    let mut columns: Vec<Packed> =
        BITS.iter().map(|bits| Packed { words: Vec::new(), bits: *bits }).collect();
    for row in 0..ROWS {
        let bits = dice.bits();
        let mut left = bits;
        let mut codes = [0; 7];
        for (code, levels) in codes.iter_mut().zip(&LEVELS[..5]) {
            *code = left % levels;
            left /= levels;
        }
        codes[5] = u64::from(left % 1_000 < 50 + 30 * u64::from(codes[0] == 1));
        codes[6] = u64::from((left / 1_000).is_multiple_of(10));
        for (column, code) in columns.iter_mut().zip(codes) {
            column.push(row, code);
        }
    }
    columns
}

/// Decodes batch by batch into the same buffers and hands them on.
fn pass(packed: &[Packed], mut each: impl FnMut(&[Vec<u32>])) {
    let mut buffers: Vec<Vec<u32>> = vec![Vec::new(); packed.len()];
    let mut from = 0;
    while from < ROWS {
        let rows = BATCH.min(ROWS - from);
        for (buffer, column) in buffers.iter_mut().zip(packed) {
            buffer.resize(rows, 0);
            column.decode(from, buffer);
        }
        each(&buffers);
        from += rows;
    }
}

fn axes(levels: &[u64], last: &[(&str, Role, u64)]) -> Vec<Axis> {
    let named = |name: String, role, levels: u64| Axis {
        name,
        role,
        levels: (0..levels).map(|level| level.to_string()).collect(),
    };
    let attributes =
        levels.iter().enumerate().map(|(at, levels)| named(format!("a{at}"), Role::Attribute, *levels));
    attributes
        .chain(last.iter().map(|(name, role, levels)| named((*name).to_owned(), *role, *levels)))
        .collect()
}

fn counting() {
    let packed = drawn();
    println!(
        "{ROWS} rows x 7 columns, {} MB packed",
        packed.iter().map(|one| one.words.len() * 8).sum::<usize>() / 1_000_000
    );
    let ends = [("picked", Role::Step, 2), ("true", Role::Outcome, 2)];
    let mut ratios = Vec::new();
    for _ in 0..5 {
        let bare = timed("bare decoding", PASSES, || {
            let mut sum = 0_u64;
            pass(&packed, |columns| sum += columns.iter().map(|column| u64::from(column[0])).sum::<u64>());
            sum
        });
        let whole =
            timed("decoding, counting, all metrics of all single and pairwise groups", PASSES, || {
                let mut builder = Builder::new(axes(&LEVELS[..5], &ends), WIDEST).expect("axes");
                pass(&packed, |columns| {
                    let columns: Vec<Column<'_>> =
                        columns.iter().map(|column| Column::from(column.as_slice())).collect();
                    builder.count(&columns).expect("rows");
                });
                let cube = builder.finish().expect("a cube");
                let tally =
                    Tally::new(&cube, Question { picked: (5, 1), truth: Some((6, 1)) }).expect("a tally");
                survey(&tally, &[0, 1, 2, 3, 4], 2, &Against::Rest).expect("a survey").len()
            });
        assert_eq!(whole.0, 473, "groups");
        println!(
            "  {:.2} x bare decoding; counting and metrics {:.4} CPU s",
            whole.1 / bare.1,
            whole.1 - bare.1
        );
        ratios.push(whole.1 / bare.1);
    }
    ratios.sort_by(f64::total_cmp);
    println!("median {:.2} x bare decoding", ratios[2]);
}

/// Ten times as many rows; and a cube nearly as wide as may be held.
fn more() {
    let packed = drawn();
    let ends = [("picked", Role::Step, 2), ("true", Role::Outcome, 2)];
    let (cube, _) = timed("100,000,000 rows decoded and counted", 1, || {
        let mut builder = Builder::new(axes(&LEVELS[..5], &ends), WIDEST).expect("axes");
        for _ in 0..10 {
            pass(&packed, |columns| {
                let columns: Vec<Column<'_>> =
                    columns.iter().map(|column| Column::from(column.as_slice())).collect();
                builder.count(&columns).expect("rows");
            });
        }
        builder.finish().expect("a cube")
    });
    println!("  {} people", cube.total());
    let (cube, _) =
        timed("a cube of ten attributes", 1, || filled(axes(&[3, 3, 3, 3, 3, 3, 3, 3, 3, 6], &ends), 2));
    let question = Question { picked: (10, 1), truth: Some((11, 1)) };
    let (lines, _) = timed("  its tally and all singles and pairs", 1, || {
        let tally = Tally::new(&cube, question).expect("a tally");
        let all: Vec<usize> = (0..10).collect();
        survey(&tally, &all, 2, &Against::Rest).expect("a survey").len()
    });
    println!("  {} cells, {} people, {lines} groups", cube.cells().len(), cube.total());
}

/// A cube drawn cell by cell: about so many people a cell.
fn filled(axes: Vec<Axis>, most: u64) -> Cube {
    let mut dice = Dice::new(7);
    let radices: Vec<usize> = axes.iter().map(Axis::radix).collect();
    let many: usize = radices.iter().product();
    let mut builder = Builder::new(axes, WIDEST).expect("axes");
    for place in 0..many {
        let mut left = place;
        let mut levels: Vec<usize> = radices
            .iter()
            .rev()
            .map(|radix| {
                let level = left % radix;
                left /= radix;
                level
            })
            .collect();
        levels.reverse();
        builder.add(&levels, dice.below(most + 1)).expect("a cell");
    }
    builder.finish().expect("a cube")
}

fn statistics(name: &str, cube: &Cube, question: Question) {
    println!("{name}: {} cells, {} people", cube.cells().len(), cube.total());
    let axes = [0, 1, 2, 3, 4];
    let ((), spent) = timed("all statistics", 1, || {
        let (tally, _) = timed("  tally", 1, || Tally::new(cube, question).expect("a tally"));
        let (lines, _) = timed("  survey of singles and pairs", 1, || {
            survey(&tally, &axes, 2, &Against::Rest).expect("a survey").len()
        });
        let what =
            Searching { axes: axes.to_vec(), depth: 3, smallest: 50, most: 20, worlds: 1_000, seed: 1 };
        let (found, _) =
            timed("  search, 1,000 permutations", 1, || search(&tally, &what).expect("a search"));
        timed("  proxies", 1, || {
            (1..5).map(|field| proxy(cube, &[field], 0, 1).expect("a proxy").people).sum::<u64>()
        });
        let limits = Limits { splits: 8, smallest: 1_000 };
        timed("  clusters, held-out half, stability of 10 pairs", 1, || {
            let all = cells(&tally, &axes, Confusion::picked).expect("cells");
            (confirm(&all, limits, 1).1.len(), stability(&all, limits, 10, 1))
        });
        println!("  {lines} groups, {} intersections compared", found.compared);
    });
    println!("{name}: {spent:.2} CPU s in all");
    let (bytes, _) = timed("  bytes and digest", 1, || (cube.bytes().len(), cube.digest()));
    println!("  {} bytes", bytes.0);
}

fn main() {
    // The test runner builds and starts benches, too; a single pass over ten million rows is for a release build.
    if std::env::args().any(|word| word == "--test") {
        return;
    }
    counting();
    let ends = [("month", Role::Period, 5), ("step", Role::Step, 2), ("true", Role::Outcome, 2)];
    let question = Question { picked: (6, 1), truth: Some((7, 1)) };
    statistics("five attributes, months, steps, outcomes", &filled(axes(&LEVELS[..5], &ends), 20), question);
    let wide = [9, 11, 9, 13, 10];
    let ends = [("step", Role::Step, 2), ("true", Role::Outcome, 1)];
    let question = Question { picked: (5, 1), truth: None };
    statistics("five wide attributes", &filled(axes(&wide, &ends), 8), question);
    more();
}
