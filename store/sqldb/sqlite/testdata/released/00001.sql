-- code: 9WG4-MCMN-17F1-GTJH-3GPJ
PRAGMA application_id = 1500476779;
CREATE TABLE goose_db_version (
		id INTEGER PRIMARY KEY AUTOINCREMENT,
		version_id INTEGER NOT NULL,
		is_applied INTEGER NOT NULL,
		tstamp TIMESTAMP DEFAULT (datetime('now'))
	);
CREATE TABLE users (
    id         INTEGER PRIMARY KEY AUTOINCREMENT,
    name       TEXT    NOT NULL,
    fold       TEXT    NOT NULL UNIQUE,
    hash       TEXT    NOT NULL,
    stamp      INTEGER NOT NULL,
    locked     INTEGER NOT NULL CHECK (locked IN (0, 1)),
    vip_until  INTEGER NOT NULL,
    balance    INTEGER NOT NULL CHECK (balance >= 0),
    language   TEXT    NOT NULL,
    created_at INTEGER NOT NULL
) STRICT;
CREATE TABLE user_keys (
    fingerprint TEXT    PRIMARY KEY,
    user_id     INTEGER NOT NULL REFERENCES users (id),
    line        TEXT    NOT NULL,
    comment     TEXT    NOT NULL,
    added_at    INTEGER NOT NULL
) STRICT;
CREATE TABLE movies (
    id          INTEGER PRIMARY KEY AUTOINCREMENT,
    pos         INTEGER NOT NULL GENERATED ALWAYS AS (id) STORED,
    title       TEXT    NOT NULL,
    title_key   TEXT    NOT NULL,
    slug        TEXT    NOT NULL,
    free        INTEGER NOT NULL CHECK (free IN (0, 1)),
    price       INTEGER NOT NULL CHECK (price >= 0),
    size        INTEGER NOT NULL,
    sha256      TEXT    NOT NULL,
    sampled_md5 TEXT    NOT NULL,
    media_type  TEXT    NOT NULL,
    ext         TEXT    NOT NULL,
    duration    INTEGER NOT NULL,
    width       INTEGER NOT NULL,
    height      INTEGER NOT NULL,
    video_codec TEXT    NOT NULL,
    audio_codec TEXT    NOT NULL,
    uploaded_by TEXT    NOT NULL,
    created_at  INTEGER NOT NULL,
    shelf       TEXT    NOT NULL CHECK (shelf IN ('published', 'deleted', 'taken_down', 'purged')),
    purging     INTEGER NOT NULL CHECK (purging IN (0, 1)),
    file        TEXT    NOT NULL,
    CHECK ((free = 1) = (price = 0))
) STRICT;
CREATE VIRTUAL TABLE movie_grams USING fts5(
    grams, content = '', contentless_delete = 1, detail = none,
    tokenize = 'ascii', prefix = '1 2 3'
);
CREATE TABLE notices (
    id           INTEGER PRIMARY KEY AUTOINCREMENT,
    title        TEXT    NOT NULL,
    content      TEXT    NOT NULL,
    author       TEXT    NOT NULL,
    created_at   INTEGER NOT NULL,
    withdrawn_at INTEGER NOT NULL
) STRICT;
CREATE TABLE notice_reads (
    user_id   INTEGER NOT NULL REFERENCES users (id),
    notice_id INTEGER NOT NULL REFERENCES notices (id),
    read_at   INTEGER NOT NULL,
    PRIMARY KEY (user_id, notice_id)
) STRICT, WITHOUT ROWID;
CREATE TABLE ledger_entries (
    id       INTEGER PRIMARY KEY AUTOINCREMENT,
    kind     TEXT    NOT NULL,
    movie_id INTEGER REFERENCES movies (id),
    reverses INTEGER UNIQUE REFERENCES ledger_entries (id),
    note     TEXT    NOT NULL,
    author   TEXT    NOT NULL,
    at       INTEGER NOT NULL
) STRICT;
CREATE TABLE house_accounts (
    till    TEXT    PRIMARY KEY,
    balance INTEGER NOT NULL
) STRICT;
CREATE TABLE postings (
    id       INTEGER PRIMARY KEY AUTOINCREMENT,
    entry_id INTEGER NOT NULL REFERENCES ledger_entries (id),
    user_id  INTEGER REFERENCES users (id),
    till     TEXT    REFERENCES house_accounts (till),
    amount   INTEGER NOT NULL,
    balance  INTEGER NOT NULL,
    CHECK ((user_id IS NULL) <> (till IS NULL))
) STRICT;
CREATE TABLE purchases (
    id              INTEGER PRIMARY KEY AUTOINCREMENT,
    user_id         INTEGER NOT NULL REFERENCES users (id),
    movie_id        INTEGER NOT NULL REFERENCES movies (id),
    paid            INTEGER NOT NULL CHECK (paid >= 0),
    entry_id        INTEGER REFERENCES ledger_entries (id),
    bought_at       INTEGER NOT NULL,
    refunded_at     INTEGER NOT NULL,
    refund_entry_id INTEGER REFERENCES ledger_entries (id)
) STRICT;
CREATE TABLE download_records (
    id           INTEGER PRIMARY KEY AUTOINCREMENT,
    user_id      INTEGER NOT NULL REFERENCES users (id),
    movie_id     INTEGER NOT NULL REFERENCES movies (id),
    purchase_id  INTEGER REFERENCES purchases (id),
    requested_at INTEGER NOT NULL,
    ready_at     INTEGER NOT NULL,
    expires_at   INTEGER NOT NULL,
    wait         INTEGER NOT NULL CHECK (wait >= 0),
    ended_at     INTEGER NOT NULL,
    ended_by     TEXT    NOT NULL,
    sent         INTEGER NOT NULL,
    complete     INTEGER NOT NULL CHECK (complete IN (0, 1)),
    cover        BLOB
) STRICT;
CREATE TABLE codes (
    hash    TEXT    PRIMARY KEY,
    amount  INTEGER NOT NULL CHECK (amount > 0),
    made_by TEXT    NOT NULL,
    made_at INTEGER NOT NULL,
    used_by INTEGER REFERENCES users (id),
    used_at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE TABLE audit (
    id     INTEGER PRIMARY KEY AUTOINCREMENT,
    at     INTEGER NOT NULL,
    actor  TEXT    NOT NULL,
    role   TEXT    NOT NULL,
    action TEXT    NOT NULL,
    target TEXT    NOT NULL,
    addr   TEXT    NOT NULL,
    key    TEXT    NOT NULL,
    detail TEXT    NOT NULL
) STRICT;
CREATE TABLE incoming (
    id           INTEGER PRIMARY KEY AUTOINCREMENT,
    name         TEXT    NOT NULL UNIQUE,
    file         TEXT    NOT NULL UNIQUE,
    size         INTEGER NOT NULL,
    done         INTEGER NOT NULL,
    state        TEXT    NOT NULL,
    sha256       TEXT    NOT NULL,
    sampled_md5  TEXT    NOT NULL,
    media_type   TEXT    NOT NULL,
    ext          TEXT    NOT NULL,
    duration     INTEGER NOT NULL,
    width        INTEGER NOT NULL,
    height       INTEGER NOT NULL,
    video_codec  TEXT    NOT NULL,
    audio_codec  TEXT    NOT NULL,
    duplicate_of INTEGER NOT NULL,
    problem      TEXT    NOT NULL,
    author       TEXT    NOT NULL,
    updated_at   INTEGER NOT NULL
) STRICT;
INSERT OR REPLACE INTO goose_db_version (id, version_id, is_applied, tstamp) VALUES (1, 0, 1, '2026-11-27 13:09:10');
INSERT OR REPLACE INTO goose_db_version (id, version_id, is_applied, tstamp) VALUES (2, 1, 1, '2026-11-27 13:09:10');
INSERT OR REPLACE INTO users (id, name, fold, hash, stamp, locked, vip_until, balance, language, created_at) VALUES (1, 'alice', 'alice', '$argon2id$v=19$m=19456,t=2,p=1$TFY+masS4Ms60IOAK2R6Kg$Tgmigjzv/OQoQucmnAQYADZYR+n3UEpyk9wvJJVEZ+U', 1795784950699726, 0, 1798376950721259, 2500, 'zh', 1795784950659816);
INSERT OR REPLACE INTO users (id, name, fold, hash, stamp, locked, vip_until, balance, language, created_at) VALUES (2, 'bob', 'bob', '', 0, 0, 0, 3000, 'zh', 1795784950702796);
INSERT OR REPLACE INTO users (id, name, fold, hash, stamp, locked, vip_until, balance, language, created_at) VALUES (3, '流浪者', '流浪者', '', 0, 1, 0, 0, 'zh', 1795784950703372);
INSERT OR REPLACE INTO user_keys (fingerprint, user_id, line, comment, added_at) VALUES ('SHA256:WeXpogacdCqvmaxuNZFUpT1Te6ZU/j7aPAocB0T2i8o', 1, 'ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAINW/Sj/M5xewOIvMJ0nrwUitmWmyP0XuG2Bf1Yd4V2rE alice', 'alice', 1795784950659816);
INSERT OR REPLACE INTO user_keys (fingerprint, user_id, line, comment, added_at) VALUES ('SHA256:pOFYONeRL07H3T9tf0FhwK1slkJs5kvkcnOnf+vGgXA', 2, 'ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIOzBtYcn8/ErMZSIGp7LneCyjOeyByMNjpMP4bznXiVs bob', 'bob', 1795784950702796);
INSERT OR REPLACE INTO user_keys (fingerprint, user_id, line, comment, added_at) VALUES ('SHA256:RJdi181lPA+yMK9cyywDBe22uhyWAN28Y49C4mj1pcU', 3, 'ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIM0sHnH+GpzFqS96aFlEAz2qroy1M+3wNmM2cg0tyKSz 流浪者', '流浪者', 1795784950703372);
INSERT OR REPLACE INTO movies (id, title, title_key, slug, free, price, size, sha256, sampled_md5, media_type, ext, duration, width, height, video_codec, audio_codec, uploaded_by, created_at, shelf, purging, file) VALUES (1, '城南旧事', 'cheng nan jiu shi	城南旧事', '城南旧事', 1, 0, 1000, '5e97c3111ddc8d24cdf55514f63c919442b746473689583e20ba5e66b363631d', '', 'video/mp4', '.mp4', 0, 0, 0, '', '', 'youku', 1795784950704904, 'published', 0, '5e97c3111ddc8d24cdf55514f63c919442b746473689583e20ba5e66b363631d.mp4');
INSERT OR REPLACE INTO movies (id, title, title_key, slug, free, price, size, sha256, sampled_md5, media_type, ext, duration, width, height, video_codec, audio_codec, uploaded_by, created_at, shelf, purging, file) VALUES (2, '流浪地球 The Wandering Earth', 'liu lang di qiu the wandering earth	流浪地球', '流浪地球-The-Wandering-Earth', 0, 2000, 1000, 'def7eda939d23085ea6e6f451f823e6499668fb219e20c9c5cadb3dea8c63632', '', 'video/mp4', '.mp4', 0, 0, 0, '', '', 'youku', 1795784950707339, 'published', 0, 'def7eda939d23085ea6e6f451f823e6499668fb219e20c9c5cadb3dea8c63632.mp4');
INSERT OR REPLACE INTO movies (id, title, title_key, slug, free, price, size, sha256, sampled_md5, media_type, ext, duration, width, height, video_codec, audio_codec, uploaded_by, created_at, shelf, purging, file) VALUES (3, 'Deleted', 'deleted', 'Deleted', 1, 0, 1000, 'b48ff39c2e0f5451b9b29b09c2a74d2760db230749ffd48a6e901cc91fef9a8d', '', 'video/mp4', '.mp4', 0, 0, 0, '', '', 'youku', 1795784950709485, 'deleted', 0, 'b48ff39c2e0f5451b9b29b09c2a74d2760db230749ffd48a6e901cc91fef9a8d.mp4');
INSERT OR REPLACE INTO movies (id, title, title_key, slug, free, price, size, sha256, sampled_md5, media_type, ext, duration, width, height, video_codec, audio_codec, uploaded_by, created_at, shelf, purging, file) VALUES (4, 'Taken down', 'taken down', 'Taken-down', 0, 2000, 1000, '70e371377046e084b4c92743560bcb14e0733ba7320d978802160c48f162a03c', '', 'video/mp4', '.mp4', 0, 0, 0, '', '', 'youku', 1795784950711388, 'taken_down', 0, '70e371377046e084b4c92743560bcb14e0733ba7320d978802160c48f162a03c.mp4');
INSERT OR REPLACE INTO movies (id, title, title_key, slug, free, price, size, sha256, sampled_md5, media_type, ext, duration, width, height, video_codec, audio_codec, uploaded_by, created_at, shelf, purging, file) VALUES (5, 'Purged', 'purged', 'Purged', 1, 0, 1000, '77ecafb30795e9b8445fe00bdb6e0f507d984e429bb2be397e34e6d7f3fdf2fb', '', 'video/mp4', '.mp4', 0, 0, 0, '', '', 'youku', 1795784950713257, 'purged', 0, '77ecafb30795e9b8445fe00bdb6e0f507d984e429bb2be397e34e6d7f3fdf2fb.mp4');
DELETE FROM movie_grams_data;
INSERT OR REPLACE INTO movie_grams_data (id, block) VALUES (1, X'0534');
INSERT OR REPLACE INTO movie_grams_data (id, block) VALUES (10, X'00000000FF000001010505000501010101010000010201010202000001030101030300000104010104040000010501010505000001');
INSERT OR REPLACE INTO movie_grams_data (id, block) VALUES (137438953473, X'000001450E306368656E676E616A6975736869010B027A690108076E6A6975736869010C027A690102036E6A730104017A0101066A69757368690104027A69010201730102017A0101086E616A69757368690106027A690103076E6A69757368690107027A690102026A730103017A0101017301020268690101017A01020169010103E4BA8B010103E58D97010403E697A70102029F8E010403E58D97010103E697A7010403E4BA8B01000231630101016A0101016E010101730101017A010103E4BA8B010103E58D970102029F8E010103E697A70100033263680102016E0101026A69010201730102017A0101026E610102016A01010273680101027A69010106E58D97E697A70102059F8EE58D97010106E697A7E4BA8B010004336368650102026E6A0101036A69750101036E616A0103016E0102026A730103017A010103736869010410050A050604090504040B050A050504040504040606060506060605040404040606050606040504040504050509080907050606040504');
INSERT OR REPLACE INTO movie_grams_data (id, block) VALUES (274877906945, X'000002171730646571697574686577616E646572696E6765617274680202156971697574686577616E646572696E6765617274680202127174686577616E646572696E67656172746802010565617274680201186C616E67646571697574686577616E646572696E676561720206136971697574686577616E646572696E67656172020213647174686577616E646572696E67656172746802021769756C616E67646571697574686577616E646572696E670209106971697574686577616E646572696E670202146C647174686577616E646572696E67656172746802011471697574686577616E646572696E67656172746802021174686577616E646572696E67656172746802011174686577616E646572696E67656172746802010E77616E646572696E676561727468020103E59CB0020403E79083020103E6B581020403E6B5AA020301AA020403E59CB0020103E790830200023164020101650201016C020101710201017402010177020103E59CB0020103E6B581020301AA020103E79083020003326465020201690202017102010265610201026C6102020164020201690202016C02010271690202017402010274680201027761020106E59CB0E79083020106E6B581E6B5AA020304AAE59CB002000433646571020202697102020271740201036561720201036C616E020202647102020269750202026C64020103716975020202746802010374686502010377616E0204191815081B16161A13171714141106060606040606050404040404060604060604040505040404050405050909070705050606050505060506');
INSERT OR REPLACE INTO movie_grams_data (id, block) VALUES (412316860417, X'00000020083064656C6574656403000231640300033264650300043364656C03040A0506');
INSERT OR REPLACE INTO movie_grams_data (id, block) VALUES (549755813889, X'000000380530646F776E04010974616B656E646F776E04000231640401017404000332646F040102746104000433646F7704010374616B0404070C0504060507');
INSERT OR REPLACE INTO movie_grams_data (id, block) VALUES (687194767361, X'0000001F07307075726765640500023170050003327075050004337075720504090506');
DELETE FROM movie_grams_idx;
INSERT OR REPLACE INTO movie_grams_idx (segid, term, pgno) VALUES (1, X'', 2);
INSERT OR REPLACE INTO movie_grams_idx (segid, term, pgno) VALUES (2, X'', 2);
INSERT OR REPLACE INTO movie_grams_idx (segid, term, pgno) VALUES (3, X'', 2);
INSERT OR REPLACE INTO movie_grams_idx (segid, term, pgno) VALUES (4, X'', 2);
INSERT OR REPLACE INTO movie_grams_idx (segid, term, pgno) VALUES (5, X'', 2);
DELETE FROM movie_grams_docsize;
INSERT OR REPLACE INTO movie_grams_docsize (id, sz, origin) VALUES (1, X'1B', 1);
INSERT OR REPLACE INTO movie_grams_docsize (id, sz, origin) VALUES (2, X'15', 2);
INSERT OR REPLACE INTO movie_grams_docsize (id, sz, origin) VALUES (3, X'01', 3);
INSERT OR REPLACE INTO movie_grams_docsize (id, sz, origin) VALUES (4, X'02', 4);
INSERT OR REPLACE INTO movie_grams_docsize (id, sz, origin) VALUES (5, X'01', 5);
DELETE FROM movie_grams_config;
INSERT OR REPLACE INTO movie_grams_config (k, v) VALUES ('version', 4);
INSERT OR REPLACE INTO notices (id, title, content, author, created_at, withdrawn_at) VALUES (1, '停机', '今晚十点
at ten', 'youku', 1795784950742443, 0);
INSERT OR REPLACE INTO notices (id, title, content, author, created_at, withdrawn_at) VALUES (2, 'unread', 'x', 'youku', 1795784950743084, 0);
INSERT OR REPLACE INTO notice_reads (user_id, notice_id, read_at) VALUES (1, 1, 1795784950744568);
INSERT OR REPLACE INTO ledger_entries (id, kind, movie_id, reverses, note, author, at) VALUES (1, 'redeem', NULL, NULL, '', 'alice', 1795784950719543);
INSERT OR REPLACE INTO ledger_entries (id, kind, movie_id, reverses, note, author, at) VALUES (2, 'credit', NULL, NULL, 'thanks', 'youku', 1795784950720338);
INSERT OR REPLACE INTO ledger_entries (id, kind, movie_id, reverses, note, author, at) VALUES (3, 'vip', NULL, NULL, 'month', 'alice', 1795784950720981);
INSERT OR REPLACE INTO ledger_entries (id, kind, movie_id, reverses, note, author, at) VALUES (4, 'buy', 4, NULL, '', 'alice', 1795784950722175);
INSERT OR REPLACE INTO ledger_entries (id, kind, movie_id, reverses, note, author, at) VALUES (5, 'buy', 4, NULL, '', 'bob', 1795784950723143);
INSERT OR REPLACE INTO ledger_entries (id, kind, movie_id, reverses, note, author, at) VALUES (6, 'buy', 2, NULL, '', 'alice', 1795784950724032);
INSERT OR REPLACE INTO ledger_entries (id, kind, movie_id, reverses, note, author, at) VALUES (7, 'refund', 4, 4, '', 'youku', 1795784950734080);
INSERT OR REPLACE INTO ledger_entries (id, kind, movie_id, reverses, note, author, at) VALUES (8, 'refund', 4, 5, '', 'youku', 1795784950735194);
INSERT OR REPLACE INTO house_accounts (till, balance) VALUES ('codes', -5000);
INSERT OR REPLACE INTO house_accounts (till, balance) VALUES ('credits', -3000);
INSERT OR REPLACE INTO house_accounts (till, balance) VALUES ('movies', 1000);
INSERT OR REPLACE INTO house_accounts (till, balance) VALUES ('vip', 1500);
INSERT OR REPLACE INTO postings (id, entry_id, user_id, till, amount, balance) VALUES (1, 1, 1, NULL, 5000, 5000);
INSERT OR REPLACE INTO postings (id, entry_id, user_id, till, amount, balance) VALUES (2, 1, NULL, 'codes', -5000, -5000);
INSERT OR REPLACE INTO postings (id, entry_id, user_id, till, amount, balance) VALUES (3, 2, 2, NULL, 3000, 3000);
INSERT OR REPLACE INTO postings (id, entry_id, user_id, till, amount, balance) VALUES (4, 2, NULL, 'credits', -3000, -3000);
INSERT OR REPLACE INTO postings (id, entry_id, user_id, till, amount, balance) VALUES (5, 3, 1, NULL, -1500, 3500);
INSERT OR REPLACE INTO postings (id, entry_id, user_id, till, amount, balance) VALUES (6, 3, NULL, 'vip', 1500, 1500);
INSERT OR REPLACE INTO postings (id, entry_id, user_id, till, amount, balance) VALUES (7, 4, 1, NULL, -1000, 2500);
INSERT OR REPLACE INTO postings (id, entry_id, user_id, till, amount, balance) VALUES (8, 4, NULL, 'movies', 1000, 1000);
INSERT OR REPLACE INTO postings (id, entry_id, user_id, till, amount, balance) VALUES (9, 5, 2, NULL, -2000, 1000);
INSERT OR REPLACE INTO postings (id, entry_id, user_id, till, amount, balance) VALUES (10, 5, NULL, 'movies', 2000, 3000);
INSERT OR REPLACE INTO postings (id, entry_id, user_id, till, amount, balance) VALUES (11, 6, 1, NULL, -1000, 1500);
INSERT OR REPLACE INTO postings (id, entry_id, user_id, till, amount, balance) VALUES (12, 6, NULL, 'movies', 1000, 4000);
INSERT OR REPLACE INTO postings (id, entry_id, user_id, till, amount, balance) VALUES (13, 7, 1, NULL, 1000, 2500);
INSERT OR REPLACE INTO postings (id, entry_id, user_id, till, amount, balance) VALUES (14, 7, NULL, 'movies', -1000, 3000);
INSERT OR REPLACE INTO postings (id, entry_id, user_id, till, amount, balance) VALUES (15, 8, 2, NULL, 2000, 3000);
INSERT OR REPLACE INTO postings (id, entry_id, user_id, till, amount, balance) VALUES (16, 8, NULL, 'movies', -2000, 1000);
INSERT OR REPLACE INTO purchases (id, user_id, movie_id, paid, entry_id, bought_at, refunded_at, refund_entry_id) VALUES (1, 1, 4, 1000, 4, 1795784950722175, 1795784950734845, 7);
INSERT OR REPLACE INTO purchases (id, user_id, movie_id, paid, entry_id, bought_at, refunded_at, refund_entry_id) VALUES (2, 2, 4, 2000, 5, 1795784950723143, 1795784950737213, 8);
INSERT OR REPLACE INTO purchases (id, user_id, movie_id, paid, entry_id, bought_at, refunded_at, refund_entry_id) VALUES (3, 1, 2, 1000, 6, 1795784950724032, 0, NULL);
INSERT OR REPLACE INTO download_records (id, user_id, movie_id, purchase_id, requested_at, ready_at, expires_at, wait, ended_at, ended_by, sent, complete, cover) VALUES (1, 1, 1, NULL, 1795784950725083, 1795784950725083, 1795871350725083, 0, 0, '', 500, 0, X'00F403');
INSERT OR REPLACE INTO download_records (id, user_id, movie_id, purchase_id, requested_at, ready_at, expires_at, wait, ended_at, ended_by, sent, complete, cover) VALUES (2, 1, 2, 3, 1795784950727150, 1795784950727150, 0, 0, 0, '', 1000, 1, X'00E807');
INSERT OR REPLACE INTO download_records (id, user_id, movie_id, purchase_id, requested_at, ready_at, expires_at, wait, ended_at, ended_by, sent, complete, cover) VALUES (3, 1, 3, NULL, 1795784950729023, 1795784950729023, 1795871350729023, 0, 1795784950738295, 'delete', 500, 0, X'00F403');
INSERT OR REPLACE INTO download_records (id, user_id, movie_id, purchase_id, requested_at, ready_at, expires_at, wait, ended_at, ended_by, sent, complete, cover) VALUES (4, 2, 1, NULL, 1795784950732836, 1795784980732836, 1795871380732836, 30000000, 0, '', 0, 0, NULL);
INSERT OR REPLACE INTO codes (hash, amount, made_by, made_at, used_by, used_at) VALUES ('0c8493a739fec7b59ac1b8063e68174d89bdc6daaa8b8e2b68765191ddae6e3e', 5000, 'youku', 1795784950718846, 1, 1795784950719441);
INSERT OR REPLACE INTO codes (hash, amount, made_by, made_at, used_by, used_at) VALUES ('5941ffd75b09fc8ac5e7cfce55daf4f9cc813fc2ddfbeb17bc2b04e71904012e', 5000, 'youku', 1795784950719027, NULL, 0);
INSERT OR REPLACE INTO audit (id, at, actor, role, action, target, addr, key, detail) VALUES (1, 1795784950700688, 'alice', 'guest', 'register', 'alice', '192.0.2.7', 'SHA256:WeXpogacdCqvmaxuNZFUpT1Te6ZU/j7aPAocB0T2i8o', 'key SHA256:WeXpogacdCqvmaxuNZFUpT1Te6ZU/j7aPAocB0T2i8o');
INSERT OR REPLACE INTO audit (id, at, actor, role, action, target, addr, key, detail) VALUES (2, 1795784950702935, 'bob', 'guest', 'register', 'bob', '192.0.2.7', 'SHA256:pOFYONeRL07H3T9tf0FhwK1slkJs5kvkcnOnf+vGgXA', 'key SHA256:pOFYONeRL07H3T9tf0FhwK1slkJs5kvkcnOnf+vGgXA');
INSERT OR REPLACE INTO audit (id, at, actor, role, action, target, addr, key, detail) VALUES (3, 1795784950703480, '流浪者', 'guest', 'register', '流浪者', '192.0.2.7', 'SHA256:RJdi181lPA+yMK9cyywDBe22uhyWAN28Y49C4mj1pcU', 'key SHA256:RJdi181lPA+yMK9cyywDBe22uhyWAN28Y49C4mj1pcU');
INSERT OR REPLACE INTO audit (id, at, actor, role, action, target, addr, key, detail) VALUES (4, 1795784950703959, 'youku', 'admin', 'upload', '0.mp4', '', '', '');
INSERT OR REPLACE INTO audit (id, at, actor, role, action, target, addr, key, detail) VALUES (5, 1795784950705355, 'youku', 'admin', 'publish', '城南旧事', '', '', 'movie 1, ¥0.00');
INSERT OR REPLACE INTO audit (id, at, actor, role, action, target, addr, key, detail) VALUES (6, 1795784950706305, 'youku', 'admin', 'upload', '1.mp4', '', '', '');
INSERT OR REPLACE INTO audit (id, at, actor, role, action, target, addr, key, detail) VALUES (7, 1795784950707733, 'youku', 'admin', 'publish', '流浪地球 The Wandering Earth', '', '', 'movie 2, ¥20.00');
INSERT OR REPLACE INTO audit (id, at, actor, role, action, target, addr, key, detail) VALUES (8, 1795784950708702, 'youku', 'admin', 'upload', '2.mp4', '', '', '');
INSERT OR REPLACE INTO audit (id, at, actor, role, action, target, addr, key, detail) VALUES (9, 1795784950709717, 'youku', 'admin', 'publish', 'Deleted', '', '', 'movie 3, ¥0.00');
INSERT OR REPLACE INTO audit (id, at, actor, role, action, target, addr, key, detail) VALUES (10, 1795784950710543, 'youku', 'admin', 'upload', '3.mp4', '', '', '');
INSERT OR REPLACE INTO audit (id, at, actor, role, action, target, addr, key, detail) VALUES (11, 1795784950711599, 'youku', 'admin', 'publish', 'Taken down', '', '', 'movie 4, ¥20.00');
INSERT OR REPLACE INTO audit (id, at, actor, role, action, target, addr, key, detail) VALUES (12, 1795784950712406, 'youku', 'admin', 'upload', '4.mp4', '', '', '');
INSERT OR REPLACE INTO audit (id, at, actor, role, action, target, addr, key, detail) VALUES (13, 1795784950713473, 'youku', 'admin', 'publish', 'Purged', '', '', 'movie 5, ¥0.00');
INSERT OR REPLACE INTO audit (id, at, actor, role, action, target, addr, key, detail) VALUES (14, 1795784950717966, 'youku', 'admin', 'upload', 'half.mkv', '', '', '');
INSERT OR REPLACE INTO audit (id, at, actor, role, action, target, addr, key, detail) VALUES (15, 1795784950719048, 'youku', 'admin', 'codes mint', '', '', '', '2 of ¥50.00');
INSERT OR REPLACE INTO audit (id, at, actor, role, action, target, addr, key, detail) VALUES (16, 1795784950719914, 'alice', 'user', 'redeem', 'alice', '192.0.2.7', 'SHA256:WeXpogacdCqvmaxuNZFUpT1Te6ZU/j7aPAocB0T2i8o', '¥50.00');
INSERT OR REPLACE INTO audit (id, at, actor, role, action, target, addr, key, detail) VALUES (17, 1795784950720560, 'youku', 'admin', 'credit', 'bob', '', '', '¥30.00 thanks');
INSERT OR REPLACE INTO audit (id, at, actor, role, action, target, addr, key, detail) VALUES (18, 1795784950721510, 'alice', 'user', 'vip', 'alice', '192.0.2.7', 'SHA256:WeXpogacdCqvmaxuNZFUpT1Te6ZU/j7aPAocB0T2i8o', 'month, ¥15.00');
INSERT OR REPLACE INTO audit (id, at, actor, role, action, target, addr, key, detail) VALUES (19, 1795784950722590, 'alice', 'user', 'buy', 'Taken down', '192.0.2.7', 'SHA256:WeXpogacdCqvmaxuNZFUpT1Te6ZU/j7aPAocB0T2i8o', 'movie 4, paid ¥10.00');
INSERT OR REPLACE INTO audit (id, at, actor, role, action, target, addr, key, detail) VALUES (20, 1795784950723520, 'bob', 'user', 'buy', 'Taken down', '192.0.2.7', 'SHA256:pOFYONeRL07H3T9tf0FhwK1slkJs5kvkcnOnf+vGgXA', 'movie 4, paid ¥20.00');
INSERT OR REPLACE INTO audit (id, at, actor, role, action, target, addr, key, detail) VALUES (21, 1795784950724385, 'alice', 'user', 'buy', '流浪地球 The Wandering Earth', '192.0.2.7', 'SHA256:WeXpogacdCqvmaxuNZFUpT1Te6ZU/j7aPAocB0T2i8o', 'movie 2, paid ¥10.00');
INSERT OR REPLACE INTO audit (id, at, actor, role, action, target, addr, key, detail) VALUES (22, 1795784950737397, 'youku', 'admin', 'takedown', 'Taken down', '', '', 'movie 4, 2 refunded');
INSERT OR REPLACE INTO audit (id, at, actor, role, action, target, addr, key, detail) VALUES (23, 1795784950738502, 'youku', 'admin', 'delete', 'Deleted', '', '', 'movie 3');
INSERT OR REPLACE INTO audit (id, at, actor, role, action, target, addr, key, detail) VALUES (24, 1795784950740418, 'youku', 'admin', 'delete', 'Purged', '', '', 'movie 5');
INSERT OR REPLACE INTO audit (id, at, actor, role, action, target, addr, key, detail) VALUES (25, 1795784950741488, 'youku', 'admin', 'purge', 'Purged', '', '', 'movie 5');
INSERT OR REPLACE INTO audit (id, at, actor, role, action, target, addr, key, detail) VALUES (26, 1795784950742714, 'youku', 'admin', 'post', '停机', '', '', 'notice 1');
INSERT OR REPLACE INTO audit (id, at, actor, role, action, target, addr, key, detail) VALUES (27, 1795784950743253, 'youku', 'admin', 'post', 'unread', '', '', 'notice 2');
INSERT OR REPLACE INTO audit (id, at, actor, role, action, target, addr, key, detail) VALUES (28, 1795784950745531, 'youku', 'admin', 'lock', '流浪者', '', '', '');
INSERT OR REPLACE INTO incoming (id, name, file, size, done, state, sha256, sampled_md5, media_type, ext, duration, width, height, video_codec, audio_codec, duplicate_of, problem, author, updated_at) VALUES (6, 'half.mkv', 'halfhalfhalfhalfhalf', 500, 500, 'partial', '', '', '', '', 0, 0, 0, '', '', 0, '', 'youku', 1795784950718543);
CREATE INDEX user_keys_by_user ON user_keys (user_id);
CREATE UNIQUE INDEX movies_one_by_content ON movies (sha256) WHERE shelf <> 'purged';
CREATE INDEX movies_by_sampled_md5 ON movies (sampled_md5);
CREATE INDEX movies_purging ON movies (id) WHERE purging = 1;
CREATE INDEX movies_off_shelf ON movies (pos) WHERE shelf <> 'published';
CREATE INDEX movies_new ON movies (pos) WHERE shelf = 'published';
CREATE INDEX movies_new_priced ON movies (free, pos) WHERE shelf = 'published';
CREATE INDEX movies_title ON movies (title_key, pos) WHERE shelf = 'published';
CREATE INDEX movies_title_priced ON movies (free, title_key, pos) WHERE shelf = 'published';
CREATE INDEX movies_price ON movies (price, pos) WHERE shelf = 'published';
CREATE INDEX movies_price_priced ON movies (free, price, pos) WHERE shelf = 'published';
CREATE INDEX postings_by_entry ON postings (entry_id);
CREATE INDEX postings_by_user ON postings (user_id, id) WHERE user_id IS NOT NULL;
CREATE INDEX postings_by_till ON postings (till, amount) WHERE till IS NOT NULL;
CREATE UNIQUE INDEX purchases_once ON purchases (user_id, movie_id) WHERE refunded_at = 0;
CREATE INDEX purchases_by_movie ON purchases (movie_id) WHERE refunded_at = 0;
CREATE UNIQUE INDEX download_records_one_open ON download_records (user_id, movie_id) WHERE ended_at = 0;
CREATE INDEX download_records_open_by_movie ON download_records (movie_id) WHERE ended_at = 0;
CREATE INDEX download_records_by_ready ON download_records (ready_at) WHERE ended_at = 0;
CREATE INDEX download_records_by_user ON download_records (user_id, id);
CREATE TRIGGER ledger_entries_stay BEFORE UPDATE ON ledger_entries
BEGIN SELECT RAISE(ABORT, 'ledger_entries is append-only'); END;
CREATE TRIGGER ledger_entries_remain BEFORE DELETE ON ledger_entries
BEGIN SELECT RAISE(ABORT, 'ledger_entries is append-only'); END;
CREATE TRIGGER postings_stay BEFORE UPDATE ON postings
BEGIN SELECT RAISE(ABORT, 'postings is append-only'); END;
CREATE TRIGGER postings_remain BEFORE DELETE ON postings
BEGIN SELECT RAISE(ABORT, 'postings is append-only'); END;
CREATE TRIGGER audit_stays BEFORE UPDATE ON audit
BEGIN SELECT RAISE(ABORT, 'audit is append-only'); END;
CREATE TRIGGER audit_remains BEFORE DELETE ON audit
BEGIN SELECT RAISE(ABORT, 'audit is append-only'); END;
