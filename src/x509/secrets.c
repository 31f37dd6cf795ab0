/* x509/secrets.c */
#include "x509/secrets.h"

#include <errno.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/resource.h>

#include "base/err.h"

void secrets_protect(void)
{
	const struct rlimit none = { 0, 0 };
	if (prctl(PR_SET_DUMPABLE, 0) != 0 || setrlimit(RLIMIT_CORE, &none) != 0)
		die("memory cannot be protected from core dumps: %s", strerror(errno));
}
