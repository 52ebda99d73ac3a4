package e2e

import (
	"fmt"
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"
)

// verb matches what fmt puts a value for: %s, %-20q, %[2]d. A %% is none.
var verb = regexp.MustCompile(`%%|%[-+# 0]*(?:\[(\d+)\])?\d*(?:\.\d+)?([a-zA-Z])`)

// verbsOf lists the verbs of a format with the argument that each takes.
func verbsOf(format string) []string {
	var found []string
	next := 1
	for _, m := range verb.FindAllStringSubmatch(format, -1) {
		if m[2] == "" {
			continue
		}
		if m[1] != "" {
			next, _ = strconv.Atoi(m[1])
		}
		found = append(found, fmt.Sprintf("%d%s", next, m[2]))
		next++
	}
	slices.Sort(found)
	return slices.Compact(found)
}

// sources parses the module, tests left aside, by folder.
func sources(t *testing.T, set *token.FileSet) map[string][]*ast.File {
	t.Helper()
	found := map[string][]*ast.File{}
	err := filepath.WalkDir("../..", func(path string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() || !strings.HasSuffix(path, ".go") || strings.HasSuffix(path, "_test.go") {
			return err
		}
		file, err := parser.ParseFile(set, path, nil, parser.SkipObjectResolution)
		found[filepath.Dir(path)] = append(found[filepath.Dir(path)], file)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return found
}

// TestFormats: vet knows the formats of fmt and not ours, which come in two
// languages. Both take the same arguments, and they are given as many.
func TestFormats(t *testing.T) {
	set := token.NewFileSet()
	texts := 0
	for _, files := range sources(t, set) {
		formats := map[string][]string{}
		eachNode(files, func(n ast.Node) {
			switch n := n.(type) {
			case *ast.CallExpr:
				if zh, en, ok := bothLanguages(n); ok {
					texts++
					checkLanguages(t, set, n, verbsOf(zh), verbsOf(en))
				}
			case *ast.ValueSpec:
				for i, value := range n.Values {
					if call, is := value.(*ast.CallExpr); is && nameOf(call.Fun) == "Say" && len(call.Args) == 2 {
						formats[n.Names[i].Name] = verbsOf(literal(call.Args[1]))
					}
				}
			}
		})
		eachNode(files, func(n ast.Node) {
			if call, ok := n.(*ast.CallExpr); ok {
				checkPrinted(t, set, call, formats)
			}
		})
	}
	if texts < 500 {
		t.Errorf("only %d texts were found", texts)
	}
}

// bothLanguages are the literals of words.Say and of the operator's tell.
func bothLanguages(call *ast.CallExpr) (zh, en string, ok bool) {
	if name := nameOf(call.Fun); len(call.Args) < 2 || name != "tell" && name != "Say" {
		return "", "", false
	}
	zh, en = literal(call.Args[0]), literal(call.Args[1])
	return zh, en, zh != "" && en != ""
}

func checkLanguages(t *testing.T, set *token.FileSet, call *ast.CallExpr, zh, en []string) {
	if !slices.Equal(zh, en) {
		t.Errorf("%s: the languages take other arguments: %v, %v", set.Position(call.Pos()), zh, en)
	}
	if given := len(call.Args) - 2; nameOf(call.Fun) == "tell" && !call.Ellipsis.IsValid() && given != most(en) {
		t.Errorf("%s: %d arguments for %v", set.Position(call.Pos()), given, en)
	}
}

// checkPrinted finds a text that fmt prints with another number of arguments
// than it takes, or one that takes some and is printed as it is.
func checkPrinted(t *testing.T, set *token.FileSet, call *ast.CallExpr, formats map[string][]string) {
	printer := nameOf(call.Fun)
	to, is := strings.CutPrefix(printer, "Fprint")
	format := 1
	if !is {
		to, is = strings.CutPrefix(printer, "Sprint")
		format = 0
	}
	for i, arg := range call.Args {
		verbs, ours := formats[saidBy(arg)]
		if !is || !ours || call.Ellipsis.IsValid() {
			continue
		}
		want := 0 // arguments of a text that is no format
		if to == "f" && i == format {
			want = len(call.Args) - i - 1
		}
		if most(verbs) != want {
			t.Errorf("%s: %s takes %v", set.Position(call.Pos()), saidBy(arg), verbs)
		}
	}
}

func eachNode(files []*ast.File, found func(ast.Node)) {
	for _, file := range files {
		ast.Inspect(file, func(n ast.Node) bool {
			if n != nil {
				found(n)
			}
			return true
		})
	}
}

// saidBy is the variable behind x.In(lang), also where it stands in a sum.
func saidBy(e ast.Expr) (name string) {
	ast.Inspect(e, func(n ast.Node) bool {
		if call, ok := n.(*ast.CallExpr); ok && nameOf(call.Fun) == "In" {
			if x, is := call.Fun.(*ast.SelectorExpr).X.(*ast.Ident); is {
				name = x.Name
			}
			return false
		}
		_, nested := n.(*ast.CallExpr)
		return !nested
	})
	return name
}

func nameOf(fun ast.Expr) string {
	switch f := fun.(type) {
	case *ast.Ident:
		return f.Name
	case *ast.SelectorExpr:
		return f.Sel.Name
	}
	return ""
}

// literal is a string that stands in the code, also as a sum; "" if it is none.
func literal(e ast.Expr) string {
	switch e := e.(type) {
	case *ast.BasicLit:
		s, _ := strconv.Unquote(e.Value)
		return s
	case *ast.BinaryExpr:
		if a, b := literal(e.X), literal(e.Y); a != "" && b != "" {
			return a + b
		}
	}
	return ""
}

// most is the last argument that any of the verbs takes.
func most(verbs []string) (n int) {
	for _, v := range verbs {
		i, _ := strconv.Atoi(strings.TrimRight(v, "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ"))
		n = max(n, i)
	}
	return n
}
