package container

import (
	"bytes"
	"encoding/binary"
	"math"
)

// Small containers made by hand: enough of one for Recognise, nothing to play.

func be(n uint64, wide int) []byte {
	var p [8]byte
	binary.BigEndian.PutUint64(p[:], n)
	return p[8-wide:]
}

func cat(parts ...any) []byte {
	var b bytes.Buffer
	for _, p := range parts {
		switch p := p.(type) {
		case []byte:
			b.Write(p)
		case string:
			b.WriteString(p)
		case int:
			b.Write(be(uint64(p), 4))
		}
	}
	return b.Bytes()
}

func mp4Box(kind string, parts ...any) []byte {
	body := cat(parts...)
	return cat(len(body)+8, kind, body)
}

var ftyp = mp4Box("ftyp", "isom", 512, "isomiso2avc1mp41")

func zeros(n int) []byte { return make([]byte, n) }

func mp4Trak(id int, handler, entry string, codecBoxes []byte, chunk int) []byte {
	head := cat(zeros(6), be(1, 2))
	if handler == "vide" {
		head = cat(head, zeros(16), be(320, 2), be(180, 2), zeros(50))
	} else {
		head = cat(head, zeros(20))
	}
	return mp4Box("trak",
		mp4Box("tkhd", 0, 0, 0, id, zeros(68)),
		mp4Box("mdia",
			mp4Box("mdhd", 0, 0, 0, 1000, 5000, 0),
			mp4Box("hdlr", 0, 0, handler, zeros(13)),
			mp4Box("minf", mp4Box("stbl",
				mp4Box("stsd", 0, 1, mp4Box(entry, head, codecBoxes)),
				mp4Box("stco", 0, 1, chunk)))))
}

// esds of AAC.
var esds = mp4Box("esds", 0, []byte{3, 0x19, 0, 1, 0, 4, 0x11, 0x40, 0x15, 0, 0, 0}, zeros(9))

func mp4Moov(chunk int, extra ...any) []byte {
	return mp4Box("moov",
		mp4Box("mvhd", 0, 0, 0, 1000, 5000, zeros(80)),
		mp4Trak(1, "vide", "avc1", mp4Box("avcC", zeros(8)), chunk),
		mp4Trak(2, "soun", "mp4a", esds, chunk),
		cat(extra...))
}

// mp4File is a movie of five seconds with its index behind (or before) its picture.
func mp4File(indexFirst bool) []byte {
	data := mp4Box("mdat", zeros(100))
	if indexFirst {
		return cat(ftyp, mp4Moov(len(ftyp)+len(mp4Moov(0))+8), data)
	}
	return cat(ftyp, data, mp4Moov(len(ftyp)+8))
}

// mp4Live is a movie in two fragments of two seconds each.
func mp4Live() []byte {
	moov := mp4Box("moov",
		mp4Box("mvhd", 0, 0, 0, 1000, 0, zeros(80)),
		mp4Trak(1, "vide", "hvc1", nil, 0),
		mp4Box("mvex", mp4Box("trex", 0, 1, 1, 40, 0, 0)))
	moov = bytes.Replace(moov, cat("mdhd", 0, 0, 0, 1000, 5000), cat("mdhd", 0, 0, 0, 1000, 0), 1)
	part := func(at int) []byte {
		return cat(mp4Box("moof",
			mp4Box("mfhd", 0, 1),
			mp4Box("traf", mp4Box("tfhd", 0, 1), mp4Box("tfdt", 0, at), mp4Box("trun", 0, 50))),
			mp4Box("mdat", zeros(60)))
	}
	return cat(ftyp, moov, part(0), part(2000))
}

// ebml is an element with a size of eight bytes, open one of unknown size.
func ebml(id uint64, parts ...any) []byte {
	body := cat(parts...)
	return cat(ebmlID(id), be(1<<56|uint64(len(body)), 8), body)
}

func ebmlOpen(id uint64, parts ...any) []byte {
	return cat(ebmlID(id), []byte{0x01, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff}, cat(parts...))
}

func ebmlID(id uint64) []byte {
	p := be(id, 8)
	return bytes.TrimLeft(p, "\x00")
}

func mkvHead(doc string) []byte {
	return ebml(idEBML, ebml(0x4286, []byte{1}), ebml(idDocType, doc), ebml(0x4287, []byte{4}))
}

var mkvTracks = ebml(idTracks,
	ebml(idTrackEntry, ebml(idTrackType, []byte{trackVideo}), ebml(idCodec, "V_VP9"),
		ebml(idVideo, ebml(idPixelWidth, be(320, 2)), ebml(idPixelHeight, be(180, 2)))),
	ebml(idTrackEntry, ebml(idTrackType, []byte{trackAudio}), ebml(idCodec, "A_OPUS")))

func mkvInfo(ms float64) []byte {
	return ebml(idInfo, ebml(idScale, be(1_000_000, 3)), ebml(idDuration, be(math.Float64bits(ms), 8)))
}

func mkvCluster(make func(uint64, ...any) []byte, at int) []byte {
	return make(idCluster, ebml(idTimestamp, be(uint64(at), 4)),
		ebml(idSimpleBlock, []byte{0x81, 0, 0, 0x80}, zeros(30)),
		ebml(idBlockGroup, ebml(idBlock, []byte{0x81, 0x01, 0xf4, 0}, zeros(30))))
}

func mkvFile(doc string) []byte {
	return cat(mkvHead(doc), ebml(idSegment, mkvInfo(5000), mkvTracks, mkvCluster(ebml, 0), mkvCluster(ebml, 2500), ebml(idCues)))
}

func mkvLive(doc string) []byte {
	return cat(mkvHead(doc), ebmlOpen(idSegment, mkvInfo(0), mkvTracks, mkvCluster(ebmlOpen, 0), mkvCluster(ebmlOpen, 2500)))
}
