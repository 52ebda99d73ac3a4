package live

import "time"

// Protocol is the way a session came in; the names are the caller's.
type Protocol string

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

// Left is the time left at the current rate; 0 when it is not known.
func (p Progress) Left() time.Duration {
	if p.Rate < 1 || p.Sent >= p.Size {
		return 0
	}
	return time.Duration(float64(p.Size-p.Sent) / p.Rate * float64(time.Second))
}

// Owner is who moves the bytes, as a revocation names them.
type Owner struct {
	Name    string
	Key     string // the fingerprint of the proven key, "" if none was
	Session string
}
