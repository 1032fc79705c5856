/* SPDX-License-Identifier: MIT
 * ledger_words: headings, states and ways of complaints, as people write
 * them. */
#include "register/ledger_words.h"

#include <string.h>

#include "base/text.h"

#define NAME_OF(NAME, name) #name,
static const char *const FIELDS[] = {LEDGER_FIELDS(NAME_OF) NULL};

/* Folded, as ledger_plain() has them; "|" parts the names. */
static const struct {
    const char *field, *names;
} HEADINGS[] = {
    {"id", "id|no|nr|number|case|case id|case number|complaint no|"
           "complaint number|ticket|ticket id|reference|ref|n|номер|"
           "номер обращения|номер жалобы|номер заявки|номер п п|п п|"
           "рег номер|регистрационный номер|вх номер|ид|код"},
    {"opened", "opened|date|received|date received|received on|registered|"
               "registered on|date registered|created|created at|open date|"
               "opened on|date opened|complaint date|дата|дата обращения|"
               "дата жалобы|дата регистрации|дата поступления|поступило|"
               "поступила|дата создания|зарегистрировано|когда поступило|"
               "дата заявки|дата и время|дата получения"},
    {"channel", "channel|way|source|how received|received via|via|канал|"
                "источник|способ|как поступило|канал поступления|"
                "способ обращения|способ поступления|откуда"},
    {"author", "author|customer|client|customer name|client name|name|"
               "complainant|consumer|from|caller|клиент|заявитель|фио|"
               "фио клиента|фио заявителя|имя|имя клиента|автор|кто обратился|"
               "покупатель|потребитель|абонент|заказчик|пациент|гость|"
               "контрагент"},
    {"brand", "brand|company|бренд|марка|юрлицо"},
    {"topic", "topic|subject|category|type|complaint type|product|тема|"
              "категория|вид обращения|тип обращения|тип жалобы|вид жалобы|"
              "предмет|предмет жалобы|товар|услуга|категория жалобы"},
    {"text", "text|complaint|description|complaint text|details|problem|issue|"
             "what happened|summary|complaint description|message|"
             "nature of complaint|текст|текст обращения|текст жалобы|жалоба|"
             "обращение|суть|суть обращения|суть жалобы|содержание|"
             "содержание обращения|содержание жалобы|описание|проблема|"
             "описание проблемы|описание жалобы|претензия|что случилось|"
             "суть претензии|замечание"},
    {"expected", "expected|wanted|desired outcome|requested remedy|wish|"
                 "чего хочет|ожидания|ожидание|требование|требования|"
                 "чего хочет клиент|требования клиента|пожелание"},
    {"found", "found|findings|investigation|результат проверки|что выяснили|"
              "выяснено|результат расследования|установлено"},
    {"their_side", "their side|сторона клиента"},
    {"our_side", "our side|наша сторона|объяснение сотрудника|пояснения"},
    {"cause", "cause|root cause|reason of complaint|причина|"
              "причина жалобы|корневая причина|причина обращения"},
    {"lies_in", "lies in|department at fault|виновный отдел|где причина"},
    {"measures", "measures|corrective action|corrective actions|actions|меры|"
                 "принятые меры|корректирующие действия"},
    {"risk", "risk|client at risk|риск"},
    {"concerns", "concerns|employee|staff member|о ком|на кого|"
                 "на кого жалоба|сотрудник"},
    {"state", "state|status|stage|статус|состояние|стадия|этап"},
    {"assignee", "assignee|assigned to|owner|responsible|handler|agent|"
                 "handled by|in charge|ответственный|исполнитель|кто решает|"
                 "кому поручено|фио исполнителя|назначено|куратор|"
                 "ответственный исполнитель|кому передано"},
    {"department", "department|team|unit|division|отдел|подразделение|служба|"
                   "департамент|ответственный отдел|филиал"},
    {"due", "due|due date|deadline|target date|respond by|срок|срок ответа|"
            "срок исполнения|крайний срок|контрольный срок|срок решения|"
            "дедлайн|дата контроля|ответить до|плановая дата|срок до"},
    {"done", "done|resolved|date resolved|resolved on|resolution date|"
             "дата решения|дата исполнения|исполнено|выполнено|дата выполнения|"
             "решено|дата ответа|фактическая дата|дата устранения"},
    {"result", "result|resolution|outcome|action taken|what was done|"
               "результат|решение|итог|что сделано|ответ|принятое решение|"
               "итог рассмотрения"},
    {"checked", "checked|customer feedback|satisfaction|отзыв клиента|"
                "оценка клиента|клиент доволен|обратная связь|мнение клиента"},
    {"ended", "ended|closed|closed on|date closed|close date|closing date|"
              "дата закрытия|закрыто|закрыта|когда закрыто|дата завершения"},
    {"ended_why", "ended why|closing reason|reason for closing|"
                  "причина закрытия|основание закрытия|причина отказа"},
    {"note", "note|notes|comment|comments|remarks|примечание|примечания|"
             "комментарий|комментарии|заметки|заметка"},
};

/* Beginnings of folded words, so that "закрыта" is "закрыто". The first that
 * fits counts: "not done" before "done". */
static const struct {
    const char *begins;
    enum stage is;
} STATES[] = {
    {"зарегистр", STAGE_REGISTERED},
    {"registered", STAGE_REGISTERED},
    {"нов", STAGE_REGISTERED},
    {"new", STAGE_REGISTERED},
    {"принят", STAGE_REGISTERED},
    {"received", STAGE_REGISTERED},
    {"открыт", STAGE_REGISTERED},
    {"open", STAGE_REGISTERED},
    {"назначен", STAGE_ASSIGNED},
    {"передан", STAGE_ASSIGNED},
    {"assigned", STAGE_ASSIGNED},
    {"в работе", STAGE_IN_PROGRESS},
    {"in progress", STAGE_IN_PROGRESS},
    {"in work", STAGE_IN_PROGRESS},
    {"на рассмотрении", STAGE_IN_PROGRESS},
    {"pending", STAGE_IN_PROGRESS},
    {"выполняется", STAGE_IN_PROGRESS},
    {"сделан", STAGE_DONE},
    {"выполнен", STAGE_DONE},
    {"исполнен", STAGE_DONE},
    {"решен", STAGE_DONE},
    {"done", STAGE_DONE},
    {"resolved", STAGE_DONE},
    {"answered", STAGE_DONE},
    {"проверен", STAGE_VERIFIED},
    {"verified", STAGE_VERIFIED},
    {"закрыт", STAGE_CLOSED},
    {"завершен", STAGE_CLOSED},
    {"closed", STAGE_CLOSED},
    {"completed", STAGE_CLOSED},
    {"отклонен", STAGE_DISMISSED},
    {"отказ", STAGE_DISMISSED},
    {"снят", STAGE_DISMISSED},
    {"dismissed", STAGE_DISMISSED},
    {"rejected", STAGE_DISMISSED},
    {"необоснован", STAGE_DISMISSED},
};

static const struct {
    const char *begins, *is;
} CHANNELS[] = {
    {"тел", "phone"},       {"звон", "phone"},    {"phone", "phone"},
    {"call", "phone"},      {"почт", "mail"},     {"письм", "mail"},
    {"mail", "mail"},       {"email", "mail"},    {"e mail", "mail"},
    {"letter", "mail"},     {"офис", "office"},   {"лично", "office"},
    {"визит", "office"},    {"office", "office"}, {"visit", "office"},
    {"сотрудник", "staff"}, {"staff", "staff"},
};

struct str ledger_plain(struct arena *a, struct str words)
{
    struct folded f;
    char *p;
    size_t n = 0;
    words = str_replaced(a, words, STR("№"), STR(" номер "));
    p = arena_alloc(a, words.n + 1);
    for (size_t i = 0; i < words.n && !(i && words.p[i] == '('); i++) {
        char c = words.p[i];
        p[n++] = c && strchr("_-./:*#\"',\\", c) ? ' ' : c;
    }
    text_fold(a, (struct str){p, n}, &f);
    struct str s = str_trim(f.text);
    for (size_t before = s.n + 1; s.n < before;) {
        before = s.n;
        s = str_replaced(a, s, STR("  "), STR(" "));
    }
    return s;
}

const char *ledger_field_name(int field)
{
    return field >= 0 && field < LEDGER_COUNT ? FIELDS[field] : NULL;
}

enum ledger_field ledger_field_by_name(struct str name)
{
    for (int i = 0; i < LEDGER_COUNT; i++)
        if (str_eqz(name, FIELDS[i]))
            return (enum ledger_field)i;
    return LEDGER_NONE;
}

const char *ledger_heading(struct arena *a, struct str heading)
{
    struct str plain = ledger_plain(a, heading), one;
    for (size_t i = 0; i < sizeof HEADINGS / sizeof *HEADINGS; i++) {
        struct str names = str_of(HEADINGS[i].names);
        while (str_split(&names, '|', &one))
            if (str_eq(one, plain))
                return HEADINGS[i].field;
    }
    return "";
}

enum stage ledger_stage(struct arena *a, struct str words)
{
    struct str plain = ledger_plain(a, words);
    for (size_t i = 0; i < sizeof STATES / sizeof *STATES; i++)
        if (str_starts(plain, str_of(STATES[i].begins)))
            return STATES[i].is;
    return stage_by_name(words);
}

struct str ledger_channel(struct arena *a, struct str words)
{
    struct str plain = ledger_plain(a, words);
    for (size_t i = 0; i < sizeof CHANNELS / sizeof *CHANNELS; i++)
        if (str_starts(plain, str_of(CHANNELS[i].begins)))
            return str_of(CHANNELS[i].is);
    return words;
}

/* Where the line behind the first one begins; s.n when it is the last. */
static size_t next_line(struct str s)
{
    ptrdiff_t at = str_find_char(s, '\n');
    return at < 0 ? s.n : (size_t)at + 1;
}

bool ledger_head(struct csv *csv, struct arena *a, struct str utf8,
                 bool counts(const void *ctx, struct arena *a,
                             struct str heading),
                 const void *ctx, struct csv_record *head)
{
    enum { LINES_ABOVE = 20 };
    size_t most = 0;
    if (str_starts(utf8, STR("\xef\xbb\xbf")))
        utf8 = str_from(utf8, 3);
    for (int line = 1; line <= LINES_ABOVE && utf8.n; line++) {
        struct csv one;
        struct csv_record r;
        size_t n = 0;
        csv_init(&one, utf8);
        one.next_line = line;
        if (!csv_next(&one, a, &r))
            break;
        for (size_t i = 0; i < r.n; i++)
            n += counts(ctx, a, ledger_bare(r.fields[i]));
        if (n > most) {
            most = n;
            *csv = one;
            *head = r;
        }
        utf8 = str_from(utf8, next_line(utf8));
    }
    return most > 0;
}

struct str ledger_bare(struct str cell)
{
    struct str s = str_trim(cell);
    bool guarded =
        s.n > 1 && s.p[0] == '\'' && s.p[1] && strchr("=+-@'\t\r", s.p[1]);
    return guarded ? str_from(s, 1) : s;
}

void ledger_cell(struct buf *out, struct str text)
{
    buf_char(out, '"');
    if (text.n && text.p[0] && strchr("=+-@'\t\r", text.p[0]))
        buf_char(out, '\'');
    for (size_t i = 0; i < text.n; i++) {
        if (text.p[i] == '"')
            buf_char(out, '"');
        buf_char(out, text.p[i]);
    }
    buf_char(out, '"');
}
