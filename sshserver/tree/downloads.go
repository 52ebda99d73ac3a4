package tree

import (
	"context"
	"strings"

	"youku.example/sshserver/sftp"
	"youku.example/store"
	"youku.example/store/title"
)

// downloads is what the account may fetch: each movie, and its checksum in the
// form that sha256sum -c reads.
type downloads struct{ *Tree }

func (d downloads) attr() sftp.Attr { return d.folderAttr("/downloads") }

func (d downloads) list(ctx context.Context) (sftp.Listing, error) {
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
	list := make([]sftp.Entry, 0, 2*len(ready))
	for _, one := range ready {
		list = append(list,
			sftp.Entry{Name: one.FileName, Attr: downloadAttr(one)},
			sftp.Entry{Name: one.FileName + title.SumExt, Attr: sumAttr(one)})
	}
	return sftp.Names(list), nil
}

func downloadAttr(d store.Download) sftp.Attr {
	return sftp.Attr{Size: d.Size, Mode: fileMode, MTime: d.CreatedAt}
}

func sumAttr(d store.Download) sftp.Attr {
	a := downloadAttr(d)
	a.Size = int64(len(sumLine(d)))
	return a
}

func sumLine(d store.Download) string { return d.SHA256 + "  " + d.FileName + "\n" }

// find returns the live grant behind a name, ready or not. A name that is not the
// movie's own is no file, whatever its number.
func (d downloads) find(ctx context.Context, name string) (grant store.Download, isSum bool, err error) {
	movie, isSum := strings.CutSuffix(name, title.SumExt)
	id, ok := title.ParseFileName(movie)
	if !ok {
		return grant, false, sftp.ErrNoSuchFile
	}
	grant, err = d.shop.Download(ctx, d.viewer.Actor, id)
	if err == nil && grant.FileName != movie {
		err = sftp.ErrNoSuchFile
	}
	return grant, isSum, err
}

func (d downloads) stat(ctx context.Context, name string) (sftp.Attr, error) {
	if name == readmeName {
		readme, err := d.readme(ctx)
		if err != nil {
			return sftp.Attr{}, err
		}
		return readme.attr, nil
	}
	grant, isSum, err := d.find(ctx, name)
	switch {
	case err != nil:
		return sftp.Attr{}, err
	case isSum:
		return sumAttr(grant), nil
	}
	return downloadAttr(grant), nil
}

func (d downloads) open(ctx context.Context, name string, _ sftp.Flags) (sftp.File, error) {
	if name == readmeName {
		readme, err := d.readme(ctx)
		if err != nil {
			return nil, err
		}
		return readme, nil
	}
	grant, isSum, err := d.find(ctx, name)
	switch {
	case err != nil:
		return nil, err
	case isSum:
		if err := grant.Refused(); err != nil {
			return nil, err
		}
		return newText(sumLine(grant), sumAttr(grant)), nil
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
