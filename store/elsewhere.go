package store

import (
	"context"
	"encoding/json"
	"fmt"
	"hash/fnv"
	"strconv"
	"time"

	"youku.example/store/event"
	"youku.example/store/lease"
)

// What runs on a server is rows of these kinds.
const (
	runningSession     = "session"
	runningTransfer    = "transfer"
	runningConnections = "connections" // of an account: how many
)

// running is what runs on this server, as rows.
func (s *Shop) running() (rows []lease.Row) {
	add := func(kind, id string, account int64, v any) {
		if body, err := json.Marshal(v); err == nil {
			rows = append(rows, lease.Row{Kind: kind, ID: id, Account: account, Body: string(body)})
		}
	}
	for _, v := range s.visits.list() {
		add(runningSession, v.ID, v.Account, v)
	}
	for _, p := range s.transfers.List(nil) {
		add(runningTransfer, strconv.FormatInt(p.ID, 10), p.Account, p)
	}
	if count := s.connections.Load(); count != nil {
		for account, n := range (*count)() {
			add(runningConnections, strconv.FormatInt(account, 10), account, n)
		}
	}
	return rows
}

// elsewhere is what runs on the other servers that live, as of their last beats.
func (s *Shop) elsewhere(ctx context.Context) (visits []Visit, transfers []Progress, err error) {
	if s.following.leases == nil {
		return nil, nil, nil
	}
	list, err := s.following.leases.Running(ctx)
	if err != nil {
		return nil, nil, fmt.Errorf("ask what runs on other servers: %w", err)
	}
	for _, r := range list {
		if !s.following.beater.Alive(r.Server) {
			continue
		}
		var v Visit
		if r.Kind == runningSession && json.Unmarshal([]byte(r.Body), &v) == nil {
			visits = append(visits, v)
		}
		if p, is := transferOf(r); is {
			transfers = append(transfers, p)
		}
	}
	return visits, transfers, nil
}

func transferOf(r lease.Placed) (p Progress, is bool) {
	if r.Kind != runningTransfer || json.Unmarshal([]byte(r.Body), &p) != nil {
		return p, false
	}
	p.ID = elsewhereID(r.Server, p.ID)
	return p, true
}

// elsewhereID is a number for a transfer that no other has, on whatever server: each
// counts its own from one.
func elsewhereID(server string, id int64) int64 {
	h := fnv.New64a()
	fmt.Fprintf(h, "%s/%d", server, id)
	return int64(h.Sum64()>>1 | 1<<62)
}

// elsewhereWithin bounds a question about other servers; without an answer each goes by
// what it knows.
const elsewhereWithin = 3 * time.Second

// runningOf is rows of a kind on the other servers that live, of some accounts or all.
func (s *Shop) runningOf(ctx context.Context, kind string, accounts ...int64) (list []lease.Placed, err error) {
	if s.following.leases == nil || !s.following.beater.Any() {
		return nil, nil
	}
	ctx, cancel := context.WithTimeout(ctx, elsewhereWithin)
	defer cancel()
	rows, err := s.following.leases.RunningOf(ctx, kind, accounts...)
	if err != nil {
		return nil, fmt.Errorf("ask what runs on other servers: %w", err)
	}
	for _, r := range rows {
		if s.following.beater.Alive(r.Server) {
			list = append(list, r)
		}
	}
	return list, nil
}

// CountConnections says how many connections each account has to this server.
func (s *Shop) CountConnections(count func() map[int64]int) { s.connections.Store(&count) }

// ConnectionsElsewhere is how many connections an account has to other servers, as of
// their last beats.
func (s *Shop) ConnectionsElsewhere(ctx context.Context, account int64) (n int, err error) {
	list, err := s.runningOf(ctx, runningConnections, account)
	for _, r := range list {
		if more, err := strconv.Atoi(r.Body); err == nil {
			n += more
		}
	}
	return n, err
}

// divideRate divides the rate of each account that has downloads here by the number of
// servers where it has some.
func (s *Shop) divideRate() {
	accounts := s.pacer.Paced()
	if len(accounts) == 0 {
		return
	}
	list, err := s.runningOf(context.Background(), runningTransfer, accounts...)
	if err != nil {
		return
	}
	servers, shares := map[string]bool{}, map[int64]int{}
	for _, r := range list {
		one := fmt.Sprint(r.Account, " ", r.Server)
		if p, is := transferOf(r); !is || p.MovieID == 0 || servers[one] {
			continue
		}
		servers[one] = true
		shares[r.Account] = max(shares[r.Account], 1) + 1
	}
	s.pacer.SetShares(shares)
}

// heardOfServers is called when something else runs on other servers than before.
func (s *Shop) heardOfServers() {
	s.apply(event.ForAdmins(TopicPeople))
	if s.transfers.Watched() {
		s.showElsewhere()
	}
}

// showElsewhere shows those who watch transfers what runs on other servers.
func (s *Shop) showElsewhere() {
	list, err := s.runningOf(context.Background(), runningTransfer)
	if err != nil {
		return
	}
	var transfers []Progress
	for _, r := range list {
		if p, is := transferOf(r); is {
			transfers = append(transfers, p)
		}
	}
	s.transfers.SetElsewhere(transfers)
}
