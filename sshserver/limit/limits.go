package limit

import "time"

// Limits bounds what strangers and guests of the server may use of it. A zero
// field takes the default, but for Drain, where zero is no time at all.
type Limits struct {
	Grace           time.Duration // to finish the handshake and log in
	Idle            time.Duration // without a sign of the person before a session ends
	Alive           time.Duration // without a sign of the client's program, see wire.Conn.WatchLife; below 0: for ever
	Empty           time.Duration // without any session before a connection ends
	Drain           time.Duration // that running work gets at a shutdown
	Connections     int           // at once
	FromOneSource   int           // connections at once of one source (/32, /64)
	Unauthenticated int           // connections at once that have not logged in
	Arriving        int           // of them from one source; more of it wait in line
	Waiting         int           // in the line of one source
	WaitingInAll    int           // in the lines of all sources
	Guests          int           // connections at once of guests, 0: half of all
	OfAccount       int           // connections at once of one account
	Sessions        int           // at once on one connection
	SessionsInAll   int           // at once, 0: in proportion to the connections
	OfSource        int           // sessions at once of one source, 0: likewise
	Cells           int           // of all screens together, see Screens
	CellsOfSource   int           // of the screens of one source
	Registrations   int           // accounts that one source may register an hour
	Names           int           // taken or kept names that one source may hear of an hour, by registering
	AuthTries       int           // refused proofs on one connection, offered keys among them
	Passwords       int           // wrong passwords on one connection
}

// Defaults are as strict as OpenSSH's where it has one of the kind.
func Defaults() Limits {
	return Limits{
		Grace:           30 * time.Second,
		Idle:            time.Hour,
		Alive:           time.Minute,
		Empty:           15 * time.Minute,
		Drain:           10 * time.Second,
		Connections:     2000,
		FromOneSource:   500,
		Unauthenticated: 100,
		Arriving:        10,
		Waiting:         30,
		WaitingInAll:    300,
		OfAccount:       50,
		Sessions:        10,
		Cells:           15_000_000,
		CellsOfSource:   5_000_000,
		Registrations:   20,
		Names:           30,
		AuthTries:       20,
		Passwords:       6,
	}
}

// OrDefaults returns the limits with the defaults in the place of zeros.
func (l Limits) OrDefaults() Limits {
	d := Defaults()
	for _, f := range []struct{ v, d *time.Duration }{
		{&l.Grace, &d.Grace}, {&l.Idle, &d.Idle}, {&l.Alive, &d.Alive}, {&l.Empty, &d.Empty},
	} {
		if *f.v == 0 {
			*f.v = *f.d
		}
	}
	for _, f := range []struct{ v, d *int }{
		{&l.Connections, &d.Connections}, {&l.FromOneSource, &d.FromOneSource},
		{&l.Unauthenticated, &d.Unauthenticated}, {&l.Arriving, &d.Arriving}, {&l.Sessions, &d.Sessions},
		{&l.Waiting, &d.Waiting}, {&l.WaitingInAll, &d.WaitingInAll}, {&l.OfAccount, &d.OfAccount},
		{&l.Cells, &d.Cells}, {&l.CellsOfSource, &d.CellsOfSource},
		{&l.Registrations, &d.Registrations}, {&l.Names, &d.Names}, {&l.AuthTries, &d.AuthTries}, {&l.Passwords, &d.Passwords},
	} {
		if *f.v == 0 {
			*f.v = *f.d
		}
	}
	if l.Guests == 0 {
		l.Guests = (l.Connections + 1) / 2 // anyone who has an account gets in beside them
	}
	if l.SessionsInAll == 0 { // a screen and a transfer each, and some more
		l.SessionsInAll = max(5000, 5*l.Connections/2)
	}
	if l.OfSource == 0 {
		l.OfSource = max(1000, 2*l.FromOneSource)
	}
	return l
}
