package tui

import "youku.example/store"

var _ Shop = (*store.Shop)(nil)
