// Package demo is the sample movies that stand in an empty library: small
// clips that really play, drawn by formulas in make.sh. It imports nothing of
// this module. Begin reading at Clips.
package demo
