package wire

import (
	"fmt"

	gossh "golang.org/x/crypto/ssh"
)

// Version is what follows "SSH-2.0-": no program version for a scanner to
// look up. OpenSSH's client tells that its stdout is broken (eow@openssh.com)
// only to a server whose version begins with "OpenSSH". With any other it takes
// the rest of a movie for nothing, or never opens its window again and hangs.
const Version = "OpenSSH_Youku"

// algorithms returns the ones without a known weakness that today's clients speak.
// The client's order decides among them. Plain hmac-sha2-256 is there for
// libssh2 1.10 (curl), which knows no ETM; strict key exchange is always on in
// x/crypto.
func algorithms() gossh.Config {
	return gossh.Config{
		KeyExchanges: []string{
			gossh.KeyExchangeMLKEM768X25519,
			gossh.KeyExchangeCurve25519, // brings its older name @libssh.org along
		},
		Ciphers: []string{
			gossh.CipherAES128GCM,
			gossh.CipherAES256GCM,
			gossh.CipherChaCha20Poly1305,
			gossh.CipherAES128CTR,
			gossh.CipherAES192CTR,
			gossh.CipherAES256CTR,
		},
		MACs: []string{
			gossh.HMACSHA256ETM,
			gossh.HMACSHA512ETM,
			gossh.HMACSHA256,
		},
	}
}

// KeyAlgorithms are the signatures that may prove a key; no SHA-1, no DSA.
var KeyAlgorithms = []string{
	gossh.KeyAlgoED25519,
	gossh.KeyAlgoSKED25519,
	gossh.KeyAlgoECDSA256,
	gossh.KeyAlgoECDSA384,
	gossh.KeyAlgoECDSA521,
	gossh.KeyAlgoSKECDSA256,
	gossh.KeyAlgoRSASHA512,
	gossh.KeyAlgoRSASHA256,
}

// HostKey makes a host key fit for the server: it does not sign with SHA-1, and
// waits for the pace of the key exchanges of each connection.
func HostKey(k gossh.Signer) (gossh.Signer, error) {
	k, err := withoutSHA1(k)
	if err != nil {
		return nil, err
	}
	return paced(k)
}

// withoutSHA1 keeps an RSA host key from signing with SHA-1.
func withoutSHA1(k gossh.Signer) (gossh.Signer, error) {
	if k.PublicKey().Type() != gossh.KeyAlgoRSA {
		return k, nil
	}
	a, ok := k.(gossh.AlgorithmSigner)
	if !ok {
		return nil, fmt.Errorf("host key %s cannot choose its signature algorithm", gossh.FingerprintSHA256(k.PublicKey()))
	}
	return gossh.NewSignerWithAlgorithms(a, []string{gossh.KeyAlgoRSASHA512, gossh.KeyAlgoRSASHA256})
}
