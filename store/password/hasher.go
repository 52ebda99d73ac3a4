package password

import (
	"context"
	"crypto/rand"
	"crypto/subtle"
	"encoding/base64"
	"errors"
	"fmt"
	"runtime"
	"strings"

	"golang.org/x/crypto/argon2"
	"golang.org/x/text/unicode/norm"

	"youku.example/store/fair"
)

// Max is how many bytes of a password count.
const Max = 128

// Hasher makes and checks argon2id hashes, as many at a time as there are
// processors: each takes 19 MiB, so a flood of logins queues instead of
// filling the memory.
type Hasher struct {
	cost  argon
	key   func(p phc, password string) []byte
	lines *fair.KeyedSemaphore[string]
	slots chan struct{}
	dummy string // the hash of nothing that can be typed
}

// argon is the cost of one hash.
type argon struct {
	kib     uint32
	passes  uint32
	threads uint8
}

// OWASP's first choice for argon2id: about 25 ms on one core.
var argonCost = argon{kib: 19 * 1024, passes: 2, threads: 1}

// NewHasher returns one that hashes once at a time for each caller.
func NewHasher() *Hasher {
	h := &Hasher{cost: argonCost, key: phc.key, lines: fair.NewKeyedSemaphore[string](1), slots: make(chan struct{}, max(1, runtime.GOMAXPROCS(0)))}
	h.dummy = h.cost.hash(rand.Text())
	return h
}

// Hash makes the PHC string that a row keeps.
func (h *Hasher) Hash(ctx context.Context, password string) (string, error) {
	leave, err := h.enter(ctx)
	if err != nil {
		return "", err
	}
	defer leave()
	return h.cost.hash(password), nil
}

// Verify reports whether the password belongs to the hash. An empty hash (no
// such account, or one without a password) takes as long as a wrong password.
func (h *Hasher) Verify(ctx context.Context, phc, password string) (bool, error) {
	leave, err := h.enter(ctx)
	if err != nil {
		return false, err
	}
	defer leave()
	known := phc != ""
	if !known {
		phc = h.dummy
	}
	if len(password) > Max { // no row was made from it; bound the work
		password, known = "", false
	}
	p, err := parsePHC(phc)
	if err != nil {
		return false, err
	}
	same := subtle.ConstantTimeCompare(p.sum, h.key(p, password)) == 1
	return same && known, nil
}

// enter waits for a turn of the caller, and then for a processor.
func (h *Hasher) enter(ctx context.Context) (leave func(), err error) {
	done, err := fair.TakeTurn(ctx, h.lines)
	if err != nil {
		return nil, fmt.Errorf("wait to check a password: %w", err)
	}
	select {
	case h.slots <- struct{}{}:
		return func() { <-h.slots; done() }, nil
	case <-ctx.Done():
		done()
		return nil, fmt.Errorf("wait to check a password: %w", ctx.Err())
	}
}

// Hash makes the PHC string of a password at once, in no line.
func Hash(password string) string { return argonCost.hash(password) }

// phc is an argon2id hash taken apart.
type phc struct {
	argon
	salt, sum []byte
}

// key derives the sum of a password. One password typed on two systems may
// come composed or decomposed; NFC makes it one.
func (p phc) key(password string) []byte {
	return argon2.IDKey(norm.NFC.Bytes([]byte(password)), p.salt, p.passes, p.kib, p.threads, uint32(len(p.sum)))
}

func (a argon) hash(password string) string {
	p := phc{argon: a, salt: make([]byte, 16), sum: make([]byte, 32)}
	rand.Read(p.salt)
	b64 := base64.RawStdEncoding
	return fmt.Sprintf("$argon2id$v=%d$m=%d,t=%d,p=%d$%s$%s", argon2.Version,
		a.kib, a.passes, a.threads, b64.EncodeToString(p.salt), b64.EncodeToString(p.key(password)))
}

var errPHC = errors.New("read a password hash: not an argon2id PHC string")

// parsePHC takes a stored hash apart. Its costs are bounded: a damaged row
// must not ask for a terabyte.
func parsePHC(s string) (p phc, err error) {
	part := strings.Split(s, "$")
	if len(part) != 6 || part[0] != "" || part[1] != "argon2id" || part[2] != fmt.Sprintf("v=%d", argon2.Version) {
		return phc{}, errPHC
	}
	_, err = fmt.Sscanf(part[3], "m=%d,t=%d,p=%d", &p.kib, &p.passes, &p.threads)
	if err != nil || fmt.Sprintf("m=%d,t=%d,p=%d", p.kib, p.passes, p.threads) != part[3] {
		return phc{}, errPHC
	}
	if p.kib < 8 || p.kib > 1<<20 || p.passes < 1 || p.passes > 64 || p.threads < 1 {
		return phc{}, errPHC
	}
	b64 := base64.RawStdEncoding.Strict()
	if p.salt, err = b64.DecodeString(part[4]); err != nil || len(p.salt) < 8 || len(p.salt) > 64 {
		return phc{}, errPHC
	}
	if p.sum, err = b64.DecodeString(part[5]); err != nil || len(p.sum) < 16 || len(p.sum) > 64 {
		return phc{}, errPHC
	}
	return p, nil
}
