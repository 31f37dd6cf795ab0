/*
 * base/attr.h: what the compiler is to check for us.
 */
#ifndef BASE_ATTR_H
#define BASE_ATTR_H

/* The result says whether the outside world obeyed: it must be looked at. */
#define MUST_CHECK __attribute__((warn_unused_result))
#define PRINTF_LIKE(text, first) __attribute__((format(printf, text, first)))
#define NO_RETURN __attribute__((noreturn))

#define COUNT_OF(array) (sizeof(array) / sizeof((array)[0]))

#endif
