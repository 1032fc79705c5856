/* SPDX-License-Identifier: MIT
 *
 * channel: whole messages over a socket between processes of ours. Both wait
 * and are not disturbed by signals; false when the other end is gone, or the
 * socket's own time is over. */
#ifndef MOLVA_CHANNEL_H
#define MOLVA_CHANNEL_H

#include <stdbool.h>
#include <stddef.h>

bool channel_send(int fd, const void *bytes, size_t n);
bool channel_receive(int fd, void *bytes, size_t n);

#endif
