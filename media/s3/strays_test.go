package s3

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/service/s3"

	"youku.example/media"
)

// What lies in the bucket and is no file of the library is found; what a copy left
// can be removed, alone or by its age, and what people put there stays.
func TestStrays(t *testing.T) {
	g := startedGateway(t)
	l := openAt(t, Config{Place: g.place()})
	ctx := t.Context()
	in := receiveAt(t, l, "a1", 1)
	writeAll(t, in, []byte("movie"), 0)
	if err := errors.Join(in.Close(), l.Keep(ctx, "a1", "beef.mp4", nil), l.KeepPoster(ctx, "beef.mp4", []byte("x")),
		l.KeepCover(ctx, "c1", []byte("x")), l.KeepSubtitle(ctx, "s1", []byte("x"))); err != nil {
		t.Fatal(err)
	}
	strangers := []string{"movies/xx/beef.mp4", "movies/README", "covers/other", "posters/be/beef.mp4", "incoming/x", "incoming/b1/what", "top"}
	for _, name := range strangers {
		if err := l.bucket.put(ctx, name, nil, nil); err != nil {
			t.Fatal(err)
		}
	}
	if err := l.bucket.put(ctx, "importing/a/b/c", nil, nil); err != nil {
		t.Fatal(err)
	}
	begin := func() {
		t.Helper()
		_, err := l.bucket.client.CreateMultipartUpload(ctx, &s3.CreateMultipartUploadInput{Bucket: aws.String(testBucket), Key: l.bucket.key("movies/fe/feed.mp4")})
		if err != nil {
			t.Fatal(err)
		}
	}
	begin()
	found, err := l.Strays(ctx)
	if err != nil {
		t.Fatal(err)
	}
	var names []string
	partial := 0
	for _, s := range found {
		if s.Partial {
			partial++
			if time.Since(s.ModTime) > time.Hour {
				t.Errorf("%s is from %v", s.Name, s.ModTime)
			}
			if err := l.RemovePart(ctx, s.Name); err != nil {
				t.Error(err)
			}
			continue
		}
		names = append(names, s.Name)
		if err := l.RemovePart(ctx, s.Name); err != nil {
			t.Error(err)
		}
	}
	slices.Sort(names)
	slices.Sort(strangers)
	if !slices.Equal(names, strangers) || partial != 2 {
		t.Errorf("%d partial, and %q, want %q", partial, names, strangers)
	}
	begin()
	if err := l.sweep(ctx, time.Now().Add(-time.Hour)); err != nil {
		t.Fatal(err)
	}
	if found, err = l.Strays(ctx); err != nil || len(found) != len(strangers)+1 {
		t.Errorf("a young copy was swept: %v, %v", found, err)
	}
	if err := l.sweep(ctx, time.Now().Add(time.Hour)); err != nil {
		t.Fatal(err)
	}
	if found, err = l.Strays(ctx); err != nil || len(found) != len(strangers) {
		t.Errorf("left: %v, %v", found, err)
	}
}

func TestImport(t *testing.T) {
	g := startedGateway(t)
	l := openAt(t, Config{Place: g.place()})
	ctx := t.Context()
	p := content(2*leastPart+12345, 30)
	name := filepath.Join(t.TempDir(), "film.mp4")
	if err := os.WriteFile(name, p, 0o600); err != nil {
		t.Fatal(err)
	}
	src, err := os.Open(name)
	if err != nil {
		t.Fatal(err)
	}
	defer src.Close()
	if same, own, err := l.Near(src); same || own || err != nil {
		t.Errorf("Near = %v, %v, %v", same, own, err)
	}
	if _, _, err := l.LinkIn(ctx, src, nil, "film.mp4", "beef.mp4"); !errors.Is(err, media.ErrOtherDisk) {
		t.Errorf("LinkIn: %v", err)
	}
	for range 2 { // the second finds what the first left
		sums, err := l.CopyIn(ctx, src, "p1", nil)
		if err != nil || sums.SHA256 != hashOf(p) || sums.Size != int64(len(p)) {
			t.Fatalf("CopyIn = %+v, %v", sums, err)
		}
	}
	key := hashOf(p) + ".mp4"
	if err := errors.Join(l.NameCopy(ctx, "p1", key), l.Adopt(ctx, key), l.SyncMovies(ctx, []string{key})); err != nil {
		t.Fatal(err)
	}
	f, err := l.Movie(ctx, key)
	wantFile(t, f, err, p)
	if _, err := l.CopyIn(ctx, src, "p2", nil); err != nil {
		t.Fatal(err)
	}
	if err := l.NameCopy(ctx, "p2", key); err != nil {
		t.Errorf("of a movie that is there already: %v", err)
	}
	if _, err := l.CopyIn(ctx, src, "1.3", nil); err != nil {
		t.Fatal(err)
	}
	if err := l.DropCopies(ctx, "1"); err != nil {
		t.Fatal(err)
	}
	if err := l.NameCopy(ctx, "1.3", key); !errors.Is(err, media.ErrNotExist) {
		t.Errorf("of a copy that was dropped: %v", err)
	}
	if found, err := l.Strays(ctx); err != nil || len(found) != 0 {
		t.Errorf("left: %v, %v", found, err)
	}
}

// What was taken back is an upload: read, gone on with, and published again.
func TestTakeBack(t *testing.T) {
	g := startedGateway(t)
	l := openAt(t, Config{Place: g.place()})
	ctx := t.Context()
	p := content(leastPart+3_000_000, 31)
	in := receiveAt(t, l, "a1", 1)
	writeAll(t, in, p, 0)
	if err := errors.Join(in.Close(), l.Keep(ctx, "a1", "beef.mp4", nil), l.Discard(ctx, "a1")); err != nil {
		t.Fatal(err)
	}
	if err := errors.Join(l.KeepCover(ctx, "c1", []byte("cover")), l.KeepSubtitle(ctx, "s1", []byte("text"))); err != nil {
		t.Fatal(err)
	}
	if err := errors.Join(l.TakeBack(ctx, "beef.mp4", "beef"), l.TakeBackCover(ctx, "c1", "c1"), l.TakeBackSubtitle(ctx, "s1", "s1")); err != nil {
		t.Fatal(err)
	}
	for key, want := range map[string][]byte{"beef": p, "c1": []byte("cover"), "s1": []byte("text")} {
		f, err := l.Arrived(ctx, key)
		if sum, serr := f.(media.Hashed).SHA256(ctx); sum != "" || serr != nil {
			t.Errorf("its hash is said to be %s, %v: it was not made here", sum, serr)
		}
		wantFile(t, f, err, want)
	}
	for _, err := range []error{l.TakeBack(ctx, "beef.mp4", "beef"), l.TakeBackCover(ctx, "c1", "c1")} {
		if !errors.Is(err, media.ErrNotExist) {
			t.Errorf("again: %v", err)
		}
	}
	if keys, err := l.MovieKeys(ctx); err != nil || len(keys) != 0 {
		t.Errorf("MovieKeys = %q, %v", keys, err)
	}
	more := content(100_000, 32)
	next := receiveAt(t, l, "beef", 5)
	size, _ := next.Size()
	writeAll(t, next, more, size)
	if err := next.Close(); err != nil {
		t.Fatal(err)
	}
	whole := append(p[:len(p):len(p)], more...)
	if err := l.Keep(ctx, "beef", "beef.mp4", nil); err != nil {
		t.Fatal(err)
	}
	f, err := l.Movie(ctx, "beef.mp4")
	wantFile(t, f, err, whole)
}

func TestPieces(t *testing.T) {
	c := chain{{Name: "a", Size: 12<<30 + 5}, {Name: "b", Off: 12<<30 + 5, Size: 100}}
	end, last := map[string]int64{}, ""
	for i, p := range pieces(c) {
		if p.off != end[p.name] || p.end-p.off > copyPiece+leastPiece || p.end-p.off < leastPiece && p.name == "a" {
			t.Errorf("piece %d: %+v", i, p)
		}
		end[p.name], last = p.end, p.name
	}
	if end["a"] != 12<<30+5 || end["b"] != 100 || last != "b" {
		t.Errorf("%v", end)
	}
}

// The posters of movies that are gone go with them.
func TestPosters(t *testing.T) {
	g := startedGateway(t)
	l := openAt(t, Config{Place: g.place()})
	ctx := t.Context()
	if err := l.KeepPoster(ctx, "beef.mp4", []byte("x")); !errors.Is(err, media.ErrNotExist) {
		t.Errorf("of no movie: %v", err)
	}
	in := receiveAt(t, l, "a1", 1)
	writeAll(t, in, []byte("movie"), 0)
	if err := errors.Join(in.Close(), l.Keep(ctx, "a1", "beef.mp4", nil), l.KeepPoster(ctx, "beef.mp4", []byte("picture"))); err != nil {
		t.Fatal(err)
	}
	if p, err := l.Poster(ctx, "beef.mp4"); err != nil || string(p) != "picture" {
		t.Errorf("Poster = %q, %v", p, err)
	}
	if keys, err := l.PosterKeys(ctx); err != nil || fmt.Sprint(keys) != "[beef.mp4]" {
		t.Errorf("PosterKeys = %q, %v", keys, err)
	}
	if err := l.KeepPoster(ctx, "beef.mp4", []byte(strings.Repeat("x", mostPoster+1))); err == nil {
		t.Error("a huge poster was kept")
	}
	if err := l.Remove(ctx, "beef.mp4"); err != nil {
		t.Fatal(err)
	}
	if _, err := l.Poster(ctx, "beef.mp4"); !errors.Is(err, media.ErrNotExist) {
		t.Errorf("of a movie that is gone: %v", err)
	}
}
