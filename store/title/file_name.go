package title

import (
	"fmt"
	"strconv"
	"strings"
)

// SumExt is what the name of a movie's checksum file ends with.
const SumExt = ".sha256"

// FileName is the name under which a movie is fetched: 0042-title.mp4. The
// number makes it unique, the title makes it readable.
func FileName(id int64, slug, ext string) string {
	return fmt.Sprintf("%04d-%s%s", id, slug, ext)
}

// ParseFileName finds the movie that a name speaks of. It reads the number
// alone: the caller must compare the whole name with the movie's own.
func ParseFileName(name string) (id int64, ok bool) {
	number, rest, found := strings.Cut(name, "-")
	if !found || rest == "" {
		return 0, false
	}
	id, err := strconv.ParseInt(number, 10, 64)
	if err != nil || id < 1 || fmt.Sprintf("%04d", id) != number {
		return 0, false
	}
	return id, true
}
