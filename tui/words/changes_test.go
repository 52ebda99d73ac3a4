package words_test

import (
	"testing"
	"time"

	"youku.example/store"
	"youku.example/tui/words"
)

func TestAccountChange(t *testing.T) {
	at := time.Date(2026, 3, 4, 5, 6, 0, 0, time.UTC)
	boss := store.AccountChange{Kind: store.ChangedKey, Detail: "SHA256:abc", By: "boss", At: at}
	operator := store.AccountChange{Kind: store.ChangedPassword, By: store.Operator().Name, At: at}
	for _, c := range []struct {
		change store.AccountChange
		lang   words.Lang
		want   string
	}{
		{boss, words.En, "boss added the key SHA256:abc to your account."},
		{boss, words.Zh, "boss 给你的账号添加了密钥 SHA256:abc。"},
		{operator, words.En, "the operator set a new password for your account."},
		{operator, words.Zh, "运营者给你的账号设了新密码。"},
	} {
		when := words.DateTime(at, at, time.UTC, c.lang) + map[words.Lang]string{words.En: ": ", words.Zh: "，"}[c.lang]
		if got := words.AccountChange(c.change, at, time.UTC, c.lang); got != when+c.want {
			t.Errorf("%s: %q, want %q", c.lang, got, when+c.want)
		}
	}
}
