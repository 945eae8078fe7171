//! Who calls. Development accounts, one a role; a real login comes with another title.

use crate::home::Home;
use crate::problem::{Problem, fault};
use domain::{AccountId, Role};
use serde::{Deserialize, Serialize};

/// A development account.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Account {
    /// Its name: the word of its role.
    pub name: String,
    /// Its pseudonym in the log.
    pub id: AccountId,
    /// What it acts as.
    pub role: Role,
}

/// Whoever asks: an account in its role, or nobody.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Caller(pub(crate) Option<Account>);

impl Caller {
    /// Somebody without a login.
    #[must_use]
    pub const fn anonymous() -> Self {
        Self(None)
    }

    /// The account, if there is one.
    #[must_use]
    pub const fn account(&self) -> Option<&Account> {
        self.0.as_ref()
    }

    pub(crate) fn role_word(&self) -> &'static str {
        self.0.as_ref().map_or("nobody", |account| account.role.word())
    }
}

#[derive(Serialize, Deserialize)]
struct File {
    accounts: Vec<Account>,
}

/// One account a role, with fresh pseudonyms.
pub fn development(new_id: impl Fn() -> uuid::Uuid) -> Vec<Account> {
    let account =
        |role: &Role| Account { name: role.word().to_owned(), id: AccountId::new(new_id()), role: *role };
    Role::ALL.iter().map(account).collect()
}

pub fn write(home: &Home, accounts: Vec<Account>) -> Result<(), Problem> {
    let text = toml::to_string(&File { accounts }).map_err(|error| fault("write the accounts", &error))?;
    home.write_private(&home.accounts(), text.as_bytes())
}

pub fn read(home: &Home) -> Result<Vec<Account>, Problem> {
    let path = home.accounts();
    let text = std::fs::read_to_string(&path).map_err(|error| fault("read the accounts", &error))?;
    toml::from_str::<File>(&text)
        .map(|file| file.accounts)
        .map_err(|error| fault("read the accounts", &error.message()))
}
