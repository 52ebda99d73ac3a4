package canvas

// cubeLevels are the levels of the cube that 16 to 231 of the 256 colours are.
var cubeLevels = [6]int{0, 95, 135, 175, 215, 255}

// nearestIndexed is the nearest of the 256 colours beyond the sixteen that are
// the person's own: the cube's, or a grey. There is no dithering: with points as
// large as half a cell it looks like noise.
func nearestIndexed(r, g, b int) int {
	i, j, k := cubeLevel(r), cubeLevel(g), cubeLevel(b)
	cube := colourDistance(r-cubeLevels[i], g-cubeLevels[j], b-cubeLevels[k])
	grey := min(23, max(0, ((r+g+b)/3-3)/10))
	level := 8 + 10*grey
	if colourDistance(r-level, g-level, b-level) < cube {
		return 232 + grey
	}
	return 16 + 36*i + 6*j + k
}

func cubeLevel(v int) int {
	switch {
	case v < 48:
		return 0
	case v < 115:
		return 1
	}
	return min(5, (v-35)/40)
}

// colourDistance weighs the parts nearly as the eye does, but blue more, for
// scenes at night.
func colourDistance(r, g, b int) int { return 2*r*r + 4*g*g + 3*b*b }
