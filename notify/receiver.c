/* SPDX-License-Identifier: MIT
 * receiver: kinds, what each needs, what it wants and when. */
#include "notify/receiver.h"

#include "base/zone.h"

enum { DAY_S = 86400 };

static const struct receiver_kind KINDS[] = {
    {"command", command_tell, false}, {"url", webhook_tell, false},
    {"chat", chat_tell, true},        {"telegram", telegram_tell, true},
    {"mail", mail_tell, true},
};
enum { N_KINDS = sizeof KINDS / sizeof *KINDS };

/* What is told, as `for:` names it. */
static const char *const EVENTS[] = {"source", "reminder", "escalation",
                                     "drift", "digest"};
/* Told in quiet hours too. */
static const char URGENT[] = "escalation";

static bool given(const struct notify_receiver *r, int kind)
{
    const bool is[N_KINDS] = {r->command.n > 0, r->url.n > 0, r->chat.n > 0,
                              r->telegram.n > 0, r->mail.n > 0};
    return is[kind];
}

const struct receiver_kind *receiver_kind(const struct notify_receiver *r)
{
    int kind = 0;
    while (kind < N_KINDS - 1 && !given(r, kind))
        kind++;
    return &KINDS[kind];
}

bool notify_is_set(const struct notify_setup *setup)
{
    return setup->receivers.n > 0;
}

struct str notify_name(const struct notify_receiver *r)
{
    return r->name.n ? r->name : str_of(receiver_kind(r)->name);
}

/* ---- is it one? ---- */

static bool one_kind(const struct notify_receiver *r, struct err *e)
{
    int n = 0;
    for (int kind = 0; kind < N_KINDS; kind++)
        n += given(r, kind);
    return n == 1 || err_set(e, "give one of command, url, chat, telegram, "
                                "mail to each receiver");
}

static bool starts(struct str s, const char *a, const char *b)
{
    return !s.n || str_starts(s, str_of(a)) || str_starts(s, str_of(b));
}

/* "20:00-08:30" in seconds of the day. */
static bool read_quiet(struct str s, int64_t *from, int64_t *to)
{
    int64_t n[4] = {0};
    static const char shape[] = "00:00-00:00";
    if (s.n != sizeof shape - 1)
        return false;
    for (size_t i = 0, at = 0; i < s.n; i++) {
        bool digit = s.p[i] >= '0' && s.p[i] <= '9';
        if (digit != (shape[i] == '0') || (!digit && s.p[i] != shape[i]))
            return false;
        if (digit)
            n[at] = n[at] * 10 + (s.p[i] - '0');
        else
            at++;
    }
    *from = n[0] * 3600 + n[1] * 60, *to = n[2] * 3600 + n[3] * 60;
    return n[0] < 24 && n[1] < 60 && n[2] < 24 && n[3] < 60 && *from != *to;
}

static bool known_event(struct str event)
{
    for (size_t i = 0; i < sizeof EVENTS / sizeof *EVENTS; i++)
        if (str_eqz(event, EVENTS[i]))
            return true;
    return false;
}

static bool check_people(const struct notify_receiver *r, const char **key,
                         struct err *e)
{
    int64_t from, to;
    *key = "to";
    if ((r->mail.n || r->telegram.n) && !r->to.n)
        return err_set(e, "`to:` says who is told when nobody's address is "
                          "known");
    *key = "from";
    if (r->mail.n && !r->from.n)
        return err_set(e, "`from:` is the address it is sent from");
    *key = "password";
    if (!r->user.n != !r->password.n)
        return err_set(e, "a user has a password, and a password a user");
    *key = "addresses";
    if (r->addresses && r->addresses->kind != YAML_MAP)
        return err_set(e, "expected `login: address` or `department: address`, "
                          "a line each");
    *key = "quiet";
    return !r->quiet.n || read_quiet(r->quiet, &from, &to) ||
           err_set(e, "expected hours like 20:00-08:30");
}

bool notify_check(const struct notify_receiver *r, const char **key,
                  struct err *e)
{
    *key = NULL;
    if (!one_kind(r, e))
        return false;
    *key = r->url.n ? "url" : "chat";
    if (!starts(r->url, "http://", "https://") ||
        !starts(r->chat, "http://", "https://"))
        return err_set(e, "expected http://... or https://...");
    *key = "mail";
    if (!starts(r->mail, "smtp://", "smtps://"))
        return err_set(e, "expected smtp://HOST:PORT or smtps://HOST");
    *key = "secret";
    if (r->secret.n && !r->url.n)
        return err_set(e, "a secret signs what goes to a url; there is none");
    *key = "for";
    for (size_t i = 0; i < r->events.n; i++)
        if (!known_event(r->events.items[i]))
            return err_set(e, "expected source, reminder, escalation, drift or "
                              "digest");
    return check_people(r, key, e);
}

/* ---- what it wants and when ---- */

bool receiver_wants(const struct notify_receiver *r, struct str event)
{
    for (size_t i = 0; i < r->events.n; i++)
        if (str_eq(r->events.items[i], event))
            return true;
    return !r->events.n;
}

/* The next moment, from `now` on, at which the clock there shows this time of
 * the day; summer time may begin or end on the way. */
static int64_t next_time(const struct zone *zone, int64_t now, int64_t time)
{
    int64_t offset = zone_offset(zone, now), local = now + offset;
    int64_t today = local - (local % DAY_S + DAY_S) % DAY_S + time;
    int64_t at = (today > local ? today : today + DAY_S) - offset;
    return at + offset - zone_offset(zone, at);
}

int64_t receiver_due(const struct notify_setup *setup,
                     const struct notify_receiver *r, struct str event,
                     int64_t now)
{
    struct err ignored;
    int64_t from, to;
    if (!read_quiet(r->quiet, &from, &to) || str_eqz(event, URGENT))
        return now;
    struct zone *zone = zone_new(setup->zone, &ignored);
    int64_t local = now + zone_offset(zone, now);
    int64_t time = (local % DAY_S + DAY_S) % DAY_S;
    bool quiet =
        from < to ? time >= from && time < to : time >= from || time < to;
    int64_t due = quiet ? next_time(zone, now, to) : now;
    zone_free(zone);
    return due;
}
