// Package language reads which language a text is in and what kind of subtitles
// it is, from a code (Of) or from the words of a file's or a track's name (Read).
// Every language has one short code here: zh for Chinese in simplified
// characters or in none that is told, zh-Hant in traditional ones, en, ja, pt-PT.
//
// It is text alone and imports nothing of this module. Begin reading at
// language.go; what people write in names stands in words.go.
package language
