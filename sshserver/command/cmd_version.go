package command

import (
	"context"

	"youku.example/sshserver/build"
	"youku.example/tui/words"
)

var cmdVersion = command{
	name: "version", open: everybody, group: programs,
	says:     words.Say("服务器运行的是哪个版本", "which version the server runs"),
	more:     words.Say("JSON 字段：version、revision、modified、time、go、platform。", "JSON: version, revision, modified, time, go, platform."),
	examples: []string{"version", "version --json"},
	make: plain(func(_ context.Context, t *turn) error {
		this := build.Read()
		return t.answer(this, func(p *page) { p.line("youku " + this.String()) })
	}),
}
