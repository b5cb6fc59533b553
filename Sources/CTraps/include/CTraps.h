#pragma once

#include <stdbool.h>
#include <stddef.h>

#pragma clang assume_nonnull begin

/// Writes one part of the report on a trap: 0 is what this thread was doing, 1 the steps that led there.
/// It runs in a copy of the process that has this thread alone, so it may do whatever it likes, and it
/// may fail.
///
/// Returns whether there was anything to write.
typedef bool (*paxcheck_trap_report)(int part);

/// From now on a trap in any thread writes a report and ends the process with a status.
void paxcheck_report_traps(const char *program, int status, paxcheck_trap_report report);

/// Writes a text with the same report as a trap and ends the process, if traps are reported; otherwise
/// returns.
void paxcheck_stop(const char *text);

/// Gives this thread a stack for the report on a stack that is full, and takes it back.
void *_Nullable paxcheck_enter_thread(void);
void paxcheck_leave_thread(void *_Nullable stack);

/// What this thread is doing; a pointer that this file never looks behind.
const void *_Nullable paxcheck_activity(void);
void paxcheck_set_activity(const void *_Nullable activity);

/// Writes to the standard error output.
void paxcheck_write_error(const char *text, size_t count);

#pragma clang assume_nonnull end
