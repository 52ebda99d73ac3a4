package words

// Lang is a language of the program.
type Lang string

const (
	Zh Lang = "zh"
	En Lang = "en"
)

// T is one text in both languages. Say makes it.
type T struct{ zh, en string }

// Say makes a text; a language left out does not compile.
func Say(zh, en string) T { return T{zh, en} }

// In is the text in a language; anything but Zh is English.
func (t T) In(l Lang) string {
	if l == Zh {
		return t.zh
	}
	return t.en
}

// Other is the language that the switch leads to.
func (l Lang) Other() Lang {
	if l == Zh {
		return En
	}
	return Zh
}
