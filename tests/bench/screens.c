/*
 * screens.c: what full-screen programs send to a terminal, and how soon.
 *
 *	screens CASPLAN FOLDER      one figure a line: "name value"
 *
 * The wizard, dialog and whiptail are started in turn, each in a terminal of its own that libvterm reads;
 * a key is over when nothing came for a while. FOLDER holds the sessions *.cfg that bench.sh made.
 */
#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <pty.h>
#include <signal.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include <vterm.h>

#define COUNT(array) (sizeof(array) / sizeof(*(array)))
#define RUNS 15
#define QUIET_PAINT 120 /* milliseconds */
#define QUIET_KEY 15
#define KEYS_MAX 512
#define CELLS_MAX (200 * 60)

struct probe {
	pid_t pid;
	int master;
	VTerm *vterm;
	VTermScreen *screen;
	int rows, columns;
	size_t bytes;     /* of the last answer */
	double last;      /* milliseconds from the question to its last byte */
};

static double now(void)
{
	struct timespec time;
	clock_gettime(CLOCK_MONOTONIC, &time);
	return (double)time.tv_sec * 1e3 + (double)time.tv_nsec / 1e6;
}

static void child(const char *const *arguments)
{
	setenv("TERM", "xterm-256color", 1);
	setenv("LC_ALL", "C.UTF-8", 1);
	unsetenv("LINES");
	unsetenv("COLUMNS");
	execvp(arguments[0], (char *const *)(size_t)arguments);
	_exit(126);
}

/* Reads until nothing came for `quiet` milliseconds. */
static void listen(struct probe *probe, double from, int quiet)
{
	static char bytes[65536];
	struct pollfd watched = { .fd = probe->master, .events = POLLIN };
	probe->bytes = 0;
	probe->last = 0;
	while (poll(&watched, 1, probe->bytes ? quiet : 2000) > 0) {
		ssize_t length = read(probe->master, bytes, sizeof(bytes));
		if (length <= 0)
			break;
		probe->last = now() - from;
		probe->bytes += (size_t)length;
		vterm_input_write(probe->vterm, bytes, (size_t)length);
	}
}

static void start(struct probe *probe, const char *const *arguments, int rows, int columns)
{
	const struct winsize size = { .ws_row = (unsigned short)rows, .ws_col = (unsigned short)columns };
	*probe = (struct probe){ .rows = rows, .columns = columns };
	probe->vterm = vterm_new(rows, columns);
	vterm_set_utf8(probe->vterm, 1);
	probe->screen = vterm_obtain_screen(probe->vterm);
	vterm_screen_enable_altscreen(probe->screen, 1);
	vterm_screen_reset(probe->screen, 1);
	double from = now();
	probe->pid = forkpty(&probe->master, NULL, NULL, &size);
	if (probe->pid == 0)
		child(arguments);
	listen(probe, from, QUIET_PAINT);
}

static void key(struct probe *probe, const char *bytes)
{
	double from = now();
	if (write(probe->master, bytes, strlen(bytes)) < 0)
		return;
	listen(probe, from, QUIET_KEY);
}

static void end(struct probe *probe)
{
	kill(probe->pid, SIGTERM);
	for (int i = 0; i < 200 && waitpid(probe->pid, NULL, WNOHANG) == 0; i++)
		poll(NULL, 0, 5);
	kill(probe->pid, SIGKILL);
	(void)waitpid(probe->pid, NULL, WNOHANG);
	close(probe->master);
	vterm_free(probe->vterm);
}

static long memory_of(const struct probe *probe)
{
	char path[64], line[256];
	long kilobytes = 0;
	snprintf(path, sizeof(path), "/proc/%d/status", (int)probe->pid);
	FILE *file = fopen(path, "r");
	while (file && fgets(line, sizeof(line), file))
		sscanf(line, "VmHWM: %ld", &kilobytes);
	if (file)
		fclose(file);
	return kilobytes;
}

/* ---- figures ---- */

static int compare(const void *left, const void *right)
{
	double a = *(const double *)left, b = *(const double *)right;
	return (a > b) - (a < b);
}

static double median(double *values, size_t count)
{
	qsort(values, count, sizeof(*values), compare);
	return count ? values[count / 2] : 0;
}

static double sum(const double *values, size_t count)
{
	double all = 0;
	for (size_t i = 0; i < count; i++)
		all += values[i];
	return all;
}

static double greatest(const double *values, size_t count)
{
	double most = 0;
	for (size_t i = 0; i < count; i++)
		most = values[i] > most ? values[i] : most;
	return most;
}

static void tell(const char *name, double value)
{
	printf("%s %.3f\n", name, value);
}

struct cell {
	uint32_t text[VTERM_MAX_CHARS_PER_CELL];
	unsigned bold, reverse;
};

static void picture(const struct probe *probe, struct cell *cells)
{
	for (int i = 0; i < probe->rows * probe->columns; i++) {
		VTermScreenCell cell;
		vterm_screen_get_cell(probe->screen, (VTermPos){ i / probe->columns,
			i % probe->columns }, &cell);
		memcpy(cells[i].text, cell.chars, sizeof(cell.chars));
		if (!cells[i].text[0])
			cells[i].text[0] = ' ';
		cells[i].bold = cell.attrs.bold;
		cells[i].reverse = cell.attrs.reverse;
	}
}

static size_t utf8_length(uint32_t c)
{
	return c < 0x80 ? 1 : c < 0x800 ? 2 : c < 0x10000 ? 3 : 4;
}

/* The cells that changed, in bytes: a line is drawn with characters of three. */
static size_t changed(const struct probe *probe, const struct cell *before, const struct cell *after)
{
	size_t bytes = 0;
	for (int i = 0; i < probe->rows * probe->columns; i++) {
		if (memcmp(&before[i], &after[i], sizeof(*before)) == 0)
			continue;
		for (size_t j = 0; j < VTERM_MAX_CHARS_PER_CELL && after[i].text[j]; j++)
			bytes += utf8_length(after[i].text[j]);
	}
	return bytes;
}

/* ---- programs ---- */

static const char *const dialog[] = { "dialog", "--menu", "Pick one", "20", "60", "10", "a", "one", "b",
	"two", "c", "three", "d", "four", "e", "five", "f", "six", "g", "seven", "h", "eight", "i", "nine",
	"j", "ten", NULL };
static const char *const whiptail[] = { "whiptail", "--menu", "Pick one", "20", "60", "10", "a", "one", "b",
	"two", "c", "three", "d", "four", "e", "five", "f", "six", "g", "seven", "h", "eight", "i", "nine",
	"j", "ten", NULL };

/* A session that nobody else changes. */
static const char *session(const char *folder, const char *name, char *path, size_t size)
{
	char command[1200];
	snprintf(path, size, "%s/run-%s.cfg", folder, name);
	snprintf(command, sizeof(command), "cp '%s/%s.cfg' '%s'", folder, name, path);
	if (system(command) != 0)
		exit(2);
	return path;
}

static void paints(const char *casplan, const char *folder)
{
	char path[512];
	double times[3][RUNS], sizes[3][RUNS];
	static const char *const names[] = { "casplan", "dialog", "whiptail" };
	for (int run = 0; run < RUNS; run++) {
		const char *const wizard[] = { casplan, session(folder, "topology", path,
			sizeof(path)), NULL };
		const char *const *const programs[] = { wizard, dialog, whiptail };
		for (size_t i = 0; i < COUNT(programs); i++) {
			struct probe probe;
			start(&probe, programs[i], 24, 80);
			times[i][run] = probe.last;
			sizes[i][run] = (double)probe.bytes;
			end(&probe);
		}
	}
	for (size_t i = 0; i < COUNT(names); i++) {
		char name[64];
		snprintf(name, sizeof(name), "paint_bytes_%s", names[i]);
		tell(name, median(sizes[i], RUNS));
		snprintf(name, sizeof(name), "paint_ms_%s", names[i]);
		tell(name, median(times[i], RUNS));
	}
}

/* Down and Up, over and over, through `depth` rows. Gives the median time; `*cells` is what changed on the
 * screen, in bytes. */
static double moves(struct probe *probe, size_t depth, double *bytes, double *cells, size_t *count)
{
	static struct cell before[CELLS_MAX], after[CELLS_MAX];
	static double times[KEYS_MAX];
	*count = 0;
	*cells = 0;
	for (int turn = 0; turn < 6; turn++) {
		for (size_t i = 0; i < 2 * depth && *count < KEYS_MAX; i++) {
			picture(probe, before);
			key(probe, i < depth ? "\033OB" : "\033OA");
			picture(probe, after);
			bytes[*count] = (double)probe->bytes;
			*cells += (double)changed(probe, before, after);
			times[(*count)++] = probe->last;
		}
	}
	return median(times, *count);
}

static void keys(const char *casplan, const char *folder)
{
	static double bytes[KEYS_MAX];
	double ours[5], theirs[5], cells, ratio = 0;
	char path[512];
	size_t count;
	for (int run = 0; run < 5; run++) {
		struct probe probe;
		const char *const wizard[] = { casplan, session(folder, "topology", path,
			sizeof(path)), NULL };
		start(&probe, wizard, 24, 80);
		ours[run] = moves(&probe, 4, bytes, &cells, &count);
		ratio = sum(bytes, count) / cells;
		end(&probe);
		start(&probe, dialog, 24, 80);
		theirs[run] = moves(&probe, 8, bytes, &cells, &count);
		end(&probe);
	}
	tell("down_bytes_per_changed_cell", ratio);
	tell("key_ms_casplan", median(ours, 5));
	tell("key_ms_dialog", median(theirs, 5));
}

/* Between the items of a list, whose explanation stays. */
static double down_bytes(const char *casplan, const char *folder, int rows, int columns)
{
	static double bytes[KEYS_MAX];
	double cells;
	char path[512];
	size_t count;
	struct probe probe;
	const char *const wizard[] = { casplan, session(folder, "list", path, sizeof(path)), NULL };
	start(&probe, wizard, rows, columns);
	key(&probe, "\033OA");
	for (int i = 0; i < 6; i++)
		key(&probe, "\033OA");
	(void)moves(&probe, 4, bytes, &cells, &count);
	end(&probe);
	return greatest(bytes, count);
}

static void typing(const char *casplan, const char *folder)
{
	double bytes[16], pages[16];
	char path[512];
	struct probe probe;
	const char *const wizard[] = { casplan, session(folder, "text", path, sizeof(path)), NULL };
	start(&probe, wizard, 24, 80);
	tell("memory_kib", (double)memory_of(&probe));
	key(&probe, "\025");
	for (size_t i = 0; i < COUNT(bytes); i++) {
		const char letter[2] = { "mail.example.org"[i], '\0' };
		key(&probe, letter);
		bytes[i] = (double)probe.bytes;
	}
	tell("typed_bytes", median(bytes, COUNT(bytes)));
	size_t count = 0;
	for (; count < 7; count++) {
		key(&probe, "\r");
		pages[count] = (double)probe.bytes;
	}
	tell("page_bytes", greatest(pages, count));
	end(&probe);
}

int main(int argc, char **argv)
{
	if (argc != 3)
		return 2;
	signal(SIGPIPE, SIG_IGN);
	paints(argv[1], argv[2]);
	keys(argv[1], argv[2]);
	double normal = down_bytes(argv[1], argv[2], 24, 80);
	tell("down_bytes", normal);
	tell("down_bytes_large", down_bytes(argv[1], argv[2], 60, 200));
	typing(argv[1], argv[2]);
	return 0;
}
