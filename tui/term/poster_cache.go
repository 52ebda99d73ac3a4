package term

import (
	"context"
	"image"
	"runtime"
	"time"

	"youku.example/tui/term/canvas"
)

const (
	PosterDelay      = 150 * time.Millisecond // so long a picture is missed before it is asked for
	RetryPosterAfter = time.Minute            // after this one that was not there is asked for again
	mostPosters      = 8                      // that a session keeps
)

// PosterCache is what one session knows of pictures: those that were drawn, the
// one that is missed, and the question for it that is out. A program calls, for
// each frame, BeginFrame, Lines while it draws, Place with what was drawn, and
// then Missed. It is used by one goroutine.
type PosterCache struct {
	layer  *canvas.ImageLayer
	kept   []Poster           // the last that were seen, the newest first
	missed PosterKey          // what the last frame had no picture for
	due    PosterKey          // what is waited or asked for
	cancel context.CancelFunc // of the question that is out
	lastID int                // of the pictures that the terminal was sent
	sixel  *Poster            // by sixel: the one in the frame that is being drawn
	placed placedImage        // the last of those
}

// NewPosterCache shows pictures on layer; nil where there are none but of text.
func NewPosterCache(layer *canvas.ImageLayer) PosterCache { return PosterCache{layer: layer} }

// renderSlots are how many pictures the whole server draws at once: sixels are
// work, and one session that resizes its window must not take all processors.
var renderSlots = make(chan struct{}, max(1, runtime.NumCPU()/2))

// BeginFrame forgets what the last frame missed.
func (c *PosterCache) BeginFrame() { c.missed = PosterKey{} }

// Lines returns a picture as it was drawn, nil where it is not there: then it
// counts as missed.
func (c *PosterCache) Lines(k PosterKey, now time.Time) []string {
	p, ok := c.find(k, now)
	if !ok {
		c.missed = k
	}
	if p.sixels != "" {
		c.sixel = &p
	}
	return p.lines
}

func (c *PosterCache) find(k PosterKey, now time.Time) (Poster, bool) {
	for _, p := range c.kept {
		if p.key == k {
			return p, p.lines != nil || now.Sub(p.at) < RetryPosterAfter
		}
	}
	return Poster{}, false
}

// Missed returns the picture that the last frame missed, once; the caller hands
// it to Start after PosterDelay. Running down a list so asks for nothing on the
// way, for each next one takes the place of the last.
func (c *PosterCache) Missed() (k PosterKey, ok bool) {
	if c.missed == c.due {
		return PosterKey{}, false
	}
	c.cancelQuestion()
	c.due = c.missed
	return c.due, c.due.ID != 0
}

// Start returns what gets a picture and draws it, to be run away from the
// program's goroutine, and reports false where the next question is out by
// then. It is nil where another picture is due, or this one is asked for.
func (c *PosterCache) Start(ctx context.Context, limit time.Duration, k PosterKey, get func(context.Context) (image.Image, error)) func() (Poster, bool) {
	if k != c.due || c.cancel != nil {
		return nil
	}
	ctx, cancel := context.WithTimeout(ctx, limit)
	c.cancel = cancel
	imageID := 0
	if k.protocol == byKitty {
		c.lastID = max(canvas.FirstID, (c.lastID+1)%(canvas.LastID+1))
		imageID = c.lastID
	}
	return func() (Poster, bool) {
		defer cancel()
		img, err := get(ctx)
		p := Poster{key: k}
		if err == nil && img != nil {
			select {
			case renderSlots <- struct{}{}:
				p.draw(img, imageID)
				<-renderSlots
			case <-ctx.Done():
			}
		}
		return p, ctx.Err() != context.Canceled
	}
}

// Add keeps what Start's function brought.
func (c *PosterCache) Add(p Poster, now time.Time) {
	if p.key == c.due {
		c.cancelQuestion()
	}
	if p.at = now; p.imageID != 0 {
		c.layer.Send(p.imageID, p.send)
		p.send = ""
	}
	for _, gone := range c.keep(p) {
		c.free(gone)
	}
}

// keep has room for a few pictures, and returns those that leave.
func (c *PosterCache) keep(p Poster) (gone []Poster) {
	all := []Poster{p}
	for _, o := range c.kept {
		if o.key == p.key || len(all) == mostPosters {
			gone = append(gone, o)
			continue
		}
		all = append(all, o)
	}
	c.kept = all
	return gone
}

// Clear forgets all pictures, in the terminal too: somebody else is here.
func (c *PosterCache) Clear() {
	c.cancelQuestion()
	for _, p := range c.kept {
		c.free(p)
	}
	*c = PosterCache{layer: c.layer, lastID: c.lastID}
}

// cancelQuestion forgets the question that is out.
func (c *PosterCache) cancelQuestion() {
	if c.cancel != nil {
		c.cancel()
		c.cancel = nil
	}
	c.due = PosterKey{}
}

func (c *PosterCache) free(p Poster) {
	if p.imageID != 0 {
		c.layer.Free(p.imageID)
	}
}
