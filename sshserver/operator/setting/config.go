package setting

import (
	"bufio"
	"os"
	"strings"
	"unicode"
	"unicode/utf8"

	"youku.example/sshserver/operator/problem"
)

// readConfig reads lines of "name = value". Nothing in it is passed over in
// silence: a name that is no setting, or that stands there twice, is refused,
// and so is a # of which it is not clear whether it begins a comment.
func readConfig(file string) (map[string]string, error) {
	if file == "" {
		return nil, nil
	}
	f, err := os.Open(file)
	if err != nil {
		return nil, problem.New("配置文件 %s：%s", "config file %s: %s", file, err)
	}
	defer f.Close()
	values, at := map[string]string{}, map[string]int{}
	for _, row := range Rows {
		at[row.Name] = 0
	}
	lines := bufio.NewScanner(f)
	for n := 1; lines.Scan(); n++ {
		name, value, err := configLine(lines.Text())
		if err != nil {
			return nil, problem.New("%s:%d：%s", "%s:%d: %s", file, n, err)
		}
		if name == "" && value == "" {
			continue
		}
		before, known := at[name]
		if !known {
			return nil, problem.New("%s:%d：没有 %q 这个设置（见 youku serve --help）", "%s:%d: %q is no setting (see youku serve --help)", file, n, name)
		}
		if before != 0 {
			return nil, problem.New("%s:%d：第 %d 行已经写了 %s，请只留一行", "%s:%d: line %d sets %s already: keep one of them", file, n, before, name)
		}
		values[name], at[name] = value, n
	}
	if err := lines.Err(); err != nil {
		return nil, problem.New("配置文件 %s：%s", "config file %s: %s", file, err)
	}
	return values, nil
}

// configLine takes a line apart; an empty one, or a comment, is two empty
// strings.
func configLine(line string) (name, value string, err error) {
	if !utf8.ValidString(line) || strings.ContainsRune(line, 0) {
		return "", "", problem.New("这不是文本文件", "this is no text file")
	}
	line = strings.TrimSpace(line)
	if line == "" || line[0] == '#' {
		return "", "", nil
	}
	name, value, ok := strings.Cut(line, "=")
	name = strings.TrimSpace(name)
	if !ok || name == "" {
		return "", "", problem.New("一行应写成 name = value", "a line says name = value")
	}
	value, err = configValue(strings.TrimSpace(value))
	return name, value, err
}

// configValue is what stands behind the =, without quotes and a comment. A #
// begins a comment where white space stands on both sides of it; in quotes it
// never does, and any other is refused.
func configValue(v string) (string, error) {
	if v != "" && (v[0] == '"' || v[0] == '\'') {
		return quoted(v)
	}
	for i, r := range v {
		if r != '#' {
			continue
		}
		before, _ := utf8.DecodeLastRuneInString(v[:i])
		after, _ := utf8.DecodeRuneInString(v[i+1:])
		if (i == 0 || unicode.IsSpace(before)) && (i+1 == len(v) || unicode.IsSpace(after)) {
			return strings.TrimSpace(v[:i]), nil
		}
		return "", problem.New("这个 # 是注释还是值的一部分？注释请写成“ # ”，两边留空格；值请加引号：name = \"value\"",
			"does this # begin a comment? If it does, put a space on both sides of it; if it belongs to the value, write name = \"value\"")
	}
	return v, nil
}

// quoted is a value in quotes; in double ones \" and \\ stand for themselves.
func quoted(v string) (string, error) {
	wrong := problem.New("引号没有成对，或者后面还有别的字", "the quotes do not end, or something stands behind them")
	var b strings.Builder
	for i := 1; i < len(v); i++ {
		switch c := v[i]; {
		case c == v[0]:
			rest := strings.TrimSpace(v[i+1:])
			if rest != "" && rest[0] != '#' {
				return "", wrong
			}
			return b.String(), nil
		case c == '\\' && v[0] == '"' && i+1 < len(v) && (v[i+1] == '"' || v[i+1] == '\\'):
			i++
			b.WriteByte(v[i])
		default:
			b.WriteByte(c)
		}
	}
	return "", wrong
}
