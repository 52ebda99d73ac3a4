package sshserver

import (
	"testing"
	"testing/synctest"
	"time"

	gossh "golang.org/x/crypto/ssh"
)

// Every client gets in with the ciphers that it was told to use, on every
// processor.
func TestCiphers(t *testing.T) {
	chacha, gcm, ctr := gossh.CipherChaCha20Poly1305, gossh.CipherAES128GCM, gossh.CipherAES256CTR
	for _, c := range []struct {
		name   string
		aes    bool
		line   string
		wishes []string
		want   string
	}{
		{"GCMWhereItIsFast", true, "SSH-2.0-OpenSSH_9.2p1", []string{chacha, ctr, gcm}, gcm},
		{"ClientsOrderWhereItIsNot", false, "SSH-2.0-OpenSSH_9.2p1", []string{chacha, ctr, gcm}, chacha},
		{"OnlyChaCha", true, "SSH-2.0-OpenSSH_9.2p1", []string{chacha}, chacha},
		{"OnlyCTR", true, "SSH-2.0-OpenSSH_9.2p1", []string{ctr}, ctr},
		{"Go", true, "SSH-2.0-Go", []string{chacha, gcm}, gcm},
		{"OldPuTTY", true, "SSH-2.0-PuTTY_Release_0.78", []string{chacha, gcm}, chacha},
		{"Unknown", true, "SSH-2.0-something", []string{ctr}, ctr},
	} {
		t.Run(c.name, func(t *testing.T) {
			h := newTestServer(t, Config{})
			h.server.aes.Store(c.aes)
			config := h.client("guest")
			config.ClientVersion, config.Ciphers = c.line, c.wishes
			client, err := gossh.Dial("tcp", h.addr, config)
			if err != nil {
				t.Fatal(err)
			}
			defer client.Close()
			if _, err := runLine(client, "movies"); err != nil {
				t.Error(err)
			}
			spoken := client.Conn.(gossh.AlgorithmsConnMetadata).Algorithms()
			if spoken.Read.Cipher != c.want || spoken.Write.Cipher != c.want {
				t.Errorf("%s and %s are spoken, want %s", spoken.Read.Cipher, spoken.Write.Cipher, c.want)
			}
		})
	}
}

// TestGreet_OthersDoNotWait holds that a client that is slow to say hello keeps
// no one else out: connections on this network have no deadlines, so anyone who
// waited for the silent ones would hang.
func TestGreet_OthersDoNotWait(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		w := newMemNet()
		h := newTestServerOn(t, Config{}, w)
		h.server.aes.Store(true)
		for range 5 {
			silent := w.dial()
			defer func() { _ = silent.Close() }()
		}
		synctest.Wait() // for our line to stand before all of them
		began := time.Now()
		conn, chans, reqs, err := gossh.NewClientConn(w.dial(), "", h.client("guest"))
		if err != nil {
			t.Fatal(err)
		}
		defer func() { _ = gossh.NewClient(conn, chans, reqs).Close() }()
		if took := time.Since(began); took != 0 {
			t.Errorf("logged in after %v beside silent connections, want at once", took)
		}
	})
}
