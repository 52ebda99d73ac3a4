package admin

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"log/slog"
	"os"

	"github.com/spf13/pflag"

	"youku.example/keys"
	"youku.example/sshserver/operator/local"
	"youku.example/sshserver/operator/problem"
	"youku.example/store"
	"youku.example/store/names"
	"youku.example/tui/words"
)

// maxKeyLine bounds what is read of a key file: an RSA 16384 line is 3 KiB.
const maxKeyLine = 16 << 10

var (
	sayVouched    = words.Say("已登记 %s 的密钥（%s）。用它以 %s 的名字登录，就能注册管理员账号。\n", "%s is vouched for (%s). Log in with that key as %s to register.\n")
	sayExisting   = words.Say("%s 现在是管理员（%s）。\n", "%s is an admin now (%s).\n")
	sayRemoved    = words.Say("%s 不再是管理员，相关会话已经结束。移除的密钥：%d\n", "%s is no admin any more, and their sessions have ended. Keys removed: %d\n")
	sayDropped    = words.Say("%s 不再是管理员。移除的密钥：%d\n", "%s is no admin any more. Keys removed: %d\n")
	sayNotTakenUp = words.Say("正在运行的服务器还没有照 %s 办：请看它的日志。\n", "The running server does not go by %s yet: look at its log.\n")
	sayNoAdmins   = words.Say("还没有管理员。", "There are no admins yet.")
	sayNewData    = words.Say("新建了数据目录 %s。\n", "The data folder %s is new.\n")
)

// Flags adds the flags of the command.
func Flags(f *pflag.FlagSet) {
	f.String("key", "", "the public key's file, or - for standard input")
	f.Bool("existing", false, "the account exists already")
}

func Run(ctx context.Context, c *local.Call) error {
	if len(c.Words) == 0 {
		return local.Usage(problem.New("要 add、list 还是 remove？", "add, list or remove?"))
	}
	if c.Settings.OnServer() {
		return runShared(ctx, c)
	}
	fresh, err := adminFolder(c)
	if err != nil {
		return err
	}
	vouched, err := keys.OpenAdmins(c.Settings.AdminKeys(), slog.New(slog.NewTextHandler(c.Stderr, nil)))
	if err != nil {
		return err
	}
	switch verb, rest := c.Words[0], c.Words[1:]; {
	case verb == "add" && len(rest) == 1:
		err := adminAdd(ctx, c, vouched, rest[0])
		if err == nil && fresh {
			fmt.Fprintf(c.Stdout, sayNewData.In(c.Lang), c.Settings.Data)
		}
		return err
	case verb == "list" && len(rest) == 0:
		return adminList(ctx, c, vouched)
	case verb == "remove" && len(rest) == 1:
		return adminRemove(ctx, c, vouched, rest[0])
	}
	return noVerb()
}

func noVerb() error {
	return local.Usage(problem.New("只有 add NAME、list、remove NAME", "add NAME, list or remove NAME"))
}

// adminFolder is there, or is made when a key is to be vouched for: that may
// come before the first start. To list or to remove, a folder that is not there
// is a name mistyped.
func adminFolder(c *local.Call) (fresh bool, err error) {
	_, err = os.Stat(c.Settings.Data)
	if fresh = errors.Is(err, fs.ErrNotExist); fresh && c.Words[0] != "add" {
		return true, local.NoLibrary(c.Settings)
	}
	return fresh, c.Settings.MakeData()
}

// keyProblem says in both languages what is wrong with a key.
func keyProblem(err error) error {
	for is, zh := range map[error]string{
		keys.ErrLine:    "不是一行由 ssh-keygen 写出的公钥（ssh-ed25519 AAAA… name）",
		keys.ErrWeak:    "不接受这种密钥：请用 Ed25519、ECDSA，或 2048 位以上的 RSA",
		keys.ErrComment: "注释里有无法显示的字符",
		keys.ErrOptions: "这里不接受密钥选项（from=、command=、restrict…），请去掉后再试",
	} {
		if errors.Is(err, is) {
			return problem.Of(words.Say(zh, is.Error()), err)
		}
	}
	return err
}

// adminAdd vouches for a key. The name is kept for it from now on, so it must
// not be another account's unless the operator says that the key is its owner's.
func adminAdd(ctx context.Context, c *local.Call, vouched *keys.Admins, name string) error {
	line, name, err := toVouchFor(c, name)
	if err != nil {
		return err
	}
	exists := false
	unclaimed := func() (err error) {
		if exists, err = accountExists(ctx, c, name); err == nil {
			err = unclaimed(c, name, exists)
		}
		return err
	}
	for _, have := range vouched.List() {
		if have.Fingerprint == line.Fingerprint && have.Comment != name {
			return anotherName(have.Comment)
		}
	}
	if err := vouched.Add(name, line, unclaimed); err != nil {
		return err
	}
	if _, err := adminsInForce(ctx, c, vouched); err != nil {
		return err
	}
	sayAdded(c, name, line, exists)
	return nil
}

func sayAdded(c *local.Call, name string, line keys.Line, exists bool) {
	if exists {
		fmt.Fprintf(c.Stdout, sayExisting.In(c.Lang), name, line.Fingerprint)
	} else {
		fmt.Fprintf(c.Stdout, sayVouched.In(c.Lang), name, line.Fingerprint, name)
	}
}

// toVouchFor reads the key and checks the name.
func toVouchFor(c *local.Call, name string) (line keys.Line, checked string, err error) {
	if line, err = readKey(c); err != nil {
		return line, "", err
	}
	if checked, err = store.CheckName(name); err != nil {
		return line, "", err
	}
	if names.Reserved(checked) {
		return line, "", &store.Refusal{Code: store.ErrNameReserved.Code, Name: checked}
	}
	return line, checked, nil
}

// unclaimed refuses the name of an account, unless the operator says that the key is its
// owner's.
func unclaimed(c *local.Call, name string, exists bool) error {
	if existing, _ := c.Flags.GetBool("existing"); exists && !existing {
		return problem.New("已有账号 %s；要让它成为管理员，请加 --existing", "an account %s exists already; to make it an admin, add --existing", store.Clean(name))
	}
	return nil
}

func anotherName(name string) error {
	return problem.New("这把密钥已经登记给 %s", "this key is vouched for already, as %s", store.Clean(name))
}

// adminList prints the lines of the file, and says so if a running server goes
// by others.
func adminList(ctx context.Context, c *local.Call, vouched *keys.Admins) error {
	lines := vouched.List()
	if len(lines) == 0 {
		fmt.Fprintln(c.Stdout, sayNoAdmins.In(c.Lang))
	}
	for _, line := range lines {
		list(c, line)
	}
	if is, err := adminsEffect(ctx, c, lines); err == nil && is == notTakenUp {
		fmt.Fprintf(c.Stderr, sayNotTakenUp.In(c.Lang), c.Settings.AdminKeys())
	}
	return nil // the list itself needs no database
}

func list(c *local.Call, line keys.Line) {
	fmt.Fprintf(c.Stdout, "%-20s %s %s\n", store.Clean(line.Comment), line.Key.Type(), line.Fingerprint)
}

func noKeyOf(name string) error {
	return problem.New("%s 没有登记过密钥", "no key is vouched for %s", store.Clean(name))
}

func adminRemove(ctx context.Context, c *local.Call, vouched *keys.Admins, name string) error {
	removed, err := vouched.Remove(name)
	if err != nil {
		return err
	}
	if len(removed) == 0 {
		return noKeyOf(name)
	}
	is, err := adminsInForce(ctx, c, vouched)
	if err != nil {
		return err
	}
	says := sayRemoved
	if is == atNextStart {
		says = sayDropped
	}
	fmt.Fprintf(c.Stdout, says.In(c.Lang), name, len(removed))
	return nil
}

// adminsInForce refuses to call a change done that a running server does not
// go by.
func adminsInForce(ctx context.Context, c *local.Call, vouched *keys.Admins) (effect, error) {
	is, err := adminsEffect(ctx, c, vouched.List())
	if err != nil {
		return is, err
	}
	if is == notTakenUp {
		file := c.Settings.AdminKeys()
		return is, problem.New("已写入 %s，但正在运行的服务器还没有照办，一切仍是原样。请确认运行服务器的用户能读这个文件，并查看服务器的日志；它一读到就会生效",
			"%s is written, but the running server does not go by it yet: nothing has changed there. Let the server's user read the file, and look at the server's log; it is in force as soon as the server can read it", file)
	}
	return is, nil
}

func readKey(c *local.Call) (keys.Line, error) {
	file, _ := c.Flags.GetString("key")
	if file == "" {
		return keys.Line{}, local.Usage(problem.New("缺少 --key FILE：管理员的公钥文件，例如 ~/.ssh/id_ed25519.pub", "--key FILE is needed: the admin's public key, such as ~/.ssh/id_ed25519.pub"))
	}
	from := c.Stdin
	if file != "-" {
		f, err := os.Open(file)
		if err != nil {
			return keys.Line{}, problem.New("读取公钥 %s：%s", "read the key %s: %s", file, err)
		}
		defer f.Close()
		from = f
	}
	data, err := io.ReadAll(io.LimitReader(from, maxKeyLine))
	if err != nil {
		return keys.Line{}, problem.New("读取公钥 %s：%s", "read the key %s: %s", file, err)
	}
	line, err := keys.ParseLine(string(bytes.TrimSpace(data)))
	if err != nil {
		return keys.Line{}, problem.New("%s：%s", "%s: %s", file, keyProblem(err))
	}
	return line, nil
}

// accountExists asks the database if there is one; a library that was never
// opened has no accounts.
func accountExists(ctx context.Context, c *local.Call, name string) (bool, error) {
	if c.Settings.NoDatabase() {
		return false, nil
	}
	rows, err := c.ReadRows(ctx)
	if err != nil {
		return false, err
	}
	defer rows.Close()
	return store.NameExists(ctx, rows, name)
}
