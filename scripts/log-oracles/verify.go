// Verifies a log that stands as a plain tlog-tiles directory, with the libraries of Go's checksum database alone:
// signature, cosignatures, every tile and entry, the root, inclusion and consistency proofs, and that altered
// entries, indexes and roots are refused. It shares no code with the log's writer.
package main

import (
	"bytes"
	"crypto/ed25519"
	"crypto/sha256"
	"encoding/base64"
	"encoding/binary"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strconv"
	"strings"

	"golang.org/x/mod/sumdb/note"
	"golang.org/x/mod/sumdb/tlog"
)

const height = 8

// A cosigner of type 4: the signature covers a header with the time, then the text.
type cosigner struct {
	name string
	hash uint32
	key  ed25519.PublicKey
}

func (c cosigner) Name() string    { return c.name }
func (c cosigner) KeyHash() uint32 { return c.hash }

func (c cosigner) Verify(msg, sig []byte) bool {
	if len(sig) != 8+ed25519.SignatureSize {
		return false
	}
	head := fmt.Sprintf("cosignature/v1\ntime %d\n", binary.BigEndian.Uint64(sig))
	return ed25519.Verify(c.key, append([]byte(head), msg...), sig[8:])
}

func readCosigner(vkey string) (note.Verifier, error) {
	parts := strings.SplitN(strings.TrimSpace(vkey), "+", 3)
	if len(parts) != 3 {
		return nil, errors.New("not a verifier key")
	}
	key, err := base64.StdEncoding.DecodeString(parts[2])
	if err != nil || len(key) != 33 || key[0] != 4 {
		return nil, errors.New("not an Ed25519 cosigner")
	}
	sum := sha256.Sum256(append([]byte(parts[0]+"\n"), key...))
	hash := binary.BigEndian.Uint32(sum[:4])
	if fmt.Sprintf("%08x", hash) != parts[1] {
		return nil, errors.New("the key id does not fit")
	}
	return cosigner{parts[0], hash, key[1:]}, nil
}

// The directory as the library asks for it: its paths bear the height of a tile as one more step.
type directory struct{ root string }

func (d directory) Height() int                         { return height }
func (d directory) SaveTiles(_ []tlog.Tile, _ [][]byte) {}

func (d directory) ReadTiles(tiles []tlog.Tile) ([][]byte, error) {
	var found [][]byte
	for _, tile := range tiles {
		path := strings.Replace(tile.Path(), fmt.Sprintf("tile/%d/", height), "tile/", 1)
		bytes, err := os.ReadFile(filepath.Join(d.root, path))
		if err != nil && tile.W < 1<<height {
			full := tile
			full.W = 1 << height
			path = strings.Replace(full.Path(), fmt.Sprintf("tile/%d/", height), "tile/", 1)
			bytes, err = os.ReadFile(filepath.Join(d.root, path))
			if err == nil && len(bytes) >= tile.W*tlog.HashSize {
				bytes = bytes[:tile.W*tlog.HashSize]
			}
		}
		if err != nil {
			return nil, err
		}
		found = append(found, bytes)
	}
	return found, nil
}

// The entries of the bundle of this number.
func bundle(root string, number, size int64) ([][]byte, error) {
	width := size - number*256
	if width > 256 {
		width = 256
	}
	tile := tlog.Tile{H: height, L: 0, N: number, W: int(width)}
	path := strings.Replace(tile.Path(), fmt.Sprintf("tile/%d/0/", height), "tile/entries/", 1)
	rest, err := os.ReadFile(filepath.Join(root, path))
	var entries [][]byte
	for err == nil && len(rest) > 0 {
		if len(rest) < 2 || len(rest) < 2+int(binary.BigEndian.Uint16(rest)) {
			return nil, fmt.Errorf("%s breaks off", path)
		}
		end := 2 + int(binary.BigEndian.Uint16(rest))
		entries, rest = append(entries, rest[2:end]), rest[end:]
	}
	if err == nil && len(entries) != int(width) {
		err = fmt.Errorf("%s has %d entries, expected %d", path, len(entries), width)
	}
	return entries, err
}

func refuse(what string) error { return errors.New("not refused: " + what) }

// Reads the checkpoint under the log's key and the witness's; both must have signed.
func checkpoint(root, name string, known note.Verifiers, signatures int) (tlog.Tree, string, error) {
	var tree tlog.Tree
	text, err := os.ReadFile(filepath.Join(root, name))
	if err != nil {
		return tree, "", err
	}
	opened, err := note.Open(text, known)
	if err != nil {
		return tree, "", err
	}
	if len(opened.Sigs) != signatures {
		return tree, "", fmt.Errorf("%s bears %d known signatures, expected %d", name, len(opened.Sigs), signatures)
	}
	if _, err := note.Open(bytes.Replace(text, []byte("\n"), []byte("x\n"), 1), known); err == nil {
		return tree, "", refuse("an altered origin")
	}
	lines := strings.Split(opened.Text, "\n")
	hash, err := tlog.ParseHash(lines[2])
	if err != nil {
		return tree, "", err
	}
	size, err := strconv.ParseInt(lines[1], 10, 64)
	return tlog.Tree{N: size, Hash: hash}, lines[0], err
}

// Every entry, its leaf in the tiles, and for each hundredth its path; wrong ones must be refused.
func allEntries(root string, tree tlog.Tree, reader tlog.HashReader) (int64, int, error) {
	var index int64
	proofs := 0
	for number := int64(0); number*256 < tree.N; number++ {
		entries, err := bundle(root, number, tree.N)
		if err != nil {
			return index, proofs, err
		}
		indexes := make([]int64, len(entries))
		for i := range entries {
			indexes[i] = tlog.StoredHashIndex(0, index+int64(i))
		}
		leaves, err := reader.ReadHashes(indexes)
		if err != nil {
			return index, proofs, err
		}
		for i, entry := range entries {
			leaf := tlog.RecordHash(entry)
			if leaf != leaves[i] {
				return index, proofs, fmt.Errorf("entry %d is not in the tree", index)
			}
			if index%100 == 0 || index == tree.N-1 {
				if err := oneEntry(tree, index, leaf, reader); err != nil {
					return index, proofs, fmt.Errorf("entry %d: %w", index, err)
				}
				proofs++
			}
			index++
		}
	}
	return index, proofs, nil
}

func oneEntry(tree tlog.Tree, index int64, leaf tlog.Hash, reader tlog.HashReader) error {
	proof, err := tlog.ProveRecord(tree.N, index, reader)
	if err != nil {
		return err
	}
	if err := tlog.CheckRecord(proof, tree.N, tree.Hash, index, leaf); err != nil {
		return err
	}
	if tlog.CheckRecord(proof, tree.N, tree.Hash, index, tlog.RecordHash([]byte("altered"))) == nil {
		return refuse("an altered entry")
	}
	if tlog.CheckRecord(proof, tree.N, tree.Hash, (index+1)%tree.N, leaf) == nil {
		return refuse("a wrong index")
	}
	return nil
}

// The proofs that the log's writer made, in the text of tlog-proof and as lists of hashes.
func written(root string, tree tlog.Tree, old tlog.Tree) (int, error) {
	text, err := os.ReadFile(filepath.Join(root, "consistency"))
	if err != nil {
		return 0, err
	}
	var proof tlog.TreeProof
	for _, line := range strings.Fields(string(text)) {
		hash, err := tlog.ParseHash(line)
		if err != nil {
			return 0, err
		}
		proof = append(proof, hash)
	}
	if err := tlog.CheckTree(proof, tree.N, tree.Hash, old.N, old.Hash); err != nil {
		return 0, fmt.Errorf("consistency from %d: %w", old.N, err)
	}
	if tlog.CheckTree(proof, tree.N, tree.Hash, old.N, tlog.RecordHash([]byte("altered"))) == nil {
		return 0, refuse("an altered old root")
	}
	receipts, err := filepath.Glob(filepath.Join(root, "*.tlog-proof"))
	if err != nil || len(receipts) == 0 {
		return 0, errors.New("no receipts")
	}
	for _, path := range receipts {
		if err := receipt(root, path, tree); err != nil {
			return 0, fmt.Errorf("%s: %w", path, err)
		}
	}
	return len(receipts), nil
}

func receipt(root, path string, tree tlog.Tree) error {
	text, err := os.ReadFile(path)
	if err != nil {
		return err
	}
	head, _, _ := strings.Cut(string(text), "\n\n")
	lines := strings.Split(head, "\n")
	if len(lines) < 2 || lines[0] != "c2sp.org/tlog-proof@v1" {
		return errors.New("no tlog-proof")
	}
	index, err := strconv.ParseInt(strings.TrimPrefix(lines[1], "index "), 10, 64)
	if err != nil {
		return err
	}
	var proof tlog.RecordProof
	for _, line := range lines[2:] {
		hash, err := tlog.ParseHash(line)
		if err != nil {
			return err
		}
		proof = append(proof, hash)
	}
	entries, err := bundle(root, index/256, tree.N)
	if err != nil {
		return err
	}
	return tlog.CheckRecord(proof, tree.N, tree.Hash, index, tlog.RecordHash(entries[index%256]))
}

func run(root string) error {
	var known []note.Verifier
	vkey, err := os.ReadFile(filepath.Join(root, "log.vkey"))
	if err != nil {
		return err
	}
	log, err := note.NewVerifier(strings.TrimSpace(string(vkey)))
	if err != nil {
		return err
	}
	known = append(known, log)
	// A log as a body exports it has no witness keys, receipts or older checkpoint beside it.
	vkeys, err := os.ReadFile(filepath.Join(root, "witness.vkey"))
	bare := errors.Is(err, os.ErrNotExist)
	if err != nil && !bare {
		return err
	}
	for _, line := range strings.Fields(string(vkeys)) {
		witness, err := readCosigner(line)
		if err != nil {
			return err
		}
		known = append(known, witness)
	}
	verifiers := note.VerifierList(known...)
	tree, origin, err := checkpoint(root, "checkpoint", verifiers, len(known))
	if err != nil {
		return err
	}
	reader := tlog.TileHashReader(tree, directory{root})
	count, proofs, err := allEntries(root, tree, reader)
	if err != nil {
		return err
	}
	for size := int64(1); size <= tree.N; size += 1 + size/3 {
		before, err := tlog.TreeHash(size, reader)
		if err != nil {
			return err
		}
		proof, err := tlog.ProveTree(tree.N, size, reader)
		if err != nil {
			return err
		}
		if err := tlog.CheckTree(proof, tree.N, tree.Hash, size, before); err != nil {
			return err
		}
	}
	if bare {
		fmt.Printf("%s: %d entries as exported, %d paths\n", origin, count, proofs)
		return nil
	}
	old, _, err := checkpoint(root, "checkpoint.old", verifiers, 1)
	if err != nil {
		return err
	}
	receipts, err := written(root, tree, old)
	if err != nil {
		return err
	}
	fmt.Printf("%s: %d signatures, %d entries, %d paths, %d receipts, grown from %d\n",
		origin, len(known), count, proofs, receipts, old.N)
	return nil
}

func main() {
	if len(os.Args) != 2 {
		fmt.Fprintln(os.Stderr, "usage: verify DIRECTORY")
		os.Exit(2)
	}
	if err := run(os.Args[1]); err != nil {
		fmt.Fprintln(os.Stderr, "refused:", err)
		os.Exit(1)
	}
	fmt.Println("foreign verifier agreed: go-sumdb")
}
