package store

import (
	"slices"
	"time"
)

// How what an admin says of a movie comes to its row, when it is published and
// when it is edited: a new thing that admins say is added here and nowhere else.

// Publication is what an admin says of an incoming file to publish it.
type Publication struct {
	Title string
	Free  bool
	Price Fen

	VIPFree bool // not with Free

	About   string
	Year    int // 0: not known
	Tags    []string
	Episode Episode // of which series; one that is not there is made

	OfSeries *SeriesSaid // what its files say of that series; nil: nothing
	Beside   []int64     // uploads that were shown to belong to it, besides those that its name says

	Shown *Shown // the upload that was seen; nil: whatever has the name
}

// Edit changes a movie; nil leaves a thing as it is.
type Edit struct {
	Title *string
	Free  *bool
	Price *Fen

	VIPFree *bool // what becomes free for all is no more free for VIPs alone

	About   *string
	Year    *int
	Tags    *[]string
	Episode *Episode // the zero value takes the movie out of its series
}

// IsZero reports whether the edit changes nothing.
func (e Edit) IsZero() bool { return e == Edit{} }

// Publication is the movie as a form shows it.
func (m Movie) Publication() Publication {
	return Publication{
		Title: m.Title, Free: m.Free, Price: m.Price, VIPFree: m.VIPFree,
		About: m.About, Year: m.Year, Tags: m.Tags, Episode: m.Episode,
	}
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
	if p.VIPFree != m.VIPFree && !p.Free {
		e.VIPFree = &p.VIPFree
	}
	if p.About != m.About {
		e.About = &p.About
	}
	if p.Year != m.Year {
		e.Year = &p.Year
	}
	if !slices.Equal(p.Tags, m.Tags) {
		e.Tags = &p.Tags
	}
	if p.Episode != m.Episode {
		e.Episode = &p.Episode
	}
	return e
}

// published is the movie that an upload becomes.
func published(in Incoming, file string, p Publication, by string, at time.Time) Movie {
	return Movie{
		Title: p.Title, Free: p.Free, Price: p.Price, VIPFree: p.VIPFree,
		About: p.About, Year: p.Year, Tags: p.Tags, Episode: p.Episode,
		Size: in.Size, SHA256: in.SHA256, SampledMD5: in.SampledMD5,
		MediaType: in.MediaType, Ext: in.Ext, Duration: in.Duration,
		Width: in.Width, Height: in.Height, VideoCodec: in.VideoCodec, AudioCodec: in.AudioCodec, Streams: in.Streams, Tracks: in.Tracks,
		UploadedBy: by, CreatedAt: at, Shelf: OnShelf, File: file,
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
	switch {
	case e.VIPFree != nil:
		m.VIPFree = *e.VIPFree
	case m.Free:
		m.VIPFree = false
	}
	if err := checkPrice(m.Free, m.Price, m.VIPFree); err != nil {
		return m, err
	}
	return editedDetails(m, e)
}

// editedDetails is the movie after the words of an edit.
func editedDetails(m Movie, e Edit) (_ Movie, err error) {
	if e.About != nil {
		if m.About, err = CheckAbout(*e.About); err != nil {
			return m, err
		}
	}
	if e.Year != nil {
		if m.Year = *e.Year; CheckYear(m.Year) != nil {
			return m, ErrYear
		}
	}
	if e.Tags != nil {
		if m.Tags, err = CheckTags(*e.Tags); err != nil {
			return m, err
		}
	}
	if e.Episode != nil {
		old := m.Episode
		if m.Episode, err = CheckEpisode(*e.Episode); err != nil {
			return m, err
		}
		m.follow(old)
	}
	return m, nil
}

// checkSaid takes what an admin says of a movie, and returns it as it will be
// kept.
func checkSaid(p Publication) (_ Publication, err error) {
	if p.Title, err = CheckTitle(p.Title); err != nil {
		return p, err
	}
	if err := checkPrice(p.Free, p.Price, p.VIPFree); err != nil {
		return p, err
	}
	if p.About, err = CheckAbout(p.About); err != nil {
		return p, err
	}
	if err := CheckYear(p.Year); err != nil {
		return p, err
	}
	if p.Tags, err = CheckTags(p.Tags); err != nil {
		return p, err
	}
	if p.OfSeries, err = CheckSeriesSaid(p.OfSeries); err != nil {
		return p, err
	}
	p.Episode, err = CheckEpisode(p.Episode)
	return p, err
}

// checkPrice takes what an admin said of free and price: exactly one of them. Free for
// VIPs is only what others pay for.
func checkPrice(free bool, price Fen, vipFree bool) error {
	if free != (price == 0) {
		return ErrNoFreeOrPrice
	}
	if price < 0 || price > MaxFen {
		return ErrAmount
	}
	if free && vipFree {
		return ErrFreeForAll
	}
	return nil
}

// Shown is an upload as the admin saw it who decided about it. A name in the
// incoming folder can pass to other content while a form is open, so a screen
// sends along what it showed, as a buyer sends the price.
type Shown struct {
	ID     int64  // 0: only the content counts
	SHA256 string // "": not known then
	Size   int64  // compared where no SHA256 was known
	Edited string // what an admin had made of its proposal
}

// Shown is the upload as it stands now, to be sent along later.
func (in Incoming) Shown() *Shown {
	return &Shown{ID: in.ID, SHA256: in.SHA256, Size: in.Size, Edited: in.Edited}
}

// CheckShown returns ErrChanged when the upload is not the one that was shown.
// Nil is for who named a file and saw none: it is whatever has the name.
func CheckShown(in Incoming, shown *Shown) error {
	if shown == nil {
		return nil
	}
	same := shown.ID == 0 || shown.ID == in.ID
	if shown.SHA256 != "" {
		same = same && shown.SHA256 == in.SHA256
	} else {
		same = same && shown.Size == in.Size
	}
	if !same {
		return &Refusal{Code: ErrChanged.Code, Name: in.Name}
	}
	return nil
}

// CheckPublication is every rule of publishing that needs no other rows: the
// title, exactly one of free and a price, the details, where the upload stands,
// and that it is the one that was shown, with a proposal that no admin edited
// since. It returns what is said as it will be kept. Whether the content is new
// is CheckNew.
func CheckPublication(in Incoming, p Publication) (Publication, error) {
	if err := publishable(in); err != nil { // what can't be published needs no title
		return p, err
	}
	said, err := checkSaid(p)
	if err != nil {
		return p, err
	}
	if err := CheckShown(in, p.Shown); err != nil {
		return said, err
	}
	if p.Shown != nil && p.Shown.ID != 0 && p.Shown.Edited != in.Edited {
		return said, &Refusal{Code: ErrProposalChanged.Code, Name: in.Name}
	}
	return said, nil
}

// publishable returns why an upload can't be published where it stands. A
// duplicate can: whether it still is one is asked of the movies themselves.
func publishable(in Incoming) error {
	code := ErrNoIncoming.Code
	switch in.State {
	case Arrived, Duplicate, Publishing:
		if in.SHA256 != "" {
			return nil
		}
		code = ErrReceiving.Code
	case Receiving, Hashing:
		code = ErrReceiving.Code
	case Partial:
		code = ErrPartial.Code
	case Sidecar:
		code = ErrSidecar.Code
	case Refused:
		if code = in.Problem; code == "" {
			code = ErrNotAMovie.Code
		}
	}
	return &Refusal{Code: code, Name: in.Name}
}

// SetMatch sets where an upload stands once it is known which movie has its
// content: it is a duplicate of that movie, and may be published if there is
// none. A movie that was deleted counts, since it can be restored.
func (in *Incoming) SetMatch(m Match) {
	in.State, in.DuplicateOf = Arrived, m.Movie
	if m.Movie != 0 {
		in.State = Duplicate
	}
}

// bestMatch chooses among movies of the same content the one to name: what stands
// on the shelf before what is deleted. Bytes that are gone don't count.
func bestMatch(movies []Movie) (Movie, bool) {
	best, is := Movie{}, false
	for _, m := range movies {
		if m.Shelf == Purged {
			continue
		}
		if !is || m.Shelf == OnShelf && best.Shelf != OnShelf {
			best, is = m, true
		}
	}
	return best, is
}
