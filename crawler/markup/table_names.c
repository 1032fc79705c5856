/* SPDX-License-Identifier: MIT
 * table_names: what a column of a table holds, by its name. */
#include "crawler/markup/table_names.h"

#include <string.h>

#include "base/ascii.h"
#include "base/text.h"

const char *const table_fields[] = {
    "id",         "title",  "text",       "pros",         "cons",
    "author",     "date",   "time",       "permalink",    "rating",
    "best",       "likes",  "replies",    "reach",        "lang",
    "author_url", "thread", "thread_url", "thread_title", "reply_to",
    "followers",  "brand",  "precision",  "author_posts", NULL};

/* As people and programs call the columns, folded; "|" parts the names. */
static const struct {
    const char *field, *names;
} NAMES[] = {
    {"id", "key1|id|review id|comment id|mention id|post id|message id|"
           "ticket id|uuid|guid|ид|номер отзыва|id отзыва|номер обращения|"
           "id сообщения|номер заявки|код отзыва"},
    {"title", "title|review title|headline|subject|summary|заголовок|"
              "заголовок отзыва|тема отзыва|название отзыва|тема"},
    {"text",
     "text|review|review text|review content|review body|content|comment|"
     "comments|body|message|feedback|review comment|mention text|full text|"
     "post text|comment text|message text|customer comment|verbatim|snippet|"
     "отзыв|текст|текст отзыва|комментарий|сообщение|содержание|"
     "текст сообщения|текст комментария|текст обращения|отзыв клиента|"
     "комментарий клиента|упоминание|текст упоминания|обращение|жалоба|"
     "суть обращения|содержание отзыва|полный текст|общее впечатление"},
    {"pros", "pros|advantages|what we liked|достоинства|плюсы|преимущества|"
             "понравилось|что понравилось"},
    {"cons", "cons|disadvantages|недостатки|минусы|не понравилось|"
             "что не понравилось"},
    {"author", "author|author name|reviewer|reviewer name|reviewer nickname|"
               "reviewer display name|user|user name|username|nickname|nick|"
               "review username|customer|customer name|consumer|"
               "consumer display name|display name|name|from|posted by|"
               "автор|автор отзыва|имя автора|автор сообщения|пользователь|"
               "имя пользователя|ник|никнейм|клиент|имя клиента|имя|фио|"
               "отправитель|покупатель"},
    {"date",
     "published|date|review date|date created|created|created at|create time|"
     "created time|creation date|review created|published at|publish date|"
     "published date|publication date|posted|posted at|date posted|submitted|"
     "submitted at|date submitted|review submit date and time|timestamp|"
     "date time|datetime|date and time|review time|comment date|"
     "дата|дата отзыва|дата публикации|дата и время|дата создания|"
     "дата время|дата сообщения|дата обращения|дата добавления|опубликовано|"
     "опубликован|создано|создан|добавлено|дата упоминания|дата написания|"
     "когда"},
    {"time", "time|review hour|время|время публикации|время отзыва"},
    {"permalink", "url|permalink|link|review link|review url|post url|"
                  "comment url|mention url|source url|href|web link|ссылка|"
                  "ссылка на отзыв|адрес отзыва|url отзыва|"
                  "ссылка на упоминание|ссылка на сообщение|адрес страницы"},
    {"rating", "rating|stars|star rating|review stars|review rating|score|"
               "star|number of stars|mark|grade|оценка|рейтинг|звезды|"
               "количество звезд|число звезд|звезд|балл|баллы|оценка отзыва|"
               "оценка клиента|рейтинг отзыва"},
    {"best", "best|best rating|max rating|rating scale|максимальная оценка"},
    {"likes", "likes|thumbs up|thumbs up count|helpful|helpful count|upvotes|"
              "лайки|лайков|нравится|число лайков|полезно"},
    {"replies", "replies|reply count|comment count|comments count|"
                "комментариев|число комментариев|число ответов"},
    {"reach", "reach|views|impressions|audience|охват|просмотры|аудитория|"
              "просмотров"},
    {"lang", "lang|language|review language|reviewer language|язык|"
             "язык отзыва"},
    {"author_url", "author url|author link|profile|profile url|user url|"
                   "reviewer url|профиль|ссылка на автора|профиль автора"},
    {"thread_title", "thread title|topic title|page title|название темы|"
                     "название страницы|обсуждение"},
    {"thread_url", "thread|thread url|topic url|page url|ссылка на тему"},
    {"reply_to", "reply to|in reply to|parent id|ответ на"},
    {"followers", "followers|author followers|подписчики|подписчиков"},
    {"author_posts", "author posts"},
    {"brand", "brand|бренд"},
    {"precision", "precision"},
};

/* What the company answered is not what was said of it. */
static const char *const OURS[] = {"reply",     "response", "owner",
                                   "developer", "company",  "ответ",
                                   "компании",  NULL};

static bool holds(struct str name, const char *word)
{
    return str_find(name, str_of(word)) >= 0;
}

/* "Star rating": case, "_" and what is in parentheses gone. */
static struct str plain(struct arena *a, struct str name)
{
    struct folded f;
    char *p = arena_alloc(a, 2 * name.n + 1);
    size_t n = 0;
    for (size_t i = 0; i < name.n; i++) {
        char c = name.p[i], before = i ? name.p[i - 1] : ' ';
        if (c == '(' && i)
            break;
        if (c >= 'A' && c <= 'Z' && before >= 'a' && before <= 'z')
            p[n++] = ' ';
        p[n++] = c && strchr("_-./:*#\"'№", c) ? ' ' : c;
    }
    text_fold(a, (struct str){p, n}, &f);
    return str_trim(f.text);
}

static bool is_one_of(struct str name, const char *names)
{
    struct str rest = str_of(names), one;
    while (str_split(&rest, '|', &one))
        if (str_eq(one, name))
            return true;
    return false;
}

static const char *field_of(struct str name)
{
    for (size_t i = 0; i < sizeof NAMES / sizeof *NAMES; i++)
        if (is_one_of(name, NAMES[i].names))
            return NAMES[i].field;
    return "";
}

/* The last part of "comment.original.text". */
static struct str last_part(struct str name)
{
    size_t at = name.n;
    while (at && name.p[at - 1] != '.')
        at--;
    return str_from(name, at);
}

static bool is_ours(struct str name)
{
    for (const char *const *word = OURS; *word; word++)
        if (holds(name, *word))
            return true;
    return false;
}

static bool taken(const char *const *fields, size_t n, const char *field)
{
    for (size_t i = 0; i < n; i++)
        if (fields[i] && strcmp(fields[i], field) == 0)
            return true;
    return false;
}

static const char *mapped(struct arena *a, const struct table_map *map,
                          struct str name, size_t number)
{
    for (size_t i = 0; i < map->n; i++) {
        const struct table_pair *p = &map->pairs[i];
        int64_t at;
        if (str_eq(str_trim(p->column), str_trim(name)) ||
            str_eq(plain(a, p->column), plain(a, name)) ||
            (str_int(p->column, &at) && at == (int64_t)number))
            return p->field;
    }
    return NULL;
}

void table_columns(struct arena *a, const struct table_map *map,
                   const struct str *names, size_t n, const char **fields)
{
    for (size_t i = 0; i < n; i++)
        fields[i] = mapped(a, map, names[i], i + 1);
    /* Our own rows have a number of the store besides. */
    for (size_t i = 0; i < n; i++)
        if (str_eqz(names[i], "key1") && !taken(fields, n, "id"))
            fields[i] = "id";
    /* By the whole name, then by the last part of it. */
    for (int pass = 0; pass < 2; pass++)
        for (size_t i = 0; i < n; i++) {
            struct str name = plain(a, names[i]);
            if (fields[i] || (is_ours(name) && (pass || !*field_of(name))))
                continue;
            if (!pass && str_eqz(name, "name")) /* of what? */
                continue;
            if (pass)
                name = plain(a, last_part(names[i]));
            const char *field = field_of(name);
            if (*field && !taken(fields, n, field))
                fields[i] = field;
        }
    for (size_t i = 0; i < n; i++)
        fields[i] = fields[i] ? fields[i] : "";
}

/* "url" and "thread" are what people call two of the fields. */
static const char *field_named(struct str name)
{
    if (str_eqz(name, "-"))
        return "";
    for (const char *const *f = table_fields; *f; f++)
        if (str_eq_nocase(name, str_of(*f)))
            return *f;
    return str_eqz(name, "url") ? "permalink" : NULL;
}

static bool unknown_field(struct str name, struct err *e)
{
    struct arena a = {0};
    struct str all = STR("url -");
    for (const char *const *f = table_fields; *f; f++)
        all = str_printf(&a, "%s " STR_FMT, *f, STR_ARG(all));
    err_set(e, "no field '" STR_FMT "'; there are: " STR_FMT, STR_ARG(name),
            STR_ARG(all));
    arena_clear(&a);
    return false;
}

bool table_map_read(struct table_map *map, struct arena *a, struct str text,
                    struct err *e)
{
    size_t cap = 0;
    struct str pair;
    *map = (struct table_map){0};
    while (str_split(&text, ',', &pair)) {
        size_t at = pair.n;
        while (at && pair.p[at - 1] != '=')
            at--;
        if (!str_trim(pair).n)
            continue;
        if (!at)
            return err_set(e, "'" STR_FMT "' is no COLUMN=FIELD",
                           STR_ARG(str_trim(pair)));
        struct str name = str_trim(str_from(pair, at));
        const char *field = field_named(name);
        if (!field)
            return unknown_field(name, e);
        map->pairs =
            arena_grow(a, map->pairs, map->n, &cap, sizeof *map->pairs);
        map->pairs[map->n++] =
            (struct table_pair){str_trim(str_part(pair, 0, at - 1)), field};
    }
    return true;
}
