package term

import (
	"context"
	"image"
	"testing"
	"time"
)

func picture(context.Context) (image.Image, error) {
	return image.NewRGBA(image.Rect(0, 0, 32, 18)), nil
}

// A session keeps the last few pictures that it drew, whichever those are.
func TestPosterCache_Bounds(t *testing.T) {
	c := NewPosterCache(nil)
	capabilities := NewCapabilities(Options{Name: "xterm"})
	now := time.Unix(0, 0)
	key := func(id int64) PosterKey { return capabilities.PosterKey(PictureID{ID: id}, 20, 6, false) }
	for id := int64(1); id <= 11; id++ {
		c.BeginFrame()
		if c.Lines(key(id), now) != nil {
			t.Fatalf("%d is there before it was drawn", id)
		}
		missed, ok := c.Missed()
		if !ok || missed != key(id) {
			t.Fatalf("%d is not missed: %v", id, missed)
		}
		draw := c.Start(t.Context(), time.Minute, missed, picture)
		if c.Start(t.Context(), time.Minute, missed, picture) != nil {
			t.Errorf("%d is asked for twice", id)
		}
		p, ok := draw()
		if !ok {
			t.Fatalf("%d was called off", id)
		}
		c.Add(p, now)
	}
	if n := len(c.kept); n != mostPosters {
		t.Errorf("%d pictures are kept", n)
	}
	for id := int64(1); id <= 11; id++ {
		if there := c.Lines(key(id), now) != nil; there != (id > 11-mostPosters) {
			t.Errorf("%d is kept: %v", id, there)
		}
	}
}

// A question is called off by the next one, and what it then brings is not kept.
func TestPosterCache_CalledOff(t *testing.T) {
	c := NewPosterCache(nil)
	capabilities := NewCapabilities(Options{})
	for id := int64(1); id <= 2; id++ {
		c.BeginFrame()
		c.Lines(capabilities.PosterKey(PictureID{ID: id}, 20, 6, false), time.Now())
		k, _ := c.Missed()
		draw := c.Start(t.Context(), time.Minute, k, picture)
		if id == 1 {
			defer func() {
				if _, ok := draw(); ok {
					t.Error("the first was not called off")
				}
			}()
		}
	}
}

// Another cover, and the series of that number, are other pictures.
func TestPosterCache_Covers(t *testing.T) {
	c := NewPosterCache(nil)
	capabilities := NewCapabilities(Options{Name: "xterm"})
	now := time.Unix(0, 0)
	for _, id := range []PictureID{{ID: 1}, {ID: 1, Cover: 2}, {ID: 1, Series: true}} {
		k := capabilities.PosterKey(id, 20, 6, false)
		c.BeginFrame()
		if c.Lines(k, now) != nil {
			t.Errorf("%+v is there before it was drawn", id)
		}
		missed, _ := c.Missed()
		p, _ := c.Start(t.Context(), time.Minute, missed, picture)()
		c.Add(p, now)
		if c.Lines(k, now) == nil {
			t.Errorf("%+v is not there", id)
		}
	}
}
