PRAGMA application_id = 0x4D6F6C76;
PRAGMA foreign_keys=OFF;
BEGIN TRANSACTION;
CREATE TABLE schema_version ( version INTEGER PRIMARY KEY, name TEXT NOT NULL, applied INTEGER NOT NULL);
INSERT INTO schema_version VALUES(1,'001_init',1795829178);
INSERT INTO schema_version VALUES(2,'002_user_state',1795829178);
INSERT INTO schema_version VALUES(3,'003_posted',1795829178);
INSERT INTO schema_version VALUES(4,'004_seal',1795829178);
INSERT INTO schema_version VALUES(5,'005_lease',1795829178);
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
INSERT INTO source VALUES(1,'reviews','feed','http://127.0.0.1:32797/feed',14400,1795844312,1795829182,'ok','',0,24,12);
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
INSERT INTO page VALUES(1,'http://127.0.0.1:32797/feed',1795829182,200,'','',-1134384226538028849,12,'');
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
CREATE TABLE note (
    scope TEXT NOT NULL,
    key TEXT NOT NULL,
    value TEXT NOT NULL,
    PRIMARY KEY (scope, key)
) STRICT, WITHOUT ROWID;
INSERT INTO note VALUES('quiet','reviews','1795829179 0');
INSERT INTO note VALUES('reading','reviews','2be44ad081bd5fc2');
INSERT INTO note VALUES('robots','http://127.0.0.1:32797',replace('1795829179 404\n','\n',char(10)));
CREATE TABLE seen (
    key INTEGER PRIMARY KEY,
    text_hash INTEGER NOT NULL
) STRICT;
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
INSERT INTO mention VALUES(1,1,-8648141773885266233,1795821979,1795821979,1795829179,0,0,0,1,-1.0,-1,-1,-1,-1,-1,'Vector Telecom','ru','Иван','','Fri, 27 Nov 2026 23:26:19 +0000','127.0.0.1#g0','/p/0','http://127.0.0.1/p/0','http://127.0.0.1:32797/feed','Отзывы','','Отзыв 0','Вектор: интернет не работает третий день, мастер не пришёл. Верните деньги!','вектор интернет не работать третий день мастер не прийти пришел вернуть деньги деньга');
INSERT INTO mention VALUES(2,1,-987543484380076407,1795821979,1795821979,1795829179,0,0,0,1,-1.0,-1,-1,-1,-1,-1,'Vector Telecom','ru','Иван','','Fri, 27 Nov 2026 23:26:19 +0000','127.0.0.1#g1','/p/1','http://127.0.0.1/p/1','http://127.0.0.1:32797/feed','Отзывы','','Отзыв 1','Вектор списал с меня 500 рублей дважды, поддержка молчит.','вектор списать с меня 500 рубль дважды поддержка молчать');
INSERT INTO mention VALUES(3,1,8448179839226782072,1795821979,1795821979,1795829179,0,0,0,1,-1.0,-1,-1,-1,-1,-1,'Vector Telecom','ru','Иван','','Fri, 27 Nov 2026 23:26:19 +0000','127.0.0.1#g2','/p/2','http://127.0.0.1/p/2','http://127.0.0.1:32797/feed','Отзывы','','Отзыв 2','Оператор Вектор нахамил мне по телефону, хамство и грубость.','оператор вектор нахамить мне по телефон хамство и грубость');
INSERT INTO mention VALUES(4,1,-6677734100172260740,1795821979,1795821979,1795829179,0,0,0,1,-1.0,-1,-1,-1,-1,-1,'Vector Telecom','ru','Иван','','Fri, 27 Nov 2026 23:26:19 +0000','127.0.0.1#g3','/p/3','http://127.0.0.1/p/3','http://127.0.0.1:32797/feed','Отзывы','','Отзыв 3','Спасибо Вектору, мастер Иван пришёл вовремя и всё починил, отлично!','спасибо вектор мастер иван прийти пришел вовремя и весь все починить отличный');
INSERT INTO mention VALUES(5,1,1699610170362063376,1795821979,1795821979,1795829179,0,0,0,1,-1.0,-1,-1,-1,-1,-1,'Vector Telecom','ru','Иван','','Fri, 27 Nov 2026 23:26:19 +0000','127.0.0.1#g4','/p/4','http://127.0.0.1/p/4','http://127.0.0.1:32797/feed','Отзывы','','Отзыв 4','Кто знает, как у Вектора подключить роуминг? Подскажите, пожалуйста.','кто знать как у вектор подключить роуминг подсказать подскажи пожалуйста');
INSERT INTO mention VALUES(6,1,6844017184306771481,1795821979,1795821979,1795829179,0,0,0,1,-1.0,-1,-1,-1,-1,-1,'Vector Telecom','ru','Иван','','Fri, 27 Nov 2026 23:26:19 +0000','127.0.0.1#g5','/p/5','http://127.0.0.1/p/5','http://127.0.0.1:32797/feed','Отзывы','','Отзыв 5','Вектор опять не работает, связь пропала в Туле 12 ноября, сижу без интернета.','вектор опять не работать связь пропасть в тул 12 ноябрь сидеть без интернет');
INSERT INTO mention VALUES(7,1,3287465553201254039,1795821979,1795821979,1795829179,0,0,0,1,-1.0,-1,-1,-1,-1,-1,'Vector Telecom','ru','Иван','','Fri, 27 Nov 2026 23:26:19 +0000','127.0.0.1#g6','/p/6','http://127.0.0.1/p/6','http://127.0.0.1:32797/feed','Отзывы','','Отзыв 6','Вектор подключил платную услугу без спроса, обман, верните деньги.','вектор подключить платный услуга без спрос обман вернуть деньги деньга');
INSERT INTO mention VALUES(8,1,-2526001402528254169,1795821979,1795821979,1795829179,0,0,0,1,-1.0,-1,-1,-1,-1,-1,'Vector Telecom','ru','Иван','','Fri, 27 Nov 2026 23:26:19 +0000','127.0.0.1#g7','/p/7','http://127.0.0.1/p/7','http://127.0.0.1:32797/feed','Отзывы','','Отзыв 7','Вектор ужас, кошмар, больше никогда!!!','вектор ужас кошмар больше никогда');
INSERT INTO mention VALUES(9,1,-4353995410617250927,1795821979,1795821979,1795829179,1795829182,0,0,1,-1.0,-1,-1,-1,-1,-1,'Vector Telecom','ru','Иван','','Fri, 27 Nov 2026 23:26:19 +0000','127.0.0.1#g8','/p/8','http://127.0.0.1/p/8','http://127.0.0.1:32797/feed','Отзывы','','Отзыв 8','У Вектора не работает приложение, ошибка 500 при входе. Уже два дня.','у вектор не работать приложение ошибка 500 при вход уже уж два день');
INSERT INTO mention VALUES(10,1,1130451756458538185,1795821979,1795821979,1795829179,0,0,0,1,-1.0,-1,-1,-1,-1,-1,'Vector Telecom','ru','Иван','','Fri, 27 Nov 2026 23:26:19 +0000','127.0.0.1#g9','/p/9','http://127.0.0.1/p/9','http://127.0.0.1:32797/feed','Отзывы','','Отзыв 9','Вектор отказал в возврате денег за роутер, который сломался за неделю.','вектор отказать в возврат деньги денег за роутер который сломаться за неделя');
INSERT INTO mention VALUES(11,1,3293485922892549731,1795821979,1795821979,1795829179,0,0,0,1,-1.0,-1,-1,-1,-1,-1,'Vector Telecom','ru','Иван','','Fri, 27 Nov 2026 23:26:19 +0000','127.0.0.1#g10','/p/10','http://127.0.0.1/p/10','http://127.0.0.1:32797/feed','Отзывы','','Отзыв 10','Вектор: связь обрывается каждый вечер, звонил три раза, никто не помог.','вектор связь обрываться каждый вечер звонить три раз никто не помочь помог');
INSERT INTO mention VALUES(12,1,-1871243049733451858,1795821979,1795821979,1795829179,0,0,0,1,-1.0,-1,-1,-1,-1,-1,'Vector Telecom','ru','Иван','','Fri, 27 Nov 2026 23:26:19 +0000','127.0.0.1#g11','/p/11','http://127.0.0.1/p/11','http://127.0.0.1:32797/feed','Отзывы','','Отзыв 11','Погода сегодня хорошая.','погода сегодня хороший');
CREATE TABLE mention_key (
    source INTEGER NOT NULL,
    kind INTEGER NOT NULL CHECK (kind IN (1, 2)),
    key TEXT NOT NULL,
    mention INTEGER NOT NULL REFERENCES mention,
    PRIMARY KEY (source, kind, key)
) STRICT, WITHOUT ROWID;
INSERT INTO mention_key VALUES(1,1,'127.0.0.1#g0',1);
INSERT INTO mention_key VALUES(1,1,'127.0.0.1#g1',2);
INSERT INTO mention_key VALUES(1,1,'127.0.0.1#g10',11);
INSERT INTO mention_key VALUES(1,1,'127.0.0.1#g11',12);
INSERT INTO mention_key VALUES(1,1,'127.0.0.1#g2',3);
INSERT INTO mention_key VALUES(1,1,'127.0.0.1#g3',4);
INSERT INTO mention_key VALUES(1,1,'127.0.0.1#g4',5);
INSERT INTO mention_key VALUES(1,1,'127.0.0.1#g5',6);
INSERT INTO mention_key VALUES(1,1,'127.0.0.1#g6',7);
INSERT INTO mention_key VALUES(1,1,'127.0.0.1#g7',8);
INSERT INTO mention_key VALUES(1,1,'127.0.0.1#g8',9);
INSERT INTO mention_key VALUES(1,1,'127.0.0.1#g9',10);
INSERT INTO mention_key VALUES(1,2,'/p/0',1);
INSERT INTO mention_key VALUES(1,2,'/p/1',2);
INSERT INTO mention_key VALUES(1,2,'/p/10',11);
INSERT INTO mention_key VALUES(1,2,'/p/11',12);
INSERT INTO mention_key VALUES(1,2,'/p/2',3);
INSERT INTO mention_key VALUES(1,2,'/p/3',4);
INSERT INTO mention_key VALUES(1,2,'/p/4',5);
INSERT INTO mention_key VALUES(1,2,'/p/5',6);
INSERT INTO mention_key VALUES(1,2,'/p/6',7);
INSERT INTO mention_key VALUES(1,2,'/p/7',8);
INSERT INTO mention_key VALUES(1,2,'/p/8',9);
INSERT INTO mention_key VALUES(1,2,'/p/9',10);
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
INSERT INTO history VALUES(1,9,1795829182,-7137697849503546111,-1.0,'Отзыв 8','У Вектора не работает приложение, ошибка 500 при входе.','broken','neg','A','broken');
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
INSERT INTO verdict VALUES(1,'ba609b6b6feffeb3','broken','-','neg',0,0.76311323961269794668,'connection','[{"rule":"ru.broken.no-internet","signal":"broken","start":14,"end":35,"points":1.7},{"rule":"ru.broken.hint-connection","signal":"broken","start":14,"end":30,"points":0.3},{"rule":"ru.topic.net","signal":"topic.connection","start":14,"end":30,"points":1.2},{"rule":"ru.broken.not-working","signal":"broken","start":31,"end":52,"points":2},{"rule":"ru.broken.still-not","signal":"broken","start":53,"end":93,"points":1.2},{"rule":"ru.broken.not-arrived","signal":"broken","start":76,"end":106,"points":1.7},{"rule":"ru.broken.install-fail","signal":"broken","start":76,"end":106,"points":1},{"rule":"ru.topic.service","signal":"topic.service","start":76,"end":88,"points":0.8},{"rule":"ru.broken.when-fixed","signal":"broken","start":108,"end":122,"points":1.2},{"rule":"ru.overcharged.refund-demand","signal":"overcharged","start":108,"end":135,"points":1.4},{"rule":"ru.request.fix-it","signal":"request","start":108,"end":122,"points":1},{"rule":"ru.topic.refund","signal":"topic.refund","start":108,"end":135,"points":1.2},{"rule":"ru.overcharged.money-hint","signal":"overcharged","start":123,"end":135,"points":0.2},{"rule":"ru.topic.money","signal":"topic.billing","start":123,"end":135,"points":1}]','');
INSERT INTO verdict VALUES(2,'ba609b6b6feffeb3','overcharged','-','neg',1,0.86772786207901819732,'phone','[{"rule":"ru.overcharged.charged","signal":"overcharged","start":13,"end":54,"points":2},{"rule":"ru.topic.money","signal":"topic.billing","start":13,"end":25,"points":1},{"rule":"ru.self.me","signal":"self","start":29,"end":37,"points":0.8},{"rule":"ru.fact.sum","signal":"fact.sum","start":38,"end":54,"points":1.8},{"rule":"ru.overcharged.sum-hint","signal":"overcharged","start":38,"end":54,"points":0.2},{"rule":"ru.overcharged.money-hint","signal":"overcharged","start":42,"end":54,"points":0.2},{"rule":"ru.plural.counted","signal":"plural","start":55,"end":67,"points":1.2},{"rule":"ru.broken.no-answer-request","signal":"broken","start":69,"end":100,"points":1.1},{"rule":"ru.topic.phone","signal":"topic.phone","start":69,"end":87,"points":1.1}]','');
INSERT INTO verdict VALUES(3,'ba609b6b6feffeb3','offended','-','neg',0,0.97481387536171870689,'staff','[{"rule":"ru.fact.named-person","signal":"fact.name","start":0,"end":29,"points":1.6},{"rule":"ru.staff.staff-hint","signal":"staff","start":0,"end":16,"points":0.2},{"rule":"ru.topic.staff","signal":"topic.staff","start":0,"end":16,"points":1},{"rule":"ru.offended.rude","signal":"offended","start":30,"end":44,"points":2.2},{"rule":"ru.offended.looked-down","signal":"offended","start":30,"end":44,"points":1.8},{"rule":"ru.self.me","signal":"self","start":45,"end":51,"points":0.8},{"rule":"ru.topic.product","signal":"topic.product","start":57,"end":73,"points":1},{"rule":"ru.offended.rude","signal":"offended","start":75,"end":89,"points":1.1},{"rule":"ru.topic.staff","signal":"topic.staff","start":75,"end":89,"points":0.5},{"rule":"ru.offended.rude","signal":"offended","start":93,"end":109,"points":0.55}]','');
INSERT INTO verdict VALUES(4,'ba609b6b6feffeb3','overcharged','-','neg',0,0.99917297250748537962,'service','[{"rule":"ru.praise.gratitude","signal":"praise","start":0,"end":43,"points":2.2},{"rule":"ru.thanks.thanks","signal":"thanks","start":0,"end":14,"points":1},{"rule":"ru.praise.thanks-people","signal":"praise","start":0,"end":29,"points":1.8},{"rule":"ru.fact.named-person","signal":"fact.name","start":31,"end":52,"points":1.6},{"rule":"ru.topic.service","signal":"topic.service","start":31,"end":43,"points":0.8},{"rule":"ru.fact.did-i","signal":"fact.order","start":53,"end":65,"points":0.9},{"rule":"ru.praise.goods-good","signal":"praise","start":53,"end":80,"points":1.2},{"rule":"ru.praise.fast","signal":"praise","start":66,"end":80,"points":1.4},{"rule":"ru.good.everything-fine","signal":"good","start":84,"end":121,"points":1.3},{"rule":"ru.solved.solved","signal":"solved","start":84,"end":105,"points":1.5},{"rule":"ru.praise.best","signal":"praise","start":107,"end":121,"points":1.8},{"rule":"ru.good.good","signal":"good","start":107,"end":121,"points":1}]','ann');
INSERT INTO verdict VALUES(5,'ba609b6b6feffeb3','question','-','neu',0,0.97395878645122868633,'connection','[{"rule":"ru.question.please-tell","signal":"question","start":0,"end":17,"points":2},{"rule":"ru.question.ask-others","signal":"question","start":0,"end":17,"points":1.7},{"rule":"ru.topic.net","signal":"topic.connection","start":65,"end":79,"points":1.2},{"rule":"ru.question.question-mark","signal":"question","start":79,"end":80,"points":0.7},{"rule":"ru.question.please-tell","signal":"question","start":81,"end":101,"points":1}]','ann');
INSERT INTO verdict VALUES(6,'ba609b6b6feffeb3','broken','-','neg',1,0.90983977919906533493,'connection','[{"rule":"ru.broken.unreliable","signal":"broken","start":13,"end":45,"points":1},{"rule":"ru.plural.again","signal":"plural","start":13,"end":23,"points":1.2},{"rule":"ru.broken.not-working","signal":"broken","start":24,"end":45,"points":2},{"rule":"ru.broken.no-internet","signal":"broken","start":47,"end":72,"points":1.7},{"rule":"ru.broken.hint-connection","signal":"broken","start":47,"end":57,"points":0.3},{"rule":"ru.topic.net","signal":"topic.connection","start":47,"end":57,"points":1.2},{"rule":"ru.fact.street","signal":"fact.place","start":76,"end":87,"points":1.8},{"rule":"ru.fact.city","signal":"fact.place","start":76,"end":84,"points":1.3},{"rule":"ru.fact.date-words","signal":"fact.date","start":85,"end":100,"points":1.8},{"rule":"ru.broken.no-internet","signal":"broken","start":111,"end":136,"points":0.85}]','');
INSERT INTO verdict VALUES(7,'ba609b6b6feffeb3','overcharged','-','neg',0,0.93832540452938217878,'refund','[{"rule":"ru.fact.did-i","signal":"fact.order","start":13,"end":31,"points":0.9},{"rule":"ru.overcharged.imposed","signal":"overcharged","start":13,"end":59,"points":1.6},{"rule":"ru.overcharged.signed-up","signal":"overcharged","start":13,"end":59,"points":1.5},{"rule":"ru.overcharged.money-hint","signal":"overcharged","start":32,"end":46,"points":0.2},{"rule":"ru.overcharged.subscription","signal":"overcharged","start":32,"end":66,"points":1.4},{"rule":"ru.topic.service","signal":"topic.service","start":47,"end":59,"points":0.8},{"rule":"ru.overcharged.without-notice","signal":"overcharged","start":60,"end":79,"points":1},{"rule":"ru.broken.when-fixed","signal":"broken","start":93,"end":107,"points":1.2},{"rule":"ru.overcharged.refund-demand","signal":"overcharged","start":93,"end":120,"points":1.4},{"rule":"ru.request.fix-it","signal":"request","start":93,"end":107,"points":1},{"rule":"ru.topic.refund","signal":"topic.refund","start":93,"end":120,"points":1.2},{"rule":"ru.overcharged.money-hint","signal":"overcharged","start":108,"end":120,"points":0.1},{"rule":"ru.topic.money","signal":"topic.billing","start":108,"end":120,"points":1}]','');
INSERT INTO verdict VALUES(8,'ba609b6b6feffeb3','rant','-','neg',0,0.79334030598728288996,'','[{"rule":"ru.anger.mock","signal":"anger","start":13,"end":21,"points":1.2},{"rule":"ru.bad.bad","signal":"bad","start":13,"end":21,"points":1},{"rule":"ru.anger.mock","signal":"anger","start":23,"end":35,"points":0.6},{"rule":"ru.bad.bad","signal":"bad","start":23,"end":35,"points":0.5},{"rule":"ru.anger.caps-cry","signal":"anger","start":64,"end":67,"points":0.8}]','');
INSERT INTO verdict VALUES(9,'ba609b6b6feffeb3','broken','-','neg',1,0.85416273824170041439,'','[{"rule":"ru.broken.not-working","signal":"broken","start":18,"end":39,"points":2},{"rule":"ru.broken.no-access","signal":"broken","start":62,"end":78,"points":1.6},{"rule":"ru.fact.duration","signal":"fact.date","start":105,"end":118,"points":1}]','');
INSERT INTO verdict VALUES(10,'ba609b6b6feffeb3','overcharged','-','neg',0,0.86062241773062309047,'refund','[{"rule":"ru.fact.they-did","signal":"fact.order","start":13,"end":27,"points":0.7},{"rule":"ru.overcharged.refused-loan","signal":"overcharged","start":13,"end":47,"points":1.8},{"rule":"ru.overcharged.refusal-hint","signal":"overcharged","start":13,"end":27,"points":0.9},{"rule":"ru.overcharged.denied-slang","signal":"overcharged","start":13,"end":27,"points":1.5},{"rule":"ru.overcharged.refund-demand","signal":"overcharged","start":31,"end":58,"points":1.4},{"rule":"ru.overcharged.bill-hint","signal":"overcharged","start":31,"end":47,"points":0.2},{"rule":"ru.topic.refund","signal":"topic.refund","start":31,"end":47,"points":1.2},{"rule":"ru.overcharged.money-hint","signal":"overcharged","start":48,"end":58,"points":0.2},{"rule":"ru.topic.money","signal":"topic.billing","start":48,"end":58,"points":1},{"rule":"ru.broken.phone-device","signal":"broken","start":64,"end":109,"points":1.2},{"rule":"ru.broken.hint-connection","signal":"broken","start":64,"end":76,"points":0.3},{"rule":"ru.topic.net","signal":"topic.connection","start":64,"end":76,"points":1.2},{"rule":"ru.broken.broke","signal":"broken","start":93,"end":109,"points":1.6},{"rule":"ru.topic.quality","signal":"topic.quality","start":93,"end":109,"points":0.9}]','');
INSERT INTO verdict VALUES(11,'ba609b6b6feffeb3','offended','broken','neg',1,0.5876026375326246498,'connection','[{"rule":"ru.broken.no-internet","signal":"broken","start":14,"end":45,"points":1.7},{"rule":"ru.broken.hint-connection","signal":"broken","start":14,"end":24,"points":0.3},{"rule":"ru.topic.net","signal":"topic.connection","start":14,"end":24,"points":1.2},{"rule":"ru.broken.call-dropped","signal":"broken","start":25,"end":45,"points":1.3},{"rule":"ru.fact.date-near","signal":"fact.date","start":59,"end":69,"points":1},{"rule":"ru.fact.did-i","signal":"fact.order","start":71,"end":83,"points":0.9},{"rule":"ru.offended.ignored","signal":"offended","start":101,"end":127,"points":1.7},{"rule":"ru.offended.callback-promise","signal":"offended","start":101,"end":127,"points":1.2},{"rule":"ru.offended.no-help","signal":"offended","start":101,"end":127,"points":1.4}]','');
INSERT INTO verdict VALUES(12,'ba609b6b6feffeb3','neutral','-','neu',0,0.66695079950925839629,'','[{"rule":"ru.other.small-talk","signal":"other","start":0,"end":12,"points":1},{"rule":"ru.fact.date-near","signal":"fact.date","start":13,"end":27,"points":1},{"rule":"ru.good.good","signal":"good","start":28,"end":42,"points":1}]','');
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
INSERT INTO decision VALUES(1,'A','broken','Не работает: помочь, объяснить, дать контакт человека.','[{"question":"about","value":"product","because":"по типу: не работает","en":"by its type: something does not work"},{"question":"character","value":"problem","because":"не работает, тон отрицательный, уверенность 76 %","en":"something does not work, tone negative, confidence 76 %"},{"question":"who","value":"ordinary","because":"об авторе и площадке ничего не известно","en":"nothing is known of author and venue"},{"question":"credible","value":"plausible","because":"фактов нет, но и сомневаться нет причины","en":"no facts, but no reason to doubt either"},{"question":"worth","value":"yes","because":"прошло 0 дн., предел 14","en":"0 days old, not older than 14"},{"question":"alone","value":"no","because":"нужна помощь: техническая служба","en":"help is needed from: technical department"}]','B вместо A, если бы на вопрос «Кто написал и где?» ответ был: влиятельный автор или большая площадка','technical','broken-passed',1796104800,40,0);
INSERT INTO decision VALUES(2,'A','overcharged','Деньги проверяют всегда, о результате сообщают там же.','[{"question":"about","value":"money","because":"по типу: деньги или решение","en":"by its type: money or a decision"},{"question":"character","value":"problem","because":"деньги или решение, тон отрицательный, уверенность 87 %","en":"money or a decision, tone negative, confidence 87 %"},{"question":"who","value":"ordinary","because":"об авторе и площадке ничего не известно","en":"nothing is known of author and venue"},{"question":"credible","value":"facts","because":"есть факты, которые можно проверить","en":"facts that can be checked are told"},{"question":"worth","value":"yes","because":"прошло 0 дн., предел 14","en":"0 days old, not older than 14"},{"question":"alone","value":"no","because":"нужна помощь: отдел расчётов","en":"help is needed from: billing department"}]','B вместо A, если бы на вопрос «Кто написал и где?» ответ был: влиятельный автор или большая площадка','billing','overcharged',1796104800,50,0);
INSERT INTO decision VALUES(3,'A','offended','Обиду разбирают те, кто в ней не участвовал; о мерах рассказывают.','[{"question":"about","value":"staff","because":"по типу: обида на людей","en":"by its type: hurt by people"},{"question":"character","value":"problem","because":"обида на людей, тон отрицательный, уверенность 97 %","en":"hurt by people, tone negative, confidence 97 %"},{"question":"who","value":"ordinary","because":"об авторе и площадке ничего не известно","en":"nothing is known of author and venue"},{"question":"credible","value":"plausible","because":"фактов нет, но и сомневаться нет причины","en":"no facts, but no reason to doubt either"},{"question":"worth","value":"yes","because":"прошло 0 дн., предел 14","en":"0 days old, not older than 14"},{"question":"alone","value":"no","because":"нужна помощь: служба качества","en":"help is needed from: quality department"}]','B вместо A, если бы на вопрос «Кто написал и где?» ответ был: влиятельный автор или большая площадка','quality','offended',1796104800,40,0);
INSERT INTO decision VALUES(4,'A','overcharged','Деньги проверяют всегда, о результате сообщают там же.','[{"question":"about","value":"money","because":"по типу: деньги или решение","en":"by its type: money or a decision"},{"question":"character","value":"problem","because":"деньги или решение, тон отрицательный, уверенность 100 %","en":"money or a decision, tone negative, confidence 100 %"},{"question":"who","value":"ordinary","because":"об авторе и площадке ничего не известно","en":"nothing is known of author and venue"},{"question":"credible","value":"plausible","because":"фактов нет, но и сомневаться нет причины","en":"no facts, but no reason to doubt either"},{"question":"worth","value":"yes","because":"прошло 0 дн., предел 14","en":"0 days old, not older than 14"},{"question":"alone","value":"no","because":"нужна помощь: отдел расчётов","en":"help is needed from: billing department"}]','B вместо A, если бы на вопрос «Кто написал и где?» ответ был: влиятельный автор или большая площадка','billing','overcharged',1796104800,40,0);
INSERT INTO decision VALUES(5,'A','question','На вопрос отвечают.','[{"question":"about","value":"product","because":"по теме: связь и интернет","en":"by its topic: connection"},{"question":"character","value":"question","because":"вопрос, тон нейтральный, уверенность 97 %","en":"a question, tone neutral, confidence 97 %"},{"question":"who","value":"ordinary","because":"об авторе и площадке ничего не известно","en":"nothing is known of author and venue"},{"question":"credible","value":"plausible","because":"фактов нет, но и сомневаться нет причины","en":"no facts, but no reason to doubt either"},{"question":"worth","value":"yes","because":"прошло 0 дн., предел 14","en":"0 days old, not older than 14"},{"question":"alone","value":"no","because":"нужна помощь: техническая служба","en":"help is needed from: technical department"}]','C вместо A, если бы на вопрос «Стоит ли вступать?» ответ был: нет, дело старое','technical','question-passed',1796104800,20,0);
INSERT INTO decision VALUES(6,'A','broken','Не работает: помочь, объяснить, дать контакт человека.','[{"question":"about","value":"product","because":"по типу: не работает","en":"by its type: something does not work"},{"question":"character","value":"problem","because":"не работает, тон отрицательный, уверенность 91 %","en":"something does not work, tone negative, confidence 91 %"},{"question":"who","value":"ordinary","because":"об авторе и площадке ничего не известно","en":"nothing is known of author and venue"},{"question":"credible","value":"facts","because":"есть факты, которые можно проверить","en":"facts that can be checked are told"},{"question":"worth","value":"yes","because":"прошло 0 дн., предел 14","en":"0 days old, not older than 14"},{"question":"alone","value":"no","because":"нужна помощь: техническая служба","en":"help is needed from: technical department"}]','B вместо A, если бы на вопрос «Кто написал и где?» ответ был: влиятельный автор или большая площадка','technical','broken-passed',1796104800,50,0);
INSERT INTO decision VALUES(7,'A','overcharged','Деньги проверяют всегда, о результате сообщают там же.','[{"question":"about","value":"money","because":"по типу: деньги или решение","en":"by its type: money or a decision"},{"question":"character","value":"problem","because":"деньги или решение, тон отрицательный, уверенность 94 %","en":"money or a decision, tone negative, confidence 94 %"},{"question":"who","value":"ordinary","because":"об авторе и площадке ничего не известно","en":"nothing is known of author and venue"},{"question":"credible","value":"plausible","because":"фактов нет, но и сомневаться нет причины","en":"no facts, but no reason to doubt either"},{"question":"worth","value":"yes","because":"прошло 0 дн., предел 14","en":"0 days old, not older than 14"},{"question":"alone","value":"no","because":"нужна помощь: отдел расчётов","en":"help is needed from: billing department"}]','B вместо A, если бы на вопрос «Кто написал и где?» ответ был: влиятельный автор или большая площадка','billing','overcharged',1796104800,40,0);
INSERT INTO decision VALUES(8,'C','rant','Брань без фактов: ответ только раздует её.','[{"question":"about","value":"company","because":"по типу: брань без фактов","en":"by its type: a rant"},{"question":"character","value":"rant","because":"брань без фактов, тон отрицательный, уверенность 79 %","en":"a rant, tone negative, confidence 79 %"},{"question":"who","value":"ordinary","because":"об авторе и площадке ничего не известно","en":"nothing is known of author and venue"},{"question":"credible","value":"plausible","because":"фактов нет, но и сомневаться нет причины","en":"no facts, but no reason to doubt either"},{"question":"worth","value":"yes","because":"прошло 0 дн., предел 14","en":"0 days old, not older than 14"},{"question":"alone","value":"yes","because":"отвечает сам отдел: пресс-служба","en":"answered by itself: press office"}]','D вместо C, если бы на вопрос «Стоит ли вступать?» ответ был: да, дело громкое','pr','',0,0,0);
INSERT INTO decision VALUES(9,'A','broken','Не работает: помочь, объяснить, дать контакт человека.','[{"question":"about","value":"product","because":"по типу: не работает","en":"by its type: something does not work"},{"question":"character","value":"problem","because":"не работает, тон отрицательный, уверенность 85 %","en":"something does not work, tone negative, confidence 85 %"},{"question":"who","value":"ordinary","because":"об авторе и площадке ничего не известно","en":"nothing is known of author and venue"},{"question":"credible","value":"facts","because":"есть факты, которые можно проверить","en":"facts that can be checked are told"},{"question":"worth","value":"yes","because":"прошло 0 дн., предел 14","en":"0 days old, not older than 14"},{"question":"alone","value":"yes","because":"отвечает сам отдел: служба поддержки","en":"answered by itself: customer service"}]','B вместо A, если бы на вопрос «Кто написал и где?» ответ был: влиятельный автор или большая площадка','service','broken',1796104800,50,0);
INSERT INTO decision VALUES(10,'A','overcharged','Деньги проверяют всегда, о результате сообщают там же.','[{"question":"about","value":"money","because":"по типу: деньги или решение","en":"by its type: money or a decision"},{"question":"character","value":"problem","because":"деньги или решение, тон отрицательный, уверенность 86 %","en":"money or a decision, tone negative, confidence 86 %"},{"question":"who","value":"ordinary","because":"об авторе и площадке ничего не известно","en":"nothing is known of author and venue"},{"question":"credible","value":"plausible","because":"фактов нет, но и сомневаться нет причины","en":"no facts, but no reason to doubt either"},{"question":"worth","value":"yes","because":"прошло 0 дн., предел 14","en":"0 days old, not older than 14"},{"question":"alone","value":"no","because":"нужна помощь: отдел расчётов","en":"help is needed from: billing department"}]','B вместо A, если бы на вопрос «Кто написал и где?» ответ был: влиятельный автор или большая площадка','billing','overcharged',1796104800,40,0);
INSERT INTO decision VALUES(11,'A','offended','Обиду разбирают те, кто в ней не участвовал; о мерах рассказывают.','[{"question":"about","value":"staff","because":"по типу: обида на людей","en":"by its type: hurt by people"},{"question":"character","value":"problem","because":"обида на людей, тон отрицательный, уверенность 59 %","en":"hurt by people, tone negative, confidence 59 %"},{"question":"who","value":"ordinary","because":"об авторе и площадке ничего не известно","en":"nothing is known of author and venue"},{"question":"credible","value":"facts","because":"есть факты, которые можно проверить","en":"facts that can be checked are told"},{"question":"worth","value":"yes","because":"прошло 0 дн., предел 14","en":"0 days old, not older than 14"},{"question":"alone","value":"no","because":"нужна помощь: служба качества","en":"help is needed from: quality department"}]','B вместо A, если бы на вопрос «Кто написал и где?» ответ был: влиятельный автор или большая площадка','quality','offended',1796104800,50,0);
INSERT INTO decision VALUES(12,'C','neutral','Нас ни о чём не просят и ни в чём не винят.','[{"question":"about","value":"other","because":"по типу: нейтральное","en":"by its type: neutral"},{"question":"character","value":"neutral","because":"нейтральное, тон нейтральный, уверенность 67 %","en":"neutral, tone neutral, confidence 67 %"},{"question":"who","value":"ordinary","because":"об авторе и площадке ничего не известно","en":"nothing is known of author and venue"},{"question":"credible","value":"plausible","because":"фактов нет, но и сомневаться нет причины","en":"no facts, but no reason to doubt either"},{"question":"worth","value":"yes","because":"прошло 0 дн., предел 14","en":"0 days old, not older than 14"},{"question":"alone","value":"yes","because":"отвечает сам отдел: служба поддержки","en":"answered by itself: customer service"}]','ни один ответ в отдельности не меняет решения','service','',0,0,0);
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
, posted INTEGER NOT NULL DEFAULT 0, posted_by TEXT NOT NULL DEFAULT '', posted_url TEXT NOT NULL DEFAULT '') STRICT;
INSERT INTO cases VALUES(1,1,'approved',40,1796104800,1795829179,1795829181,'ann','',0,'','');
INSERT INTO cases VALUES(2,2,'approved',50,1796104800,1795829179,1795829181,'ann','',1795829181,'ann','https://forum.example/t1#p7');
INSERT INTO cases VALUES(3,3,'dismissed',40,1796104800,1795829179,1795829181,'ann','это реклама',0,'','');
INSERT INTO cases VALUES(4,4,'waiting',40,1796104800,1795829179,0,'','',0,'','');
INSERT INTO cases VALUES(5,5,'waiting',20,1796104800,1795829179,0,'','',0,'','');
INSERT INTO cases VALUES(6,6,'waiting',50,1796104800,1795829179,0,'','',0,'','');
INSERT INTO cases VALUES(7,7,'waiting',40,1796104800,1795829179,0,'','',0,'','');
INSERT INTO cases VALUES(8,9,'waiting',50,1796104800,1795829179,0,'','',0,'','');
INSERT INTO cases VALUES(9,10,'waiting',40,1796104800,1795829179,0,'','',0,'','');
INSERT INTO cases VALUES(10,11,'waiting',50,1796104800,1795829179,0,'','',0,'','');
INSERT INTO cases VALUES(11,8,'waiting',0,9223372036854775807,1795829181,0,'','',0,'','');
CREATE TABLE draft (
    id INTEGER PRIMARY KEY,
    mention INTEGER NOT NULL REFERENCES mention,
    who TEXT NOT NULL,
    at INTEGER NOT NULL,
    text TEXT NOT NULL
) STRICT;
INSERT INTO draft VALUES(1,1,'matrix',1795829179,replace('Иван, здравствуйте! Спасибо, что написали. Обращение зарегистрировано (тема: связь и интернет), им занимается техническая служба.\nЧтобы найти ваш случай, нужны подробности, их лучше передать не в открытом обсуждении: help@vector.example.\nНе позднее {due} напишем здесь, что выяснили и что сделали.','\n',char(10)));
INSERT INTO draft VALUES(2,2,'matrix',1795829179,replace('Иван, добрый день! Вопросы о деньгах проверяем всегда: обращение принято, им занимается отдел расчётов.\nНапишите напрямую, о какой операции и за какой день идёт речь: help@vector.example. Личные данные в обсуждении публиковать не нужно.\nЧто показала проверка, напишем здесь не позднее {due}.','\n',char(10)));
INSERT INTO draft VALUES(3,3,'matrix',1795829179,replace('Иван, здравствуйте! Спасибо, что рассказали. Так быть не должно, и мы разберёмся: случаем занимается служба качества, а не те, о ком идёт речь.\nНапишите, пожалуйста, где и когда это было: help@vector.example.\nЧто выяснили и что изменили, напишем здесь не позднее {due}.','\n',char(10)));
INSERT INTO draft VALUES(4,4,'matrix',1795829179,replace('Иван, спасибо! Приятно знать, что всё получилось как надо. Ваш отзыв прочтёт вся команда.\nПоявятся вопросы или идеи, пишите: help@vector.example.','\n',char(10)));
INSERT INTO draft VALUES(5,5,'matrix',1795829179,replace('Иван, здравствуйте! Спасибо за вопрос (тема: связь и интернет). Точный ответ даст техническая служба, вопрос уже передан.\nНапишем здесь не позднее {due}. Уточнить лично можно так: help@vector.example.','\n',char(10)));
INSERT INTO draft VALUES(6,6,'matrix',1795829179,replace('Иван, добрый день! Ваше сообщение передано тем, кто отвечает за эту работу: техническая служба (тема: связь и интернет).\nНапишите им напрямую, как с вами связаться: help@vector.example.\nО результате расскажем здесь не позднее {due}.','\n',char(10)));
INSERT INTO draft VALUES(7,7,'matrix',1795829179,replace('Иван, здравствуйте! Спасибо, что написали. Проверим, как сложилась эта сумма или решение (тема: возврат денег): обращением занимается отдел расчётов.\nДля проверки нужны номер договора или обращения и дата. Передайте их, пожалуйста, не в открытом обсуждении, а напрямую: help@vector.example.\nРезультат проверки сообщим здесь не позднее {due}.','\n',char(10)));
INSERT INTO draft VALUES(8,9,'matrix',1795829179,replace('Иван, здравствуйте! Спасибо, что написали. Хотим разобраться и помочь: служба поддержки уже смотрит, что произошло.\nНапишите, пожалуйста, напрямую, когда это началось и что вы видите сейчас: help@vector.example. Если вы уже звонили и не помогло, так и скажите, повторять всё сначала не придётся.\nЧто выяснили, напишем здесь не позднее {due}.','\n',char(10)));
INSERT INTO draft VALUES(9,10,'matrix',1795829179,replace('Иван, добрый день! Вопросы о деньгах проверяем всегда: обращение принято, им занимается отдел расчётов (тема: возврат денег).\nНапишите напрямую, о какой операции и за какой день идёт речь: help@vector.example. Личные данные в обсуждении публиковать не нужно.\nЧто показала проверка, напишем здесь не позднее {due}.','\n',char(10)));
INSERT INTO draft VALUES(10,11,'matrix',1795829179,replace('Иван, добрый день! Нам жаль, что разговор прошёл так. Разбирается служба качества, участники разговора в проверке не участвуют.\nПомогут место, день и примерное время, сообщите их напрямую: help@vector.example.\nО принятых мерах расскажем здесь не позднее {due}.','\n',char(10)));
INSERT INTO draft VALUES(11,1,'ann',1795829181,'Здравствуйте! Мы разберёмся и ответим здесь до пятницы.');
INSERT INTO draft VALUES(12,1,'ann',1795829181,'Здравствуйте! Мы разберёмся и ответим здесь до пятницы. Простите нас.');
INSERT INTO draft VALUES(13,2,'ann',1795829181,'Здравствуйте! Мы разберёмся и ответим здесь до пятницы.');
INSERT INTO draft VALUES(14,4,'matrix',1795829181,replace('Иван, добрый день! Вопросы о деньгах проверяем всегда: обращение принято, им занимается отдел расчётов.\nНапишите напрямую, о какой операции и за какой день идёт речь: help@vector.example. Личные данные в обсуждении публиковать не нужно.\nЧто показала проверка, напишем здесь не позднее {due}.','\n',char(10)));
INSERT INTO draft VALUES(15,6,'ann',1795829181,'Здравствуйте! Мы разберёмся и ответим здесь до пятницы. Ждём номера договора.');
CREATE TABLE label (
    id INTEGER PRIMARY KEY,
    mention INTEGER NOT NULL REFERENCES mention,
    type TEXT NOT NULL,
    text TEXT NOT NULL,
    who TEXT NOT NULL,
    at INTEGER NOT NULL
) STRICT;
INSERT INTO label VALUES(1,4,'overcharged','Спасибо Вектору, мастер Иван пришёл вовремя и всё починил, отлично!','ann',1795829181);
INSERT INTO label VALUES(2,5,'not-us','Кто знает, как у Вектора подключить роуминг? Подскажите, пожалуйста.','ann',1795829181);
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
INSERT INTO event VALUES(1,1795829179,1,1,'crawler','registered','{"url":"http://127.0.0.1/p/0","type":"broken","solution":"A","row":"broken","text_sha256":"233337342a1c64f0438cec9762d7089e63b1c8f030970cd5c3592da753288936"}','e8ec6e9390f0bad01ade00124f78616537422d28125798b3c5e6ecc534d262d1');
INSERT INTO event VALUES(2,1795829179,2,2,'crawler','registered','{"url":"http://127.0.0.1/p/1","type":"overcharged","solution":"A","row":"overcharged","text_sha256":"b3658a0ed15960d08180de457b2a3a87cbf36581a64b3d28dbaa58bfdb3f1bd7"}','a766a7bc1a6accb106a198d42e6fa872a0908ae93953463bbd1c9d8d0b8aea86');
INSERT INTO event VALUES(3,1795829179,3,3,'crawler','registered','{"url":"http://127.0.0.1/p/2","type":"offended","solution":"A","row":"offended","text_sha256":"3e80391128ea7415ef3937f474e7ff330bb23de3946dc2033adf1071acb9a556"}','c834cca990958ca9c9306ce68ec563f598b6cbf518c73aa7b218de61bc07f560');
INSERT INTO event VALUES(4,1795829179,4,4,'crawler','registered','{"url":"http://127.0.0.1/p/3","type":"praise","solution":"A","row":"praise","text_sha256":"f48b5a8fcc8beb56a68176134a191b6f4851ea0ccbe06e4460af7db9e0125afb"}','258718f3646215a7945d6f7c747aa72cba4e395400b9b81fb0ae476e5bd7a045');
INSERT INTO event VALUES(5,1795829179,5,5,'crawler','registered','{"url":"http://127.0.0.1/p/4","type":"question","solution":"A","row":"question","text_sha256":"c22b7f6bac4713ed8de336813f2b02008ae3f894954bdecc145f2a6800b4f9dd"}','ad3ced0eab00c45f10dfb64b69ed4fbd6e6fb26bbc10f949bf7a1b6d764897f2');
INSERT INTO event VALUES(6,1795829179,6,6,'crawler','registered','{"url":"http://127.0.0.1/p/5","type":"broken","solution":"A","row":"broken","text_sha256":"24c01fb4c4c2e2a7b254b10d42e4c83ee6b7ebd80cd9f2917330a8ea1bd05b51"}','da0c4616c471a4efbe2afbcfc19ec7fd3bf8e867efbdc980abf766152e33be6a');
INSERT INTO event VALUES(7,1795829179,7,7,'crawler','registered','{"url":"http://127.0.0.1/p/6","type":"overcharged","solution":"A","row":"overcharged","text_sha256":"54d3d72caa488c452ad95fc17ed9542b2fa5ef7c2a56ee467edc97c86c78df8e"}','94e35086cb6f1d669036c299fd3917444587d1c8035ac3d92e43d731e21743fb');
INSERT INTO event VALUES(8,1795829179,9,8,'crawler','registered','{"url":"http://127.0.0.1/p/8","type":"broken","solution":"A","row":"broken","text_sha256":"31054a01d29118397a06a24dce157db42985ff84795bd6a97aa6294577373432"}','b9b100b18a95577ef7afdad4bca7ac2b17189c1882c49e6199115aa4958a1b97');
INSERT INTO event VALUES(9,1795829179,10,9,'crawler','registered','{"url":"http://127.0.0.1/p/9","type":"overcharged","solution":"A","row":"overcharged","text_sha256":"2fbc0bb8f17eea8f598aae0a655f910463242c7df0f32f13603a03a65a84b2d0"}','01af32102db650e6ca1c9bf3e1436a7ddd15425cc81cd30ca9e7708cda6c330f');
INSERT INTO event VALUES(10,1795829179,11,10,'crawler','registered','{"url":"http://127.0.0.1/p/10","type":"offended","solution":"A","row":"offended","text_sha256":"a730355ff0336904eeccd8cf4ef008f76f23a746c0898460ef5eda3e7ea10c03"}','3e97fc74b6eb6284fd328bcfa5d31e1153d41c309416677eae1706bacf39915f');
INSERT INTO event VALUES(11,1795829179,0,0,'store','sealed','{"cases":{"1":"d45784cdbcd7829bbc387f015245aef5f752c26a49b1ff4f39d6f05420824a8a","2":"31a224533ac3e2429c1ce41fbb79ffe2242e37fef30ed1d8ab339a58de73ebc2","3":"ddb6ea5b46f2a93c1aa542e9f932fc7b00982c9235f13992f6b9fa66d5c97525","4":"176e2b955fbf77b705f0fee31dc69a86c0539fc4aa00805dbba46501f52ed2ed","5":"5dfee3533823975a79276ff352f48ac3bc35ba6b62c7e5a045e1d174eec7a3b4","6":"c49d138cc59caa67c2d1b2c72adbff2dec2ad43cd30b13cc11de31ee8361d98e","7":"bda242918c49567e6c3aa67c9952a2629761875373ffd1271f0836b93e116bbf","8":"e9b95a7e09d3646a82281f03287550093ba4c99a01410f970f2fac53393dd6b8","9":"368943757f101f9721c6ccd695caf3ac973670a2e96cfbd297297a955293c5de","10":"34c02e6eabcd5f9cf23aee3dd43e132a03a34098976e789e4b9c6b81a750ae3d"},"decision":{"1":"66ad320306e10dce6e0c9833bf33269da97fb67f33a05a0e86004c230f3beb26","2":"20a33e6bb38030d83094cc448e3bf7b23ab4850ac6bced8002af1ed7179f5eb2","3":"17167ce5a0c26585bcd1d0bdbcf1ef48167960a7bb3ea2b7514d6d78a3ac9398","4":"ad0a50b5a73bd8fbb7a3d5ae3b9d6404415f1ad0dd45c37daa93bdc7b60c580a","5":"faaa16268c2b3f0089be129c6a80e1dcd648358d4acd3e00d241d07b4932e414","6":"fdf6c5dd362d5813e043434673b7f82fe9cf008b20c5c428cd0facbacc857c7c","7":"1dc083d0149cab5e0ce5dd7ca7fa594d65b14b86bcf1b91137873f3e54c347d1","8":"7d617d7e15397b7275b31b30255786f5e66779604107e6084dad19fe4fd3fc2a","9":"d8477ae955ee21588ee7d6011e40fd9ffa8d214260334dd35aff7350d43e1298","10":"c0bda702d8b7588ec256824fdccdc1bbb213fbd702fc19fe4e1c60ba05b45945","11":"048e9e834d2ce99d08d6c67956f83ad4cfb886a273decd0b7d160a394d8ae731","12":"6b0b6e2a68117f551e7981582555ca226cf8f4ed973ff780dbddd542451fe1a4"},"draft":{"1":"74240c469d24e9d4fc7f05126638f1193941220461f13dd53f158d7cda4c9502","2":"1130492702fa47b39344c88b51168468c987766c01fedbbf5da2ab11dc71a211","3":"76174d2ca27fa89635239979cbddd4fb65291a311aba048997fce253e6c51abc","4":"251e3031a276cd012764224bca13f6cbcf1663667551ebd72289e01590daf3e2","5":"dec3bb684675a836790f4e6311089212c6f952d3db28b23949177f059aebad82","6":"fd9634c18a8e362b64a12f8764282e0ed8ecb3a06f04ee0ca7b04b7b303387c5","7":"ab731b9e765efef9afde3e807f500abda4ee0c427c05f67f38c0fdd5a3efe798","8":"9d841ea43f9fcdc21f72443e2e9ec592172ddc6b859de45f52b14b315b80bcd0","9":"41d3f3c94ab456e9d7b9821590275894a07d1d512c2ba6a4eb932512deba7f61","10":"c8d86ea6ff65f45ed833026e900360b1de069e56f46826240196512bb65f380e"},"mention":{"1":"60d0ddff14502e9cd18b5d1f0d9eab81924a12506736101797c6da0cdd5d89ad","2":"a1e352961619b7a9e39516382412de64b61c9c7db9a25c9a3e68598e045e6ba9","3":"49ded8927339218b11cb1e741a704f8cb2851428c8df8622e442fa38fd352365","4":"aa6e3922b47a900d8853c58b7abec50b3bdb05618a56c57f68fef8ba32f46be2","5":"210ceefcd83fece9cabe27bb0e29bc5c3b7aedce1872db96e3af5d2c757f285e","6":"639b02871c8faf95dc90c04acb34114cbd59d15c477ae1bd103f5efc048ff53a","7":"9fe9960cc4e8c8d7966a155600b288f3d2842d7a68e84c90a7a73bbbceb1772c","8":"6b317658c4252a8e4fc657c2ac7b2aadf901c2f8c8871d49745475ea52c11d0d","9":"1fbfecdec856b2da8e8117d63ab9c665b5b46f797946503e0c99ee4d71673af0","10":"4e9d95d4fa5041bbc64c0ed6ed12af26926f04fb8fb3e390ef74b1bb96aeae02","11":"300d4b323609cb0e72ac88e46616956d099fbb497f6a5f990a4b180debf32390","12":"9332b7e5d925876c9b8fdfdd469d3d58961e78324315fba125af3274ef12a145"},"verdict":{"1":"7acbec8694f61289f99fcf28c91a2602306d54c0d2567da235e09568ba640a32","2":"9daaa31a58d320b71d35fa17a030cb18801d4149b4b3e7b9e29fca69fdccae31","3":"1f6c7a522025c48c6c679cae05eb9924f4558efe56528a39393644eb62443af8","4":"6ef37916315d95e6fd4ba3bb576fe972f48c86fe663b7a46418f8b0311f8b849","5":"ad2c7fc16317ffa90f4e072abdaa48de24e3f28f3114457305ba5971cf3105b1","6":"36cecc7f38aaf3e5acff8a0ff8d7152f16091f34a957e526bf18da5c26b0d653","7":"9a107278cbf34bccb747eed740c75201d9fcddb23bba3f877e4b914a64e20d78","8":"7059bc8abd1e96499ddd64043b8320d2105c8c51493e12c89764f8ec3385b702","9":"e0f2a1022d264e47475ce3e2f192cc29a4f7b7d56762fab27e78602b7e501da5","10":"925a5d0f1bb81b25682cfd600e86b7d1af2d24bb2a24829e81043b4cd9b17d9d","11":"45bbcf887481168be265e4a9ed64d975761c0bc40c56cf2f84c1f29c3da02583","12":"f50f9ccf7223fdbe35bae3a07e051750babf53ef3f9c32dd801a3d7091eaf822"}}','3ebbe05bda8802abe1bf0affcfa3e185b82e647961a0573b03638d01242f48c2');
INSERT INTO event VALUES(12,1795829179,0,0,'root@cli','user','{"login":"ann","role":"admin","state":"active","state_sha256":"fd83eebd3d34ae601c3af7a0e52388d29bc55644a9963ef2c09e11ccaace8f8a"}','17a8f0aeccc90b08b9de6a383d89572c80bb5017de4327ed5b4c4e26beb27730');
INSERT INTO event VALUES(13,1795829179,0,0,'store','sealed','{"users":{"1":"41cfe9c6d3bd79d58e75f76385f4a5fe8325f9fc3c1824763053cfc3f89a8c10"}}','db29af7135517effd295ff06bd976a1f35eda90817bc383fe093fa7888e275ad');
INSERT INTO event VALUES(14,1795829179,0,0,'root@cli','user','{"login":"bob","role":"admin","state":"active","state_sha256":"46b19a8e3caf92d9a3ffa8a669c5d2619556690a4139f2654432691099adfdf1"}','537c61ce8aa5833fe144e992954df119839c7f69888e664163464926b768145e');
INSERT INTO event VALUES(15,1795829179,0,0,'store','sealed','{"users":{"2":"0b8e11f0c86f2dfc31185287051feb1c57f092d88b61f31b0eee38d7e5393102"}}','91da712cf57da55ceafc4e521b57416311dc019ba353108fa06b69ca2aaf47c9');
INSERT INTO event VALUES(16,1795829180,0,0,'ann','signed-in','{"login":"ann","address":"127.0.0.1","what":""}','a623eccda22ff006cb08277f0ac7cec829c02384437b55225f8b6a871a9c7bdd');
INSERT INTO event VALUES(17,1795829181,0,0,'store','sealed','{"session":{"4503735363877014960":"ab5f3a09d4374e6fd017f22d430af0df27f0966d953be90d74a3d6fec6a715c3"}}','a004ae13db67b4e02eb308e454db87dd136fcb73ded44841704120cbb29b505e');
INSERT INTO event VALUES(18,1795829181,1,1,'ann','edited','{"text":"Здравствуйте! Мы разберёмся и ответим здесь до пятницы."}','b1a319ad6be9d34e430c78da1eaa4955ff317c996ddd97664d42fe40da9db48b');
INSERT INTO event VALUES(19,1795829181,0,0,'store','sealed','{"draft":{"11":"346dfbfd8a4bfe88909d36edb768fb08bdb03358b242fca824b83c7239ae2958"}}','20c7eb94ff6c5648755e227f86f77140212b9d794fe7ee6191f21a8c68b4bc77');
INSERT INTO event VALUES(20,1795829181,1,1,'ann','approved','{"text":"Здравствуйте! Мы разберёмся и ответим здесь до пятницы. Простите нас."}','3ad0c5c1567feb8d4d2ce069e430afda0b599a44e10ee93c1f303ae596b50d08');
INSERT INTO event VALUES(21,1795829181,0,0,'store','sealed','{"cases":{"1":"452d6e8cb67ecd624ec6860fe5d03f262da7150607fd4aec812a6ecc130d70a9"},"draft":{"12":"4ca7029a438d2be7148d49a0bf70a91df0b321d5e1129effa8b296b7bbc4233f"}}','e4c23442a64ef7afb3ccea125f12619f18ee089a1527275735ab9a5c22614c7f');
INSERT INTO event VALUES(22,1795829181,2,2,'ann','approved','{"text":"Здравствуйте! Мы разберёмся и ответим здесь до пятницы."}','c96543068ee78bcf61a354f157ca30bcfea0ae5c0deeb90a8c6741fc37e08d14');
INSERT INTO event VALUES(23,1795829181,0,0,'store','sealed','{"cases":{"2":"fca2923717e92ab6c8b3539d9c3dc4ae82e2f2dd9b01d681bead83456fecca5e"},"draft":{"13":"b3e827506f87767d30e8d459d39b2d2e84180eaf43e68f19c9ad3a23c071c119"}}','32a507a7144fb8671992ee7a09d67e1a40ac11ccc4645c9e545b9fe8f70e5157');
INSERT INTO event VALUES(24,1795829181,2,2,'ann','posted','{"url":"https://forum.example/t1#p7"}','38c355e703164a1d39f162a81d0c98cff1503d8913e000a8d17b8671845bbc54');
INSERT INTO event VALUES(25,1795829181,0,0,'store','sealed','{"cases":{"2":"8923711b45cd558b82820b3357f0ef12c6f8f5539ce45d92c8dcbdd96794b8fa"}}','a2068fec677efde3c6766dd32cd91b5a9b607c80dd639ab77e27ed17c6143525');
INSERT INTO event VALUES(26,1795829181,3,3,'ann','dismissed','{"reason":"это реклама"}','b8cde5c1d84700260700e6992bde7e2ed4e5d4b9fcecc3b5ac0466c1774813b5');
INSERT INTO event VALUES(27,1795829181,0,0,'store','sealed','{"cases":{"3":"178e969d858d9401d0269d1087f97214c5f58a6d55f8ad702ea193378b5fd18e"}}','9ddcc12a5a2a727fbd6ba4932b7697f33a1494b51e484bca169afa67eff35830');
INSERT INTO event VALUES(28,1795829181,4,4,'ann','label','{"type":"overcharged","was":"praise"}','c604b7b9ee5bee5737830dac31698a0950e74db4b59cafcf577f93cdd486d944');
INSERT INTO event VALUES(29,1795829181,0,0,'store','sealed','{"cases":{"4":"683c177ebe1b382fc4e99f32580f4efcaa77f6d26c26c041919637398928a1d4"},"decision":{"4":"87e656dcd50580b3c179e868e159a95c36660680800261cd547a00af79b05173"},"draft":{"14":"f6b262227bcc1ce156f96bf6b4ee7fa316048158a0dfd3b98742932ec5a0b9be"},"label":{"1":"e6943c2b62aded387dc9c0830d507c736b3a85b8b62dbba631e040a1e9463d7a"},"mention":{"4":"aa6e3922b47a900d8853c58b7abec50b3bdb05618a56c57f68fef8ba32f46be2"},"verdict":{"4":"94cae6b31859723600f091ad80a34f2ad4fa8590bf25bf1aff8acb02744bb3e3"}}','a1e60001f66586bb493cb29a2169329f1707d8629567a249c036f81e0ef75583');
INSERT INTO event VALUES(30,1795829181,5,5,'ann','label','{"type":"not-us","was":"question"}','7c3e40d5297d6c6d645b8178227ee6490795ad2d5251574bbdd9293f5214f9b6');
INSERT INTO event VALUES(31,1795829181,5,5,'ann','dismissed','{"reason":"not about us"}','79847e388d7b7db6053fb50b5fc7ef9e7a12a40cd1af2905b68682e55cd18923');
INSERT INTO event VALUES(32,1795829181,0,0,'store','sealed','{"cases":{"5":"bdeb310890121a2cabee7af43ea21020049ff6c9c9fa371ae79c027c86bdb53a"},"label":{"2":"41142e851e6f56e0ce498e9985f4be17aa655496b7ed39d0dda91c23a1092816"},"mention":{"5":"75c466d5e1b57b8a5402d46f3323efa479b6c16cb81c8787d55c7f44ee2f11ac"},"verdict":{"5":"f065156dc0666aa9b050d417d7e1d576b7a2af75c1cf9e1409f441d79aa4177d"}}','a165f5ee77792bb898665c45aafecc309dd2cb33d2245b1ace82ed458b9b2a53');
INSERT INTO event VALUES(33,1795829181,6,6,'ann','edited','{"text":"Здравствуйте! Мы разберёмся и ответим здесь до пятницы. Ждём номера договора."}','a6b8108a50440ce72b1df64400ac7f5db145e23da1ece913a7e039d7e1e90454');
INSERT INTO event VALUES(34,1795829181,0,0,'store','sealed','{"draft":{"15":"be9a7f04fd82d1ee287dc73b82758bb62a1c15d0bc368360e3ce128f658ae4c2"}}','752d10f969099b173eb07d224c9266633b312f9a310deec2fafdbcc1abc52a3c');
INSERT INTO event VALUES(35,1795829181,5,5,'ann','returned','{"reason":"всё же про нас"}','58e78bf1c2dd0d26835ae94643015759e9d1de2becfc45af09411f625afde2ac');
INSERT INTO event VALUES(36,1795829181,0,0,'store','sealed','{"cases":{"5":"5dfee3533823975a79276ff352f48ac3bc35ba6b62c7e5a045e1d174eec7a3b4"},"mention":{"5":"210ceefcd83fece9cabe27bb0e29bc5c3b7aedce1872db96e3af5d2c757f285e"}}','dfa6875812d20dfbc7703ea42011eb27614c0ee0dc5937944b8a2ab0fa1ac9ae');
INSERT INTO event VALUES(37,1795829181,8,11,'ann','returned','{"reason":"ответим"}','567334566d86a104ce33dac262c4562a1c533bf8784491007fbf700434a51c2b');
INSERT INTO event VALUES(38,1795829181,0,0,'store','sealed','{"cases":{"11":"5afff874f8d4f261c4a99fe1313e9b5d5842a513b2dbb43db32e2380ec7b101e"}}','f0b53d7e636f16944c9cd3b19239cc0780ad0827c673e6e2efcd81636605f517');
INSERT INTO event VALUES(39,1795829182,9,8,'crawler','changed','{"url":"http://127.0.0.1/p/8","text_sha256":"3b1ce66b7dad57c1b8e5aeedc6282d116cfe9c05b50b93fde65b0bd2d5db5ac4"}','d6849c6a02774acfb813f3a8e40b15b04e9747df0759d4e8a6f3cedb6de2d24c');
INSERT INTO event VALUES(40,1795829182,0,0,'store','sealed','{"cases":{"8":"e64661dd2a7ee695efb3c7910be1fc8f3b7d4a0c7d5ab1d00cb406bcba9d85a3"},"decision":{"9":"26d280f0a190b02d9d31a1ee801c19ccfc6c6637fac9c5d16288102069b049ed"},"history":{"1":"5ad8cdc8de91cb8a625e242b546f25848391caff06fef222ef0dca5dfd65e269"},"mention":{"9":"703b5c78285918d2a0121d6f83d223cbe736d60029f5e0da0e4ef59a0277f51e"},"verdict":{"9":"e8284e0a33a14bcc81843456976b3074a9e328b03f4d4f8104edf279eb57ceba"}}','2feac421e53b0f030e3b3eb92d933620634b3114644fb3a42f0a60e9644bfb9d');
CREATE TABLE users (
    id INTEGER PRIMARY KEY,
    login TEXT NOT NULL UNIQUE,
    name TEXT NOT NULL,
    role TEXT NOT NULL,
    lang TEXT NOT NULL,
    password TEXT NOT NULL
, state TEXT NOT NULL DEFAULT 'active'
    CHECK (state IN ('active', 'removed'))) STRICT;
INSERT INTO users VALUES(1,'ann','ann','admin','','$argon2id$v=19$m=65536,t=2,p=1$nYWZTrwlq0USltsY5kVwKg$QlZhBPh/SUKoih6soqQmm2zqNsqDeIYXx/T4dees4Uc','active');
INSERT INTO users VALUES(2,'bob','bob','admin','','$argon2id$v=19$m=65536,t=2,p=1$gYgIsjd9cr62hCUcD6qEXg$25dOECnHbbeG0DQ1L070flr1incFJKThZniHQeE4aw4','active');
CREATE TABLE session (
    token TEXT PRIMARY KEY,
    user_id INTEGER NOT NULL REFERENCES users,
    expires INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
INSERT INTO session VALUES('e4dfe289d51b834523674cbe52515b89b642dc3e3c062e6c112eec7f485b2056',1,1795872380);
PRAGMA writable_schema=ON;
INSERT INTO sqlite_schema(type,name,tbl_name,rootpage,sql)VALUES('table','search','search',0,'CREATE VIRTUAL TABLE search USING fts5(
    lemmas, content = ''mention'', content_rowid = ''id'',
    detail = none, columnsize = 0,
    tokenize = "ascii tokenchars ''!""#$%&''''''''()*+,-./:;<=>?@[\]^_`{|}~''"
)');
CREATE TABLE IF NOT EXISTS 'search_data'(id INTEGER PRIMARY KEY, block BLOB);
INSERT INTO search_data VALUES(1,X'0c79');
INSERT INTO search_data VALUES(10,X'000000000102020002010101020101');
INSERT INTO search_data VALUES(137438953473,X'000003bf0330313206010335303002070106d0b1d0b5d0b706010409bed0bbd18cd188d0b5080201b20604030ad0b5d0bad182d0bed1800101010101010101010101050ad180d0bdd183d182d18c0106060381d18c04060587d0b5d1800b040bbed0b2d180d0b5d0bcd18f040609b7d0b2d180d0b0d1820a0304d181d0b504040585d0bed0b409020fb3d180d183d0b1d0bed181d182d18c03020bb4d0b2d0b0d0b6d0b4d18b020407b5d0bdd0b5d0b30a0702d18c010904d0b3d0b001060c01b80106030203b7d0b00a040bb2d0bed0bdd0b8d182d18c0b0407bdd0b0d182d18c050201b803010306d0b2d0b0d0bd04040dbdd182d0b5d180d0bdd0b5d1820105020bbad0b0d0b6d0b4d18bd0b90b0601ba05040bbed182d0bed180d18bd0b90a060788d0bcd0b0d180080304d182d0be05020bbcd0b0d181d182d0b5d18001030405b5d0bdd18f020403bdd0b503040bbed0bbd187d0b0d182d18c02020fbdd0b0d185d0b0d0bcd0b8d182d18c030401b5010503020508d0b4d0b5d0bbd18f0a040bb8d0bad0bed0b3d0b4d0b0080704d182d0be0b0409bed18fd0b1d180d18c060209bed0b1d0bcd0b0d0bd070510d180d18bd0b2d0b0d182d18cd181d18f0b040dbfd0b5d180d0b0d182d0bed180030506d18fd182d18c06030ed182d0bad0b0d0b7d0b0d182d18c0a060bbbd0b8d187d0bdd18bd0b904040988d0b8d0b1d0bad0b009020dbfd0bbd0b0d182d0bdd18bd0b9070401be030508d0b3d0bed0b4d0b00c060db4d0b4d0b5d180d0b6d0bad0b002080dbad0bbd18ed187d0b8d182d18c0502070ad181d0bad0b0d0b6d0b8050e07b7d0b0d182d18c05060fb6d0b0d0bbd183d0b9d181d182d0b0050605bcd0bed0b30b0904d187d18c0b050cd187d0b8d0bdd0b8d182d18c040304d180d0b8090706d0b9d182d0b80103080dbbd0bed0b6d0b5d0bdd0b8d0b5090706d188d0b5d0bb0103060bbed0bfd0b0d181d182d18c060110d180d0b0d0b1d0bed182d0b0d182d18c0105030601b70b040bbed183d0bcd0b8d0bdd0b3050706d182d0b5d1800a0308d183d0b1d0bbd18c02020181020308d0b2d18fd0b7d18c0605040bb5d0b3d0bed0b4d0bdd18f0c0409b8d0b4d0b5d182d18c06040fbbd0bed0bcd0b0d182d18cd181d18f0a040bbfd0b0d181d0b8d0b1d0be040609b8d181d0b0d182d18c020506d180d0bed18107020d82d0b5d0bbd0b5d184d0bed0bd03030ad180d0b5d182d0b8d0b9010601b80b040383d0bb0602018305040306d0b6d0b0d18108030ad181d0bbd183d0b3d0b007020d85d0b0d0bcd181d182d0b2d0be03040bbed180d0bed188d0b8d0b90c0405070a0c05170e06080e0c0708120e0a050806060e0a0509110e040e0a070f08060e12070b0e070c0c131009110e0c10040b10110d0a1208070f070a100a0e15040e090b040c0e0c120e0c09100d040605090d10');
INSERT INTO search_data VALUES(274877906945,X'000000920430353030090000010cd0b2d0b5d0bad182d0bed1800900000306d185d0bed0b40900000205b4d0b2d0b0090405b5d0bdd18c090203bdd0b5090000020bbed188d0b8d0b1d0bad0b00900000205bfd180d0b8090000070ed0bbd0bed0b6d0b5d0bdd0b8d0b50900000110d180d0b0d0b1d0bed182d0b0d182d18c0900000201830900000302d0b6090502d0b5090408110b080808100a13150605');
CREATE TABLE IF NOT EXISTS 'search_idx'(segid, term, pgno, PRIMARY KEY(segid, term)) WITHOUT ROWID;
INSERT INTO search_idx VALUES(1,X'',2);
INSERT INTO search_idx VALUES(2,X'',2);
CREATE TABLE IF NOT EXISTS 'search_config'(k PRIMARY KEY, v) WITHOUT ROWID;
INSERT INTO search_config VALUES('version',4);
CREATE TABLE head (
    id INTEGER PRIMARY KEY CHECK (id = 1),
    event INTEGER NOT NULL,
    hash TEXT NOT NULL
) STRICT;
INSERT INTO head VALUES(1,40,'2feac421e53b0f030e3b3eb92d933620634b3114644fb3a42f0a60e9644bfb9d');
CREATE TABLE tally (
    name TEXT PRIMARY KEY,
    n INTEGER NOT NULL,
    sum INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
INSERT INTO tally VALUES('frontier',0,0);
INSERT INTO tally VALUES('lease',1,-1518767538240621401);
INSERT INTO tally VALUES('mention_key',24,-3487835889290081798);
INSERT INTO tally VALUES('note',3,3473794670724104595);
INSERT INTO tally VALUES('page',1,1108670289453698807);
INSERT INTO tally VALUES('schema_version',5,-4430963431380065412);
INSERT INTO tally VALUES('source',1,-906463424042933324);
CREATE TABLE search_sum (
    id INTEGER PRIMARY KEY,
    sum INTEGER NOT NULL
) STRICT;
INSERT INTO search_sum VALUES(-2,789583613748425613);
INSERT INTO search_sum VALUES(-1,4112807470123104640);
INSERT INTO search_sum VALUES(1,-4034297784392474576);
INSERT INTO search_sum VALUES(10,-4401700479793168526);
INSERT INTO search_sum VALUES(137438953473,1422336152772241849);
INSERT INTO search_sum VALUES(274877906945,1700211054201246615);
CREATE TABLE lease (
    host TEXT PRIMARY KEY,
    holder TEXT NOT NULL,    -- who, exactly: machine, process and its start
    shown TEXT NOT NULL,     -- the same for people
    epoch INTEGER NOT NULL,  -- grows with each new holder
    until INTEGER NOT NULL,  -- free from then on; when it was given back
    ready INTEGER NOT NULL   -- the host is not asked before
) STRICT, WITHOUT ROWID;
INSERT INTO lease VALUES('127.0.0.1','3f7ccd89-5979-4df5-958a-bfb4faeeb6e8/pid:[4026531836] 374 1713224 1','molva 374 on machine vm',2,1795829182291,1795829182291);
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
