/* SPDX-License-Identifier: MIT
 * schema: names and kinds of members; those of a mention and of a case are the
 * store's lists. */
#include "desk/schema.h"

#include <stdio.h>

#include "store/store.h"

/* name:kind, with blanks between. Kinds: int text flag time (or null) next (a
 * number or null) any ints; Name, one of that schema; [Name], a list of them.
 * name?: it is not always there. */
struct schema {
    const char *name, *parts;
    bool mention, card; /* members of the store's lists before them */
};

#define ROW "id:int at:time who:text "
#define TOLD                                                                   \
    "id:int mention:int case:int department:text whom:text stands_for:text "   \
    "why:text at:time told:time seen:time acked:time acked_by:text"
#define INCIDENT                                                               \
    "id:int brand:text event:text place:text thread:text department:text "     \
    "mentions:int opened:time opened_by:text truth:text truth_by:text "        \
    "told:time closed:time closed_by:text closed_why:text "
#define STATEMENT                                                              \
    "id:int mention:int state:text version:int approved:int public:int "       \
    "published:time updated:time reason:text lang:text title:text text:text "  \
    "who:text discussion:text url:text link_back:text "
#define PROPOSAL                                                               \
    "id:int at:time who:text what:text cause:text lies_in:text state:text "    \
    "decided:time decided_by:text reason:text introduced:time "                \
    "introduced_by:text cases:int effect_days:int before:int after:int"
#define ENDED " state:text settled:time settled_by:text result:text"

static const struct schema SCHEMAS[] = {
    {"Error",
     "error:int cause:text mention?:Mention case?:Case "
     "incident?:Incident statement?:Statement proposal?:Proposal",
     false, false},
    {"Event", ROW "what:text detail:any", false, false},
    {"Draft", ROW "mention:int text:text", false, false},
    {"Note", ROW "text:text", false, false},
    {"Task",
     ROW "case:int what:text assignee:text stands_for:text department:text "
         "follows:int chain:text step:int paused:time "
         "due:time" ENDED,
     false, false},
    {"Promise",
     ROW "case:int what:text said:text kind:text to:text by:text "
         "due:time" ENDED,
     false, false},
    {"Listed", "", true, false},
    {"Mention", "seen:int told:[Told] drafts:[Draft] events:[Event]", true,
     false},
    {"Mentions", "total:int at_least:flag next:next mentions:[Listed]", false,
     false},
    {"Remarks", "blocks:any remarks:any rote:text", false, false},
    {"Case",
     "continued:int mentions:ints tasks:[Task] promises:[Promise] notes:[Note] "
     "drafts:[Draft] events:[Event] seen:int",
     false, true},
    {"CaseLine",
     "id:int mention:int state:text status:text assignee:text stands_for:text "
     "department:text "
     "author:text text:text due:time paused:time resumes:time opened:time "
     "touched:time tasks:int "
     "promises:int",
     false, false},
    {"Cases", "next:next cases:[CaseLine]", false, false},
    {"Tasks", "next:next tasks:[Task]", false, false},
    {"Promises", "next:next promises:[Promise]", false, false},
    {"Praise",
     "id:int source:text published:time author:text url:text title:text "
     "text:text",
     false, false},
    {"ThanksYear", "login:text year:int n:int", false, false},
    {"Thanks", "thanks:[ThanksYear]", false, false},
    {"Praises", "next:next praise:[Praise]", false, false},
    {"Told", TOLD, false, false},
    {"ToldList", "told:[Told]", false, false},
    {"IncidentLine", INCIDENT, false, false},
    {"Incidents", "next:next incidents:[IncidentLine]", false, false},
    {"Spot",
     "mention:int case:int event:text place:text author:text text:text "
     "url:text at:time joined:time joined_by:text why:text",
     false, false},
    {"Incident", INCIDENT "spots:[Spot]", false, false},
    {"StatementLine", STATEMENT, false, false},
    {"Statements", "next:next statements:[StatementLine]", false, false},
    {"StatementText",
     "version:int lang:text title:text text:text who:text at:time", false,
     false},
    {"Statement", STATEMENT "versions:[StatementText]", false, false},
    {"ProposalLine", PROPOSAL, false, false},
    {"Proposals", "next:next proposals:[ProposalLine]", false, false},
    {"Proposal", PROPOSAL " case_ids:ints", false, false},
    {"Source",
     "id:int name:text kind:text url:text health:text state:text cause:text "
     "last_visit:time next_visit:time every:int pace:text delay_median?:int "
     "delay_p95?:int fails:int posts:int blind:flag",
     false, false},
    {"Sources", "sources:[Source]", false, false},
    {"User",
     "login:text name:text role:text departments:text lang:text state:text "
     "last_sign_in:time",
     false, false},
    {"Users", "users:[User]", false, false},
    {"Leave", "login:text deputy:text away:time back:time", false, false},
    {"Leaves", "leaves:[Leave]", false, false},
    {"Me", "login:text name:text role:text departments:text may:text", false,
     false},
    {"SelfcheckQuestion",
     "department:text about:text question:text ru:text en:text counted:flag "
     "good:int of:int answer:text words:text who:text at:time old:flag",
     false, false},
    {"Selfcheck", "selfcheck:[SelfcheckQuestion]", false, false},
    {"Place",
     "table:text column:text id:int mention:int case:int at:time text:text",
     false, false},
    {"Places", "found:int erasable:int places:[Place]", false, false},
    {"Erasure", "id:int at:time who:text way:text reason:text rows:int", false,
     false},
    {"Erasures", "erasures:[Erasure]", false, false},
    {"Count", "day:time key:text n:int", false, false},
    {"Counts", "counts:[Count]", false, false},
};

static void put_type(struct json *j, const char *type, const char *format,
                     bool null)
{
    json_key(j, "type"), json_z(j, type);
    if (format)
        json_key(j, "format"), json_z(j, format);
    if (null)
        json_key(j, "nullable"), json_flag(j, true);
}

static void put_ref(struct json *j, struct str of)
{
    char ref[80];
    snprintf(ref, sizeof ref, "#/components/schemas/" STR_FMT, STR_ARG(of));
    json_key(j, "$ref"), json_z(j, ref);
}

static const struct {
    const char *kind, *type, *format;
    bool null;
} KINDS[] = {{"int", "integer", "int64", false},
             {"text", "string", NULL, false},
             {"flag", "boolean", NULL, false},
             {"time", "string", "date-time", true},
             {"next", "integer", "int64", true}};

static void put_kind(struct json *j, struct str kind)
{
    bool list = kind.p[0] == '[', ints = str_eqz(kind, "ints");
    for (size_t i = 0; i < sizeof KINDS / sizeof *KINDS; i++)
        if (str_eqz(kind, KINDS[i].kind)) {
            put_type(j, KINDS[i].type, KINDS[i].format, KINDS[i].null);
            return;
        }
    if (str_eqz(kind, "any"))
        return;
    if (!list && !ints) {
        put_ref(j, kind);
        return;
    }
    put_type(j, "array", NULL, false);
    json_key(j, "items"), json_map(j);
    if (ints)
        put_type(j, "integer", "int64", false);
    else
        put_ref(j, str_part(kind, 1, kind.n - 2));
    json_end(j);
}

/* As store_mention_json() writes them. */
static void put_member(struct json *j, const struct member *m)
{
    json_key(j, m->key), json_map(j);
    switch (m->kind) {
    case MEMBER_TEXT:
        put_type(j, "string", NULL, false);
        break;
    case MEMBER_TIME:
        put_type(j, "string", "date-time", true);
        break;
    case MEMBER_INT:
    case MEMBER_COUNT:
    case MEMBER_SPAN:
        put_type(j, "integer", "int64", m->kind != MEMBER_INT);
        break;
    case MEMBER_NUM:
    case MEMBER_SHARE:
        put_type(j, "number", NULL, m->kind != MEMBER_NUM);
        break;
    case MEMBER_JSON:
        put_type(j, "array", NULL, true);
        json_key(j, "items"), json_map(j), json_end(j);
        break;
    }
    json_end(j);
}

#define CARD_INT            "int"
#define CARD_TIME           "time"
#define CARD_TEXT           "text"
#define AS_PART(kind, name) #name ":" CARD_##kind " "
static const char CARD[] = CASE_CARD(AS_PART);

/* The next of the parts; *always: it is not one that may lack. */
static bool next_part(struct str *rest, struct str *name, struct str *kind,
                      bool *always)
{
    struct str part;
    if (!str_split(rest, ' ', &part) || !str_split(&part, ':', name) ||
        !name->n)
        return false;
    *kind = part;
    *always = name->p[name->n - 1] != '?';
    if (!*always)
        name->n--;
    return true;
}

static void put_parts(struct json *j, const char *parts)
{
    struct str rest = str_of(parts), name, kind;
    bool always;
    while (next_part(&rest, &name, &kind, &always)) {
        json_name(j, name, true), json_map(j);
        put_kind(j, kind);
        json_end(j);
    }
}

static void put_names(struct json *j, const char *parts)
{
    struct str rest = str_of(parts), name, kind;
    bool always;
    while (next_part(&rest, &name, &kind, &always))
        if (always)
            json_str(j, name);
}

static void put_schema(struct json *j, const struct schema *s)
{
    const struct member *end = members + (s->mention ? MEMBERS : 0);
    const char *first = s->card ? CARD : s->mention ? "id:int" : "";
    json_key(j, s->name), json_map(j);
    put_type(j, "object", NULL, false);
    json_key(j, "additionalProperties"), json_flag(j, false);
    json_key(j, "properties"), json_map(j);
    put_parts(j, first);
    for (const struct member *m = members; m < end; m++)
        if (m->key)
            put_member(j, m);
    put_parts(j, s->parts);
    json_end(j);
    json_key(j, "required"), json_list(j);
    put_names(j, first);
    for (const struct member *m = members; m < end; m++)
        if (m->key)
            json_z(j, m->key);
    put_names(j, s->parts);
    json_end(j);
    json_end(j);
}

void schema_write(struct json *j)
{
    for (size_t i = 0; i < sizeof SCHEMAS / sizeof *SCHEMAS; i++)
        put_schema(j, &SCHEMAS[i]);
    json_key(j, "Any"), json_map(j), json_end(j);
}
