package words

import (
	"go/ast"
	"go/parser"
	"go/token"
	"path/filepath"
	"strconv"
	"testing"

	"youku.example/store"
)

// constants returns the values of the string constants that store has of a type.
func constants(t *testing.T, typ string) []string {
	t.Helper()
	files, err := filepath.Glob("../../store/*.go")
	if err != nil {
		t.Fatal(err)
	}
	var values []string
	for _, path := range files {
		file, err := parser.ParseFile(token.NewFileSet(), path, nil, 0)
		if err != nil {
			t.Fatal(err)
		}
		ast.Inspect(file, func(n ast.Node) bool {
			spec, ok := n.(*ast.ValueSpec)
			if !ok || len(spec.Values) != 1 {
				return true
			}
			name, ok := spec.Type.(*ast.Ident)
			value, literal := spec.Values[0].(*ast.BasicLit)
			if ok && literal && name.Name == typ {
				s, err := strconv.Unquote(value.Value)
				if err != nil {
					t.Fatal(err)
				}
				values = append(values, s)
			}
			return true
		})
	}
	if len(values) < 3 {
		t.Fatalf("only %d constants of %s were found: the search for them is wrong", len(values), typ)
	}
	return values
}

// Every state that a row can have has a name in both languages, and in English
// uploads and downloads have that of the JSON answers.
func TestStates_Every(t *testing.T) {
	named := func(typ string, name func(string) T) {
		for _, value := range constants(t, typ) {
			if text := name(value); text.In(Zh) == "" || text.In(En) == "" {
				t.Errorf("the %s %q has no name", typ, value)
			}
		}
	}
	same := func(typ string, name func(string) T) {
		named(typ, name)
		for _, value := range constants(t, typ) {
			if text := name(value); text.In(En) != value {
				t.Errorf("the %s %q is called %q", typ, value, text.In(En))
			}
		}
	}
	named("Shelf", func(s string) T { return Shelf(store.Shelf(s)) })
	named("Role", func(s string) T { return Role(store.Role(s)) })
	named("EntryKind", func(s string) T { return Entry(store.EntryKind(s)) })
	same("IncomingState", func(s string) T { return Upload(store.IncomingState(s)) })
	same("State", func(s string) T {
		if s == string(store.Ended) || s == string(store.Expired) {
			return Say(s, s) // it says why instead, see Ended
		}
		return Grant(store.Download{State: store.State(s)})
	})
}

func TestMatch(t *testing.T) {
	for _, c := range []struct {
		m      store.Match
		zh, en string
	}{
		{store.Match{}, "还没有，可以上传。", "It is new here."},
		{store.Match{Movie: 7, Title: "小城之春", Shelf: store.OnShelf, By: "sha256"}, "已经有了：《小城之春》（7）。", "It is here already: “小城之春” (7)."},
		{store.Match{Movie: 7, Title: "小城之春", Shelf: store.TakenDown, By: "sha256"}, "和已删除的《小城之春》（7）相同；restore 7 恢复它。", "It is “小城之春” (7), which is deleted: restore 7 brings it back."},
		{store.Match{Movie: 7, Title: "100 %d", Shelf: store.OnShelf, By: "sampled_md5"}, "看起来和《100 %d》（7）相同（抽样 MD5）。", "It looks like “100 %d” (7), by the sampled MD5."},
	} {
		if text := Match(c.m); text.In(Zh) != c.zh || text.In(En) != c.en {
			t.Errorf("%+v: %q, %q", c.m, text.In(Zh), text.In(En))
		}
	}
}
