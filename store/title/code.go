package title

// A title's code is a number for the beginning of its sort key, some twelve
// letters of it. Each byte of the key narrows an interval of numbers to the
// part that is its symbol's, which is the wider the more common the symbol is;
// the code is the interval's beginning.
const (
	codeSpace = 62                   // bits in which the intervals are
	CodeBits  = 48                   // bits of a code
	CodeRest  = codeSpace - CodeBits // bits that are left for places between codes
)

// The symbols in the order of the bytes that they stand for. No sort key has
// the bytes of the gaps between them; a code ends with one.
const (
	symTab    = 1
	symSpace  = 3
	symDigit  = 5
	symLetter = 16
	symBeyond = 42 // everything after z; the byte itself follows
)

// shares are how common the symbols are in pinyin and English, roughly.
var shares = [...]uint64{
	1, 12, 1, 180, 1, // gap, tab, gap, space, gap
	4, 4, 4, 4, 4, 4, 4, 4, 4, 4, 1, // digits, gap
	75, 14, 18, 26, 62, 12, 62, 62, 75, 20, 8, 26, 18, // a to m
	85, 46, 8, 14, 30, 34, 30, 55, 5, 14, 18, 26, 22, // n to z
	24,
}

// upto are the shares of all symbols before each; all of them is the last.
var upto = func() (sums [len(shares) + 1]uint64) {
	for i, share := range shares {
		sums[i+1] = sums[i] + share
	}
	return sums
}()

const beyond = 256 - 'z' - 1 // bytes that symBeyond stands for

// Code is the code of a sort key: a key that sorts before another never
// has the greater one.
func Code(key string) int64 {
	low, width := uint64(0), uint64(1)<<codeSpace
	narrow := func(from, share, of uint64) {
		width /= of
		low += from * width
		width *= share
	}
	for i := 0; i < len(key) && width >= 1<<CodeRest; i++ {
		symbol, known := symbolOf(key[i])
		narrow(upto[symbol], shares[symbol], upto[len(shares)])
		if !known {
			break
		}
		if symbol == symBeyond {
			narrow(uint64(key[i]-'z'-1), 1, beyond)
		}
	}
	return int64(low >> CodeRest)
}

func symbolOf(c byte) (symbol int, known bool) {
	switch {
	case c < '\t':
		return 0, false
	case c == '\t':
		return symTab, true
	case c < ' ':
		return symTab + 1, false
	case c == ' ':
		return symSpace, true
	case c < '0':
		return symSpace + 1, false
	case c <= '9':
		return symDigit + int(c-'0'), true
	case c < 'a':
		return symDigit + 10, false
	case c <= 'z':
		return symLetter + int(c-'a'), true
	}
	return symBeyond, true
}
