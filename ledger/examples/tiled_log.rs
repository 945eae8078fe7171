//! Writes a log as a plain tlog-tiles directory, for verifiers by others; then lets those of other crates read it.
//!
//! `cargo run -p ledger --example tiled_log -- FOLDER [ENTRIES]`

use base64::{Engine, engine::general_purpose::STANDARD};
use ledger::checkpoint::Checkpoint;
use ledger::cosignature::Cosigner;
use ledger::merkle::root;
use ledger::note::SigningKey;
use ledger::proof::LogProof;
use ledger::tiles::{Tile, Tree, bundles, grow};
use ledger::{Hash, leaf_hash};
use signed_note::{Note, StandardVerifier, VerifierList};
use std::error::Error;
use std::fs;
use std::path::Path;
use tlog_tiles::tlog;

const ORIGIN: &str = "waarborg.example/oracle";
/// Seconds since 1970; any time does.
const TIME: u64 = 1_790_000_000;
/// Parts in which the log grows: a size that fills no tile, so that partial tiles are met.
const PART: usize = 1_777;

fn main() -> Result<(), Box<dyn Error>> {
    let mut arguments = std::env::args().skip(1);
    let folder = arguments.next().ok_or("expected a folder to write to")?;
    let folder = Path::new(&folder);
    let count = arguments.next().map_or(Ok(50_000), |count| count.parse())?;
    let entries: Vec<Vec<u8>> = (0..count).map(entry).collect();
    let leaves: Vec<Hash> = entries.iter().map(|entry| leaf_hash(entry)).collect();
    write_log(folder, &entries, &leaves)?;
    sign(folder, &leaves)?;
    println!("{ORIGIN}: {count} entries written");
    by_tlog_tiles(folder, &leaves)?;
    by_signed_note(folder)
}

/// Entries of many lengths, the empty one among them.
fn entry(number: usize) -> Vec<u8> {
    format!("{{\"entry\":{number}}}").into_bytes().into_iter().cycle().take(number % 700).collect()
}

/// Writes in parts, as a log grows, and drops what full tiles replace.
fn write_log(folder: &Path, entries: &[Vec<u8>], leaves: &[Hash]) -> Result<(), Box<dyn Error>> {
    let texts: Vec<&[u8]> = entries.iter().map(Vec::as_slice).collect();
    let mut old = 0;
    while old < entries.len() {
        let new = entries.len().min(old + PART);
        let mut read = |tile: &Tile| fs::read(folder.join(tile.path())).ok();
        let fresh = leaves.get(old..new).ok_or("a part")?;
        let tiles = grow(old as u64, fresh, &mut read)?;
        let before = texts.get(old - old % 256..old).ok_or("the edge")?;
        let packed = bundles(old as u64, before, texts.get(old..new).ok_or("a part")?)?;
        for (tile, bytes) in tiles.into_iter().chain(packed) {
            let path = folder.join(tile.path());
            fs::create_dir_all(path.parent().ok_or("a folder")?)?;
            fs::write(path, bytes)?;
        }
        old = new;
    }
    Ok(())
}

/// Two checkpoints, the last one cosigned, the proof between them, receipts, and the public keys.
fn sign(folder: &Path, leaves: &[Hash]) -> Result<(), Box<dyn Error>> {
    let key = SigningKey::from_seed(ORIGIN, &[11; 32])?;
    let witnesses = [
        Cosigner::ed25519("witness1.example/w", &[12; 32])?,
        Cosigner::ed25519("witness2.example/w", &[13; 32])?,
    ];
    let size = leaves.len() as u64;
    let half = leaves.len() / 2 + 1;
    let before = leaves.get(..half).ok_or("at least two entries")?;
    let at =
        |leaves: &[Hash]| Checkpoint { origin: ORIGIN.into(), size: leaves.len() as u64, root: root(leaves) };
    let mut note = at(leaves).sign(&key)?;
    for witness in &witnesses {
        let line = witness.cosign(&note, TIME)?;
        note.push_str(&line);
    }
    fs::write(folder.join("checkpoint"), &note)?;
    fs::write(folder.join("checkpoint.old"), at(before).sign(&key)?)?;
    fs::write(folder.join("log.vkey"), format!("{}\n", key.verifier()))?;
    let keys = witnesses.each_ref().map(|witness| witness.verifier().to_string() + "\n").concat();
    fs::write(folder.join("witness.vkey"), keys)?;
    let mut read = |tile: &Tile| fs::read(folder.join(tile.path())).ok();
    let mut tree = Tree::new(size, &mut read);
    let proof: String =
        tree.consistency(half as u64)?.iter().map(|hash| STANDARD.encode(hash.0) + "\n").collect();
    fs::write(folder.join("consistency"), proof)?;
    for index in [0, 1, 255, 256, size / 3, size - 1] {
        let proof = LogProof { extra: None, index, path: tree.inclusion(index)?, checkpoint: note.clone() };
        fs::write(folder.join(format!("{index}.tlog-proof")), proof.to_string())?;
    }
    Ok(())
}

/// The tiles on disk, as the crate of another asks for them.
struct Files<'a>(&'a Path);

impl tlog_tiles::TileReader for Files<'_> {
    fn height(&self) -> u8 {
        8
    }

    fn read_tiles(&self, tiles: &[tlog_tiles::Tile]) -> Result<Vec<Vec<u8>>, tlog::Error> {
        let one = |tile: &tlog_tiles::Tile| {
            fs::read(self.0.join(tile.path().replacen("tile/8/", "tile/", 1)))
                .map_err(|_| tlog::Error::InvalidProof)
        };
        tiles.iter().map(one).collect()
    }

    fn save_tiles(&self, _: &[tlog_tiles::Tile], _: &[Vec<u8>]) {}
}

fn by_tlog_tiles(folder: &Path, leaves: &[Hash]) -> Result<(), Box<dyn Error>> {
    let size = leaves.len() as u64;
    let top = tlog::Hash(root(leaves).0);
    let files = Files(folder);
    let reader = tlog_tiles::TileHashReader::new(size, top, &files);
    for (index, leaf) in (0_u64..).zip(leaves).step_by(97) {
        let proof =
            tlog::prove_record(size, index, &reader).map_err(|error| format!("{index}: {error:?}"))?;
        tlog::check_record(&proof, size, top, index, tlog::Hash(leaf.0))
            .map_err(|error| format!("{index}: {error:?}"))?;
        if tlog::check_record(&proof, size, top, (index + 1) % size, tlog::Hash(leaf.0)).is_ok() {
            return Err("a wrong index was taken".into());
        }
    }
    println!("foreign verifier agreed: tlog_tiles");
    Ok(())
}

fn by_signed_note(folder: &Path) -> Result<(), Box<dyn Error>> {
    let (note, key) = (fs::read(folder.join("checkpoint"))?, fs::read_to_string(folder.join("log.vkey"))?);
    let verify = |note: &[u8]| {
        let verifier = StandardVerifier::new(key.trim()).ok()?;
        let note = Note::from_bytes(note).ok()?;
        note.verify(&VerifierList::new(vec![Box::new(verifier)])).ok().map(drop)
    };
    verify(&note).ok_or("signed_note refused the cosigned checkpoint")?;
    let altered: Vec<u8> = note.iter().map(|byte| if *byte == b'5' { b'6' } else { *byte }).collect();
    if verify(&altered).is_some() {
        return Err("signed_note took an altered checkpoint".into());
    }
    println!("foreign verifier agreed: signed_note");
    Ok(())
}
