package store

import "time"

// Plan is a way to be a VIP for a while.
type Plan struct {
	Name  string // month, year
	Days  int
	Price Fen
}

// Purchase is the answer to a buyer. Buying again what is owned is a success
// with Again set and nothing charged; Paid is then what it cost the first time.
type Purchase struct {
	MovieID int64
	Title   string
	Paid    Fen
	Balance Fen
	Again   bool
}

// EntryKind says why money moved.
type EntryKind string

const (
	EntryRedeem EntryKind = "redeem"
	EntryCredit EntryKind = "credit"
	EntryBuy    EntryKind = "buy"
	EntryVIP    EntryKind = "vip"
	EntryRefund EntryKind = "refund"
)

// Entry is one line of a person's wallet: Amount is signed from the person's side.
type Entry struct {
	ID      int64
	Kind    EntryKind
	Amount  Fen
	Balance Fen // after it
	MovieID int64
	Title   string
	Note    string
	At      time.Time
}

// Wallet is a balance with its newest entries, newest first.
type Wallet struct {
	Balance Fen
	Entries []Entry
	Total   Total // of the entries there are
}

// Code is a redeem code just minted. Its text is shown once and kept nowhere.
type Code struct {
	Text   string
	Amount Fen
}
