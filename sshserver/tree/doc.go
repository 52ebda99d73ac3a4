// Package tree is the files that SFTP and SCP clients see:
//
//	/downloads   what the account may fetch now, and a checksum beside each
//	/incoming    uploads (admins)
//	/movies      every movie with bytes, whatever its shelf (admins, read-only)
//
// Nothing in it is a path of this machine. Names lead to rows of the shop, and
// rows to keys of the media library. Anyone who opens or lists something is asked
// anew whether it still may, and a download that is revoked ends in mid-file.
//
// Begin reading with Tree. It may import store, media, tui/words, and limit, sftp
// and intake of sshserver; guests never get here.
package tree
