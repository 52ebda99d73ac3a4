package migrate

import (
	"context"
	"errors"
	"fmt"
	"os"

	"youku.example/media"
	"youku.example/media/filecopy"
	"youku.example/sshserver/operator/problem"
	"youku.example/store"
	"youku.example/tui/words"
)

// eachFile calls found for each file that rows of the source name. While it is served,
// uploads come and go: they are copied when it is not.
func (j *job) eachFile(ctx context.Context, found func(filecopy.File) error) error {
	err := j.shop.EachMovie(ctx, func(m store.Movie) error {
		if m.Shelf == store.Purged {
			return nil
		}
		return found(filecopy.File{Kind: filecopy.Movie, Key: m.File, Size: m.Size, SHA256: m.SHA256, Name: fmt.Sprintf("movie %d, %s", m.ID, store.Clean(m.Title))})
	})
	if err != nil {
		return err
	}
	err = j.shop.EachSubtitle(ctx, func(s store.Subtitle) error {
		return found(filecopy.File{Kind: filecopy.Subtitle, Key: s.File, Size: s.Size, SHA256: s.SHA256, Name: fmt.Sprintf("subtitles of movie %d", s.MovieID)})
	})
	if err != nil {
		return err
	}
	err = j.shop.EachCover(ctx, func(c store.Cover, of store.EntryID) error {
		return found(filecopy.File{Kind: filecopy.Cover, Key: c.File, Size: c.Size, SHA256: c.SHA256, Name: fmt.Sprintf("cover %d", c.ID)})
	})
	if err != nil || j.filesOnly {
		return err
	}
	uploads, err := j.shop.IncomingRows(ctx)
	if err != nil {
		return err
	}
	for _, in := range uploads {
		f := filecopy.File{Kind: filecopy.Upload, Key: in.File, Size: in.Size, Generation: in.Generation, Name: "upload " + store.Clean(in.Name)}
		if in.State == store.Arrived || in.State == store.Duplicate || in.State == store.Sidecar {
			f.SHA256 = in.SHA256
		}
		if err := found(f); err != nil {
			return err
		}
	}
	return nil
}

// copyFiles copies the files that the target lacks. A movie that it has was proved when
// it came.
func (j *job) copyFiles(ctx context.Context) error {
	if j.shared {
		return nil
	}
	have, err := filecopy.KeysIn(ctx, j.theirs)
	if err != nil {
		return err
	}
	var wanted filecopy.Keys
	for kind := range wanted {
		wanted[kind] = map[string]bool{}
	}
	var all, left, files int64
	err = j.eachFile(ctx, func(f filecopy.File) error {
		if wanted[f.Kind][f.Key] {
			return nil
		}
		wanted[f.Kind][f.Key] = true
		all, files = all+f.Size, files+1
		if f.Kind != filecopy.Movie || !have[f.Kind][f.Key] {
			left += f.Size
		}
		return nil
	})
	if err != nil {
		return err
	}
	if err := j.roomFor(ctx, left); err != nil {
		return err
	}
	j.result.Files, j.result.Bytes = files, all
	copier := &filecopy.Copier{From: j.ours, To: j.theirs, Run: j.run, At: j.call.At, Copied: j.show.files(all, all-left)}
	if err := j.copyAll(ctx, copier, have); err != nil {
		return err
	}
	if err := j.lacking(copier.Missing()); err != nil {
		return err
	}
	if j.filesOnly {
		return nil
	}
	return filecopy.Sweep(ctx, j.theirs, wanted)
}

// copyAll gives the copier one file after the other.
func (j *job) copyAll(ctx context.Context, copier *filecopy.Copier, have filecopy.Keys) error {
	list, ended := make(chan filecopy.File), make(chan error, 1)
	go func() {
		defer close(list)
		seen := map[string]bool{}
		ended <- j.eachFile(ctx, func(f filecopy.File) error {
			if f.Kind == filecopy.Movie && (have[f.Kind][f.Key] || seen[f.Key]) {
				return nil
			}
			if f.Kind == filecopy.Movie {
				seen[f.Key] = true
			}
			select {
			case list <- f:
				return nil
			case <-ctx.Done():
				return ctx.Err()
			}
		})
	}()
	err := copier.All(ctx, list)
	if listed := <-ended; err == nil {
		err = listed
	}
	return err
}

// roomFor refuses a target whose disk has not as much room. A bucket has what is needed
// until it says otherwise.
func (j *job) roomFor(ctx context.Context, bytes int64) error {
	if !j.to.OnServer() && !j.from.OnServer() {
		if info, err := os.Stat(j.from.Database()); err == nil {
			bytes += info.Size()
		}
	}
	free, total, err := j.theirs.Space(ctx)
	if errors.Is(err, errors.ErrUnsupported) || total == 0 {
		return nil
	}
	if err != nil {
		return err
	}
	if need := uint64(bytes) + media.ReservedSpace(total); need > free {
		return problem.New("目标的磁盘放不下：还差 %s", "the target's disk has too little room: %s more are needed", words.Size(int64(need-free)))
	}
	return nil
}

// mostNamed is how many files are named of those that the source lacks.
const mostNamed = 20

// lacking says which files the source has not as its rows say.
func (j *job) lacking(list []filecopy.Missing) error {
	for i, m := range list {
		why := sayDamaged
		if errors.Is(m.Why, media.ErrNotExist) {
			why = sayMissing
		}
		j.result.Missing = append(j.result.Missing, m.Name)
		if i < mostNamed {
			j.show.line(fmt.Sprintf(why.In(j.call.Lang), m.Name))
		}
	}
	if len(list) == 0 || is(j.call, "leave-missing") || j.filesOnly {
		return nil
	}
	return problem.New("来源里有 %d 个文件不见了或已损坏：请先放回它们，或加 --leave-missing 不管它们",
		"%d files of the source are missing or damaged: put them back first, or go on without them by --leave-missing", len(list))
}
