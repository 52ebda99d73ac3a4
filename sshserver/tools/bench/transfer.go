package main

import (
	"context"
	"path/filepath"
)

// The parts in which one client moves one movie, with each server in turn.
var (
	get = transfer(sftpGet(gcm), nil,
		speed("sftp get, AES-GCM", goal{Of: ratio, Value: 1.35, Stretch: 1.5}),
		cpu("server CPU, sftp get, AES-GCM", goal{Of: ratio, AtMost: true, Value: 0.65, Stretch: 0.55}))

	getDefaults = transfer(sftpGet(nil), nil,
		speed("sftp get, own defaults", goal{Of: ratio, Value: 1.8, Stretch: 2}),
		cpu("server CPU, sftp get, own defaults", goal{}))

	put = transfer(func(ctx context.Context, b *bench, p pair, s *server) error {
		return b.batch(ctx, s, gcm, "put "+b.movie+" "+b.inbox(p, s))
	}, clearInbox, speed("sftp put, AES-GCM", goal{Of: ratio, Value: 1.15, Stretch: 1.3}))

	scpGet = transfer(func(ctx context.Context, b *bench, _ pair, s *server) error {
		return do(b.scp(ctx, s, gcm, remote(s, s.file), "/dev/null"))
	}, nil, speed("scp -O get, AES-GCM", goal{Of: ratio, Value: 1.35, Stretch: 1.6}))

	scpPut = transfer(func(ctx context.Context, b *bench, p pair, s *server) error {
		return do(b.scp(ctx, s, gcm, b.movie, remote(s, b.inbox(p, s))))
	}, clearInbox, speed("scp -O put, AES-GCM", goal{}))

	// execGet is the pipe: get over exec of ours against sshd's sftp, which is
	// how one would fetch the file there.
	execGet = transfer(func(ctx context.Context, b *bench, p pair, s *server) error {
		if s == p.theirs {
			return b.batch(ctx, s, gcm, "get "+s.file+" /dev/null")
		}
		return b.pipe(ctx, s, gcm, "1")
	}, nil, speed("get ID over exec ÷ sshd's sftp, AES-GCM", goal{Of: ratio, Value: 1.4, Stretch: 1.6}))
)

// move is what one client does with one of the servers.
type move func(ctx context.Context, b *bench, p pair, s *server) error

// transfer is a part that measures a move; after it, unmeasured, comes clear.
func transfer(measured, clear move, rows ...func(mine, sshd samples) figure) func(context.Context, *bench) ([]figure, error) {
	return func(ctx context.Context, b *bench) ([]figure, error) {
		p, err := b.openPair(ctx)
		if err != nil {
			return nil, err
		}
		defer p.stop()
		var after []work
		if clear != nil {
			after = append(after, func(ctx context.Context, s *server) error { return clear(ctx, b, p, s) })
		}
		mine, sshd, err := b.duel(ctx, p, b.size, func(ctx context.Context, s *server) error { return measured(ctx, b, p, s) }, after...)
		var figures []figure
		for _, row := range rows {
			figures = append(figures, row(mine, sshd))
		}
		return figures, err
	}
}

func speed(what string, g goal) func(mine, sshd samples) figure {
	return func(mine, sshd samples) figure {
		return figure{What: what, Unit: "MB/s", Ours: mine.speed, Theirs: sshd.speed, Goal: g}
	}
}

func cpu(what string, g goal) func(mine, sshd samples) figure {
	return func(mine, sshd samples) figure {
		return figure{What: what, Unit: "s/GiB", Ours: mine.cpu, Theirs: sshd.cpu, Goal: g}
	}
}

func sftpGet(options []string) move {
	return func(ctx context.Context, b *bench, _ pair, s *server) error {
		return b.batch(ctx, s, options, "get "+s.file+" /dev/null")
	}
}

// inbox is where an upload goes.
func (b *bench) inbox(p pair, s *server) string {
	if s == p.ours {
		return "/incoming/put.mp4"
	}
	return filepath.Join(b.dir, "put.mp4")
}

// clearInbox removes an upload, once the library has looked at it: the looking
// is not measured, and must not slow the next round. The movie is here already,
// so the library ends up calling it a duplicate.
func clearInbox(ctx context.Context, b *bench, p pair, s *server) error {
	if s == p.ours {
		if err := b.arrived(ctx, s, "put.mp4", "duplicate"); err != nil {
			return err
		}
	}
	return b.batch(ctx, s, nil, "rm "+b.inbox(p, s))
}
