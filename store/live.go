package store

import "time"

// Protocol is the way somebody came in.
type Protocol string

const (
	ProtocolTUI     Protocol = "tui"
	ProtocolCommand Protocol = "command"
	ProtocolSFTP    Protocol = "sftp"
	ProtocolSCP     Protocol = "scp"
)

// Visit is one session of somebody who is here now.
type Visit struct {
	ID       string
	Account  int64
	Name     string
	Role     Role
	Protocol Protocol
	Addr     string
	Client   string // the client's version line, cleaned
	Key      string
	Since    time.Time
}

// Progress is one running (or just ended) transfer, as a screen shows it.
type Progress struct {
	ID       int64
	Account  int64
	Name     string
	MovieID  int64 // 0 for an upload
	Title    string
	Protocol Protocol
	Client   string
	Size     int64   // 0: not known, of an upload whose client did not say it
	Sent     int64   // bytes covered, by this and earlier transfers of the same grant
	Rate     float64 // bytes a second now
	Since    time.Time
	Done     bool // the transfer ended; Sent == Size reports whether it is whole
}

// Left is the time left at the current rate; 0 when it can't be told.
func (p Progress) Left() time.Duration {
	if p.Rate < 1 || p.Sent >= p.Size {
		return 0
	}
	return time.Duration(float64(p.Size-p.Sent) / p.Rate * float64(time.Second))
}

// Topic is a bit set of what changed: a listener asks anew for what it shows.
// Nothing is lost when two changes become one ring, since rows are the truth.
type Topic uint32

const (
	TopicMovies Topic = 1 << iota
	TopicNotices
	TopicWallet    // balance, VIP
	TopicDownloads // grants of this account
	TopicAccount   // keys, language
	TopicPeople    // admins: users, sessions
	TopicIncoming  // admins: uploads
)
