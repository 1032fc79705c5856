/* SPDX-License-Identifier: MIT
 * order: which way the posts of a page run. */
#include "crawler/reading/order.h"

bool order_falls(const int64_t *at, size_t n)
{
    for (size_t i = 0; i < n; i++)
        if (!at[i] || (i && at[i] > at[i - 1]))
            return false;
    return n > 1 && at[0] > at[n - 1];
}

bool order_is_opened(const int64_t *at, size_t n)
{
    return n == ORDER_SAMPLE && at[0] && at[0] < at[n - 1] &&
           order_falls(at + 1, n - 1);
}
