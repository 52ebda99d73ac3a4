// Package words is every text that a person reads on screens and in commands
// alike, in Chinese and English: the sentences of the refusals, the names of
// states, money, sizes and times, and the lines to copy into a shell. It imports
// store for its types and nothing else of this module.
//
// A text is a T, made by Say with both languages; what only one screen or one
// command says stands beside it. Begin reading at Say and Refusal; the states
// are in states.go, the lines to copy are the methods of Login.
package words
