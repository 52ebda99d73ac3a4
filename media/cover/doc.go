// Package cover takes the pictures that people send for movies and series: jpg,
// png and webp of at most MaxSize bytes. Read makes of one a JPEG of at most
// MaxWide × MaxHigh points, which is what is kept; Decode reads that again.
//
// A picture comes from outside: its size in points is read before anything is
// decoded, and one that would take too much memory or time is refused. It knows
// bytes alone and imports nothing of this module. Begin reading at Read.
package cover
