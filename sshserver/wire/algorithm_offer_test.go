package wire

import (
	"encoding/binary"
	"slices"
	"strings"
	"testing"

	gossh "golang.org/x/crypto/ssh"
)

// firstPacket is a client's first packet with these lists.
func firstPacket(exchanges, toServer, toClient string) []byte {
	body := gossh.Marshal(struct {
		Kind                                    byte
		Cookie                                  [16]byte
		Exchanges, Keys, ToServer, ToClient     string
		MACs, MACsBack, Zip, ZipBack, Lang, Lng string
		Follows                                 bool
		Reserved                                uint32
	}{Kind: msgKexInit, Exchanges: exchanges, Keys: "ssh-ed25519", ToServer: toServer, ToClient: toClient, MACs: "hmac-sha2-256", Zip: "none"})
	padding := 8 - (5+len(body))%8 + 8
	p := binary.BigEndian.AppendUint32(nil, uint32(1+len(body)+padding))
	p = append(append(p, byte(padding)), body...)
	return append(p, make([]byte, padding)...)
}

const (
	openSSHExchanges = "curve25519-sha256,ecdh-sha2-nistp256,ext-info-c,kex-strict-c-v00@openssh.com"
	openSSHCiphers   = "chacha20-poly1305@openssh.com,aes128-ctr,aes192-ctr,aes256-ctr,aes128-gcm@openssh.com,aes256-gcm@openssh.com"
)

func TestOffered(t *testing.T) {
	all := algorithms().Ciphers
	for _, c := range []struct {
		name                          string
		exchanges, toServer, toClient string
		want                          []string
	}{
		{"OpenSSH", openSSHExchanges, openSSHCiphers, openSSHCiphers, fastCiphers},
		{"OnlyChaCha", openSSHExchanges, "chacha20-poly1305@openssh.com", "chacha20-poly1305@openssh.com", all},
		{"GCMOneWay", openSSHExchanges, openSSHCiphers, "aes128-ctr", all},
		{"GCMTheOtherWay", openSSHExchanges, "aes128-ctr", openSSHCiphers, all},
		{"Only256", openSSHExchanges, "aes256-gcm@openssh.com", "aes256-gcm@openssh.com", fastCiphers},
		{"Scanner", "curve25519-sha256,ecdh-sha2-nistp256", openSSHCiphers, openSSHCiphers, all},
	} {
		t.Run(c.name, func(t *testing.T) {
			packet := firstPacket(c.exchanges, c.toServer, c.toClient)
			for n := range packet {
				if _, whole := initOf(packet[:n]); whole {
					t.Fatalf("%d of %d bytes are taken for the whole packet", n, len(packet))
				}
			}
			shown, whole := initOf(append(packet, "what follows"...))
			if !whole {
				t.Fatal("the packet is not taken for whole")
			}
			if got := offered(all, shown); !slices.Equal(got, c.want) {
				t.Errorf("offered %v, want %v", got, c.want)
			}
		})
	}
	if got := offered(all, kexInit{}); !slices.Equal(got, all) {
		t.Errorf("a client that shows nothing is offered %v", got)
	}
	if got := algorithms().Ciphers; !slices.Equal(got, all) || len(all) != 6 {
		t.Errorf("the full list has changed: %v", got)
	}
}

func TestShowsLists(t *testing.T) {
	for line, want := range map[string]bool{
		"SSH-2.0-OpenSSH_9.2p1 Debian-2+deb12u10": true,
		"SSH-2.0-OpenSSH_10.2":                    true,
		"SSH-2.0-OpenSSH_for_Windows_8.1":         true,
		"SSH-2.0-OpenSSH_6.2":                     true,
		"SSH-2.0-OpenSSH_6.1p1":                   false,
		"SSH-2.0-OpenSSH_5.9":                     false,
		"SSH-2.0-PuTTY_Release_0.78":              false,
		"SSH-2.0-PuTTY_Release_0.79":              true,
		"SSH-2.0-PuTTY_Release_0.83":              true,
		"SSH-2.0-FileZilla_3.63.0":                false,
		"SSH-2.0-libssh2_1.10.0":                  false,
		"SSH-2.0-libssh2_1.11.1":                  true,
		"SSH-2.0-libssh_0.10.6":                   false, // waits for our lists
		"SSH-2.0-Go":                              true,
		"SSH-2.0-Goofy":                           false,
		"SSH-2.0-dropbear_2022.83":                false,
		"SSH-1.99-OpenSSH_9.2":                    false,
		"GET / HTTP/1.1":                          false,
		"":                                        false,
	} {
		if got := showsLists(line); got != want {
			t.Errorf("showsLists(%q) = %v", line, got)
		}
	}
}

// FuzzInitOf: whatever is sent, a short list is offered to no one who did not
// name one of its ciphers.
func FuzzInitOf(f *testing.F) {
	f.Add(firstPacket(openSSHExchanges, openSSHCiphers, openSSHCiphers))
	f.Add([]byte{0, 0, 0, 18, 0, msgKexInit})
	f.Add([]byte{0xff, 0xff, 0xff, 0xff, 0xff})
	f.Fuzz(func(t *testing.T, b []byte) {
		shown, whole := initOf(b)
		if !whole && (len(shown.toServer) > 0 || len(b) > 4+longestInit) {
			t.Fatalf("%d bytes: more is waited for, %v", len(b), shown)
		}
		if slices.Equal(offered(algorithms().Ciphers, shown), fastCiphers) && !strings.Contains(string(b), "-gcm@openssh.com") {
			t.Fatalf("AES-GCM alone for %q", b)
		}
	})
}

func BenchmarkOffered(b *testing.B) {
	all, packet := algorithms().Ciphers, firstPacket(openSSHExchanges, openSSHCiphers, openSSHCiphers)
	b.ReportAllocs()
	for b.Loop() {
		if !showsLists("SSH-2.0-OpenSSH_9.2p1 Debian-2+deb12u10") {
			b.Fatal("OpenSSH is not known")
		}
		shown, _ := initOf(packet)
		offered(all, shown)
	}
}
