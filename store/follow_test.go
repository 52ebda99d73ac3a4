package store_test

import (
	"encoding/json"
	"testing"

	"github.com/google/go-cmp/cmp"

	"youku.example/store"
	"youku.example/store/storetest"
)

// What runs on a server is rows for the others, as JSON: nothing of it is lost.
func TestRunning_RoundTrips(t *testing.T) {
	roundTrips(t, storetest.Filled[store.Visit](t, 1, nil))
	roundTrips(t, storetest.Filled[store.Progress](t, 1, nil))
}

func roundTrips[T any](t *testing.T, want T) {
	t.Helper()
	row, err := json.Marshal(want)
	if err != nil {
		t.Fatal(err)
	}
	var got T
	if err := json.Unmarshal(row, &got); err != nil {
		t.Fatal(err)
	}
	if d := cmp.Diff(want, got); d != "" {
		t.Error(d)
	}
}
