// Package media is the movie files: it receives, recognises, keeps and opens
// them. It tells what a file is from its bytes alone, gives it its identity
// (SHA-256), and says what a library of files can do; the libraries themselves
// are engines in folders beside it (media/disk).
//
// It imports nothing of this module and knows nothing of people, money or
// rights. Every file it reads was sent by somebody: sizes, counts and nesting
// in it are claims, and no claim decides how much is read or held.
package media
