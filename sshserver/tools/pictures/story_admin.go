package main

import (
	"context"
	"errors"
)

// uploads shows what lies in /incoming: a file that can be published, one that
// arrives, one that was cut off, a twin, and one that is no movie.
func (s *story) uploads(ctx context.Context) error {
	fresh := film{file: "big-road.mp4", title: "大路", minutes: 104, mib: 48}
	long := film{file: "体育皇后.mp4", title: "体育皇后", minutes: 86, mib: 80}
	cut := film{file: "red-peony.mp4", title: "歌女红牡丹", minutes: 110, mib: 24}
	twin := films[4]
	twin.file = "goddess-copy.mp4"
	for _, f := range []struct {
		film
		share float64
		state string
	}{{fresh, 1, "ready"}, {cut, 0.7, "partial"}, {twin, 1, "duplicate"}} {
		data, err := f.bytes()
		if err != nil {
			return err
		}
		if err := s.boss.put(f.file, data[:int(float64(len(data))*f.share)]); err != nil {
			return err
		}
		if err := s.arrives(ctx, f.file, f.state); err != nil {
			return err
		}
	}
	if err := s.boss.put("notes.mp4", []byte("No movie: what to show next week.\n")); err == nil {
		return errors.New("notes.mp4 is no movie, and was not refused")
	}
	if err := s.arrives(ctx, "notes.mp4", "refused"); err != nil {
		return err
	}
	data, err := long.bytes()
	if err != nil {
		return err
	}
	if err := s.boss.begin(long.file, data, int(float64(len(data))*0.625)); err != nil {
		return err
	}
	both, err := twice(s.boss, "boss")
	if err != nil {
		return err
	}
	return each(both, func(sc *screen) error {
		defer sc.session.Close()
		if _, err := sc.see(ctx, `boss · .*¥\d`, hero.title); err != nil {
			return err
		}
		if err := sc.press("6"); err != nil {
			return err
		}
		return s.takes(ctx, sc, "uploads", -1, long.title+` .*62 %`, "notes.mp4", `│ .*`+fresh.file)
	})
}
