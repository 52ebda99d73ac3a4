package words

import (
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"path/filepath"
	"reflect"
	"strconv"
	"strings"
	"testing"

	"youku.example/store"
)

// Every action that the program writes into the audit has its words.
func TestAction_Every(t *testing.T) {
	written := map[string]bool{}
	for _, root := range []string{"../../store", "../../sshserver", "../../keys", "../../media"} {
		err := filepath.WalkDir(root, func(path string, d fs.DirEntry, err error) error {
			if err != nil || d.IsDir() || !strings.HasSuffix(path, ".go") || strings.HasSuffix(path, "_test.go") || strings.Contains(path, "storetest") {
				return err
			}
			file, err := parser.ParseFile(token.NewFileSet(), path, nil, 0)
			if err == nil {
				ast.Inspect(file, func(n ast.Node) bool {
					for _, e := range given(n) {
						for action := range texts(e) {
							written[action] = true
						}
					}
					return true
				})
			}
			return err
		})
		if err != nil {
			t.Fatal(err)
		}
	}
	if len(written) < 25 {
		t.Errorf("only %d actions were found in the program: the search for them is wrong", len(written))
	}
	for action := range written {
		if _, ok := actions[action]; !ok {
			t.Errorf("%q is written into the audit and has no words", action)
		}
	}
	for action := range actions {
		if !written[action] {
			t.Errorf("%q has words and is never written", action)
		}
	}
	if odd := Action("what a later version did"); odd.In(Zh) != "what a later version did" {
		t.Errorf("got %q", odd.In(Zh))
	}
}

// given are the expressions that a piece of the program gives as an action: to
// an auditEvent, to auditf and Note, or to something of that name.
func given(n ast.Node) (list []ast.Expr) {
	switch n := n.(type) {
	case *ast.CompositeLit:
		if name, ok := n.Type.(*ast.Ident); !ok || name.Name != "auditEvent" || len(n.Elts) == 0 {
			return nil
		}
		if kv, ok := n.Elts[0].(*ast.KeyValueExpr); ok {
			return []ast.Expr{kv.Value}
		}
		return n.Elts[:1]
	case *ast.CallExpr:
		if f, ok := n.Fun.(*ast.Ident); ok && f.Name == "auditf" {
			return n.Args[:1]
		}
		if f, ok := n.Fun.(*ast.SelectorExpr); ok && f.Sel.Name == "Note" && len(n.Args) == 5 {
			return n.Args[2:3]
		}
	case *ast.AssignStmt:
		if name, ok := n.Lhs[0].(*ast.Ident); ok && name.Name == "action" {
			return n.Rhs[:1]
		}
	case *ast.ValueSpec:
		if strings.HasPrefix(n.Names[0].Name, "action") {
			return n.Values
		}
	}
	return nil
}

// texts are the plain strings of an expression.
func texts(e ast.Expr) map[string]bool {
	found := map[string]bool{}
	ast.Inspect(e, func(n ast.Node) bool {
		if lit, ok := n.(*ast.BasicLit); ok && lit.Kind == token.STRING {
			if s, err := strconv.Unquote(lit.Value); err == nil && s != "" {
				found[s] = true
			}
		}
		_, call := n.(*ast.CallExpr)
		return !call
	})
	return found
}

// The audit is searched by what one sees of an action, in either language.
func TestAuditQuery(t *testing.T) {
	for search, want := range map[string]store.AuditQuery{
		"":        {},
		"  bob  ": {Words: []store.AuditWord{{Text: "bob"}}},
		"锁定 bob":  {Words: []store.AuditWord{{Text: "锁定", Actions: []string{"lock"}}, {Text: "bob"}}},
		"充值码":     {Words: []store.AuditWord{{Text: "充值码", Actions: []string{"codes mint", "codes void", "redeem"}}}},
	} {
		if got := AuditQuery(search); !reflect.DeepEqual(got, want) {
			t.Errorf("%q: %+v, want %+v", search, got, want)
		}
	}
}
