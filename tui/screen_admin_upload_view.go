package tui

import (
	"fmt"
	"strings"

	"youku.example/store"
	"youku.example/tui/words"
)

func (u *uploads) View(w, h int) string {
	if body, instead := u.loader.state(&u.Display, len(u.files), w, h); instead {
		return body
	}
	if len(u.files) == 0 {
		return u.howTo(w, h)
	}
	return u.panes(w, h, u.rows, u.detail)
}

// howTo says how a movie comes here.
func (u *uploads) howTo(w, h int) string {
	ls := u.strongLines(u.say(textAdminNoUploads), w-4)
	ls = append(ls, "")
	ls = append(ls, u.muted(u.say(textAdminHowToUpload), w-4)...)
	ls = append(ls, "")
	ls = append(ls, u.command(u.uploadCommand(), w-4)...)
	ls = append(ls, "")
	ls = append(ls, u.muted(u.say(textAdminResumable), w-4)...)
	return middle(ls, w, h)
}

func (u *uploads) rows(w, h int) []string {
	from, to := u.cur.window(len(u.files), h)
	ls := make([]string, 0, h)
	for i := from; i < to; i++ {
		ls = append(ls, u.item(&u.cur, i, u.line(u.files[i], w-2), w))
	}
	return ls
}

// line is one file: name, size, how far it is.
func (u *uploads) line(in store.Incoming, w int) string {
	right := u.stateOf(in, w)
	if w >= 46 {
		right = u.styles.mute.Render(padLeft(words.Size(max(in.Size, in.Done)), 8)) + "  " + right
	}
	room := w - width(right) - 1
	return pad(clip(clean(in.Name), room, u.styles.more), room) + " " + right
}

// stateOf is where a file stands, in a column as wide as its longest entry.
func (u *uploads) stateOf(in store.Incoming, w int) string {
	cols := 13
	if w >= 46 {
		cols = 18
	}
	s := ""
	switch in.State {
	case store.Receiving, store.Hashing:
		return u.progress(in, cols)
	case store.Partial:
		s = u.styles.money.Render(u.styles.warn + " " + u.say(words.Upload(in.State)))
	case store.Arrived:
		s = u.styles.good.Render(u.styles.check + " " + u.say(words.Upload(in.State)))
	case store.Duplicate:
		s = u.styles.mute.Render(u.styles.dot + " " + u.say(words.Upload(in.State)))
	case store.Refused:
		s = u.styles.bad.Render(u.styles.cross + " " + u.say(words.Upload(in.State)))
	case store.Publishing:
		if in.Done > 0 {
			return u.progress(in, cols)
		}
		s = u.styles.accent.Render(u.styles.mark + " " + u.say(words.Upload(in.State)))
	case store.Removing:
		s = u.styles.mute.Render(u.styles.dot + " " + u.say(words.Upload(in.State)))
	}
	return pad(clip(s, cols, u.styles.more), cols)
}

// progress is the bar of a file that arrives or is checked.
func (u *uploads) progress(in store.Incoming, w int) string {
	if whole := u.whole(in); whole > 0 {
		return u.share(in.Done, whole, w)
	}
	return u.pulse(u.looks, w)
}

// whole is how many bytes a moving file will have, 0 where not known.
func (u *uploads) whole(in store.Incoming) int64 {
	if in.State == store.Hashing || in.State == store.Publishing {
		return in.Size
	}
	return u.flow[in.Name].Size
}

// detail is what is known of the selected file, and what to do with it.
func (u *uploads) detail(w, h int) []string {
	in, ok := u.selected()
	if !ok {
		return nil
	}
	var ls []string
	if w >= 30 && h >= 6 || h >= 8 {
		ls = append(u.strongLines(clean(in.Name), w), "")
	}
	ls = append(ls, u.advice(in, w)...)
	facts := [][2]string{
		{u.say(textFormat), u.incomingFacts(in)},
		{u.say(textSum), clean(in.SHA256)},
		{u.say(textAdminUploadedBy), clean(in.By)},
	}
	return append(append(ls, ""), u.factRows(w, facts)...)
}

// advice says what a state means and what to do next.
func (u *uploads) advice(in store.Incoming, w int) []string {
	switch in.State {
	case store.Receiving, store.Hashing:
		return append(u.muted(u.moving(in), w), u.progress(in, min(w, 46)))
	case store.Partial:
		return append(u.muted(u.say(textAdminPartialLine, words.Size(in.Size)), w), u.command(u.login().Resume(in.Name), w)...)
	case store.Arrived:
		return u.muted(u.say(textAdminReadyLine), w)
	case store.Duplicate:
		return u.twinAdvice(in, w)
	case store.Refused:
		return u.styled(u.styles.bad, u.styles.cross+" "+u.errorText(&store.Refusal{Code: in.Problem, Name: in.Name, Movie: in.DuplicateOf}), w)
	}
	if in.State == store.Publishing && in.Done > 0 {
		line := u.say(textAdminCopyingLine) + "  " + words.SizeOf(in.Done, in.Size)
		return append(u.muted(line, w), u.progress(in, min(w, 46)))
	}
	return u.muted(u.say(textAdminBusyLine), w)
}

// moving says in a line what happens to a file, how far it is and how fast.
func (u *uploads) moving(in store.Incoming) string {
	if in.State == store.Hashing {
		return u.say(textAdminHashingLine)
	}
	far := words.Size(in.Done)
	whole := u.whole(in)
	if whole > 0 {
		far = words.SizeOf(in.Done, whole)
	}
	line := u.say(textAdminReceivingLine) + "  " + far
	if pace := u.pace(u.flow[in.Name], whole > 0); pace != "" {
		line += "  " + u.styles.dot + "  " + pace
	}
	return line
}

func (u *uploads) twinAdvice(in store.Incoming, w int) []string {
	m := u.twins[in.DuplicateOf]
	if m.ID == 0 {
		return u.muted(u.errorText(&store.Refusal{Code: store.ErrDuplicate.Code, Movie: in.DuplicateOf}), w)
	}
	line := textAdminTwinLine
	if _, ok := u.deletedTwin(in); ok {
		line = textAdminTwinDeletedLine
	}
	return u.muted(u.say(line, clean(m.Title), m.ID), w)
}

// incomingFacts are kind, length, picture and codecs, as far as they are known.
func (h *Env) incomingFacts(in store.Incoming) string {
	var fs []string
	if in.Ext != "" {
		fs = append(fs, strings.ToUpper(strings.TrimPrefix(clean(in.Ext), ".")))
	}
	if in.Duration > 0 {
		fs = append(fs, h.length(in.Duration))
	}
	if in.Height > 0 {
		fs = append(fs, fmt.Sprintf("%dx%d", in.Width, in.Height))
	}
	for _, c := range []string{in.VideoCodec, in.AudioCodec} {
		if c != "" {
			fs = append(fs, codec(clean(c)))
		}
	}
	return strings.Join(fs, " "+h.styles.dot+" ")
}
