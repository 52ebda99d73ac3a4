package operator

import (
	"bytes"
	"context"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"youku.example/sshserver/operator/local"
)

// typed runs a local command as an operator types it.
func typed(lang string, args ...string) (exit int, out, errs string) {
	var o, e bytes.Buffer
	exit = Main(context.Background(), local.Process{
		Engines: engines,
		Args:    args, Environ: []string{"LANG=" + lang}, Stdin: strings.NewReader(""), Stdout: &o, Stderr: &e,
	})
	return exit, o.String(), e.String()
}

const (
	somebody = "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIPKvGOV1hAPiaFWBz8MLUiNjkUkoUWjhCJCnI/Ma8p6V box"
	another  = "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIJxlRKV1N2cfyKdB6R0mRoZVMzaZW4m6rGUOWOyrWg7Y box"
)

func TestCommands_BothLanguages(t *testing.T) {
	for _, cmd := range commands() {
		if cmd.help.In("zh") == "" || cmd.help.In("en") == "" || cmd.usage == "" || cmd.run == nil {
			t.Errorf("%s lacks help, usage or its function", cmd.name)
		}
	}
}

// TestRefusals: what an operator gets wrong is one sentence in their language,
// with its exit status, and never what Go or the system calls it.
func TestRefusals(t *testing.T) {
	dir := t.TempDir()
	write := func(name, text string) string {
		file := filepath.Join(dir, name)
		if err := os.WriteFile(file, []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
		return file
	}
	data := filepath.Join(dir, "data")
	key := write("boss.pub", somebody+"\n")
	if exit, out, errs := typed("C", "admin", "add", "boss", "--key", key, "--data", data); exit != 0 || !strings.Contains(out, data) {
		t.Fatalf("the first admin: exit %d, %s%s; want to hear of the new folder", exit, out, errs)
	}
	for _, c := range []struct {
		exit   int
		en, zh string
		args   []string
	}{
		{2, "there is no command “serv”", "没有“serv”这个命令", []string{"serv"}},
		{2, "there is no flag --wat", "没有 --wat 这个选项", []string{"serve", "--wat"}},
		{2, "--config is empty", "--config 后面是空的", []string{"serve", "--config", ""}},
		{2, "--wait needs a value", "--wait 后面要有一个值", []string{"serve", "--wait"}},
		{2, "from 0s to 24h,", "0s 到 24h 之间", []string{"serve", "--wait", "soon"}},
		{2, "not an amount in yuan", "不是以元为单位的金额", []string{"serve", "--price", "1.005"}},
		{2, "only flags", "只带选项", []string{"serve", "now"}},
		{2, "there is no such file", "没有这个文件", []string{"serve", "--config", filepath.Join(dir, "none")}},
		{2, ":1: a line says name = value", ":1：一行应写成", []string{"serve", "--config", write("a", "wait 5s\n")}},
		{2, ":2: \"prise\" is no setting", ":2：没有 \"prise\" 这个设置", []string{"serve", "--config", write("b", "\nprise = 3\n")}},
		{2, ":1: this is no text file", ":1：这不是文本文件", []string{"serve", "--config", write("c", "\xff\x00\x1b[2J")}},
		{1, "this is no address", "这不是地址", []string{"serve", "--listen", "nonsense", "--data", filepath.Join(dir, "new")}},
		{2, "add, list or remove", "add、list 还是 remove", []string{"admin", "--data", data}},
		{1, "there is no library in", "还没有片库", []string{"admin", "list", "--data", filepath.Join(dir, "dta")}},
		{1, "there is no library in", "还没有片库", []string{"admin", "remove", "boss", "--data", filepath.Join(dir, "dta")}},
		{1, "no key is vouched for nobody", "nobody 没有登记过密钥", []string{"admin", "remove", "nobody", "--data", data}},
		{2, "--key FILE is needed", "缺少 --key FILE", []string{"admin", "add", "other", "--data", data}},
		{1, "there is no such file", "没有这个文件", []string{"admin", "add", "other", "--key", "none", "--data", data}},
		{1, "not one public key", "不是一行由 ssh-keygen 写出的公钥", []string{"admin", "add", "other", "--key", write("d", "hello"), "--data", data}},
		{1, "already, as boss", "已经登记给 boss", []string{"admin", "add", "other", "--key", key, "--data", data}},
		{1, "is reserved", "是保留的", []string{"admin", "add", "root", "--key", write("e", another), "--data", data}},
		{2, "the file to write is missing", "请写明备份到哪个文件", []string{"backup", "--data", data}},
		{1, "there is no library in", "还没有片库", []string{"check", "--data", data}},
	} {
		for lang, want := range map[string]string{"C": c.en, "zh_CN.UTF-8": c.zh} {
			exit, out, errs := typed(lang, c.args...)
			if exit != c.exit || out != "" || !strings.Contains(errs, want) {
				t.Errorf("youku %s (%s): exit %d, stdout %q, stderr %q; want %d and %q", strings.Join(c.args, " "), lang, exit, out, errs, c.exit, want)
			}
			for _, inner := range []string{"open ", "no such file or directory", "listen tcp", "%!", "\x1b", "0m0s"} {
				if strings.Contains(errs, inner) {
					t.Errorf("youku %s (%s) says %q of its inside: %s", strings.Join(c.args, " "), lang, inner, errs)
				}
			}
		}
	}
	if _, err := os.Stat(filepath.Join(dir, "dta")); err == nil {
		t.Error("a data folder mistyped was made")
	}
}

// TestHelp: every command explains itself and its own flags, in 80 columns.
func TestHelp(t *testing.T) {
	for _, lang := range []string{"C", "zh_CN.UTF-8"} {
		for _, cmd := range commands() {
			exit, out, errs := typed(lang, "help", cmd.name)
			if exit != 0 || errs != "" || !strings.Contains(out, cmd.usage) {
				t.Errorf("help %s: exit %d, %s%s", cmd.name, exit, out, errs)
			}
			if has := strings.Contains(out, "vip_share"); has != cmd.serves {
				t.Errorf("help %s speaks of the price for VIPs: %v", cmd.name, has)
			}
			for line := range strings.Lines(out) {
				if w := width(line); w > 80 {
					t.Errorf("help %s (%s): %d columns: %s", cmd.name, lang, w, line)
				}
			}
			if cmd.name == "admin" && (!strings.Contains(out, "--key") || !strings.Contains(out, "--existing")) {
				t.Errorf("help admin leaves out its flags: %s", out)
			}
		}
	}
}

func width(line string) int {
	n := 0
	for _, r := range strings.TrimSuffix(line, "\n") {
		if n++; r >= 0x2e80 {
			n++
		}
	}
	return n
}
