package event

import "youku.example/store/live"

// Event is what a change means to running sessions and transfers: to look again, or
// to end what is of this. Applying one twice, late, or without need does no harm, for
// it decides nothing: the rows do.
type Event struct {
	Kind    Kind       `json:"kind"`
	Topics  live.Topic `json:"topics,omitempty"`  // what is to be looked at again
	Account int64      `json:"account,omitempty"` // whose
	Movie   int64      `json:"movie,omitempty"`
	Key     string     `json:"key,omitempty"`  // a fingerprint
	Name    string     `json:"name,omitempty"` // of an account or a guest, in any spelling
	Session string     `json:"session,omitempty"`
	Except  string     `json:"except,omitempty"` // the session that is spared
	Stamp   int64      `json:"stamp,omitempty"`  // sessions that this password or a newer one opened are spared
	Cause   string     `json:"cause,omitempty"`  // the code of the refusal that people read
}

// Kind is what an event asks for.
type Kind string

const (
	All        Kind = "all"         // all sessions look again
	Account    Kind = "account"     // those of Account do
	Admins     Kind = "admins"      // those of admins do
	CutMovie   Kind = "cut_movie"   // the transfers of Movie end, of Account or (0) of all
	EndAccount Kind = "end_account" // the sessions and transfers of Account end
	EndKey     Kind = "end_key"     // those that Key proved
	EndName    Kind = "end_name"    // those under Name
	EndSession Kind = "end_session" // Session and its transfers end

	// Gone is that the bytes of the movie's file Key were removed.
	Gone Kind = "gone"

	// Record is that the record called Key, of the kind Name, is another one or gone.
	Record Kind = "record"

	// EndAccounts ends the sessions and transfers of all accounts: a server asks it of
	// itself when it can't ask whether they still stand.
	EndAccounts Kind = "end_accounts"
)

// ForAll has all sessions look again.
func ForAll(topics live.Topic) Event { return Event{Kind: All, Topics: topics} }

// ForAccount has the sessions of an account look again.
func ForAccount(account int64, topics live.Topic) Event {
	return Event{Kind: Account, Account: account, Topics: topics}
}

// ForAdmins has the sessions of admins look again.
func ForAdmins(topics live.Topic) Event { return Event{Kind: Admins, Topics: topics} }

// mostAccounts is how many accounts one change names one by one in rows. A movie that
// is taken down may have thousands of holders.
const mostAccounts = 100

// Gathered is what is left of the events of one change: none twice, and the topics
// for the same sessions together. Those that end something come first.
func Gathered(events []Event) []Event {
	var ends, looks []Event
	at := map[Event]int{} // by all but the topics
	for _, e := range events {
		topics := e.Topics
		e.Topics = 0
		i, seen := at[e]
		switch {
		case seen && topics != 0:
			looks[i].Topics |= topics
		case seen:
		case topics != 0:
			at[e] = len(looks)
			e.Topics = topics
			looks = append(looks, e)
		default:
			at[e] = len(ends)
			ends = append(ends, e)
		}
	}
	return append(ends, looks...)
}

// Fewer is some gathered events as rows: one for all sessions stands in the place of
// more than mostAccounts.
func Fewer(events []Event) []Event {
	var others []Event
	var topics live.Topic
	n := 0
	for _, e := range events {
		switch e.Kind {
		case Account:
			n++
			topics |= e.Topics
		case All:
			topics |= e.Topics
		default:
			others = append(others, e)
		}
	}
	if n <= mostAccounts {
		return events
	}
	return append(others, ForAll(topics))
}
