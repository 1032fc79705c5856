PRAGMA application_id = 0x4D6F6C76;
PRAGMA foreign_keys=OFF;
BEGIN TRANSACTION;
CREATE TABLE schema_version ( version INTEGER PRIMARY KEY, name TEXT NOT NULL, applied INTEGER NOT NULL);
INSERT INTO schema_version VALUES(1,'001_init',1795829174);
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
INSERT INTO source VALUES(1,'reviews','feed','http://127.0.0.1:43605/feed',14400,1795842785,1795829177,'ok','',0,24,12);
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
INSERT INTO page VALUES(1,'http://127.0.0.1:43605/feed',1795829177,200,'','',1061025944751750975,12,'');
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
INSERT INTO note VALUES('quiet','reviews','1795829174 0');
INSERT INTO note VALUES('reading','reviews','2be44ad081bd5fc2');
INSERT INTO note VALUES('robots','http://127.0.0.1:43605',replace('1795829174 404\n','\n',char(10)));
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
INSERT INTO mention VALUES(1,1,-8648141773885266233,1795821974,1795821974,1795829174,0,0,0,1,-1.0,-1,-1,-1,-1,-1,'Vector Telecom','ru','Иван','','Fri, 27 Nov 2026 23:26:14 +0000','127.0.0.1#g0','/p/0','http://127.0.0.1/p/0','http://127.0.0.1:43605/feed','Отзывы','','Отзыв 0','Вектор: интернет не работает третий день, мастер не пришёл. Верните деньги!','вектор интернет не работать третий день мастер не прийти пришел вернуть деньги деньга');
INSERT INTO mention VALUES(2,1,-987543484380076407,1795821974,1795821974,1795829174,0,0,0,1,-1.0,-1,-1,-1,-1,-1,'Vector Telecom','ru','Иван','','Fri, 27 Nov 2026 23:26:14 +0000','127.0.0.1#g1','/p/1','http://127.0.0.1/p/1','http://127.0.0.1:43605/feed','Отзывы','','Отзыв 1','Вектор списал с меня 500 рублей дважды, поддержка молчит.','вектор списать с меня 500 рубль дважды поддержка молчать');
INSERT INTO mention VALUES(3,1,8448179839226782072,1795821974,1795821974,1795829174,0,0,0,1,-1.0,-1,-1,-1,-1,-1,'Vector Telecom','ru','Иван','','Fri, 27 Nov 2026 23:26:14 +0000','127.0.0.1#g2','/p/2','http://127.0.0.1/p/2','http://127.0.0.1:43605/feed','Отзывы','','Отзыв 2','Оператор Вектор нахамил мне по телефону, хамство и грубость.','оператор вектор нахамить мне по телефон хамство и грубость');
INSERT INTO mention VALUES(4,1,-6677734100172260740,1795821974,1795821974,1795829174,0,0,0,1,-1.0,-1,-1,-1,-1,-1,'Vector Telecom','ru','Иван','','Fri, 27 Nov 2026 23:26:14 +0000','127.0.0.1#g3','/p/3','http://127.0.0.1/p/3','http://127.0.0.1:43605/feed','Отзывы','','Отзыв 3','Спасибо Вектору, мастер Иван пришёл вовремя и всё починил, отлично!','спасибо вектор мастер иван прийти пришел вовремя и весь все починить отличный');
INSERT INTO mention VALUES(5,1,1699610170362063376,1795821974,1795821974,1795829174,0,0,1,1,-1.0,-1,-1,-1,-1,-1,'Vector Telecom','ru','Иван','','Fri, 27 Nov 2026 23:26:14 +0000','127.0.0.1#g4','/p/4','http://127.0.0.1/p/4','http://127.0.0.1:43605/feed','Отзывы','','Отзыв 4','Кто знает, как у Вектора подключить роуминг? Подскажите, пожалуйста.','кто знать как у вектор подключить роуминг подсказать подскажи пожалуйста');
INSERT INTO mention VALUES(6,1,6844017184306771481,1795821974,1795821974,1795829174,0,0,0,1,-1.0,-1,-1,-1,-1,-1,'Vector Telecom','ru','Иван','','Fri, 27 Nov 2026 23:26:14 +0000','127.0.0.1#g5','/p/5','http://127.0.0.1/p/5','http://127.0.0.1:43605/feed','Отзывы','','Отзыв 5','Вектор опять не работает, связь пропала в Туле 12 ноября, сижу без интернета.','вектор опять не работать связь пропасть в тул 12 ноябрь сидеть без интернет');
INSERT INTO mention VALUES(7,1,3287465553201254039,1795821974,1795821974,1795829174,0,0,0,1,-1.0,-1,-1,-1,-1,-1,'Vector Telecom','ru','Иван','','Fri, 27 Nov 2026 23:26:14 +0000','127.0.0.1#g6','/p/6','http://127.0.0.1/p/6','http://127.0.0.1:43605/feed','Отзывы','','Отзыв 6','Вектор подключил платную услугу без спроса, обман, верните деньги.','вектор подключить платный услуга без спрос обман вернуть деньги деньга');
INSERT INTO mention VALUES(8,1,-2526001402528254169,1795821974,1795821974,1795829174,0,0,0,1,-1.0,-1,-1,-1,-1,-1,'Vector Telecom','ru','Иван','','Fri, 27 Nov 2026 23:26:14 +0000','127.0.0.1#g7','/p/7','http://127.0.0.1/p/7','http://127.0.0.1:43605/feed','Отзывы','','Отзыв 7','Вектор ужас, кошмар, больше никогда!!!','вектор ужас кошмар больше никогда');
INSERT INTO mention VALUES(9,1,-4353995410617250927,1795821974,1795821974,1795829174,1795829177,0,0,1,-1.0,-1,-1,-1,-1,-1,'Vector Telecom','ru','Иван','','Fri, 27 Nov 2026 23:26:14 +0000','127.0.0.1#g8','/p/8','http://127.0.0.1/p/8','http://127.0.0.1:43605/feed','Отзывы','','Отзыв 8','У Вектора не работает приложение, ошибка 500 при входе. Уже два дня.','у вектор не работать приложение ошибка 500 при вход уже уж два день');
INSERT INTO mention VALUES(10,1,1130451756458538185,1795821974,1795821974,1795829174,0,0,0,1,-1.0,-1,-1,-1,-1,-1,'Vector Telecom','ru','Иван','','Fri, 27 Nov 2026 23:26:14 +0000','127.0.0.1#g9','/p/9','http://127.0.0.1/p/9','http://127.0.0.1:43605/feed','Отзывы','','Отзыв 9','Вектор отказал в возврате денег за роутер, который сломался за неделю.','вектор отказать в возврат деньги денег за роутер который сломаться за неделя');
INSERT INTO mention VALUES(11,1,3293485922892549731,1795821974,1795821974,1795829174,0,0,0,1,-1.0,-1,-1,-1,-1,-1,'Vector Telecom','ru','Иван','','Fri, 27 Nov 2026 23:26:14 +0000','127.0.0.1#g10','/p/10','http://127.0.0.1/p/10','http://127.0.0.1:43605/feed','Отзывы','','Отзыв 10','Вектор: связь обрывается каждый вечер, звонил три раза, никто не помог.','вектор связь обрываться каждый вечер звонить три раз никто не помочь помог');
INSERT INTO mention VALUES(12,1,-1871243049733451858,1795821974,1795821974,1795829174,0,0,0,1,-1.0,-1,-1,-1,-1,-1,'Vector Telecom','ru','Иван','','Fri, 27 Nov 2026 23:26:14 +0000','127.0.0.1#g11','/p/11','http://127.0.0.1/p/11','http://127.0.0.1:43605/feed','Отзывы','','Отзыв 11','Погода сегодня хорошая.','погода сегодня хороший');
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
INSERT INTO history VALUES(1,9,1795829177,-7137697849503546111,-1.0,'Отзыв 8','У Вектора не работает приложение, ошибка 500 при входе.','broken','neg','A','broken');
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
INSERT INTO verdict VALUES(1,'f8861f31461a6b9d','broken','-','neg',0,0.76311323961269794668,'connection','[{"rule":"ru.broken.no-internet","signal":"broken","start":14,"end":35,"points":1.7},{"rule":"ru.broken.hint-connection","signal":"broken","start":14,"end":30,"points":0.3},{"rule":"ru.topic.net","signal":"topic.connection","start":14,"end":30,"points":1.2},{"rule":"ru.broken.not-working","signal":"broken","start":31,"end":52,"points":2},{"rule":"ru.broken.still-not","signal":"broken","start":53,"end":93,"points":1.2},{"rule":"ru.broken.not-arrived","signal":"broken","start":76,"end":106,"points":1.7},{"rule":"ru.broken.install-fail","signal":"broken","start":76,"end":106,"points":1},{"rule":"ru.topic.service","signal":"topic.service","start":76,"end":88,"points":0.8},{"rule":"ru.broken.when-fixed","signal":"broken","start":108,"end":122,"points":1.2},{"rule":"ru.overcharged.refund-demand","signal":"overcharged","start":108,"end":135,"points":1.4},{"rule":"ru.request.fix-it","signal":"request","start":108,"end":122,"points":1},{"rule":"ru.topic.refund","signal":"topic.refund","start":108,"end":135,"points":1.2},{"rule":"ru.overcharged.money-hint","signal":"overcharged","start":123,"end":135,"points":0.2},{"rule":"ru.topic.money","signal":"topic.billing","start":123,"end":135,"points":1}]','');
INSERT INTO verdict VALUES(2,'f8861f31461a6b9d','overcharged','-','neg',1,0.86772786207901819732,'phone','[{"rule":"ru.overcharged.charged","signal":"overcharged","start":13,"end":54,"points":2},{"rule":"ru.topic.money","signal":"topic.billing","start":13,"end":25,"points":1},{"rule":"ru.self.me","signal":"self","start":29,"end":37,"points":0.8},{"rule":"ru.fact.sum","signal":"fact.sum","start":38,"end":54,"points":1.8},{"rule":"ru.overcharged.sum-hint","signal":"overcharged","start":38,"end":54,"points":0.2},{"rule":"ru.overcharged.money-hint","signal":"overcharged","start":42,"end":54,"points":0.2},{"rule":"ru.plural.counted","signal":"plural","start":55,"end":67,"points":1.2},{"rule":"ru.broken.no-answer-request","signal":"broken","start":69,"end":100,"points":1.1},{"rule":"ru.topic.phone","signal":"topic.phone","start":69,"end":87,"points":1.1}]','');
INSERT INTO verdict VALUES(3,'f8861f31461a6b9d','offended','-','neg',0,0.97481387536171870689,'staff','[{"rule":"ru.fact.named-person","signal":"fact.name","start":0,"end":29,"points":1.6},{"rule":"ru.staff.staff-hint","signal":"staff","start":0,"end":16,"points":0.2},{"rule":"ru.topic.staff","signal":"topic.staff","start":0,"end":16,"points":1},{"rule":"ru.offended.rude","signal":"offended","start":30,"end":44,"points":2.2},{"rule":"ru.offended.looked-down","signal":"offended","start":30,"end":44,"points":1.8},{"rule":"ru.self.me","signal":"self","start":45,"end":51,"points":0.8},{"rule":"ru.topic.product","signal":"topic.product","start":57,"end":73,"points":1},{"rule":"ru.offended.rude","signal":"offended","start":75,"end":89,"points":1.1},{"rule":"ru.topic.staff","signal":"topic.staff","start":75,"end":89,"points":0.5},{"rule":"ru.offended.rude","signal":"offended","start":93,"end":109,"points":0.55}]','');
INSERT INTO verdict VALUES(4,'f8861f31461a6b9d','overcharged','-','neg',0,0.99917297250748537962,'service','[{"rule":"ru.praise.gratitude","signal":"praise","start":0,"end":43,"points":2.2},{"rule":"ru.thanks.thanks","signal":"thanks","start":0,"end":14,"points":1},{"rule":"ru.praise.thanks-people","signal":"praise","start":0,"end":29,"points":1.8},{"rule":"ru.fact.named-person","signal":"fact.name","start":31,"end":52,"points":1.6},{"rule":"ru.topic.service","signal":"topic.service","start":31,"end":43,"points":0.8},{"rule":"ru.fact.did-i","signal":"fact.order","start":53,"end":65,"points":0.9},{"rule":"ru.praise.goods-good","signal":"praise","start":53,"end":80,"points":1.2},{"rule":"ru.praise.fast","signal":"praise","start":66,"end":80,"points":1.4},{"rule":"ru.good.everything-fine","signal":"good","start":84,"end":121,"points":1.3},{"rule":"ru.solved.solved","signal":"solved","start":84,"end":105,"points":1.5},{"rule":"ru.praise.best","signal":"praise","start":107,"end":121,"points":1.8},{"rule":"ru.good.good","signal":"good","start":107,"end":121,"points":1}]','ann');
INSERT INTO verdict VALUES(5,'f8861f31461a6b9d','question','-','neu',0,0.97395878645122868633,'connection','[{"rule":"ru.question.please-tell","signal":"question","start":0,"end":17,"points":2},{"rule":"ru.question.ask-others","signal":"question","start":0,"end":17,"points":1.7},{"rule":"ru.topic.net","signal":"topic.connection","start":65,"end":79,"points":1.2},{"rule":"ru.question.question-mark","signal":"question","start":79,"end":80,"points":0.7},{"rule":"ru.question.please-tell","signal":"question","start":81,"end":101,"points":1}]','ann');
INSERT INTO verdict VALUES(6,'f8861f31461a6b9d','broken','-','neg',1,0.90983977919906533493,'connection','[{"rule":"ru.broken.unreliable","signal":"broken","start":13,"end":45,"points":1},{"rule":"ru.plural.again","signal":"plural","start":13,"end":23,"points":1.2},{"rule":"ru.broken.not-working","signal":"broken","start":24,"end":45,"points":2},{"rule":"ru.broken.no-internet","signal":"broken","start":47,"end":72,"points":1.7},{"rule":"ru.broken.hint-connection","signal":"broken","start":47,"end":57,"points":0.3},{"rule":"ru.topic.net","signal":"topic.connection","start":47,"end":57,"points":1.2},{"rule":"ru.fact.street","signal":"fact.place","start":76,"end":87,"points":1.8},{"rule":"ru.fact.city","signal":"fact.place","start":76,"end":84,"points":1.3},{"rule":"ru.fact.date-words","signal":"fact.date","start":85,"end":100,"points":1.8},{"rule":"ru.broken.no-internet","signal":"broken","start":111,"end":136,"points":0.85}]','');
INSERT INTO verdict VALUES(7,'f8861f31461a6b9d','overcharged','-','neg',0,0.93832540452938217878,'refund','[{"rule":"ru.fact.did-i","signal":"fact.order","start":13,"end":31,"points":0.9},{"rule":"ru.overcharged.imposed","signal":"overcharged","start":13,"end":59,"points":1.6},{"rule":"ru.overcharged.signed-up","signal":"overcharged","start":13,"end":59,"points":1.5},{"rule":"ru.overcharged.money-hint","signal":"overcharged","start":32,"end":46,"points":0.2},{"rule":"ru.overcharged.subscription","signal":"overcharged","start":32,"end":66,"points":1.4},{"rule":"ru.topic.service","signal":"topic.service","start":47,"end":59,"points":0.8},{"rule":"ru.overcharged.without-notice","signal":"overcharged","start":60,"end":79,"points":1},{"rule":"ru.broken.when-fixed","signal":"broken","start":93,"end":107,"points":1.2},{"rule":"ru.overcharged.refund-demand","signal":"overcharged","start":93,"end":120,"points":1.4},{"rule":"ru.request.fix-it","signal":"request","start":93,"end":107,"points":1},{"rule":"ru.topic.refund","signal":"topic.refund","start":93,"end":120,"points":1.2},{"rule":"ru.overcharged.money-hint","signal":"overcharged","start":108,"end":120,"points":0.1},{"rule":"ru.topic.money","signal":"topic.billing","start":108,"end":120,"points":1}]','');
INSERT INTO verdict VALUES(8,'f8861f31461a6b9d','rant','-','neg',0,0.79334030598728288996,'','[{"rule":"ru.anger.mock","signal":"anger","start":13,"end":21,"points":1.2},{"rule":"ru.bad.bad","signal":"bad","start":13,"end":21,"points":1},{"rule":"ru.anger.mock","signal":"anger","start":23,"end":35,"points":0.6},{"rule":"ru.bad.bad","signal":"bad","start":23,"end":35,"points":0.5},{"rule":"ru.anger.caps-cry","signal":"anger","start":64,"end":67,"points":0.8}]','');
INSERT INTO verdict VALUES(9,'f8861f31461a6b9d','broken','-','neg',1,0.85416273824170041439,'','[{"rule":"ru.broken.not-working","signal":"broken","start":18,"end":39,"points":2},{"rule":"ru.broken.no-access","signal":"broken","start":62,"end":78,"points":1.6},{"rule":"ru.fact.duration","signal":"fact.date","start":105,"end":118,"points":1}]','');
INSERT INTO verdict VALUES(10,'f8861f31461a6b9d','overcharged','-','neg',0,0.86062241773062309047,'refund','[{"rule":"ru.fact.they-did","signal":"fact.order","start":13,"end":27,"points":0.7},{"rule":"ru.overcharged.refused-loan","signal":"overcharged","start":13,"end":47,"points":1.8},{"rule":"ru.overcharged.refusal-hint","signal":"overcharged","start":13,"end":27,"points":0.9},{"rule":"ru.overcharged.denied-slang","signal":"overcharged","start":13,"end":27,"points":1.5},{"rule":"ru.overcharged.refund-demand","signal":"overcharged","start":31,"end":58,"points":1.4},{"rule":"ru.overcharged.bill-hint","signal":"overcharged","start":31,"end":47,"points":0.2},{"rule":"ru.topic.refund","signal":"topic.refund","start":31,"end":47,"points":1.2},{"rule":"ru.overcharged.money-hint","signal":"overcharged","start":48,"end":58,"points":0.2},{"rule":"ru.topic.money","signal":"topic.billing","start":48,"end":58,"points":1},{"rule":"ru.broken.phone-device","signal":"broken","start":64,"end":109,"points":1.2},{"rule":"ru.broken.hint-connection","signal":"broken","start":64,"end":76,"points":0.3},{"rule":"ru.topic.net","signal":"topic.connection","start":64,"end":76,"points":1.2},{"rule":"ru.broken.broke","signal":"broken","start":93,"end":109,"points":1.6},{"rule":"ru.topic.quality","signal":"topic.quality","start":93,"end":109,"points":0.9}]','');
INSERT INTO verdict VALUES(11,'f8861f31461a6b9d','offended','broken','neg',1,0.5876026375326246498,'connection','[{"rule":"ru.broken.no-internet","signal":"broken","start":14,"end":45,"points":1.7},{"rule":"ru.broken.hint-connection","signal":"broken","start":14,"end":24,"points":0.3},{"rule":"ru.topic.net","signal":"topic.connection","start":14,"end":24,"points":1.2},{"rule":"ru.broken.call-dropped","signal":"broken","start":25,"end":45,"points":1.3},{"rule":"ru.fact.date-near","signal":"fact.date","start":59,"end":69,"points":1},{"rule":"ru.fact.did-i","signal":"fact.order","start":71,"end":83,"points":0.9},{"rule":"ru.offended.ignored","signal":"offended","start":101,"end":127,"points":1.7},{"rule":"ru.offended.callback-promise","signal":"offended","start":101,"end":127,"points":1.2},{"rule":"ru.offended.no-help","signal":"offended","start":101,"end":127,"points":1.4}]','');
INSERT INTO verdict VALUES(12,'f8861f31461a6b9d','neutral','-','neu',0,0.66695079950925839629,'','[{"rule":"ru.other.small-talk","signal":"other","start":0,"end":12,"points":1},{"rule":"ru.fact.date-near","signal":"fact.date","start":13,"end":27,"points":1},{"rule":"ru.good.good","signal":"good","start":28,"end":42,"points":1}]','');
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
INSERT INTO decision VALUES(1,'A','broken','Не работает: помочь, объяснить, дать контакт человека.','[{"question":"about","value":"product","because":"по типу: не работает"},{"question":"character","value":"problem","because":"не работает, тон отрицательный, уверенность 76 %"},{"question":"who","value":"ordinary","because":"об авторе и площадке ничего не известно"},{"question":"credible","value":"plausible","because":"фактов нет, но и сомневаться нет причины"},{"question":"worth","value":"yes","because":"прошло 0 дн., предел 14"},{"question":"alone","value":"no","because":"нужна помощь: техническая служба"}]','B вместо A, если бы на вопрос «Кто написал и где?» ответ был: влиятельный автор или большая площадка','technical','broken-passed',1796104800,40,0);
INSERT INTO decision VALUES(2,'A','overcharged','Деньги проверяют всегда, о результате сообщают там же.','[{"question":"about","value":"money","because":"по типу: деньги или решение"},{"question":"character","value":"problem","because":"деньги или решение, тон отрицательный, уверенность 87 %"},{"question":"who","value":"ordinary","because":"об авторе и площадке ничего не известно"},{"question":"credible","value":"facts","because":"есть факты, которые можно проверить"},{"question":"worth","value":"yes","because":"прошло 0 дн., предел 14"},{"question":"alone","value":"no","because":"нужна помощь: отдел расчётов"}]','B вместо A, если бы на вопрос «Кто написал и где?» ответ был: влиятельный автор или большая площадка','billing','overcharged',1796104800,50,0);
INSERT INTO decision VALUES(3,'A','offended','Обиду разбирают те, кто в ней не участвовал; о мерах рассказывают.','[{"question":"about","value":"staff","because":"по типу: обида на людей"},{"question":"character","value":"problem","because":"обида на людей, тон отрицательный, уверенность 97 %"},{"question":"who","value":"ordinary","because":"об авторе и площадке ничего не известно"},{"question":"credible","value":"plausible","because":"фактов нет, но и сомневаться нет причины"},{"question":"worth","value":"yes","because":"прошло 0 дн., предел 14"},{"question":"alone","value":"no","because":"нужна помощь: служба качества"}]','B вместо A, если бы на вопрос «Кто написал и где?» ответ был: влиятельный автор или большая площадка','quality','offended',1796104800,40,0);
INSERT INTO decision VALUES(4,'A','overcharged','Деньги проверяют всегда, о результате сообщают там же.','[{"question":"about","value":"money","because":"по типу: деньги или решение"},{"question":"character","value":"problem","because":"деньги или решение, тон отрицательный, уверенность 100 %"},{"question":"who","value":"ordinary","because":"об авторе и площадке ничего не известно"},{"question":"credible","value":"plausible","because":"фактов нет, но и сомневаться нет причины"},{"question":"worth","value":"yes","because":"прошло 0 дн., предел 14"},{"question":"alone","value":"no","because":"нужна помощь: отдел расчётов"}]','B вместо A, если бы на вопрос «Кто написал и где?» ответ был: влиятельный автор или большая площадка','billing','overcharged',1796104800,40,0);
INSERT INTO decision VALUES(5,'A','question','На вопрос отвечают.','[{"question":"about","value":"product","because":"по теме: связь и интернет"},{"question":"character","value":"question","because":"вопрос, тон нейтральный, уверенность 97 %"},{"question":"who","value":"ordinary","because":"об авторе и площадке ничего не известно"},{"question":"credible","value":"plausible","because":"фактов нет, но и сомневаться нет причины"},{"question":"worth","value":"yes","because":"прошло 0 дн., предел 14"},{"question":"alone","value":"no","because":"нужна помощь: техническая служба"}]','C вместо A, если бы на вопрос «Стоит ли вступать?» ответ был: нет, дело старое','technical','question-passed',1796104800,20,0);
INSERT INTO decision VALUES(6,'A','broken','Не работает: помочь, объяснить, дать контакт человека.','[{"question":"about","value":"product","because":"по типу: не работает"},{"question":"character","value":"problem","because":"не работает, тон отрицательный, уверенность 91 %"},{"question":"who","value":"ordinary","because":"об авторе и площадке ничего не известно"},{"question":"credible","value":"facts","because":"есть факты, которые можно проверить"},{"question":"worth","value":"yes","because":"прошло 0 дн., предел 14"},{"question":"alone","value":"no","because":"нужна помощь: техническая служба"}]','B вместо A, если бы на вопрос «Кто написал и где?» ответ был: влиятельный автор или большая площадка','technical','broken-passed',1796104800,50,0);
INSERT INTO decision VALUES(7,'A','overcharged','Деньги проверяют всегда, о результате сообщают там же.','[{"question":"about","value":"money","because":"по типу: деньги или решение"},{"question":"character","value":"problem","because":"деньги или решение, тон отрицательный, уверенность 94 %"},{"question":"who","value":"ordinary","because":"об авторе и площадке ничего не известно"},{"question":"credible","value":"plausible","because":"фактов нет, но и сомневаться нет причины"},{"question":"worth","value":"yes","because":"прошло 0 дн., предел 14"},{"question":"alone","value":"no","because":"нужна помощь: отдел расчётов"}]','B вместо A, если бы на вопрос «Кто написал и где?» ответ был: влиятельный автор или большая площадка','billing','overcharged',1796104800,40,0);
INSERT INTO decision VALUES(8,'C','rant','Брань без фактов: ответ только раздует её.','[{"question":"about","value":"company","because":"по типу: брань без фактов"},{"question":"character","value":"rant","because":"брань без фактов, тон отрицательный, уверенность 79 %"},{"question":"who","value":"ordinary","because":"об авторе и площадке ничего не известно"},{"question":"credible","value":"plausible","because":"фактов нет, но и сомневаться нет причины"},{"question":"worth","value":"yes","because":"прошло 0 дн., предел 14"},{"question":"alone","value":"yes","because":"отвечает сам отдел: пресс-служба"}]','D вместо C, если бы на вопрос «Стоит ли вступать?» ответ был: да, дело громкое','pr','',0,0,0);
INSERT INTO decision VALUES(9,'A','broken','Не работает: помочь, объяснить, дать контакт человека.','[{"question":"about","value":"product","because":"по типу: не работает"},{"question":"character","value":"problem","because":"не работает, тон отрицательный, уверенность 85 %"},{"question":"who","value":"ordinary","because":"об авторе и площадке ничего не известно"},{"question":"credible","value":"facts","because":"есть факты, которые можно проверить"},{"question":"worth","value":"yes","because":"прошло 0 дн., предел 14"},{"question":"alone","value":"yes","because":"отвечает сам отдел: служба поддержки"}]','B вместо A, если бы на вопрос «Кто написал и где?» ответ был: влиятельный автор или большая площадка','service','broken',1796104800,50,0);
INSERT INTO decision VALUES(10,'A','overcharged','Деньги проверяют всегда, о результате сообщают там же.','[{"question":"about","value":"money","because":"по типу: деньги или решение"},{"question":"character","value":"problem","because":"деньги или решение, тон отрицательный, уверенность 86 %"},{"question":"who","value":"ordinary","because":"об авторе и площадке ничего не известно"},{"question":"credible","value":"plausible","because":"фактов нет, но и сомневаться нет причины"},{"question":"worth","value":"yes","because":"прошло 0 дн., предел 14"},{"question":"alone","value":"no","because":"нужна помощь: отдел расчётов"}]','B вместо A, если бы на вопрос «Кто написал и где?» ответ был: влиятельный автор или большая площадка','billing','overcharged',1796104800,40,0);
INSERT INTO decision VALUES(11,'A','offended','Обиду разбирают те, кто в ней не участвовал; о мерах рассказывают.','[{"question":"about","value":"staff","because":"по типу: обида на людей"},{"question":"character","value":"problem","because":"обида на людей, тон отрицательный, уверенность 59 %"},{"question":"who","value":"ordinary","because":"об авторе и площадке ничего не известно"},{"question":"credible","value":"facts","because":"есть факты, которые можно проверить"},{"question":"worth","value":"yes","because":"прошло 0 дн., предел 14"},{"question":"alone","value":"no","because":"нужна помощь: служба качества"}]','B вместо A, если бы на вопрос «Кто написал и где?» ответ был: влиятельный автор или большая площадка','quality','offended',1796104800,50,0);
INSERT INTO decision VALUES(12,'C','neutral','Нас ни о чём не просят и ни в чём не винят.','[{"question":"about","value":"other","because":"по типу: нейтральное"},{"question":"character","value":"neutral","because":"нейтральное, тон нейтральный, уверенность 67 %"},{"question":"who","value":"ordinary","because":"об авторе и площадке ничего не известно"},{"question":"credible","value":"plausible","because":"фактов нет, но и сомневаться нет причины"},{"question":"worth","value":"yes","because":"прошло 0 дн., предел 14"},{"question":"alone","value":"yes","because":"отвечает сам отдел: служба поддержки"}]','ни один ответ в отдельности не меняет решения','service','',0,0,0);
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
INSERT INTO cases VALUES(1,1,'approved',40,1796104800,1795829174,1795829176,'ann','');
INSERT INTO cases VALUES(2,2,'approved',50,1796104800,1795829174,1795829176,'ann','');
INSERT INTO cases VALUES(3,3,'dismissed',40,1796104800,1795829174,1795829176,'ann','это реклама');
INSERT INTO cases VALUES(4,4,'waiting',40,1796104800,1795829174,0,'','');
INSERT INTO cases VALUES(5,5,'dismissed',20,1796104800,1795829174,1795829176,'ann','not about us');
INSERT INTO cases VALUES(6,6,'waiting',50,1796104800,1795829174,0,'','');
INSERT INTO cases VALUES(7,7,'waiting',40,1796104800,1795829174,0,'','');
INSERT INTO cases VALUES(8,9,'waiting',50,1796104800,1795829174,0,'','');
INSERT INTO cases VALUES(9,10,'waiting',40,1796104800,1795829174,0,'','');
INSERT INTO cases VALUES(10,11,'waiting',50,1796104800,1795829174,0,'','');
CREATE TABLE draft (
    id INTEGER PRIMARY KEY,
    mention INTEGER NOT NULL REFERENCES mention,
    who TEXT NOT NULL,
    at INTEGER NOT NULL,
    text TEXT NOT NULL
) STRICT;
INSERT INTO draft VALUES(1,1,'matrix',1795829174,replace('Иван, здравствуйте! Спасибо, что написали. Обращение зарегистрировано (тема: связь и интернет), им занимается техническая служба.\nЧтобы найти ваш случай, нужны подробности, их лучше передать не в открытом обсуждении: help@vector.example.\nНе позднее 1 декабря напишем здесь, что выяснили и что сделали.','\n',char(10)));
INSERT INTO draft VALUES(2,2,'matrix',1795829174,replace('Иван, добрый день! Вопросы о деньгах проверяем всегда: обращение принято, им занимается отдел расчётов.\nНапишите напрямую, о какой операции и за какой день идёт речь: help@vector.example. Личные данные в обсуждении публиковать не нужно.\nЧто показала проверка, напишем здесь не позднее 1 декабря.','\n',char(10)));
INSERT INTO draft VALUES(3,3,'matrix',1795829174,replace('Иван, здравствуйте! Спасибо, что рассказали. Так быть не должно, и мы разберёмся: случаем занимается служба качества, а не те, о ком идёт речь.\nНапишите, пожалуйста, где и когда это было: help@vector.example.\nЧто выяснили и что изменили, напишем здесь не позднее 1 декабря.','\n',char(10)));
INSERT INTO draft VALUES(4,4,'matrix',1795829174,replace('Иван, спасибо! Приятно знать, что всё получилось как надо. Ваш отзыв прочтёт вся команда.\nПоявятся вопросы или идеи, пишите: help@vector.example.','\n',char(10)));
INSERT INTO draft VALUES(5,5,'matrix',1795829174,replace('Иван, здравствуйте! Спасибо за вопрос (тема: связь и интернет). Точный ответ даст техническая служба, вопрос уже передан.\nНапишем здесь не позднее 1 декабря. Уточнить лично можно так: help@vector.example.','\n',char(10)));
INSERT INTO draft VALUES(6,6,'matrix',1795829174,replace('Иван, добрый день! Ваше сообщение передано тем, кто отвечает за эту работу: техническая служба (тема: связь и интернет).\nНапишите им напрямую, как с вами связаться: help@vector.example.\nО результате расскажем здесь не позднее 1 декабря.','\n',char(10)));
INSERT INTO draft VALUES(7,7,'matrix',1795829174,replace('Иван, здравствуйте! Спасибо, что написали. Проверим, как сложилась эта сумма или решение (тема: возврат денег): обращением занимается отдел расчётов.\nДля проверки нужны номер договора или обращения и дата. Передайте их, пожалуйста, не в открытом обсуждении, а напрямую: help@vector.example.\nРезультат проверки сообщим здесь не позднее 1 декабря.','\n',char(10)));
INSERT INTO draft VALUES(8,9,'matrix',1795829174,replace('Иван, здравствуйте! Спасибо, что написали. Хотим разобраться и помочь: служба поддержки уже смотрит, что произошло.\nНапишите, пожалуйста, напрямую, когда это началось и что вы видите сейчас: help@vector.example. Если вы уже звонили и не помогло, так и скажите, повторять всё сначала не придётся.\nЧто выяснили, напишем здесь не позднее 1 декабря.','\n',char(10)));
INSERT INTO draft VALUES(9,10,'matrix',1795829174,replace('Иван, добрый день! Вопросы о деньгах проверяем всегда: обращение принято, им занимается отдел расчётов (тема: возврат денег).\nНапишите напрямую, о какой операции и за какой день идёт речь: help@vector.example. Личные данные в обсуждении публиковать не нужно.\nЧто показала проверка, напишем здесь не позднее 1 декабря.','\n',char(10)));
INSERT INTO draft VALUES(10,11,'matrix',1795829174,replace('Иван, добрый день! Нам жаль, что разговор прошёл так. Разбирается служба качества, участники разговора в проверке не участвуют.\nПомогут место, день и примерное время, сообщите их напрямую: help@vector.example.\nО принятых мерах расскажем здесь не позднее 1 декабря.','\n',char(10)));
INSERT INTO draft VALUES(11,1,'ann',1795829176,'Здравствуйте! Мы разберёмся и ответим здесь до пятницы.');
INSERT INTO draft VALUES(12,1,'ann',1795829176,'Здравствуйте! Мы разберёмся и ответим здесь до пятницы. Простите нас.');
INSERT INTO draft VALUES(13,2,'ann',1795829176,'Здравствуйте! Мы разберёмся и ответим здесь до пятницы.');
INSERT INTO draft VALUES(14,4,'matrix',1795829176,replace('Иван, добрый день! Вопросы о деньгах проверяем всегда: обращение принято, им занимается отдел расчётов.\nНапишите напрямую, о какой операции и за какой день идёт речь: help@vector.example. Личные данные в обсуждении публиковать не нужно.\nЧто показала проверка, напишем здесь не позднее 1 декабря.','\n',char(10)));
INSERT INTO draft VALUES(15,6,'ann',1795829176,'Здравствуйте! Мы разберёмся и ответим здесь до пятницы. Ждём номера договора.');
CREATE TABLE label (
    id INTEGER PRIMARY KEY,
    mention INTEGER NOT NULL REFERENCES mention,
    type TEXT NOT NULL,
    text TEXT NOT NULL,
    who TEXT NOT NULL,
    at INTEGER NOT NULL
) STRICT;
INSERT INTO label VALUES(1,4,'overcharged','Спасибо Вектору, мастер Иван пришёл вовремя и всё починил, отлично!','ann',1795829176);
INSERT INTO label VALUES(2,5,'not-us','Кто знает, как у Вектора подключить роуминг? Подскажите, пожалуйста.','ann',1795829176);
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
INSERT INTO event VALUES(1,1795829174,1,1,'crawler','registered','{"url":"http://127.0.0.1/p/0","type":"broken","solution":"A","row":"broken","text_sha256":"233337342a1c64f0438cec9762d7089e63b1c8f030970cd5c3592da753288936"}','9ccca0f42a5c1284f652a98e8fa54f681ce245ef0ae11e326ae1e1903b75629b');
INSERT INTO event VALUES(2,1795829174,2,2,'crawler','registered','{"url":"http://127.0.0.1/p/1","type":"overcharged","solution":"A","row":"overcharged","text_sha256":"b3658a0ed15960d08180de457b2a3a87cbf36581a64b3d28dbaa58bfdb3f1bd7"}','e57491b3ac432577db9073e71dadf30bcb38b4795d8de0cfb4a95ee0c2503e51');
INSERT INTO event VALUES(3,1795829174,3,3,'crawler','registered','{"url":"http://127.0.0.1/p/2","type":"offended","solution":"A","row":"offended","text_sha256":"3e80391128ea7415ef3937f474e7ff330bb23de3946dc2033adf1071acb9a556"}','f661194eb7352d4665acc817873ea460715fe3302719a31548be09f197292270');
INSERT INTO event VALUES(4,1795829174,4,4,'crawler','registered','{"url":"http://127.0.0.1/p/3","type":"praise","solution":"A","row":"praise","text_sha256":"f48b5a8fcc8beb56a68176134a191b6f4851ea0ccbe06e4460af7db9e0125afb"}','b9247efc9e11df887fbe385e754afcf3ee87171f8d3087e163d63b4178fef5cc');
INSERT INTO event VALUES(5,1795829174,5,5,'crawler','registered','{"url":"http://127.0.0.1/p/4","type":"question","solution":"A","row":"question","text_sha256":"c22b7f6bac4713ed8de336813f2b02008ae3f894954bdecc145f2a6800b4f9dd"}','544f6b9e32156b0e8480ae4a95a3f084b3aff4d811c177adea1227f96645825b');
INSERT INTO event VALUES(6,1795829174,6,6,'crawler','registered','{"url":"http://127.0.0.1/p/5","type":"broken","solution":"A","row":"broken","text_sha256":"24c01fb4c4c2e2a7b254b10d42e4c83ee6b7ebd80cd9f2917330a8ea1bd05b51"}','c8fe4c4e630147d215f1c991cc45b77b81320cbcd920c8e23e420268a31bcc9f');
INSERT INTO event VALUES(7,1795829174,7,7,'crawler','registered','{"url":"http://127.0.0.1/p/6","type":"overcharged","solution":"A","row":"overcharged","text_sha256":"54d3d72caa488c452ad95fc17ed9542b2fa5ef7c2a56ee467edc97c86c78df8e"}','b1962c3d8b2f4b503ed742bf7b464bf61bf9d0ae49c7fe235e3bb2fb22e7032d');
INSERT INTO event VALUES(8,1795829174,9,8,'crawler','registered','{"url":"http://127.0.0.1/p/8","type":"broken","solution":"A","row":"broken","text_sha256":"31054a01d29118397a06a24dce157db42985ff84795bd6a97aa6294577373432"}','911999d3d24d08f6dbb7189de0d05fbbf7ef70716fa85cce5c9df1eb8ceab418');
INSERT INTO event VALUES(9,1795829174,10,9,'crawler','registered','{"url":"http://127.0.0.1/p/9","type":"overcharged","solution":"A","row":"overcharged","text_sha256":"2fbc0bb8f17eea8f598aae0a655f910463242c7df0f32f13603a03a65a84b2d0"}','c511d07d37d292d65f3d5a63a7042a835b67b239c3e1ddd0ee7fb56279eca568');
INSERT INTO event VALUES(10,1795829174,11,10,'crawler','registered','{"url":"http://127.0.0.1/p/10","type":"offended","solution":"A","row":"offended","text_sha256":"a730355ff0336904eeccd8cf4ef008f76f23a746c0898460ef5eda3e7ea10c03"}','3eef8797da44b900478bb1d8490bb2bc327e3f7240952124bee3447c956c3edc');
INSERT INTO event VALUES(11,1795829176,1,1,'ann','edited','{"text":"Здравствуйте! Мы разберёмся и ответим здесь до пятницы."}','b0179181249f322035f3dc232ab16dcb8d0e5ddbaa7cc172e540cf93c9ab84bb');
INSERT INTO event VALUES(12,1795829176,1,1,'ann','approved','{"text":"Здравствуйте! Мы разберёмся и ответим здесь до пятницы. Простите нас."}','97d2ab396826c1b4eafaf1ab3fad52e1dc65c973d4193c90121f10d42ee3806f');
INSERT INTO event VALUES(13,1795829176,2,2,'ann','approved','{"text":"Здравствуйте! Мы разберёмся и ответим здесь до пятницы."}','57955ec97f4381d341ab054d49eadfac04a66cf0e6525bd0545d19f1ecf92bb0');
INSERT INTO event VALUES(14,1795829176,3,3,'ann','dismissed','{"reason":"это реклама"}','5e776da846375480dc75f863203bd748fc6816e283e1c52868d5f71b0b0cfed8');
INSERT INTO event VALUES(15,1795829176,4,4,'ann','label','{"type":"overcharged","was":"praise"}','2588e5ede8d1d03f97a7ca863bed34964082ca6d9c8972c3e7dea28719b9ab20');
INSERT INTO event VALUES(16,1795829176,5,5,'ann','label','{"type":"not-us","was":"question"}','95ce30781e306b94977685653234ef5d3f4bb6ed5b711639cef1a8593a42d8bb');
INSERT INTO event VALUES(17,1795829176,5,5,'ann','dismissed','{"reason":"not about us"}','1413cb9b2012b3223ad5f3069b141f1f10ecb0bd9d48fc95fb6d56ae06506c4f');
INSERT INTO event VALUES(18,1795829176,6,6,'ann','edited','{"text":"Здравствуйте! Мы разберёмся и ответим здесь до пятницы. Ждём номера договора."}','3fb0f63eab96853e41e60188b55ef20e59b310257b7a18470947b9eb8168280d');
INSERT INTO event VALUES(19,1795829177,9,8,'crawler','changed','{"url":"http://127.0.0.1/p/8","text_sha256":"3b1ce66b7dad57c1b8e5aeedc6282d116cfe9c05b50b93fde65b0bd2d5db5ac4"}','94a5fdb384f32ffdb3164588b5d34463258b3570d3007b820e6a8339ec01c13c');
CREATE TABLE users (
    id INTEGER PRIMARY KEY,
    login TEXT NOT NULL UNIQUE,
    name TEXT NOT NULL,
    role TEXT NOT NULL,
    lang TEXT NOT NULL,
    password TEXT NOT NULL
) STRICT;
INSERT INTO users VALUES(1,'ann','ann','admin','','$argon2id$v=19$m=65536,t=2,p=1$L5d/NhrMVvNdWh8H9OItfA$5EL/tfmzzIY3MVnnOmIy6mhyq9AE1PvF4WuLtXagwvw');
INSERT INTO users VALUES(2,'bob','bob','admin','','$argon2id$v=19$m=65536,t=2,p=1$0NJm/FZDanNIwx6uK5M/wA$41dLJSE5nVSorWCJbFtTfHy5EKiaWLPb3npKia/Z8iw');
CREATE TABLE session (
    token TEXT PRIMARY KEY,
    user_id INTEGER NOT NULL REFERENCES users,
    expires INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
INSERT INTO session VALUES('f313d5c2f9c75d69cc9fe4a7bf29e243b6e6e725ef0f459744b09d2330e8c94b',1,1795872376);
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
