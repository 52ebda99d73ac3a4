package tree

import (
	"context"

	"youku.example/sshserver/sftp"
	"youku.example/store"
	"youku.example/store/title"
)

// movies is every movie whose file is there, published or not, for admins.
type movies struct{ *Tree }

func (m movies) attr() sftp.Attr { return m.folderAttr("/movies") }

// list goes through the movies by number, so that it can go on where it was.
func (m movies) list(ctx context.Context, name string) (sftp.Listing, error) {
	if name != "" {
		return nil, sftp.ErrNoSuchFile
	}
	if err := m.shop.CheckActive(ctx, m.viewer.Actor); err != nil {
		return nil, err
	}
	after := int64(0)
	return func(ctx context.Context) (list []sftp.Entry, err error) {
		if err := m.shop.CheckActive(ctx, m.viewer.Actor); err != nil {
			return nil, err
		}
		for len(list) == 0 { // all of some may be purged or missing
			some, err := m.shop.MoviesFrom(ctx, after)
			if err != nil || len(some) == 0 {
				return nil, err
			}
			after = some[len(some)-1].ID
			for _, one := range some {
				if one.Available() {
					list = append(list, sftp.Entry{Name: fileName(one), Attr: movieAttr(one)})
				}
			}
		}
		return list, nil
	}, nil
}

func fileName(m store.Movie) string { return title.FileName(m.ID, m.Slug, m.Ext) }

func movieAttr(m store.Movie) sftp.Attr {
	return sftp.Attr{Size: m.Size, Mode: fileMode, MTime: m.CreatedAt}
}

func (m movies) find(ctx context.Context, name string) (store.Movie, error) {
	id, ok := title.ParseFileName(name)
	if !ok {
		return store.Movie{}, sftp.ErrNoSuchFile
	}
	l, err := m.shop.Movie(ctx, m.viewer.Actor, id)
	if err == nil && (l.Shelf == store.Purged || fileName(l.Movie) != name) {
		err = sftp.ErrNoSuchFile
	}
	return l.Movie, err
}

func (m movies) stat(ctx context.Context, name string) (sftp.Attr, error) {
	movie, err := m.find(ctx, name)
	if err != nil {
		return sftp.Attr{}, err
	}
	return movieAttr(movie), nil
}

func (m movies) open(ctx context.Context, name string, _ sftp.Flags) (sftp.File, error) {
	movie, err := m.find(ctx, name)
	if err != nil {
		return nil, err
	}
	if !movie.Available() {
		return nil, movie.Unavailable()
	}
	bytes, err := m.library.Movie(ctx, movie.File)
	if err != nil {
		return nil, err
	}
	return &movieFile{tree: m.Tree, bytes: bytes, stat: movieAttr(movie)}, nil
}
