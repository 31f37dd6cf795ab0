/* term/terminal.c: opening, giving back, and what happens to a terminal in between. */
#include "term/terminal.h"

#include <errno.h>
#include <langinfo.h>
#include <locale.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/signalfd.h>
#include <unistd.h>

#include "terminal_parts.h"

#define RESTORE_SIZE 256
#define CRASH_STACK (64 * 1024) /* bytes; the largest registers of today need 12 KiB of them */
#define SLOW_BAUD 9600
#define ESCAPE_DELAY 25 /* milliseconds; what tells Esc from the beginning of an arrow key */
#define ESCAPE_DELAY_SLOW 200
#define PASTE_ON "\033[?2004h"
#define PASTE_OFF "\033[?2004l"
#define MOUSE_OFF "\033[?1006l\033[?1000l"

/* The one terminal; exit and crashes find it here. */
static struct terminal *current;
/* What gives the terminal back, prepared so that a crash has only to write it. */
static struct {
	char bytes[RESTORE_SIZE];
	size_t length;
	struct termios before;
	const struct terminal *volatile terminal; /* NULL: nothing is to be given back */
} restore;

/* ---- giving back in an emergency ---- */

/* What stands on a screen that somebody else has stays: only its modes are mended. */
static void restore_write(const struct terminal *terminal)
{
	for (size_t done = 0; !terminal->is_away && done < restore.length;) {
		ssize_t count = write(STDOUT_FILENO, restore.bytes + done, restore.length - done);
		if (count <= 0)
			break;
		done += (size_t)count;
	}
	(void)tcsetattr(STDIN_FILENO, TCSADRAIN, &restore.before);
}

/* SIGQUIT is nobody's bug, and ends the program the same way. */
static const int crashes[] = { SIGSEGV, SIGABRT, SIGBUS, SIGFPE, SIGILL, SIGQUIT };
static struct sigaction crash_before[COUNT_OF(crashes)];
/* Where the stack has overflowed, a handler needs another one. It is the main thread's alone: the others
 * make keys, and recurse nowhere. */
static char crash_stack[CRASH_STACK];
static stack_t crash_stack_before;

/* Only calls that a signal handler may make; then whatever would have happened without us. */
static void crashed(int number)
{
	int reason = errno;
	if (restore.terminal)
		restore_write(restore.terminal);
	restore.terminal = NULL;
	for (size_t i = 0; i < COUNT_OF(crashes); i++) {
		if (crashes[i] == number)
			(void)sigaction(number, &crash_before[i], NULL);
	}
	errno = reason;
	(void)raise(number);
}

static void crashes_watch(void)
{
	const stack_t stack = { .ss_sp = crash_stack, .ss_size = sizeof(crash_stack) };
	struct sigaction action = { .sa_handler = crashed, .sa_flags = SA_NODEFER | SA_ONSTACK };
	sigemptyset(&action.sa_mask);
	(void)sigaltstack(&stack, &crash_stack_before);
	for (size_t i = 0; i < COUNT_OF(crashes); i++) {
		(void)sigaction(crashes[i], &action, &crash_before[i]);
		/* What is ignored ends nothing. */
		if (crash_before[i].sa_handler == SIG_IGN)
			(void)sigaction(crashes[i], &crash_before[i], NULL);
	}
}

static void crashes_leave(void)
{
	for (size_t i = 0; i < COUNT_OF(crashes); i++)
		(void)sigaction(crashes[i], &crash_before[i], NULL);
	(void)sigaltstack(&crash_stack_before, NULL);
}

/* exit() from anywhere, die() among it. */
static void ended(void)
{
	if (current)
		terminal_close(current);
}

static void restore_add(const char *sequence)
{
	size_t length = sequence ? strlen(sequence) : 0;
	if (restore.length + length > sizeof(restore.bytes))
		return;
	memcpy(restore.bytes + restore.length, sequence ? sequence : "", length);
	restore.length += length;
}

static void restore_prepare(const struct terminal *terminal)
{
	restore.length = 0;
	if (terminal->pastes)
		restore_add(PASTE_OFF);
	if (terminal->options.mouse && capability("kmous"))
		restore_add(MOUSE_OFF);
	restore_add(capability("sgr0"));
	restore_add(capability("rmkx"));
	restore_add(capability("cnorm"));
	restore_add(capability("rmcup"));
	restore_add("\r\n");
	restore.terminal = terminal;
}

/* ---- opening ---- */

static void send(const char *bytes)
{
	fputs(bytes, stdout);
	fflush(stdout);
}

/* Signals about the terminal are read, not caught. */
static sigset_t signals_set(void)
{
	static const int signals[] = { SIGWINCH, SIGTSTP, SIGCONT };
	sigset_t set;
	sigemptyset(&set);
	for (size_t i = 0; i < COUNT_OF(signals); i++)
		sigaddset(&set, signals[i]);
	return set;
}

static bool signals_open(struct terminal *terminal, struct err *err)
{
	sigset_t set = signals_set();
	terminal->signals = signalfd(-1, &set, SFD_CLOEXEC | SFD_NONBLOCK);
	if (terminal->signals < 0)
		return err_set(err, "the terminal cannot be watched: %s", strerror(errno));
	sigprocmask(SIG_BLOCK, &set, &terminal->mask_before);
	return true;
}

static const int taken[COUNT_OF(((struct terminal *)0)->actions_before)] = {
	SIGINT, SIGTERM, SIGTSTP, SIGWINCH
};

static void nothing(int number)
{
	(void)number;
}

/* Where an action is not the default, curses installs no handler of its own, and does not throw a
 * SIGTSTP away that comes while it paints. */
static void signals_take(struct terminal *terminal)
{
	struct sigaction action = { .sa_handler = nothing, .sa_flags = SA_RESTART };
	sigset_t set = signals_set();
	sigemptyset(&action.sa_mask);
	sigprocmask(SIG_BLOCK, &set, NULL);
	for (size_t i = 0; i < COUNT_OF(taken); i++)
		(void)sigaction(taken[i], &action, &terminal->actions_before[i]);
}

/* As it was: whoever has the terminal meanwhile is stopped and told as any program is. */
static void signals_give(const struct terminal *terminal)
{
	sigset_t set = signals_set();
	for (size_t i = 0; i < COUNT_OF(taken); i++)
		(void)sigaction(taken[i], &terminal->actions_before[i], NULL);
	sigprocmask(SIG_UNBLOCK, &set, NULL);
}

static void escape_delay_set(void)
{
	if (!getenv("ESCDELAY"))
		set_escdelay(baudrate() < SLOW_BAUD ? ESCAPE_DELAY_SLOW : ESCAPE_DELAY);
}

/* Reading a key, curses would paint a window of its own that was touched. */
static void keep_off(void)
{
	(void)untouchwin(stdscr);
}

/* Keys reach us as they are: Ctrl-C asks, Ctrl-S and Ctrl-Q stop nothing. */
static void modes_set(struct terminal *terminal)
{
	raw();
	noecho();
	nonl();
	intrflush(stdscr, FALSE);
	keypad(stdscr, TRUE);
	nodelay(stdscr, TRUE);
	keep_off();
	escape_delay_set();
	terminal_define_keys();
	if (terminal->pastes) {
		define_key("\033[200~", TERMINAL_PASTE_BEGIN);
		define_key("\033[201~", TERMINAL_PASTE_END);
		send(PASTE_ON);
	}
	if (terminal->options.mouse) {
		mousemask(BUTTON1_CLICKED | BUTTON1_PRESSED, NULL);
		mouseinterval(0);
	}
}

static bool screen_open(struct terminal *terminal, struct err *err)
{
	if (tcgetattr(STDIN_FILENO, &restore.before) != 0)
		return err_set(err, "standard input is no terminal: %s", strerror(errno));
	signals_take(terminal);
	/* They would hold the size for ever. */
	unsetenv("LINES");
	unsetenv("COLUMNS");
	terminal->screen = newterm(NULL, stdout, stdin);
	if (!terminal->screen) {
		signals_give(terminal);
		return err_set(err, "the terminal %s cannot be painted on", getenv("TERM"));
	}
	terminal->pastes = terminal_marks_pastes();
	terminal->can = terminal_abilities();
	terminal->coloured = terminal->options.colour && terminal->can.colour;
	modes_set(terminal);
	restore_prepare(terminal);
	return true;
}

struct terminal *terminal_open(const struct terminal_options *options, struct err *err)
{
	static bool watched;
	struct terminal *terminal = calloc(1, sizeof(*terminal));
	if (!terminal)
		die("out of memory");
	setlocale(LC_CTYPE, "");
	terminal->ascii = strcmp(nl_langinfo(CODESET), "UTF-8") != 0;
	terminal->options = *options;
	buf_init(&terminal->pasted);
	buf_init(&terminal->frame);
	if (!watched && atexit(ended) != 0)
		die("out of memory");
	watched = true;
	if (!signals_open(terminal, err)) {
		free(terminal);
		return NULL;
	}
	if (!screen_open(terminal, err)) {
		sigprocmask(SIG_SETMASK, &terminal->mask_before, NULL);
		close(terminal->signals);
		free(terminal);
		return NULL;
	}
	crashes_watch();
	current = terminal;
	return terminal;
}

void terminal_close(struct terminal *terminal)
{
	if (!terminal)
		return;
	current = NULL;
	terminal_leave(terminal);
	restore.terminal = NULL;
	crashes_leave();
	delscreen(terminal->screen);
	sigprocmask(SIG_SETMASK, &terminal->mask_before, NULL);
	close(terminal->signals);
	buf_done(&terminal->pasted);
	buf_done(&terminal->frame);
	canvas_done(&terminal->shown);
	free(terminal);
}

/* ---- in between ---- */

bool terminal_is_ascii(const struct terminal *terminal)
{
	return terminal->ascii;
}

void terminal_size(const struct terminal *terminal, size_t *rows, size_t *columns)
{
	(void)terminal;
	*rows = (size_t)LINES;
	*columns = (size_t)COLS;
}

void terminal_leave(struct terminal *terminal)
{
	if (terminal->is_away)
		return;
	if (terminal->pastes)
		send(PASTE_OFF);
	endwin();
	terminal->is_away = true;
	/* Without a second screen the last row still holds what was painted. */
	if (!capability("rmcup"))
		send("\r\n");
	signals_give(terminal);
}

static void size_take(struct terminal *terminal)
{
	struct winsize size;
	if (ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) == 0 && size.ws_row && size.ws_col &&
	        (size.ws_row != LINES || size.ws_col != COLS))
		(void)resizeterm(size.ws_row, size.ws_col);
	keep_off();
	terminal_repaint(terminal);
}

void terminal_return(struct terminal *terminal)
{
	if (!terminal->is_away)
		return;
	terminal->is_away = false;
	signals_take(terminal);
	size_take(terminal);
	refresh();
	if (terminal->pastes)
		send(PASTE_ON);
}

void terminal_suspend(struct terminal *terminal)
{
	terminal_leave(terminal);
	(void)raise(SIGSTOP);
	terminal_return(terminal);
}

int terminal_events(const struct terminal *terminal)
{
	return terminal->signals;
}

void terminal_happened(struct terminal *terminal)
{
	struct signalfd_siginfo info;
	bool stop = false, other = false;
	while (read(terminal->signals, &info, sizeof(info)) == (ssize_t)sizeof(info)) {
		stop |= info.ssi_signo == SIGTSTP;
		other |= info.ssi_signo != SIGTSTP;
	}
	if (stop) {
		terminal_suspend(terminal);
	} else if (other && !terminal->is_away) {
		/* Whoever stopped us without asking may have changed the terminal's modes. */
		(void)reset_prog_mode();
		size_take(terminal);
	}
}
