/* SPDX-License-Identifier: MIT
 *
 * ceiling: the most Molva accepts of anything, in one list. */
#ifndef MOLVA_CEILING_H
#define MOLVA_CEILING_H

enum {
    CEILING_BODY = 5 * 1024 * 1024, /* decoded bytes of a fetched page */
    CEILING_HEADERS = 256 * 1024,   /* bytes of response headers */
    CEILING_ROBOTS = 512000,        /* bytes of robots.txt (RFC 9309 2.5) */
    CEILING_REDIRECTS = 10,         /* hops of one fetch */
    CEILING_ROBOTS_REDIRECTS = 5,   /* hops for robots.txt (2.3.1.2) */
    CEILING_URL = 2048,             /* bytes of a URL */
    CEILING_CONNECT_S = 10,         /* seconds to connect */
    CEILING_FETCH_S = 60,           /* seconds for a whole fetch */
    CEILING_SLOW_BYTES = 1024,      /* slower than this a second ... */
    CEILING_SLOW_S = 15,            /* ... for so many seconds gives up */
    CEILING_ITEMS = 500,            /* posts taken from one page */
    CEILING_LINKS = 5000,           /* links followed from one page */
    CEILING_TEXT = 16 * 1024,       /* bytes of a text that is matched */
    CEILING_MENTION = 64 * 1024,    /* bytes of a text that is stored */
    CEILING_REGEX_STEPS = 20000,    /* pcre2 match limit */
    CEILING_XPATH_STEPS = 2000000,  /* xmlXPathContext.opLimit */
    CEILING_TAG_BYTES = 64 * 1024,  /* bytes of one HTML tag */
    CEILING_TAG_ATTRIBUTES = 1000,  /* attributes of one HTML tag */
    CEILING_DEPTH = 256,            /* nesting of a page or a JSON text */
    CEILING_PAGES = 5,              /* pages of a source in one visit */
    CEILING_READER_MIB = 512,       /* address space of a reader */
    CEILING_READER_S = 10,          /* CPU seconds for one page */
    CEILING_RULE_FILE = 8 * 1024 * 1024, /* bytes of a YAML file */
    CEILING_REQUEST = 1024 * 1024,       /* bytes of a request to the desk */
    CEILING_REQUEST_HEAD = 24 * 1024,    /* of them, for its header */
    CEILING_HEAD_S = 10,                 /* seconds until its header is there */
    CEILING_REQUEST_S = 20,              /* seconds until it is there whole */
    CEILING_REQUEST_FIELDS = 200,        /* fields of a form or a query */
    CEILING_CONNECTIONS = 1024,          /* open to the desk at a time */
    CEILING_CONNECTIONS_IP = 64,         /* of them, from one address */
    CEILING_ENDING_S = 2,                /* seconds for them to be closed */
    CEILING_HELD = 256 * 1024 * 1024,    /* bytes they may hold together */
    CEILING_ASKING = 768,                /* requests that wait for a worker */
    CEILING_ASKING_LOGIN = 32,           /* of them, with passwords */
    CEILING_ASKING_LOGIN_IP = 4,         /* of those, from one address */
    CEILING_ANSWER_CPU_S = 60,           /* CPU seconds of one answer ... */
    CEILING_ANSWER_S = 600,              /* ... and seconds by the clock */
    CEILING_ANSWER_BYTES = 8 * 1024,     /* bytes a second it is taken at */
    CEILING_LOGIN_TRIES = 5,             /* by account and address ... */
    CEILING_LOGIN_TRIES_IP = 30,         /* by address ... */
    CEILING_LOGIN_S = 15 * 60,           /* ... in so many seconds */
    CEILING_PASSWORD = 1024,             /* bytes of a password */
    CEILING_SESSION_S = 12 * 3600,       /* life of a login */
    CEILING_PAGE_OUT = 32 * 1024 * 1024, /* bytes of anything we write */
    CEILING_ANSWER = CEILING_PAGE_OUT + CEILING_REQUEST /* with its header */
};

#endif
