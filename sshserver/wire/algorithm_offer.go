package wire

import (
	"encoding/binary"
	"regexp"
	"slices"
	"strconv"
	"strings"

	gossh "golang.org/x/crypto/ssh"
	processor "golang.org/x/sys/cpu"
)

// fastCiphers are those that a processor with AES instructions computes many
// times faster than the ChaCha20 that clients ask for first. The client's order
// decides, so the only way to AES-GCM is to offer nothing else, which is done
// only to a client that is known to have it.
var fastCiphers = []string{gossh.CipherAES128GCM, gossh.CipherAES256GCM}

// HasAES reports whether the processor does AES-GCM in hardware.
func HasAES() bool {
	return processor.X86.HasAES && processor.X86.HasPCLMULQDQ || processor.ARM64.HasAES && processor.ARM64.HasPMULL
}

// offered returns the ciphers for a client with these lists. A client that was
// told to use others is not locked out, and a scanner that sends the lists of an
// OpenSSH without meaning to log in sees everything: clients ask for what comes
// after the keys (ext-info-c, RFC 8308; OpenSSH since 7.2).
func offered(all []string, client kexInit) []string {
	if slices.Contains(client.exchanges, "ext-info-c") && shares(client.toServer, fastCiphers) && shares(client.toClient, fastCiphers) {
		return fastCiphers
	}
	return all
}

func shares(a, b []string) bool {
	return slices.ContainsFunc(a, func(s string) bool { return slices.Contains(b, s) })
}

// showsFirst matches the clients that have AES-GCM and send their lists as soon
// as they have read our version line. Others wait for ours (libssh), or have no
// AES-GCM (PuTTY before 0.79): there is no use in waiting for them.
var showsFirst = []struct {
	line         *regexp.Regexp
	major, minor int
}{
	{regexp.MustCompile(`^SSH-2\.0-OpenSSH_(?:for_Windows_)?(\d+)\.(\d+)`), 6, 2},
	{regexp.MustCompile(`^SSH-2\.0-PuTTY_Release_(\d+)\.(\d+)`), 0, 79},
	{regexp.MustCompile(`^SSH-2\.0-libssh2_(\d+)\.(\d+)`), 1, 11},
	{regexp.MustCompile(`^SSH-2\.0-Go()()$`), 0, 0},
}

// showsLists reports whether a client with this version line is about to send
// its lists.
func showsLists(line string) bool {
	for _, c := range showsFirst {
		m := c.line.FindStringSubmatch(line)
		if m == nil {
			continue
		}
		major, _ := strconv.Atoi(m[1])
		minor, _ := strconv.Atoi(m[2])
		return major > c.major || major == c.major && minor >= c.minor
	}
	return false
}

// A first packet, before any key: its length, that of its padding, the message
// (RFC 4253, 6 and 7.1).
const (
	msgKexInit  = 20
	longestInit = 32 << 10
)

// kexInit is a client's lists; empty if it sent none.
type kexInit struct{ exchanges, toServer, toClient []string }

// initOf reads a client's first packet. whole is false while more of it must
// come; a packet that is something else is whole and has no lists.
func initOf(b []byte) (k kexInit, whole bool) {
	if len(b) < 4 {
		return k, false
	}
	n := binary.BigEndian.Uint32(b)
	if n < 1+1+16 || n > longestInit {
		return k, true
	}
	if uint32(len(b)-4) < n {
		return k, false
	}
	body := b[5 : 4+n]
	if body[0] != msgKexInit {
		return k, true
	}
	var lists [4][]string // key exchanges, host keys, ciphers to us and from us
	rest := body[1+16:]
	for i := range lists {
		if len(rest) < 4 {
			return k, true
		}
		n := binary.BigEndian.Uint32(rest)
		if uint32(len(rest)-4) < n {
			return k, true
		}
		lists[i], rest = strings.Split(string(rest[4:4+n]), ","), rest[4+n:]
	}
	return kexInit{lists[0], lists[2], lists[3]}, true
}
