package canvas

// steps are the levels of the cube that 16 to 231 of the 256 colours are.
var steps = [6]int{0, 95, 135, 175, 215, 255}

// nearestIndexed is the nearest of the 256 colours beyond the sixteen that are
// the person's own: the cube's, or a grey. It is not dithered, for points as
// large as half a cell swarm.
func nearestIndexed(r, g, b int) int {
	i, j, k := step(r), step(g), step(b)
	cube := apart(r-steps[i], g-steps[j], b-steps[k])
	grey := min(23, max(0, ((r+g+b)/3-3)/10))
	level := 8 + 10*grey
	if apart(r-level, g-level, b-level) < cube {
		return 232 + grey
	}
	return 16 + 36*i + 6*j + k
}

func step(v int) int {
	switch {
	case v < 48:
		return 0
	case v < 115:
		return 1
	}
	return min(5, (v-35)/40)
}

// apart weighs the parts nearly as the eye does; blue, by which night scenes
// live, more.
func apart(r, g, b int) int { return 2*r*r + 4*g*g + 3*b*b }
