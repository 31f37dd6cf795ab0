# casplan: one makefile, no recursion; sources are found, never listed.

VERSION := 0.1.0
PREFIX ?= /usr/local
DESTDIR ?=
BUILD ?= build
CC ?= cc
OPT ?= -O2 -g
# In this order, behind libc, the loader asks each of them for a name.
PKGS := ncursesw libconfig libpsl libidn2

CSTD := -std=c11 -D_GNU_SOURCE
WARN := -Wall -Wextra -Wpedantic -Wshadow -Wstrict-prototypes -Wmissing-prototypes \
	-Wold-style-definition -Wpointer-arith -Wcast-qual -Wvla -Wformat=2 -Wundef -Werror
SANITIZE ?=
# A sanitizer checks more than the fortified functions do, and they get in each other's way.
HARDEN := $(if $(SANITIZE),-fPIE,-fstack-protector-strong -D_FORTIFY_SOURCE=2 -fPIE)
CPPFLAGS += -Iinclude -I$(BUILD) -DCASPLAN_VERSION='"$(VERSION)"' \
	$(shell pkg-config --cflags $(PKGS) libcrypto)
ALL_CFLAGS = $(CSTD) $(WARN) $(OPT) $(HARDEN) $(SANITIZE) $(CFLAGS)
# Packed relocations, where linker and loader know them, spare a quarter of a megabyte at each start.
RELR_FLAG := -Wl,-z,pack-relative-relocs
RELR := $(shell folder=$$(mktemp -d) && echo 'int main(void) { return 0; }' > $$folder/a.c && \
	$(CC) -pie -fPIE $(RELR_FLAG) -Werror -Wl,--fatal-warnings -o $$folder/a $$folder/a.c \
	2>/dev/null && $$folder/a && echo $(RELR_FLAG); rm -rf $$folder)
ALL_LDFLAGS = -pie -Wl,-z,relro,-z,now -Wl,--as-needed $(RELR) $(SANITIZE) $(LDFLAGS)
LIBS := -lc $(shell pkg-config --libs $(PKGS)) -lpthread -ldl
# The program opens libcrypto when it needs it (src/x509/libcrypto.h); what judges it is linked with it.
CRYPTO_LIBS := $(shell pkg-config --libs libcrypto)
PURE_LIBS := $(shell pkg-config --libs libpsl libidn2)

# make V=1 shows the commands.
V ?= 0
Q := $(if $(filter 0,$(V)),@)
say = $(if $(filter 0,$(V)),@echo "  $(1)	$(2)")

PURE_LAYERS := base know core emit ui
ADAPTERS := store x509 term
objects = $(patsubst %.c,$(BUILD)/%.o,$(foreach layer,$(1),$(wildcard src/$(layer)/*.c)))

PURE_OBJECTS := $(call objects,$(PURE_LAYERS)) $(BUILD)/gen/know_data.o
ADAPTER_OBJECTS := $(call objects,$(ADAPTERS))
APP_OBJECTS := $(filter-out $(BUILD)/src/app/main.o,$(call objects,app))
# The generator cannot use what it generates.
MKKNOW_OBJECTS := $(filter-out %/answerfile.o,$(call objects,base know store)) \
	$(BUILD)/src/tools/mkknow.o
KNOWDOC_OBJECTS := $(filter-out %/answerfile.o,$(call objects,base know store)) \
	$(BUILD)/src/tools/knowdoc.o $(BUILD)/src/tools/knowdoc_steps.o
LINTKNOW_OBJECTS := $(call objects,base know core store) $(BUILD)/src/tools/lintknow.o
SHARE_FILES := $(shell find share screens -name '*.cfg' -not -path 'share/examples/*' | LC_ALL=C sort)

UNIT_NAMES := $(patsubst tests/unit/%.c,%,$(wildcard tests/unit/*.c))
UNIT_PROGRAMS := $(UNIT_NAMES:%=$(BUILD)/tests/%)
TERMINAL_NAMES := $(patsubst tests/terminal/%.c,%,$(wildcard tests/terminal/*.c))
TERMINAL_PROGRAMS := $(TERMINAL_NAMES:%=$(BUILD)/terminal/%)
TERMINAL_KIT := $(patsubst %.c,$(BUILD)/%.o,$(wildcard tests/terminal/kit/*.c))
# How long keys come at random, from each of three seeds, and how often a program is killed.
RANDOM_SECONDS ?= 3
KILLS ?= 20

.PHONY: all run test unit cases screens terminal soak sweep oracle arch asan clang quoting interop \
	pictures bench lint fuzz man install uninstall knowledge clean help
.DELETE_ON_ERROR:
.SECONDARY:

all: $(BUILD)/casplan

help: ## this list
	@sed -n 's/^\([a-z-]*\):.*## /\1	/p' Makefile

$(BUILD)/casplan: $(BUILD)/src/app/main.o $(APP_OBJECTS) $(BUILD)/libadapters.a $(BUILD)/libpure.a
	$(call say,LINK,$@)
	$(Q)$(CC) $(ALL_LDFLAGS) -o $@ $^ $(LIBS)

$(BUILD)/libpure.a: $(PURE_OBJECTS)
$(BUILD)/libadapters.a: $(ADAPTER_OBJECTS)
$(BUILD)/%.a:
	$(call say,AR,$@)
	$(Q)rm -f $@ && $(AR) rcs $@ $^

$(BUILD)/%.o: %.c
	@mkdir -p $(@D)
	$(call say,CC,$<)
	$(Q)$(CC) $(CPPFLAGS) $(ALL_CFLAGS) -MMD -MP -c -o $@ $<

$(BUILD)/gen/libcrypto_names.h: src/x509/libcrypto.def
	@mkdir -p $(@D)
	$(call say,GEN,$@)
	$(Q)sed -n 's/^CALL(\(.*\))$$/#define \1 (libcrypto.\1_)/p' $< > $@
$(call objects,x509): | $(BUILD)/gen/libcrypto_names.h

# share/ and screens/ as const tables. A lint error ends the build here.
$(BUILD)/mkknow: $(MKKNOW_OBJECTS)
$(BUILD)/lintknow: $(LINTKNOW_OBJECTS)
$(BUILD)/knowdoc: $(KNOWDOC_OBJECTS)
$(BUILD)/mkknow $(BUILD)/lintknow $(BUILD)/knowdoc:
	$(call say,LINK,$@)
	$(Q)$(CC) $(ALL_LDFLAGS) -o $@ $^ $(LIBS)
$(BUILD)/gen/know_data.c: $(BUILD)/mkknow $(BUILD)/lintknow $(SHARE_FILES)
	@mkdir -p $(@D)
	$(call say,GEN,$@)
	$(Q)$(BUILD)/lintknow share screens
	$(Q)$(BUILD)/mkknow share screens > $@
$(BUILD)/gen/know_data.o: $(BUILD)/gen/know_data.c
	$(call say,CC,$<)
	$(Q)$(CC) $(CPPFLAGS) $(ALL_CFLAGS) -MMD -MP -c -o $@ $<

# One program for each module. Those of the pure layers link nothing that could do I/O for them.
PURE_TESTS := $(filter $(foreach layer,$(PURE_LAYERS),$(BUILD)/tests/$(layer)_%),$(UNIT_PROGRAMS))
$(PURE_TESTS): $(BUILD)/tests/%: $(BUILD)/tests/unit/%.o $(BUILD)/libpure.a
	$(call say,LINK,$@)
	$(Q)$(CC) $(ALL_LDFLAGS) -o $@ $^ $(PURE_LIBS) -lcmocka
$(filter-out $(PURE_TESTS),$(UNIT_PROGRAMS)): $(BUILD)/tests/%: $(BUILD)/tests/unit/%.o \
		$(APP_OBJECTS) $(BUILD)/libadapters.a $(BUILD)/libpure.a
	$(call say,LINK,$@)
	$(Q)$(CC) $(ALL_LDFLAGS) -o $@ $^ $(LIBS) $(CRYPTO_LIBS) -lcmocka

# The sweep plans in memory and links nothing that could do I/O for it; OpenSSL judges afterwards.
SWEEP_OBJECTS := $(patsubst %.c,$(BUILD)/%.o,$(wildcard tests/sweep/*.c))
$(BUILD)/sweep: $(SWEEP_OBJECTS) $(BUILD)/libpure.a
	$(call say,LINK,$@)
	$(Q)$(CC) $(ALL_LDFLAGS) -o $@ $^ $(PURE_LIBS)
$(BUILD)/sweep-hosts: $(BUILD)/tests/sweep/openssl/hosts.o $(BUILD)/libadapters.a $(BUILD)/libpure.a
	$(call say,LINK,$@)
	$(Q)$(CC) $(ALL_LDFLAGS) -o $@ $^ $(LIBS) $(CRYPTO_LIBS)

run: $(BUILD)/casplan ## build the program and try it on the shipped example
	rm -rf $(BUILD)/contoso
	$(BUILD)/casplan replay share/examples/contoso.cfg -o $(BUILD)/contoso

test: ## everything that must hold, plain and under sanitizers, with gcc and clang
	tests/run.sh

unit: $(UNIT_PROGRAMS) ## the unit tests of this build
	tests/unit.sh $(UNIT_PROGRAMS)
cases: $(BUILD)/casplan ## answer files with what they must give
	tests/cases/run.sh $(BUILD)/casplan
$(BUILD)/tests/snapshots: $(BUILD)/tests/screens/snapshots.o $(BUILD)/libpure.a
	$(call say,LINK,$@)
	$(Q)$(CC) $(ALL_LDFLAGS) -o $@ $^ $(PURE_LIBS)
screens: $(BUILD)/casplan $(BUILD)/tests/snapshots ## the wizard: how it looks, and typed sessions
	$(BUILD)/tests/snapshots tests/screens/grid
	python3 tests/screens/plain.py $(BUILD)/casplan
	python3 tests/screens/sessions.py $(BUILD)/casplan
	python3 tests/screens/keys.py $(BUILD)/casplan
SWEEP ?=
SWEEP_HOSTS ?= 1000
sweep: $(BUILD)/sweep $(BUILD)/sweep-hosts ## every combination planned, and what must hold of each
	$(BUILD)/sweep --names $(BUILD)/sweep.names $(SWEEP)
	$(BUILD)/sweep-hosts $(BUILD)/sweep.names $(SWEEP_HOSTS)
oracle: $(BUILD)/casplan ## plans by chance and their proof, as a second program works them out
	PYTHONDONTWRITEBYTECODE=1 python3 tests/oracle/check.py --casplan $(BUILD)/casplan
arch: $(BUILD)/libpure.a $(BUILD)/casplan $(BUILD)/knowdoc ## the rules of docs/architecture.md
	tests/arch/run.sh $(BUILD)

$(TERMINAL_PROGRAMS): $(BUILD)/terminal/%: $(BUILD)/tests/terminal/%.o $(TERMINAL_KIT) \
		$(APP_OBJECTS) $(BUILD)/libadapters.a $(BUILD)/libpure.a
	$(call say,LINK,$@)
	@mkdir -p $(@D)
	$(Q)$(CC) $(ALL_LDFLAGS) -o $@ $^ $(LIBS) -lvterm -lutil -lcmocka
terminal: $(BUILD)/casplan $(TERMINAL_PROGRAMS) ## the program in a terminal, as libvterm reads it
	RANDOM_SECONDS=$(RANDOM_SECONDS) KILLS=$(KILLS) \
		tests/terminal/run.sh $(BUILD)/casplan $(TERMINAL_PROGRAMS)

ASAN := -fsanitize=address,undefined -fno-sanitize-recover=undefined -fno-omit-frame-pointer
asan: ## unit tests, cases and 2 % of the sweep under AddressSanitizer and UBSan
	$(MAKE) BUILD=$(BUILD)-asan SANITIZE="$(ASAN)" OPT="-O1 -g" SWEEP="--percent 2" SWEEP_HOSTS=20 \
		RANDOM_SECONDS=10 unit cases screens terminal sweep
soak: ## keys at random under sanitizers, 60 s from each of three seeds; 100 kills
	$(MAKE) BUILD=$(BUILD)-asan SANITIZE="$(ASAN)" OPT="-O1 -g" RANDOM_SECONDS=60 KILLS=100 terminal
clang: ## unit tests and cases with clang
	$(MAKE) BUILD=$(BUILD)-clang CC=clang unit cases

quoting: $(BUILD)/casplan ## hostile texts in every field, through every output
	PYTHONDONTWRITEBYTECODE=1 python3 tests/interop/names.py --casplan $(BUILD)/casplan
	PYTHONDONTWRITEBYTECODE=1 python3 tests/interop/quoting.py --casplan $(BUILD)/casplan
interop: $(BUILD)/casplan ## everything that is emitted, as independent programs read it (minutes)
	tests/interop/run.sh $(BUILD)/casplan

$(BUILD)/picture: tests/screens/picture.c
	@mkdir -p $(@D)
	$(Q)$(CC) $(CSTD) $(OPT) -Wall -Wextra -o $@ $< -lvterm -lutil
pictures: $(BUILD)/casplan $(BUILD)/picture ## the wizard in README.md and docs/, from a real terminal
	tests/screens/pictures.sh $(BUILD)/casplan $(BUILD)/picture

bench: $(BUILD)/casplan ## speed, as ratios in one run
	LIBS='$(LIBS)' CRYPTO_LIBS='$(CRYPTO_LIBS)' tests/bench/bench.sh $(BUILD)/casplan

lint: ## what compilers do not say: shell scripts, manual pages, tables of Unicode
	tests/lint.sh

fuzz: ## the readers of files from outside, 60 s each (clang)
	tests/fuzz/run.sh $(BUILD)-fuzz

knowledge: $(BUILD)/knowdoc ## the reference of all facts, docs/knowledge.md, from share/
	$(BUILD)/knowdoc share > docs/knowledge.md.new
	mv docs/knowledge.md.new docs/knowledge.md

quote := '
json_text = $(subst ",\",$(subst \,\\,$(1)))
shell_word = $(quote)$(subst $(quote),$(quote)\$(quote)$(quote),$(1))$(quote)
compile_commands.json: Makefile $(wildcard src/*/*.c tests/*/*.c) ## for editors
	@{ echo '['; for file in $(filter %.c,$^); do \
		printf '%s{"directory":"%s","file":"%s","command":"%s %s"}\n' "$$comma" "$$PWD" "$$file" \
			$(call shell_word,$(call json_text,$(CC) $(CPPFLAGS) $(CSTD) $(WARN) -c)) "$$file"; \
		comma=,; \
	done; echo ']'; } > $@

INSTALL_BIN := $(DESTDIR)$(PREFIX)/bin
INSTALL_SHARE := $(DESTDIR)$(PREFIX)/share
install: $(BUILD)/casplan ## into PREFIX (below DESTDIR)
	install -d "$(INSTALL_BIN)" "$(INSTALL_SHARE)/man/man1" "$(INSTALL_SHARE)/man/man5" \
		"$(INSTALL_SHARE)/casplan/examples"
	install -m 755 $(BUILD)/casplan "$(INSTALL_BIN)/casplan"
	install -m 644 share/man/casplan.1 "$(INSTALL_SHARE)/man/man1/"
	install -m 644 share/man/casplan.5 "$(INSTALL_SHARE)/man/man5/"
	install -m 644 share/examples/*.cfg "$(INSTALL_SHARE)/casplan/examples/"
uninstall: ## the same, away again
	rm -f "$(INSTALL_BIN)/casplan" "$(INSTALL_SHARE)/man/man1/casplan.1" \
		"$(INSTALL_SHARE)/man/man5/casplan.5"
	rm -rf "$(INSTALL_SHARE)/casplan"

clean: ## away with what was built
	rm -rf $(BUILD) $(BUILD)-asan $(BUILD)-clang $(BUILD)-fuzz compile_commands.json

-include $(shell find $(BUILD) -name '*.d' 2>/dev/null)
