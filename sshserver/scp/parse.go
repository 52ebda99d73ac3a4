package scp

import "strings"

// Request is what a client asked for by its command line.
type Request struct {
	Send      bool // scp -f: we send; otherwise scp -t: we receive
	Recursive bool // -r: directories too
	Times     bool // -p: with their times
	Directory bool // -d: the target must be a directory
	Paths     []string
}

// Parse reads the command that a client starts on the other side, split into
// words. It is false for everything else.
func Parse(words []string) (Request, bool) {
	var r Request
	if len(words) == 0 || words[0] != "scp" {
		return r, false
	}
	receive := false
	rest := words[1:]
	for len(rest) > 0 && strings.HasPrefix(rest[0], "-") && rest[0] != "-" {
		flags := rest[0][1:]
		rest = rest[1:]
		if flags == "-" {
			break
		}
		for _, f := range flags {
			switch f {
			case 'f':
				r.Send = true
			case 't':
				receive = true
			case 'r':
				r.Recursive = true
			case 'p':
				r.Times = true
			case 'd':
				r.Directory = true
			case 'v', 'q':
			default:
				return r, false
			}
		}
	}
	r.Paths = rest
	if r.Send == receive || len(rest) == 0 || receive && len(rest) != 1 {
		return r, false
	}
	return r, true
}
