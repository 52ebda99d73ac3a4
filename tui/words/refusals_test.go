package words

import (
	"errors"
	"fmt"
	"go/ast"
	"go/parser"
	"go/token"
	"strconv"
	"strings"
	"testing"
	"time"
	"unicode"
	"unicode/utf8"

	"youku.example/store"
)

// codes reads the refusals out of the source of store, so that one added
// there fails here until it can be said.
func codes(t *testing.T) []string {
	t.Helper()
	file, err := parser.ParseFile(token.NewFileSet(), "../../store/errors.go", nil, 0)
	if err != nil {
		t.Fatal(err)
	}
	var found []string
	ast.Inspect(file, func(n ast.Node) bool {
		call, ok := n.(*ast.CallExpr)
		if !ok {
			return true
		}
		if f, ok := call.Fun.(*ast.Ident); ok && f.Name == "refuse" && len(call.Args) == 1 {
			code, err := strconv.Unquote(call.Args[0].(*ast.BasicLit).Value)
			if err != nil {
				t.Fatal(err)
			}
			found = append(found, code)
		}
		return true
	})
	if len(found) < 40 {
		t.Fatalf("found %d refusals in store/errors.go", len(found))
	}
	return found
}

func TestRefusal_EveryCode(t *testing.T) {
	known := map[string]bool{}
	for _, code := range codes(t) {
		known[code] = true
		bare := &store.Refusal{Code: code}
		full := &store.Refusal{Code: code, Need: 750, Price: 1000, Wait: 90 * time.Second, Movie: 7, Name: "alice\x1b[2J", Limit: 12}
		for _, r := range []*store.Refusal{bare, full} {
			got, text := Refusal(fmt.Errorf("buy: %w", r))
			if got != code {
				t.Errorf("%s: no sentence", code)
				continue
			}
			proper(t, code, text)
		}
	}
	for code := range refusals {
		if !known[code] {
			t.Errorf("a sentence for %q, which the shop never says", code)
		}
	}
}

// proper holds a sentence to what a person can read on one line.
func proper(t *testing.T, code string, text T) {
	t.Helper()
	for _, l := range []Lang{Zh, En} {
		s := text.In(l)
		if store.Clean(s) != s || strings.Contains(s, "%!") || strings.Contains(s, "%s") || strings.Contains(s, "%d") {
			t.Errorf("%s in %s: %q", code, l, s)
		}
		if n := utf8.RuneCountInString(s); n < 5 || n > 110 {
			t.Errorf("%s in %s has %d characters: %q", code, l, n, s)
		}
	}
	han := func(s string) bool {
		return strings.ContainsFunc(s, func(r rune) bool { return unicode.Is(unicode.Han, r) })
	}
	if !han(text.In(Zh)) || han(text.In(En)) {
		t.Errorf("%s: the languages are mixed up: %q, %q", code, text.In(Zh), text.In(En))
	}
	if !strings.HasSuffix(text.In(Zh), "。") || !strings.HasSuffix(text.In(En), ".") {
		t.Errorf("%s ends without a stop: %q, %q", code, text.In(Zh), text.In(En))
	}
}

func TestRefusal_Internal(t *testing.T) {
	for _, err := range []error{errors.New("open /srv/x.db: disk I/O error"), &store.Refusal{Code: "never heard"}, nil} {
		code, text := Refusal(err)
		if code != Internal {
			t.Errorf("%v: code %q", err, code)
		}
		proper(t, code, text)
		if strings.Contains(text.In(En), "/srv") {
			t.Errorf("an inner fault is told: %q", text.In(En))
		}
	}
}

func TestRefusal_Says(t *testing.T) {
	for _, c := range []struct {
		r      *store.Refusal
		zh, en string
	}{
		{&store.Refusal{Code: "funds", Need: 750}, "余额不足，还差 ¥7.50：请先兑换充值码。", "Your balance is ¥7.50 short: redeem a code first."},
		{&store.Refusal{Code: "not_ready", Wait: 11500 * time.Millisecond}, "还没准备好，再等 12 秒。位置会保留。", "Not ready yet: 12 s left. It keeps its place."},
		{&store.Refusal{Code: "not_owned", Movie: 7, Name: "城南旧事", Price: 2000}, "《城南旧事》（7）要 ¥20.00：先购买（buy 7）。", "You do not own “城南旧事” (7), which costs ¥20.00: buy it first (buy 7)."},
		{&store.Refusal{Code: "name_taken", Name: "alice"}, "名字“alice”已经有人用了，请换一个。", "The name “alice” is taken: choose another."},
	} {
		_, text := Refusal(c.r)
		if text.In(Zh) != c.zh || text.In(En) != c.en {
			t.Errorf("%s:\n%s\n%s", c.r.Code, text.In(Zh), text.In(En))
		}
	}
}

// storeAway is a fault of a library of movies, which knows no shop.
type storeAway struct{}

func (storeAway) Error() string       { return "away" }
func (storeAway) RefusalCode() string { return store.ErrStoreAway.Code }

func TestRefusal_OfALibrary(t *testing.T) {
	code, text := Refusal(fmt.Errorf("open a movie: %w", storeAway{}))
	if _, want := Refusal(store.ErrStoreAway); code != store.ErrStoreAway.Code || text != want {
		t.Errorf("%s: %q", code, text.In(En))
	}
}
