package main

import (
	"bytes"
	"encoding/binary"
	"fmt"
	"slices"
	"strings"

	"youku.example/media/demo"
)

// film is an old film of the story's library. Only its name and length are its
// own: the bytes are those of a sample clip that says it runs that long, with
// an empty box behind to be as large as is wanted.
type film struct {
	file, title string
	minutes     int
	price       string // in yuan, "" is free
	mib         int
	episode     string // its number in the serial, "" for none
}

// films are published one after the other, so the last stands on top.
var films = []film{
	{"metropolis.mp4", "大都会 Metropolis", 153, "20", 1, ""},
	{"the-general.mp4", "将军号 The General", 75, "", 1, ""},
	{"song-of-the-fishermen.mp4", "渔光曲 Song of the Fishermen", 57, "10", 1, ""},
	{"crows-and-sparrows.mp4", "乌鸦与麻雀 Crows and Sparrows", 111, "20", 1, ""},
	{"the-goddess.mp4", "神女 The Goddess", 85, "", 1, ""},
	{"spring-in-a-small-town.mp4", "小城之春 Spring in a Small Town", 98, "20", 1, ""},
	hero,
	{"street-angel.mp4", "马路天使 Street Angel", 91, "", 1, ""},
	{"vampires-01.mp4", "断头 The Severed Head", 33, "", 1, "1x01"},
	{"vampires-02.mp4", "杀人戒指 The Ring That Kills", 15, "2", 1, "1x02"},
	{"vampires-03.mp4", "红色密码 The Red Codebook", 42, "2", 1, "1x03"},
	{"vampires-04.mp4", "幽灵 The Spectre", 32, "2", 1, "1x04"},
	{"vampires-05.mp4", "亡者逃脱 Dead Man's Escape", 37, "2", 1, "1x05"},
	{"vampires-06.mp4", "催眠之眼 Hypnotic Eyes", 58, "2", 1, "1x06"},
}

// serial is the series that the episodes belong to.
const serial = "吸血鬼 Les Vampires"

// hero is the film that is fetched.
var hero = film{"a-trip-to-the-moon.mp4", "月球旅行记 A Trip to the Moon", 14, "", 192, ""}

// behind is the title of the one that waits behind it.
const behind = "马路天使 Street Angel"

func (f film) publication() string {
	title := "'" + strings.ReplaceAll(f.title, "'", `'\''`) + "'"
	line := fmt.Sprintf("publish %s --title %s", f.file, title)
	if f.price == "" {
		line += " --free"
	} else {
		line += " --price " + f.price
	}
	if f.episode != "" {
		line += fmt.Sprintf(" --series '%s' --episode %s --year 1915", serial, f.episode)
	}
	return line
}

// bytes makes the file.
func (f film) bytes() ([]byte, error) {
	clips := demo.Clips()
	i := slices.IndexFunc(clips, func(c demo.Clip) bool { return c.Name == "flowing-water.mp4" })
	if i < 0 {
		return nil, fmt.Errorf("the sample flowing-water.mp4 is missing")
	}
	data := bytes.Clone(clips[i].Open())
	// mvhd: version and flags, two times, units a second, length
	at := bytes.Index(data, []byte("mvhd")) + 4
	// avc1: 24 bytes, width, height
	picture := bytes.LastIndex(data, []byte("avc1")) + 4
	if at < 4 || picture < 4 || data[at] != 0 {
		return nil, fmt.Errorf("the sample flowing-water.mp4 is built otherwise than expected")
	}
	binary.BigEndian.PutUint32(data[at+16:], uint32(f.minutes*60)*binary.BigEndian.Uint32(data[at+12:]))
	binary.BigEndian.PutUint16(data[picture+24:], 1440)
	binary.BigEndian.PutUint16(data[picture+26:], 1080)
	box := make([]byte, f.mib<<20)
	binary.BigEndian.PutUint32(box, uint32(len(box)))
	copy(box[4:], "free"+f.title)
	return append(data, box...), nil
}
