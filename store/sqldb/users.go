package sqldb

import (
	"cmp"
	"context"
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/uptrace/bun"

	"youku.example/store"
)

type user struct {
	bun.BaseModel `bun:"table:users,alias:u"`

	ID        int64 `bun:",pk,autoincrement"`
	Name      string
	Fold      string
	Hash      string
	Stamp     int64
	Locked    Flag
	VIPUntil  int64 `bun:"vip_until"`
	Balance   int64
	Language  string
	CreatedAt int64
	RemovedAt int64
	Was       string
}

func userRow(u store.User) *user {
	return &user{
		ID: u.ID, Name: u.Name, Fold: u.Fold, Hash: u.Hash, Stamp: u.Stamp, Locked: Flag(u.Locked),
		VIPUntil: stamp(u.VIPUntil), Balance: int64(u.Balance), Language: u.Language, CreatedAt: stamp(u.CreatedAt),
		RemovedAt: stamp(u.RemovedAt), Was: u.Was,
	}
}

func (u *user) user() store.User {
	return store.User{
		Account: store.Account{
			ID: u.ID, Name: u.Name, HasPassword: u.Hash != "", Stamp: u.Stamp, Locked: bool(u.Locked),
			VIPUntil: unstamp(u.VIPUntil), Balance: store.Fen(u.Balance), Language: u.Language, CreatedAt: unstamp(u.CreatedAt),
		},
		Fold: u.Fold, Hash: u.Hash, RemovedAt: unstamp(u.RemovedAt), Was: u.Was,
	}
}

type userKey struct {
	bun.BaseModel `bun:"table:user_keys,alias:k"`

	Fingerprint string `bun:",pk"`
	UserID      int64
	Line        string
	Comment     string
	AddedAt     int64
}

func (r Rows) user(ctx context.Context, where string, arg any) (store.User, error) {
	if s, is := arg.(string); is && strings.IndexByte(s, 0) >= 0 {
		return store.User{}, store.NoRow() // no row has it, and bun refuses it
	}
	list, err := selectKept[user](ctx, r, where, arg)
	if err != nil || len(list) == 0 {
		return store.User{}, cmp.Or(r.RowError(err), store.NoRow())
	}
	return list[0].user(), nil
}

func (r Rows) UserByID(ctx context.Context, id int64) (store.User, error) {
	return r.user(ctx, "u.id = ?", id)
}

func (r Rows) UserByFold(ctx context.Context, fold string) (store.User, error) {
	return r.user(ctx, "u.fold = ?", fold)
}

func (r Rows) UserByKey(ctx context.Context, fingerprint string) (store.User, error) {
	return r.user(ctx, "u.id = (SELECT user_id FROM user_keys WHERE fingerprint = ?)", fingerprint)
}

// UsersAmong lists those of some accounts that are there.
func (r Rows) UsersAmong(ctx context.Context, ids []int64) ([]store.User, error) {
	if len(ids) == 0 {
		return nil, nil
	}
	var list []user
	err := r.DB.NewSelect().Model(&list).Where("u.id IN (?)", bun.List(ids)).Scan(ctx)
	out := make([]store.User, len(list))
	for i := range list {
		out[i] = list[i].user()
	}
	return out, err
}

func (r Rows) UserKeys(ctx context.Context, userID int64) ([]store.Key, error) {
	var list []userKey
	if err := r.DB.NewSelect().Model(&list).Where("user_id = ?", userID).Order("added_at", "fingerprint").Scan(ctx); err != nil {
		return nil, err
	}
	keys := make([]store.Key, len(list))
	for i, k := range list {
		keys[i] = store.Key{Fingerprint: k.Fingerprint, Line: k.Line, Comment: k.Comment, AddedAt: unstamp(k.AddedAt)}
	}
	return keys, nil
}

// peopleKeys are what the orders of people begin with; the folded name decides
// between equal ones. Each has an index of just that.
var peopleKeys = map[store.Sort][]string{
	store.ByBalance: {"balance_down"},
	store.ByBought:  {"bought_down"},
	store.ByState:   {"locked_down", "vip_down"},
}

// peopleQuery selects a part of the people.
func (r Rows) peopleQuery(lq store.ListQuery, s store.Span) *bun.SelectQuery {
	q := r.DB.NewSelect().TableExpr("users AS u").Where("u.removed_at = 0")
	if lq.Search != "" {
		q = q.Where("instr(u.fold, ?) > 0", lq.Search)
	}
	if lq.Sort == store.ByJoined {
		return NewestFirst(q, "u.id", s)
	}
	d, keys := DirectionOf(s.Reverse), append(slices.Clone(peopleKeys[lq.Sort]), "fold")
	for _, k := range keys {
		q = q.OrderExpr("? ?", bun.Safe(k), d.Order)
	}
	if s.After != 0 {
		list := bun.Safe(strings.Join(keys, ", "))
		q = q.Where("(?) ? (SELECT ? FROM users WHERE id = ?)", list, d.Beyond, list, s.After)
	}
	return q.Limit(int64(s.Limit))
}

func (r Rows) People(ctx context.Context, lq store.ListQuery, s store.Span) ([]store.Person, error) {
	if !CanBeFound(lq.Search) {
		return nil, nil
	}
	var list []struct {
		user
		Bought    int
		Downloads int
	}
	q := r.peopleQuery(lq, s).Column("u.id", "u.name", "u.fold", "u.hash", "u.stamp", "u.locked", "u.vip_until", "u.balance", "u.language", "u.created_at", "u.bought").
		ColumnExpr("(SELECT count(*) FROM download_records d WHERE d.user_id = u.id) AS downloads")
	if err := q.Scan(ctx, &list); err != nil {
		return nil, err
	}
	people := make([]store.Person, len(list))
	for i, p := range list {
		people[i] = store.Person{Account: p.user.user().Account, Bought: p.Bought, Downloads: p.Downloads}
	}
	return people, nil
}

// CanBeFound reports whether a text may stand in a row: bun refuses the others.
func CanBeFound(text string) bool { return strings.IndexByte(text, 0) < 0 && utf8.ValidString(text) }

// CountPeople looks at each name where a part of one is searched for, as
// People does.
func (r Rows) CountPeople(ctx context.Context, fold string) (n int, err error) {
	switch {
	case fold == "":
		return r.ListCount(ctx, "users")
	case !CanBeFound(fold):
		return 0, nil
	}
	err = r.DB.NewRaw("SELECT count(*) FROM users WHERE removed_at = 0 AND instr(fold, ?) > 0", fold).Scan(ctx, &n)
	return n, err
}

// RemovedAs implements store.View.
func (r Rows) RemovedAs(ctx context.Context, folds []string) ([]store.User, error) {
	folds = slices.DeleteFunc(slices.Clone(folds), func(fold string) bool { return !CanBeFound(fold) })
	if len(folds) == 0 {
		return nil, nil
	}
	var list []user
	err := r.DB.NewSelect().Model(&list).Where("u.removed_at <> 0").Where("u.was IN (?)", bun.List(folds)).Order("u.removed_at", "u.id").Scan(ctx)
	out := make([]store.User, len(list))
	for i := range list {
		out[i] = list[i].user()
	}
	return out, err
}

func (r Rows) AddUser(ctx context.Context, u *store.User) error {
	row := userRow(*u)
	if err := r.add(ctx, row); err != nil {
		return err
	}
	u.ID = row.ID
	return nil
}

func (r Rows) SetUser(ctx context.Context, u store.User) error {
	return r.OneRow(r.DB.NewUpdate().Model(userRow(u)).ExcludeColumn("id", "balance", "created_at").WherePK().Exec(ctx))
}

func (r Rows) AddKey(ctx context.Context, userID int64, k store.Key) error {
	return r.add(ctx, &userKey{
		Fingerprint: k.Fingerprint, UserID: userID, Line: k.Line, Comment: k.Comment, AddedAt: stamp(k.AddedAt),
	})
}

func (r Rows) DropKey(ctx context.Context, userID int64, fingerprint string) error {
	return r.OneRow(r.DB.NewDelete().Model((*userKey)(nil)).
		Where("user_id = ?", userID).Where("fingerprint = ?", fingerprint).Exec(ctx))
}
