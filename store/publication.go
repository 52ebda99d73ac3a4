package store

import "youku.example/store/title"

// How what an admin says of a movie comes to its row, when it is published and
// when it is edited: a new thing that admins say is added here and nowhere else.

// Publication is what an admin says of an incoming file to publish it.
type Publication struct {
	Title string
	Free  bool
	Price Fen
	Shown *Shown // the upload that was seen; nil: whatever has the name
}

// Edit changes a movie; nil leaves a thing as it is.
type Edit struct {
	Title *string
	Free  *bool
	Price *Fen
}

// Publication is the movie as a form shows it.
func (m Movie) Publication() Publication {
	return Publication{Title: m.Title, Free: m.Free, Price: m.Price}
}

// EditOf is what a form changes of a movie: only what it says otherwise, so that
// it leaves changes of others.
func EditOf(m Movie, p Publication) (e Edit) {
	if p.Title != m.Title {
		e.Title = &p.Title
	}
	switch {
	case p.Free && !m.Free:
		e.Free = &p.Free
	case !p.Free && (m.Free || p.Price != m.Price):
		e.Price = &p.Price
	}
	return e
}

// published is the movie that an upload becomes.
func published(in Incoming, file, name string, p Publication, by string) Movie {
	return Movie{
		Title: name, Slug: title.Slug(name), Free: p.Free, Price: p.Price,
		Size: in.Size, SHA256: in.SHA256, SampledMD5: in.SampledMD5,
		MediaType: in.MediaType, Ext: in.Ext, Duration: in.Duration,
		Width: in.Width, Height: in.Height, VideoCodec: in.VideoCodec, AudioCodec: in.AudioCodec, Streams: in.Streams,
		UploadedBy: by, CreatedAt: wall(), Shelf: OnShelf, File: file,
	}
}

// edited is the movie after an edit.
func edited(m Movie, e Edit) (Movie, error) {
	if e.Title != nil {
		title, err := CheckTitle(*e.Title)
		if err != nil {
			return m, err
		}
		m.Title = title
	}
	switch {
	case e.Free != nil && *e.Free:
		m.Free, m.Price = true, 0
		if e.Price != nil && *e.Price != 0 {
			return m, ErrNoFreeOrPrice
		}
	case e.Price != nil:
		m.Free, m.Price = false, *e.Price
	case e.Free != nil:
		m.Free = false
	}
	return m, checkPrice(m.Free, m.Price)
}

// checkPrice takes what an admin said of free and price: exactly one of them.
func checkPrice(free bool, price Fen) error {
	if free != (price == 0) {
		return ErrNoFreeOrPrice
	}
	if price < 0 || price > MaxFen {
		return ErrAmount
	}
	return nil
}
