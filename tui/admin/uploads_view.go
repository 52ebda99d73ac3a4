package admin

import (
	"fmt"
	"strings"

	"youku.example/store"
	"youku.example/tui/admin/uploadtree"
	"youku.example/tui/screen"
	"youku.example/tui/term/cells"
	"youku.example/tui/ui"
	"youku.example/tui/words"
)

func (u *uploads) View(w, h int) string {
	if body, instead := u.loader.Instead(&u.Display, len(u.all), w, h); instead {
		return body
	}
	switch {
	case len(u.all) == 0:
		return u.howTo(w, h)
	case len(u.rows) == 0:
		return u.Nothing(u.Say(screen.TextNothingFound, ui.Clean(u.Text())), u.Say(textNameAdvice), w, h)
	}
	return u.Panes(w, h, u.lines, u.detail)
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

// stateOf is where a file stands, in a column as wide as its longest entry.
func (u *uploads) stateOf(r uploadtree.Row, cols int) string {
	in, s := r.Row, ""
	if r.Clash != "" {
		return cells.Pad(cells.Clip(u.Styles.Bad.Render(u.Styles.Cross+" "+u.Say(textClash)), cols, u.Styles.More), cols)
	}
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

// advice says what a state means and what to do next.
func (u *uploads) advice(r uploadtree.Row, w int) []string {
	in := r.Row
	if r.Clash != "" {
		return u.Styled(u.Styles.Bad, u.Styles.Cross+" "+u.Say(textClashLine, ui.Clean(r.Clash)), w)
	}
	switch in.State {
	case store.Receiving, store.Hashing:
		return append(u.Muted(u.moving(in), w), u.progress(in, min(w, 46)))
	case store.Partial:
		return append(u.Muted(u.Say(textPartialLine, words.Size(in.Size)), w), u.Command(u.Login().Resume(in.Name), w)...)
	case store.Arrived:
		return u.Muted(u.Say(textReadyLine), w)
	case store.Sidecar:
		return u.sidecarAdvice(r, w)
	case store.Duplicate:
		return u.twinAdvice(in, w)
	case store.Refused:
		return u.Styled(u.Styles.Bad, u.Styles.Cross+" "+u.problem(in), w)
	}
	if in.State == store.Publishing && in.Done > 0 {
		line := u.Say(textCopyingLine) + "  " + words.SizeOf(in.Done, in.Size)
		return append(u.Muted(line, w), u.progress(in, min(w, 46)))
	}
	return u.Muted(u.Say(textBusyLine), w)
}

// sidecarAdvice says what a sidecar is for, and which movie it belongs to.
func (u *uploads) sidecarAdvice(r uploadtree.Row, w int) []string {
	name := u.sidecarName(r.Node)
	switch {
	case r.Of != "":
		return u.Muted(name+u.Say(textSidecarOf, ui.Clean(r.Of)), w)
	case r.IsShow():
		return u.Muted(u.Say(textSidecarShowLine), w)
	}
	return u.Styled(u.Styles.Money, u.Styles.Warn+" "+name+u.Say(textSidecarOfNone), w)
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
