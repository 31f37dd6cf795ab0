/* x509/libcrypto.c */
#include "libcrypto_table.h"

#include <dlfcn.h>
#include <stddef.h>
#include <string.h>

#include "base/text.h"

/* The one that the headers belong to. */
#define TEXT_OF(number) TEXT_OF_VALUE(number)
#define TEXT_OF_VALUE(value) #value
#define FILE_NAME "libcrypto.so." TEXT_OF(OPENSSL_SHLIB_VERSION)

#define NAME_MAX_LENGTH 40

struct libcrypto libcrypto;

/* Names in place, not pointers to them: those would have to be relocated at each start. */
static const struct {
	char name[NAME_MAX_LENGTH];
	size_t offset;
} calls[] = {
#define CALL(name) { #name, offsetof(struct libcrypto, name##_) },
#include "libcrypto.def"
#undef CALL
};

bool libcrypto_load(struct err *err)
{
	void *library = dlopen(FILE_NAME, RTLD_NOW | RTLD_LOCAL);
	if (!library)
		return err_set(err, "%s cannot be opened (%s); install OpenSSL's libraries", FILE_NAME,
			dlerror());
	for (size_t i = 0; i < COUNT_OF(calls); i++) {
		void *call = dlsym(library, calls[i].name);
		if (!call)
			return err_set(err, "%s has no %s: it is older than the one that casplan was built with",
				FILE_NAME, calls[i].name);
		memcpy((char *)&libcrypto + calls[i].offset, &call, sizeof(call));
	}
	return true;
}
