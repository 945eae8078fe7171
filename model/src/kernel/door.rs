//! The one door to the kernels: compile a model once, then decide whole columns.

use super::aim::Aim;
use super::columns::Columns;
use super::decided::Decided;
use super::nearest::{self, Nearest};
use super::plan::Plan;
use super::run::{self, Out};
use crate::frozen::Model;
use crate::{Goal, InputType, Value};

/// A frozen model, ready for columns. What does not compile is decided row by row, with the same results.
#[derive(Debug)]
pub struct Kernel {
    model: Model,
    plan: Option<Plan>,
}

impl Kernel {
    /// Compiles a model. This cannot fail: see [`Kernel::is_compiled`].
    #[must_use]
    pub fn compile(model: &Model) -> Self {
        Self { model: model.clone(), plan: Plan::of(model) }
    }

    /// Whether columns are decided by kernels. If not, a range, a number of rules or an answer lies outside what they
    /// can hold exactly, and [`Kernel::decide`] asks [`Model::evaluate`] for each row.
    #[must_use]
    pub const fn is_compiled(&self) -> bool {
        self.plan.is_some()
    }

    /// The model.
    #[must_use]
    pub const fn model(&self) -> &Model {
        &self.model
    }

    /// On how many digits behind the point the numbers of an input are read fastest; other columns are converted,
    /// exactly. None for an input that is no number, or where nothing is compiled.
    #[must_use]
    pub fn scale(&self, input: usize) -> Option<u8> {
        self.model.inputs().get(input).filter(|input| input.kind == InputType::Number)?;
        match self.plan.as_ref()?.grid(input)?.shape {
            super::grid::Shape::Number { scale } => Some(scale),
            super::grid::Shape::Listed(_) => None,
        }
    }

    /// Decides every row, each as [`Model::evaluate`] does.
    #[must_use]
    pub fn decide(&self, columns: &Columns<'_>) -> Decided<'_> {
        let fitting = columns.columns().len() == self.model.inputs().len();
        let plan = self.plan.as_ref().filter(|_| fitting);
        let mut out = plan.map_or_else(Out::default, |plan| run::run(plan, columns));
        let rows: Vec<usize> =
            if plan.is_some() { std::mem::take(&mut out.apart) } else { (0..columns.len()).collect() };
        let by_itself = |row: usize| (row, self.model.evaluate(&columns.case(row)));
        let apart = rows.into_iter().map(by_itself).collect();
        Decided { model: &self.model, plan, rows: columns.len(), out, apart }
    }

    /// For every row and input the nearest value of that input alone that gives another outcome, exact. None where
    /// nothing is compiled; [`Model::explain`] then tells it for one person.
    #[must_use]
    pub fn nearest(&self, columns: &Columns<'_>) -> Option<Nearest<'_>> {
        self.nearest_to(columns, &Goal::Other)
    }

    /// As [`Kernel::nearest`], for another goal than any other outcome. None also where the goal compares people, or
    /// cannot be told from the compiled answers.
    #[must_use]
    pub fn nearest_to(&self, columns: &Columns<'_>, goal: &Goal) -> Option<Nearest<'_>> {
        let fitting = columns.columns().len() == self.model.inputs().len();
        let plan = self.plan.as_ref().filter(|_| fitting)?;
        nearest::of((&self.model, plan), columns, &Aim::of(&self.model, goal)?)
    }

    /// One case as columns of one row.
    #[must_use]
    pub fn one(case: &[Value]) -> Columns<'_> {
        Columns::of_rows(case, case.len())
    }
}
