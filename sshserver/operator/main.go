package operator

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"strings"

	"github.com/spf13/pflag"

	"youku.example/sshserver/operator/admin"
	"youku.example/sshserver/operator/check"
	"youku.example/sshserver/operator/imports"
	"youku.example/sshserver/operator/local"
	"youku.example/sshserver/operator/migrate"
	"youku.example/sshserver/operator/passwd"
	"youku.example/sshserver/operator/problem"
	"youku.example/sshserver/operator/restore"
	"youku.example/sshserver/operator/serve"
	"youku.example/sshserver/operator/setting"
	"youku.example/store"
	"youku.example/tui/words"
)

// command is one of the program's commands.
type command struct {
	name   string
	usage  string
	help   words.T
	flags  func(*pflag.FlagSet)
	serves bool // every setting matters, not only where the library is
	run    func(ctx context.Context, c *local.Call) error
}

func commands() []command {
	return []command{
		{"serve", "youku serve [--demo] [--config FILE]", words.Say("打开片库，直到 Ctrl-C 或 SIGTERM", "open the library until Ctrl-C or SIGTERM"), serve.Flags, true, serve.Run},
		{"admin", "youku admin add NAME --key FILE|- [--existing] | list | remove NAME", words.Say("登记、列出、移除管理员的密钥", "vouch for admins by their keys"), admin.Flags, false, admin.Run},
		{"backup", "youku backup FILE", words.Say("把整个数据库备份到 FILE，运行中也可以", "copy the whole database to FILE, also while serving"), noFlags, false, restore.Backup},
		{"restore", "youku restore FILE [--data DIR]", words.Say("用备份 FILE 换掉数据库；原来的会留着，片库须先停止", "put the backup FILE in the place of the database, which is kept"), noFlags, false, restore.Run},
		{"check", "youku check [--fast] [--repair]", words.Say("核对账本、影片文件和校验和；有问题时退出码不为 0", "prove the ledger, the files against their hashes, and orphans"), check.Flags, false, check.Run},
		{"import", "youku import DIR [--link|--copy|--move] --free|--price YUAN [--dry-run|--watch]", words.Say("把这台机器上一个文件夹里的影片收进片库，运行中也可以", "take the movies of a folder of this machine in, also while serving"), imports.Flags, false, imports.Run},
		{"migrate", "youku migrate --from A.conf --to B.conf [--files] [--leave-missing] [--json]", words.Say("在 SQLite 和 PostgreSQL、硬盘和 S3 之间搬迁片库", "move a library between SQLite and PostgreSQL, a disk and an S3 store"), migrate.Flags, false, migrate.Run},
		{"passwd", "youku passwd NAME [--password-stdin]", words.Say("给账号设一个新密码，运行中也可以", "give an account a new password, also while serving"), passwd.Flags, false, passwd.Run},
		{"version", "youku version [--json]", words.Say("这个程序的版本", "which version this program is"), versionFlags, false, version},
	}
}

func noFlags(*pflag.FlagSet) {}

// Main runs one command and returns its exit status: 0 done, 1 refused
// or failed, 2 a wrong call.
func Main(ctx context.Context, l local.Process) int {
	lang := localeOf(l.Environ)
	if len(l.Args) == 0 {
		printHelp(l.Stderr, lang, l.Environ)
		return 2
	}
	if isHelp(l.Args[0]) && len(l.Args) == 1 {
		printHelp(l.Stdout, lang, l.Environ)
		return 0
	}
	if isHelp(l.Args[0]) {
		l.Args = []string{l.Args[1], "--help"} // help serve is serve --help
	}
	if isVersion(l.Args[0]) && len(l.Args) == 1 {
		l.Args = []string{"version"}
	}
	for _, cmd := range commands() {
		if cmd.name == l.Args[0] {
			return runCommand(ctx, l, cmd, lang)
		}
	}
	fmt.Fprintf(l.Stderr, "youku: "+sayUnknown.In(lang)+"\n", store.Clean(l.Args[0]))
	return 2
}

func runCommand(ctx context.Context, l local.Process, cmd command, lang words.Lang) int {
	c := &local.Call{Process: l, Lang: lang, Flags: pflag.NewFlagSet(cmd.name, pflag.ContinueOnError)}
	c.Flags.SetOutput(io.Discard)
	c.Flags.SortFlags = false
	config := c.Flags.String("config", "", "")
	for _, row := range setting.Rows {
		c.Flags.String(setting.FlagName(row.Name), row.Default(), "")
	}
	cmd.flags(c.Flags)
	err := c.Flags.Parse(l.Args[1:])
	if errors.Is(err, pflag.ErrHelp) {
		printCommandHelp(l.Stdout, cmd, lang)
		return 0
	}
	if err != nil {
		err = flagProblem(err)
	} else if c.Flags.Changed("config") && *config == "" {
		err = problem.New("--config 后面是空的", "--config is empty")
	} else {
		c.Words = c.Flags.Args()
		c.Reread = func() (setting.Settings, error) { return setting.Read(changed(c.Flags), l.Environ, *config) }
		c.Settings, err = c.Reread()
	}
	if err != nil {
		err = local.Usage(err)
	} else {
		err = cmd.run(ctx, c)
	}
	return report(c, cmd, err)
}

// flagProblem says in both languages what pflag says in one.
func flagProblem(err error) error {
	var unknown *pflag.NotExistError
	var bare *pflag.ValueRequiredError
	switch {
	case errors.As(err, &unknown) && len(unknown.GetSpecifiedName()) == 1:
		return problem.New("没有 -%s 这个选项", "there is no flag -%s", unknown.GetSpecifiedName())
	case errors.As(err, &unknown):
		return problem.New("没有 --%s 这个选项", "there is no flag --%s", unknown.GetSpecifiedName())
	case errors.As(err, &bare):
		return problem.New("--%s 后面要有一个值", "--%s needs a value", bare.GetSpecifiedName())
	}
	return err
}

// report says what went wrong in one sentence and gives the exit status.
func report(c *local.Call, cmd command, err error) int {
	var usage local.UsageError
	var refused *store.Refusal
	ours, bilingual := err.(problem.Problem)
	switch {
	case err == nil:
		return 0
	case errors.As(err, &usage):
		fmt.Fprintf(c.Stderr, "youku %s: %s\n%s\n", cmd.name, store.Clean(problem.Sentence(usage.Err, c.Lang)), cmd.usage)
		return 2
	case bilingual:
		fmt.Fprintf(c.Stderr, "youku %s: %s\n", cmd.name, ours.Says.In(c.Lang))
	case errors.As(err, &refused):
		_, sentence := words.Refusal(err)
		fmt.Fprintf(c.Stderr, "youku %s: %s\n", cmd.name, sentence.In(c.Lang))
	default:
		fmt.Fprintf(c.Stderr, "youku %s: %s\n", cmd.name, problem.Sentence(err, c.Lang))
	}
	return 1
}

func changed(flags *pflag.FlagSet) map[string]string {
	given := map[string]string{}
	for _, row := range setting.Rows {
		if f := flags.Lookup(setting.FlagName(row.Name)); f.Changed {
			given[row.Name] = f.Value.String()
		}
	}
	return given
}

func localeOf(environ []string) words.Lang {
	env := map[string]string{}
	for _, kv := range environ {
		if k, v, ok := strings.Cut(kv, "="); ok {
			env[k] = v
		}
	}
	for _, name := range []string{"LC_ALL", "LC_MESSAGES", "LANG"} {
		if env[name] != "" {
			return words.FromLocale(env[name], words.En)
		}
	}
	return words.En
}

func isHelp(word string) bool { return word == "help" || word == "--help" || word == "-h" }

// OS is the call that this process was started with.
func OS(engines local.Engines) local.Process {
	return local.Process{Engines: engines, Args: os.Args[1:], Environ: os.Environ(), Stdin: os.Stdin, Stdout: os.Stdout, Stderr: os.Stderr}
}
