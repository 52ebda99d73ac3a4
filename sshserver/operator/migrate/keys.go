package migrate

import (
	"bytes"
	"context"
	"log/slog"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"golang.org/x/crypto/ssh"

	"youku.example/keys"
	"youku.example/sshserver/operator/local"
	"youku.example/sshserver/operator/problem"
	"youku.example/store"
)

// keyring are the keys of a library: without them it is a stranger to its viewers and has
// no admins. They stand in the rows where servers share these, else in files.
type keyring struct {
	hosts  map[string][]byte // private keys by their names
	admins []keys.Line
	inRows bool
}

// readKeys reads the keys of the source. A library on a server that was not served since
// its keys were files still has those.
func (j *job) readKeys(ctx context.Context) (k keyring, err error) {
	kept, shared := store.KeysIn(j.source)
	if !shared {
		return j.keyFiles()
	}
	k = keyring{hosts: map[string][]byte{}, inRows: true}
	for _, name := range hostKeyNames() {
		private, err := kept.HostKey(ctx, name)
		if err != nil {
			return k, err
		}
		if private != nil {
			k.hosts[name] = private
		}
	}
	vouched, err := kept.Admins(ctx)
	if err != nil {
		return k, err
	}
	if len(k.hosts)+len(vouched) == 0 {
		return j.keyFiles()
	}
	for _, v := range vouched {
		line, err := keys.ParseLine(v.Line)
		if err != nil {
			return k, problem.New("%s 的密钥：%s", "the key of %s: %s", store.Clean(v.Name), err)
		}
		k.admins = append(k.admins, line.WithComment(v.Name))
	}
	return k, nil
}

// keyFiles reads them from the data folder.
func (j *job) keyFiles() (k keyring, err error) {
	k.hosts = map[string][]byte{}
	for _, name := range hostKeyNames() {
		private, err := keys.HostKeyFile(j.from.Data, name)
		if err != nil {
			return k, problem.Opening(local.SayHostKeys, j.from.Data, err)
		}
		if private != nil {
			k.hosts[name] = private
		}
	}
	file, err := keys.OpenAdmins(j.from.AdminKeys(), slog.New(slog.DiscardHandler))
	if err != nil {
		return k, problem.Opening(local.SayAdminKeys, j.from.AdminKeys(), err)
	}
	k.admins = file.List()
	return k, nil
}

func hostKeyNames() []string {
	return slices.DeleteFunc(keys.HostKeyFiles(), func(name string) bool { return strings.HasSuffix(name, ".pub") })
}

// files are the keys as they stand in a data folder.
func (k keyring) files(s string) (map[string][]byte, error) {
	files := map[string][]byte{}
	for name, private := range k.hosts {
		signer, err := ssh.ParsePrivateKey(private)
		if err != nil {
			return nil, problem.New("主机密钥 %s：%s", "the host key %s: %s", name, err)
		}
		files[name], files[name+".pub"] = private, ssh.MarshalAuthorizedKey(signer.PublicKey())
	}
	var lines bytes.Buffer
	for _, line := range k.admins {
		lines.WriteString(line.Text + "\n")
	}
	if lines.Len() > 0 {
		files[s] = lines.Bytes()
	}
	return files, nil
}

// keysFit refuses a target folder that has other host keys: people would meet a stranger.
func (j *job) keysFit(ctx context.Context) error {
	if j.to.OnServer() {
		return nil
	}
	k, err := j.readKeys(ctx)
	if err != nil {
		return err
	}
	files, err := k.files(filepath.Base(j.to.AdminKeys()))
	if err != nil {
		return err
	}
	for _, name := range append(hostKeyNames(), filepath.Base(j.to.AdminKeys())) {
		path := filepath.Join(j.to.Data, name)
		there, err := os.ReadFile(path)
		if os.IsNotExist(err) {
			continue
		}
		if err != nil {
			return problem.New("读取 %s：%s", "read %s: %s", path, err)
		}
		if !bytes.Equal(files[name], there) {
			return problem.New("目标已有另外的密钥 %s：请先移走它", "the target has other keys already, in %s: move it away first", path)
		}
	}
	return nil
}

// moveKeys puts the keys where the target has them.
func (j *job) moveKeys(ctx context.Context) error {
	if j.filesOnly {
		return nil
	}
	k, err := j.readKeys(ctx)
	if err != nil {
		return err
	}
	j.result.Keys = len(k.hosts) + len(k.admins)
	switch {
	case !j.to.OnServer():
		err = j.writeKeys(k)
	case !j.from.OnServer():
		err = j.insertKeys(ctx, k)
	case !k.inRows && !samePlace(j.from.Data, j.to.Data):
		err = j.writeKeys(k) // the first server takes them
	} // else they are moved as rows
	j.call.At("keys moved")
	return err
}

// writeKeys makes files of the keys. Each appears whole.
func (j *job) writeKeys(k keyring) error {
	if err := j.to.MakeData(); err != nil {
		return err
	}
	files, err := k.files(filepath.Base(j.to.AdminKeys()))
	if err != nil {
		return err
	}
	for _, name := range slices.Sorted(maps.Keys(files)) {
		path, mode := filepath.Join(j.to.Data, name), os.FileMode(0o600)
		if strings.HasSuffix(name, ".pub") {
			mode = 0o644
		}
		if err := local.WriteDurably(path+".part", files[name], mode); err != nil {
			return problem.New("写入 %s：%s", "write %s: %s", path, err)
		}
		if err := os.Rename(path+".part", path); err != nil {
			return problem.New("写入 %s：%s", "write %s: %s", path, err)
		}
	}
	return local.SyncDir(j.to.Data)
}

// insertKeys makes rows of the keys, anew at each run.
func (j *job) insertKeys(ctx context.Context, k keyring) error {
	var admins []store.AdminKey
	for _, line := range k.admins {
		admins = append(admins, store.AdminKey{Fingerprint: line.Fingerprint, Name: line.Comment, Line: line.Text})
	}
	list, err := store.KeyRecords(k.hosts, admins)
	if err != nil {
		return err
	}
	var rows [][]any
	for _, r := range list {
		rows = append(rows, []any{r.Kind, r.Key, r.Body, int64(0)})
	}
	if err := j.target.Empty(ctx, []string{"records"}); err != nil || len(rows) == 0 {
		return err
	}
	return j.target.Insert(ctx, "records", []string{"kind", "key", "body", "until"}, rows)
}
