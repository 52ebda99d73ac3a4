package store

// Fen is an amount of money: hundredths of a yuan. All arithmetic is on Fen;
// yuan exist only where a person types or reads them.
type Fen int64

// MaxFen bounds every amount that a person can type: ¥1,000,000.
const MaxFen Fen = 100_000_000
