package container

import (
	"bytes"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

func ilstItem(kind string, typ int, value any) []byte {
	return mp4Box(kind, mp4Box("data", typ, 0, value))
}

// withUserData is a movie with its index behind the picture, and tags in it.
func withUserData(items ...any) []byte {
	return cat(ftyp, mp4Box("mdat", zeros(100)), mp4Moov(len(ftyp)+8, mp4Box("udta", mp4Box("meta", 0, mp4Box("hdlr", zeros(25)), mp4Box("ilst", items...)))))
}

func taggedMP4() []byte {
	return withUserData(
		ilstItem("\xa9nam", 1, "雨夜"), ilstItem("tvsh", 1, "流浪记"), ilstItem("tvsn", 21, 2), ilstItem("tves", 21, be(3, 1)),
		ilstItem("\xa9day", 1, "2019-05-01T07:00:00Z"), ilstItem("desc", 1, "short"), ilstItem("ldes", 1, "one\r\ntwo"),
		ilstItem("\xa9gen", 1, "剧情/悬疑"), ilstItem("covr", 13, zeros(300)))
}

func simpleTag(name, value string) []byte {
	return ebml(idSimpleTag, ebml(idTagName, name), ebml(idTagString, value))
}

func mkvTag(level int, tags ...any) []byte {
	return ebml(idTag, ebml(idTargets, ebml(idTargetLevel, be(uint64(level), 1))), cat(tags...))
}

func mkvTextTrack(codec string, parts ...any) []byte {
	return ebml(idTrackEntry, ebml(idTrackType, []byte{trackText}), ebml(idCodec, codec), cat(parts...))
}

func withMKVTags(tags []byte, tracks ...any) []byte {
	info := ebml(idInfo, ebml(idScale, be(1_000_000, 3)), ebml(idTitle, "Rain"))
	all := ebml(idTracks, ebml(idTrackEntry, ebml(idTrackType, []byte{trackVideo}), ebml(idCodec, "V_VP9"),
		ebml(idVideo, ebml(idPixelWidth, be(320, 2)), ebml(idPixelHeight, be(180, 2)))), cat(tracks...))
	return ebml(idSegment, info, all, mkvCluster(ebml, 0), tags)
}

func taggedMKV(doc string) []byte {
	return cat(mkvHead(doc), withMKVTags(ebml(idTags,
		mkvTag(levelShow, simpleTag("TITLE", "The Show")),
		mkvTag(levelSeason, simpleTag("PART_NUMBER", "0")),
		mkvTag(levelMovie, simpleTag("PART_NUMBER", "7"), simpleTag("DATE_RELEASED", "1999"), simpleTag("SYNOPSIS", "Long."), simpleTag("SUMMARY", "Short."), simpleTag("GENRE", "Drama, Crime")),
		ebml(idTag, ebml(idTargets, ebml(idTagTrackUID, []byte{1})), simpleTag("TITLE", "of a track"))),
		mkvTextTrack("S_TEXT/UTF8"), mkvTextTrack("S_TEXT/ASS", ebml(idLanguage, "chi"), ebml(idTrackName, "繁體中文")),
		mkvTextTrack("S_HDMV/PGS", ebml(idLanguage, "und"), ebml(idFlagForced, []byte{1})),
		mkvTextTrack("S_TEXT/WEBVTT", ebml(idLanguage, "eng"), ebml(idLanguageTag, "zh-Hant-TW"), ebml(idFlagImpair, []byte{1})),
		mkvSoundTrack(ebml(idLanguage, "jpn")), mkvSoundTrack(ebml(idLanguageTag, "zh-CN")), mkvSoundTrack(ebml(idLanguage, "und")), mkvSoundTrack(ebml(idLanguage, "ja")), mkvSoundTrack()))
}

func mkvSoundTrack(parts ...any) []byte {
	return ebml(idTrackEntry, ebml(idTrackType, []byte{trackAudio}), ebml(idCodec, "A_OPUS"), cat(parts...))
}

func n(i int) *int { return &i }

func TestRecognise_Tags(t *testing.T) {
	mp4, err := recognise(taggedMP4())
	if err != nil {
		t.Fatal(err)
	}
	if d := cmp.Diff(Tags{Title: "雨夜", Show: "流浪记", Season: n(2), Episode: n(3), Year: 2019, About: "one\ntwo", Genres: []string{"剧情", "悬疑"}}, mp4.Tags); d != "" {
		t.Error(d)
	}
	mkv, err := recognise(taggedMKV("matroska"))
	if err != nil {
		t.Fatal(err)
	}
	if d := cmp.Diff(Tags{Title: "Rain", Show: "The Show", Season: n(0), Episode: n(7), Year: 1999, About: "Long.", Genres: []string{"Drama", "Crime"}}, mkv.Tags); d != "" {
		t.Error(d)
	}
	if d := cmp.Diff([]Track{{"en", "", "srt"}, {"zh-Hant", "", "ass"}, {"", "forced", "pgs"}, {"zh-Hant", "sdh", "vtt"}}, mkv.Tracks); d != "" {
		t.Error(d)
	}
	if d := cmp.Diff([]string{"ja", "zh", "en"}, mkv.Sound); d != "" || mkv.AudioCodec != "opus" {
		t.Errorf("%q: %s", mkv.AudioCodec, d)
	}
}

// Tags that are broken or without end leave the movie what it is, and what is
// kept of them is bounded and clean.
func TestRecognise_HostileTags(t *testing.T) {
	mega := strings.Repeat("字", 400_000)
	deep := simpleTag("TITLE", "x")
	for range 2000 {
		deep = ebml(idSimpleTag, deep)
	}
	for name, p := range map[string][]byte{
		"mp4 of a megabyte":      withUserData(ilstItem("\xa9nam", 1, mega), ilstItem("ldes", 1, mega), ilstItem("\xa9gen", 1, strings.Repeat("a,", 9999))),
		"mp4 with thousands":     withUserData(bytes.Repeat(ilstItem("\xa9gen", 1, "x"), 9000)),
		"mp4 with sequences":     withUserData(ilstItem("\xa9nam", 1, "\x1b]0;x\a\x1b[2J\u202e\u0000\xff"), ilstItem("tvsn", 21, -1), ilstItem("tves", 1, "99999999999999999999")),
		"mp4 with empty ones":    withUserData(ilstItem("\xa9nam", 1, ""), mp4Box("tvsn", mp4Box("data")), mp4Box("tves", mp4Box("data", 21, 0))),
		"mp4 over its parent":    withUserData(cat(9999, "\xa9nam")),
		"mp4 with odd UTF-16":    withUserData(ilstItem("\xa9nam", 2, "\xd8\x00\xdc")),
		"mp4 with a short meta":  cat(ftyp, mp4Box("mdat", zeros(9)), mp4Moov(len(ftyp)+8, mp4Box("udta", mp4Box("meta", 0)))),
		"mkv of a megabyte":      cat(mkvHead("matroska"), withMKVTags(ebml(idTags, mkvTag(50, simpleTag("TITLE", mega), simpleTag("SYNOPSIS", mega), simpleTag(mega, mega))))),
		"mkv with thousands":     cat(mkvHead("matroska"), withMKVTags(ebml(idTags, bytes.Repeat(mkvTag(50, simpleTag("GENRE", "x")), 9000)))),
		"mkv with deep ones":     cat(mkvHead("matroska"), withMKVTags(ebml(idTags, mkvTag(50, deep)))),
		"mkv over its parent":    cat(mkvHead("matroska"), withMKVTags(ebml(idTags, ebmlID(idTag), be(1<<56|9999, 8)))),
		"mkv with sequences":     cat(mkvHead("matroska"), withMKVTags(ebml(idTags, mkvTag(50, simpleTag("TITLE", "\x1b[31m\x9b31m"), simpleTag("DATE", "-5"))))),
		"mkv with a name so big": cat(mkvHead("matroska"), withMKVTags(nil, mkvTextTrack(mega, ebml(idTrackName, mega), ebml(idLanguage, mega)))),
	} {
		t.Run(name, func(t *testing.T) {
			i, err := recognise(p)
			if err != nil {
				t.Fatal(err)
			}
			holdSaid(t, i)
		})
	}
}
