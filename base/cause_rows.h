/* SPDX-License-Identifier: MIT
 *
 * cause_rows: the table of cause.c. */
#ifndef MOLVA_BASE_CAUSE_ROWS_H
#define MOLVA_BASE_CAUSE_ROWS_H

/* %s: what others said, %d: a whole number, %w: words of this table. Both
 * columns have the same holes in the same order; the first row that fits is
 * taken. Not formatted by machine, like desk/say.h. */
/* clang-format off */
static const struct {
    const char *en, *ru;
} CAUSES[] = {
    /* matrix/: why there is no draft */
    {"reply '%s' (%s): %w", "ответ «%s» (%s): %w"},
    {"no reply is drafted in the language '%s'",
     "на этом языке ответы не составляются: '%s'"},
    {"no value for {%s}", "нечего поставить в {%s}"},
    {"the reply is too long", "ответ слишком длинный"},
    {"the matrix has a gap at %s", "в матрице нет строки для %s"},
    {"a brace is left in the text", "в тексте осталась фигурная скобка"},

    /* notify/: why a reply is not posted */
    {"the venue does not know that post", "площадка не знает этой записи"},
    {"it was taken, but where it stands was not told",
     "ответ принят, но где он стоит, площадка не сказала"},
    {"not found: once more, the same key", "нет: ещё раз, с тем же ключом"},
    {"it was not found there: look yourself",
     "там его не нашли: посмотрите сами"},
    {"it was not found there yet", "пока его там не нашли"},
    {"it cannot be asked: look yourself", "её не спросить: посмотрите сами"},
    {"its answer cannot be read", "ответ площадки не прочесть"},
    {"the source has no `reply:`", "у источника нет `reply:`"},
    {"there are too many values, or one is too long",
     "значений слишком много, или одно из них слишком длинное"},
    {"the address of the mention does not tell where an answer goes: %s",
     "по адресу записи не понять, куда отвечать: %s"},

    /* query/: what is wrong with a query */
    {"there is no word to look for", "нет слова, которое искать"},
    {"something has to stand behind '%s'; to look for the word itself, put it "
     "in quotes",
     "после «%s» должно что-то стоять; чтобы найти само это слово, возьмите "
     "его в кавычки"},
    {"something has to stand before '%s'; to look for the word itself, put it "
     "in quotes",
     "перед «%s» должно что-то стоять; чтобы найти само это слово, возьмите "
     "его в кавычки"},
    {"this bracket is never closed; put a ) where it ends",
     "эта скобка не закрыта; поставьте ) там, где она кончается"},
    {"this bracket closes nothing; take it away, or put a ( where it begins",
     "эта скобка ничего не закрывает; уберите её или поставьте ( в начале"},
    {"nothing stands between the brackets", "между скобками ничего нет"},
    {"too many brackets stand in each other",
     "слишком много скобок одна в другой"},
    {"there are too many words", "слишком много слов"},
    {"the query is longer than %d bytes", "запрос длиннее %d байт"},
    {"the phrase is never ended; put a \" behind it",
     "кавычки не закрыты; поставьте \" в конце фразы"},
    {"the pattern is never ended; put a / behind it, or take the / away to "
     "look for the word",
     "образец не закрыт; поставьте / в его конце или уберите /, чтобы искать "
     "слово"},
    {"in the pattern: %s", "в образце: %s"},
    {"a word with a * needs two letters or more beside it",
     "в слове со * должно быть две буквы или больше"},
    {"beside a * stand only the letters of one word; put other signs "
     "elsewhere",
     "рядом со * стоят только буквы одного слова; другие знаки уберите"},
    {"behind NEAR stands a number of words from 1 to %d, as in NEAR/5",
     "после NEAR (РЯДОМ) стоит число слов от 1 до %d, например РЯДОМ/5"},
    {"NEAR stands between words, phrases and patterns; a field, AND and NOT "
     "have no place in a text",
     "NEAR (РЯДОМ) стоит между словами, фразами и образцами; у поля, И и НЕ "
     "нет места в тексте"},
    {"there is no field '%s'; did you mean '%s'? To look for the words, put "
     "them in quotes",
     "нет поля «%s»; может быть, «%s»? Чтобы искать слова, возьмите их в "
     "кавычки"},
    {"there is no field '%s'; there is: %s. To look for the words, put them "
     "in quotes",
     "нет поля «%s»; есть: %s. Чтобы искать слова, возьмите их в кавычки"},
    {"what '%s:' looks for stands right behind the colon, without a space",
     "то, что ищет «%s:», стоит сразу после двоеточия, без пробела"},
    {"behind a field stands one word, or several in quotes",
     "после поля стоит одно слово или несколько в кавычках"},
    {"the field looks for nothing", "поле ничего не ищет"},
    {"behind 'site:' stands the name of a host, as in site:forum.example",
     "после «site:» («сайт:») стоит имя сервера, например site:forum.example"},
    {"no type '%s'; there is: %s", "нет типа «%s»; есть: %s"},
    {"no date: a day is written 2026-01-31, a month 2026-01, a year 2026; "
     "also >2026-01, <=2026-01-31, 2025..2026-03",
     "это не дата: день пишется 2026-01-31, месяц 2026-01, год 2026; можно "
     ">2026-01, <=2026-01-31, 2025..2026-03"},

    /* what the site says */
    {"the site says: %s", "сайт сообщает: %s"},
    {"no posts of a kind that is known are found on this page",
     "на странице не найдено записей ни одного известного вида"},
    {"no answer came", "ответа нет"},
    {"a page of this kind without posts", "страница этого вида без записей"},
    {"the site shows a captcha, a login form or a check of the browser "
     "instead of the page",
     "вместо страницы сайт показывает капчу, форму входа или проверку "
     "браузера"},
    {"the site asks for a captcha or a login", "сайт просит капчу или вход"},
    {"status 304, though nothing was stored",
     "статус 304, хотя ничего не было сохранено"},
    {"status %d: %w", "статус %d: %w"},
    {"source '%s' watches it already", "это уже смотрит источник «%s»"},
    {"there is nothing to collect here", "здесь нечего собирать"},
    {"the look took too long: molva try", "смотрели слишком долго: molva try"},
    {"the look at it broke off", "просмотр оборвался"},
    {"no article is found on the page that the feed leads to",
     "на странице, куда ведёт лента, статьи не видно"},
    {"article.yaml is missing", "нет article.yaml среди коннекторов"},
    {"the item of the feed is damaged", "запись ленты повреждена"},
    {"kind %s is off: %s; a source with `despite_terms: true` is yours to "
     "write",
     "вид %s выключен: %s; источник с `despite_terms: true` пишут сами"},
    {"a mailbox: molva add", "почтовый ящик: в терминале, molva add"},
    {"the server timed out", "сервер не дождался запроса"},
    {"the server wants it later", "сервер просит зайти позже"},
    {"the site asks for fewer requests; it is left alone for a while",
     "сайт просит обращаться реже; пока мы его не трогаем"},
    {"the page wants a login; an API key goes into the source's headers",
     "страница требует входа; ключ API пишется в заголовки источника "
     "(headers)"},
    {"the site refuses us; look at it in a browser",
     "сайт нас не пускает; посмотрите на него в браузере"},
    {"withheld for legal reasons", "закрыто по требованию закона"},
    {"not found; check the address in a browser",
     "не найдено; проверьте адрес в браузере"},
    {"gone for good; remove it from the source",
     "удалено навсегда; уберите адрес из источника"},
    {"an error of the server; it is tried again later",
     "ошибка сервера; попробуем ещё раз позже"},
    {"not a page", "это не страница"},
    {"redirects to '%s', which is no web address",
     "перенаправляет на «%s», а это не адрес в сети"},
    {"redirects in a circle, back to %s",
     "перенаправляет по кругу, снова на %s"},
    {"redirects more than %d times, at last to %s",
     "перенаправляет больше %d раз, в последний раз на %s"},

    /* robots.txt: more below */
    {"status %d: %s", "статус %d: %s"},
    {"status %d", "статус %d"},
    {"no answer", "нет ответа"},

    /* crawler/health.c */
    {"its host failed often and is left alone until %s",
     "сервер часто не отвечал, его не трогаем до %s"},
    {"its host was asked as often today as we ask any, and is left alone until "
     "%s",
     "сервер сегодня опрошен столько раз, сколько мы вообще опрашиваем за "
     "день, его не трогаем до %s"},
    {"its host asks for fewer requests and is left alone until %s",
     "сервер просит обращаться реже, его не трогаем до %s"},

    /* addresses we do not ask */
    {"the URL carries a user name; put the password into the source's headers",
     "в адресе стоит имя пользователя; пароль пишется в заголовки источника "
     "(headers)"},
    {"URL is longer than %d bytes", "адрес длиннее %d байт"},
    {"URL is too long", "адрес слишком длинный"},
    {"'%s' is no web address; write it in full, like "
     "https://example.org/page",
     "«%s» не адрес в сети; напишите его целиком, как "
     "https://example.org/page"},
    {"refused: port %d is none of the web's (80, 443, 8080, 8443) and not in "
     "the source's url",
     "отказано: порт %d не из принятых в сети (80, 443, 8080, 8443) и не "
     "назван в адресе источника"},
    {"refused: %w, which is never fetched",
     "отказано: %w, такие адреса не запрашиваются никогда"},
    {"was asked %d times today; it is left alone until tomorrow (UTC)",
     "сегодня запрошено %d раз; до завтра (UTC) оставлен в покое"},
    {"refused: %w; what a source allows holds for its own host, not for where "
     "that leads",
     "отказано: %w; разрешение источника действует для его собственного узла, "
     "а не для того, куда он ведёт"},
    {"refused: %w; set 'allow_private: true' on the source if you mean it",
     "отказано: %w; если так и задумано, напишите у источника "
     "'allow_private: true'"},
    {"the unspecified network", "неопределённая сеть"},
    {"the unspecified address", "неопределённый адрес"},
    {"a private network", "частная сеть"},
    {"a carrier's private network", "частная сеть оператора"},
    {"this machine", "эта самая машина"},
    {"a link-local network", "сеть одного канала"},
    {"a protocol's own network", "служебная сеть протокола"},
    {"a documentation network", "сеть для примеров в документации"},
    {"a relay network", "сеть ретрансляторов"},
    {"a benchmark network", "сеть для измерений"},
    {"a multicast network", "сеть групповой рассылки"},
    {"a reserved network", "зарезервированная сеть"},
    {"a translated IPv4 address", "переведённый адрес IPv4"},
    {"an outdated IPv4 address", "адрес IPv4 в устаревшей записи"},
    {"a local translation network", "местная сеть трансляции"},
    {"a discard network", "сеть, где всё отбрасывается"},
    {"a tunnel network", "сеть туннелей"},
    {"a network of hashes", "сеть хешей"},
    {"a network given back", "возвращённая сеть"},
    {"a routing network", "сеть маршрутизации"},
    {"a network that is not given out", "сеть, которая никому не выдана"},
    {"no internet address", "не адрес в интернете"},

    /* crawler/fetch.c: libcurl's own words stand in the brackets */
    {"fetch %s: libcurl gives no handle", "запрос %s: libcurl не отвечает"},
    {"fetch %s: libcurl takes no request",
     "запрос %s: libcurl не принимает запрос"},
    {"the host name does not resolve; check the address for typing errors",
     "имя сервера не находится; проверьте, нет ли в адресе опечатки"},
    {"no connection; the site may be down, it is tried again later",
     "нет соединения; возможно, сайт не работает, попробуем ещё раз позже"},
    {"too slow; it is tried again later",
     "слишком медленно; попробуем ещё раз позже"},
    {"the certificate is not valid; look at the site in a browser",
     "сертификат недействителен; посмотрите на сайт в браузере"},
    {"no encrypted connection; does the site speak https?",
     "нет шифрованного соединения; умеет ли сайт https?"},
    {"the server closed the connection without an answer",
     "сервер закрыл соединение, не ответив"},
    {"the answer broke off before its end; it is tried again later",
     "ответ оборвался; попробуем ещё раз позже"},
    {"the connection broke while reading; it is tried again later",
     "соединение оборвалось при чтении; попробуем ещё раз позже"},
    {"the connection broke while asking; it is tried again later",
     "соединение оборвалось при запросе; попробуем ещё раз позже"},
    {"the compressed body does not unpack", "сжатый ответ не распаковывается"},
    {"the server does not speak HTTP", "сервер отвечает не по HTTP"},
    {"this is no web address", "это не адрес в сети"},
    {"the fetch failed", "страница не загрузилась"},
    {"the headers are larger than the ceiling", "заголовки больше предела"},
    {"the body is larger than the ceiling", "страница больше предела"},
    {"the body is a compression bomb", "страница раздувается при распаковке"},
    {"the bytes that count come too slowly",
     "полезные байты приходят слишком медленно"},
    {"%w (%d bytes); nothing of it was read",
     "%w (%d байт); ничего не прочитано"},
    {"%w (fewer than %d a second for %d s)", "%w (меньше %d в секунду за %d с)"},

    /* what is no page of the kind */
    {"a page of kind %s on which no post is found: has its layout changed?",
     "страница вида %s, но сообщений на ней не нашлось: изменилась вёрстка?"},
    {"ids of %d posts stand on the page (%s and others), but no post could be "
     "read: has its layout changed?",
     "на странице есть метки сообщений: %d (%s и другие), но ни одно не "
     "прочиталось: изменилась вёрстка?"},
    {"the canary '%s' is not found, though its page reads: has the site's "
     "layout changed, or was it removed?",
     "не нашлась контрольная запись «%s», хотя её страница читается: изменилась "
     "вёрстка или запись удалили?"},
    {"its feed gives only the beginnings of texts: a brand further down an "
     "article is not found; `full: true` reads the articles",
     "лента даёт только начала текстов: бренд дальше в статье не найдётся; "
     "с `full: true` читаются сами статьи"},
    {"%d posts where there were %d", "записей %d там, где их было %d"},
    {"this does not look like a page of kind %s",
     "это не похоже на страницу вида %s"},
    {"no posts where there used to be some; has the site's layout changed? "
     "Run the connector's check",
     "нет сообщений там, где они были; изменилась вёрстка сайта? Запустите "
     "проверку коннектора"},
    {"nothing was found; has the site's layout changed? Run the connector's "
     "check",
     "ничего не нашлось; изменилась вёрстка сайта? Запустите проверку "
     "коннектора"},
    {"pages load, but nothing new has come for longer than ever before",
     "страницы открываются, но нового нет дольше, чем когда-либо"},

    /* what does not parse; libxml2's and json-c's own words stay theirs */
    {"the page could not be read", "страницу не удалось прочитать"},
    {"the page is empty", "страница пуста"},
    {"%d bytes are too many for a page", "%d байт: для страницы слишком много"},
    {"there is no HTML in this page", "на этой странице нет HTML"},
    {"this is not XML: %s", "это не XML: %s"},
    {"this is not JSON: byte %d: %w", "это не JSON: байт %d: %w"},
    {"this is not JSON: byte %d: %s", "это не JSON: байт %d: %s"},
    /* files that are imported: crawler/markup/table, reading/faults */
    {"%d: %w", "%d: %w"},
    {"no text and no rating in this row",
     "в этой строке нет ни текста, ни оценки"},
    {"more columns than the header names",
     "столбцов больше, чем названо в заголовке"},
    {"a quote that is opened in this row is never closed",
     "кавычка, открытая в этой строке, нигде не закрыта"},
    {"this is not JSON: %w", "это не JSON: %w"},
    {"this is not JSON: %s", "это не JSON: %s"},
    {"this line is no object", "эта строка не объект JSON"},
    {"%d rows more could not be read", "не прочитано ещё строк: %d"},
    {"'%s' is no date that can be true",
     "«%s»: такой даты быть не может или она не названа целиком"},
    {"'%s' is no rating", "«%s»: это не оценка"},
    {"this is no mail: it has no From, Subject or Message-ID",
     "это не письмо: нет ни From, ни Subject, ни Message-ID"},
    /* mailboxes: crawler/mailbox, crawler/imap */
    {"the mail server does not speak IMAP as it should: its greeting",
     "почтовый сервер говорит по IMAP не так, как должен: его приветствие"},
    {"the mail server does not speak IMAP as it should: %w",
     "почтовый сервер говорит по IMAP не так, как должен: %w"},
    {"a line without end", "строка без конца"},
    {"more bytes than were asked for", "байтов больше, чем просили"},
    {"too many lines", "слишком много строк"},
    {"the mail server says: %s", "почтовый сервер отвечает: %s"},
    {"messages left out: %d, UID %d among them, asked for again at the next "
     "visit (%w)",
     "оставлено писем: %d, среди них UID %d; при следующем посещении они будут "
     "запрошены снова (%w)"},
    {"they did not come before", "прежде они не пришли"},
    {"message UID %d is left out: %w", "письмо UID %d пропущено: %w"},
    {"the mail server does not answer in time",
     "почтовый сервер не ответил вовремя"},
    {"the mail server refuses user and password; look at `user:` and "
     "`password:` of the source",
     "почтовый сервер не принимает имя и пароль; проверьте `user:` и "
     "`password:` источника"},
    {"the certificate of the mail server is not valid",
     "сертификат почтового сервера недействителен"},
    {"the mail server offers no encryption; set 'without_tls: true' on the "
     "source if others may read along",
     "почтовый сервер не предлагает шифрования; если переписку могут читать "
     "посторонние, поставьте источнику 'without_tls: true'"},
    {"no encrypted connection to the mail server",
     "нет шифрованного соединения с почтовым сервером"},
    {"no connection to the mail server (%s)",
     "нет соединения с почтовым сервером (%s)"},
    {"no connection to the mail server", "нет соединения с почтовым сервером"},
    {"a pipe for the mailbox: %s", "канал для почтового ящика: %s"},
    {"a process for the mailbox: %s", "процесс для почтового ящика: %s"},
    {"the process that reads the mailbox died",
     "процесс, читающий почтовый ящик, умер"},
    {"the address carries a user name: it goes into `user:`, its password "
     "into `password:`",
     "в адресе стоит имя: ему место в `user:`, паролю в `password:`"},
    {"expected an address like imaps://mail.example/INBOX",
     "ожидается адрес вида imaps://mail.example/INBOX"},
    {"the name of a mailbox is ASCII without # (others as IMAP writes them, "
     "&BBo-)",
     "имя ящика пишется в ASCII без # (прочие как в IMAP, &BBo-)"},
    {"this message is too long or cannot be read",
     "это письмо слишком длинное или не читается"},
    {"no column is known as a text or a rating; the columns are: %s; --map "
     "COLUMN=text tells",
     "ни один столбец не узнан как текст или оценка; столбцы: %s; --map "
     "СТОЛБЕЦ=text скажет, который"},
    {"the table is empty", "таблица пуста"},
    {"this is a workbook of Excel: save it as CSV",
     "это книга Excel: сохраните её как CSV"},
    {"it ends in the middle", "обрывается на середине"},
    {"the JSON is too long", "JSON слишком длинный"},
    {"this JSON takes more memory than a page may",
     "этот JSON занимает больше памяти, чем положено странице"},
    {"the JSON has more than %d parts or is nested deeper than %d",
     "в JSON больше %d частей или вложенность глубже %d"},
    {"elements are nested deeper than %d", "вложенность элементов глубже %d"},
    {"line %d: a tag of %d bytes, more than %d",
     "строка %d: тег в %d байт, предел %d"},
    {"line %d: a tag with %d attributes, more than %d",
     "строка %d: у тега атрибутов %d, предел %d"},
    {"the document defines an entity by others or by a file (<!ENTITY %s), "
     "which is refused",
     "документ определяет сущность через другие или через файл "
     "(<!ENTITY %s), это запрещено"},
    {"the document defines more than %d entities",
     "документ определяет больше %d сущностей"},

    /* the readers */
    {"a selector of the connector took too many steps",
     "селектор коннектора сделал слишком много шагов"},
    {"the posts of this page are too much to store",
     "сообщений этой страницы слишком много, чтобы их сохранить"},
    {"the job names no source", "в задании нет источника"},
    {"no memory for the parser", "для разбора не хватило памяти"},
    {"every reader is busy", "все процессы чтения заняты"},
    {"the page of %d bytes is too long for a reader",
     "страница в %d байт слишком длинна для процесса чтения"},
    {"a reader's socket: %s", "сокет процесса чтения: %s"},
    {"a reader cannot be started: %s", "процесс чтения не запускается: %s"},
    {"a socket for readers: %s", "сокет для процессов чтения: %s"},
    {"readers cannot be started: their parent dies",
     "процессы чтения не запускаются: их родитель завершается"},
    {"readers cannot be started: %s", "процессы чтения не запускаются: %s"},
    {"the page took too long to read, twice",
     "страница дважды читалась слишком долго"},
    {"the page used up its CPU time",
     "страница исчерпала своё время процессора"},
    {"the reader answered nonsense", "процесс чтения ответил бессмыслицей"},
    {"the reader died of this page", "процесс чтения на этой странице погиб"},
    {"it was not running", "он не работал"},
    {"it used up its CPU time", "он исчерпал своё время процессора"},
    {"it took more memory than a page may",
     "он занял больше памяти, чем положено странице"},
    {"it ended by itself", "он завершился сам"},

    /* crawler/reading/cut.c: what was left out */
    {"%d posts of this page were not read: the ceiling is %d a page",
     "не прочитано сообщений этой страницы: %d, предел на страницу %d"},
    {"%d links of this page were not followed: the ceiling is %d a page",
     "не пройдено ссылок этой страницы: %d, предел на страницу %d"},
    {"%d texts go on behind the ceiling of %d bytes; their rest was not read",
     "текстов длиннее предела: %d, дальше %d байт они не прочитаны"},
    {"%d titles or names go on behind the ceiling of %d bytes; their rest "
     "was not read",
     "заголовков или имён длиннее предела: %d, дальше %d байт они не "
     "прочитаны"},
    {"%d links are longer than %d bytes and were not followed",
     "не пройдено слишком длинных ссылок: %d, предел %d байт"},
    {"%d links were not followed: their path repeats itself or is too deep",
     "не пройдено ссылок: %d, путь в них повторяется или слишком глубок"},
    {"%d strings kept their markup: the ceiling is %d a page",
     "строк, где осталась разметка: %d, предел на страницу %d"},
    {"%d patterns of the rules were given up after %d steps; a verdict may "
     "lack something",
     "образцов правил оставлено: %d, предел шагов %d; в вердикте может чего-то "
     "не хватать"},
    {"%d posts of this page were not stored: together they may have %d bytes",
     "не сохранено сообщений этой страницы: %d, вместе им можно занять %d "
     "байт"},
    {"%d older page was not read: something new still came after %d pages; "
     "the rest is read at the next visits",
     "не прочитано более старых страниц: %d, новое шло и после страниц в числе "
     "%d; остальное прочитаем при следующих посещениях"},
    {"no post of this page has an author, and nearly all had one: has the "
     "site's layout changed? What is stored stays as it is",
     "ни у одной записи страницы нет автора, а был почти у всех: не сменился ли "
     "вид сайта? Сохранённое остаётся как было"},
    {"no post of this page has a date, and nearly all had one: has the site's "
     "layout changed? What is stored stays as it is",
     "ни у одной записи страницы нет даты, а была почти у всех: не сменился ли "
     "вид сайта? Сохранённое остаётся как было"},
    {"no post of this page has a link, and nearly all had one: has the site's "
     "layout changed? What is stored stays as it is",
     "ни у одной записи страницы нет ссылки, а была почти у всех: не сменился "
     "ли вид сайта? Сохранённое остаётся как было"},
    {"%d articles of this feed are read at the next visits",
     "%d статей этой ленты будут прочитаны в следующие обходы"},
    {"%d places of this page leave posts out (\"more\") that were not read in "
     "this visit",
     "мест страницы, где записи спрятаны («ещё») и в этот раз не прочитаны: %d"},
    {"%d page held nothing that was known before, and none is behind it: what "
     "came between two visits may be missed; visit more often or add a source "
     "that pages further back",
     "страниц, где нет ничего знакомого и за которыми нет других: %d; то, что "
     "появилось между посещениями, могло быть пропущено; заходите чаще или "
     "добавьте источник, который листается дальше назад"},

    {"%w: %w", "%w: %w"},
    {"%w (%s)", "%w (%s)"},

    /* What begins with others' words stands behind all that does not: a site
     * may say what it likes. crawler/reading/judge.c adds to why a row was
     * taken. */
    {"%s/robots.txt forbids this page to programs like this one",
     "%s/robots.txt запрещает эту страницу таким программам, как эта"},
    {"%s/robots.txt cannot be read (%w); nothing of this host is fetched "
     "until it can, it is asked again within the hour",
     "%s/robots.txt не читается (%w); пока это так, с этого сервера ничего не "
     "берётся, спросим снова в течение часа"},
    {"%s (no draft: %w) (judged by the first %d and the last %d of %d bytes)",
     "%s (черновика нет: %w) (прочитаны первые %d и последние %d из %d байт)"},
    {"%s (no draft: %s) (judged by the first %d and the last %d of %d bytes)",
     "%s (черновика нет: %s) (прочитаны первые %d и последние %d из %d байт)"},
    {"%s (judged by the first %d and the last %d of %d bytes)",
     "%s (прочитаны первые %d и последние %d из %d байт)"},
    {"%s (no draft: %w)", "%s (черновика нет: %w)"},
    {"%s (no draft: %s)", "%s (черновика нет: %s)"},
    {"%s is %w", "%s: %w"},
};
/* clang-format on */

#endif
