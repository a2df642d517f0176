//! What is wrong with facts, as a refusal.

use crate::error::{FactsProblem, Refusal};

/// A refusal about facts.
pub(super) fn refusal(problem: FactsProblem) -> Refusal {
    Refusal::Facts(problem)
}
