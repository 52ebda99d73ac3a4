// Package stock fills a library with as many movies as one likes, for
// benchmarks. Its titles are like real ones in what search and order feel:
// Han, Latin and mixed; a few characters stand in every fifth title, most in
// hardly any; titles that differ only in their number. Half of the movies are
// episodes of series, and movies and series have years and tags. The same number
// is the same movie at every time.
//
// It imports store, store/names and store/title of this module. Begin reading at Fill.
package stock
