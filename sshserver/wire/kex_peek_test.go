package wire

import (
	"bytes"
	"errors"
	"io"
	"net"
	"testing"
	"testing/synctest"
	"time"
)

// greeted lets a client that does these things meet greet, and answers what it
// showed and how long that took. Whatever was sent must still be readable.
func greeted(t *testing.T, pieces ...string) (shown kexInit, took time.Duration) {
	t.Helper()
	synctest.Test(t, func(t *testing.T) {
		ours, theirs := net.Pipe()
		c := NewConn(ours, &net.TCPAddr{}, &net.TCPAddr{}, 30*time.Second)
		_ = c.SetDeadline(time.Now().Add(time.Hour))
		read := make(chan []byte, 1)
		go func() {
			line := make([]byte, len("SSH-2.0-Youku\r\n"))
			_, _ = io.ReadFull(theirs, line)
			for _, p := range pieces {
				_, _ = theirs.Write([]byte(p))
			}
			rest, _ := io.ReadAll(theirs)
			read <- append(line, rest...)
		}()
		began := time.Now()
		shown = c.greet("SSH-2.0-Youku")
		took = time.Since(began)

		// The handshake follows: it says the line again and reads everything.
		if n, err := c.Write([]byte("SSH-2.0-Youku\r\n")); n != 15 || err != nil {
			t.Errorf("the handshake's line: %d, %v", n, err)
		}
		var all bytes.Buffer
		for _, p := range pieces {
			all.WriteString(p)
		}
		got := make([]byte, all.Len())
		if _, err := io.ReadFull(c, got); err != nil || !bytes.Equal(got, all.Bytes()) {
			t.Errorf("the handshake reads %q, %v, want %q", got, err, all.Bytes())
		}
		if _, err := c.Write([]byte("and on")); err != nil {
			t.Error(err)
		}
		_ = c.Conn.Close()
		if got := <-read; string(got) != "SSH-2.0-Youku\r\nand on" {
			t.Errorf("the client read %q", got)
		}
	})
	return shown, took
}

func TestGreet(t *testing.T) {
	line, packet := "SSH-2.0-OpenSSH_9.2p1\r\n", string(firstPacket(openSSHExchanges, openSSHCiphers, openSSHCiphers))
	t.Run("AtOnce", func(t *testing.T) {
		if shown, took := greeted(t, line+packet); len(shown.toClient) != 6 || took != 0 {
			t.Errorf("%v after %v", shown, took)
		}
	})
	t.Run("InPieces", func(t *testing.T) {
		if shown, took := greeted(t, line[:7], line[7:]+packet[:3], packet[3:50], packet[50:]); len(shown.toServer) != 6 || took != 0 {
			t.Errorf("%v after %v", shown, took)
		}
	})
	t.Run("LineFeedAlone", func(t *testing.T) {
		if shown, _ := greeted(t, "SSH-2.0-Go\n"+packet); len(shown.toServer) != 6 {
			t.Errorf("%v", shown)
		}
	})
	t.Run("HoldsItsListsBack", func(t *testing.T) {
		if shown, took := greeted(t, line); len(shown.toClient) != 0 || took != kexPeekWait {
			t.Errorf("%v after %v", shown, took)
		}
	})
	t.Run("SaysNothing", func(t *testing.T) {
		if _, took := greeted(t); took != kexPeekWait {
			t.Errorf("after %v", took)
		}
	})
	t.Run("HasNoGCM", func(t *testing.T) {
		if _, took := greeted(t, "SSH-2.0-PuTTY_Release_0.78\r\n"); took != 0 {
			t.Errorf("waited %v for lists that are of no use", took)
		}
	})
	t.Run("AnotherPacket", func(t *testing.T) {
		if shown, took := greeted(t, line+"\x00\x00\x00\x1a\x0a\x02 and so on until its end"); len(shown.toClient) != 0 || took != 0 {
			t.Errorf("%v after %v", shown, took)
		}
	})
}

// A handshake with another line than the client has read would fail in a way
// that no one could explain.
func TestGreet_OtherLine(t *testing.T) {
	c := &Conn{kexPeek: kexPeek{ours: []byte("SSH-2.0-Youku\r\n")}}
	if _, err := c.Write([]byte("SSH-2.0-Other\r\n")); !errors.Is(err, errVersionLine) {
		t.Errorf("another line: %v", err)
	}
}
