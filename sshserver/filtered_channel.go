package sshserver

import (
	"log/slog"

	gossh "golang.org/x/crypto/ssh"

	"youku.example/sshserver/contain"
)

// filteredChannel lets through what a session of ours may ask for.
type filteredChannel struct {
	gossh.NewChannel
	channel *channel
	log     *slog.Logger
	knows   func(subsystem string) bool
}

func (f *filteredChannel) Accept() (gossh.Channel, <-chan *gossh.Request, error) {
	ch, in, err := f.NewChannel.Accept()
	if err != nil {
		return nil, nil, err
	}
	out := make(chan *gossh.Request)
	f.channel.opened(ch)
	go f.filter(in, out)
	return newWatchedChannel(ch, f.channel), out, nil
}

// filter ends with the channel, and ends the session then. It answers all
// requests itself, for a client knows answers by nothing but their order;
// the library grants whatever it gets to see.
func (f *filteredChannel) filter(in <-chan *gossh.Request, out chan<- *gossh.Request) {
	defer f.channel.ctx.cancel(nil)
	defer close(out)
	defer contain.Log(f.log, "a request", func() { _ = f.channel.conn.Close() }) // nothing reads the requests any more
	r := requests{channel: f.channel, knows: f.knows}
	for req := range in {
		granted := r.allow(req)
		if req.WantReply {
			_ = req.Reply(granted, nil)
		}
		if granted {
			answered := *req
			answered.WantReply = false
			out <- &answered
		}
	}
}
