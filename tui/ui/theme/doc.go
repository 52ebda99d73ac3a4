// Package theme is how things look: the palettes for each number of colours and
// each background, the styles made of them, and the glyphs with their ASCII
// replacements. Nothing is drawn with another colour or glyph. It imports
// nothing of this module.
//
// Begin with Theme in theme.go; CONTRIBUTING.md says what each colour means.
package theme
