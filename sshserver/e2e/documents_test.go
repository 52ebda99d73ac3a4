package e2e

import (
	"os"
	"os/exec"
	"path"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
)

var (
	codeSpan = regexp.MustCompile("`([^`\n]+)`")
	repoPath = regexp.MustCompile(`^\.?/?(tui|sshserver|store|media|keys|docs)/[\w./*-]*\w$`)
	fileName = regexp.MustCompile(`^[a-z][\w*]*(_test)?\.(go|txtar|golden)$`)
	testName = regexp.MustCompile(`^Test[A-Z]\w*`)
)

// What the documents name is there: folders, files and tests. One that moves
// takes its name in them along.
func TestDocuments_Names(t *testing.T) {
	files := tracked(t)
	tests := testFunctions(t, files)
	for _, doc := range []string{"README.md", "CONTRIBUTING.md", "SECURITY.md", "sshserver/tools/bench/README.md"} {
		data, err := os.ReadFile(filepath.Join("../..", doc))
		if err != nil {
			t.Fatal(err)
		}
		for _, m := range codeSpan.FindAllStringSubmatch(string(data), -1) {
			for _, word := range strings.Fields(m[1]) {
				if !named(word, files, tests) {
					t.Errorf("%s names %s, which is not there", doc, word)
				}
			}
		}
	}
}

var placed = regexp.MustCompile("`([a-z][\\w/]*\\.go)`\\s+`(\\w+)`((?:\\s+and\\s+`\\w+`)*)")

// A function that CONTRIBUTING names behind its file is in that file.
func TestDocuments_Functions(t *testing.T) {
	doc, err := os.ReadFile("../../CONTRIBUTING.md")
	if err != nil {
		t.Fatal(err)
	}
	steps := placed.FindAllStringSubmatch(string(doc), -1)
	if len(steps) < 20 {
		t.Errorf("only %d functions are named", len(steps))
	}
	for _, m := range steps {
		data, err := os.ReadFile(filepath.Join("../..", m[1]))
		if err != nil {
			t.Errorf("CONTRIBUTING.md: %v", err)
			continue
		}
		for _, name := range strings.FieldsFunc(m[2]+" "+m[3], func(r rune) bool { return r == ' ' || r == '\n' || r == '`' }) {
			if name != "and" && !regexp.MustCompile(`(?m)^func (\([^)]*\) )?`+name+`[(\[]`).Match(data) {
				t.Errorf("CONTRIBUTING.md: there is no function %s in %s", name, m[1])
			}
		}
	}
}

// runFlag is a choice of tests in a command of a document.
var runFlag = regexp.MustCompile(`-run ([\w/|']+)`)

// A document that says to run tests names such as there are.
func TestDocuments_Runs(t *testing.T) {
	tests := testFunctions(t, tracked(t))
	found := 0
	for _, doc := range []string{"README.md", "CONTRIBUTING.md", "SECURITY.md", "sshserver/tools/bench/README.md"} {
		data, err := os.ReadFile(filepath.Join("../..", doc))
		if err != nil {
			t.Fatal(err)
		}
		for _, m := range runFlag.FindAllStringSubmatch(string(data), -1) {
			for choice := range strings.SplitSeq(strings.Trim(m[1], "'"), "|") {
				found++
				name, _, _ := strings.Cut(choice, "/")
				if !slices.ContainsFunc(tests, func(test string) bool { return strings.Contains(test, name) }) {
					t.Errorf("%s runs %s, and no test is called so", doc, choice)
				}
			}
		}
	}
	if found < 3 {
		t.Errorf("only %d choices of tests were found", found)
	}
}

// named reports whether a word is no name of a file or a test, or is there.
func named(word string, files, tests []string) bool {
	under := func(pattern string) bool {
		return slices.ContainsFunc(files, func(f string) bool {
			for dir := f; dir != "."; dir = path.Dir(dir) {
				if ok, _ := path.Match(pattern, dir); ok {
					return true
				}
			}
			return false
		})
	}
	switch {
	case strings.Contains(word, "NAME"), strings.Contains(word, "0N"): // a pattern for the reader
		return true
	case repoPath.MatchString(word):
		return under(strings.TrimPrefix(word, "./"))
	case fileName.MatchString(word):
		return slices.ContainsFunc(files, func(f string) bool { ok, _ := path.Match(word, path.Base(f)); return ok })
	case testName.MatchString(word):
		return slices.ContainsFunc(tests, func(name string) bool { return strings.HasPrefix(name, testName.FindString(word)) })
	}
	return true
}

func tracked(t *testing.T) []string {
	t.Helper()
	out, err := exec.Command("git", "-C", "../..", "ls-files").Output()
	if err != nil {
		t.Skipf("not a git checkout: %v", err)
	}
	return strings.Split(strings.TrimSpace(string(out)), "\n")
}

func testFunctions(t *testing.T, files []string) (names []string) {
	t.Helper()
	function := regexp.MustCompile(`(?m)^func (Test\w+)`)
	for _, f := range files {
		if !strings.HasSuffix(f, "_test.go") {
			continue
		}
		data, err := os.ReadFile(filepath.Join("../..", f))
		if err != nil {
			t.Fatal(err)
		}
		for _, m := range function.FindAllStringSubmatch(string(data), -1) {
			names = append(names, m[1])
		}
	}
	return names
}
