package keys

import (
	"crypto/ecdsa"
	"crypto/ed25519"
	"crypto/elliptic"
	"crypto/rand"
	"crypto/rsa"
	"encoding/pem"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"

	"golang.org/x/crypto/ssh"
)

// kind is one sort of host key: its file, and how a new one is made.
type kind struct {
	file string
	algo string
	make func() (any, error)
}

var (
	ed25519Kind = kind{"host_ed25519", ssh.KeyAlgoED25519, func() (any, error) { _, k, err := ed25519.GenerateKey(rand.Reader); return k, err }}
	rsaKind     = kind{"host_rsa", ssh.KeyAlgoRSA, func() (any, error) { return rsa.GenerateKey(rand.Reader, 3072) }}
	ecdsaKind   = kind{"host_ecdsa", ssh.KeyAlgoECDSA256, func() (any, error) { return ecdsa.GenerateKey(elliptic.P256(), rand.Reader) }}
)

func kindsOf(withECDSA bool) []kind {
	kinds := []kind{ed25519Kind, rsaKind}
	if withECDSA {
		kinds = append(kinds, ecdsaKind)
	}
	return kinds
}

// HostKeys are the keys by which people know this server: Ed25519 and RSA
// 3072, and ECDSA if asked for. One that is missing is made, readable by its
// owner alone; one that is there is never replaced. A key that can't be read,
// is broken, or that others may read, stops the start: silence would show
// people a stranger where they knew a server, or share its name with all.
func HostKeys(dir string, withECDSA bool) ([]ssh.Signer, error) {
	var signers []ssh.Signer
	for _, k := range kindsOf(withECDSA) {
		s, err := k.signer(dir)
		if err != nil {
			return nil, err
		}
		signers = append(signers, s)
	}
	return signers, nil
}

// KeptHostKeys is HostKeys for keys that are kept elsewhere than in files: kept returns
// the private key of a name, as PEM, and keeps what fresh makes where there is none.
func KeptHostKeys(withECDSA bool, kept func(name string, fresh func() ([]byte, error)) ([]byte, error)) ([]ssh.Signer, error) {
	var signers []ssh.Signer
	for _, k := range kindsOf(withECDSA) {
		private, err := kept(k.file, k.fresh)
		if err != nil {
			return nil, fmt.Errorf("host key %s: %w", k.file, err)
		}
		signer, err := ssh.ParsePrivateKey(private)
		if err != nil {
			return nil, fmt.Errorf("host key %s is broken: %w", k.file, err)
		}
		if !k.takes(signer.PublicKey()) {
			return nil, fmt.Errorf("host key %s is a key of another kind (%s)", k.file, signer.PublicKey().Type())
		}
		signers = append(signers, signer)
	}
	return signers, nil
}

// HostKeyFile reads the private key of a name from a data folder, as PEM; nil where
// there is none.
func HostKeyFile(dir, name string) ([]byte, error) {
	for _, k := range kindsOf(true) {
		if k.file != name {
			continue
		}
		path := filepath.Join(dir, name)
		if _, err := os.Lstat(path); errors.Is(err, fs.ErrNotExist) {
			return nil, nil
		}
		if _, err := k.signer(dir); err != nil {
			return nil, err
		}
		return os.ReadFile(path)
	}
	return nil, fmt.Errorf("%s is no host key", name)
}

// HostKeyFiles returns the names that host keys and their public halves may
// have in a data folder.
func HostKeyFiles() (names []string) {
	for _, k := range []kind{ed25519Kind, rsaKind, ecdsaKind} {
		names = append(names, k.file, k.file+".pub")
	}
	return names
}

// MissingHostKeys are the files of the keys that every server has, and that are
// not in dir.
func MissingHostKeys(dir string) (files []string) {
	for _, k := range []kind{ed25519Kind, rsaKind} {
		if _, err := os.Lstat(filepath.Join(dir, k.file)); errors.Is(err, fs.ErrNotExist) {
			files = append(files, k.file)
		}
	}
	return files
}

func (k kind) signer(dir string) (ssh.Signer, error) {
	path := filepath.Join(dir, k.file)
	info, err := os.Lstat(path)
	if errors.Is(err, fs.ErrNotExist) {
		// Another start at the same moment may be faster; then its key is ours.
		if err := k.create(path); err != nil && !errors.Is(err, fs.ErrExist) {
			return nil, fmt.Errorf("make host key %s: %w", path, err)
		}
		info, err = os.Lstat(path)
	}
	switch {
	case err != nil:
		return nil, fmt.Errorf("look at host key %s: %w", path, err)
	case !info.Mode().IsRegular():
		return nil, fmt.Errorf("host key %s is no plain file: put the key back from a copy, or move it away to get a new one", path)
	case info.Mode().Perm()&0o077 != 0:
		return nil, fmt.Errorf("host key %s may be read by others (mode %04o): run chmod 600 on it", path, info.Mode().Perm())
	}
	data, err := os.ReadFile(path)
	if err != nil {
		return nil, fmt.Errorf("read host key %s: %w", path, err)
	}
	signer, err := ssh.ParsePrivateKey(data)
	if err != nil {
		return nil, fmt.Errorf("host key %s is broken (%w): put it back from a copy, or move it away to get a new one", path, err)
	}
	if !k.takes(signer.PublicKey()) {
		return nil, fmt.Errorf("host key %s is a key of another kind (%s): put the right one back, or move it away to get a new one",
			path, signer.PublicKey().Type())
	}
	return signer, nil
}

// fresh makes a new private key, as PEM.
func (k kind) fresh() ([]byte, error) {
	private, err := k.make()
	if err != nil {
		return nil, err
	}
	block, err := ssh.MarshalPrivateKey(private, "")
	if err != nil {
		return nil, err
	}
	return pem.EncodeToMemory(block), nil
}

// takes reports whether a key may stand in the file of this kind.
func (k kind) takes(key ssh.PublicKey) bool { return key.Type() == k.algo && strong(key) }

// create writes a new key and its public half. The name appears only once the
// whole key is on the disk.
func (k kind) create(path string) error {
	private, err := k.fresh()
	if err != nil {
		return err
	}
	if err := writeNew(path, private, 0o600); err != nil {
		return err
	}
	signer, err := ssh.ParsePrivateKey(private)
	if err != nil {
		return err
	}
	return writeWhole(path+".pub", ssh.MarshalAuthorizedKey(signer.PublicKey()), 0o644)
}
