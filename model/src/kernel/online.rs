//! One decision with its full explanation, its counterfactuals found on the compiled tables.

use super::columns::Columns;
use super::door::Kernel;
use crate::{Counterfactual, Evaluation, Explanation, Goal, Undecided, Value};

impl Kernel {
    /// Decides one case and explains it: equal to [`crate::Model::evaluate`] and [`crate::Model::explain`], and the
    /// faster the more rules there are.
    ///
    /// # Errors
    /// Why nothing is decided, in the words of [`crate::Model::evaluate`].
    pub fn explain(&self, case: &[Value], goal: &Goal) -> Result<Explanation, Undecided> {
        let evaluation = self.model().evaluate(case)?;
        let Some(singles) = self.singles(case, goal) else {
            return Ok(self.model().explain(case, &evaluation, goal));
        };
        Ok(self.explained(case, &evaluation, (singles, goal)))
    }

    fn explained(
        &self,
        case: &[Value],
        evaluation: &Evaluation,
        (singles, goal): (Vec<Counterfactual>, &Goal),
    ) -> Explanation {
        let model = self.model();
        let counterfactuals = model.shown(case, evaluation, goal, singles);
        model.explained(case, evaluation, counterfactuals)
    }

    /// The nearest change of each changeable input that reaches the goal alone; none where that does not compile.
    fn singles(&self, case: &[Value], goal: &Goal) -> Option<Vec<Counterfactual>> {
        let nearest = self.nearest_to(&Columns::of_rows(case, case.len()), goal)?;
        let mut singles = vec![];
        for (place, input) in self.model().inputs().iter().enumerate().filter(|(_, input)| input.changeable) {
            if let Some(change) = nearest.change(0, place) {
                let mut other = case.to_vec();
                let now = std::mem::replace(other.get_mut(place)?, change.to.clone());
                let outcome = self.model().evaluate(&other).ok()?.outcome;
                singles.push(Counterfactual { changes: vec![(input.name.clone(), now, change.to)], outcome });
            }
        }
        Some(singles)
    }
}
