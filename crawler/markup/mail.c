/* SPDX-License-Identifier: MIT
 * mail: one message as a tree that XPath can ask. */
#include "crawler/markup/mail.h"

#include <gmime/gmime.h>
#include <inttypes.h>
#include <string.h>

#include "base/ascii.h"
#include "crawler/markup/bundle.h"
#include "crawler/markup/legal.h"
#include "crawler/markup/mail_words.h"

enum {
    DEEP = 20,           /* parts in parts */
    PARTS_MOST = 1000,   /* of a message */
    MESSAGES_MOST = 1000 /* within it */
};

struct mail_tree {
    const struct charsets *charsets;
    struct arena *a;
    xmlDoc *doc;
    size_t parts, messages; /* so far */
    struct str charset;     /* of the message that is read, for bytes in its
                               headers that say none */
};

/* What the parts of one message say. */
struct said {
    struct buf plain, html;
    xmlNode *node;      /* of the message, for names of attachments */
    GMimeMessage **own; /* messages attached, n of them */
    size_t n, cap;
};

void mail_ready(void)
{
    static bool done;
    if (!done)
        g_mime_init();
    done = true;
}

static struct str raw_header(GMimeMessage *m, const char *name)
{
    GMimeHeaderList *all = g_mime_object_get_header_list((GMimeObject *)m);
    GMimeHeader *h = g_mime_header_list_get_header(all, name);
    return str_of(h ? g_mime_header_get_raw_value(h) : NULL);
}

static struct str header(struct mail_tree *t, GMimeMessage *m, const char *name)
{
    return mail_header(t->charsets, t->a, raw_header(m, name), t->charset);
}

/* The name; of an address without one what stands before the @. */
static struct str author_of(struct arena *a, struct str from)
{
    ptrdiff_t open = -1;
    for (size_t i = from.n; i-- > 0 && open < 0;)
        if (from.p[i] == '<')
            open = (ptrdiff_t)i;
    struct str name = str_trim(str_part(from, 0, open < 0 ? 0 : (size_t)open));
    if (name.n > 1 && name.p[0] == '"' && name.p[name.n - 1] == '"')
        name = str_trim(str_part(name, 1, name.n - 2));
    name = str_replaced(a, name, STR("\\\""), STR("\""));
    if (name.n && str_find_char(name, '@') < 0)
        return name;
    struct str address =
        open < 0 ? str_trim(from) : str_from(from, (size_t)open + 1);
    ptrdiff_t bracket = str_find_char(address, '(');
    ptrdiff_t end = str_find_char(address, ')');
    if (bracket >= 0 && end > bracket + 1) /* ann@a.example (Ann) */
        return str_trim(str_part(address, (size_t)bracket + 1,
                                 (size_t)(end - bracket) - 1));
    ptrdiff_t at = str_find_char(address, '@');
    return str_trim(str_part(address, 0, at < 0 ? address.n : (size_t)at));
}

/* "by mx.example with ESMTP; Fri, 8 Nov 2024 05:39:00 +0300" */
static struct str date_of_received(struct str received)
{
    size_t at = received.n;
    while (at && received.p[at - 1] != ';')
        at--;
    return at ? str_trim(str_from(received, at)) : (struct str){0};
}

/* "Re: Fwd: [list] Bill" and "Bill" are one thread. */
static struct str without_re(struct str subject)
{
    static const struct str HEADS[] = {
        STR("re:"), STR("fwd:"), STR("fw:"),    STR("aw:"),   STR("Отв:"),
        STR("На:"), STR("отв:"), STR("ответ:"), STR("Ответ:")};
    for (size_t i = 0; i < sizeof HEADS / sizeof *HEADS; i++)
        if (str_starts_nocase(subject, HEADS[i])) {
            subject = str_trim(str_from(subject, HEADS[i].n));
            i = (size_t)-1;
        }
    return subject;
}

static struct str parameter(GMimeContentType *type, const char *name)
{
    return str_of(g_mime_content_type_get_parameter(type, name));
}

/* Of the message or of its first part that says one. */
static struct str charset_of(GMimeObject *part, int depth)
{
    struct str charset = {0};
    if (!part || depth > DEEP)
        return charset;
    charset = parameter(g_mime_object_get_content_type(part), "charset");
    int n = GMIME_IS_MULTIPART(part)
                ? g_mime_multipart_get_count((GMimeMultipart *)part)
                : 0;
    for (int i = 0; i < n && i < DEEP && !charset.n; i++)
        charset = charset_of(
            g_mime_multipart_get_part((GMimeMultipart *)part, i), depth + 1);
    return charset;
}

static xmlNode *put_message(struct mail_tree *t, GMimeMessage *m)
{
    struct arena *a = t->a;
    xmlNode *n = xmlNewDocNode(t->doc, NULL, (const xmlChar *)"message", NULL);
    struct str id = mail_id(a, header(t, m, "Message-ID"), false);
    struct str refs = header(t, m, "References");
    struct str answers = mail_id(a, header(t, m, "In-Reply-To"), false);
    struct str first = mail_id(a, refs, false);
    struct str subject = header(t, m, "Subject");
    struct str from = header(t, m, "From");
    if (!answers.n)
        answers = mail_id(a, refs, true);
    legal_member(n, "id", id);
    legal_member(n, "subject", subject);
    legal_member(n, "topic", without_re(subject));
    legal_member(n, "from",
                 author_of(a, from.n ? from : header(t, m, "Sender")));
    legal_member(n, "date", header(t, m, "Date"));
    legal_member(n, "received", date_of_received(header(t, m, "Received")));
    legal_member(n, "reply_to", answers);
    legal_member(n, "thread", first.n ? first : answers.n ? answers : id);
    legal_member(n, "link", mail_id(a, header(t, m, "Archived-At"), false));
    xmlAddChild(xmlDocGetRootElement(t->doc), n);
    t->messages++;
    return n;
}

/* ---- parts ---- */

static struct str content_of(struct mail_tree *t, GMimePart *part)
{
    GMimeDataWrapper *w = g_mime_part_get_content(part);
    if (!w)
        return (struct str){0};
    GMimeStream *to = g_mime_stream_mem_new();
    g_mime_data_wrapper_write_to_stream(w, to);
    GByteArray *bytes = g_mime_stream_mem_get_byte_array((GMimeStreamMem *)to);
    struct str s = str_dup(
        t->a, (struct str){(const char *)bytes->data, (size_t)bytes->len});
    g_object_unref(to);
    return s;
}

static bool is_attached(GMimePart *part)
{
    const char *how = g_mime_object_get_disposition((GMimeObject *)part);
    return how && g_ascii_strcasecmp(how, "attachment") == 0;
}

static void put_part(struct mail_tree *t, struct said *s, GMimePart *part)
{
    GMimeContentType *type =
        g_mime_object_get_content_type((GMimeObject *)part);
    bool plain = g_mime_content_type_is_type(type, "text", "plain");
    bool html = g_mime_content_type_is_type(type, "text", "html");
    if (is_attached(part) || (!plain && !html)) {
        struct str name = str_of(g_mime_part_get_filename(part));
        legal_member(s->node, "attachment",
                     mail_header(t->charsets, t->a, name, t->charset));
        return;
    }
    struct str text = mail_text(t->charsets, t->a, content_of(t, part),
                                parameter(type, "charset"));
    if (plain && str_eq_nocase(parameter(type, "format"), STR("flowed")))
        text = mail_unflow(t->a, text,
                           str_eq_nocase(parameter(type, "delsp"), STR("yes")));
    buf_str(plain ? &s->plain : &s->html, text);
    if (!str_ends(text, STR("\n")))
        buf_char(plain ? &s->plain : &s->html, '\n');
}

static void walk(struct mail_tree *t, struct said *s, GMimeObject *part,
                 int depth)
{
    if (!part || depth > DEEP || t->parts++ > PARTS_MOST)
        return;
    if (GMIME_IS_MULTIPART(part)) {
        int n = g_mime_multipart_get_count((GMimeMultipart *)part);
        for (int i = 0; i < n; i++)
            walk(t, s, g_mime_multipart_get_part((GMimeMultipart *)part, i),
                 depth + 1);
    } else if (GMIME_IS_MESSAGE_PART(part)) {
        GMimeMessage *m =
            g_mime_message_part_get_message((GMimeMessagePart *)part);
        if (!m)
            return;
        s->own = arena_grow(t->a, s->own, s->n, &s->cap, sizeof *s->own);
        s->own[s->n++] = m;
    } else if (GMIME_IS_PART(part)) {
        put_part(t, s, (GMimePart *)part);
    }
}

/* Plain text as markup, for what holds < and & (addresses in <>). */
static struct str escaped(struct arena *a, struct str text)
{
    struct buf out;
    if (str_find_char(text, '<') < 0 && str_find_char(text, '&') < 0)
        return text;
    buf_init(&out, 6 * text.n + 1);
    for (size_t i = 0; i < text.n; i++)
        if (text.p[i] == '<')
            buf_z(&out, "&lt;");
        else if (text.p[i] == '&')
            buf_z(&out, "&amp;");
        else if (text.p[i] == '\n')
            buf_z(&out, "<br>\n");
        else
            buf_char(&out, text.p[i]);
    struct str s = str_dup(a, buf_view(&out));
    buf_clear(&out);
    return s;
}

/* ---- digests in plain text ---- */

/* Thirty dashes alone part the messages of an RFC 1153 digest. */
static bool is_rule(struct str line)
{
    enum { DASHES = 30 };
    line = str_trim(line);
    for (size_t i = 0; i < line.n; i++)
        if (line.p[i] != '-')
            return false;
    return line.n == DASHES;
}

static struct str digest_header(struct str text, const char *name)
{
    struct str line;
    while (str_split(&text, '\n', &line) && str_trim(line).n)
        if (str_starts_nocase(line, str_of(name)))
            return str_trim(str_from(line, strlen(name)));
    return (struct str){0};
}

static void digest_message(struct mail_tree *t, struct str text)
{
    xmlNode *n = xmlNewDocNode(t->doc, NULL, (const xmlChar *)"message", NULL);
    struct str subject = digest_header(text, "Subject:");
    ptrdiff_t end = str_find(text, STR("\n\n"));
    legal_member(n, "id",
                 mail_id(t->a, digest_header(text, "Message-ID:"), false));
    legal_member(n, "subject", subject);
    legal_member(n, "topic", without_re(subject));
    legal_member(n, "from", author_of(t->a, digest_header(text, "From:")));
    legal_member(n, "date", digest_header(text, "Date:"));
    legal_member(n, "text",
                 escaped(t->a, str_from(text, end < 0 ? text.n : (size_t)end)));
    xmlAddChild(xmlDocGetRootElement(t->doc), n);
    t->messages++;
}

/* Messages between such rules that have an author and a date. */
static bool put_digest(struct mail_tree *t, struct str text)
{
    struct str line, rest = str_replaced(t->a, text, STR("\r\n"), STR("\n"));
    struct str *pieces = NULL;
    size_t n = 0, cap = 0, good = 0;
    const char *from = NULL;
    while (str_split(&rest, '\n', &line)) {
        if (!is_rule(line))
            continue;
        if (from) {
            pieces = arena_grow(t->a, pieces, n, &cap, sizeof *pieces);
            struct str one =
                str_trim((struct str){from, (size_t)(line.p - from)});
            bool whole =
                digest_header(one, "From:").n && digest_header(one, "Date:").n;
            good += whole;
            if (whole)
                pieces[n++] = one;
        }
        from = line.p + line.n;
    }
    if (good < 1)
        return false;
    for (size_t i = 0; i < n && t->messages < MESSAGES_MOST; i++)
        digest_message(t, pieces[i]);
    return true;
}

/* ---- a message ---- */

/* Plain text that only says that there is HTML. */
static bool is_stand_in(struct str plain, struct str html)
{
    enum { LITTLE = 20 };
    return !str_trim(plain).n ||
           (html.n &&
            (str_trim(plain).n < LITTLE || str_find(plain, STR("HTML")) >= 0) &&
            html.n > 10 * plain.n);
}

static void put_all(struct mail_tree *t, GMimeMessage *m, int depth)
{
    struct said s = {.node = NULL};
    if (depth > DEEP || t->messages >= MESSAGES_MOST)
        return;
    buf_init(&s.plain, 16 * 1024 * 1024);
    buf_init(&s.html, 16 * 1024 * 1024);
    t->charset = charset_of(g_mime_message_get_mime_part(m), 0);
    s.node = put_message(t, m);
    walk(t, &s, g_mime_message_get_mime_part(m), 0);
    struct str plain = buf_view(&s.plain), html = buf_view(&s.html);
    bool digest = put_digest(t, plain);
    if (digest || s.n > 1) { /* its own words are a table of contents */
        xmlUnlinkNode(s.node);
        xmlFreeNode(s.node);
    } else if (is_stand_in(plain, html)) {
        legal_member(s.node, "html", html);
    } else {
        legal_member(s.node, "text", escaped(t->a, plain));
    }
    buf_clear(&s.plain);
    buf_clear(&s.html);
    for (size_t i = 0; i < s.n; i++)
        put_all(t, s.own[i], depth + 1);
}

/* False with the cause when this is no message. */
static bool add_message(struct mail_tree *t, struct str bytes, struct err *e)
{
    GMimeStream *stream = g_mime_stream_mem_new_with_buffer(bytes.p, bytes.n);
    GMimeParser *parser = g_mime_parser_new_with_stream(stream);
    g_mime_parser_set_format(parser, GMIME_FORMAT_MESSAGE);
    GMimeMessage *m = g_mime_parser_construct_message(parser, NULL);
    g_object_unref(parser);
    g_object_unref(stream);
    bool any = m && (raw_header(m, "From").n || raw_header(m, "Subject").n ||
                     raw_header(m, "Message-ID").n);
    t->parts = t->messages = 0;
    if (any)
        put_all(t, m, 0);
    if (m)
        g_object_unref(m);
    return any || err_set(e, "this is no mail: it has no From, Subject or "
                             "Message-ID");
}

static void add_fault(struct mail_tree *t, int64_t uid, struct str why)
{
    xmlNode *n = xmlNewDocNode(t->doc, NULL, (const xmlChar *)"fault", NULL);
    xmlNewProp(n, (const xmlChar *)"line",
               (const xmlChar *)str_printf(t->a, "%" PRId64, uid).p);
    legal_put(n, why);
    xmlAddChild(xmlDocGetRootElement(t->doc), n);
}

static void add_bundle(struct mail_tree *t, struct str rest)
{
    struct str message;
    int64_t uid;
    while (bundle_next(&rest, &message, &uid)) {
        struct err why = {0};
        if (!add_message(t, message, &why))
            add_fault(t, uid, str_of(why.msg));
    }
}

xmlDoc *mail_parse(const struct charsets *charsets, struct arena *a,
                   struct str bytes, bool bundle, struct err *e)
{
    struct mail_tree t = {
        .charsets = charsets, .a = a, .doc = xmlNewDoc((const xmlChar *)"1.0")};
    mail_ready();
    t.doc->dict = xmlDictCreate();
    xmlDocSetRootElement(
        t.doc, xmlNewDocNode(t.doc, NULL, (const xmlChar *)"mail", NULL));
    if (bundle) {
        add_bundle(&t, bytes);
    } else if (!add_message(&t, bytes, e)) {
        xmlFreeDoc(t.doc);
        return NULL;
    }
    return t.doc;
}
