/*
 * core/command.h: the templates of steps, filled for people and for shells.
 *
 * A template is literal text with {variables} of core/scope.h. In running text a value stands
 * plain, a long list cut short, and what prints it quotes it for its own language. In a command
 * every value becomes one whole argument, quoted once by the language's function; the literal text
 * around it is copied as it is.
 * A brace that no variable's name follows is literal, so that script blocks can be written.
 */
#ifndef CORE_COMMAND_H
#define CORE_COMMAND_H

#include <stdbool.h>

#include "base/buf.h"
#include "core/scope.h"

#define VARIABLE_NAME_SIZE 64

struct template_part {
	const char *text; /* literal bytes, where `name` is empty */
	size_t length;
	char name[VARIABLE_NAME_SIZE]; /* of the variable */
};

/* The next part of the template; moves *text behind it. False at the end. */
bool template_next(const char **text, struct template_part *part);

/* Appends the text for a person. False, and nothing more is promised about `out`, where a variable
 * has no value and no words for its absence. */
bool text_fill(struct scope *scope, const char *template, struct buf *out);
/* The same for texts that must be there: `absent` stands for what has no value. */
void text_fill_always(struct scope *scope, const char *template, const char *absent,
        struct buf *out);

enum command_result {
	COMMAND_MADE,
	COMMAND_NO_VALUE,  /* a variable has none: the command makes no sense here */
	COMMAND_BY_HAND,   /* the language cannot carry a value safely */
};

/* Appends the command as it is to be typed; on any result but COMMAND_MADE `out` is unchanged.
 * `lang` is powershell or cmd. */
enum command_result command_fill(struct scope *scope, const char *lang, const char *template,
        struct buf *out);

#endif
