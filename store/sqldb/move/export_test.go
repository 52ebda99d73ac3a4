package move

// Plan returns the tables and columns that are moved between two schemas.
func Plan(from, to Columns) (Columns, error) {
	parts, err := plan(from, to)
	all := Columns{}
	for _, p := range parts {
		all[p.name] = p.columns
	}
	return all, err
}
