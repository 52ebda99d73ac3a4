package words

import (
	"go/ast"
	"go/parser"
	"go/token"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"testing"
)

func TestActionDetail(t *testing.T) {
	for _, c := range []struct{ action, text, zh string }{
		{"refund", "movie 2, ¥6.25", "影片 2，¥6.25"},
		{"edit", "movie 7: A, B and ¥2, ¥0.00", "影片 7：A, B and ¥2，¥0.00"},
		{"takedown", "movie 7, 0 to refund", "影片 7，退款 0 笔"},
		{"register", "key SHA256:x", "密钥 SHA256:x"},
		{"login", "password", "密码"},
		{"ban", "passwords: 12", "密码错了 12 次"},
		{"vip", "year, ¥148.00", "年度，¥148.00"},
		{"credit", "¥5.00 movie 7", "¥5.00 movie 7"},
		{"rename", "again", "again"},
		{"what a later version did", "movie 7", "movie 7"},
	} {
		got := ActionDetail(c.action, c.text)
		if got.In(Zh) != c.zh || got.In(En) != c.text {
			t.Errorf("%s %q: %q and %q", c.action, c.text, got.In(Zh), got.In(En))
		}
	}
}

// Every detail that is made of words and not of names and amounts alone has
// them in Chinese.
func TestActionDetail_Every(t *testing.T) {
	files, err := filepath.Glob("../../store/*.go")
	if err != nil {
		t.Fatal(err)
	}
	word, verb, seen := regexp.MustCompile(`[a-z]{2,}`), regexp.MustCompile(`%[ds]`), 0
	for _, path := range files {
		if strings.HasSuffix(path, "_test.go") {
			continue
		}
		file, err := parser.ParseFile(token.NewFileSet(), path, nil, 0)
		if err != nil {
			t.Fatal(err)
		}
		ast.Inspect(file, func(n ast.Node) bool {
			call, ok := n.(*ast.CallExpr)
			if !ok || len(call.Args) < 3 {
				return true
			}
			f, ok := call.Fun.(*ast.Ident)
			lit, plain := call.Args[2].(*ast.BasicLit)
			if !ok || f.Name != "auditf" || !plain {
				return true
			}
			format, err := strconv.Unquote(lit.Value)
			if err != nil || !word.MatchString(verb.ReplaceAllString(format, "")) {
				return true
			}
			seen++
			text := strings.ReplaceAll(strings.ReplaceAll(format, "%d", "7"), "%s", "¥7.00")
			for action := range texts(call.Args[0]) {
				if zh := ActionDetail(action, text).In(Zh); word.MatchString(zh) {
					t.Errorf("%s: the detail %q is %q in Chinese", action, text, zh)
				}
			}
			return true
		})
	}
	if seen < 10 {
		t.Errorf("only %d details were found in the program: the search for them is wrong", seen)
	}
}
