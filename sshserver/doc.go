// Package sshserver lets people in and offers them the TUI, the commands, SFTP
// and SCP. It decides who somebody is (auth.go) and how much one connection may
// ask of the server (conn.go, channel_requests.go, throttle.go); what they may have is
// the shop's to say.
//
// Every session, whatever its protocol, passes one gate (session.go): wish middleware
// does not run for subsystems, so nothing that protects the server may live
// there alone.
//
// It may import tui, store, media and keys and its own folders.
package sshserver
