// Package local is one call of the program on the machine itself: its arguments
// and streams, its settings, and the data folder that it works on, with the
// engines that open what is in there.
//
// It may import sshserver, store, media, keys and operator/{setting,problem}; no
// command, for each of them works on a Call. Begin reading at Call.
package local
