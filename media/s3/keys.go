package s3

import (
	"context"
	"errors"
	"fmt"
	"path"
	"sort"
	"strings"

	"youku.example/media"
)

// IncomingKeys lists what is being received or was.
func (l *Library) IncomingKeys(ctx context.Context) ([]string, error) {
	var keys []string
	err := l.bucket.list(ctx, incomingDir+"/", true, func(o object) {
		if key, folder := strings.CutSuffix(strings.TrimPrefix(o.name, incomingDir+"/"), "/"); folder && media.CheckKey(key) == nil {
			keys = append(keys, key)
		}
	})
	if err != nil {
		return nil, fmt.Errorf("list incoming files: %w", err)
	}
	sort.Strings(keys)
	return keys, nil
}

// MovieKeys lists what is kept.
func (l *Library) MovieKeys(ctx context.Context) ([]string, error) {
	return l.shelvedKeys(ctx, moviesDir, "")
}

// shelvedKeys lists the keys of the objects in a folder that stand where they belong,
// with that ending.
func (l *Library) shelvedKeys(ctx context.Context, dir, ending string) ([]string, error) {
	var keys []string
	err := l.bucket.list(ctx, dir+"/", false, func(o object) {
		key, is := strings.CutSuffix(path.Base(o.name), ending)
		if at, err := shelved(dir, key); is && err == nil && at+ending == o.name {
			keys = append(keys, key)
		}
	})
	if err != nil {
		return nil, fmt.Errorf("list %s: %w", dir, err)
	}
	sort.Strings(keys)
	return keys, nil
}

// Space is not known of a store.
func (l *Library) Space(ctx context.Context) (free, total uint64, err error) {
	return 0, 0, errors.ErrUnsupported
}
