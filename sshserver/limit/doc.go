// Package limit says how much of the server one source, one account and all
// together may use at once: connections, sessions, screens, registrations. Begin
// reading with Budget, so much of something in all and for each key, and with
// Limits, the numbers.
//
// Connections also decides who goes when too many come: those of a source wait
// in its own line (line.go), and a newcomer takes the place of one of a source
// that has more.
//
// It may import nothing of ours: it counts, and knows neither who somebody is
// nor what a refusal says.
package limit
