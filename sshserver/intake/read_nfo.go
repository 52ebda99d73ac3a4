package intake

import (
	"io"
	"log/slog"

	"youku.example/media"
	"youku.example/media/nfo"
	"youku.example/store"
	"youku.example/store/plan"
	"youku.example/store/proposal"
)

// readNFO is what an NFO says, as its row keeps it for the plan; "" where it can't
// be read.
func readNFO(row store.Incoming, f media.File, log *slog.Logger) string {
	data, err := io.ReadAll(io.NewSectionReader(f, 0, min(f.Size(), nfo.MaxSize)))
	if err != nil {
		log.Warn("read an nfo", "upload", row.ID, "err", err)
		return ""
	}
	n, err := nfo.Parse(data)
	if err != nil {
		log.Info("an nfo says nothing", "upload", row.ID, "name", store.Clean(row.Name), "why", err)
		return ""
	}
	return plan.NFO{Kind: string(n.Kind), Details: proposal.Details{
		Title: n.Title, Series: n.ShowTitle, Season: n.Season, Number: n.Number, End: n.End, HasEpisode: n.HasEpisode && n.HasSeason,
		Year: n.Year, About: n.About, Tags: n.Tags,
	}}.Said()
}
