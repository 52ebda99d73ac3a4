package command

import (
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"unicode"

	"youku.example/sshserver/command/cli"
	"youku.example/store"
	"youku.example/tui/words"
)

func han(s string) bool {
	return strings.ContainsFunc(s, func(r rune) bool { return unicode.Is(unicode.Han, r) })
}

// Every row has its gate, and its help in both languages.
func TestTable(t *testing.T) {
	seen := map[string]bool{}
	both := func(row *cli.Command, what string, says words.T) {
		t.Helper()
		if zh, en := says.In(words.Zh), says.In(words.En); !han(zh) || en == "" || han(en) {
			t.Errorf("%s: the %s is not there in both languages: %q, %q", row.Name, what, zh, en)
		}
	}
	for _, row := range table(Services{}) {
		if row.Name == "" || seen[row.Name] {
			t.Errorf("%q stands in the table twice, or has no name", row.Name)
		}
		seen[row.Name] = true
		if row.Gate == 0 || row.Gate&^cli.Anyone != 0 {
			t.Errorf("%s has no gate", row.Name)
		}
		if row.Make == nil {
			t.Fatalf("%s does nothing", row.Name)
		}
		if row.Most != 0 && row.Most < row.Need {
			t.Errorf("%s needs more words than it takes", row.Name)
		}
		for n := range row.Need {
			if name := row.Missing(n); strings.Trim(name, "ABCDEFGHIJKLMNOPQRSTUVWXYZ") != "" {
				t.Errorf("%s: word %d is called %q when it is missing", row.Name, n+1, name)
			}
		}
		both(row, "help", row.Help)
		both(row, "long help", row.More)
		if _, ok := cli.GroupNames[row.Group]; !ok {
			t.Errorf("%s is in no group", row.Name)
		}
		f := cli.NewFlags(row.Name)
		row.Make(f)
		for _, h := range f.List() {
			both(row, "help of --"+h.Name, h.Help)
		}
		if len(row.Examples) == 0 {
			t.Errorf("%s has no example", row.Name)
		}
		for _, e := range row.Examples {
			example(t, row, e)
		}
	}
	for g, name := range cli.GroupNames {
		if !han(name.In(words.Zh)) || name.In(words.En) == "" {
			t.Errorf("group %d is not named in both languages", g)
		}
	}
}

// example holds an example against its own row.
func example(t *testing.T, row *cli.Command, line string) {
	t.Helper()
	if i := strings.IndexAny(line, "<>|$"); i >= 0 {
		line = line[:i]
		if row.Name == "check" {
			line += "abc"
		}
	}
	split, err := Split(line)
	if err == nil { // as the person's own shell would hand it on
		split, err = Split(strings.Join(split, " "))
	}
	if err != nil {
		t.Errorf("%s: example %q: %v", row.Name, line, err)
		return
	}
	found, rest, err := find(table(Services{}), split, cli.KindOf(store.Actor{Role: store.RoleAdmin}))
	if err != nil {
		t.Errorf("%s: example %q: %v", row.Name, line, err)
		return
	}
	of := found == row || found.Name == row.Name || strings.HasPrefix(found.Name, row.Name+" ")
	if _, _, _, err := found.Parse(rest); err != nil || !of {
		t.Errorf("%s: example %q is one of %s: %v", row.Name, line, found.Name, err)
	}
}

// Every command has a file of its own, and every such file a row.
func TestTable_Files(t *testing.T) {
	found, err := filepath.Glob("cmd_*.go")
	if err != nil {
		t.Fatal(err)
	}
	below, err := filepath.Glob("*/cmd_*.go")
	if err != nil {
		t.Fatal(err)
	}
	var files []string
	for _, file := range append(found, below...) {
		if name := strings.TrimPrefix(filepath.Base(file), "cmd_"); !strings.HasSuffix(name, "_test.go") {
			files = append(files, strings.TrimSuffix(name, ".go"))
		}
	}
	slices.Sort(files)
	files = slices.Compact(files) // series stands in two folders: to look, and to edit
	shares := map[string]string{"unlock": "lock", "md5sum": "sums", "sha1sum": "sums", "sha256sum": "sums"}
	var want []string
	for _, row := range table(Services{}) {
		name := strings.Fields(row.Name)[0]
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

// The gate refuses exactly the kinds that a row leaves out, before the line is
// parsed.
func TestTable_Gates(t *testing.T) {
	withServer(t, func(h *testServer) {
		h.person("alice")
		who := map[cli.Gate]string{cli.Guest: "guest", cli.Vouched: "vouched", cli.User: "alice", cli.Admin: "boss"}
		for _, row := range table(Services{}) {
			for kind, name := range who {
				args := strings.Repeat(" 1", row.Need)
				got := h.askWith(call{who: name, line: row.Name + args, stdin: "x"})
				may := row.Gate&kind != 0
				barred := got.exit == cli.ExitRefused && strings.HasSuffix(got.err, "\n") &&
					(strings.HasPrefix(got.err, "Only an admin") || strings.HasPrefix(got.err, "Log in or register") || strings.HasPrefix(got.err, "You have an account"))
				if may == barred {
					t.Errorf("%s by %s: may %v, got %+v", row.Name, name, may, got)
				}
				if got.exit != cli.ExitDone && strings.TrimSpace(got.err) == "" {
					t.Errorf("%s by %s: refused without a word", row.Name, name)
				}
			}
		}
	})
}

// The first word of a pair is explained by what begins with it.
func TestHelp_FirstWord(t *testing.T) {
	withServer(t, func(h *testServer) {
		for line, want := range map[string]string{"help codes": "codes", "help invite": "invite mint", "help keys": "keys", "help bans": "bans"} {
			if got := h.ask("boss", line); got.exit != 0 || !strings.HasPrefix(got.out, want) {
				t.Errorf("%s: %+v, want the help of %s", line, got, want)
			}
		}
	})
}
