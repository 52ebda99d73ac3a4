package admin

import (
	"context"
	"errors"
	"fmt"

	"youku.example/keys"
	"youku.example/sshserver/operator/local"
	"youku.example/store"
)

// runShared is Run for a library on a database server, where the keys are rows: a
// change is in force on all servers when it is written.
func runShared(ctx context.Context, c *local.Call) error {
	rows, err := c.WriteRows(ctx) // which makes the schema in an empty database
	if err != nil {
		return err
	}
	defer rows.Close()
	kept, is := store.KeysIn(rows)
	if !is {
		return fmt.Errorf("look for the admins' keys: %T has none", rows)
	}
	switch verb, rest := c.Words[0], c.Words[1:]; {
	case verb == "add" && len(rest) == 1:
		return addShared(ctx, c, kept, rest[0])
	case verb == "list" && len(rest) == 0:
		return listShared(ctx, c, kept)
	case verb == "remove" && len(rest) == 1:
		return removeShared(ctx, c, kept, rest[0])
	}
	return noVerb()
}

func addShared(ctx context.Context, c *local.Call, kept store.LibraryKeys, name string) error {
	line, name, err := toVouchFor(c, name)
	if err != nil {
		return err
	}
	exists := false
	key := store.AdminKey{Fingerprint: line.Fingerprint, Name: name, Line: line.WithComment(name).Text}
	err = kept.AddAdmin(ctx, key, func(is bool) error {
		exists = is
		return unclaimed(c, name, is)
	})
	var no *store.Refusal
	if errors.As(err, &no) && no.Code == store.ErrKeyTaken.Code {
		return anotherName(no.Name)
	}
	if err == nil {
		sayAdded(c, name, line, exists)
	}
	return err
}

func listShared(ctx context.Context, c *local.Call, kept store.LibraryKeys) error {
	vouched, err := kept.Admins(ctx)
	if err == nil && len(vouched) == 0 {
		fmt.Fprintln(c.Stdout, sayNoAdmins.In(c.Lang))
	}
	for _, v := range vouched {
		line, err := keys.ParseLine(v.Line)
		if err != nil {
			return fmt.Errorf("the key of %s: %w", store.Clean(v.Name), keyProblem(err))
		}
		list(c, line)
	}
	return err
}

func removeShared(ctx context.Context, c *local.Call, kept store.LibraryKeys, name string) error {
	removed, err := kept.RemoveAdmin(ctx, name)
	switch {
	case err != nil:
		return err
	case len(removed) == 0:
		return noKeyOf(name)
	}
	fmt.Fprintf(c.Stdout, sayRemoved.In(c.Lang), name, len(removed))
	return nil
}
