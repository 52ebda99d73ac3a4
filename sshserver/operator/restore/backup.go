package restore

import (
	"context"
	"fmt"
	"os"

	"youku.example/sshserver/operator/local"
	"youku.example/sshserver/operator/problem"
	"youku.example/tui/words"
)

var (
	sayBackedUp = words.Say("已备份到 %s（%s）。影片文件请另外复制：%s\n", "Backed up to %s (%s). Copy the movie files beside it: %s\n")
	sayLeftOut  = words.Say("有 %d 份字幕或封面的文件不在或已损坏，没有备份进去：youku check 会列出它们。\n",
		"Subtitles and covers that are not in it, since their files are missing or damaged: %d; youku check lists them.\n")
)

// Backup writes a whole copy of the rows while the library may be served, with the
// host keys, the admins' keys, the subtitles and the covers in it. The movie files
// never change once published, so any file copy of them will do.
func Backup(ctx context.Context, c *local.Call) error {
	if len(c.Words) != 1 {
		return local.Usage(problem.New("请写明备份到哪个文件", "the file to write is missing"))
	}
	if c.Settings.OnServer() {
		return problem.New("备份数据库：请用 pg_dump（主机密钥和管理员密钥也在其中），再把影片一起存好", "back up the database: use pg_dump, which has the host keys and the admins' keys too, and keep the movies beside it")
	}
	rows, err := c.ReadRows(ctx)
	if err != nil {
		return err
	}
	defer rows.Close()
	kept, err := keptFiles(c.Settings)
	if err != nil {
		return err
	}
	small, err := openSmallFiles(ctx, c)
	if err != nil {
		return err
	}
	defer small.Close()
	if err := rows.Backup(ctx, c.Words[0], kept, small.content); err != nil {
		return problem.New("备份到 %s：%s", "back up to %s: %s", c.Words[0], err)
	}
	info, err := os.Stat(c.Words[0])
	if err != nil {
		return fmt.Errorf("look at the backup: %w", err)
	}
	fmt.Fprintf(c.Stdout, sayBackedUp.In(c.Lang), c.Words[0], words.Size(info.Size()), c.Settings.Movies())
	if small.lost > 0 {
		fmt.Fprintf(c.Stdout, sayLeftOut.In(c.Lang), small.lost)
	}
	return nil
}
