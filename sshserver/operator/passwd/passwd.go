package passwd

import (
	"bufio"
	"context"
	"fmt"
	"io"
	"os"
	"os/signal"
	"strings"
	"syscall"

	"github.com/charmbracelet/x/term"
	"github.com/spf13/pflag"

	"youku.example/sshserver/operator/local"
	"youku.example/sshserver/operator/problem"
	"youku.example/store"
	"youku.example/tui/words"
)

// maxPasswordLine bounds what is read: longer than any password may be.
const maxPasswordLine = 4096

var (
	sayNewPassword = words.Say("%s 的新密码：", "New password of %s: ")
	sayAgain       = words.Say("再输一遍：", "Once more: ")
	sayPasswordSet = words.Say("%s 的密码已更新，现在起用它登录。\n", "The password of %s is set; logins need it from now on.\n")
	saySessionsEnd = words.Say("这个账号已打开的会话会在 5 秒内结束。\n", "The account's open sessions end within 5 s.\n")
	sayStillLocked = words.Say("账号仍被锁定：管理员可以用 unlock %s 解锁。\n", "The account is still locked: an admin can run unlock %s.\n")
)

// Flags adds the flags of the command.
func Flags(f *pflag.FlagSet) {
	f.Bool("password-stdin", false, "read one password line from standard input")
}

// Run gives an account a new password, while the server runs or not.
func Run(ctx context.Context, c *local.Call) error {
	if len(c.Words) != 1 {
		return local.Usage(problem.New("请写明一个账号名", "name one account"))
	}
	rows, err := c.WriteRows(ctx)
	if err != nil {
		return err
	}
	defer rows.Close()
	exists, err := store.NameExists(ctx, rows, c.Words[0])
	if err != nil {
		return err
	}
	if !exists { // before anybody types a password
		return &store.Refusal{Code: store.ErrNoUser.Code, Name: store.Clean(c.Words[0])}
	}
	password, err := newPassword(c, c.Words[0])
	if err != nil {
		return err
	}
	account, err := store.SetPassword(ctx, rows, c.Words[0], password)
	if err != nil {
		return err
	}
	fmt.Fprintf(c.Stdout, sayPasswordSet.In(c.Lang), account.Name)
	served, err := local.IsServed(c.Settings.Lock())
	if served || err != nil || c.Settings.OnServer() {
		fmt.Fprint(c.Stdout, saySessionsEnd.In(c.Lang))
	}
	if account.Locked {
		fmt.Fprintf(c.Stdout, sayStillLocked.In(c.Lang), account.Name)
	}
	return nil
}

// newPassword reads a line of standard input if asked to, else twice from the
// terminal, without showing it.
func newPassword(c *local.Call, name string) (string, error) {
	if piped, _ := c.Flags.GetBool("password-stdin"); piped {
		line, err := bufio.NewReader(io.LimitReader(c.Stdin, maxPasswordLine)).ReadString('\n')
		if err != nil && err != io.EOF {
			return "", problem.New("读取密码：%s", "read the password: %s", err)
		}
		return strings.TrimSuffix(strings.TrimSuffix(line, "\n"), "\r"), nil
	}
	f, is := c.Stdin.(*os.File)
	if !is || !term.IsTerminal(f.Fd()) {
		return "", local.Usage(problem.New("这里没有终端可以输入密码：从标准输入读请加 --password-stdin", "there is no terminal to type a password on: to read it from standard input, add --password-stdin"))
	}
	first, err := hidden(c, f, fmt.Sprintf(sayNewPassword.In(c.Lang), store.Clean(name)))
	if err != nil {
		return "", err
	}
	if err := store.CheckPassword(first); err != nil { // before it is typed again
		return "", err
	}
	again, err := hidden(c, f, sayAgain.In(c.Lang))
	if err != nil {
		return "", err
	}
	if first != again {
		return "", problem.New("两次输入不一样，密码没有改", "the two differ, and the password stays as it was")
	}
	return first, nil
}

// hidden reads a line from a terminal that shows nothing of it. A signal that
// ends the program in between gives the terminal its echo back first.
func hidden(c *local.Call, f *os.File, prompt string) (string, error) {
	state, err := term.GetState(f.Fd())
	if err != nil {
		return "", err
	}
	signals, done := make(chan os.Signal, 1), make(chan struct{})
	signal.Notify(signals, syscall.SIGINT, syscall.SIGTERM, syscall.SIGHUP)
	defer signal.Stop(signals)
	defer close(done)
	go func() {
		select {
		case <-signals:
			_ = term.Restore(f.Fd(), state)
			fmt.Fprintln(c.Stderr)
			os.Exit(1)
		case <-done:
		}
	}()
	fmt.Fprint(c.Stderr, prompt)
	line, err := term.ReadPassword(f.Fd())
	fmt.Fprintln(c.Stderr)
	if err != nil {
		return "", problem.New("读取密码：%s", "read the password: %s", err)
	}
	return string(line), nil
}
