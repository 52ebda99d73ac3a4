package store

import "time"

// IncomingState is where an upload stands.
type IncomingState string

const (
	Receiving IncomingState = "receiving"
	Partial   IncomingState = "partial" // cut off: resumable, not publishable
	Hashing   IncomingState = "hashing"
	Arrived   IncomingState = "ready"
	Duplicate IncomingState = "duplicate" // DuplicateOf has the same content
	Refused   IncomingState = "refused"   // Problem says why

	// Intents, so that a crash in the middle can be finished at the next start.
	Publishing IncomingState = "publishing"
	Removing   IncomingState = "removing"
)

// Incoming is the row of an upload; its bytes are in the media library.
type Incoming struct {
	ID          int64
	Name        string // as the admin sees it in /incoming
	File        string // key in the media library's incoming part; never made from Name
	Size        int64
	Done        int64 // bytes received or hashed so far, for a bar
	State       IncomingState
	SHA256      string
	SampledMD5  string
	MediaType   string
	Ext         string
	Duration    time.Duration
	Width       int
	Height      int
	VideoCodec  string
	AudioCodec  string
	Streams     Streams
	DuplicateOf int64  // 0: none
	Problem     string // a Refusal code when refused
	By          string
	UpdatedAt   time.Time
	ModifiedAt  time.Time // of the content, as the sender set it, else of the last write; zero: not known
	Generation  int64     // how often it was opened for writing; its writer's number
}

// Changed is when the content changed last, as far as it is known.
func (in Incoming) Changed() time.Time {
	if in.ModifiedAt.IsZero() {
		return in.UpdatedAt
	}
	return in.ModifiedAt
}

// Match answers "is this content here already?".
type Match struct {
	Movie int64 // 0: new
	Title string
	By    string // "sha256" or "sampled_md5"
	Shelf Shelf
}
