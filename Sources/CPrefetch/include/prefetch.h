#pragma once

/// Asks the processor to fetch the cache line at an address that will be read soon.
static inline void prefetch(const void *_Nonnull address) { __builtin_prefetch(address, 0, 1); }
