//! What both benchmarks of the log append.

use app::{App, Command};
use domain::{AlgorithmId, Bilingual, Text};

/// One event; its entry has 414 bytes.
pub fn register(app: &App) -> (AlgorithmId, Command) {
    let text = |words: &str| words.parse::<Text>().expect("a text");
    let both = |words: &str| Bilingual { nl: text(words), en: text(words) };
    let algorithm = AlgorithmId::new(app.new_id());
    let command = Command::Register {
        algorithm,
        title: both("Hulp bij het aanvragen"),
        body: text("Dienst"),
        purpose: both("Ouders helpen die meer zorg nodig hebben"),
    };
    (algorithm, command)
}
