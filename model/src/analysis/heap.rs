//! Variables by how often conflicts met them lately, the busiest first.

/// A heap of variables. Activity is counted in whole numbers: floats would differ between machines.
#[derive(Debug, Default)]
pub struct Heap {
    /// Each not busier than the one at half its place.
    nodes: Vec<usize>,
    /// Where each variable stands in the heap.
    places: Vec<Option<usize>>,
    activity: Vec<u64>,
    step: u64,
}

/// Beyond this all activities are scaled down.
const LARGEST: u64 = 1 << 60;

impl Heap {
    /// A new variable, idle.
    pub fn grow(&mut self) {
        self.activity.push(0);
        self.places.push(None);
        self.insert(self.activity.len() - 1);
    }

    /// Puts a variable back, if it is not there.
    pub fn insert(&mut self, variable: usize) {
        if self.places.get(variable) == Some(&None) {
            self.nodes.push(variable);
            self.put(self.nodes.len() - 1, variable);
            self.up(self.nodes.len() - 1);
        }
    }

    /// Takes the busiest one out.
    pub fn pop(&mut self) -> Option<usize> {
        let top = self.nodes.first().copied()?;
        let last = self.nodes.pop()?;
        if let Some(place) = self.places.get_mut(top) {
            *place = None;
        }
        if !self.nodes.is_empty() {
            self.put(0, last);
            self.down(0);
        }
        Some(top)
    }

    /// A conflict met this variable.
    pub fn bump(&mut self, variable: usize) {
        let step = self.step.max(1_000);
        if let Some(activity) = self.activity.get_mut(variable) {
            *activity += step;
            if *activity > LARGEST {
                self.activity.iter_mut().for_each(|activity| *activity >>= 40);
                self.step = (step >> 40).max(1_000);
            }
        }
        if let Some(place) = self.places.get(variable).copied().flatten() {
            self.up(place);
        }
    }

    /// What was met long ago counts less from now on.
    pub fn decay(&mut self) {
        let step = self.step.max(1_000);
        self.step = step + step / 20;
    }

    fn busy(&self, place: usize) -> u64 {
        let variable = self.nodes.get(place).copied().unwrap_or(0);
        self.activity.get(variable).copied().unwrap_or(0)
    }

    fn put(&mut self, place: usize, variable: usize) {
        if let Some(slot) = self.nodes.get_mut(place) {
            *slot = variable;
        }
        if let Some(slot) = self.places.get_mut(variable) {
            *slot = Some(place);
        }
    }

    fn swap(&mut self, one: usize, two: usize) {
        let (Some(first), Some(second)) = (self.nodes.get(one).copied(), self.nodes.get(two).copied()) else {
            return;
        };
        self.put(one, second);
        self.put(two, first);
    }

    fn up(&mut self, mut place: usize) {
        while place > 0 {
            let parent = (place - 1) / 2;
            if self.busy(place) <= self.busy(parent) {
                return;
            }
            self.swap(place, parent);
            place = parent;
        }
    }

    fn down(&mut self, mut place: usize) {
        loop {
            let (left, right) = (place * 2 + 1, place * 2 + 2);
            let child =
                if right < self.nodes.len() && self.busy(right) > self.busy(left) { right } else { left };
            if child >= self.nodes.len() || self.busy(child) <= self.busy(place) {
                return;
            }
            self.swap(place, child);
            place = child;
        }
    }
}
