// Package ranges is a set of byte ranges of one file: what of a download was
// sent, and what of an upload was received.
//
// It may import nothing of ours. Begin reading with Set.
package ranges
