# sqlite-news: a SQLite extension that reads news. `make help` lists the targets.
CC ?= gcc
PKG_CONFIG ?= pkg-config
CFLAGS ?= -O2 -g
PREFIX ?= /usr/local
B ?= build
CORPORA ?= ../shared/corpora

WARN = -Wall -Wextra -Wconversion -Wshadow -Werror
ICU_CFLAGS = $(shell $(PKG_CONFIG) --cflags icu-uc icu-i18n 2>/dev/null)
ICU_LIBS = $(shell $(PKG_CONFIG) --libs icu-uc icu-i18n 2>/dev/null)
FLAGS = -std=c11 -D_GNU_SOURCE -fPIC -fvisibility=hidden -ffp-contract=off -Iext -I$(B) $(WARN) $(ICU_CFLAGS) -MMD -MP
LIBS = $(ICU_LIBS) -lm

CORE = $(wildcard ext/core/*.c)
DATA = $(wildcard ext/data/*.c)
READ = $(wildcard ext/read/*.c) ext/analyze.c
SQL = $(wildcard ext/sql/*.c)
DATA_FILES = $(wildcard ext/lang/en/*.tsv ext/lang/en/*.rules)
obj = $(patsubst %.c,$(B)/%.o,$(1))

.PHONY: all check clean help
all: news.so

news.so: $(call obj,$(CORE) $(DATA) $(READ) $(SQL))
	$(CC) $(CFLAGS) -shared -Wl,-z,defs -Wl,-z,relro,-z,now -o $@ $^ $(LIBS)

$(B)/%.o: %.c
	@mkdir -p $(@D)
	$(CC) $(CFLAGS) $(FLAGS) $(EXTRA) -c -o $@ $<

# Unit tests: everything below SQL, no database. One program a file, TAP on stdout.
UNIT = $(patsubst tests/unit/%.c,$(B)/unit/%.t,$(wildcard tests/unit/*.c))
$(B)/unit/%.t: $(B)/tests/unit/%.o $(call obj,$(CORE) $(DATA) $(READ))
	@mkdir -p $(@D)
	$(CC) $(CFLAGS) -o $@ $^ $(LIBS)

check: news.so $(UNIT)
	prove --merge -e '' $(UNIT)

clean:
	rm -rf $(B) news.so

-include $(shell find $(B) -name '*.d' 2>/dev/null)
