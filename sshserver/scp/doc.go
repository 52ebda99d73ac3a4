// Package scp speaks the old copy protocol that scp -O, pscp and many scripts
// still use: one direction a session, control lines and bytes in turn.
//
// Every name is one of an sftp.FS; no path of this machine is ever made from
// what a client says, and no process is started. One file is open at a time,
// so a client that asks for a thousand holds one.
//
// It imports sshserver/sftp for the file system that both protocols show. Begin
// reading at Serve.
package scp
