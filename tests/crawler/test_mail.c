/* SPDX-License-Identifier: MIT
 * mail: messages as trees, what their authors say themselves, and files that
 * hold many. */
#include "crawler/markup/mail.h"

#include <string.h>

#include "crawler/markup/mail_words.h"
#include "crawler/reading/mail_said.h"
#include "crawler/reading/mbox.h"
#include "tests/test.h"

#define HEAD "From: Ann <a@a.example>\nSubject: x\n"

static const struct {
    const char *message, *path, *wanted; /* an element, and its text */
} PARTS[] = {
    {HEAD "\nNo signal\n", "text", "No signal\n"},
    {HEAD "\nNo signal\n", "from", "Ann"},
    /* names of authors, as mailers write them */
    {"From: \"Ann \\\"A\\\" Lee\" <a@a.example>\n\nx", "from", "Ann \"A\" Lee"},
    {"From: ann@a.example (Ann Lee)\n\nx", "from", "Ann Lee"},
    {"From: <ann.lee@a.example>\n\nx", "from", "ann.lee"},
    {"From: ann@a.example\n\nx", "from", "ann"},
    {"From: =?koi8-r?B?4c7OwQ==?= <a@a.example>\n\nx", "from", "Анна"},
    {"From: \"=?windows-1251?Q?=C0=ED=ED=E0?=\" <a@a.example>\n\nx", "from",
     "Анна"},
    /* a letter cut in two, words in a row, folded; a word that is none */
    {"From: a\nSubject: =?UTF-8?B?0KHRh9E=?=\n =?UTF-8?B?kdGC?=\n\nx",
     "subject", "Счёт"},
    {"From: a\nSubject: Re: =?UTF-8?Q?=D0=A1=D1=87=D1=91=D1=82?= 5\n\nx",
     "topic", "Счёт 5"},
    {"From: a\nSubject: =?x=?= 2+2=?4\n\nx", "subject", "=?x=?= 2+2=?4"},
    /* eight bits in a header, without a word of their charset */
    {"From: a\nContent-Type: text/plain; charset=windows-1251\nSubject: "
     "\xD1\xF7\xB8\xF2 \xED\xE5 \xEF\xF0\xE8\xF8\xB8\xEB\n\n"
     "x",
     "subject", "Счёт не пришёл"},
    /* what a part says of its charset, and what its bytes are */
    {HEAD "Content-Type: text/plain; charset=us-ascii\n\nСвязи нет", "text",
     "Связи нет\n"},
    {HEAD "Content-Type: text/plain; charset=iso-8859-1\n\n"
          "\xD1\xE2\xFF\xE7\xE8 \xED\xE5\xF2 \xF2\xF0\xE5\xF2\xE8\xE9 "
          "\xE4\xE5\xED\xFC",
     "text", "Связи нет третий день\n"},
    {HEAD
     "Content-Type: text/plain; charset=koi8-r\n"
     "Content-Transfer-Encoding: quoted-printable\n\n=F7=D3=C5 =\n=D4=C1=CD",
     "text", "Все там\n"},
    {HEAD "Content-Type: text/plain; charset=utf-8\n"
          "Content-Transfer-Encoding: base64\n\n0KHQstGP0LfQuCDQvdC10YI=\n",
     "text", "Связи нет\n"},
    {HEAD "Content-Type: text/plain; format=flowed\n\nNo \nsignal\n> a \n> b\n"
          "-- \nAnn\n",
     "text", "No signal\n> a b\n-- \nAnn\n"},
    /* parts in parts: the plain one, and what is attached by name */
    {HEAD
     "Content-Type: multipart/alternative; boundary=b\n\n--b\n\nplain text\n"
     "--b\nContent-Type: text/html\n\n<p>html</p>\n--b--\n",
     "text", "plain text\n"},
    {HEAD "Content-Type: multipart/alternative; boundary=b\n\n--b\n\n\n--b\n"
          "Content-Type: text/html\n\n<p>html</p>\n--b--\n",
     "html", "<p>html</p>\n"},
    {HEAD "Content-Type: multipart/mixed; boundary=\"b c\"\n\n--b c\n"
          "Content-Type: multipart/related; boundary=d\n\n--d\n\ninner\n--d--\n"
          "--b c\nContent-Type: application/pdf; name*=UTF-8''a%20b.pdf\n"
          "Content-Disposition: attachment\n\nAAAA\n--b c--\n",
     "attachment", "a b.pdf"},
    {HEAD "Content-Type: multipart/mixed; boundary=b\n\n--b\n\nnever closed",
     "text", "never closed\n"},
    /* threads, ids, dates */
    {HEAD "Message-ID: <m@a>\nIn-Reply-To: your mail <p@a> of today\n\nx",
     "reply_to", "p@a"},
    {HEAD "Message-ID: <m@a>\nReferences: <r@a>\n\t<p@a>\n\nx", "reply_to",
     "p@a"},
    {HEAD "Message-ID: <m@a>\nReferences: <r@a>\n\t<p@a>\n\nx", "thread",
     "r@a"},
    {HEAD "Message-ID: m@a\n\nx", "id", "m@a"},
    {HEAD "Received: by mx; Fri, 8 Nov 2024 05:39:00 +0300\n\nx", "received",
     "Fri, 8 Nov 2024 05:39:00 +0300"},
};

static xmlNode *find(xmlNode *n, const char *name)
{
    for (n = n ? n->children : NULL; n; n = n->next)
        if (strcmp((const char *)n->name, name) == 0)
            return n;
    return NULL;
}

static struct charsets *charsets;

static xmlDoc *parsed(struct arena *a, const char *message)
{
    struct err e = {0};
    if (!charsets)
        charsets = charsets_new();
    xmlDoc *doc = mail_parse(charsets, a, str_of(message), false, &e);
    if (!doc)
        ck_abort_msg("%s: %s", message, e.msg);
    return doc;
}

TEST(messages_become_trees)
{
    for (size_t i = 0; i < sizeof PARTS / sizeof *PARTS; i++) {
        struct arena a = {0};
        xmlDoc *doc = parsed(&a, PARTS[i].message);
        xmlNode *n =
            find(find(xmlDocGetRootElement(doc), "message"), PARTS[i].path);
        xmlChar *text = n ? xmlNodeGetContent(n) : NULL;
        if (!text || strcmp((char *)text, PARTS[i].wanted) != 0)
            ck_abort_msg("%s\n%s: '%s' and not '%s'", PARTS[i].message,
                         PARTS[i].path, (char *)text, PARTS[i].wanted);
        xmlFree(text);
        xmlFreeDoc(doc);
        arena_clear(&a);
    }
}
END

static const struct {
    const char *message, *ids; /* of the messages that come of it */
} DIGESTS[] = {
    {HEAD "Message-ID: <d>\nContent-Type: multipart/digest; boundary=b\n\n"
          "--b\n\nFrom: c\nMessage-ID: <1@l>\n\none\n--b\n\n"
          "From: d\nMessage-ID: <2@l>\n\ntwo\n--b--\n",
     "1@l 2@l"},
    {HEAD "Message-ID: <f@a>\nContent-Type: multipart/mixed; boundary=b\n\n"
          "--b\n\nlook\n--b\nContent-Type: message/rfc822\n\n"
          "From: c\nMessage-ID: <1@l>\n\none\n--b--\n",
     "f@a 1@l"},
    {HEAD "Message-ID: <d@l>\n\nToday's Topics:\n\n"
          "------------------------------\n\n"
          "Date: Fri, 8 Nov 2024 05:39:00 +0300\nFrom: Ann <a@a>\n"
          "Subject: [l] x\nMessage-ID: <1@l>\n\none\n\n"
          "------------------------------\n\n"
          "Date: Fri, 8 Nov 2024 05:40:00 +0300\nFrom: Bob <b@a>\n"
          "Subject: y\nMessage-ID: <2@l>\n\ntwo\n\n"
          "------------------------------\n\nEnd of l Digest\n",
     "1@l 2@l"},
};

TEST(digests_are_their_messages)
{
    for (size_t i = 0; i < sizeof DIGESTS / sizeof *DIGESTS; i++) {
        struct arena a = {0};
        struct str ids = {0};
        xmlDoc *doc = parsed(&a, DIGESTS[i].message);
        for (xmlNode *n = xmlDocGetRootElement(doc)->children; n; n = n->next) {
            xmlChar *id = xmlNodeGetContent(find(n, "id"));
            ids = str_printf(&a, STR_FMT "%s%s", STR_ARG(ids), ids.n ? " " : "",
                             (char *)id);
            xmlFree(id);
        }
        ck_assert_str_eq(ids.p, DIGESTS[i].ids);
        xmlFreeDoc(doc);
        arena_clear(&a);
    }
}
END

static const struct {
    const char *text, *said;
} SAID[] = {
    {"Mine\n\nOn Mon, Nov 4, 2024 at 5:39 PM Ann <a@a> wrote:\n> theirs\n>> "
     "x\n",
     "Mine"},
    {"On Mon, Nov 4, 2024 at 5:39 PM\nAnn Lee <a@a.example> wrote:\n\n> "
     "theirs\n"
     "Mine",
     "Mine"},
    {"> theirs\n\nMine\n> more\nMine too", "Mine\nMine too"},
    {"Моё\n\n07.11.2024 12:01, Поддержка <h@v.example> пишет:\n> чужое", "Моё"},
    {"Моё\n\nпн, 4 нояб. 2024 г. в 17:39, Анна <a@a.example>:\n> чужое", "Моё"},
    {"Моё\n\n4 ноября 2024 г., 17:39 пользователь Анна написал:\n\n> чужое",
     "Моё"},
    {"Mine\n\n-----Original Message-----\nFrom: x\n\ntheirs", "Mine"},
    {"Mine\n\nFrom: Ann\nSent: Monday\nTo: Bob\nSubject: x\n\ntheirs", "Mine"},
    {"Моё\n\n*От:* Анна\n*Отправлено:* пн\n*Кому:* Вам\n*Тема:* х\n\nчужое",
     "Моё"},
    {"Моё\n-------- Пересылаемое сообщение --------\n07.11.2024, "
     "Анна:\n\nчужое",
     "Моё"},
    {"---------- Forwarded message ---------\nFrom: x\n\ntheirs", ""},
    {"Begin forwarded message:\n\nFrom: x\n\ntheirs", ""},
    {"Mine\n-- \nAnn Lee\nVyuga Ltd", "Mine"},
    {"Моё\n\nОтправлено с iPhone", "Моё"},
    {"Mine\n\nSent from my Galaxy\n", "Mine"},
    {"Mine\n_______________________________________________\n"
     "list mailing list\nlist@l.example",
     "Mine"},
    /* what only looks like it */
    {"From: the bottom of my heart", "From: the bottom of my heart"},
    {"He wrote:\nno signal", "He wrote:\nno signal"},
    {"Отправлено с почты в пятницу, а письма до сих пор нет, и никто не может "
     "сказать, где оно",
     "Отправлено с почты в пятницу, а письма до сих пор нет, и никто не может "
     "сказать, где оно"},
    {"one\n--\ntwo\n3\n4\n5\n6\n7\n8\n9\n10\n11\n12\n13\n14",
     "one\n--\ntwo\n3\n4\n5\n6\n7\n8\n9\n10\n11\n12\n13\n14"},
};

TEST(authors_say_only_their_own)
{
    for (size_t i = 0; i < sizeof SAID / sizeof *SAID; i++) {
        struct arena a = {0};
        struct str got = mail_said(&a, str_of(SAID[i].text));
        if (!str_eqz(got, SAID[i].said))
            ck_abort_msg("%s\n---\n" STR_FMT, SAID[i].text, STR_ARG(got));
        arena_clear(&a);
    }
}
END

static const struct {
    const char *file, *bodies; /* "LINE body|LINE body" */
} BOXES[] = {
    {"From a Fri\nSubject: x\n\none\n\nFrom b Fri\nSubject: y\n\ntwo\n",
     "2 Subject: x\n\none\n\n|7 Subject: y\n\ntwo\n"},
    /* what was quoted for it, and what was not and is no message */
    {"From a\nA: x\n\n>From me\n>>From her\nFrom here\n\nFrom now on\nit "
     "rains\n",
     "2 A: x\n\nFrom me\n>From her\nFrom here\n\nFrom now on\nit rains\n"},
    {"From a\nContent-Length: 23\n\none\n\nFrom b\nA: no\n\nx>y\nFrom c\nA: "
     "y\n\n"
     "two\n",
     "2 Content-Length: 23\n\none\n\nFrom b\nA: no\n\nx>y\n|11 A: y\n\ntwo\n"},
    /* a length that lies */
    {"From a\nContent-Length: 3\n\none\n\nFrom b\nA: y\n\ntwo\n",
     "2 Content-Length: 3\n\none\n\n|7 A: y\n\ntwo\n"},
    {"\r\nFrom a\r\nA: x\r\n\r\none\r\n", "3 A: x\r\n\r\none\r\n"},
};

TEST(boxes_are_cut_into_messages)
{
    for (size_t i = 0; i < sizeof BOXES / sizeof *BOXES; i++) {
        struct mbox m = {str_of(BOXES[i].file), 0, 1};
        struct buf body, all;
        int line;
        buf_init(&body, 1 << 20);
        buf_init(&all, 1 << 20);
        while (mbox_next(&m, &body, &line))
            buf_printf(&all, "%s%d " STR_FMT, all.n ? "|" : "", line,
                       STR_ARG(buf_view(&body)));
        ck_assert_str_eq(all.p, BOXES[i].bodies);
        buf_clear(&body);
        buf_clear(&all);
    }
}
END

TEST(what_is_no_mail_says_so)
{
    static const char *const WRONG[] = {"", "\n\n", "hello", "X: y\n\nz"};
    struct arena a = {0};
    xmlFreeDoc(parsed(&a, HEAD "\nx")); /* opens the converters */
    for (size_t i = 0; i < sizeof WRONG / sizeof *WRONG; i++) {
        struct err e = {0};
        ck_assert_ptr_null(
            mail_parse(charsets, &a, str_of(WRONG[i]), false, &e));
        ck_assert_str_eq(e.msg, "this is no mail: it has no From, Subject or "
                                "Message-ID");
    }
    arena_clear(&a);
}
END

TEST_MAIN("mail", messages_become_trees, digests_are_their_messages,
          authors_say_only_their_own, boxes_are_cut_into_messages,
          what_is_no_mail_says_so)
