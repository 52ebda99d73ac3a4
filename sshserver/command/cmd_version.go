package command

import (
	"context"

	"youku.example/sshserver/build"
	"youku.example/sshserver/command/cli"
	"youku.example/tui/words"
)

// versionCommand says which program answers.
func versionCommand() *cli.Command {
	return &cli.Command{
		Name: "version", Gate: cli.Anyone, Group: cli.GroupPrograms,
		Help:     words.Say("服务器运行的是哪个版本", "which version the server runs"),
		More:     words.Say("JSON 字段：version、revision、modified、time、go、platform。", "JSON: version, revision, modified, time, go, platform."),
		Examples: []string{"version", "version --json"},
		Make: cli.Plain(func(_ context.Context, call *cli.Call) error {
			this := build.Read()
			return call.Answer(this, func(p *cli.Page) { p.Line("youku " + this.String()) })
		}),
	}
}
