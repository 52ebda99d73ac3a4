package tree

import (
	"context"
	"strings"

	"youku.example/media"
	"youku.example/sshserver/sftp"
	"youku.example/store"
	"youku.example/store/title"
)

// downloads is what the account may fetch: each movie with what lies beside it, an
// episode in the folder of its series. Under its flat name an episode is not
// listed, but answers, so that nothing breaks that was copied.
type downloads struct{ *Tree }

func (d downloads) attr() sftp.Attr { return d.folderAttr("/downloads") }

func (d downloads) list(ctx context.Context, dir string) (sftp.Listing, error) {
	if dir != "" {
		return d.listFolder(ctx, dir)
	}
	ready, err := d.shop.ReadyDownloads(ctx, d.viewer.Actor)
	if err != nil {
		return nil, err
	}
	if len(ready) == 0 {
		readme, err := d.readme(ctx)
		if err != nil {
			return nil, err
		}
		return sftp.Names([]sftp.Entry{{Name: readmeName, Attr: readme.attr}}), nil
	}
	return sftp.Names(append(d.filesIn(ready, ""), foldersOf(ready)...)), nil
}

// listFolder lists the folder of a series.
func (d downloads) listFolder(ctx context.Context, name string) (sftp.Listing, error) {
	ready, err := d.shop.ReadyDownloadsIn(ctx, d.viewer.Actor, name)
	if err != nil {
		return nil, err
	}
	if len(ready) == 0 {
		return nil, sftp.ErrNoSuchFile
	}
	return sftp.Names(d.filesIn(ready, name)), nil
}

// filesIn are the files of the grants that are shown in a folder.
func (d downloads) filesIn(ready []store.Download, dir string) (list []sftp.Entry) {
	for _, one := range ready {
		if one.Folder != dir {
			continue
		}
		for _, f := range beside(d.library, one, one.Name) {
			list = append(list, f.Entry)
		}
	}
	return list
}

// foldersOf are the folders of the series that something of is ready, each as old
// as the newest movie in it: the same at every look, while nothing is added.
func foldersOf(ready []store.Download) (list []sftp.Entry) {
	at := map[string]int{}
	for _, one := range ready {
		if one.Folder == "" {
			continue
		}
		i, known := at[one.Folder]
		if !known {
			i = len(list)
			at[one.Folder] = i
			list = append(list, sftp.Entry{Name: one.Folder, Attr: sftp.Attr{Mode: folderMode}})
		}
		if one.CreatedAt.After(list[i].MTime) {
			list[i].MTime = one.CreatedAt
		}
	}
	return list
}

// folder returns the attributes of a series' folder; there is one while something
// in it is ready.
func (d downloads) folder(ctx context.Context, name string) (sftp.Attr, error) {
	ready, err := d.shop.ReadyDownloadsIn(ctx, d.viewer.Actor, name)
	if err != nil {
		return sftp.Attr{}, err
	}
	if len(ready) == 0 {
		return sftp.Attr{}, sftp.ErrNoSuchFile
	}
	return foldersOf(ready)[0].Attr, nil
}

// file is one of those that a grant opens.
type file struct {
	sftp.Entry
	open func(ctx context.Context) (media.File, error) // nil: it is the movie
}

// beside lists the files of a grant: the movie under the name that it is asked for
// by, and what lies beside it.
func beside(open Library, d store.Download, movie string) []file {
	sum := sumLine(d, movie)
	attr := downloadAttr(d)
	attr.Size = int64(len(sum))
	list := []file{
		{Entry: sftp.Entry{Name: movie, Attr: downloadAttr(d)}},
		{Entry: sftp.Entry{Name: movie + title.SumExt, Attr: attr}, open: func(context.Context) (media.File, error) {
			return sumText{newText(sum, attr)}, nil
		}},
	}
	// Subtitles have no sum beside them: a broken line of text harms no one, and a
	// folder of a season would have twice the names.
	for _, s := range d.Subtitles {
		attr := sftp.Attr{Size: s.Size, Mode: fileMode, MTime: s.At}
		list = append(list, file{Entry: sftp.Entry{Name: s.FileName(movie), Attr: attr}, open: func(ctx context.Context) (media.File, error) {
			return open.Subtitle(ctx, s.File)
		}})
	}
	return list
}

func downloadAttr(d store.Download) sftp.Attr {
	return sftp.Attr{Size: d.Size, Mode: fileMode, MTime: d.CreatedAt}
}

// sumLine is the checksum in the form that sha256sum -c reads, of the name that the
// movie is fetched by.
func sumLine(d store.Download, movie string) string { return d.SHA256 + "  " + movie + "\n" }

// find returns the live grant behind a name, ready or not, and the file of it that
// is meant. A name that is not the movie's own is no file, whatever its number.
func (d downloads) find(ctx context.Context, name string) (grant store.Download, meant file, err error) {
	dir, name, inFolder := strings.Cut(name, "/")
	if !inFolder {
		dir, name = "", dir
	}
	grants, err := d.grants(ctx, dir, name)
	if err != nil {
		return grant, meant, err
	}
	for _, g := range grants {
		shown := g.FileName
		if inFolder {
			shown = g.Name
		}
		for _, f := range beside(d.library, g, shown) {
			if f.Name == name {
				return g, f, nil
			}
		}
	}
	return grant, meant, sftp.ErrNoSuchFile
}

// grants are the live ones that a name in a folder may be of.
func (d downloads) grants(ctx context.Context, dir, name string) ([]store.Download, error) {
	if dir != "" {
		season, number, ok := store.ParseEpisodeFile(name)
		if !ok {
			return nil, sftp.ErrNoSuchFile
		}
		return d.shop.EpisodeDownloads(ctx, d.viewer.Actor, dir, season, number)
	}
	id, ok := title.ParseFileName(name)
	if !ok {
		return nil, sftp.ErrNoSuchFile
	}
	one, err := d.shop.Download(ctx, d.viewer.Actor, id)
	return []store.Download{one}, err
}

func (d downloads) stat(ctx context.Context, name string) (sftp.Attr, error) {
	if name == readmeName {
		readme, err := d.readme(ctx)
		if err != nil {
			return sftp.Attr{}, err
		}
		return readme.attr, nil
	}
	_, meant, err := d.find(ctx, name)
	if err == sftp.ErrNoSuchFile && !strings.Contains(name, "/") {
		return d.folder(ctx, name)
	}
	return meant.Attr, err
}

func (d downloads) open(ctx context.Context, name string, _ sftp.Flags) (sftp.File, error) {
	if name == readmeName {
		readme, err := d.readme(ctx)
		if err != nil {
			return nil, err
		}
		return readme, nil
	}
	grant, meant, err := d.find(ctx, name)
	if err == sftp.ErrNoSuchFile && !strings.Contains(name, "/") {
		if _, err := d.folder(ctx, name); err != nil {
			return nil, err
		}
		return nil, sftp.ErrFailure // a directory
	}
	if err != nil {
		return nil, err
	}
	if meant.open != nil {
		return d.openBeside(ctx, grant, meant)
	}
	transfer, err := d.shop.OpenDownload(ctx, d.viewer.Actor, grant.MovieID, d.viewer.Protocol, d.viewer.Client)
	if err != nil {
		return nil, err
	}
	grant = transfer.Download()
	bytes, err := d.library.Movie(ctx, grant.File)
	if err != nil {
		_ = transfer.Close()
		return nil, err
	}
	return &movieFile{tree: d.Tree, bytes: bytes, stat: downloadAttr(grant), transfer: transfer, ctx: ctx}, nil
}

func (d downloads) openBeside(ctx context.Context, grant store.Download, meant file) (sftp.File, error) {
	if err := grant.Refused(); err != nil {
		return nil, err
	}
	bytes, err := meant.open(ctx)
	if err != nil {
		return nil, err
	}
	return besideFile{File: bytes, attr: meant.Attr}, nil
}

// besideFile is a small file beside a movie; reading it is no transfer.
type besideFile struct {
	readOnly
	media.File
	attr sftp.Attr
}

func (f besideFile) Stat() (sftp.Attr, error) { return f.attr, nil }
func (f besideFile) Close(bool) error         { return f.File.Close() }
