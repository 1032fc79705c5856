/* SPDX-License-Identifier: MIT
 * seen: what stands in the table `seen` for a text. */
#include "store/seen.h"

static int64_t with_check(int64_t key, uint64_t text)
{
    uint64_t h = ((uint64_t)key ^ text >> 16) * 0x9E3779B97F4A7C15u;
    h = ((h ^ h >> 32) + text) * 0xBF58476D1CE4E5B9u;
    return (int64_t)(text | h >> 48);
}

int64_t seen_pack(int64_t key, int64_t text_hash)
{
    uint64_t text = (uint64_t)text_hash * 0x9E3779B97F4A7C15u;
    return with_check(key, text & ~(uint64_t)0xFFFF);
}

bool seen_agrees(int64_t key, int64_t packed)
{
    return with_check(key, (uint64_t)packed & ~(uint64_t)0xFFFF) == packed;
}
