/* tty.c: the program in its terminal, and waiting for what it shows. */
#include "tty.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <pty.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/signalfd.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>
#include <utmp.h>

#include "cmocka_all.h"
#include "base/attr.h"
#include "base/text.h"

#define CHUNK 65536
#define MARK '\036' /* the program never sends it */
/* What is left of a larger screen must find room in a smaller one, or libvterm 0.1 crashes. */
#define LEAST_ROWS 12
#define LEAST_COLUMNS 40

static const char *or(const char *text, const char *other)
{
	return text ? text : other;
}

/* ---- beginning ---- */

/* Nothing of the tester's own surroundings. */
static void surroundings_set(const char *folder, const struct tty_options *options)
{
	const char *path = or(getenv("PATH"), "/usr/bin:/bin"), *term = or(options->term, "xterm-256color");
	const char *sanitizer = or(getenv("ASAN_OPTIONS"), "");
	clearenv();
	setenv("PATH", path, 1);
	setenv("HOME", folder, 1);
	setenv("TMPDIR", folder, 1);
	setenv("XDG_STATE_HOME", folder, 1);
	setenv("LC_ALL", or(options->locale, "C.UTF-8"), 1);
	setenv("TZ", "UTC", 1);
	setenv("ASAN_OPTIONS", sanitizer, 1);
	if (*term)
		setenv("TERM", term, 1);
	for (size_t i = 0; i < COUNT_OF(options->variables) && options->variables[i]; i++)
		putenv((char *)(uintptr_t)options->variables[i]);
}

static NO_RETURN void child_run(const char *program, const char *folder,
        const struct tty_options *options)
{
	const char *arguments[COUNT_OF(options->arguments) + 2] = { "casplan" };
	sigset_t none;
	for (size_t i = 0; i < COUNT_OF(options->arguments); i++)
		arguments[i + 1] = options->arguments[i];
	surroundings_set(folder, options);
	signal(SIGXFSZ, SIG_IGN);
	if (options->ignored)
		signal(options->ignored, SIG_IGN);
	sigemptyset(&none);
	sigprocmask(SIG_SETMASK, &none, NULL);
	if (chdir(folder) == 0)
		execv(program, (char *const *)(uintptr_t)arguments);
	_exit(126);
}

/* One descriptor for the ends and stops of all programs. A test that failed leaves the signals blocked
 * that were when it began: each start blocks again. */
static int children(void)
{
	static int fd = -1;
	sigset_t set;
	sigemptyset(&set);
	sigaddset(&set, SIGCHLD);
	assert_int_equal(sigprocmask(SIG_BLOCK, &set, NULL), 0);
	signal(SIGPIPE, SIG_IGN);
	if (fd < 0)
		fd = signalfd(-1, &set, SFD_CLOEXEC | SFD_NONBLOCK);
	assert_true(fd >= 0);
	return fd;
}

static int property_set(VTermProp property, VTermValue *value, void *user)
{
	struct tty *tty = user;
	if (property == VTERM_PROP_CURSORVISIBLE)
		tty->cursor_hidden = !value->boolean;
	else if (property == VTERM_PROP_ALTSCREEN)
		tty->alternate = value->boolean;
	return 1;
}

/* Keys, and what the terminal answers to while it reads: then nothing more may be read meanwhile. */
static void answer_send(const char *bytes, size_t length, void *user)
{
	struct tty *tty = user;
	if (!tty->is_reading)
		tty_send(tty, bytes, length);
	else if (write(tty->master, bytes, length) < 0)
		return;
}

static int larger(int a, int b)
{
	return a > b ? a : b;
}

static void screen_open(struct tty *tty, int rows, int columns)
{
	static const VTermScreenCallbacks callbacks = { .settermprop = property_set };
	tty->rows = rows;
	tty->columns = columns;
	tty->vterm = vterm_new(larger(rows, LEAST_ROWS), larger(columns, LEAST_COLUMNS));
	vterm_set_utf8(tty->vterm, 1);
	vterm_output_set_callback(tty->vterm, answer_send, tty);
	tty->screen = vterm_obtain_screen(tty->vterm);
	vterm_screen_set_callbacks(tty->screen, &callbacks, tty);
	vterm_screen_enable_altscreen(tty->screen, 1);
	vterm_screen_reset(tty->screen, 1);
}

struct tty *tty_start(const char *folder, const struct tty_options *options)
{
	static const struct tty_options nothing;
	options = options ? options : &nothing;
	struct winsize size = {
		.ws_row = (unsigned short)(options->rows ? options->rows : 24),
		.ws_col = (unsigned short)(options->columns ? options->columns : 80),
	};
	struct tty *tty = calloc(1, sizeof(*tty));
	const char *program = or(options->program, getenv("CASPLAN"));
	assert_non_null(tty);
	assert_non_null(program);
	(void)children();
	int slave;
	assert_int_equal(openpty(&tty->master, &slave, NULL, NULL, &size), 0);
	tty->pid = fork();
	assert_true(tty->pid >= 0);
	if (tty->pid == 0) {
		close(tty->master);
		if (login_tty(slave) == 0)
			child_run(program, folder, options);
		_exit(126);
	}
	close(slave);
	tty->slave = open(ptsname(tty->master), O_RDWR | O_NOCTTY | O_NONBLOCK | O_CLOEXEC);
	assert_true(tty->slave >= 0);
	fcntl(tty->master, F_SETFD, FD_CLOEXEC);
	fcntl(tty->master, F_SETFL, O_NONBLOCK);
	tty->translation.is_vt52 = options->term && strcmp(options->term, "vt52") == 0;
	screen_open(tty, size.ws_row, size.ws_col);
	return tty;
}

void tty_hang_up(struct tty *tty)
{
	if (!tty->hung_up)
		close(tty->master);
	tty->hung_up = true;
}

void tty_end(struct tty *tty)
{
	if (!tty)
		return;
	if (!tty->is_over) {
		kill(tty->pid, SIGKILL);
		waitpid(tty->pid, NULL, 0);
	}
	tty_hang_up(tty);
	close(tty->slave);
	vterm_free(tty->vterm);
	buf_done(&tty->log);
	buf_done(&tty->shown);
	free(tty);
}

/* ---- what comes ---- */

/* The marks that the test itself sent are nobody's. */
static size_t marks_drop(struct tty *tty, char *bytes, size_t length)
{
	size_t kept = 0;
	for (size_t i = 0; i < length; i++) {
		if (bytes[i] == MARK)
			tty->marks++;
		else
			bytes[kept++] = bytes[i];
	}
	return kept;
}

static void take(struct tty *tty, char *bytes, size_t length)
{
	struct buf translated;
	length = marks_drop(tty, bytes, length);
	buf_add(&tty->log, bytes, length);
	buf_init(&translated);
	translate(&tty->translation, bytes, length, &translated);
	tty->is_reading = true;
	if (translated.length)
		vterm_input_write(tty->vterm, translated.data, translated.length);
	tty->is_reading = false;
	buf_done(&translated);
}

static void children_look(struct tty *tty)
{
	int status;
	struct signalfd_siginfo info;
	while (read(children(), &info, sizeof(info)) > 0)
		;
	while (!tty->is_over && waitpid(tty->pid, &status, WNOHANG | WUNTRACED | WCONTINUED) > 0) {
		tty->is_stopped = WIFSTOPPED(status);
		tty->is_over = WIFEXITED(status) || WIFSIGNALED(status);
		tty->status = status;
	}
}

/* False: there was nothing. */
static bool read_once(struct tty *tty)
{
	static char bytes[CHUNK];
	ssize_t length = tty->hung_up ? 0 : read(tty->master, bytes, sizeof(bytes));
	if (length > 0)
		take(tty, bytes, (size_t)length);
	return length > 0;
}

void tty_drain(struct tty *tty)
{
	children_look(tty);
	while (read_once(tty))
		;
}

long long tty_now_exactly(void)
{
	struct timespec now;
	clock_gettime(CLOCK_MONOTONIC, &now);
	return now.tv_sec * 1000000LL + now.tv_nsec / 1000;
}

long long tty_now(void)
{
	return tty_now_exactly() / 1000;
}

void tty_pump(struct tty *tty, long long until)
{
	struct pollfd watched[] = {
		{ .fd = tty->hung_up ? -1 : tty->master, .events = POLLIN },
		{ .fd = children(), .events = POLLIN },
	};
	long long end = until * 1000, left;
	if (tty->doom && tty->doom < end)
		end = tty->doom;
	left = end - tty_now_exactly();
	struct timespec patience = { .tv_sec = left / 1000000, .tv_nsec = left % 1000000 * 1000 };
	if (!tty->is_over && left > 0)
		(void)ppoll(watched, COUNT_OF(watched), &patience, NULL);
	if (tty->doom && tty_now_exactly() >= tty->doom && !tty->is_over) {
		kill(tty->pid, SIGKILL);
		tty->is_over = waitpid(tty->pid, &tty->status, 0) == tty->pid;
	}
	tty_drain(tty);
}

/* ---- waiting ---- */

/* 'S': it sleeps, 'R': it runs, ... */
static char state_of(pid_t pid)
{
	char path[64], text[512] = "";
	snprintf(path, sizeof(path), "/proc/%d/stat", (int)pid);
	FILE *file = fopen(path, "r");
	size_t length = file ? fread(text, 1, sizeof(text) - 1, file) : 0;
	if (file)
		fclose(file);
	text[length] = '\0';
	const char *end = strrchr(text, ')');
	return end && end[1] ? end[2] : 'X';
}

/* Waits until the program waits too, and all that it has sent is here: a mark that is sent into its
 * terminal after that comes out behind it. A screen that is looked at earlier may be painted in part. */
static void settle(struct tty *tty, long long until)
{
	const char mark = MARK;
	size_t before = tty->marks;
	bool is_sent = false;
	while (!tty->is_over && !tty->hung_up && tty->marks == before && tty_now() < until) {
		if (!is_sent && strchr("ST", state_of(tty->pid)))
			is_sent = write(tty->slave, &mark, 1) == 1;
		tty_pump(tty, is_sent ? until : tty_now() + 1);
	}
}

bool tty_until(struct tty *tty, tty_check *check, const void *data, long long milliseconds)
{
	long long until = tty_now() + milliseconds;
	tty_drain(tty);
	while (!tty->is_over && tty_now() < until) {
		if (check(tty, data)) {
			settle(tty, until);
			if (check(tty, data))
				return true;
		} else {
			tty_pump(tty, until);
		}
	}
	tty_drain(tty);
	return check(tty, data);
}

/* A dead one is expected. */
static bool was_killed(const struct tty *tty)
{
	return tty->doom && tty->is_over;
}

/* What a sanitizer wrote, of which the screen shows the end only. */
static void reports_print(const struct tty *tty)
{
	const char *report = tty->log.length ? strstr(tty->log.data, "==ERROR") : NULL;
	if (!report && tty->log.length)
		report = strstr(tty->log.data, "runtime error");
	if (report)
		fprintf(stderr, "%.6000s\n", report);
}

/* Not through cmocka, which cuts after a kilobyte. */
void tty_complain(struct tty *tty, const char *what, const char *file, int line)
{
	VTermPos cursor = tty_cursor(tty);
	if (was_killed(tty))
		return;
	fprintf(stderr, "%s:%d: not seen: %s\n", file, line, what);
	if (tty->is_over)
		fprintf(stderr, "the program has ended: %s %d\n",
		        WIFSIGNALED(tty->status) ? "signal" : "status",
		        WIFSIGNALED(tty->status) ? WTERMSIG(tty->status) : WEXITSTATUS(tty->status));
	fprintf(stderr, "cursor at %d, %d; the screen:\n%s----\n", cursor.row, cursor.col,
	        tty_screen(tty));
	reports_print(tty);
	_fail(file, line);
}

void tty_must(struct tty *tty, tty_check *check, const void *data, const char *what,
        const char *file, int line)
{
	if (!tty_until(tty, check, data, TTY_PATIENCE))
		tty_complain(tty, what, file, line);
	else if (tty->seen && !tty->is_over)
		tty->seen(tty, tty->seen_data);
}

static bool shows(struct tty *tty, const void *text)
{
	return tty_shows(tty, text);
}

static bool hides(struct tty *tty, const void *text)
{
	return !tty_shows(tty, text);
}

void tty_must_show(struct tty *tty, const char *text, const char *file, int line)
{
	tty_must(tty, shows, text, text, file, line);
}

void tty_must_hide(struct tty *tty, const char *text, const char *file, int line)
{
	tty_must(tty, hides, text, text, file, line);
}

static bool is_over(struct tty *tty, const void *data)
{
	(void)data;
	return tty->is_over;
}

static bool is_stopped(struct tty *tty, const void *data)
{
	(void)data;
	return tty->is_stopped;
}

int tty_must_end(struct tty *tty, const char *file, int line)
{
	tty_must(tty, is_over, NULL, "the end of the program", file, line);
	tty_drain(tty);
	return tty->status;
}

void tty_must_stop(struct tty *tty, const char *file, int line)
{
	tty_must(tty, is_stopped, NULL, "the program stopped", file, line);
	tty_drain(tty);
}

static bool has_read(struct tty *tty, const void *data)
{
	(void)data;
	return tty_has_read(tty);
}

void tty_must_read(struct tty *tty, const char *file, int line)
{
	tty_must(tty, has_read, NULL, "all keys read", file, line);
}

/* ---- what is seen ---- */

static void row_add(struct tty *tty, int row)
{
	struct buf *out = &tty->shown;
	size_t end = out->length;
	for (int column = 0; row < tty->rows && column < tty->columns; column++) {
		VTermScreenCell cell = tty_cell(tty, row, column);
		for (size_t i = 0; i < VTERM_MAX_CHARS_PER_CELL && cell.chars[i]; i++) {
			char bytes[4];
			buf_add(out, bytes, utf8_encode((int32_t)cell.chars[i], bytes));
		}
		if (!cell.chars[0])
			buf_putc(out, ' ');
		else if (cell.chars[0] != ' ')
			end = out->length;
		column += cell.width > 1;
	}
	out->length = end;
	buf_puts(out, "");
}

const char *tty_row(struct tty *tty, int row)
{
	tty->shown.length = 0;
	row_add(tty, row);
	return tty->shown.data;
}

const char *tty_screen(struct tty *tty)
{
	tty->shown.length = 0;
	for (int row = 0; row < tty->rows; row++) {
		row_add(tty, row);
		buf_putc(&tty->shown, '\n');
	}
	return tty->shown.data;
}

int tty_find(struct tty *tty, const char *text)
{
	for (int row = 0; row < tty->rows; row++) {
		if (strstr(tty_row(tty, row), text))
			return row;
	}
	return -1;
}

bool tty_shows(struct tty *tty, const char *text)
{
	return tty_find(tty, text) >= 0;
}

VTermPos tty_cursor(const struct tty *tty)
{
	VTermPos cursor;
	vterm_state_get_cursorpos(vterm_obtain_state(tty->vterm), &cursor);
	return cursor;
}

VTermScreenCell tty_cell(const struct tty *tty, int row, int column)
{
	VTermScreenCell cell = { .width = 1 };
	(void)vterm_screen_get_cell(tty->screen, (VTermPos){ row, column }, &cell);
	return cell;
}

static bool has_sent(struct tty *tty, const void *bytes)
{
	return tty_sent(tty, bytes);
}

void tty_must_send(struct tty *tty, const char *bytes, const char *file, int line)
{
	tty_must(tty, has_sent, bytes, bytes + 1, file, line);
}

bool tty_sent(const struct tty *tty, const char *bytes)
{
	return tty->log.length && memmem(tty->log.data, tty->log.length, bytes, strlen(bytes));
}

bool tty_has_read(const struct tty *tty)
{
	int waiting = 0;
	return ioctl(tty->slave, FIONREAD, &waiting) == 0 && waiting == 0;
}

bool tty_is_canonical(const struct tty *tty)
{
	struct termios modes;
	assert_int_equal(tcgetattr(tty->slave, &modes), 0);
	return (modes.c_lflag & ICANON) && (modes.c_lflag & ECHO) && (modes.c_lflag & ISIG) &&
	       (modes.c_iflag & ICRNL) && (modes.c_oflag & OPOST);
}

/* ---- the outside ---- */

void tty_resize(struct tty *tty, int rows, int columns)
{
	struct winsize size = { .ws_row = (unsigned short)rows, .ws_col = (unsigned short)columns };
	tty_drain(tty);
	tty->rows = rows;
	tty->columns = columns;
	vterm_set_size(tty->vterm, larger(rows, LEAST_ROWS), larger(columns, LEAST_COLUMNS));
	assert_int_equal(ioctl(tty->master, TIOCSWINSZ, &size), 0);
}
