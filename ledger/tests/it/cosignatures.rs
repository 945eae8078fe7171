use crate::{cosigned, leaves, log_key, signed, witness};
use ledger::checkpoint::Checkpoint;
use ledger::cosignature::{Cosigner, CosignerKey, LATEST, add};
use ledger::note::SigningKey;

const NOW: u64 = 1_790_000_000;

#[test]
fn a_cosignature_is_pinned_byte_for_byte_and_says_its_time() {
    let note = cosigned(&signed(&leaves(12)), &[1], NOW);
    insta::assert_snapshot!(note);
    insta::assert_snapshot!(witness(1).verifier().to_string());
    assert_eq!(witness(1).verifier().verify(&note), Ok(Some(NOW)));
    assert_eq!(witness(2).verifier().verify(&note), Ok(None), "another witness's line is not looked at");
    Checkpoint::verify(&note, &log_key().verifier()).expect("the log's own signature still fits");
}

#[test]
fn the_cosignature_published_with_the_format_reads_as_its_example() {
    // The checkpoint and lines that the C2SP text shows: public keys are not given there, so only their ids are met.
    let note = "example.com/behind-the-sofa\n20852163\nCsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=\n\n\
        \u{2014} example.com/behind-the-sofa Az3grlgtzPICa5OS8npVmf1Myq/5IZniMp+ZJurmRDeOoRDe4URYN7u5/Zhcyv2q1gGzGku9nTo+zyWE+xeMcTOAYQ8=\n\
        \u{2014} witness.example.com/w1 jWbPPwAAAABkGFDLEZMHwSRaJNiIDoe9DYn/zXcrtPHeolMI5OWXEhZCB9dlrDJsX3b2oyin1nPZqhf5nNo0xUe+mbIUBkBIfZ+qnA==\n";
    assert_eq!(Checkpoint::unverified(note).expect("a checkpoint").size, 20_852_163);
    let of_the_name = Cosigner::ed25519("witness.example.com/w1", &[1; 32]).expect("a name").verifier();
    assert_eq!(of_the_name.verify(note), Ok(None), "same name, other key: ignored");
}

#[test]
fn no_single_altered_byte_of_text_or_cosignature_passes() {
    let note = cosigned(&signed(&leaves(12)), &[1], NOW);
    let key = witness(1).verifier();
    let line = note.find("\u{2014} witness1").expect("the line");
    let (text, _) = note.split_once("\n\n").expect("a border");
    for place in (0..text.len()).chain(line..note.len()) {
        let mut bytes = note.clone().into_bytes();
        bytes[place] ^= 1;
        let Ok(altered) = String::from_utf8(bytes) else { continue };
        assert!(!matches!(key.verify(&altered), Ok(Some(_))), "byte {place}");
    }
}

#[test]
fn only_known_lines_are_gathered_and_none_twice() {
    let note = signed(&leaves(12));
    let lines = |numbers: &[u8]| cosigned(&note, numbers, NOW).replace(&note, "");
    let known: Vec<CosignerKey> = [1, 2].map(|number| witness(number).verifier()).to_vec();
    let (once, added) = add(&note, &lines(&[1, 2, 3]), &known).expect("gathered");
    assert_eq!((added, once.contains("witness3")), (2, false));
    assert_eq!(add(&once, &lines(&[2, 1]), &known).expect("gathered"), (once.clone(), 0));
    let damaged = lines(&[1]).replace("witness1.example ", "witness2.example ");
    assert_eq!(add(&note, &damaged, &known).expect("of an unknown key id").1, 0);
    let other = cosigned(&signed(&leaves(13)), &[1], NOW);
    let other = other.rsplit_once("\u{2014}").map(|(_, line)| format!("\u{2014}{line}")).expect("a line");
    assert!(add(&note, &other, &known).expect_err("over another text").to_string().contains("does not fit"));
    assert!(add(&note, &format!("x\n\n{}", lines(&[1])), &known).is_err(), "a moved border");
    assert!(add(&note, "no line\n", &known).is_err());
}

#[test]
fn a_note_bears_64_signatures_and_no_more() {
    let note = signed(&leaves(12));
    let many = cosigned(&note, &(0..63).collect::<Vec<u8>>(), NOW);
    assert_eq!(witness(62).verifier().verify(&many), Ok(Some(NOW)));
    let known = [witness(63).verifier()];
    let more = cosigned(&note, &[63], NOW).replace(&note, "");
    assert!(add(&many, &more, &known).expect_err("too many").to_string().contains("more than 64 signatures"));
}

#[test]
fn times_beyond_the_format_are_refused() {
    let note = signed(&leaves(12));
    for time in [0, LATEST + 1, u64::MAX] {
        assert!(witness(1).cosign(&note, time).is_err(), "{time}");
    }
    assert_eq!(witness(1).verifier().verify(&cosigned(&note, &[1], LATEST)), Ok(Some(LATEST)));
    let text = log_key().sign("no checkpoint\n").expect("signed");
    assert!(witness(1).cosign(&text, NOW).is_err(), "only checkpoints are cosigned");
}

#[test]
fn keys_of_another_kind_are_refused() {
    let plain = SigningKey::from_seed("witness1.example", &[101; 32]).expect("a name").verifier();
    assert!(plain.to_string().parse::<CosignerKey>().is_err());
    let cosigner = witness(1).verifier();
    assert_eq!(cosigner.to_string().parse(), Ok(cosigner.clone()));
    assert!(cosigner.to_string().parse::<ledger::note::VerifierKey>().is_err());
    assert!(cosigner.to_string().parse::<ledger::LogKey>().is_err(), "no log signs as an Ed25519 witness");
}

#[cfg(feature = "ml-dsa")]
#[test]
fn threat_21_a_policy_of_ml_dsa_witnesses_takes_no_ed25519_cosignature() {
    use ledger::policy::Policy;
    let note = signed(&leaves(12));
    let safe = Cosigner::ml_dsa_44("witness1.example", &[1; 32]).expect("a name");
    let key = safe.verifier().to_string();
    assert_eq!(key.parse(), Ok(safe.verifier()));
    let policy = format!("log {}\nwitness one {key}\nquorum one\n", log_key().verifier());
    let policy = Policy::parse(policy.as_bytes()).expect("a policy");
    assert!(!policy.evaluate(&cosigned(&note, &[1], NOW)).expect("the log's").quorum);
    let line = safe.cosign(&note, NOW).expect("cosigned");
    let both = format!("{}{line}", cosigned(&note, &[1], NOW));
    assert!(policy.evaluate(&both).expect("the log's").quorum);
    assert_eq!(safe.verifier().verify(&both), Ok(Some(NOW)));
    let other = cosigned(&signed(&leaves(13)), &[1], NOW);
    assert!(policy.evaluate(&format!("{other}{line}")).is_err(), "over another tree");
}
