package e2e

import (
	"bytes"
	"encoding/binary"
	"encoding/json"
	"fmt"
	"os"
	"os/exec"
	"regexp"
	"strconv"
	"strings"

	"github.com/rogpeppe/go-internal/testscript"
)

// scriptWords is the vocabulary of the scripts.
var scriptWords = map[string]func(ts *testscript.TestScript, neg bool, args []string){
	"serve":      wordServe,
	"shutdown":   wordShutdown,
	"crash":      wordCrash,
	"person":     wordPerson,
	"ssh":        wordSSH,
	"password":   wordPassword,
	"sftp":       wordSFTP,
	"scp":        wordSCP,
	"fetch":      wordFetch,
	"fetched":    wordFetched,
	"begin":      wordBegin,
	"unfinished": wordUnfinished,
	"finished":   wordFinished,
	"grow":       wordGrow,
	"json":       wordJSON,
	"field":      wordField,
	"logged":     wordLogged,
	"eventually": wordEventually,
	"screen":     wordScreen,
	"keys":       wordKeys,
	"see":        wordSee,
	"leave":      wordLeave,
	"start":      wordStart,
	"sql":        wordSQL,
	"old":        wordOld,
	"hold":       wordHold,
	"release":    wordRelease,
	"disk":       wordDisk,
	"fill":       wordFill,
	"owned":      wordOwned,
	"hangup":     wordHangup,
	"nowhere":    wordNowhere,
	"store":      wordStore,
	"database":   wordDatabase,
}

// wordPerson: person NAME... makes a key pair for each.
func wordPerson(ts *testscript.TestScript, neg bool, args []string) {
	for _, name := range args {
		ts.Check(ts.Exec("ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-C", name, "-f", ts.MkAbs(name)))
	}
}

// wordSSH: ssh [-key WHO] NAME COMMAND... runs a command as NAME with NAME's
// key, or WHO's; standard input is the file named by stdin, as for exec.
func wordSSH(ts *testscript.TestScript, neg bool, args []string) {
	verdict(ts, neg, ts.Exec("ssh", sshArgs(ts, args)...))
}

// sshArgs turns "[-key WHO] NAME COMMAND..." into ssh's own words.
func sshArgs(ts *testscript.TestScript, args []string) []string {
	config := []string{"-F", ts.MkAbs("ssh_config")}
	if len(args) > 2 && args[0] == "-key" {
		config = []string{"-F", ts.MkAbs("ssh_config_nokey"), "-i", ts.MkAbs(args[1])}
		args = args[2:]
	}
	if len(args) == 0 {
		ts.Fatalf("usage: ssh [-key WHO] NAME COMMAND...")
	}
	return append(append(config, "-o", "BatchMode=yes", args[0]+"@youku"), args[1:]...)
}

// wordPassword: password NAME PASSWORD COMMAND... runs a command as NAME, who
// proves it with a password.
func wordPassword(ts *testscript.TestScript, neg bool, args []string) {
	if len(args) < 2 {
		ts.Fatalf("usage: password NAME PASSWORD COMMAND...")
	}
	ask := ts.MkAbs("askpass")
	ts.Check(os.WriteFile(ask, []byte("#!/bin/sh\nprintf '%s\\n' \"$ASK_ANSWER\"\n"), 0o700))
	ts.Setenv("SSH_ASKPASS", ask)
	ts.Setenv("SSH_ASKPASS_REQUIRE", "force")
	ts.Setenv("ASK_ANSWER", args[1])
	verdict(ts, neg, ts.Exec("ssh", append([]string{"-F", ts.MkAbs("ssh_config"),
		"-o", "PreferredAuthentications=keyboard-interactive", "-o", "NumberOfPasswordPrompts=1", args[0] + "@youku"}, args[2:]...)...))
}

// wordSFTP: sftp NAME LINE... runs a batch of sftp commands.
func wordSFTP(ts *testscript.TestScript, neg bool, args []string) {
	if len(args) < 2 {
		ts.Fatalf("usage: sftp NAME LINE...")
	}
	batch := ts.MkAbs("batch")
	ts.Check(os.WriteFile(batch, []byte(strings.Join(args[1:], "\n")+"\n"), 0o600))
	verdict(ts, neg, ts.Exec("sftp", "-F", ts.MkAbs("ssh_config"), "-b", batch, args[0]+"@youku"))
}

// wordSCP: scp ARGS... is scp with the script's configuration.
func wordSCP(ts *testscript.TestScript, neg bool, args []string) {
	verdict(ts, neg, ts.Exec("scp", append([]string{"-F", ts.MkAbs("ssh_config"), "-B"}, args...)...))
}

// wordFetch: fetch NAME KBITS PATH FILE starts to get a file with sftp at that
// many kbit/s, and goes on with the script; fetched waits for its end.
func wordFetch(ts *testscript.TestScript, neg bool, args []string) {
	if len(args) != 4 {
		ts.Fatalf("usage: fetch NAME KBITS PATH FILE")
	}
	r := runningOf(ts)
	r.fetching = exec.Command("sftp", "-F", ts.MkAbs("ssh_config"), "-o", "BatchMode=yes",
		"-l", args[1], args[0]+"@youku:"+args[2], ts.MkAbs(args[3]))
	r.fetching.Dir = ts.MkAbs(".")
	ts.Check(r.fetching.Start())
}

// wordFetched: fetched waits for what fetch started; it must have succeeded.
func wordFetched(ts *testscript.TestScript, neg bool, args []string) {
	r := runningOf(ts)
	err := r.fetching.Wait()
	r.fetching = nil
	if (err != nil) != neg {
		ts.Fatalf("fetched: %v", err)
	}
}

// wordGrow: grow FILE MIB makes an mp4 longer by so many MiB: an empty box at
// its end, which players pass over.
func wordGrow(ts *testscript.TestScript, neg bool, args []string) {
	mib, err := strconv.Atoi(args[1])
	ts.Check(err)
	box := make([]byte, mib<<20)
	binary.BigEndian.PutUint32(box, uint32(len(box)))
	copy(box[4:], "free")
	f, err := os.OpenFile(ts.MkAbs(args[0]), os.O_APPEND|os.O_WRONLY, 0)
	ts.Check(err)
	_, err = f.Write(box)
	ts.Check(err)
	ts.Check(f.Close())
}

// verdict holds the outcome against the expectation. A refusal is exit 1 or 2
// with one sentence, or 255 from ssh itself; a crash is never expected.
func verdict(ts *testscript.TestScript, neg bool, err error) {
	said := ts.ReadFile("stderr")
	if strings.Contains(said, "goroutine ") || strings.Contains(said, "panic:") {
		ts.Fatalf("a fault of the program reached a person:\n%s", said)
	}
	if err != nil && !neg {
		ts.Fatalf("refused: %v\n%s", err, said)
	}
	if err == nil && neg {
		ts.Fatalf("was not refused")
	}
}

// wordJSON: json FIELD[=VALUE]... holds fields of the last output against values;
// a path such as 0.title or entries.0.amount_fen reaches in. VALUE is what
// fmt prints; without =VALUE the field must be there.
func wordJSON(ts *testscript.TestScript, neg bool, args []string) {
	doc := lastJSON(ts)
	for _, arg := range args {
		path, want, valued := strings.Cut(arg, "=")
		got, ok := reach(doc, path)
		match := ok && (!valued || show(got) == want)
		if match == neg {
			ts.Fatalf("json: %s is %s (there: %v)", arg, show(got), ok)
		}
	}
}

// wordField: field ENV PATH keeps a field of the last JSON output in ENV.
func wordField(ts *testscript.TestScript, neg bool, args []string) {
	if len(args) != 2 {
		ts.Fatalf("usage: field ENV PATH")
	}
	got, ok := reach(lastJSON(ts), args[1])
	if !ok {
		ts.Fatalf("json: no %s in %s", args[1], ts.ReadFile("stdout"))
	}
	ts.Setenv(args[0], show(got))
}

func lastJSON(ts *testscript.TestScript) any {
	decoder := json.NewDecoder(strings.NewReader(ts.ReadFile("stdout")))
	decoder.UseNumber()
	var doc any
	if err := decoder.Decode(&doc); err != nil {
		ts.Fatalf("no JSON: %v\n%s", err, ts.ReadFile("stdout"))
	}
	return doc
}

func reach(doc any, path string) (any, bool) {
	for _, step := range strings.Split(path, ".") {
		switch node := doc.(type) {
		case map[string]any:
			next, ok := node[step]
			if !ok {
				return nil, false
			}
			doc = next
		case []any:
			if step == "length" {
				doc = len(node)
				continue
			}
			var i int
			if _, err := fmt.Sscanf(step, "%d", &i); err != nil || i >= len(node) {
				return nil, false
			}
			doc = node[i]
		default:
			return nil, false
		}
	}
	return doc, true
}

func show(v any) string {
	if v == nil {
		return "null"
	}
	return fmt.Sprint(v)
}

// wordLogged: logged REGEXP waits until the server's output matches, and keeps
// the first group in the variable LOGGED; with !, it must not match now.
func wordLogged(ts *testscript.TestScript, neg bool, args []string) {
	expr := regexp.MustCompile(args[0])
	found := expr.FindStringSubmatch(ts.ReadFile("server.log"))
	if !neg {
		awaits(func() bool {
			found = expr.FindStringSubmatch(ts.ReadFile("server.log"))
			return found != nil
		})
	}
	if (found != nil) == neg {
		ts.Fatalf("logged: %q, found: %v in\n%s", args[0], found != nil, ts.ReadFile("server.log"))
	}
	if len(found) > 1 {
		ts.Setenv("LOGGED", found[1])
	}
}

// wordEventually: eventually REGEXP NAME COMMAND... asks again until the
// command's output matches.
func wordEventually(ts *testscript.TestScript, neg bool, args []string) {
	if len(args) < 3 {
		ts.Fatalf("usage: eventually REGEXP NAME COMMAND...")
	}
	expr := regexp.MustCompile(args[0])
	var out []byte
	ok := awaits(func() bool {
		cmd := exec.Command("ssh", sshArgs(ts, args[1:])...)
		cmd.Dir = ts.MkAbs(".")
		out, _ = cmd.CombinedOutput()
		return expr.Match(out)
	})
	if ok == neg {
		ts.Fatalf("eventually: %q: last said\n%s", args[0], bytes.TrimSpace(out))
	}
}
