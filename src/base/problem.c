/* base/problem.c */
#include "base/problem.h"

#include <stdarg.h>

void problem_add(struct problem_list *problems, struct arena *arena, int line, const char *format,
        ...)
{
	va_list values;
	va_start(values, format);
	const char *text = arena_vprintf(arena, format, values);
	va_end(values);
	LIST_PUSH(arena, problems, ((struct problem){ .line = line, .text = text }));
}

/* Insertion sort: nearly sorted already, because files are read from top to bottom. */
void problems_sort(struct problem_list *problems)
{
	for (size_t i = 1; i < problems->count; i++) {
		struct problem moving = problems->items[i];
		size_t j = i;
		for (; j > 0 && problems->items[j - 1].line > moving.line; j--)
			problems->items[j] = problems->items[j - 1];
		problems->items[j] = moving;
	}
}
