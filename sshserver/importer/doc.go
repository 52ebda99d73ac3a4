// Package importer takes folders of the machine in: what plan and publish do for
// uploads, for files that are there already. A job in the rows says which folder
// and how, and what became of each file, so that a process which dies leaves
// nothing half done: the next one settles it (Settle).
//
//	walk      which files there are                 folder.go
//	examine   what each is, and what it is proposed as   examine.go
//	read      hashes a movie, and copies it          read.go
//	keep      puts some under their keys, and makes them movies in one transaction   keep.go
//	finish    subtitles; sources that are moved      finish.go
//	cover     pictures of movies and series          covers.go
//
// It may import sshserver/{contain,intake}, store and media. Begin reading at
// Run, in run.go.
package importer
