package stock

import (
	"strings"
)

// What stands first is the most common.
var (
	joints = []string{"的", "之", "与", "和", "在", "不", "是"}

	words = strings.Fields(`爱情 中国 世界 故事 人生 青春 我们 时代 天下 大学 英雄 江湖 少年 传奇 上海 北京
		城市 旅行 回家 夜晚 春天 夏天 秋天 冬天 母亲 父亲 孩子 女人 男人 朋友 兄弟 姐妹 老师 学生 医生 警察
		侦探 特工 战争 和平 革命 历史 王朝 皇帝 公主 太子 将军 士兵 武林 神话 妖怪 狐狸 白蛇 西游 三国 水浒 红楼
		长江 黄河 长城 故宫 草原 沙漠 海洋 天空 星空 月光 阳光 雨季 雪山 森林 花园 流浪 地球 宇宙 火星 未来 机器
		速度 激情 追踪 逃亡 复仇 迷城 暗夜 黎明 黄昏 午夜 黑白 红色 蓝色 金色 绿色 生死 命运 轮回 梦想 梦境 记忆
		秘密 谎言 真相 审判 重生 归来 再见 你好 明天 昨日 今夜 永远 一生 一世 千年 百年 十年 奇缘 恋人 婚礼 家庭
		童年 校园 毕业 同学 老街 小城 小镇 乡村 山村 渔村 茶馆 饭店 客栈 列车 飞行 航海 探险 宝藏 迷宫 古墓 幽灵
		鬼屋 僵尸 吸血 怪物 恐龙 熊猫 老虎 狮子 飞鸟 蝴蝶 金鱼 骏马 功夫 太极 少林 武当 剑客 刀客 侠女 盗墓 赌神
		喜剧 歌声 舞者 钢琴 摇滚 乐队 电影 戏台 京剧 相声 美食 厨神 味道 舌尖 纪录 动物 植物 海底 极地 登山 足球
		篮球 冠军 奔跑 拳王 赛车 骑士 国王 女王 魔法 巫师 精灵 龙珠 超人 蝙蝠 蜘蛛 钢铁 银河 星际 外星 时间 穿越`)

	chars = []rune(`人大天小一中心女国生爱子日水山风花夜城家海我你他她无有来去上下前后東西南北春夏秋冬红白黑青金木火土` +
		`年月星空云雨雪雷电光影声色味香梦情恨愁思念想忘记回归离别相逢遇见找寻追逃走跑飞跳舞歌唱琴棋书画诗词酒茶` +
		`刀剑枪炮军兵将帅王侯皇帝后妃公主龙凤虎狼鹰马牛羊鸡狗猪猴鼠兔蛇鱼鸟虫草树林竹梅兰菊桃李杏柳松柏石玉珠宝` +
		`银铜铁钢江河湖溪泉井桥路街巷门窗楼台亭阁寺庙宫殿村镇乡县州府市店铺坊馆院校园场站港岛洲洋波浪潮沙尘烟雾冰霜` +
		`露虹霞晨晓早晚昏暮朝夕古今新旧老少男孩童婴母父兄弟姐妹夫妻儿孙祖宗亲友师徒敌仇恩义忠孝仁勇智信真假善恶美丑` +
		`好坏多长短高低远近深浅轻重快慢冷热明暗强弱富贫贵贱生死存亡兴衰成败得失胜负进退攻守开关起落升降出入收放聚散` +
		`传奇说话语言文字名号命运数千万百十九八七六五四三二零半双独孤单群众民族百姓官吏臣君奴仆客商农工医卜巫道佛魔` +
		`鬼神仙妖怪灵魂魄精气血肉骨皮毛发头面眼耳鼻口舌牙手足指掌拳脚身体背腹腰腿肩臂膀胸肝胆脑意志力量权势法律规矩` +
		`机器车船舰艇轮航飞弹炸药毒针线网络码算计谋策略战争斗杀伤害救护援助帮派党团队组织秘密暗号谜案件审判狱囚犯罪`)

	english = strings.Fields(`Love Night Man Last Life World Day City Time Dark House Dead Girl Blood Story War Black
		King Heart Dream Red Lost Star Fire White Woman Boy Moon Blue Secret Return Death Big Little Road Man's Home River
		Summer Street Good Bad Christmas Wild Game American Line Legend Rain Island Sky Water Light Shadow Ghost Golden
		Angel Devil Sea Winter Spring Autumn Mountain Garden Train Bridge Letter Music Dance Song Silent Hidden Broken
		Perfect Beautiful Strange Stranger Brother Sister Father Mother Daughter Son Family Friend Wedding Soldier Queen
		Prince Princess Knight Dragon Tiger Wolf Lion Horse Bird Butterfly Rose Lily Forest Desert Ocean Storm Thunder
		Wind Snow Ice Stone Steel Iron Silver Diamond Crown Throne Castle Tower Door Window Mirror Room Hotel School
		Teacher Doctor Detective Spy Agent Killer Thief Hero Monster Vampire Zombie Alien Robot Machine Planet Galaxy
		Space Future Past Memory Forever Tomorrow Yesterday Midnight Morning Sunset Sunrise Hour Minute Second Century
		Journey Voyage Escape Chase Hunt Revenge Justice Truth Lie Trial Prison Freedom Peace Battle Empire Kingdom
		Wandering Earth Mission Impossible Amélie Café Señor Naïve Über Zoë`)

	links = []string{"of", "the", "and", "in", "to", "for", "a", "from", "with", "without", "on", "under"}

	syllables = strings.Fields(`an bel ca dor el fi gra hol is jo ka lin mar na os pe qui ro sa ti ul va wen xi yo zu
		bri cla dre fla gor hun ive jan kel lor mil nor ola pra ras ste tom ura ver wil`)
)
