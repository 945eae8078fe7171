//! Decisions a second by compiled columns, one thread, beside what memory allows. Prints, asserts only equality.
//!
//! Times are this thread's own processor time, so that other work on the machine counts little.

#![expect(
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::cast_precision_loss,
    reason = "a benchmark stops at the first surprise, and rounds its figures"
)]

mod made;

use made::timing::median;
use made::{Made, Stored};
use model::kernel::{Columns, Kernel};
use model::{Goal, Model};
use std::hint::black_box;

const ROWS: usize = 4_000_000;
/// As large as the parts in which columns usually come.
const BATCH: usize = 65_536;
const TIMES: usize = 21;

/// Bytes a second through a plain copy, each counted once read and once written.
fn copied() -> f64 {
    let from = vec![1_u64; 16 * 1024 * 1024];
    let mut to = vec![0_u64; from.len()];
    let seconds = median(TIMES, || black_box(&mut to).copy_from_slice(black_box(&from)));
    from.len() as f64 * 16.0 / seconds
}

struct Bench {
    name: &'static str,
    kernel: Kernel,
    stored: Vec<Stored>,
    rows: usize,
    /// Read and written.
    bytes: f64,
}

impl Bench {
    fn of(name: &'static str, model: &Model, stored: Vec<Stored>, rows: usize, written: usize) -> Self {
        let kernel = Kernel::compile(model);
        assert!(kernel.is_compiled(), "{name} compiles");
        let read = |stored: &Stored| if matches!(stored, Stored::Numbers(_)) { 8 } else { 4 };
        let bytes = stored.iter().map(read).sum::<usize>() + written;
        let bench = Self { name, kernel, stored, rows, bytes: bytes as f64 };
        bench.check(model);
        bench
    }

    /// The first rows once more by the row path.
    fn check(&self, model: &Model) {
        let decided = self.kernel.decide(&made::part(&self.stored, 0..2_000));
        let same = |row: &usize| decided.evaluation(*row) == model.evaluate(&made::case(&self.stored, *row));
        assert!((0..2_000).all(|row| same(&row)), "{}: compiled = interpreted", self.name);
        assert_eq!(decided.rows_apart(), 0, "{}", self.name);
    }

    fn run(&self, copied: f64, mut act: impl FnMut(&Kernel, &Columns<'_>)) {
        let seconds = median(TIMES, || {
            for start in (0..self.rows).step_by(BATCH) {
                act(&self.kernel, &made::part(&self.stored, start..(start + BATCH).min(self.rows)));
            }
        });
        let rate = self.rows as f64 / seconds;
        let bound = copied / self.bytes;
        println!(
            "{:<34} {:>7.1} million rows/s, {:>3.0} bytes a row, {:>5.1} % of the {:.0} million that memory allows",
            self.name,
            rate / 1e6,
            self.bytes,
            100.0 * rate / bound,
            bound / 1e6
        );
    }
}

fn decide(kernel: &Kernel, columns: &Columns<'_>) {
    black_box(kernel.decide(columns));
}

fn nearest(kernel: &Kernel, columns: &Columns<'_>) {
    black_box(kernel.nearest(columns));
}

fn online(name: &str, model: &Model, stored: &[Stored], cases: usize) {
    let cases: Vec<_> = (0..cases).map(|row| made::case(stored, row)).collect();
    let seconds = median(TIMES, || {
        for case in &cases {
            let evaluation = model.evaluate(case).expect("decided");
            black_box(model.explain(case, &evaluation, &Goal::Other));
        }
    });
    let kernel = Kernel::compile(model);
    let compiled = median(TIMES, || {
        for case in &cases {
            black_box(kernel.explain(case, &Goal::Other)).expect("decided");
        }
    });
    let micros = |seconds: f64| seconds * 1e6 / cases.len() as f64;
    println!(
        "{name:<34} {:>7.1} µs: one decision with its full explanation; {:.1} µs row by row",
        micros(compiled),
        micros(seconds)
    );
}

fn main() {
    let copied = copied();
    println!(
        "plain copy: {:.1} GB/s read and written, one thread; each line a median of {TIMES}",
        copied / 1e9
    );
    let six = || made::people(&made::PEOPLE, ROWS);
    let of = |tables: &[Made]| made::model(&made::PEOPLE, tables);
    let sum = "hitPolicy=\"COLLECT\" aggregation=\"SUM\"";
    let first = of(&[made::twelve("points", "hitPolicy=\"FIRST\"")]);
    let summed = of(&[made::twelve("points", sum)]);
    let chain = of(&[
        made::twelve("points", "hitPolicy=\"FIRST\""),
        made::next("second", "points", ["income", "residence"]),
        made::next("third", "second", ["assets", "residence"]),
    ]);
    let additive = of(&[made::additive()]);
    // Written: the hit sets, then codes, sums and shares.
    Bench::of("FIRST 12×6", &first, six(), ROWS, 2 + 2).run(copied, decide);
    Bench::of("SUM 12×6", &summed, six(), ROWS, 2 + 8).run(copied, decide);
    Bench::of("chain of three", &chain, six(), ROWS, 3 * 2 + 2).run(copied, decide);
    Bench::of("additive, six terms, shares", &additive, six(), ROWS, 4 + 8 + 6 * 4).run(copied, decide);
    Bench::of("FIRST 12×6, nearest changes", &first, six(), ROWS / 4, 6 * 2).run(copied, nearest);
    Bench::of("SUM 12×6, nearest changes", &summed, six(), ROWS / 4, 6 * 2).run(copied, nearest);
    Bench::of("chain of three, nearest changes", &chain, six(), ROWS / 8, 6 * 2).run(copied, nearest);
    let many = made::model(&made::MANY, &[made::many()]);
    let stored = made::people(&made::MANY, ROWS / 8);
    Bench::of("FIRST 2,000×12", &many, stored, ROWS / 8, 2 + 2).run(copied, decide);
    online("FIRST 12×6", &first, &made::people(&made::PEOPLE, 2_000), 2_000);
    online("SUM 12×6", &summed, &made::people(&made::PEOPLE, 2_000), 2_000);
    online("FIRST 2,000×12", &many, &made::people(&made::MANY, 2_000), 2);
}
