package importer

import (
	"fmt"
	"testing"

	"youku.example/store/jobs"
)

// How long it takes to make movies of files that are linked, their hashes beside.
func BenchmarkLink(b *testing.B) {
	h := openTestLibrary(b, b.TempDir())
	defer h.close()
	for n := range b.N {
		h.put(b, fmt.Sprintf("Show %03d/Show %03d S01E%02d.mp4", n/24, n/24, n%24+1), movie(n))
	}
	job := h.job(b, jobs.Link, nil)
	b.ResetTimer()
	if err := h.Run(b.Context(), job); err != nil {
		b.Fatal(err)
	}
	b.ReportMetric(float64(b.N)/b.Elapsed().Seconds(), "movies/s")
}
