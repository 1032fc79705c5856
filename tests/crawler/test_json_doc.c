/* SPDX-License-Identifier: MIT
 * json_doc: the tree that JSON becomes, and what is forgiven in JSON-LD. */
#include "crawler/markup/json_doc.h"

#include <string.h>

#include "tests/test.h"

static void check_xml(xmlDoc *doc, const char *wanted)
{
    xmlBuffer *out = xmlBufferCreate();
    xmlNodeDump(out, doc, xmlDocGetRootElement(doc), 0, 0);
    ck_assert_str_eq((const char *)xmlBufferContent(out), wanted);
    xmlBufferFree(out);
}

static const struct {
    const char *json, *xml;
} TREES[] = {
    {"{\"a\":[1,{\"im:x\":null}]}",
     "<json><a><item>1</item><item><im_x key=\"im:x\" null=\"1\"/></item></a>"
     "</json>"},
    {"[true,false,\"\"]",
     "<json><item>true</item><item>false</item><item/></json>"},
    {"{\"@type\":\"Review\"}",
     "<json><_type key=\"@type\">Review</_type></json>"},
    {"{\"1st\":1,\"\":2}",
     "<json><_1st key=\"1st\">1</_1st><_ key=\"\">2</_></json>"},
    {"9007199254740993", "<json>9007199254740993</json>"},
    {"12.50", "<json>12.50</json>"},
    {"{\"t\":\"a\\u0001b\\ud800c\"}", "<json><t>a b\xEF\xBF\xBD"
                                      "c</t></json>"},
    {"{\"ключ\":\"<&>\"}",
     "<json><________ "
     "key=\"&#x43A;&#x43B;&#x44E;&#x447;\">&lt;&amp;&gt;</________></json>"},
    {"  {} \n", "<json/>"},
    {"null", "<json null=\"1\"/>"},
};

TEST(json_becomes_a_tree)
{
    for (size_t i = 0; i < sizeof TREES / sizeof *TREES; i++) {
        struct err e = {0};
        xmlDoc *doc = json_doc_parse(str_of(TREES[i].json), &e);
        if (!doc)
            ck_abort_msg("%s: %s", TREES[i].json, e.msg);
        check_xml(doc, TREES[i].xml);
        xmlFreeDoc(doc);
    }
}
END

TEST(what_is_no_json_is_told)
{
    static const char *const WRONG[] = {
        "{\"a\":", "{\"a\":1}x", "{a:1}", "", "{\"a\":\"\xff\"}", "[1,]",
    };
    for (size_t i = 0; i < sizeof WRONG / sizeof *WRONG; i++) {
        struct err e = {0};
        xmlDoc *doc = json_doc_parse(str_of(WRONG[i]), &e);
        if (doc)
            ck_abort_msg("%s was read", WRONG[i]);
        ck_assert_ptr_nonnull(strstr(e.msg, "not JSON"));
    }
}
END

TEST(depth_has_a_ceiling)
{
    char deep[400] = "";
    struct err e = {0};
    memset(deep, '[', 200);
    memset(deep + 200, ']', 199);
    ck_assert_ptr_null(json_doc_parse(str_of(deep), &e));
    ck_assert_str_ne(e.msg, "");
}
END

static const struct {
    const char *text, *xml;
} LOOSE[] = {
    {"/* c */ {\"a\":1,} // end\n", "<json><item><a>1</a></item></json>"},
    {"//<![CDATA[\n{\"a\":\"x // y\"}\n//]]>",
     "<json><item><a>x // y</a></item></json>"},
    {"<!-- {\"a\":[1,2,]} -->",
     "<json><item><a><item>1</item><item>2</item></a></item></json>"},
    {"{\"a\":\"line\none\ttab\"};",
     "<json><item><a>line\none\ttab</a></item></json>"},
    {"{&quot;a&quot;:&quot;b&quot;}", "<json><item><a>b</a></item></json>"},
    {"{\"a\":1}{\"a\":2}",
     "<json><item><a>1</a></item><item><a>2</a></item></json>"},
    {"{\"a\":\"say \"hi\" now\",\"b\":1}",
     "<json><item><a>say \"hi\" now</a><b>1</b></item></json>"},
    {"{\"a\":\"\\d\"}", "<json><item><a>\\d</a></item></json>"},
    {"{\"url\":\"http:\\/\\/x\\/\"}",
     "<json><item><url>http://x/</url></item></json>"},
    {"f({key: 'k', data:[1,\"a\"], more: {}});",
     "<json><item><item>1</item><item>a</item></item><item/></json>"},
    {"window.state = {\"a\":1};", "<json><item><a>1</a></item></json>"},
    {"push([1])", "<json><item><item>1</item></item></json>"},
    {"nothing", "<json/>"},
    {"{\"a\":", "<json/>"},
};

TEST(what_sites_write_is_forgiven)
{
    for (size_t i = 0; i < sizeof LOOSE / sizeof *LOOSE; i++) {
        xmlDoc *doc = json_doc_new();
        json_doc_add_loose(doc, str_of(LOOSE[i].text));
        check_xml(doc, LOOSE[i].xml);
        xmlFreeDoc(doc);
    }
}
END

TEST_MAIN("json_doc", json_becomes_a_tree, what_is_no_json_is_told,
          depth_has_a_ceiling, what_sites_write_is_forgiven)
