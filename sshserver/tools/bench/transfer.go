package main

import (
	"context"
	"path/filepath"
)

// The parts in which one client moves one movie.

func get(ctx context.Context, h *house) ([]figure, error) {
	p, err := h.openPair(ctx)
	if err != nil {
		return nil, err
	}
	defer p.stop()
	mine, sshd, err := h.duel(ctx, p, h.size, func(ctx context.Context, s *server) error {
		return h.batch(ctx, s, gcm, "get "+s.file+" /dev/null")
	})
	return []figure{
		{What: "sftp get, AES-GCM", Unit: "MB/s", Ours: mine.speed, Theirs: sshd.speed, Goal: goal{Of: ratio, Value: 1.35, Stretch: 1.5}},
		{What: "server CPU, sftp get, AES-GCM", Unit: "s/GiB", Ours: mine.cpu, Theirs: sshd.cpu, Goal: goal{Of: ratio, AtMost: true, Value: 0.65, Stretch: 0.55}},
	}, err
}

func getDefaults(ctx context.Context, h *house) ([]figure, error) {
	p, err := h.openPair(ctx)
	if err != nil {
		return nil, err
	}
	defer p.stop()
	mine, sshd, err := h.duel(ctx, p, h.size, func(ctx context.Context, s *server) error {
		return h.batch(ctx, s, nil, "get "+s.file+" /dev/null")
	})
	return []figure{
		{What: "sftp get, own defaults", Unit: "MB/s", Ours: mine.speed, Theirs: sshd.speed, Goal: goal{Of: ratio, Value: 1.8, Stretch: 2}},
		{What: "server CPU, sftp get, own defaults", Unit: "s/GiB", Ours: mine.cpu, Theirs: sshd.cpu},
	}, err
}

// put sends the movie and removes it again, after the library has looked at
// it: the looking is not measured, and must not slow the next round.
func put(ctx context.Context, h *house) ([]figure, error) {
	p, err := h.openPair(ctx)
	if err != nil {
		return nil, err
	}
	defer p.stop()
	mine, sshd, err := h.duel(ctx, p, h.size, func(ctx context.Context, s *server) error {
		return h.batch(ctx, s, gcm, "put "+h.movie+" "+h.inbox(p, s))
	}, func(ctx context.Context, s *server) error { return h.clear(ctx, p, s) })
	return []figure{
		{What: "sftp put, AES-GCM", Unit: "MB/s", Ours: mine.speed, Theirs: sshd.speed, Goal: goal{Of: ratio, Value: 1.15, Stretch: 1.3}},
	}, err
}

// inbox is where an upload goes.
func (h *house) inbox(p pair, s *server) string {
	if s == p.ours {
		return "/incoming/put.mp4"
	}
	return filepath.Join(h.dir, "put.mp4")
}

// clear removes an upload. The movie is here already: the library ends up
// calling it a duplicate.
func (h *house) clear(ctx context.Context, p pair, s *server) error {
	if s == p.ours {
		if err := h.arrived(ctx, s, "put.mp4", "duplicate"); err != nil {
			return err
		}
	}
	return h.batch(ctx, s, nil, "rm "+h.inbox(p, s))
}

func scpGet(ctx context.Context, h *house) ([]figure, error) {
	p, err := h.openPair(ctx)
	if err != nil {
		return nil, err
	}
	defer p.stop()
	mine, sshd, err := h.duel(ctx, p, h.size, func(ctx context.Context, s *server) error {
		return do(h.scp(ctx, s, gcm, remote(s, s.file), "/dev/null"))
	})
	return []figure{
		{What: "scp -O get, AES-GCM", Unit: "MB/s", Ours: mine.speed, Theirs: sshd.speed, Goal: goal{Of: ratio, Value: 1.35, Stretch: 1.6}},
	}, err
}

func scpPut(ctx context.Context, h *house) ([]figure, error) {
	p, err := h.openPair(ctx)
	if err != nil {
		return nil, err
	}
	defer p.stop()
	mine, sshd, err := h.duel(ctx, p, h.size, func(ctx context.Context, s *server) error {
		return do(h.scp(ctx, s, gcm, h.movie, remote(s, h.inbox(p, s))))
	}, func(ctx context.Context, s *server) error { return h.clear(ctx, p, s) })
	return []figure{
		{What: "scp -O put, AES-GCM", Unit: "MB/s", Ours: mine.speed, Theirs: sshd.speed},
	}, err
}

// execGet is the pipe: get over exec of ours against sshd's sftp, which is
// how one would fetch the file there.
func execGet(ctx context.Context, h *house) ([]figure, error) {
	p, err := h.openPair(ctx)
	if err != nil {
		return nil, err
	}
	defer p.stop()
	mine, sshd, err := h.duel(ctx, p, h.size, func(ctx context.Context, s *server) error {
		if s == p.theirs {
			return h.batch(ctx, s, gcm, "get "+s.file+" /dev/null")
		}
		return h.pipe(ctx, s, gcm, "1")
	})
	return []figure{
		{What: "get ID over exec ÷ sshd's sftp, AES-GCM", Unit: "MB/s", Ours: mine.speed, Theirs: sshd.speed, Goal: goal{Of: ratio, Value: 1.4, Stretch: 1.6}},
	}, err
}
