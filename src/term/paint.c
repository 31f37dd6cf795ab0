/*
 * term/paint.c: from cells to the terminal.
 *
 * Curses opens the terminal, reads its keys and gives it back; what differs between two pictures is sent
 * from here. Curses would find it out a second time, in half of the time that a key takes, and would send
 * each piece on its own, a dozen for a key: through SSH, each may be a packet. Here a picture is one piece.
 */
#include <errno.h>
#include <poll.h>
#include <string.h>
#include <unistd.h>
#include <wctype.h>

#include "base/text.h"
#include "terminal_parts.h"

#define GAP_CELLS 4 /* are sent again, rather than stepped over */
#define NO_COLOUR (-1)
#define UNKNOWN_COLOUR (-2) /* or none; unlike what any style wants, which so is sent */

/* ---- what is sent ---- */

static void emit(struct terminal *terminal, const char *text)
{
	capability_put(text, &terminal->frame);
}

/* False: nobody reads any more; whoever reads the keys finds out. */
static bool frame_send(const struct buf *frame)
{
	struct pollfd ready = { .fd = STDOUT_FILENO, .events = POLLOUT };
	for (size_t done = 0; done < frame->length;) {
		ssize_t count = write(STDOUT_FILENO, frame->data + done, frame->length - done);
		if (count < 0 && errno != EINTR && (errno != EAGAIN || poll(&ready, 1, -1) < 0))
			return false;
		done += count > 0 ? (size_t)count : 0;
	}
	return true;
}

/* ---- how it looks ---- */

struct look {
	bool bold;
	int colour;
};

static struct look look_of(const struct terminal *terminal, enum style style)
{
	static const struct look plain[STYLE_COUNT] = {
		[STYLE_PLAIN] = { false, NO_COLOUR }, [STYLE_STRONG] = { true, NO_COLOUR },
		[STYLE_FAINT] = { false, NO_COLOUR }, [STYLE_KEY] = { true, NO_COLOUR },
		[STYLE_GOOD] = { false, NO_COLOUR }, [STYLE_WARNING] = { false, NO_COLOUR },
		[STYLE_BAD] = { true, NO_COLOUR },
	};
	static const struct look coloured[STYLE_COUNT] = {
		[STYLE_PLAIN] = { false, NO_COLOUR }, [STYLE_STRONG] = { true, NO_COLOUR },
		[STYLE_FAINT] = { false, NO_COLOUR }, [STYLE_KEY] = { false, COLOR_CYAN },
		[STYLE_GOOD] = { false, COLOR_GREEN }, [STYLE_WARNING] = { false, COLOR_YELLOW },
		[STYLE_BAD] = { true, COLOR_RED },
	};
	return terminal->coloured ? coloured[style] : plain[style];
}

/* The person's own colours stay: nothing has a background, and `op` gives the text's colour back. */
static void pen_style(struct terminal *terminal, enum style style)
{
	const struct abilities *can = &terminal->can;
	struct look from = look_of(terminal, terminal->pen.style), to = look_of(terminal, style);
	terminal->pen.style = style;
	if (from.bold && !to.bold) {
		emit(terminal, can->plain);
		/* `sgr0` takes the colour away on some terminals, and leaves it on others. */
		from.bold = false;
		if (from.colour != NO_COLOUR)
			from.colour = UNKNOWN_COLOUR;
	}
	if (from.colour != NO_COLOUR && to.colour == NO_COLOUR)
		emit(terminal, can->own_colours);
	else if (to.colour != from.colour)
		emit(terminal, capability_with(can->colour, to.colour, 0));
	if (to.bold && !from.bold)
		emit(terminal, can->bold);
}

/* ---- where it stands ---- */

static void pen_move(struct terminal *terminal, size_t row, size_t column)
{
	struct pen *pen = &terminal->pen;
	if (pen->is_placed && pen->row == row && pen->column == column)
		return;
	if (!terminal->can.moves_in_style)
		pen_style(terminal, STYLE_PLAIN);
	if (pen->is_placed && pen->row == row && terminal->can.move_in_row)
		emit(terminal, capability_with(terminal->can.move_in_row, (int)column, 0));
	else
		emit(terminal, capability_with(terminal->can.move, (int)row, (int)column));
	pen->row = row;
	pen->column = column;
	pen->is_placed = true;
}

static void pen_put(struct terminal *terminal, const struct cell *cell)
{
	struct pen *pen = &terminal->pen;
	char bytes[4];
	pen_style(terminal, cell->style);
	for (size_t i = 0; i < CANVAS_MARKS && cell->text[i]; i++) {
		uint32_t character = cell->text[i];
		if (character > '~' && (terminal->ascii || !iswprint((wint_t)character)))
			character = '?';
		buf_add(&terminal->frame, bytes, utf8_encode((int32_t)character, bytes));
	}
	pen->column += cell->width;
	/* Not all terminals count these as we do, nor agree where the cursor is behind the last column. */
	if (cell->width != 1 || cell->text[1] || pen->column >= terminal->shown.columns)
		pen->is_placed = false;
}

/* ---- what differs ---- */

static bool is_same(const struct cell *a, const struct cell *b)
{
	return memcmp(a->text, b->text, sizeof(a->text)) == 0 && a->width == b->width &&
	       a->style == b->style;
}

static bool is_blank(const struct cell *cell)
{
	static const struct cell blank = { .text = { ' ' }, .width = 1, .style = STYLE_PLAIN };
	return is_same(cell, &blank);
}

/* From where on the row is to be erased rather than painted; `columns`: nowhere. */
static size_t blank_from(const struct terminal *terminal, const struct cell *wanted,
        const struct cell *shown, size_t columns)
{
	size_t from = columns, differing = 0;
	while (from > 0 && is_blank(&wanted[from - 1])) {
		from--;
		differing += !is_blank(&shown[from]);
	}
	return terminal->can.erase && differing > strlen(terminal->can.erase) ? from : columns;
}

/* A few cells between two that differ are sent too, where no other style comes in between. */
static void gap_close(struct terminal *terminal, const struct cell *wanted, size_t row, size_t column)
{
	const struct pen *pen = &terminal->pen;
	if (!pen->is_placed || pen->row != row || pen->column >= column ||
	        column - pen->column > GAP_CELLS)
		return;
	for (size_t i = pen->column; i < column; i++) {
		if (wanted[i].width != 1 || wanted[i].text[1] || wanted[i].style != pen->style)
			return;
	}
	while (pen->column < column)
		pen_put(terminal, &wanted[pen->column]);
}

static void row_paint(struct terminal *terminal, const struct canvas *canvas, size_t row)
{
	const size_t columns = canvas->columns;
	const struct cell *wanted = &canvas->cells[row * columns];
	struct cell *shown = &terminal->shown.cells[row * columns];
	if (memcmp(shown, wanted, columns * sizeof(*shown)) == 0)
		return;
	/* There, a character would scroll the screen. */
	bool is_cut = row + 1 == canvas->rows && terminal->can.scrolls_at_end;
	size_t blank = blank_from(terminal, wanted, shown, columns);
	for (size_t i = 0; i < blank && i + is_cut < columns; i++) {
		if (!wanted[i].width || is_same(&wanted[i], &shown[i]))
			continue;
		gap_close(terminal, wanted, row, i);
		pen_move(terminal, row, i);
		pen_put(terminal, &wanted[i]);
	}
	if (blank < columns) {
		pen_move(terminal, row, blank);
		pen_style(terminal, STYLE_PLAIN);
		emit(terminal, terminal->can.erase);
	}
	memcpy(shown, wanted, columns * sizeof(*shown));
}

/* All blank then, here and there. */
static void begin_anew(struct terminal *terminal, const struct canvas *canvas)
{
	canvas_reset(&terminal->shown, canvas->rows, canvas->columns);
	emit(terminal, terminal->can.plain);
	emit(terminal, terminal->can.clear);
	terminal->pen = (struct pen){ .is_placed = false };
}

void terminal_paint(struct terminal *terminal, const struct canvas *canvas)
{
	const struct canvas *shown = &terminal->shown;
	if (terminal->is_away)
		return;
	terminal->frame.length = 0;
	if (!terminal->is_known || canvas->rows != shown->rows || canvas->columns != shown->columns)
		begin_anew(terminal, canvas);
	for (size_t i = 0; i < canvas->rows; i++)
		row_paint(terminal, canvas, i);
	pen_style(terminal, STYLE_PLAIN);
	pen_move(terminal, canvas->cursor_row, canvas->cursor_column);
	terminal->is_known = frame_send(&terminal->frame);
}

void terminal_repaint(struct terminal *terminal)
{
	terminal->is_known = false;
}
