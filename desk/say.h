/* SPDX-License-Identifier: MIT
 *
 * say: every word of the interface, in Russian and English. */
#ifndef MOLVA_DESK_SAY_H
#define MOLVA_DESK_SAY_H

#include "base/str.h"

enum say_lang { SAY_RU, SAY_EN, SAY_LANGS };
