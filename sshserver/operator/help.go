package operator

import (
	"fmt"
	"io"

	"github.com/spf13/pflag"

	"youku.example/sshserver/operator/setting"
	"youku.example/tui/term/cells"
	"youku.example/tui/words"
)

var (
	sayUnknown  = words.Say("没有“%s”这个命令，youku help 列出全部。", "there is no command “%s”; youku help lists them.")
	sayTitle    = words.Say("优酷 Youku：任何终端都能打开的片库。", "Youku: a movie library that any terminal can open.")
	saySettings = words.Say("设置（命令行 --name、环境变量 YOUKU_NAME、配置文件里的 name = value；\n排在前面的优先）：",
		"Settings (as --name, as YOUKU_NAME in the environment, or as name = value in the\nconfig file; the first of these wins):")
	sayRemote = words.Say("观众和管理员的命令都在 SSH 里：%s", "Viewers' and admins' commands live behind SSH: %s")
)

// flagHelp explains the flags that are no settings.
var flagHelp = map[string]words.T{
	"demo":           words.Say("片库为空时放入样片、一条公告和一个充值码", "fill an empty library with sample movies, a notice and a redeem code"),
	"key":            words.Say("公钥文件，- 表示从标准输入读", "the public key's file, or - for standard input"),
	"existing":       words.Say("账号已经存在", "the account exists already"),
	"password-stdin": words.Say("从标准输入读一行密码", "read one password line from standard input"),
	"json":           words.Say("输出给程序读的 JSON 对象", "an object for programs"),
	"copy":           words.Say("复制文件（默认）；能共享数据块的磁盘上不占空间", "copy the files (the default); takes no room where the disk can share blocks"),
	"link":           words.Say("不复制：给同一块磁盘上的文件再起一个名字", "no copy: a second name for files on the disk of the movies"),
	"move":           words.Say("文件成为影片后删除原来的", "remove each file once it is a movie"),
	"free":           words.Say("都免费", "all are free"),
	"price":          words.Say("每部的价格（元）", "what each costs, in yuan"),
	"dry-run":        words.Say("只列出会怎样发布，什么都不改", "show what would be published, and change nothing"),
	"watch":          words.Say("一直留意后来放进来的文件，直到 Ctrl-C", "go on with what comes later, until Ctrl-C"),
	"fast":           words.Say("只比较大小，不计算校验和", "compare sizes only, do not hash the movies"),
}

func printHelp(w io.Writer, lang words.Lang, environ []string) {
	fmt.Fprintf(w, "%s\n\n", sayTitle.In(lang))
	for _, cmd := range commands() {
		fmt.Fprintf(w, "  %s\n      %s\n", cmd.usage, cmd.help.In(lang))
	}
	fmt.Fprintf(w, "\n%s\n", saySettings.In(lang))
	printSettings(w, true, lang)
	fmt.Fprintf(w, "\n"+sayRemote.In(lang)+"\n", remoteHelp(environ))
}

// remoteHelp is the line for viewers, at the server that the environment sets.
func remoteHelp(environ []string) string {
	at := words.Login{Name: "NAME", Host: "HOST", Port: setting.Defaults().ConnectPort()}
	if s, err := setting.Read(nil, environ, ""); err == nil {
		if s.Server.Host != "" {
			at.Host = s.Server.Host
		}
		at.Port = s.ConnectPort()
	}
	return at.SSH("help")
}

func printCommandHelp(w io.Writer, cmd command, lang words.Lang) {
	fmt.Fprintf(w, "%s\n\n  %s\n", cmd.usage, cmd.help.In(lang))
	flags := pflag.NewFlagSet(cmd.name, pflag.ContinueOnError)
	cmd.flags(flags)
	if flags.HasFlags() {
		fmt.Fprintln(w)
	}
	flags.VisitAll(func(f *pflag.Flag) { printRow(w, "--"+f.Name, flagHelp[f.Name].In(lang)) })
	fmt.Fprintf(w, "\n%s\n", saySettings.In(lang))
	printSettings(w, cmd.serves, lang)
}

// printSettings lists them all, or only those that say where the library is.
func printSettings(w io.Writer, all bool, lang words.Lang) {
	for _, row := range setting.Rows {
		if all || row.Name == "data" {
			printRow(w, row.Name+" = "+row.Default(), row.Help.In(lang))
		}
	}
}

// printRow keeps to the 80 columns that a terminal has at least.
func printRow(w io.Writer, name, help string) {
	const left, right = 26, 50
	for i, line := range cells.Wrap(help, right) {
		if i > 0 {
			name = ""
		}
		fmt.Fprintf(w, "  %-*s %s\n", left, name, line)
	}
}
