package stock

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"math/rand/v2"
	"time"

	"youku.example/store"
	"youku.example/store/title"
)

// began is when the first movie of every stock was published.
var began = time.Date(2015, 1, 1, 0, 0, 0, 0, time.UTC)

// prices in fen, the common ones first.
var prices = []store.Fen{2000, 1000, 500, 3000, 990, 1500, 4800, 600, 1200, 2500, 9900, 100}

// published is when the i-th movie was.
func published(i int) time.Time { return began.Add(time.Duration(i) * 5 * time.Minute) }

// Movie is the i-th movie of every stock, as it stands on the shelf; every other
// one is an episode, and three in four are free. Its bytes are nowhere.
func Movie(i int) store.Movie {
	r := rand.New(rand.NewPCG(20261127, uint64(i)))
	sum := sha256.Sum256(fmt.Appendf(nil, "stock %d", i))
	key := hex.EncodeToString(sum[:])
	m := store.Movie{
		Title: madeUpTitle(r), SHA256: key, SampledMD5: key[:32], MediaType: "video/mp4", Ext: ".mp4",
		Width: 1920, Height: 1080, VideoCodec: "h264", AudioCodec: "aac",
		Duration:   time.Duration(20+few(r, 130)) * time.Minute,
		CreatedAt:  published(i),
		UploadedBy: "boss", Shelf: store.OnShelf, File: key + ".mp4",
	}
	m.Size = int64(m.Duration/time.Second) * int64(200_000+r.IntN(400_000))
	if m.Free = r.IntN(4) > 0; !m.Free {
		m.Price = prices[few(r, len(prices))]
	}
	m.Year, m.Tags = year(r), someTags(r)
	if i%2 == 1 {
		episode(i/2, &m, r)
	}
	m.Slug = title.Slug(m.Title)
	return m
}
