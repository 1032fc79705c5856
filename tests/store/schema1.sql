-- A store as Molva wrote it before rows were sealed (schema 1), by `.dump`.
PRAGMA application_id = 0x4D6F6C76;
PRAGMA foreign_keys=OFF;
BEGIN TRANSACTION;
CREATE TABLE schema_version ( version INTEGER PRIMARY KEY, name TEXT NOT NULL, applied INTEGER NOT NULL);
INSERT INTO schema_version VALUES(1,'001_init',1795814860);
CREATE TABLE source (
    id INTEGER PRIMARY KEY,
    name TEXT NOT NULL UNIQUE,
    kind TEXT NOT NULL,
    url TEXT NOT NULL,
    every INTEGER NOT NULL,
    next_visit INTEGER NOT NULL DEFAULT 0,
    last_visit INTEGER NOT NULL DEFAULT 0,
    health TEXT NOT NULL DEFAULT 'ok',
    cause TEXT NOT NULL DEFAULT '',
    fails INTEGER NOT NULL DEFAULT 0,
    posts_total INTEGER NOT NULL DEFAULT 0,
    posts_median INTEGER NOT NULL DEFAULT 0
) STRICT;
INSERT INTO source VALUES(1,'forum','phpbb','https://forum.example/',3600,0,0,'ok','',0,0,0);
INSERT INTO source VALUES(2,'feed','phpbb','https://forum.example/',3600,0,0,'ok','',0,0,0);
CREATE TABLE page (
    source INTEGER NOT NULL REFERENCES source,
    url TEXT NOT NULL,
    fetched INTEGER NOT NULL,
    status INTEGER NOT NULL,
    etag TEXT NOT NULL,
    modified TEXT NOT NULL,
    hash INTEGER NOT NULL,
    posts INTEGER NOT NULL,
    cause TEXT NOT NULL,
    PRIMARY KEY (source, url)
) STRICT, WITHOUT ROWID;
INSERT INTO page VALUES(1,'https://forum.example/t0?p=100',1794916800,200,'"e"','',77,20,'');
INSERT INTO page VALUES(1,'https://forum.example/t10?p=110',1794916800,200,'"e"','',87,20,'');
INSERT INTO page VALUES(1,'https://forum.example/t11?p=111',1794916800,200,'"e"','',88,20,'');
INSERT INTO page VALUES(1,'https://forum.example/t1?p=101',1794916800,200,'"e"','',78,20,'');
INSERT INTO page VALUES(1,'https://forum.example/t2?p=102',1794916800,200,'"e"','',79,20,'');
INSERT INTO page VALUES(1,'https://forum.example/t3?p=103',1794916800,200,'"e"','',80,20,'');
INSERT INTO page VALUES(1,'https://forum.example/t4?p=104',1794916800,200,'"e"','',81,20,'');
INSERT INTO page VALUES(1,'https://forum.example/t5?p=105',1794916800,200,'"e"','',82,20,'');
INSERT INTO page VALUES(1,'https://forum.example/t6?p=106',1794916800,200,'"e"','',83,20,'');
INSERT INTO page VALUES(1,'https://forum.example/t7?p=107',1794916800,200,'"e"','',84,20,'');
INSERT INTO page VALUES(1,'https://forum.example/t8?p=108',1794916800,200,'"e"','',85,20,'');
INSERT INTO page VALUES(1,'https://forum.example/t9?p=109',1794916800,200,'"e"','',86,20,'');
CREATE TABLE frontier (
    id INTEGER PRIMARY KEY,
    source INTEGER NOT NULL REFERENCES source,
    url TEXT NOT NULL,
    thread TEXT NOT NULL,
    depth INTEGER NOT NULL,
    page INTEGER NOT NULL,
    due INTEGER NOT NULL,
    tries INTEGER NOT NULL,
    since INTEGER NOT NULL,
    UNIQUE (source, url)
) STRICT;
INSERT INTO frontier VALUES(1,1,'https://forum.example/t0?p=100','',0,1,1794916800,0,0);
INSERT INTO frontier VALUES(2,1,'https://forum.example/t1?p=101','',0,1,1794916801,0,0);
INSERT INTO frontier VALUES(4,1,'https://forum.example/t3?p=103','',0,1,1794917300,1,0);
INSERT INTO frontier VALUES(5,1,'https://forum.example/t4?p=104','',0,1,1794916804,0,0);
INSERT INTO frontier VALUES(6,1,'https://forum.example/t5?p=105','',0,1,1794916805,0,0);
INSERT INTO frontier VALUES(7,1,'https://forum.example/t6?p=106','',0,1,1794916806,0,0);
INSERT INTO frontier VALUES(8,1,'https://forum.example/t7?p=107','',0,1,1794916807,0,0);
INSERT INTO frontier VALUES(9,1,'https://forum.example/t8?p=108','',0,1,1794916808,0,0);
INSERT INTO frontier VALUES(10,1,'https://forum.example/t9?p=109','',0,1,1794916809,0,0);
INSERT INTO frontier VALUES(11,1,'https://forum.example/t10?p=110','',0,1,1794916810,0,0);
INSERT INTO frontier VALUES(12,1,'https://forum.example/t11?p=111','',0,1,1794916811,0,0);
CREATE TABLE note (
    scope TEXT NOT NULL,
    key TEXT NOT NULL,
    value TEXT NOT NULL,
    PRIMARY KEY (scope, key)
) STRICT, WITHOUT ROWID;
INSERT INTO note VALUES('last','https://forum.example/t0?p=100','value 0');
INSERT INTO note VALUES('last','https://forum.example/t10?p=110','value 10');
INSERT INTO note VALUES('last','https://forum.example/t11?p=111','value 11');
INSERT INTO note VALUES('last','https://forum.example/t1?p=101','value 1');
INSERT INTO note VALUES('last','https://forum.example/t2?p=102','value 2');
INSERT INTO note VALUES('last','https://forum.example/t3?p=103','value 3');
INSERT INTO note VALUES('last','https://forum.example/t4?p=104','value 4');
INSERT INTO note VALUES('last','https://forum.example/t5?p=105','value 5');
INSERT INTO note VALUES('last','https://forum.example/t6?p=106','value 6');
INSERT INTO note VALUES('last','https://forum.example/t7?p=107','value 7');
INSERT INTO note VALUES('last','https://forum.example/t8?p=108','value 8');
INSERT INTO note VALUES('last','https://forum.example/t9?p=109','value 9');
CREATE TABLE seen (
    key INTEGER PRIMARY KEY,
    text_hash INTEGER NOT NULL
) STRICT;
INSERT INTO seen VALUES(-5934846433076182932,5111200713746601133);
INSERT INTO seen VALUES(-3773298863125823383,3473365834370118337);
INSERT INTO seen VALUES(-3604606489202786200,-8776696285624314811);
INSERT INTO seen VALUES(-2655245122798616470,4545809545778447581);
INSERT INTO seen VALUES(-2001100008522252185,8294350787147535809);
INSERT INTO seen VALUES(699412042351640685,-5065680083145188415);
INSERT INTO seen VALUES(876804125935796334,279017506340650241);
INSERT INTO seen VALUES(3450377215785566308,-6171843661511218227);
INSERT INTO seen VALUES(3481238922334306411,271103250860919425);
INSERT INTO seen VALUES(5323545305499566181,-7264533668881960447);
INSERT INTO seen VALUES(8154647743973818470,409302100800191877);
INSERT INTO seen VALUES(9080116890210140271,-7799973850896138855);
CREATE TABLE mention (
    id INTEGER PRIMARY KEY,
    source INTEGER NOT NULL REFERENCES source,
    text_hash INTEGER NOT NULL,
    at INTEGER NOT NULL,
    published INTEGER NOT NULL,
    collected INTEGER NOT NULL,
    edited INTEGER NOT NULL,
    gone INTEGER NOT NULL,
    not_us INTEGER NOT NULL DEFAULT 0,
    precision INTEGER NOT NULL,
    rating REAL NOT NULL,
    likes INTEGER NOT NULL,
    replies INTEGER NOT NULL,
    followers INTEGER NOT NULL,
    author_posts INTEGER NOT NULL,
    reach INTEGER NOT NULL,
    brand TEXT NOT NULL,
    lang TEXT NOT NULL,
    author TEXT NOT NULL,
    author_url TEXT NOT NULL,
    date_text TEXT NOT NULL,
    key1 TEXT NOT NULL,
    key2 TEXT NOT NULL,
    url TEXT NOT NULL,
    thread TEXT NOT NULL,
    thread_title TEXT NOT NULL,
    reply_to TEXT NOT NULL,
    title TEXT NOT NULL,
    text TEXT NOT NULL,
    lemmas TEXT NOT NULL
) STRICT;
INSERT INTO mention VALUES(1,1,-3843518748439987890,1794913200,1794913200,1794916800,0,0,0,60,-1.0,-1,-1,-1,-1,-1,'Вектор','ru','Иван','','','k0','не работает слово0 вектор','k0','','','','','не работает слово0 вектор','не работает слово0 вектор');
INSERT INTO mention VALUES(2,1,919698631503434667,1794913200,1794913200,1794916800,0,0,0,60,-1.0,-1,-1,-1,-1,-1,'Вектор','ru','Иван','','','k1','не работает слово1 вектор','k1','','','','','не работает слово1 вектор','не работает слово1 вектор');
INSERT INTO mention VALUES(3,1,5328321588297073528,1794913200,1794913200,1794916800,0,0,0,60,-1.0,-1,-1,-1,-1,-1,'Вектор','ru','Иван','','','k2','не работает слово2 вектор','k2','','','','','не работает слово2 вектор','не работает слово2 вектор');
INSERT INTO mention VALUES(4,1,63859562495647813,1794913200,1794913200,1794916800,0,0,1,60,-1.0,-1,-1,-1,-1,-1,'Вектор','ru','Иван','','','k3','не работает слово3 вектор','k3','','','','','не работает слово3 вектор','не работает слово3 вектор');
INSERT INTO mention VALUES(5,1,6419917473377741394,1794913200,1794913200,1794916800,0,0,0,60,-1.0,-1,-1,-1,-1,-1,'Вектор','ru','Иван','','','k4','не работает слово4 вектор','k4','','','','','не работает слово4 вектор','не работает слово4 вектор');
INSERT INTO mention VALUES(6,1,-2579110685342054230,1794913200,1794913200,1794916800,1794916800,0,0,60,-1.0,-1,-1,-1,-1,-1,'Вектор','ru','Иван','','','k5','не работает слово5 вектор','k5','','','','','теперь работает','теперь работает');
INSERT INTO mention VALUES(7,1,-5631814191182887332,1794913200,1794913200,1794916800,0,0,0,60,-1.0,-1,-1,-1,-1,-1,'Вектор','ru','Иван','','','k6','не работает слово6 вектор','k6','','','','','не работает слово6 вектор','не работает слово6 вектор');
INSERT INTO mention VALUES(8,1,5694782600876784905,1794913200,1794913200,1794916800,0,0,0,60,-1.0,-1,-1,-1,-1,-1,'Вектор','ru','Иван','','','k7','не работает слово7 вектор','k7','','','','','не работает слово7 вектор','не работает слово7 вектор');
CREATE TABLE mention_key (
    source INTEGER NOT NULL,
    kind INTEGER NOT NULL CHECK (kind IN (1, 2)),
    key TEXT NOT NULL,
    mention INTEGER NOT NULL REFERENCES mention,
    PRIMARY KEY (source, kind, key)
) STRICT, WITHOUT ROWID;
INSERT INTO mention_key VALUES(1,1,'k0',1);
INSERT INTO mention_key VALUES(1,1,'k1',2);
INSERT INTO mention_key VALUES(1,1,'k2',3);
INSERT INTO mention_key VALUES(1,1,'k3',4);
INSERT INTO mention_key VALUES(1,1,'k4',5);
INSERT INTO mention_key VALUES(1,1,'k5',6);
INSERT INTO mention_key VALUES(1,1,'k6',7);
INSERT INTO mention_key VALUES(1,1,'k7',8);
INSERT INTO mention_key VALUES(1,2,'не работает слово0 вектор',1);
INSERT INTO mention_key VALUES(1,2,'не работает слово1 вектор',2);
INSERT INTO mention_key VALUES(1,2,'не работает слово2 вектор',3);
INSERT INTO mention_key VALUES(1,2,'не работает слово3 вектор',4);
INSERT INTO mention_key VALUES(1,2,'не работает слово4 вектор',5);
INSERT INTO mention_key VALUES(1,2,'не работает слово5 вектор',6);
INSERT INTO mention_key VALUES(1,2,'не работает слово6 вектор',7);
INSERT INTO mention_key VALUES(1,2,'не работает слово7 вектор',8);
CREATE TABLE history (
    id INTEGER PRIMARY KEY,
    mention INTEGER NOT NULL REFERENCES mention,
    replaced INTEGER NOT NULL,
    text_hash INTEGER NOT NULL,
    rating REAL NOT NULL,
    title TEXT NOT NULL,
    text TEXT NOT NULL,
    type TEXT NOT NULL,
    tone TEXT NOT NULL,
    solution TEXT NOT NULL,
    matrix_row TEXT NOT NULL
) STRICT;
INSERT INTO history VALUES(1,6,1794916800,813389956587649647,-1.0,'','не работает слово5 вектор','broken','neg','A','broken-help');
CREATE TABLE verdict (
    mention INTEGER PRIMARY KEY REFERENCES mention,
    rules TEXT NOT NULL,
    type TEXT NOT NULL,
    second TEXT NOT NULL,
    tone TEXT NOT NULL,
    facts INTEGER NOT NULL,
    confidence REAL NOT NULL,
    topic TEXT NOT NULL,
    evidence TEXT NOT NULL,
    corrected_by TEXT NOT NULL DEFAULT ''
) STRICT;
INSERT INTO verdict VALUES(1,'0123456789abcdef','broken','-','neg',1,0.8000000000000000444,'connection','[]','');
INSERT INTO verdict VALUES(2,'0123456789abcdef','broken','-','neg',1,0.8000000000000000444,'connection','[]','');
INSERT INTO verdict VALUES(3,'0123456789abcdef','cost','-','neg',1,0.8000000000000000444,'connection','[]','ann');
INSERT INTO verdict VALUES(4,'0123456789abcdef','broken','-','neg',1,0.8000000000000000444,'connection','[]','bob');
INSERT INTO verdict VALUES(5,'0123456789abcdef','broken','-','neg',1,0.8000000000000000444,'connection','[]','');
INSERT INTO verdict VALUES(6,'0123456789abcdef','broken','-','neg',1,0.8000000000000000444,'connection','[]','');
INSERT INTO verdict VALUES(7,'0123456789abcdef','broken','-','neg',1,0.8000000000000000444,'connection','[]','');
INSERT INTO verdict VALUES(8,'0123456789abcdef','broken','-','neg',1,0.8000000000000000444,'connection','[]','');
CREATE TABLE decision (
    mention INTEGER PRIMARY KEY REFERENCES mention,
    solution TEXT NOT NULL,
    matrix_row TEXT NOT NULL,
    why TEXT NOT NULL,
    answers TEXT NOT NULL,
    counterfactual TEXT NOT NULL,
    department TEXT NOT NULL,
    template TEXT NOT NULL,
    due INTEGER NOT NULL,
    priority INTEGER NOT NULL,
    stale INTEGER NOT NULL
) STRICT;
INSERT INTO decision VALUES(1,'A','broken-help','help where it is said','[]','B if influential','service','broken.ru',1794924000,50,0);
INSERT INTO decision VALUES(2,'A','broken-help','help where it is said','[]','B if influential','service','broken.ru',1794924000,50,0);
INSERT INTO decision VALUES(3,'A','broken-help','help where it is said','[]','B if influential','service','broken.ru',1794924000,50,0);
INSERT INTO decision VALUES(4,'A','broken-help','help where it is said','[]','B if influential','service','broken.ru',1794924000,50,0);
INSERT INTO decision VALUES(5,'C','broken-help','help where it is said','[]','B if influential','service','broken.ru',1794924000,50,0);
INSERT INTO decision VALUES(6,'A','broken-help','help where it is said','[]','B if influential','service','broken.ru',1794924000,50,0);
INSERT INTO decision VALUES(7,'A','broken-help','help where it is said','[]','B if influential','service','broken.ru',1794924000,50,0);
INSERT INTO decision VALUES(8,'A','broken-help','help where it is said','[]','B if influential','service','broken.ru',1794924000,50,0);
CREATE TABLE cases (
    id INTEGER PRIMARY KEY,
    mention INTEGER NOT NULL UNIQUE REFERENCES mention,
    status TEXT NOT NULL CHECK (status IN ('waiting', 'approved', 'dismissed')),
    priority INTEGER NOT NULL,
    due INTEGER NOT NULL,
    opened INTEGER NOT NULL,
    closed INTEGER NOT NULL,
    closed_by TEXT NOT NULL,
    reason TEXT NOT NULL
) STRICT;
INSERT INTO cases VALUES(1,1,'approved',50,1794924000,1794916800,1794916800,'ann','');
INSERT INTO cases VALUES(2,2,'dismissed',50,1794924000,1794916800,1794916800,'bob','spam');
INSERT INTO cases VALUES(3,3,'waiting',50,1794924000,1794916800,0,'','');
INSERT INTO cases VALUES(4,4,'dismissed',50,1794924000,1794916800,1794916800,'bob','not about us');
INSERT INTO cases VALUES(5,6,'waiting',50,1794924000,1794916800,0,'','');
INSERT INTO cases VALUES(6,7,'waiting',50,1794924000,1794916800,0,'','');
INSERT INTO cases VALUES(7,8,'waiting',50,1794924000,1794916800,0,'','');
CREATE TABLE draft (
    id INTEGER PRIMARY KEY,
    mention INTEGER NOT NULL REFERENCES mention,
    who TEXT NOT NULL,
    at INTEGER NOT NULL,
    text TEXT NOT NULL
) STRICT;
INSERT INTO draft VALUES(1,1,'matrix',1794916800,'Здравствуйте! Поможем.');
INSERT INTO draft VALUES(2,2,'matrix',1794916800,'Здравствуйте! Поможем.');
INSERT INTO draft VALUES(3,3,'matrix',1794916800,'Здравствуйте! Поможем.');
INSERT INTO draft VALUES(4,4,'matrix',1794916800,'Здравствуйте! Поможем.');
INSERT INTO draft VALUES(5,6,'matrix',1794916800,'Здравствуйте! Поможем.');
INSERT INTO draft VALUES(6,7,'matrix',1794916800,'Здравствуйте! Поможем.');
INSERT INTO draft VALUES(7,8,'matrix',1794916800,'Здравствуйте! Поможем.');
INSERT INTO draft VALUES(8,1,'ann',1794916800,'Ждём вас.');
INSERT INTO draft VALUES(9,1,'ann',1794916800,'Ждём вас!');
CREATE TABLE label (
    id INTEGER PRIMARY KEY,
    mention INTEGER NOT NULL REFERENCES mention,
    type TEXT NOT NULL,
    text TEXT NOT NULL,
    who TEXT NOT NULL,
    at INTEGER NOT NULL
) STRICT;
INSERT INTO label VALUES(1,3,'cost','не работает слово2 вектор','ann',1794916800);
INSERT INTO label VALUES(2,4,'not-us','не работает слово3 вектор','bob',1794916800);
CREATE TABLE event (
    id INTEGER PRIMARY KEY,
    at INTEGER NOT NULL,
    mention INTEGER NOT NULL,
    case_id INTEGER NOT NULL,
    who TEXT NOT NULL,
    what TEXT NOT NULL,
    detail TEXT NOT NULL,
    hash TEXT NOT NULL
) STRICT;
INSERT INTO event VALUES(1,1794916800,1,1,'crawler','registered','{"url":"k0","type":"broken","solution":"A","row":"broken-help","text_sha256":"8ce70bf04e174423b88dde511ae281a21fc997aa791c5925639a2a80c9c0df11"}','35fc443d9ed850b4c92392c6722ef11378230ab1d70d6d8cefe06d2946736378');
INSERT INTO event VALUES(2,1794916800,2,2,'crawler','registered','{"url":"k1","type":"broken","solution":"A","row":"broken-help","text_sha256":"84f3762f074890a224c8f14e305665df8e944a99d269a5703df34eccbb8ad24b"}','79f45a4c417ed0cc88d0d10dda0d9c50f90b3d619c7581cf981912321f8d5cb9');
INSERT INTO event VALUES(3,1794916800,3,3,'crawler','registered','{"url":"k2","type":"broken","solution":"A","row":"broken-help","text_sha256":"e8b2f21d2401643e60e40f375d1655f06dd3cd3cec4c1875e2360baca04824be"}','a58acd7746fa3daac1039f41269d01f264f4a49a865877a60f3dd9471925f8c1');
INSERT INTO event VALUES(4,1794916800,4,4,'crawler','registered','{"url":"k3","type":"broken","solution":"A","row":"broken-help","text_sha256":"6c90603c10e3fbe81b91ca69205977d1f89d10285a771c46a4b84d364105ee88"}','a7075ee1102cd8ede13725751d9d05c408f971ec6194c067dd6721a405f043ac');
INSERT INTO event VALUES(5,1794916800,6,5,'crawler','registered','{"url":"k5","type":"broken","solution":"A","row":"broken-help","text_sha256":"8dc84479c5f39217fe33fb2af762e7fcab6bff891b5c7cbb74ee0f8a53074341"}','76a9125fb43625b20ddd8dd160c154ac522af5c66a7bf117c6d00946532d607b');
INSERT INTO event VALUES(6,1794916800,7,6,'crawler','registered','{"url":"k6","type":"broken","solution":"A","row":"broken-help","text_sha256":"1df112b8cb09a1a205f4813ce4c47e9790983ad665529bda1338c54f92e2a597"}','62c69c65b85bb8a211acae2363c29d495fbec332e5451e5b592ce803dd7d43b5');
INSERT INTO event VALUES(7,1794916800,8,7,'crawler','registered','{"url":"k7","type":"broken","solution":"A","row":"broken-help","text_sha256":"cee5185ca719869edf9ca1f956122519204a8c39652a96c848e765e324ac4565"}','bf547bc118d0c496273587cdd78a27cd59e3d601d3ef5379894e8705c3b16205');
INSERT INTO event VALUES(8,1794916800,6,5,'crawler','changed','{"url":"k5","text_sha256":"cd228f2212386de88050cf27790ab81891e787a17629abf340231403db7bd4b9"}','b974cee4de37dce2c40d1515fe10f2114da41914298652c8b50a169d290e4c13');
INSERT INTO event VALUES(9,1794916800,1,1,'ann','edited','{"text":"Ждём вас."}','13f884ce82b58fcea8bc00209ad9b0a69853404b3675b5f5da284191f14d053c');
INSERT INTO event VALUES(10,1794916800,1,1,'ann','approved','{"text":"Ждём вас!"}','7abed5dae4d03f494ff6dbaddb339d725cf9dc9877a12e3d7fcb7d50e2d539fa');
INSERT INTO event VALUES(11,1794916800,2,2,'bob','dismissed','{"reason":"spam"}','7f3aa16cfd946d79a5bc7993c4904194ad0044aae14570d031dc3aaccf21a74a');
INSERT INTO event VALUES(12,1794916800,3,3,'ann','label','{"type":"cost","was":"broken"}','bc1a1e9c41ca09a673922f4fb595386e2e4eaea3dd17ba3136d33a09bf68b546');
INSERT INTO event VALUES(13,1794916800,4,4,'bob','label','{"type":"not-us","was":"broken"}','6ca95af8634a9fa59499bdbf5ea41833bf97d323d8316e42e597d9865ef2df25');
INSERT INTO event VALUES(14,1794916800,4,4,'bob','dismissed','{"reason":"not about us"}','e9b9987c48a93e6cb7f1dbac5fa9133139dea8b75d509d9c83d0b6042104caa6');
CREATE TABLE users (
    id INTEGER PRIMARY KEY,
    login TEXT NOT NULL UNIQUE,
    name TEXT NOT NULL,
    role TEXT NOT NULL,
    lang TEXT NOT NULL,
    password TEXT NOT NULL
) STRICT;
INSERT INTO users VALUES(1,'ann','Анна','approver','ru','$argon2id$ann');
INSERT INTO users VALUES(2,'bob','Анна','responder','ru','$argon2id$ann');
CREATE TABLE session (
    token TEXT PRIMARY KEY,
    user_id INTEGER NOT NULL REFERENCES users,
    expires INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
INSERT INTO session VALUES('aaaa',1,3589833600);
INSERT INTO session VALUES('bbbb',2,3589833600);
PRAGMA writable_schema=ON;
INSERT INTO sqlite_schema(type,name,tbl_name,rootpage,sql)VALUES('table','search','search',0,'CREATE VIRTUAL TABLE search USING fts5(
    lemmas, content = ''mention'', content_rowid = ''id'',
    detail = none, columnsize = 0,
    tokenize = "ascii tokenchars ''!""#$%&''''''''()*+,-./:;<=>?@[\]^_`{|}~''"
)');
CREATE TABLE IF NOT EXISTS 'search_data'(id INTEGER PRIMARY KEY, block BLOB);
INSERT INTO search_data VALUES(1,X'081e');
INSERT INTO search_data VALUES(10,X'000000000109090009010101020101030101040101050101060101070101080101090101');
INSERT INTO search_data VALUES(137438953473,X'000000390d30d0b2d0b5d0bad182d0bed180010203bdd0b5010110d180d0b0d0b1d0bed182d0b0d0b5d18201020a81d0bbd0bed0b2d0be3001040f0613');
INSERT INTO search_data VALUES(274877906945,X'000000390d30d0b2d0b5d0bad182d0bed180020203bdd0b5020110d180d0b0d0b1d0bed182d0b0d0b5d18202020a81d0bbd0bed0b2d0be3102040f0613');
INSERT INTO search_data VALUES(412316860417,X'000000390d30d0b2d0b5d0bad182d0bed180030203bdd0b5030110d180d0b0d0b1d0bed182d0b0d0b5d18203020a81d0bbd0bed0b2d0be3203040f0613');
INSERT INTO search_data VALUES(549755813889,X'000000390d30d0b2d0b5d0bad182d0bed180040203bdd0b5040110d180d0b0d0b1d0bed182d0b0d0b5d18204020a81d0bbd0bed0b2d0be3304040f0613');
INSERT INTO search_data VALUES(687194767361,X'000000390d30d0b2d0b5d0bad182d0bed180050203bdd0b5050110d180d0b0d0b1d0bed182d0b0d0b5d18205020a81d0bbd0bed0b2d0be3405040f0613');
INSERT INTO search_data VALUES(824633720833,X'000000390d30d0b2d0b5d0bad182d0bed180060203bdd0b5060110d180d0b0d0b1d0bed182d0b0d0b5d18206020a81d0bbd0bed0b2d0be3506040f0613');
INSERT INTO search_data VALUES(962072674305,X'000000390d30d0b2d0b5d0bad182d0bed180070203bdd0b5070110d180d0b0d0b1d0bed182d0b0d0b5d18207020a81d0bbd0bed0b2d0be3607040f0613');
INSERT INTO search_data VALUES(1099511627777,X'000000390d30d0b2d0b5d0bad182d0bed180080203bdd0b5080110d180d0b0d0b1d0bed182d0b0d0b5d18208020a81d0bbd0bed0b2d0be3708040f0613');
INSERT INTO search_data VALUES(1236950581249,X'0000004c0d30d0b2d0b5d0bad182d0bed18006000203bdd0b506000110d180d0b0d0b1d0bed182d0b0d0b5d182060000020a81d0bbd0bed0b2d0be350600020b82d0b5d0bfd0b5d180d18c06041007150e');
CREATE TABLE IF NOT EXISTS 'search_idx'(segid, term, pgno, PRIMARY KEY(segid, term)) WITHOUT ROWID;
INSERT INTO search_idx VALUES(1,X'',2);
INSERT INTO search_idx VALUES(2,X'',2);
INSERT INTO search_idx VALUES(3,X'',2);
INSERT INTO search_idx VALUES(4,X'',2);
INSERT INTO search_idx VALUES(5,X'',2);
INSERT INTO search_idx VALUES(6,X'',2);
INSERT INTO search_idx VALUES(7,X'',2);
INSERT INTO search_idx VALUES(8,X'',2);
INSERT INTO search_idx VALUES(9,X'',2);
CREATE TABLE IF NOT EXISTS 'search_config'(k PRIMARY KEY, v) WITHOUT ROWID;
INSERT INTO search_config VALUES('version',4);
CREATE INDEX frontier_due ON frontier (due, id);
CREATE INDEX mention_at ON mention (at, id);
CREATE INDEX mention_text ON mention (source, text_hash);
CREATE INDEX history_mention ON history (mention);
CREATE INDEX cases_queue ON cases (priority DESC, due, id)
    WHERE status = 'waiting';
CREATE INDEX draft_mention ON draft (mention);
CREATE INDEX event_mention ON event (mention);
CREATE TRIGGER event_no_update BEFORE UPDATE ON event
BEGIN SELECT RAISE(ABORT, 'events are never changed'); END;
CREATE TRIGGER event_no_delete BEFORE DELETE ON event
BEGIN SELECT RAISE(ABORT, 'events are never deleted'); END;
CREATE TRIGGER event_no_replace BEFORE INSERT ON event
WHEN EXISTS (SELECT 1 FROM event WHERE id = NEW.id)
BEGIN SELECT RAISE(ABORT, 'events are never replaced'); END;
CREATE TRIGGER mention_no_delete BEFORE DELETE ON mention
BEGIN SELECT RAISE(ABORT, 'mentions are never deleted'); END;
CREATE TRIGGER verdict_no_delete BEFORE DELETE ON verdict
BEGIN SELECT RAISE(ABORT, 'verdicts are never deleted'); END;
CREATE TRIGGER decision_no_delete BEFORE DELETE ON decision
BEGIN SELECT RAISE(ABORT, 'decisions are never deleted'); END;
CREATE TRIGGER cases_no_delete BEFORE DELETE ON cases
BEGIN SELECT RAISE(ABORT, 'cases are never deleted'); END;
CREATE TRIGGER history_no_update BEFORE UPDATE ON history
BEGIN SELECT RAISE(ABORT, 'history is never changed'); END;
CREATE TRIGGER history_no_delete BEFORE DELETE ON history
BEGIN SELECT RAISE(ABORT, 'history is never deleted'); END;
CREATE TRIGGER draft_no_update BEFORE UPDATE ON draft
BEGIN SELECT RAISE(ABORT, 'drafts are never changed'); END;
CREATE TRIGGER draft_no_delete BEFORE DELETE ON draft
BEGIN SELECT RAISE(ABORT, 'drafts are never deleted'); END;
CREATE TRIGGER label_no_update BEFORE UPDATE ON label
BEGIN SELECT RAISE(ABORT, 'labels are never changed'); END;
CREATE TRIGGER label_no_delete BEFORE DELETE ON label
BEGIN SELECT RAISE(ABORT, 'labels are never deleted'); END;
PRAGMA writable_schema=OFF;
COMMIT;
