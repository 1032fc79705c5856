/* SPDX-License-Identifier: MIT
 *
 * ascii: what kind of byte it is, whatever the locale. Bytes of other letters
 * are of no kind. */
#ifndef MOLVA_ASCII_H
#define MOLVA_ASCII_H

#include <stdbool.h>

/* Blank, tab, line feed, vertical tab, form feed, carriage return. */
static inline bool ascii_space(char c)
{
    return c == ' ' || (c >= '\t' && c <= '\r');
}

static inline bool ascii_digit(char c)
{
    return c >= '0' && c <= '9';
}

static inline bool ascii_letter(char c)
{
    return (c | 32) >= 'a' && (c | 32) <= 'z';
}

static inline bool ascii_alnum(char c)
{
    return ascii_digit(c) || ascii_letter(c);
}

static inline char ascii_lower(char c)
{
    return c >= 'A' && c <= 'Z' ? (char)(c + 32) : c;
}

/* Value of a hexadecimal digit, -1 when it is none. */
static inline int ascii_hex(char c)
{
    if (ascii_digit(c))
        return c - '0';
    c = (char)(c | 32);
    return c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1;
}

#endif
