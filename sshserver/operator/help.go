package operator

import (
	"fmt"
	"io"

	"github.com/charmbracelet/x/ansi"

	"youku.example/tui/words"
)

var (
	sayUnknown  = words.Say("没有这个命令:", "no such command:")
	sayTitle    = words.Say("优酷 Youku:任何终端都能打开的片库。", "Youku: a movie library that any terminal can open.")
	saySettings = words.Say("设置(命令行 --name、环境变量 YOUKU_NAME、或配置文件中的 name = value,先到先得):",
		"Settings (as --name, as YOUKU_NAME in the environment, or as name = value in the config file; the first wins):")
	sayRemote = words.Say("观众和管理员的命令都在 SSH 里:ssh -p 2222 NAME@HOST help", "Viewers' and admins' commands live behind SSH: ssh -p 2222 NAME@HOST help")
)

func printHelp(w io.Writer, lang words.Lang) {
	fmt.Fprintf(w, "%s\n\n", sayTitle.In(lang))
	for _, cmd := range locals() {
		fmt.Fprintf(w, "  %s\n      %s\n", cmd.usage, cmd.help.In(lang))
	}
	fmt.Fprintf(w, "\n%s\n", saySettings.In(lang))
	printSettings(w, lang)
	fmt.Fprintf(w, "\n%s\n", sayRemote.In(lang))
}

func printCommandHelp(w io.Writer, cmd local, lang words.Lang) {
	fmt.Fprintf(w, "%s\n\n  %s\n\n%s\n", cmd.usage, cmd.help.In(lang), saySettings.In(lang))
	printSettings(w, lang)
}

func printSettings(w io.Writer, lang words.Lang) {
	for _, row := range settings {
		name := row.name + " = " + row.value
		fmt.Fprintf(w, "  %-26s %s\n", name, ansi.Wordwrap(row.help.In(lang), 90, ""))
	}
}
