package operator

import (
	"context"
	"encoding/json"
	"fmt"

	"github.com/spf13/pflag"

	"youku.example/sshserver/build"
	"youku.example/sshserver/operator/local"
	"youku.example/sshserver/operator/problem"
)

func versionFlags(f *pflag.FlagSet) {
	f.Bool("json", false, "an object for programs")
}

// version says which program this is; it looks at no library.
func version(_ context.Context, c *local.Call) error {
	if len(c.Words) != 0 {
		return local.Usage(problem.New("version 不带参数", "version takes no arguments"))
	}
	this := build.Read()
	if asked, _ := c.Flags.GetBool("json"); asked {
		return json.NewEncoder(c.Stdout).Encode(this)
	}
	_, err := fmt.Fprintln(c.Stdout, "youku", this)
	return err
}

func isVersion(word string) bool { return word == "--version" || word == "-version" || word == "-v" }
