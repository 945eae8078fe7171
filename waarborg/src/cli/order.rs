//! `order suspend|lift`.

use super::ending::Ending;
use super::session::{Session, words};
use app::Command;
use domain::algorithm::OrderKind;
use domain::{Digest, OrderId};
use jiff::civil::Date;

/// Suspend an algorithm as its supervisor, or lift an order.
#[derive(Debug, clap::Subcommand)]
pub enum Order {
    /// Stop an algorithm: running work is cut, new work refused; payments and rights run on
    ///
    /// Example: waarborg --as supervisor order suspend toeslagen --power "AVG art. 58 lid 2 onder f" --reason "vermoeden"
    Suspend {
        /// Identifier, its first characters, or the exact title
        algorithm: String,
        /// The statute and article that give the power
        #[arg(long)]
        power: String,
        /// Why; @file reads a file
        #[arg(long)]
        reason: String,
        /// Only this model; every model otherwise
        #[arg(long)]
        model: Option<Digest>,
        /// The last day; until lifted otherwise
        #[arg(long)]
        until: Option<Date>,
        /// The order's identifier, to repeat a request safely
        #[arg(long)]
        id: Option<OrderId>,
    },
    /// End an order
    Lift {
        /// Identifier, its first characters, or the exact title
        algorithm: String,
        /// The order's identifier
        order: OrderId,
        /// Why
        #[arg(long)]
        reason: String,
    },
}

impl Order {
    pub async fn execute(self, session: &Session) -> Result<(), Ending> {
        let app = session.app().await?;
        match self {
            Self::Suspend { algorithm, power, reason, model, until, id } => {
                let algorithm = app.find_algorithm(&algorithm).await?;
                let order = id.unwrap_or_else(|| OrderId::new(app.new_id()));
                let (power, reason) = (words(&power)?, words(&reason)?);
                let command = Command::IssueOrder {
                    algorithm,
                    order,
                    kind: OrderKind::Suspend,
                    model,
                    power,
                    reason,
                    until,
                };
                session.does(&app, command).await
            }
            Self::Lift { algorithm, order, reason } => {
                let algorithm = app.find_algorithm(&algorithm).await?;
                session.does(&app, Command::LiftOrder { algorithm, order, reason: words(&reason)? }).await
            }
        }
    }
}
