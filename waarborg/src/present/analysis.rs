//! What is proved about a model, in words: one telling for page and terminal.

use super::{Lang, value, word};
use model::analysis::{
    Analysis, Bound, Difference, How, Influence, Monotony, Overlap, Region, Shown, Side, Witness,
};
use model::{Declaration, Value};

/// One question with its answer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Asked {
    /// What it is about: a table, a rule, an input, a bound.
    pub about: String,
    /// The answer in words.
    pub answer: String,
    /// Made-up cases that show it.
    pub cases: Vec<String>,
    /// Whether the answer is one to worry about; `None` where it depends.
    pub good: Option<bool>,
}

/// An analysis in words, part by part.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ToldAnalysis {
    /// Whether somebody is left without a decision.
    pub decides: Vec<Asked>,
    /// Rules that hold together; of many the first ones.
    pub overlaps: Vec<Asked>,
    /// How many there are beyond those that are told.
    pub more_overlaps: Option<String>,
    /// Rules that never decide.
    pub idle: Vec<Asked>,
    /// What can come out.
    pub outcomes: Vec<Asked>,
    /// Which inputs matter, and in which direction.
    pub influences: Vec<Asked>,
    /// On which bounds it matters where one stands.
    pub bounds: Vec<Asked>,
}

/// Tells an analysis.
#[must_use]
pub fn analysis(lang: Lang, declaration: &Declaration, found: &Analysis) -> ToldAnalysis {
    let tell = Tell { lang, declaration };
    let gaps = found.gaps.iter().map(|one| tell.asked(&one.table, "analysis-gap", &one.shown, Some(false)));
    let contradictions = found.contradictions.iter();
    let contradictions =
        contradictions.map(|one| tell.asked(&one.table, "analysis-contradiction", &one.shown, Some(false)));
    let idle = found.idle.iter().map(|one| {
        let about =
            word(lang, "analysis-rule", &[("table", one.table.clone()), ("rule", one.rule.to_string())]);
        Asked { good: Some(false), ..tell.asked(&about, "analysis-idle", &one.shown, None) }
    });
    ToldAnalysis {
        decides: gaps.chain(contradictions).collect(),
        overlaps: found.overlaps.iter().take(MOST_OVERLAPS).map(|one| tell.overlap(one)).collect(),
        more_overlaps: tell.more_overlaps(found.overlapping),
        idle: idle.collect(),
        outcomes: tell.outcomes(found),
        influences: found.influences.iter().map(|one| tell.influence(one, found)).collect(),
        bounds: found.bounds.iter().map(|one| tell.bound(one)).collect(),
    }
}

/// Who is decided otherwise by another version, region by region; the last line says whether that is all.
#[must_use]
pub fn difference(lang: Lang, declaration: &Declaration, found: &Difference) -> Vec<String> {
    let tell = Tell { lang, declaration };
    match found {
        Difference::None { by } => vec![word(lang, "difference-none", &[("how", tell.how(by))])],
        Difference::NotDecided { why } => vec![word(lang, "analysis-open", &[("why", why.clone())])],
        Difference::Some { regions, complete } => {
            let mut lines: Vec<String> = regions.iter().map(|region| tell.region(region)).collect();
            let last = if *complete { "difference-all" } else { "difference-more" };
            lines.push(word(lang, last, &[]));
            lines
        }
    }
}

/// More pairs of rules nobody reads one by one.
const MOST_OVERLAPS: usize = 10;

struct Tell<'a> {
    lang: Lang,
    declaration: &'a Declaration,
}

impl Tell<'_> {
    /// A question whose key has the endings `-never` and `-found`.
    fn asked(&self, about: &str, key: &str, shown: &Shown, good_if_found: Option<bool>) -> Asked {
        let (answer, good) = match shown {
            Shown::Never { by } => {
                let facts = [("how", self.how(by))];
                (word(self.lang, &format!("{key}-never"), &facts), good_if_found.map(|good| !good))
            }
            Shown::Found { .. } => (word(self.lang, &format!("{key}-found"), &[]), good_if_found),
            Shown::NotDecided { why } => (word(self.lang, "analysis-open", &[("why", why.clone())]), None),
        };
        let cases = match shown.cases() {
            [one, other] => self.pair(one, other),
            cases => cases.iter().map(|case| self.case(case)).collect(),
        };
        Asked { about: about.to_owned(), answer, cases, good }
    }

    fn overlap(&self, overlap: &Overlap) -> Asked {
        let facts = [
            ("table", overlap.table.clone()),
            ("first", overlap.first.to_string()),
            ("second", overlap.second.to_string()),
        ];
        let about = word(self.lang, "analysis-two-rules", &facts);
        let key = if overlap.differ { "analysis-overlap-differ" } else { "analysis-overlap-alike" };
        self.asked(&about, key, &overlap.shown, None)
    }

    fn more_overlaps(&self, all: usize) -> Option<String> {
        let more = all.checked_sub(MOST_OVERLAPS).filter(|more| *more > 0)?;
        Some(word(self.lang, "analysis-overlaps-more", &[("count", more.to_string())]))
    }

    fn how(&self, how: &How) -> String {
        match how {
            How::Proof { steps, clauses, .. } => {
                let facts = [("steps", steps.to_string()), ("clauses", clauses.to_string())];
                word(self.lang, "analysis-proof", &facts)
            }
            How::Walked { cells } => word(self.lang, "analysis-walked", &[("cells", cells.to_string())]),
        }
    }

    fn case(&self, case: &Witness) -> String {
        format!("{} → {}", self.values(case.case.iter()), self.outcome(case))
    }

    fn values<'b>(&self, values: impl Iterator<Item = &'b (String, Value)>) -> String {
        let each = values.map(|(name, found)| format!("{} {}", self.label(name), value(self.lang, found)));
        each.collect::<Vec<_>>().join(", ")
    }

    fn outcome(&self, case: &Witness) -> String {
        case.outcome.as_ref().map_or_else(|| "–".to_owned(), |outcome| value(self.lang, outcome))
    }

    /// Two cases: first what differs, with the outcomes, then what they have in common.
    fn pair(&self, one: &Witness, other: &Witness) -> Vec<String> {
        let apart = |case: &Witness, than: &Witness| {
            let own = case.case.iter().zip(&than.case).filter(|(mine, theirs)| mine != theirs);
            format!("{} → {}", self.values(own.map(|(mine, _)| mine)), self.outcome(case))
        };
        let alike = one.case.iter().zip(&other.case).filter(|(mine, theirs)| mine == theirs);
        let alike = self.values(alike.map(|(mine, _)| mine));
        vec![apart(one, other), apart(other, one), word(self.lang, "analysis-alike", &[("values", alike)])]
    }

    fn label(&self, name: &str) -> String {
        let input = self.declaration.inputs.iter().find(|input| input.name == name);
        input.map_or_else(|| name.to_owned(), |input| input.label.in_lang(self.lang).to_owned())
    }

    fn outcomes(&self, found: &Analysis) -> Vec<Asked> {
        if let Some(total) = &found.total {
            return [("analysis-least", &total.least), ("analysis-most", &total.most)]
                .map(|(key, case)| {
                    let outcome = self.outcome(case);
                    let (about, cases) = (word(self.lang, key, &[]), vec![self.case(case)]);
                    Asked { about, answer: outcome, cases, good: None }
                })
                .to_vec();
        }
        let each = found.outcomes.iter();
        each.map(|one| self.asked(&value(self.lang, &one.outcome), "analysis-outcome", &one.shown, None))
            .collect()
    }

    fn influence(&self, influence: &Influence, found: &Analysis) -> Asked {
        let label = self.label(&influence.input);
        let mut asked = self.asked(&label, "analysis-influence", &influence.shown, None);
        let direction = found.monotony.iter().find(|one| one.input == influence.input);
        if let Some(words) =
            direction.filter(|_| !influence.shown.is_never()).and_then(|one| self.direction(one))
        {
            asked.answer = format!("{} {words}", asked.answer);
        }
        asked
    }

    fn direction(&self, direction: &Monotony) -> Option<String> {
        let found = |shown: &Shown| !shown.cases().is_empty();
        let key = match (&direction.rises, &direction.falls) {
            (rises, falls) if found(rises) && falls.is_never() => "analysis-only-rises",
            (rises, falls) if rises.is_never() && found(falls) => "analysis-only-falls",
            (rises, falls) if found(rises) && found(falls) => "analysis-both-ways",
            _ => return None,
        };
        Some(word(self.lang, key, &[]))
    }

    fn bound(&self, bound: &Bound) -> Asked {
        let facts = [
            ("label", self.label(&bound.input)),
            ("below", value(self.lang, &bound.below)),
            ("above", value(self.lang, &bound.above)),
        ];
        self.asked(&word(self.lang, "analysis-bound", &facts), "analysis-bound", &bound.shown, None)
    }

    fn region(&self, region: &Region) -> String {
        let sides = region.sides.iter().map(|side| match side {
            Side::Range { input, from, to, .. } if from == to => {
                format!("{} {}", self.label(input), value(self.lang, from))
            }
            Side::Range { input, from, from_included, to, to_included } => {
                let edge = |at: &Value, included: bool, beyond: &str| {
                    let told = value(self.lang, at);
                    if included { told } else { word(self.lang, beyond, &[("number", told)]) }
                };
                let from = edge(from, *from_included, "side-more-than");
                let to = edge(to, *to_included, "side-less-than");
                format!("{} {from} – {to}", self.label(input))
            }
            Side::OneOf { input, values } => {
                let words: Vec<_> = values.iter().map(|one| value(self.lang, one)).collect();
                format!("{} {}", self.label(input), words.join(", "))
            }
        });
        let sides = sides.collect::<Vec<_>>().join("; ");
        let everybody = || word(self.lang, "difference-everybody", &[]);
        let told = |outcome: &Option<Value>| {
            outcome.as_ref().map_or_else(|| "–".to_owned(), |one| value(self.lang, one))
        };
        let facts = [
            ("who", if sides.is_empty() { everybody() } else { sides }),
            ("before", told(&region.before)),
            ("after", told(&region.after)),
        ];
        word(self.lang, "difference-region", &facts)
    }
}
