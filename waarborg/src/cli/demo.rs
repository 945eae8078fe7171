//! `demo`: the whole story on made-up people, then the server.

use super::ending::Ending;
use super::session::Session;
use crate::demo::{Narrator, Stage, Told, tell};
use crate::present::word;
use app::App;
use std::net::SocketAddr;
use std::path::PathBuf;

/// Tell the whole story on made-up people, then serve it.
///
/// Example: waarborg demo --register snapshot.json --lang en
#[derive(Debug, clap::Args)]
pub struct Demo {
    /// A snapshot of the national register to take in
    #[arg(long)]
    register: Option<PathBuf>,
    /// How many households
    #[arg(long, default_value_t = 60_000, value_parser = clap::value_parser!(u32).range(3_000..=1_000_000))]
    households: u32,
    /// Where to listen afterwards
    #[arg(long, default_value = "127.0.0.1:8080")]
    listen: SocketAddr,
    /// End after the story, without a server
    #[arg(long)]
    no_server: bool,
}

impl Demo {
    #[expect(clippy::disallowed_methods, reason = "the story tells how long it took")]
    pub async fn execute(self, session: &Session) -> Result<(), Ending> {
        let begun = std::time::Instant::now();
        let lang = session.lang();
        let settings = session.settings(Some("demo.waarborg.example/log".to_owned()));
        App::init(&settings).await?;
        let app = session.app().await?;
        let mut out = std::io::stdout();
        let mut narrator = Narrator::new(lang, &mut out);
        if let Some(path) = &self.register {
            let json =
                std::fs::read(path).map_err(|error| Ending::Usage(format!("{}: {error}", path.display())))?;
            let imported = app.import_register(&app.caller("product-owner")?, &json).await?;
            narrator.say("demo-register", &[("records", imported.records.to_string())]);
        }
        let folder = session.home().join("cases");
        std::fs::create_dir_all(&folder)
            .map_err(|error| Ending::Usage(format!("{}: {error}", folder.display())))?;
        let people = usize::try_from(self.households).unwrap_or(60_000);
        let stage = Stage::new(app.clone(), folder, people);
        let told = tell(&stage, &mut narrator).await?;
        drop(stage);
        let seconds = format!("{:.1}", begun.elapsed().as_secs_f64());
        let address = format!("http://{}", self.listen);
        narrator.line("");
        narrator.say("demo-ready", &[("seconds", seconds), ("address", address.clone())]);
        for line in directions(&app, &told, &address, session) {
            narrator.line(&line);
        }
        if self.no_server {
            return Ok(());
        }
        crate::serve::serve(app, self.listen, lang).await.map_err(Ending::Usage)
    }
}

fn directions(app: &App, told: &Told, address: &str, session: &Session) -> Vec<String> {
    let lang = session.lang();
    let mut lines = vec![word(lang, "demo-ready-pages", &[])];
    let pages = [
        "/".to_owned(),
        format!("/algorithms/{}", told.readable),
        format!("/algorithms/{}", told.learning),
        format!("/runs/{}", told.runs[1]),
        "/log".to_owned(),
        "/mine".to_owned(),
        "/supervisor".to_owned(),
        "/api/v1/openapi.json".to_owned(),
    ];
    lines.extend(pages.iter().map(|page| format!("  {address}{page}")));
    lines.push(word(lang, "demo-ready-codes", &[]));
    lines.extend(told.codes.iter().map(|code| format!("  {code}")));
    lines.push(word(lang, "demo-ready-logins", &[]));
    let names: Vec<_> = app.accounts().iter().map(|account| account.name.clone()).collect();
    lines.push(format!("  {address}/login  {}", names.join(" · ")));
    lines
}
