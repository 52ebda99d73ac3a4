package sshserver

import (
	"bufio"
	"bytes"
	"crypto/aes"
	"crypto/cipher"
	"crypto/ecdh"
	"crypto/rand"
	"crypto/sha256"
	"encoding/binary"
	"errors"
	"fmt"
	"io"
	"math/big"
	"net"
	"time"

	gossh "golang.org/x/crypto/ssh"
)

// raw is an SSH client without manners: it sends what it is told to, whole or
// broken, in any order, and reads only when asked. It speaks one suite,
// curve25519-sha256 with aes128-gcm, and does not care who the server is.
type raw struct {
	net.Conn
	in      *bufio.Reader
	theirs  string // version line of the server
	session []byte // ID of the session
	seal    *sealing
	open    *sealing
	strict  bool        // announce strict key exchange
	windows map[int]int // what the server takes, by our number of the channel
	numbers map[int]int // ours, by the server's
	said    []byte      // by the server, on stderr
}

// sealing is AES-GCM as RFC 5647 has it; nil before the first keys.
type sealing struct {
	aead  cipher.AEAD
	nonce [12]byte
}

func (s *sealing) next() []byte {
	n := bytes.Clone(s.nonce[:])
	binary.BigEndian.PutUint64(s.nonce[4:], binary.BigEndian.Uint64(s.nonce[4:])+1)
	return n
}

const ourVersion = "SSH-2.0-Raw"

// Message numbers of RFC 4253, 4252 and 4254.
const (
	mDisconnect = 1 + iota
	mIgnore
	mUnimplemented
	mDebug
	mServiceRequest
	mServiceAccept
)
const (
	mKexInit        = 20
	mNewKeys        = 21
	mKexInitECDH    = 30
	mKexReplyECDH   = 31
	mAuthRequest    = 50
	mAuthFailure    = 51
	mAuthSuccess    = 52
	mAuthBanner     = 53
	mAuthInfo       = 60 // request, and the OK to a key
	mAuthAnswer     = 61
	mGlobalRequest  = 80
	mRequestSuccess = 81
	mRequestFailure = 82
	mOpen           = 90
	mOpenConfirm    = 91
	mOpenFailure    = 92
	mWindowAdjust   = 93
	mData           = 94
	mExtendedData   = 95
	mEOF            = 96
	mClose          = 97
	mRequest        = 98
	mSuccess        = 99
	mFailure        = 100
)

// msg builds a message: a byte is itself, a bool a byte, an int four bytes, a
// string itself behind its length, []byte is itself without one.
func msg(kind byte, fields ...any) []byte {
	p := []byte{kind}
	for _, f := range fields {
		switch f := f.(type) {
		case byte:
			p = append(p, f)
		case bool:
			if f {
				p = append(p, 1)
			} else {
				p = append(p, 0)
			}
		case int:
			p = binary.BigEndian.AppendUint32(p, uint32(f))
		case string:
			p = append(binary.BigEndian.AppendUint32(p, uint32(len(f))), f...)
		case []byte:
			p = append(p, f...)
		default:
			panic(fmt.Sprintf("no field of a message: %T", f))
		}
	}
	return p
}

// dialRaw connects and says nothing yet.
func dialRaw(addr, from string) (*raw, error) {
	d := net.Dialer{Timeout: 10 * time.Second}
	if from != "" {
		d.LocalAddr = &net.TCPAddr{IP: net.ParseIP(from)}
	}
	nc, err := d.Dial("tcp", addr)
	if err != nil {
		return nil, err
	}
	return &raw{Conn: nc, in: bufio.NewReader(nc)}, nil
}

// greet exchanges the version lines.
func (r *raw) greet() error {
	if _, err := io.WriteString(r, ourVersion+"\r\n"); err != nil {
		return err
	}
	line, err := r.in.ReadString('\n')
	r.theirs = string(bytes.TrimRight([]byte(line), "\r\n"))
	return err
}

// send seals and sends one message.
func (r *raw) send(p []byte) error {
	_, err := r.Write(r.packet(p))
	return err
}

func (r *raw) packet(payload []byte) []byte {
	block, counted := 8, 4
	if r.seal != nil {
		block, counted = 16, 0
	}
	padding := block - (counted+1+len(payload))%block
	if padding < 4 {
		padding += block
	}
	p := binary.BigEndian.AppendUint32(nil, uint32(1+len(payload)+padding))
	p = append(append(append(p, byte(padding)), payload...), make([]byte, padding)...)
	if r.seal == nil {
		return p
	}
	return r.seal.aead.Seal(p[:4], r.seal.next(), p[4:], p[:4])
}

// receive reads one message, whatever it is.
func (r *raw) receive() ([]byte, error) {
	_ = r.SetReadDeadline(time.Now().Add(10 * time.Second))
	var head [4]byte
	if _, err := io.ReadFull(r.in, head[:]); err != nil {
		return nil, err
	}
	n := binary.BigEndian.Uint32(head[:])
	if n > 1<<20 {
		return nil, fmt.Errorf("a packet of %d bytes", n)
	}
	body := make([]byte, n)
	if r.open != nil {
		body = make([]byte, n+16)
	}
	if _, err := io.ReadFull(r.in, body); err != nil {
		return nil, err
	}
	if r.open != nil {
		plain, err := r.open.aead.Open(body[:0], r.open.next(), body, head[:])
		if err != nil {
			return nil, err
		}
		body = plain
	}
	if len(body) < 2 || int(body[0])+2 > len(body) {
		return nil, errors.New("a packet without payload")
	}
	p := body[1 : len(body)-int(body[0])]
	switch {
	case p[0] == mWindowAdjust && len(p) == 9:
		r.windows[int(binary.BigEndian.Uint32(p[1:]))] += int(binary.BigEndian.Uint32(p[5:]))
	case p[0] == mExtendedData && len(p) > 13:
		r.said = append(r.said, p[13:]...)
	}
	return p, nil
}

// await reads on until one of these messages comes.
func (r *raw) await(kinds ...byte) ([]byte, error) {
	for {
		p, err := r.receive()
		if err != nil {
			return nil, err
		}
		if bytes.IndexByte(kinds, p[0]) >= 0 {
			return p, nil
		}
		if p[0] == mDisconnect {
			return nil, fmt.Errorf("disconnected: %q", p[1:])
		}
	}
}

// kexInit offers the one suite.
func (r *raw) kexInit() []byte {
	kex := "curve25519-sha256"
	if r.strict {
		kex += ",kex-strict-c-v00@openssh.com"
	}
	var cookie [16]byte
	_, _ = rand.Read(cookie[:])
	return msg(mKexInit, cookie[:], kex, "ssh-ed25519", "aes128-gcm@openssh.com", "aes128-gcm@openssh.com",
		"hmac-sha2-256", "hmac-sha2-256", "none", "none", "", "", false, 0)
}

// exchange makes new keys: the first of a connection, or others.
func (r *raw) exchange() error {
	ours := r.kexInit()
	if err := r.send(ours); err != nil {
		return err
	}
	theirs, err := r.await(mKexInit)
	if err != nil {
		return err
	}
	return r.finishExchange(ours, theirs)
}

// finishExchange goes on after both sides have sent what they offer.
func (r *raw) finishExchange(ours, theirs []byte) error {
	key, err := ecdh.X25519().GenerateKey(rand.Reader)
	if err != nil {
		return err
	}
	point := string(key.PublicKey().Bytes())
	if err := r.send(msg(mKexInitECDH, point)); err != nil {
		return err
	}
	reply, err := r.await(mKexReplyECDH)
	if err != nil {
		return err
	}
	var answer struct{ HostKey, Point, Signature string }
	if err := gossh.Unmarshal(reply[1:], &answer); err != nil {
		return err
	}
	their, err := ecdh.X25519().NewPublicKey([]byte(answer.Point))
	if err != nil {
		return err
	}
	secret, err := key.ECDH(their)
	if err != nil {
		return err
	}
	k := gossh.Marshal(struct{ K *big.Int }{new(big.Int).SetBytes(secret)})
	hash := sha256.Sum256(append(msg(0, ourVersion, r.theirs, string(ours), string(theirs), answer.HostKey, point, answer.Point)[1:], k...))
	if r.session == nil {
		r.session = hash[:]
	}
	if err := r.send([]byte{mNewKeys}); err != nil {
		return err
	}
	if _, err := r.await(mNewKeys); err != nil {
		return err
	}
	r.seal = r.sealing(k, hash[:], 'A', 'C')
	r.open = r.sealing(k, hash[:], 'B', 'D')
	return nil
}

func (r *raw) sealing(k, hash []byte, iv, key byte) *sealing {
	derive := func(letter byte) []byte {
		d := sha256.Sum256(bytes.Join([][]byte{k, hash, {letter}, r.session}, nil))
		return d[:]
	}
	block, err := aes.NewCipher(derive(key)[:16])
	if err != nil {
		panic(err)
	}
	aead, err := cipher.NewGCM(block)
	if err != nil {
		panic(err)
	}
	s := &sealing{aead: aead}
	copy(s.nonce[:], derive(iv))
	return s
}

// begin goes as far as the login.
func (r *raw) begin() error {
	if err := r.greet(); err != nil {
		return err
	}
	if err := r.exchange(); err != nil {
		return err
	}
	if err := r.send(msg(mServiceRequest, "ssh-userauth")); err != nil {
		return err
	}
	_, err := r.await(mServiceAccept)
	return err
}

// prove sends one proof and answers what came: success, failure, a prompt, the
// OK to a key.
func (r *raw) prove(name, method string, fields ...any) (byte, error) {
	if err := r.send(msg(mAuthRequest, append([]any{name, "ssh-connection", method}, fields...)...)); err != nil {
		return 0, err
	}
	p, err := r.await(mAuthSuccess, mAuthFailure, mAuthInfo)
	if err != nil {
		return 0, err
	}
	return p[0], nil
}

// offer shows a key without proving it.
func (r *raw) offer(name string, key gossh.Signer) (byte, error) {
	return r.prove(name, "publickey", false, key.PublicKey().Type(), string(key.PublicKey().Marshal()))
}

// sign proves a key to be that of name, with another's signature if by says so,
// and made for signedName in the session of that ID.
func (r *raw) sign(name string, key, by gossh.Signer, signedName string, session []byte) (byte, error) {
	kind, blob := key.PublicKey().Type(), string(key.PublicKey().Marshal())
	request := func(name string) []byte {
		return msg(mAuthRequest, name, "ssh-connection", "publickey", true, kind, blob)
	}
	signature, err := by.Sign(rand.Reader, append(msg(0, string(session))[1:], request(signedName)...))
	if err != nil {
		return 0, err
	}
	return r.prove(name, "publickey", true, kind, blob, string(gossh.Marshal(signature)))
}

// channel opens a session and answers the server's number for it.
func (r *raw) channel(number, window, most int) (int, error) {
	if err := r.send(msg(mOpen, "session", number, window, most)); err != nil {
		return 0, err
	}
	p, err := r.await(mOpenConfirm, mOpenFailure)
	if err != nil {
		return 0, err
	}
	if p[0] == mOpenFailure {
		return 0, errRefused
	}
	n := int(binary.BigEndian.Uint32(p[5:]))
	if r.windows == nil {
		r.windows, r.numbers = map[int]int{}, map[int]int{}
	}
	r.windows[number], r.numbers[n] = int(binary.BigEndian.Uint32(p[9:])), number
	return n, nil
}

// feed sends data as its window allows, which is polite. It ends early, with
// io.EOF, when the channel does.
func (r *raw) feed(channel int, text string) error {
	mine := r.numbers[channel]
	for len(text) > 0 {
		if r.windows[mine] == 0 {
			p, err := r.receive()
			if err == nil && p[0] == mClose && int(binary.BigEndian.Uint32(p[1:])) == mine {
				err = io.EOF
			}
			if err != nil {
				return err
			}
			continue
		}
		piece := text[:min(len(text), r.windows[mine], 32_000)]
		if err := r.send(msg(mData, channel, piece)); err != nil {
			return err
		}
		text = text[len(piece):]
		r.windows[mine] -= len(piece)
	}
	return nil
}

var errRefused = errors.New("the session was refused")

// free opens a session with a generous window as soon as there is a place for
// it: one that has just ended is not given back at once.
func (r *raw) free(number int) (int, error) {
	for {
		n, err := r.channel(number, 1<<30, 32<<10)
		if err != errRefused {
			return n, err
		}
		time.Sleep(time.Millisecond)
	}
}

// ask makes a request on a channel and reports whether it was granted.
func (r *raw) ask(channel int, kind string, fields ...any) (bool, error) {
	if err := r.send(msg(mRequest, append([]any{channel, kind, true}, fields...)...)); err != nil {
		return false, err
	}
	p, err := r.await(mSuccess, mFailure)
	if err != nil {
		return false, err
	}
	return p[0] == mSuccess, nil
}
