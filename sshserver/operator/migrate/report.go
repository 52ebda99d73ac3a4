package migrate

import (
	"encoding/json"
	"fmt"
	"time"

	"youku.example/store/sqldb/move"
	"youku.example/tui/words"
)

// result is what was moved, for --json.
type result struct {
	Library  string       `json:"library"`
	Finished bool         `json:"finished"` // false: the files alone
	Resumed  bool         `json:"resumed"`
	Anew     bool         `json:"anew"` // the source was changed since the run before
	Rows     int64        `json:"rows"`
	Tables   []move.Table `json:"tables"`
	Files    int64        `json:"files"` // in both libraries now
	Bytes    int64        `json:"bytes"`
	Missing  []string     `json:"missing"`
	Keys     int          `json:"keys"`
	Seconds  float64      `json:"seconds"`
}

var (
	sayMoved = words.Say("片库已经迁完，用了 %[4]s：%[1]s 行记录，%[2]s 个文件（%[3]s）。两边的记录和文件相同，账本无误。来源没有改动。\n现在启动：youku serve --config %[5]s（不要再启动来源）\n",
		"The library is moved, in %[4]s: %[1]s rows, %[2]s files (%[3]s). Rows and files are the same on both sides, and the ledger is sound. The source is as it was.\nNow start youku serve --config %[5]s, and the source no more.\n")
	sayStay = words.Say("片库已经迁完，用了 %[2]s：%[1]s 行记录；影片文件仍在原处 %[3]s。两边的记录相同，账本无误。来源没有改动。\n现在启动：youku serve --config %[4]s（不要再启动来源）\n",
		"The library is moved, in %[2]s: %[1]s rows; the movies' files stay where they are, in %[3]s. The rows are the same on both sides, and the ledger is sound. The source is as it was.\nNow start youku serve --config %[4]s, and the source no more.\n")
	sayFilesThere = words.Say("文件已在目标：%[1]s 个（%[2]s），用了 %[3]s。接下来停掉服务器，再运行不带 --files 的同一行：剩下的只有记录和之后来的文件。\n",
		"The files are there: %[1]s (%[2]s), in %[3]s. Next stop the server and run the same line without --files: what is left are the rows, and files that came since.\n")
	sayWithout = words.Say("没有迁过去的文件：%s 个。\n", "Files that were not moved: %s.\n")
)

func (j *job) report() error {
	j.show.clear()
	r := j.result
	r.Library, r.Finished, r.Seconds = j.library, !j.filesOnly, time.Since(j.began).Seconds()
	r.Files -= int64(len(r.Missing))
	if is(j.call, "json") {
		if r.Tables == nil {
			r.Tables = []move.Table{}
		}
		if r.Missing == nil {
			r.Missing = []string{}
		}
		return json.NewEncoder(j.call.Stdout).Encode(r)
	}
	took := time.Since(j.began).Round(time.Second / 10).String()
	text := ""
	switch {
	case j.filesOnly:
		text = fmt.Sprintf(sayFilesThere.In(j.call.Lang), words.Count(int(r.Files)), words.Size(r.Bytes), took)
	case j.shared:
		text = fmt.Sprintf(sayStay.In(j.call.Lang), words.Count(int(r.Rows)), took, j.to.Movies(), j.configOf)
	default:
		text = fmt.Sprintf(sayMoved.In(j.call.Lang), words.Count(int(r.Rows)), words.Count(int(r.Files)), words.Size(r.Bytes), took, j.configOf)
	}
	if n := len(r.Missing); n > 0 {
		text = fmt.Sprintf(sayWithout.In(j.call.Lang), words.Count(n)) + text
	}
	_, err := fmt.Fprint(j.call.Stdout, text)
	return err
}
