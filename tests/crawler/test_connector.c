/* SPDX-License-Identifier: MIT
 * connector: every kind reads its own pages; wrong files are told by line. */
#include "crawler/reading/connector.h"

#include <string.h>
#include <sys/stat.h>

#include "crawler/reading/read_page.h"
#include "crawler/reading/reading.h"
#include "tests/test.h"

TEST(every_kind_reads_its_pages)
{
    struct buf out;
    buf_init(&out, 1 << 20);
    int faults = reading_check("rules/connectors", &out);
    if (faults)
        ck_abort_msg("%d faults:\n%s", faults, out.p);
    buf_clear(&out);
}
END

/* A folder with one connector of the text given. */
static const char *folder_with(const char *text)
{
    static char folder[] = "/tmp/molva-connector-XXXXXX";
    static char path[64];
    snprintf(folder, sizeof folder, "/tmp/molva-connector-XXXXXX");
    ck_assert_ptr_nonnull(mkdtemp(folder));
    snprintf(path, sizeof path, "%s/common.yaml", folder);
    FILE *f = fopen(path, "w");
    fputs("blocked: [//form]\n", f);
    fclose(f);
    snprintf(path, sizeof path, "%s/x.yaml", folder);
    f = fopen(path, "w");
    fputs(text, f);
    fclose(f);
    return folder;
}

static void remove_folder(const char *folder)
{
    char path[64];
    snprintf(path, sizeof path, "%s/common.yaml", folder);
    unlink(path);
    snprintf(path, sizeof path, "%s/x.yaml", folder);
    unlink(path);
    rmdir(folder);
}

static const struct {
    const char *text, *message; /* what must be in the error */
} WRONG[] = {
    {"kind: x\ntitle: X\nitem: //div[cls('a'\n", "x.yaml:3:"},
    {"kind: x\ntitle: X\nitem: //div[cls('a'\n", "^"},
    {"kind: x\ntitle: X\nitem: //div\nfields:\n  txt: .//p\n",
     "x.yaml:5:3: unknown key 'txt'; did you mean 'text'?"},
    {"kind: x\ntitle: X\nitem: //div\nfields:\n  text: .//p[nofunc()]\n",
     "x.yaml:5:14: selector: unknown function 'nofunc'"},
    {"kind: x\ntitle: X\nitem: 'css: div..post'\n",
     "x.yaml:3:17: selector: a class name is missing"},
    {"kind: x\ntitle: X\nitem: 'css: div.post:hover'\n",
     "unknown pseudo-class"},
    {"kind: x\ntitle: X\n", "'item' is missing"},
    {"kind: x\ntitle: X\nitem: //a\nsearch: /find\n", "{query} is missing"},
    {"kind: x\ntitle: X\nitem: //a\nrank: engin\n", "did you mean 'engine'"},
    {"kind: x\ntitle: X\nitem: //a\nformat: htlm\n",
     "x.yaml:4:9: unknown word 'htlm'; did you mean 'html'?"},
    {"kind: x\ntitle: X\nitem: //a\nformat: json-in-script\n",
     "'script' is missing"},
    {"kind: y\ntitle: X\nitem: //a\n", "the kind must be the name of the file"},
    {"kind: x\ntitle: X\nitem: //a\nmarkup: [txt]\n", "unknown word 'txt'"},
    {"kind: x\ntitle: X\nitem: [//a, '']\n", "a selector is missing"},
    {"kind: x\ntitle: X\nitem: //a\nexpect:\n  - items: 2\n", "page"},
    {"", "the file is empty"},
};

TEST(wrong_files_are_told_by_line)
{
    for (size_t i = 0; i < sizeof WRONG / sizeof *WRONG; i++) {
        struct err e = {0};
        const char *folder = folder_with(WRONG[i].text);
        struct connectors *all = connectors_load(folder, &e);
        remove_folder(folder);
        if (all)
            ck_abort_msg("case %zu was loaded", i);
        if (!strstr(e.msg, WRONG[i].message))
            ck_abort_msg("case %zu: wanted \"%s\" in\n%s", i, WRONG[i].message,
                         e.msg);
    }
}
END

TEST(a_missing_folder_is_told)
{
    struct err e = {0};
    ck_assert_ptr_null(connectors_load("/nowhere", &e));
    ck_assert_ptr_nonnull(strstr(e.msg, "/nowhere"));
}
END

/* A kind whose site forbids programs is read where the source says so, and
 * from a file. */
TEST(what_is_off_is_refused)
{
    struct source one = {
        .name = STR("pilot"), .kind = STR("trustpilot"), .reach = -1};
    const struct source *at = &one;
    struct reading_setup setup = {
        .connectors = "rules/connectors", .sources = &at, .n = 1, .readers = 1};
    struct page_reader r;
    struct err e = {0};
    ck_assert(!page_reader_open(&r, &setup, &e));
    ck_assert_ptr_nonnull(
        strstr(e.msg, "source pilot: kind trustpilot is off"));
    ck_assert_ptr_nonnull(strstr(e.msg, "despite_terms"));
    one.despite_terms = true;
    ck_ok(page_reader_open(&r, &setup, &e), e);
    page_reader_close(&r);
    struct buf out;
    buf_init(&out, 1 << 20);
    ck_ok(reading_file("rules/connectors", "trustpilot",
                       "tests/crawler/pages/trustpilot.html",
                       STR("https://www.trustpilot.com/review/x"), 1790000000,
                       &out, &e),
          e);
    ck_assert(out.n > 0);
    buf_clear(&out);
}
END

TEST_MAIN("connector", what_is_off_is_refused, every_kind_reads_its_pages,
          wrong_files_are_told_by_line, a_missing_folder_is_told)
