//! `init` and `serve`.

use super::ending::Ending;
use super::session::Session;
use app::App;
use std::net::SocketAddr;

/// Make a home: keys, database, development accounts.
///
/// Example: waarborg init --home toeslagen --origin toeslagen.example/log
#[derive(Debug, clap::Args)]
pub struct Init {
    /// The name of the log, which is also the name of its key
    #[arg(long)]
    origin: Option<String>,
}

impl Init {
    pub async fn execute(self, session: &Session) -> Result<(), Ending> {
        App::init(&session.settings(self.origin)).await?;
        let app = session.app().await?;
        session.show(&app.accounts(), || {
            let names: Vec<_> = app.accounts().iter().map(|account| account.name.as_str()).collect();
            format!("{}\n  --as {}\n  {}", session.home().display(), names.join(" | --as "), app.log_key())
        })
    }
}

/// Serve pages and API on a loopback address.
#[derive(Debug, clap::Args)]
pub struct Serve {
    /// Where to listen; only loopback while logins are development logins
    #[arg(long, default_value = "127.0.0.1:8080")]
    listen: SocketAddr,
}

impl Serve {
    pub async fn execute(self, session: &Session) -> Result<(), Ending> {
        let app = session.app().await?;
        crate::serve::serve(app, self.listen, session.lang()).await.map_err(Ending::Usage)
    }
}
