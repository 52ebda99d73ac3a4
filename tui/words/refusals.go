package words

import (
	"errors"
	"fmt"
	"time"

	"youku.example/store"
)

// Internal is the code of everything that is not a refusal.
const Internal = "internal"

var internalError = Say("内部出了点问题，已经记入日志。请稍后再试。", "Something went wrong inside; it was logged. Please try again later.")

// Refusal is the sentence that a person reads for an error, and its code for
// programs. A refusal of the shop says what to do next. Of anything else
// outsiders learn nothing but that it happened.
func Refusal(err error) (code string, text T) {
	var r *store.Refusal
	if !errors.As(err, &r) || r == nil {
		var coded interface{ RefusalCode() string } // of a library of movies, which knows no shop
		if !errors.As(err, &coded) {
			return Internal, internalError
		}
		r = &store.Refusal{Code: coded.RefusalCode()}
	}
	if say, ok := refusals[r.Code]; ok {
		return r.Code, say(r)
	}
	return Internal, internalError
}

// sentence makes the text of one refusal.
type sentence func(*store.Refusal) T

// fixed is a sentence that depends on nothing.
func fixed(zh, en string) sentence {
	t := Say(zh, en)
	return func(*store.Refusal) T { return t }
}

// named is a sentence with the refusal's name in it, once a language; plain
// stands where there is no name.
func named(zh, en string, plain T) sentence {
	return func(r *store.Refusal) T {
		if r.Name == "" {
			return plain
		}
		name := store.Clean(r.Name)
		return Say(fmt.Sprintf(zh, name), fmt.Sprintf(en, name))
	}
}

// left is a wait in both languages; nothing left is a moment.
func left(d time.Duration) (zh, en string) {
	if d <= 0 {
		return "片刻", "a moment"
	}
	return Left(d, Zh), Left(d, En)
}

// refusals holds the sentence of every code.
var refusals = mergeSentences(peopleSentences, movieSentences, moneySentences, seriesSentences)

func mergeSentences(parts ...map[*store.Refusal]sentence) map[string]sentence {
	all := map[string]sentence{}
	for _, part := range parts {
		for r, say := range part {
			all[r.Code] = say
		}
	}
	return all
}
