#pragma once

#include <stdlib.h>
#ifdef __GLIBC__
#include <malloc.h>
#endif

/// Lets all threads share what the allocator has, instead of 64 MiB of addresses for each of them.
static inline void shareAllocatorArena(void) {
#ifdef M_ARENA_MAX
  mallopt(M_ARENA_MAX, 1);
#endif
}
