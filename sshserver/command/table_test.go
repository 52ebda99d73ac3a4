package command

import (
	"os"
	"slices"
	"strings"
	"testing"
	"unicode"

	"youku.example/store"
	"youku.example/tui/words"
)

func han(s string) bool {
	return strings.ContainsFunc(s, func(r rune) bool { return unicode.Is(unicode.Han, r) })
}

// Every row says who may, and what it does, in both languages.
func TestTable(t *testing.T) {
	seen := map[string]bool{}
	both := func(row *command, what string, says words.T) {
		t.Helper()
		if zh, en := says.In(words.Zh), says.In(words.En); !han(zh) || en == "" || han(en) {
			t.Errorf("%s: the %s is not there in both languages: %q, %q", row.name, what, zh, en)
		}
	}
	for _, row := range table() {
		if row.name == "" || seen[row.name] {
			t.Errorf("%q stands in the table twice, or has no name", row.name)
		}
		seen[row.name] = true
		if row.open == 0 || row.open&^everybody != 0 {
			t.Errorf("%s has no gate", row.name)
		}
		if row.make == nil {
			t.Fatalf("%s does nothing", row.name)
		}
		if row.most != 0 && row.most < row.need {
			t.Errorf("%s needs more words than it takes", row.name)
		}
		for n := range row.need {
			if name := row.missing(n); strings.Trim(name, "ABCDEFGHIJKLMNOPQRSTUVWXYZ") != "" {
				t.Errorf("%s: word %d is called %q when it is missing", row.name, n+1, name)
			}
		}
		both(row, "help", row.says)
		both(row, "long help", row.more)
		if _, ok := groupNames[row.group]; !ok {
			t.Errorf("%s is in no group", row.name)
		}
		f := newFlags(row.name)
		row.make(f)
		for _, h := range f.list {
			both(row, "help of --"+h.name, h.says)
		}
		if len(row.examples) == 0 {
			t.Errorf("%s has no example", row.name)
		}
		for _, e := range row.examples {
			example(t, row, e)
		}
	}
	for g, name := range groupNames {
		if !han(name.In(words.Zh)) || name.In(words.En) == "" {
			t.Errorf("group %d is not named in both languages", g)
		}
	}
}

// example holds an example against its own row.
func example(t *testing.T, row *command, line string) {
	t.Helper()
	if i := strings.IndexAny(line, "<>|$"); i >= 0 {
		line = line[:i]
		if row.name == "check" {
			line += "abc"
		}
	}
	split, err := Split(line)
	if err == nil { // as the person's own shell would hand it on
		split, err = Split(strings.Join(split, " "))
	}
	if err != nil {
		t.Errorf("%s: example %q: %v", row.name, line, err)
		return
	}
	found, rest, err := find(table(), split, kindOf(store.Actor{Role: store.RoleAdmin}))
	if err != nil {
		t.Errorf("%s: example %q: %v", row.name, line, err)
		return
	}
	of := found == row || found.name == row.name || strings.HasPrefix(found.name, row.name+" ")
	if _, err := (&turn{row: found}).parse(rest); err != nil || !of {
		t.Errorf("%s: example %q is one of %s: %v", row.name, line, found.name, err)
	}
}

// Every command has a file of its own, and every such file a row.
func TestTable_Files(t *testing.T) {
	entries, err := os.ReadDir(".")
	if err != nil {
		t.Fatal(err)
	}
	var files []string
	for _, e := range entries {
		if name, ok := strings.CutPrefix(e.Name(), "cmd_"); ok && !strings.HasSuffix(name, "_test.go") {
			files = append(files, strings.TrimSuffix(name, ".go"))
		}
	}
	shares := map[string]string{"unlock": "lock", "md5sum": "sums", "sha1sum": "sums", "sha256sum": "sums"}
	var want []string
	for _, row := range table() {
		name := strings.Fields(row.name)[0]
		if other, ok := shares[name]; ok {
			name = other
		}
		want = append(want, name)
	}
	slices.Sort(want)
	want = slices.Compact(want)
	if !slices.Equal(files, want) {
		t.Errorf("files %v, commands %v", files, want)
	}
}

// Anyone who may not is refused before anything is looked at, and no one is
// refused by the gate who may.
func TestTable_Gates(t *testing.T) {
	withServer(t, func(h *testServer) {
		h.person("alice")
		who := map[gate]string{guest: "guest", vouched: "vouched", user: "alice", admin: "boss"}
		for _, row := range table() {
			for kind, name := range who {
				args := strings.Repeat(" 1", row.need)
				got := h.askWith(call{who: name, line: row.name + args, stdin: "x"})
				may := row.open&kind != 0
				barred := got.exit == exitRefused && strings.HasSuffix(got.err, "\n") &&
					(strings.HasPrefix(got.err, "Only an admin") || strings.HasPrefix(got.err, "Log in or register") || strings.HasPrefix(got.err, "You have an account"))
				if may == barred {
					t.Errorf("%s by %s: may %v, got %+v", row.name, name, may, got)
				}
				if got.exit != exitDone && strings.TrimSpace(got.err) == "" {
					t.Errorf("%s by %s: refused without a word", row.name, name)
				}
			}
		}
	})
}

// The first word of a pair is explained by what begins with it.
func TestHelp_FirstWord(t *testing.T) {
	withServer(t, func(h *testServer) {
		for line, want := range map[string]string{"help codes": "codes mint", "help keys": "keys", "help bans": "bans"} {
			if got := h.ask("boss", line); got.exit != 0 || !strings.HasPrefix(got.out, want) {
				t.Errorf("%s: %+v, want the help of %s", line, got, want)
			}
		}
	})
}
