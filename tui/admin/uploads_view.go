package admin

import (
	"fmt"
	"strings"

	"youku.example/store"
	"youku.example/tui/screen"
	"youku.example/tui/term/cells"
	"youku.example/tui/ui"
	"youku.example/tui/words"
)

func (u *uploads) View(w, h int) string {
	if body, instead := u.loader.Instead(&u.Display, len(u.files)+len(u.all), w, h); instead {
		return body
	}
	if len(u.files) == 0 && len(u.all) > 0 {
		return u.Nothing(u.Say(screen.TextNothingFound, ui.Clean(u.Text())), u.Say(textNameAdvice), w, h)
	}
	if len(u.files) == 0 {
		return u.howTo(w, h)
	}
	return u.Panes(w, h, u.rows, u.detail)
}

// howTo says how a movie comes here.
func (u *uploads) howTo(w, h int) string {
	ls := u.StrongLines(u.Say(textNoUploads), w-4)
	ls = append(ls, "")
	ls = append(ls, u.Muted(u.Say(textHowToUpload), w-4)...)
	ls = append(ls, "")
	ls = append(ls, u.Command(u.uploadCommand(), w-4)...)
	ls = append(ls, "")
	ls = append(ls, u.Muted(u.Say(textResumable), w-4)...)
	return cells.Middle(ls, w, h)
}

func (u *uploads) rows(w, h int) []string {
	from, to := u.cur.Window(len(u.files), h)
	ls := make([]string, 0, h)
	for i := from; i < to; i++ {
		sign := u.marks.Sign(&u.Display, u.files[i])
		ls = append(ls, u.Item(&u.cur, i, sign+u.line(u.files[i], w-2-cells.Width(sign)), w, nil))
	}
	return ls
}

// line is one file: name, size, how far it is.
func (u *uploads) line(in store.Incoming, w int) string {
	right := u.stateOf(in, w)
	if w >= 46 {
		right = u.Styles.Mute.Render(cells.PadLeft(words.Size(max(in.Size, in.Done)), 8)) + "  " + right
	}
	room := w - cells.Width(right) - 1
	return cells.Pad(cells.Clip(ui.Clean(in.Name), room, u.Styles.More), room) + " " + right
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
		s = u.Styles.Money.Render(u.Styles.Warn + " " + u.Say(words.Upload(in.State)))
	case store.Arrived:
		s = u.Styles.Good.Render(u.Styles.Check + " " + u.Say(words.Upload(in.State)))
	case store.Duplicate:
		s = u.Styles.Mute.Render(u.Styles.Dot + " " + u.Say(words.Upload(in.State)))
	case store.Refused:
		s = u.Styles.Bad.Render(u.Styles.Cross + " " + u.Say(words.Upload(in.State)))
	case store.Publishing:
		if in.Done > 0 {
			return u.progress(in, cols)
		}
		s = u.Styles.Accent.Render(u.Styles.Mark + " " + u.Say(words.Upload(in.State)))
	case store.Removing, store.Sidecar:
		s = u.Styles.Mute.Render(u.Styles.Dot + " " + u.Say(words.Upload(in.State)))
	}
	return cells.Pad(cells.Clip(s, cols, u.Styles.More), cols)
}

// progress is the bar of a file that arrives or is checked.
func (u *uploads) progress(in store.Incoming, w int) string {
	if whole := u.whole(in); whole > 0 {
		return u.Share(in.Done, whole, w)
	}
	return u.Pulse(u.looks, w)
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
		ls = append(u.StrongLines(ui.Clean(in.Name), w), "")
	}
	ls = append(ls, u.advice(in, w)...)
	facts := [][2]string{
		{u.Say(screen.TextFormat), u.incomingFacts(in)},
		{u.Say(screen.TextSum), ui.Clean(in.SHA256)},
		{u.Say(textUploadedBy), ui.Clean(in.By)},
	}
	return append(append(ls, ""), u.FactRows(w, facts)...)
}

// advice says what a state means and what to do next.
func (u *uploads) advice(in store.Incoming, w int) []string {
	switch in.State {
	case store.Receiving, store.Hashing:
		return append(u.Muted(u.moving(in), w), u.progress(in, min(w, 46)))
	case store.Partial:
		return append(u.Muted(u.Say(textPartialLine, words.Size(in.Size)), w), u.Command(u.Login().Resume(in.Name), w)...)
	case store.Arrived:
		return u.Muted(u.Say(textReadyLine), w)
	case store.Sidecar:
		return u.Muted(u.Say(textSidecarLine), w)
	case store.Duplicate:
		return u.twinAdvice(in, w)
	case store.Refused:
		return u.Styled(u.Styles.Bad, u.Styles.Cross+" "+u.ErrorText(&store.Refusal{Code: in.Problem, Name: in.Name, Movie: in.DuplicateOf}), w)
	}
	if in.State == store.Publishing && in.Done > 0 {
		line := u.Say(textCopyingLine) + "  " + words.SizeOf(in.Done, in.Size)
		return append(u.Muted(line, w), u.progress(in, min(w, 46)))
	}
	return u.Muted(u.Say(textBusyLine), w)
}

// moving says in a line what happens to a file, how far it is and how fast.
func (u *uploads) moving(in store.Incoming) string {
	if in.State == store.Hashing {
		return u.Say(textHashingLine)
	}
	far := words.Size(in.Done)
	whole := u.whole(in)
	if whole > 0 {
		far = words.SizeOf(in.Done, whole)
	}
	line := u.Say(textReceivingLine) + "  " + far
	if pace := u.pace(u.flow[in.Name], whole > 0); pace != "" {
		line += "  " + u.Styles.Dot + "  " + pace
	}
	return line
}

func (u *uploads) twinAdvice(in store.Incoming, w int) []string {
	m := u.twins[in.DuplicateOf]
	if m.ID == 0 {
		return u.Muted(u.ErrorText(&store.Refusal{Code: store.ErrDuplicate.Code, Movie: in.DuplicateOf}), w)
	}
	line := textTwinLine
	if _, ok := u.deletedTwin(in); ok {
		line = textTwinDeletedLine
	}
	return u.Muted(u.Say(line, ui.Clean(m.Title), m.ID), w)
}

// incomingFacts are kind, length, picture and codecs, as far as they are known.
func (d *Screen) incomingFacts(in store.Incoming) string {
	var fs []string
	if in.Ext != "" {
		fs = append(fs, strings.ToUpper(strings.TrimPrefix(ui.Clean(in.Ext), ".")))
	}
	if in.Duration > 0 {
		fs = append(fs, screen.Length(d.Env, in.Duration))
	}
	if in.Height > 0 {
		fs = append(fs, fmt.Sprintf("%dx%d", in.Width, in.Height))
	}
	for _, c := range []string{in.VideoCodec, in.AudioCodec} {
		if c != "" {
			fs = append(fs, screen.Codec(ui.Clean(c)))
		}
	}
	return strings.Join(fs, " "+d.Styles.Dot+" ")
}
