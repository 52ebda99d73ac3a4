package store

// indexOf is what a movie is found and sorted by.
func indexOf(title string) MovieIndex {
	return MovieIndex{TitleKey: TitleKey(title), Grams: Terms(title)}
}
