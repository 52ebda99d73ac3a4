// Package sshserver lets people in and offers them the screens, the commands,
// SFTP and SCP on one port. It turns a connection into sessions, and a session
// into calls of the protocol that it asks for; what somebody may have is for the
// shop to say.
//
// Begin reading with Server.gate (session.go), which every session passes,
// whatever its protocol: wish middleware does not run for subsystems, so nothing
// that protects the server may live there alone. A connection comes by
// Server.accept (server.go), its client proves who it is in auth, a session channel
// is opened in serve_session.go, and the gate leads it to a handler_*.go.
//
// Beside it stand wire (what works around x/crypto), auth (who somebody is),
// limit (how much of the server), keyboard (from bytes to keys), contain
// (panics), command, tree, sftp, scp and intake (what is served), and operator
// (the program itself).
//
// It may import tui, store, media and keys and its own folders.
package sshserver
