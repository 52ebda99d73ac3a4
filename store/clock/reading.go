package clock

import "time"

const (
	// tolerance is how far the database's clock may be from what a server's steady
	// clock expects. More is a step: it was set, or the server stood still.
	tolerance = time.Second
	// mostHeld is for how many readings a server that is alone with what it expects
	// goes by its own clock: for longer than one that died counts among the others.
	mostHeld = 6
)

// Reading is the database's clock as a server read it. The library's time is Now plus
// Offset, and Offset is a row that all servers share.
type Reading struct {
	Now    time.Time
	Offset time.Duration
	Epoch  int64         // each change of Offset raises it
	Took   time.Duration // for the answer to come: by so much it is unsure
}

// Library is the library's time that was read.
func (r Reading) Library() time.Time { return r.Now.Add(r.Offset) }

// Expected is which offset a server's own clock asks for: the one by which the
// library's time would go on as it went so far.
func (r Reading) Expected(own time.Time) time.Duration { return own.Sub(r.Now) }

// Verdict is what a server does with a reading.
type Verdict int

const (
	Hold  Verdict = iota // go by its own clock
	Adopt                // set its clock to what was read
	Step                 // the database's clock was set: take that out of Offset
)

func (v Verdict) String() string { return [...]string{"hold", "adopt", "step"}[v] }

// Judge decides about a reading. own is the time of the server's own clock in the
// middle of it, others are what the servers that live expected at their last readings,
// and held is how many readings before this one were held.
//
// A step of the database's clock is seen by all servers, so most of them must agree:
// one that stood still, or whose own clock runs wrong, is alone with what it expects,
// and adopts the library's time after a while. The caller takes a step out by setting
// Offset to Expected where Epoch is still the one that was read; if it isn't, another
// server has done it.
func (r Reading) Judge(own time.Time, others []time.Duration, held int) Verdict {
	expected := r.Expected(own)
	unsure := tolerance + r.Took/2
	switch {
	case near(expected, r.Offset, unsure) && r.Took > tolerance && held < mostHeld:
		return Hold
	case near(expected, r.Offset, unsure):
		return Adopt
	}
	agree := 1
	for _, o := range others {
		if near(o, expected, unsure) {
			agree++
		}
	}
	switch {
	case 2*agree > len(others)+1:
		return Step
	case held >= mostHeld:
		return Adopt
	}
	return Hold
}

func near(a, b, by time.Duration) bool { return (a - b).Abs() <= by }
