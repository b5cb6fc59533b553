#define _GNU_SOURCE
#include "CTraps.h"

#include <errno.h>
#include <pthread.h>
#include <signal.h>
#include <stdatomic.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

/// Each attempt at a part of the report may take this long, in seconds.
enum { patience = 5 };
enum { attempts = 3 };
enum { stack_size = 1 << 20 };

struct cause {
  int signal;
  const char *text;
};

static const struct cause causes[] = {
    {SIGILL, "a trap: an index out of range, an overflow, a nil that was unwrapped, or a "
             "precondition that does not hold (SIGILL)"},
    {SIGTRAP, "a trap: an index out of range, an overflow, a nil that was unwrapped, or a "
              "precondition that does not hold (SIGTRAP)"},
    {SIGFPE, "an arithmetic error (SIGFPE)"},
    {SIGSEGV, "an access to memory that is not there: perhaps a recursion without end (SIGSEGV)"},
    {SIGBUS, "an access to memory that is not there: perhaps a recursion without end (SIGBUS)"},
    {SIGABRT, "an abort (SIGABRT)"},
};
enum { cause_count = sizeof(causes) / sizeof(causes[0]) };

static char program[256];
static int exit_status;
static paxcheck_trap_report report;
static _Thread_local const void *activity;

const void *paxcheck_activity(void) { return activity; }
void paxcheck_set_activity(const void *new_activity) { activity = new_activity; }

void paxcheck_write_error(const char *text, size_t count) {
  while (count > 0) {
    ssize_t written = write(STDERR_FILENO, text, count);
    if (written < 0 && errno == EINTR) continue;
    if (written <= 0) return;
    text += written;
    count -= (size_t)written;
  }
}

static void say(const char *text) { paxcheck_write_error(text, strlen(text)); }

/// Runs one part of the report in a process of its own. Whatever happens there, this one goes on.
///
/// Returns 1 if there was something to say, 0 if not, and -1 if the process failed.
static int try_part(int part) {
  pid_t child = fork();
  if (child < 0) return -1;
  if (child == 0) {
    struct rlimit none = {0, 0};
    setrlimit(RLIMIT_CORE, &none);
    sigset_t signals;
    sigemptyset(&signals);
    for (int index = 0; index < cause_count; index++) {
      signal(causes[index].signal, SIG_DFL);
      sigaddset(&signals, causes[index].signal);
    }
    pthread_sigmask(SIG_UNBLOCK, &signals, NULL);
    _exit(report(part) ? 1 : 0);
  }
  struct timespec moment = {0, 2000000};
  for (int wait = 0; wait < patience * 500; wait++) {
    int status = 0;
    pid_t ended = waitpid(child, &status, WNOHANG);
    if (ended == child) return WIFEXITED(status) ? WEXITSTATUS(status) : -1;
    if (ended < 0 && errno != EINTR) return -1;
    nanosleep(&moment, NULL);
  }
  kill(child, SIGKILL);
  waitpid(child, NULL, 0);
  return -1;
}

/// Runs one part of the report, again if need be: the copy of the process may have come at a moment at which
/// another thread held a lock.
static int run_part(int part) {
  int said = -1;
  for (int attempt = 0; attempt < attempts && said < 0; attempt++) said = try_part(part);
  return said;
}

static void give_up(int signal) {
  (void)signal;
  _exit(exit_status);
}

static void report_and_exit(const char *text) {
  static atomic_flag is_reporting = ATOMIC_FLAG_INIT;
  // One report is enough: a second thread that traps waits for the end of the process.
  while (atomic_flag_test_and_set(&is_reporting)) pause();
  // Copying the process takes locks that a corrupted process may hold for ever.
  signal(SIGALRM, give_up);
  sigset_t signals;
  sigemptyset(&signals);
  sigaddset(&signals, SIGALRM);
  pthread_sigmask(SIG_UNBLOCK, &signals, NULL);
  alarm(2 * attempts * patience);
  say(program);
  say(": ");
  say(text);
  say("\n");
  if (activity != NULL) {
    int said = run_part(0);
    if (said < 0) say("  in code of the model that cannot be named\n");
    if (run_part(1) < 0) say("  the steps that lead there cannot be told\n");
  }
  _exit(exit_status);
}

static void on_trap(int signal) {
  for (int index = 0; index < cause_count; index++) {
    if (causes[index].signal == signal) report_and_exit(causes[index].text);
  }
  report_and_exit("a signal that should not come");
}

void paxcheck_stop(const char *text) {
  if (report != NULL) report_and_exit(text);
}

void paxcheck_report_traps(const char *name, int status, paxcheck_trap_report new_report) {
  strncpy(program, name, sizeof(program) - 1);
  exit_status = status;
  report = new_report;
  paxcheck_enter_thread();
  struct sigaction action;
  memset(&action, 0, sizeof(action));
  action.sa_handler = on_trap;
  action.sa_flags = SA_ONSTACK;
  sigemptyset(&action.sa_mask);
  for (int index = 0; index < cause_count; index++) sigaction(causes[index].signal, &action, NULL);
}

void *paxcheck_enter_thread(void) {
  if (report == NULL) return NULL;
  void *stack = mmap(NULL, stack_size, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
  if (stack == MAP_FAILED) return NULL;
  stack_t description = {.ss_sp = stack, .ss_flags = 0, .ss_size = stack_size};
  sigaltstack(&description, NULL);
  return stack;
}

void paxcheck_leave_thread(void *stack) {
  if (stack == NULL) return;
  stack_t description = {.ss_sp = NULL, .ss_flags = SS_DISABLE, .ss_size = stack_size};
  sigaltstack(&description, NULL);
  munmap(stack, stack_size);
}
