package e2e

import (
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

const module = "youku.example"

// may says which of our packages each may import, and why; the entry with the
// longest name that holds the importing package decides. This is the picture in
// README.md.
var may = []struct {
	pkg     string
	imports string // with spaces; each with the packages below it
	why     string
}{
	{"", "sshserver/operator store/sqldb/sqlite store/sqldb/postgres store/sqldb/move media/disk media/s3", "main wires, nothing else"},
	{"sshserver", "sshserver tui store media keys", "it turns bytes into calls of all others"},
	{"sshserver/command", "sshserver/command sshserver/build store tui/words tui/term/cells", "a command asks the shop and prints; it knows neither connections nor screens"},
	{"sshserver/command/cli", "store tui/words", "what every command is written with knows none of them"},
	{"sshserver/command/view", "sshserver/command/cli store tui/words", "an answer is shown, not asked for: it knows no command"},
	{"sshserver/command/viewer", "sshserver/command/cli sshserver/command/view sshserver/contain store media tui/words", "a folder of commands imports no other: the table joins them"},
	{"sshserver/command/account", "sshserver/command/cli sshserver/command/view store tui/words", "a folder of commands imports no other: the table joins them"},
	{"sshserver/command/admin", "sshserver/command/cli sshserver/command/view store tui/words", "a folder of commands imports no other: the table joins them"},
	{"sshserver/wire", "", "what works around x/crypto goes when x/crypto does it: it knows bytes and addresses, no account and no sentence"},
	{"sshserver/limit", "", "it counts: identities, and what a refusal says, is for those that ask"},
	{"sshserver/keyboard", "", "from bytes to keys is the same for every session and every screen"},
	{"sshserver/contain", "", "a panic ends alike everywhere"},
	{"sshserver/sftp", "sshserver/sftp sshserver/contain", "a protocol speaks to a file system: which files there are, and every sentence, comes from the tree"},
	{"sshserver/sftp/sftptest", "sshserver/sftp sshserver/scp", "clients and a file system in memory, for the tests of both protocols"},
	{"sshserver/scp", "sshserver/sftp", "as sftp: the same file system, in another protocol"},
	{"sshserver/intake", "sshserver/contain store media", "an upload is the same by whichever protocol it comes"},
	{"sshserver/importer", "sshserver/contain sshserver/intake store media", "files of the machine become movies by the rules of uploads"},
	{"sshserver/tree", "sshserver/limit sshserver/sftp sshserver/intake store media tui/words", "files are shown by rows and keys: it knows neither connections nor screens"},
	{"sshserver/auth", "sshserver/wire sshserver/limit sshserver/contain store tui/words", "an identity does not depend on a session or a screen; words only for the banners before one"},
	{"sshserver/operator/local", "sshserver store media keys tui/words", "a call of the program knows no command that works on it"},
	{"sshserver/operator/check", "sshserver/operator/local sshserver/operator/problem store media tui/words", "one command of the operator knows no other"},
	{"sshserver/operator/restore", "sshserver/operator/local sshserver/operator/problem sshserver/operator/setting sshserver/operator/check store media keys tui/words", "of the other commands it asks check alone, for files that no row knows"},
	{"sshserver/operator/admin", "sshserver/operator/local sshserver/operator/problem store keys tui/words", "one command of the operator knows no other"},
	{"sshserver/operator/imports", "sshserver/importer sshserver/intake sshserver/command/cli sshserver/command/view sshserver/operator/local sshserver/operator/problem sshserver/operator/progress sshserver/operator/setting store tui/words", "one command of the operator knows no other"},
	{"sshserver/operator/migrate", "sshserver/operator/local sshserver/operator/problem sshserver/operator/progress sshserver/operator/setting store media keys tui/words", "one command of the operator knows no other"},
	{"sshserver/operator/passwd", "sshserver/operator/local sshserver/operator/problem store tui/words", "one command of the operator knows no other"},
	{"sshserver/operator/sample", "sshserver/operator/local sshserver/operator/problem sshserver/intake store media/demo", "the demo goes the way of every upload"},
	{"sshserver/operator/progress", "", "a bar is drawn of plain text"},
	{"sshserver/operator/problem", "store media tui/words", "errors are said alike by every command of the operator"},
	{"sshserver/operator/setting", "sshserver store keys/owner tui/words", "settings are read before anything is opened, and open nothing"},
	{"sshserver/tools", "media/demo sshserver/tools/program sshserver/tools/pictures/svg store/sqldb/postgres/pgtest", "what measures is a client like any other, and starts the servers that it needs"},
	{"sshserver/tools/bench", "media/demo sshserver/tools/program store/sqldb/postgres/pgtest", "as all tools; a PostgreSQL is started for it, and only the program talks to it"},
	{"sshserver/tools/bench/catalogue", "store", "it asks the shop itself, over an engine"},
	{"tui", "tui store", "a screen asks the shop and knows no connection"},
	{"tui/admin", "tui store media/language", "as tui; in which language the name of subtitles says they are is text alone"},
	{"tui/words/lists", "store tui/words", "how a list is sorted is the same for screens and commands: it knows neither"},
	{"store", "store keys/owner", "rules know no screen, no connection and no file of a movie"},
	{"store/runes", "", "names, texts and titles rest on it"},
	{"store/title", "store/runes", "how titles are found is text alone: neither accounts nor rows"},
	{"store/sqldb/postgres", "store", "rows on a server know no file of this machine"},
	{"store/sqldb/move", "store", "rows are moved by what every engine can do: it knows none"},
	{"store/sqldb/postgres/pgtest", "", "it starts programs, and knows no schema"},
	{"store/sqldb/sqlite/sqlitetest", "store/sqldb/sqlite", "it copies a file, and asks nothing of it"},
	{"store/sqldb/sqlite/dbfile", "keys/owner", "what a file is, is known before SQLite opens it: neither rows nor schema"},
	{"store/sqldb/sqlite/postings", "store/sqldb/sqlite/stmt", "what FTS5 keeps of an index is read as bytes: it knows neither movies nor titles"},
	{"store/sqldb/sqlite/stmt", "", "it keeps compiled statements of any driver"},
	{"store/plan", "store store/sidecar store/proposal store/title", "what uploads are is said by their rows alone"},
	{"store/proposal", "store/title store/runes", "what files say of themselves is text: neither accounts nor rows"},
	{"store/code", "", "a code is text alone: what it is worth is known by the rows"},
	{"store/names", "store/runes", "what a name may be is text alone"},
	{"store/mark", "", "what a person says of a movie is a value: it knows neither rows nor people"},
	{"store/fair", "", "a semaphore knows nothing of what is shared"},
	{"store/password", "store/fair", "hashing knows neither accounts nor rows"},
	{"store/sidecar", "", "what a file is for is known by its name alone"},
	{"store/ranges", "", "what of a file was sent or received is arithmetic; downloads and uploads rest on it"},
	{"store/jobs", "", "what is left for a server to do is a row; the shop and those who carry it out rest on it"},
	{"store/event", "store/live", "what a change means to sessions is a value: it knows neither rows nor rules"},
	{"store/clock", "", "time is measured without rows and rules; the shop says what it is for"},
	{"store/lease", "store/clock", "how servers know of each other is rows of text and beats; the shop says what runs"},
	{"store/live", "store/ranges", "what runs now is memory alone; the shop says what it means"},
	{"media", "media keys/owner", "files know neither people nor money"},
	{"media/s3", "media media/keylock keys/owner", "a store holds files by their keys, and knows nothing of what is in them"},
	{"media/s3/chunk", "media keys/owner", "what is kept of movies is bytes by key and place: where they come from is said by those who fetch"},
	{"media/filecopy", "media", "a library is copied by what every engine can do: it knows none"},
	{"media/keylock", "", "it counts keys"},
	{"media/language", "", "which language a word means is text alone"},
	{"media/subtitle", "", "subtitles are text: whose they are is known by those who keep them"},
	{"media/cover", "", "a picture is bytes, and none of them is trusted: whose it is is known by those who keep it"},
	{"media/container", "media/language", "what a file is stands in its bytes alone, and none of them is trusted"},
	{"media/nfo", "", "what an NFO says stands in its text alone, and none of it is trusted"},
	{"keys", "keys/owner", "a leaf"},
}

// engines are imported by main alone, beside their own folders and suites, and
// by the programs that measure them; sqlitetest opens one for tests.
var (
	engines  = []string{"store/sqldb/sqlite", "store/sqldb/postgres", "media/disk", "media/s3"}
	programs = []string{"", "sshserver/tools/bench/catalogue", "store/sqldb/sqlite/sqlitetest"}
)

func TestStructure_Imports(t *testing.T) {
	for pkg, imports := range ourImports(t) {
		rule := may[0]
		for _, r := range may[1:] {
			if isIn(pkg, r.pkg) && len(r.pkg) > len(rule.pkg) {
				rule = r
			}
		}
		for _, imp := range imports {
			if !slices.ContainsFunc(strings.Fields(rule.imports), func(root string) bool { return isIn(imp, root) }) {
				t.Errorf("%q imports %q, and may import only %q: %s", pkg, imp, rule.imports, rule.why)
			}
			if !slices.Contains(programs, pkg) && slices.Contains(engines, imp) {
				t.Errorf("%q imports the engine %q: only main may", pkg, imp)
			}
		}
	}
}

// apart is what no package under from may import itself, and why: through
// others it may reach it. One rule a line.
var apart = []struct{ from, never, why string }{
	{"store/sqldb/postgres", "store/sqldb/sqlite", "an engine knows no other: what both need is the queries'"},
	{"store/sqldb/sqlite", "store/sqldb/postgres", "an engine knows no other: what both need is the queries'"},
	{"tui/ui", "store", "a field, a list or a form is drawn of plain values, and what it needs of the shop is a function"},
}

func TestStructure_Apart(t *testing.T) {
	under := func(pkg, root string) bool { return pkg == root || strings.HasPrefix(pkg, root+"/") }
	for _, rule := range apart {
		for pkg, imports := range ourImports(t) {
			for _, imp := range imports {
				if under(pkg, rule.from) && under(imp, rule.never) {
					t.Errorf("%s imports %s: %s", pkg, imp, rule.why)
				}
			}
		}
	}
}

// mostFiles is how many product files a folder may hold: in one that holds more
// a reader looks for each of them.
const mostFiles = 45

func TestStructure_Folders(t *testing.T) {
	held := map[string]int{}
	for _, f := range tracked(t) {
		if strings.HasSuffix(f, ".go") && !strings.HasSuffix(f, "_test.go") {
			held[filepath.Dir(f)]++
		}
	}
	if len(held) < 30 {
		t.Fatalf("found %d folders with product code", len(held))
	}
	for dir, n := range held {
		if n > mostFiles {
			t.Errorf("%s holds %d files of product code, and %d is the most: part of it wants a folder of its own", dir, n, mostFiles)
		}
	}
}

// walls are what no package under from may reach, not even by way of others of
// ours, and why. One rule a line.
var walls = []struct{ from, never, why string }{
	{"tui/term", "store", "a terminal shows cells and pictures, whatever they are of"},
	{"tui/term", "tui/words", "what is drawn comes as text; its sentences are the screens'"},
	{"tui/term/paint", "tui/term/canvas", "a painter writes frames to any writer; that one lays pictures on them is not its concern"},
	{"tui/term/canvas", "tui/term/paint", "a picture is drawn in cells without a program"},
	{"tui/viewer", "tui/admin", "what a viewer sees is read and changed without the admins' screens"},
	{"tui/admin", "tui/viewer", "what both show stands in tui/screen, so that neither grows by the other"},
	{"tui/screen", "tui/viewer", "it is what screens share: it knows none of them"},
	{"tui/screen", "tui/admin", "it is what screens share: it knows none of them"},
	{"tui/ui/theme", "tui/words", "how things look depends on no language"},
	{"tui/ui", "tui/screen", "a piece of a screen knows no person, no shop and no stack of screens"},
	{"tui/words", "tui/term", "sentences are the same wherever they are read"},
	{"tui/words", "sshserver", "screens and commands say them alike"},
	{"sshserver/operator/local", "sshserver/operator/serve", "a call of the program knows no command that works on it"},
	{"sshserver/operator/local", "sshserver/operator/check", "a call of the program knows no command that works on it"},
}

func TestStructure_Walls(t *testing.T) {
	direct := ourImports(t)
	under := func(pkg, root string) bool { return pkg == root || strings.HasPrefix(pkg, root+"/") }
	for _, wall := range walls {
		found := false
		for pkg := range direct {
			if !under(pkg, wall.from) {
				continue
			}
			found = true
			for reached, by := range reachable(direct, pkg) {
				if under(reached, wall.never) {
					t.Errorf("%s reaches %s by %s: %s", pkg, reached, by, wall.why)
				}
			}
		}
		if !found {
			t.Errorf("there is no package under %s: its wall stands for nothing", wall.from)
		}
	}
}

// reachable maps each of our packages that pkg imports, directly or not, to the
// one that imports it.
func reachable(direct map[string][]string, pkg string) map[string]string {
	all := map[string]string{}
	todo := []string{pkg}
	for len(todo) > 0 {
		p := todo[0]
		todo = todo[1:]
		for _, imp := range direct[p] {
			if _, seen := all[imp]; !seen {
				all[imp] = p
				todo = append(todo, imp)
			}
		}
	}
	return all
}

// isIn reports whether a package is root or stands below it.
func isIn(pkg, root string) bool { return pkg == root || strings.HasPrefix(pkg, root+"/") }

// The top level is what the brief fixed, so that no one looks for the program in
// a seventh folder.
func TestStructure_TopLevel(t *testing.T) {
	fixed := []string{"tui", "sshserver", "store", "media", "keys", "main.go", "go.mod", "go.sum", "README.md",
		"LICENSE", "CHANGELOG.md", "CONTRIBUTING.md", "SECURITY.md", "docs", "staticcheck.conf"}
	out, err := exec.Command("git", "-C", "../..", "ls-files").Output()
	if err != nil {
		t.Skipf("not a git checkout: %v", err)
	}
	for _, file := range strings.Fields(string(out)) {
		top := strings.SplitN(file, "/", 2)[0]
		if !strings.HasPrefix(top, ".") && !slices.Contains(fixed, top) {
			t.Errorf("%s: the top level has no place for it", top)
		}
	}
}

// Each folder says its job, what it may import and where to begin reading, in its
// doc.go.
func TestStructure_Docs(t *testing.T) {
	for pkg := range ourImports(t) {
		if pkg == "" {
			continue
		}
		data, err := os.ReadFile(filepath.Join("../..", pkg, "doc.go"))
		if err != nil {
			t.Errorf("%s has no doc.go", pkg)
			continue
		}
		if !strings.HasPrefix(string(data), "// Package ") && !strings.Contains(string(data), "\n// Package ") {
			t.Errorf("%s/doc.go does not say what the package is", pkg)
		}
		said := strings.Join(strings.Fields(strings.ReplaceAll(string(data), "//", " ")), " ")
		if !strings.Contains(said, "import") {
			t.Errorf("%s/doc.go does not say what the package may import", pkg)
		}
		if !strings.Contains(said, "Begin ") && !strings.Contains(said, "begin ") {
			t.Errorf("%s/doc.go does not say where to begin reading", pkg)
		}
	}
}

// ourImports maps each package of the module to those of ours that it imports,
// tests left aside.
func ourImports(t *testing.T) map[string][]string {
	t.Helper()
	cmd := exec.Command("go", "list", "-f", `{{.ImportPath}}{{range .Imports}} {{.}}{{end}}`, "./...")
	cmd.Dir = "../.."
	out, err := cmd.CombinedOutput()
	if err != nil {
		t.Fatalf("go list: %v\n%s", err, out)
	}
	found := map[string][]string{}
	for _, line := range strings.Split(strings.TrimSpace(string(out)), "\n") {
		names := strings.Fields(line)
		pkg := strings.TrimPrefix(strings.TrimPrefix(names[0], module), "/")
		found[pkg] = nil
		for _, imp := range names[1:] {
			if inner, ours := strings.CutPrefix(imp, module+"/"); ours {
				found[pkg] = append(found[pkg], inner)
			}
		}
	}
	if len(found) < 6 {
		t.Fatalf("only %d packages found: %v", len(found), found)
	}
	return found
}
