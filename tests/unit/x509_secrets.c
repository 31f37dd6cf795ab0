/* Core dumps off, for a process that would otherwise leave them. */
#include "helper_x509.h"

#include <sys/prctl.h>
#include <sys/resource.h>

#include "x509/secrets.h"

static void no_core_is_left(void **state)
{
	(void)state;
	pid_t child = fork();
	if (child == 0) {
		struct rlimit limit;
		if (prctl(PR_GET_DUMPABLE) != 1)
			_exit(2);
		secrets_protect();
		_exit(prctl(PR_GET_DUMPABLE) == 0 && getrlimit(RLIMIT_CORE, &limit) == 0 &&
					limit.rlim_cur == 0 && limit.rlim_max == 0
				? 0
				: 1);
	}
	int status;
	assert_int_equal(waitpid(child, &status, 0), child);
	assert_int_equal(status, 0);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(no_core_is_left),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
