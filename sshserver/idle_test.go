package sshserver

import (
	"fmt"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	gossh "golang.org/x/crypto/ssh"

	"youku.example/sshserver/limit"
	"youku.example/store"
)

// TestIdle holds that a session in which nothing moves sends no byte, neither
// from its screens nor from SSH below them: ten minutes on each kind of screen.
func TestIdle(t *testing.T) {
	kinds := []struct {
		who, name, keys, shows string
	}{
		{"guest", "Welcome", "", "Look around"},
		{"guest", "LogIn", "i", "Password"},
		{"guest", "Register", "r", "Once more"},
		{"guest", "Library", "2", "newest"},
		{"guest", "Movie", "2\r", "Youku Movie"},
		{"alice", "Library", "", "newest"},
		{"alice", "Search", "/第", "see them"},
		{"alice", "Ready", "/小城\r\rd", "mpv"},
		{"alice", "Buy", "/第 2\r\rd", "Not enough"},
		{"alice", "Downloads", "2", "ready"},
		{"alice", "Wallet", "3", "VIP"},
		{"alice", "Plans", "3v", "One year"},
		{"alice", "Redeem", "3r", "Code"},
		{"alice", "Notices", "4", "上新"},
		{"alice", "Notice", "4\r", "上新"},
		{"alice", "Account", "5", "Log out"},
		{"alice", "Keys", "5K", "this session"},
		{"alice", "Help", "?", "Everywhere"},
		{"boss", "Uploads", "6", "waiting.mp4"},
		{"boss", "Stock", "6\t", "take down"},
		{"boss", "People", "6\t\t", "alice"},
		{"boss", "Board", "6\t\t\t", "上新"},
		{"boss", "Codes", "6\t\t\t\t", "code"},
		{"boss", "Live", "6\t\t\t\t\t", "Sessions"},
		{"boss", "Log", "6\t\t\t\t\t\t", "today"},
		{"boss", "Bans", "6\t\t\t\t\t\t\t", "Nobody"},
		{"boss", "Check", "6c", "Hash"},
		{"boss", "Publish", "6\r", "Title"},
		{"boss", "Bought", "6\t\tb", "bought"},
	}
	synctest.Test(t, func(t *testing.T) {
		time.Sleep(9 * time.Hour) // off midnight
		w := newMemNet()
		h := newTestServerOn(t, Config{Language: "en", Limits: limit.Limits{Alive: -1}}, w)
		keys := map[string]gossh.Signer{"alice": newKey(t), "boss": newKey(t)}
		h.stock(keys)
		for _, k := range kinds {
			t.Log(k.who, k.name)
			line := w.dial()
			var with []gossh.AuthMethod
			if key := keys[k.who]; key != nil {
				with = keysOf(key)
			}
			conn, chans, reqs, err := gossh.NewClientConn(line, "server", h.client(k.who, with...))
			if err != nil {
				t.Fatal(err)
			}
			client := gossh.NewClient(conn, chans, reqs)
			s := open(t, client)
			settle(time.Second)
			for _, key := range k.keys {
				s.press(string(key))
				settle(time.Second)
			}
			settle(time.Minute) // what was said has gone, and every wait is over
			if !strings.Contains(s.shows(), k.shows) {
				t.Errorf("%s %s: %q is not seen in %q", k.who, k.name, k.shows, s.shows())
			}
			before, drawn := line.came(), len(s.shows())
			settle(10 * time.Minute)
			if n := line.came() - before; n != 0 {
				t.Errorf("%s %s: %d bytes in ten idle minutes, %q", k.who, k.name, n, s.shows()[drawn:])
			}
			_ = client.Close()
			settle(time.Minute) // its clocks run out
		}
	})
}

// settle lets time pass and everything that it sets going come to rest.
func settle(d time.Duration) {
	time.Sleep(d)
	synctest.Wait()
}

// stock fills the library with what the screens show: movies, a notice, alice
// with a movie that is ready, and an admin; one file waits to be published.
func (h *testServer) stock(keys map[string]gossh.Signer) (boss store.Actor) {
	h.t.Helper()
	ctx := h.t.Context()
	must := func(err error) {
		h.t.Helper()
		if err != nil {
			h.t.Fatal(err)
		}
	}
	alice := store.Actor{Account: h.user("alice", "", keys["alice"]).ID, Name: "alice", Role: store.RoleUser, Key: fingerprint(keys["alice"])}
	boss = h.admin("boss", keys["boss"])
	for i := 1; i <= 60; i++ {
		sum := fmt.Sprintf("%064x", i)
		in, err := h.shop.AddIncoming(ctx, boss, sum[44:]+".mp4", sum[44:])
		must(err)
		in.State, in.Size, in.Done, in.SHA256, in.SampledMD5 = store.Arrived, 1e9, 1e9, sum, sum[:32]
		in.MediaType, in.Ext, in.Duration = "video/mp4", ".mp4", time.Hour
		must(h.shop.SaveIncoming(ctx, in))
		title, price := fmt.Sprintf("第 %d 部", i), store.Fen(i-1)*100
		if i == 1 {
			title = "小城之春"
		}
		_, err = h.shop.PublishIncoming(ctx, boss, in.ID, sum+".mp4", store.Publication{Title: title, Free: i == 1, Price: price})
		must(err)
		must(h.shop.DropIncoming(ctx, in.ID))
	}
	_, err := h.shop.Post(ctx, boss, "今晚上新", "八点整。")
	must(err)
	_, err = h.shop.Request(ctx, alice, 1)
	must(err)
	in, err := h.shop.AddIncoming(ctx, boss, "waiting.mp4", "waiting")
	must(err)
	in.State, in.Size, in.Done, in.SHA256, in.MediaType, in.Ext = store.Arrived, 1e9, 1e9, fmt.Sprintf("%064x", 99), "video/mp4", ".mp4"
	must(h.shop.SaveIncoming(ctx, in))
	return boss
}
