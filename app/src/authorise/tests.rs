use super::{Gatekeeper, POLICIES, Resource};
use crate::account::{Account, Caller};
use crate::clock::SystemClock;
use cedar_policy::{PolicySet, Schema, ValidationMode, Validator};
use domain::{AccountId, Role};

const SCHEMA: &str = include_str!("../../policies/waarborg.cedarschema");

fn caller(role: Role) -> Caller {
    Caller(Some(Account { name: role.word().to_owned(), id: AccountId::new(uuid::Uuid::nil()), role }))
}

#[test]
fn the_policies_fit_their_schema() {
    let (schema, _) = Schema::from_cedarschema_str(SCHEMA).expect("a schema");
    let policies: PolicySet = POLICIES.parse().expect("policies");
    let result = Validator::new(schema).validate(&policies, ValidationMode::Strict);
    assert!(result.validation_passed(), "{result}");
}

#[test]
fn s03_each_act_belongs_to_its_roles_and_to_no_other() {
    use Role::{Approver, Caseworker, DataScientist, Lawyer, Operator, ProductOwner, Supervisor};
    let acts: [(&str, &[Role]); 14] = [
        ("register", &[ProductOwner]),
        ("propose-model", &[DataScientist]),
        ("submit-assessment", &[ProductOwner]),
        ("sign-assessment", &[ProductOwner, DataScientist, Lawyer, Approver]),
        ("publish-registration", &[ProductOwner]),
        ("unpublish-registration", &[ProductOwner]),
        ("withdraw", &[ProductOwner]),
        ("import-register", &[ProductOwner]),
        ("record-run", &[Operator]),
        ("issue-order", &[Supervisor]),
        ("lift-order", &[Supervisor]),
        ("read-queue", &[Caseworker]),
        ("explain-person", &[Caseworker, Lawyer, Supervisor]),
        ("give-receipt", &[Caseworker, Lawyer, Supervisor]),
    ];
    let keeper = Gatekeeper::new().expect("policies");
    for (act, roles) in acts {
        for role in Role::ALL {
            let allowed = keeper.stamp(&caller(role), act, Resource::Algorithm("a"), &SystemClock).is_ok();
            assert_eq!(allowed, roles.contains(&role), "{act} by {}", role.word());
        }
        assert!(keeper.stamp(&Caller::anonymous(), act, Resource::Algorithm("a"), &SystemClock).is_err());
    }
}
