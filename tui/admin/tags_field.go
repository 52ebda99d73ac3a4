package admin

import (
	"context"
	"slices"
	"strings"

	tea "charm.land/bubbletea/v2"

	"youku.example/store"
	"youku.example/store/title"
	"youku.example/tui/screen"
	"youku.example/tui/ui"
	"youku.example/tui/words"
)

// tagsField is a field for tags, between commas. While one types a tag, one that
// is in the library and begins so is offered behind the cursor.
type tagsField struct {
	*ui.Field
	screen *Screen
	asked  string // what was typed when the shop was asked last
}

func newTagsField(d *Screen, label words.T) *tagsField {
	return &tagsField{Field: &ui.Field{Label: label, Hint: textTagsHint, Check: checkTags}, screen: d}
}

// offered is how many tags are asked for: some may stand in the field already.
const offered = 20

// suggest asks for tags that begin as the one that is typed last.
func (t *tagsField) suggest() tea.Cmd {
	text := t.Value()
	if text == t.asked {
		return nil
	}
	t.asked = text
	tags := strings.FieldsFunc(text, func(r rune) bool { return strings.ContainsRune(",，、;；", r) })
	if len(tags) == 0 || !strings.HasSuffix(text, tags[len(tags)-1]) {
		return nil
	}
	begun := strings.TrimLeft(tags[len(tags)-1], " ")
	if strings.TrimSpace(begun) == "" {
		return nil
	}
	return screen.Ask(t.screen.Env, nil, func(ctx context.Context, a store.Actor) ([]string, error) {
		return t.screen.Shop.Tags(ctx, a, begun, offered)
	}, func(found []string, err error) tea.Cmd {
		if err == nil && t.Value() == text {
			t.Suggest(begun, offer(begun, found, tags[:len(tags)-1]))
		}
		return nil
	})
}

// offer is the first of some tags that goes on as one began it, and that the field
// does not have yet; "" if there is none.
func offer(begun string, found, has []string) string {
	n := len([]rune(begun))
	for _, tag := range found {
		rs := []rune(tag)
		if len(rs) <= n || title.Folded(string(rs[:n])) != title.Folded(begun) {
			continue
		}
		if !slices.ContainsFunc(has, func(old string) bool { return title.Folded(old) == title.Folded(tag) }) {
			return tag
		}
	}
	return ""
}
