/*
 * picture.c: what the real program shows on a real terminal, as text or as a picture.
 *
 *	picture text|svg COMMAND [ARGUMENT]...
 *
 * The command runs at 80x24, until nothing came for a while; then its screen goes to standard output.
 */
#include <poll.h>
#include <pty.h>
#include <signal.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include <vterm.h>

#define ROWS 24
#define COLUMNS 80
#define QUIET 700 /* milliseconds; a program that is slower shows less */
#define CELL_WIDTH 8.4
#define CELL_HEIGHT 18

static void screen_read(int master, VTerm *vterm)
{
	static char bytes[65536];
	struct pollfd watched = { .fd = master, .events = POLLIN };
	int patience = 5000;
	while (poll(&watched, 1, patience) > 0) {
		ssize_t length = read(master, bytes, sizeof(bytes));
		if (length <= 0)
			break;
		vterm_input_write(vterm, bytes, (size_t)length);
		patience = QUIET;
	}
}

static void utf8_print(uint32_t c)
{
	if (c < 0x80)
		printf(c == '&' ? "&amp;" : c == '<' ? "&lt;" : "%c", (int)c);
	else if (c < 0x800)
		printf("%c%c", (int)(0xc0 | c >> 6), (int)(0x80 | (c & 0x3f)));
	else
		printf("%c%c%c", (int)(0xe0 | c >> 12), (int)(0x80 | (c >> 6 & 0x3f)),
		        (int)(0x80 | (c & 0x3f)));
}

static VTermScreenCell cell_at(VTermScreen *screen, int row, int column)
{
	VTermScreenCell cell;
	vterm_screen_get_cell(screen, (VTermPos){ row, column }, &cell);
	return cell;
}

static int row_end(VTermScreen *screen, int row)
{
	int end = COLUMNS;
	while (end > 0) {
		uint32_t c = cell_at(screen, row, end - 1).chars[0];
		if (c && c != ' ')
			break;
		end--;
	}
	return end;
}

static void text_print(VTermScreen *screen)
{
	for (int row = 0; row < ROWS; row++) {
		char line[COLUMNS * 8];
		const VTermRect place = { row, row + 1, 0, row_end(screen, row) };
		size_t length = vterm_screen_get_text(screen, line, sizeof(line), place);
		printf("%.*s\n", (int)length, line);
	}
}

/* The pairs of src/term/terminal.c; another colour is the text's own. */
static const char *colour_of(VTermColor colour)
{
	static const char *const names[] = { "", "#ff8080", "#8fd18f", "#e6c86e", "", "", "#7fc8d8" };
	if (!VTERM_COLOR_IS_INDEXED(&colour) || colour.indexed.idx >= sizeof(names) / sizeof(*names) ||
	        !*names[colour.indexed.idx])
		return "#e6e6e6";
	return names[colour.indexed.idx];
}

static bool is_alike(const VTermScreenCell *a, const VTermScreenCell *b)
{
	return a->attrs.bold == b->attrs.bold && vterm_color_is_equal(&a->fg, &b->fg);
}

/* Cells that look alike are one element; each begins at its own column, whatever the font. */
static void row_draw(VTermScreen *screen, int row)
{
	for (int column = 0, end = row_end(screen, row); column < end;) {
		VTermScreenCell first = cell_at(screen, row, column), cell = first;
		int next = column;
		while (next < end && is_alike(&cell, &first))
			cell = cell_at(screen, row, ++next);
		printf("<text x=\"%.1f\" y=\"%d\" textLength=\"%.1f\" fill=\"%s\"%s>",
		        12 + column * CELL_WIDTH, 26 + row * CELL_HEIGHT,
		        (next - column) * CELL_WIDTH, colour_of(first.fg),
		        first.attrs.bold ? " font-weight=\"bold\"" : "");
		for (; column < next; column++) {
			cell = cell_at(screen, row, column);
			utf8_print(cell.chars[0] ? cell.chars[0] : ' ');
		}
		printf("</text>\n");
	}
}

static void svg_print(VTermScreen *screen)
{
	double width = 24 + COLUMNS * CELL_WIDTH;
	int height = 24 + ROWS * CELL_HEIGHT;
	printf("<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"%.0f\" height=\"%d\" "
	       "viewBox=\"0 0 %.0f %d\" font-family=\"monospace\" font-size=\"14\">"
	       "\n<style>text { white-space: pre }</style>\n", width, height, width, height);
	printf("<title>The wizard on a terminal of 80 columns and 24 rows</title>\n");
	printf("<rect width=\"100%%\" height=\"100%%\" rx=\"6\" fill=\"#1d2026\"/>\n");
	for (int row = 0; row < ROWS; row++)
		row_draw(screen, row);
	printf("</svg>\n");
}

int main(int argc, char **argv)
{
	const struct winsize size = { .ws_row = ROWS, .ws_col = COLUMNS };
	int master;
	if (argc < 3)
		return 2;
	pid_t pid = forkpty(&master, NULL, NULL, &size);
	if (pid == 0) {
		setenv("TERM", "xterm-256color", 1);
		setenv("LC_ALL", "C.UTF-8", 1);
		execvp(argv[2], argv + 2);
		_exit(126);
	}
	VTerm *vterm = vterm_new(ROWS, COLUMNS);
	vterm_set_utf8(vterm, 1);
	VTermScreen *screen = vterm_obtain_screen(vterm);
	vterm_screen_enable_altscreen(screen, 1);
	vterm_screen_reset(screen, 1);
	screen_read(master, vterm);
	if (strcmp(argv[1], "svg") == 0)
		svg_print(screen);
	else
		text_print(screen);
	kill(pid, SIGTERM);
	waitpid(pid, NULL, 0);
	vterm_free(vterm);
	return 0;
}
