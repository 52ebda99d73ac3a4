// Package sftptest is a server for real clients: a file system in memory, an
// SSH server on a free port that shows one over SFTP and SCP, and the clients
// that people have. Tests alone import it. It imports sshserver/sftp. Begin
// reading at server.go.
package sftptest
