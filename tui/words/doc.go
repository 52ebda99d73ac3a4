// Package words is everything that is said to people, in Chinese and English:
// the sentences of the refusals, money, sizes and times. It imports only the
// shop's types, so that the screens and the commands say the same thing in the
// same words.
package words
