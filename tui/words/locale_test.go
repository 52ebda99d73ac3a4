package words

import "testing"

// TestFromLocale: every name of Chinese and English is theirs, and nothing that
// only begins as they do.
func TestFromLocale(t *testing.T) {
	for want, locales := range map[Lang][]string{
		Zh: {
			"zh", "zh_CN", "zh_CN.UTF-8", "zh_TW.Big5", "zh_HK.UTF-8", "zh-TW", "zh_Hant", "zh-Hant-HK", "zh_Hans_SG.utf8", "ZH_cn",
			"zh_CN.GB18030@pinyin", "zh@pinyin", "chi", "zho_CN", "yue", "yue_HK.UTF-8", "yue-Hant", "cmn_TW.UTF-8", "hak_TW", "wuu_CN",
			"nan_TW@latin", "lzh_TW", "gan", "hsn", "cdo", "cjy",
		},
		En: {"en", "en_US.UTF-8", "en-GB", "eng", "EN_us", "en@quot"},
		"": {"", "C", "C.UTF-8", "POSIX", "fr_FR.UTF-8", "za_CN", "zha", "bo_CN", "enm", "ja_JP", "zhx", "_CN", "."},
	} {
		for _, locale := range locales {
			if got := FromLocale(locale, ""); got != want {
				t.Errorf("%q is %q, want %q", locale, got, want)
			}
		}
	}
}
