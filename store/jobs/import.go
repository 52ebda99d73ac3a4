package jobs

import "time"

// Mode is how the bytes of a file come into the library.
type Mode string

const (
	Copy Mode = "copy" // they are the library's own; the source stays
	Link Mode = "link" // a second name for the source's bytes
	Move Mode = "move" // as Copy, and the source is removed
)

// State is where a job stands.
type State string

const (
	Queued    State = "queued"
	Running   State = "running" // also one whose process died: the next one settles it
	Done      State = "done"
	Cancelled State = "cancelled" // some files were not looked at
	Failed    State = "failed"    // by a fault of the machine; Problem says which
)

// Over reports whether nothing will come any more.
func (s State) Over() bool { return s == Done || s == Cancelled || s == Failed }

// Import is a folder of the machine that is taken in.
type Import struct {
	ID     int64
	Folder string // an absolute path
	Mode   Mode
	Free   bool
	Price  int64 // fen; 0 when free
	Watch  bool  // goes on until it is cancelled

	State     State
	Run       int64     // how often a process took it up: what an older one writes is refused
	Cancel    bool      // asked for
	HeardAt   time.Time // when the command that waits for it was last there
	Problem   string    // why it failed
	Files     int       // found so far; FilesDone of them have come to an end
	FilesDone int
	Bytes     int64 // of the movies found so far; BytesDone of them were read
	BytesDone int64
	CreatedAt time.Time
	UpdatedAt time.Time
}

// leftAlone is after how long without its command a watch ends: nothing could
// interrupt it any more.
const leftAlone = 30 * time.Second

// LeftAlone reports whether a watch goes on with no command that follows it.
func (i Import) LeftAlone(now time.Time) bool {
	return i.Watch && now.Sub(i.HeardAt) > leftAlone
}

// FileState is where one file of an import stands.
type FileState string

const (
	Keeping   FileState = "keeping"   // its bytes may stand under Key, and no movie has them yet
	Published FileState = "published" // a movie; what lies beside it, or its source, waits
	Taken     FileState = "taken"     // all of it is done
	Here      FileState = "here"      // nothing to do: a movie has this content
	Refused   FileState = "refused"   // Refusal says why
)

// Over reports whether the file has come to an end.
func (s FileState) Over() bool { return s != Keeping && s != Published }

// File is one file of an import.
type File struct {
	ID       int64
	Import   int64
	Path     string // below the folder, as the disk has it
	Size     int64
	Modified time.Time
	State    FileState
	Key      string // in the media library
	Movie    int64
	Title    string   // of the movie
	Refusal  string   // JSON of what refused it
	Beside   []string // paths of what goes with it: subtitles, an NFO
}

// Same reports whether a file of the disk is the one of the row, as far as its
// size and time show. Rows hold microseconds.
func (f File) Same(size int64, modified time.Time) bool {
	return f.Size == size && f.Modified.Truncate(time.Microsecond).Equal(modified.Truncate(time.Microsecond))
}
