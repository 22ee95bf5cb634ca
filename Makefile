# sqlite-news: a SQLite extension that reads news. `make help` lists the targets.
CC ?= gcc
PKG_CONFIG ?= pkg-config
CFLAGS ?= -O2 -g
PREFIX ?= /usr/local
B ?= build
NEWS ?= news.so
CORPORA ?= ../shared/corpora

# One short line a file; V=1 shows the commands.
say = $(if $(V),,@echo '  $(1)';)

WARN = -Wall -Wextra -Wconversion -Wshadow -Werror
ICU_CFLAGS = $(shell $(PKG_CONFIG) --cflags icu-uc icu-i18n 2>/dev/null)
ICU_LIBS = $(shell $(PKG_CONFIG) --libs icu-uc icu-i18n 2>/dev/null)
FLAGS = -std=c11 -D_GNU_SOURCE -fPIC -fvisibility=hidden -ffp-contract=off -pthread -Iext -I$(B) $(WARN) $(ICU_CFLAGS) -MMD -MP
LIBS = $(ICU_LIBS) -lm -pthread

CORE = $(wildcard ext/core/*.c)
DATA = $(filter-out ext/data/embed_%.c,$(wildcard ext/data/*.c))
EMBED = $(wildcard ext/data/embed_*.c)
READ = $(wildcard ext/read/*.c) ext/analyze.c
SQL = $(wildcard ext/sql/*.c)
obj = $(patsubst %.c,$(B)/%.o,$(1))

.SECONDARY:
.PHONY: all demo check test unit-tests sql-tests sanitize accuracy bench install clean format help
all: news.so

help:
	@echo 'make             build news.so (.load ./news)'
	@echo 'make demo        install what is missing, build, and read the sample articles'
	@echo 'make test        install what is missing, build, and run every test'
	@echo 'make check       the fast tests (under a minute)'
	@echo 'make sanitize    the tests under sanitizers: addresses, undefined behaviour, leaks, threads'
	@echo 'make valgrind    the unit tests under valgrind'
	@echo 'make fuzz        every fuzz target for FUZZ_SECONDS (60)'
	@echo 'make linear      instructions of each stage on 1, 2, 4, 8 times as much of its worst'
	@echo 'make versions    the clients with SQLite 3.38 and the newest'
	@echo 'make lint        clang-tidy and cppcheck;  make coverage: lines and branches reached'
	@echo 'make accuracy    score against annotated articles  CORPORA=dir (default $(CORPORA))'
	@echo 'make bench       speed of every table beside plain ICU, FTS5 and LIKE  CORPORA=dir'
	@echo 'make bench-archive  what an archive costs: refresh, threads, memory, growth  ROWS=5000 THREADS=2'
	@echo 'make model       train the models again  CORPORA=dir'
	@echo 'make packages    wheel, npm, deb and amalgamation, into build/package'
	@echo 'make clients     query through every client that the registries give (takes minutes, needs the network)'
	@echo 'make install     copy news.so to PREFIX/lib/sqlite3 (PREFIX=$(PREFIX))'
	@echo 'make format      clang-format all sources'
	@echo 'make clean       remove what was built'

# nodelete: where memory runs out in the middle of loading, SQLite closes the library although functions of it
# are registered already, and would jump into nothing when it drops them.
$(NEWS): $(call obj,$(CORE) $(DATA) $(EMBED) $(READ) $(SQL))
	$(call say,LINK $@)$(CC) $(CFLAGS) -shared -Wl,-z,defs -Wl,-z,relro,-z,now,-z,nodelete -o $@ $^ $(LIBS)

$(B)/%.o: %.c
	@mkdir -p $(@D)
	$(call say,CC   $<)$(CC) $(CFLAGS) $(FLAGS) $(EXTRA) -c -o $@ $<

# The language pack: data files through the packer (built without sanitizers' or debug flags' cost in mind,
# it runs once), then embedded. A mistake in a data file fails here, with file and line.
# What cuts words first: phrases of the other lists are cut by it.
WORDS = ext/lang/en/segment.tsv $(filter-out %/irregular.tsv %/segment.tsv,$(sort $(wildcard ext/lang/en/*.tsv))) $(sort $(wildcard ext/lang/en/*.rules))
$(B)/pack: $(call obj,$(wildcard ext/tool/pack*.c) $(CORE) $(DATA) $(READ))
	$(call say,LINK $@)$(CC) $(CFLAGS) -o $@ $^ $(LIBS)
$(B)/en.pack: $(B)/pack ext/lang/en/irregular.tsv $(WORDS)
	$(call say,PACK $@)$(B)/pack $@ $(B)/en.examples ext/lang/en/irregular.tsv $(WORDS)
$(B)/ext/data/embed_en.o: $(B)/en.pack $(wildcard ext/lang/en/*.model)
$(B)/ext/data/embed_en.o: private FLAGS += -DPACK_PATH='"$(B)/en.pack"'

# The models are in the tree: only who changes them trains. Everything below SQL but the embedded language.
$(B)/train: $(call obj,$(wildcard ext/tool/train*.c) ext/tool/conllu.c $(CORE) $(DATA) $(READ))
	$(call say,LINK $@)$(CC) $(CFLAGS) -o $@ $^ $(LIBS)

# What the models learn from, and what is held out for measuring: every fifth document of GUM's news.
GUM = $(CORPORA)/ud/gum/GUM
HELD = $(shell ls $(GUM)_news_*.conllu 2>/dev/null | awk 'NR % 5 == 1')
LEARN = $(CORPORA)/ud/en_ewt-train.conllu $(filter-out $(HELD),$(sort $(foreach g,news interview bio academic voyage court,$(wildcard $(GUM)_$(g)_*.conllu))))
MEASURE = $(CORPORA)/ud/en_ewt-dev.conllu $(CORPORA)/ud/en_ewt-test.conllu $(HELD)
RAW = $(CORPORA)/raw/us-senate-press.txt.xz $(CORPORA)/raw/enwiki-slice.txt.xz
.PHONY: model
$(B)/raw.txt: $(RAW)
	xz -dc $(RAW) > $@
$(B)/clusters.txt: $(B)/raw.txt | $(B)/train $(B)/en.pack
	nice $(B)/train clusters $@ $(B)/en.pack $(B)/raw.txt --

# A first tagger tells how plain text uses words that the treebanks hardly have.
$(B)/usage.txt: $(B)/clusters.txt | $(B)/train $(B)/en.pack
	@rm -f $(B)/first.model
	nice $(B)/train tagger $(B)/first.model $(B)/clusters.txt $(LEARN) -- $(MEASURE)
	nice $(B)/train usage $@ $(B)/en.pack $(B)/first.model $(B)/clusters.txt $(B)/raw.txt --

# Plain text, for the parser: parsed by slower ones, it teaches the one that ships.
$(B)/wikinews.txt: $(CORPORA)/raw/wikinews.jsonl.xz
	xz -dc $< | perl -C2 -MJSON::PP -ne 'print decode_json($$_)->{text}, "\n\n"' > $@
$(B)/senate.txt: $(CORPORA)/raw/us-senate-press.txt.xz
	xz -dc $< | head -c 8500000 | tail -c 8000000 | iconv -f utf8 -t utf8 -c > $@
$(B)/enwiki.txt: $(CORPORA)/raw/enwiki-slice.txt.xz
	xz -dc $< | head -c 2000000 | iconv -f utf8 -t utf8 -c | grep -v '^<' > $@
TAUGHT_TEXT = $(B)/wikinews.txt $(B)/voa.txt $(B)/senate.txt $(B)/enwiki.txt

PLAIN = $(B)/clusters.txt $(B)/usage.txt
model: $(B)/train $(PLAIN) $(TAUGHT_TEXT)
	@rm -f ext/lang/en/syntax.model
	nice $(B)/train tagger ext/lang/en/syntax.model $(PLAIN) $(LEARN) -- $(MEASURE)
	nice $(B)/train lemmas ext/lang/en/syntax.model ext/lang/en/irregular.tsv $(B)/clusters.txt $(LEARN) -- $(MEASURE)
	nice $(B)/train teach ext/lang/en/syntax.model $(PLAIN) $(LEARN) $(B)/raw.txt -- $(MEASURE) $(TAUGHT_TEXT) $(B)/taught.conllu
	nice $(B)/train parser ext/lang/en/syntax.model $(PLAIN) $(LEARN) $(B)/taught.conllu -- $(MEASURE)
	$(MAKE) --no-print-directory names-model

# Names: annotated articles of our guide (ours of public news: voa.tsv), and corpora of others. What a word is, plain
# text tells too, as teachers see it who have learned from all articles, or from every second.
NAMED = $(CORPORA)/full/wikinews-names.jsonl ext/tool/annotated/voa.tsv $(patsubst %,$(CORPORA)/ner/%.tsv,gum_clean wikigold crossner btc wnut)
NAMES = ext/tool/names.pl
SYNTAX = ext/lang/en/syntax.model
$(B)/lists.txt: $(NAMES)
	perl $(NAMES) lists $@ $(CORPORA)
$(B)/names.txt: $(NAMES) ext/tool/annotated/voa.tsv
	perl $(NAMES) text $@ $(CORPORA) $(NAMED)
$(B)/names0.txt $(B)/names1.txt: $(B)/names%.txt: $(B)/names.txt
	perl $(NAMES) half $@ $* $<
$(B)/names_dev.txt: $(NAMES)
	perl $(NAMES) text $@ $(CORPORA) $(CORPORA)/full/wikinews-dev.jsonl
$(B)/voa.txt: $(NAMES)
	perl $(NAMES) plain $@ $(CORPORA)
$(B)/longer.txt: $(B)/raw.txt $(B)/voa.txt | $(B)/train $(B)/en.pack
	nice $(B)/train clusters $@ $(B)/en.pack $(B)/raw.txt $(B)/voa.txt -- 1000
TEACHERS = $(B)/teacher.model $(B)/teacher0.model $(B)/teacher1.model
$(TEACHERS): $(B)/teacher%.model: $(B)/names%.txt $(B)/lists.txt $(B)/longer.txt $(B)/names_dev.txt $(SYNTAX) | $(B)/train
	@rm -f $@
	nice $(B)/train names $@ $(B)/en.pack $(SYNTAX) $(B)/lists.txt $< $(B)/longer.txt -- $(B)/names_dev.txt
USAGES = $(B)/usage_names.txt $(B)/usage_names0.txt $(B)/usage_names1.txt
$(USAGES): $(B)/usage_names%.txt: $(B)/teacher%.model $(B)/raw.txt $(B)/voa.txt
	nice $(B)/train name-usage $@ $(B)/en.pack $(SYNTAX) $< $(B)/raw.txt $(B)/voa.txt --
.PHONY: names-model
names-model: $(B)/train $(B)/names.txt $(USAGES)
	@rm -f ext/lang/en/names.model
	nice $(B)/train names ext/lang/en/names.model $(B)/en.pack $(SYNTAX) $(B)/lists.txt $(B)/names.txt $(B)/longer.txt $(USAGES) -- $(B)/names_dev.txt

# How far quotes can be trusted: articles whose quotes are annotated by our guide.
QUOTED = $(CORPORA)/full/wikinews-names.jsonl ext/tool/annotated/wikinews-quotes.tsv
.PHONY: odds-model
odds-model: $(B)/train $(B)/en.pack
	perl ext/tool/quotes.pl $(B)/quotes.txt $(QUOTED)
	perl ext/tool/quotes.pl $(B)/quotes_dev.txt $(CORPORA)/full/wikinews-dev.jsonl
	$(B)/train odds ext/lang/en/odds.tsv $(B)/en.pack ext/lang/en/syntax.model ext/lang/en/names.model $(B)/quotes.txt -- $(B)/quotes_dev.txt

# One file through the compiler, nothing written: tests/sql/slow/build.t.
.PHONY: syntax
syntax:
	@$(CC) $(filter-out -MMD -MP,$(FLAGS)) -DPACK_PATH='"$(B)/en.pack"' $(CFLAGS) -c -o /dev/null $(FILE)

# Unit tests: everything below SQL, no database. One program a file, TAP on stdout.
UNIT = $(patsubst tests/unit/%.c,$(B)/unit/%.t,$(wildcard tests/unit/*.c))
$(B)/unit/%.t: $(B)/tests/unit/%.o $(call obj,$(CORE) $(DATA) $(EMBED) $(READ))
	@mkdir -p $(@D)
	$(call say,LINK $@)$(CC) $(CFLAGS) -o $@ $(filter %.o,$^) $(LIBS)

# The rule language is tested with words and rules of its own.
TEST_WORDS = tests/unit/data/words.tsv tests/unit/data/rule.rules
$(B)/test.pack: $(B)/pack ext/lang/en/irregular.tsv $(TEST_WORDS)
	$(call say,PACK $@)$(B)/pack $@ $(B)/test.examples ext/lang/en/irregular.tsv $(TEST_WORDS)
$(B)/unit/rule.t $(B)/unit/pack.t: $(B)/test.pack
$(B)/unit/conllu.t $(B)/unit/tag.t: $(B)/ext/tool/conllu.o
$(B)/unit/net.t: $(call obj,ext/tool/train_matrix.c ext/tool/train_net.c ext/tool/train_lstm.c)

# The trainers are tested with a few sentences of our own, twice: the same data give the same bytes.
TINY = tests/unit/data/train.conllu
$(B)/plain.txt: $(TINY)
	for i in 1 2 3 4 5 6 7 8 9 10 11 12; do sed -n 's/^# text = //p' $(TINY); done > $@
# Trainer and packer leave their memory to the end of the program.
$(B)/tiny.model $(B)/again.model $(B)/en.pack $(B)/test.pack: export ASAN_OPTIONS = detect_leaks=0
$(B)/tiny.model $(B)/again.model: $(B)/train $(B)/en.pack $(B)/plain.txt $(TINY)
	@rm -f $@
	$(B)/train clusters $@.clusters.txt $(B)/en.pack $(B)/plain.txt -- > $@.log
	$(B)/train tagger $@ $@.clusters.txt $(TINY) -- $(TINY) >> $@.log
	$(B)/train usage $@.usage.txt $(B)/en.pack $@ $@.clusters.txt $(B)/plain.txt -- >> $@.log
	$(B)/train tagger $@ $@.clusters.txt $@.usage.txt $(TINY) -- $(TINY) >> $@.log
	$(B)/train lemmas $@ $@.clusters.txt $(TINY) -- $(TINY) >> $@.log
	$(B)/train teach $@ $@.clusters.txt $(TINY) $(B)/plain.txt -- $(TINY) $(B)/plain.txt $@.taught.conllu >> $@.log
	$(B)/train parser $@ $@.clusters.txt $(TINY) $@.taught.conllu -- $(TINY) >> $@.log
$(B)/unit/tag.t: $(B)/tiny.model $(B)/again.model
$(B)/tests/unit/%.o: private FLAGS += -DBUILD='"$(B)"'

# Clients: programs that load news.so as an application does, through the SQLite of the system.
CLIENT = $(patsubst tests/client/%.c,$(B)/client/%.t,$(wildcard tests/client/*.c))
$(B)/client/%.t: tests/client/%.c tests/tap.h tests/client/archive.h tests/client/failing.h $(NEWS)
	@mkdir -p $(@D)
	$(call say,LINK $@)$(CC) $(CFLAGS) -std=c11 -D_GNU_SOURCE $(WARN) -o $@ $< -lsqlite3 -lpthread -ldl

unit-tests: $(UNIT)
	prove --merge -e '' $(UNIT)

# Faults at every moment take minutes: `make test` only.
SLOW_CLIENT = %/memory.t %/archive_memory.t %/archive_disk.t %/archive_crash.t

# SQL-level tests drive the sqlite3 shell on ./news.so. Those in tests/sql/slow run in `make test` only.
SQL_TESTS = $(wildcard tests/sql/*.t)
SLOW_TESTS = $(wildcard tests/sql/slow/*.t)
sql-tests: news.so $(CLIENT)
	prove --merge $(SQL_TESTS)
	prove --merge -e '' $(filter-out $(SLOW_CLIENT),$(CLIENT))

check: news.so unit-tests sql-tests

# With the set-up first; make runs again behind it, so that pkg-config finds what was just installed.
demo:
	@ext/tool/setup.sh
	@$(MAKE) --no-print-directory -s news.so
	@sqlite3 -batch :memory: '.read sql/demo.sql'

test:
	@ext/tool/setup.sh
	@$(MAKE) --no-print-directory all-tests

.PHONY: all-tests
all-tests: news.so $(UNIT) $(CLIENT)
	prove --merge -e '' $(UNIT) $(CLIENT)
	prove --merge $(SQL_TESTS) $(SLOW_TESTS)
	prove --merge $(wildcard tests/package/*.t)

# The oldest SQLite that is supported and the newest, fetched through npm.
.PHONY: versions
versions: news.so $(CLIENT)
	perl tests/sql/slow/versions.t --fetch

# Sanitizers: the unit tests, the clients (in the folder of their own news.so) and the SQL tests (the shell is not
# sanitized, so it gets the library of the sanitizer first), with doc_check after every stage. Then threads.
# Every allocation fails in `make test`: under a sanitizer that takes too long.
SANITIZED = $(filter-out $(SLOW_CLIENT),$(CLIENT))
.PHONY: sanitize sanitized-address sanitized-thread valgrind
sanitize: news.so # some tests run what is shown, which loads ./news
	$(MAKE) B=build/sanitize NEWS=build/sanitize/news.so CFLAGS='-O1 -g -fno-omit-frame-pointer -fsanitize=address,undefined -fno-sanitize-recover=undefined -DNEWS_CHECK' sanitized-address
	$(MAKE) B=build/thread NEWS=build/thread/news.so CFLAGS='-O1 -g -fsanitize=thread -Wno-tsan' sanitized-thread
sanitized-address: $(NEWS) $(UNIT) $(SANITIZED)
	prove --merge -e '' $(UNIT)
	cd $(B) && prove --merge -e '' $(SANITIZED:$(B)/%=%)
	NEWS_EXT=$(B)/news NEWS_PRELOAD=$(shell $(CC) -print-file-name=libasan.so) ASAN_OPTIONS=detect_leaks=0 \
	  prove --merge $(filter-out %/contract.t %/tree.t,$(SQL_TESTS))
sanitized-thread: $(NEWS) $(SANITIZED)
	cd $(B) && TSAN_OPTIONS=halt_on_error=1 prove --merge -e '' client/load.t client/archive_threads.t

# What reads memory that nobody wrote. (Left out: tests that bound the time.)
VALGRIND = valgrind -q --error-exitcode=1 --leak-check=full --errors-for-leak-kinds=definite
valgrind: $(NEWS) $(UNIT) $(SANITIZED)
	prove --merge -e '$(VALGRIND)' $(filter-out %/hostile.t %/examples.t %/rule.t,$(UNIT)) $(B)/client/load.t

# clang-tidy by .clang-tidy. cppcheck errs in what is left out: it takes (Moment){0} behind ? for a broken tree, the
# assembler's symbols for two objects, a struct that is filled field by field for empty, '\xE2' for no byte.
LINT = $(CORE) $(DATA) $(READ) $(SQL)
NO_CPPCHECK = missingIncludeSystem unknownMacro internalAstError comparePointers:ext/data/embed_en.c \
  ctuuninitvar:ext/data/rule.c invalidFunctionArg:ext/read/lemma.c
.PHONY: lint
lint: $(B)/en.pack
	cppcheck --quiet --std=c11 --enable=warning,portability,performance --error-exitcode=1 $(NO_CPPCHECK:%=--suppress=%) -Iext $(LINT)
	clang-tidy --quiet $(LINT) -- $(filter-out -MMD -MP -Werror,$(FLAGS)) -DPACK_PATH='"$(B)/en.pack"'

# Lines and branches of ext/ (without its tools) that the tests reach.
.PHONY: coverage covered
coverage:
	$(MAKE) B=build/coverage NEWS=build/coverage/news.so CFLAGS='-O0 -g --coverage' covered
covered: $(NEWS) $(UNIT) $(CLIENT)
	-prove --merge -e '' $(UNIT)
	-cd $(B) && prove --merge -e '' $(filter-out client/archive_memory.t client/archive_disk.t,$(CLIENT:$(B)/%=%))
	-NEWS_EXT=$(B)/news prove --merge $(filter-out %/contract.t %/tree.t,$(SQL_TESTS)) tests/sql/slow/golden.t
	gcovr -r . --object-directory $(B) -f 'ext/' -e 'ext/tool/' --exclude-unreachable-branches --exclude-throw-branches -s > $(B)/coverage.txt
	gcovr -r . --object-directory $(B) -f 'ext/' -e 'ext/tool/' --exclude-unreachable-branches --exclude-throw-branches -b > $(B)/branches.txt
	@tail -4 $(B)/coverage.txt

# Fuzzing: libFuzzer's programs, each FUZZ_SECONDS on seeds of our own text (tests/fuzz/run.sh).
FUZZ_SECONDS ?= 60
FUZZ_SHARED = digest database
FUZZ = $(patsubst tests/fuzz/%.c,$(B)/fuzz/%,$(filter-out $(FUZZ_SHARED:%=tests/fuzz/%.c),$(wildcard tests/fuzz/*.c)))
.PHONY: fuzz fuzz-build
fuzz:
	@tests/fuzz/run.sh $(FUZZ_SECONDS)
fuzz-build: $(FUZZ)
# The packer's own sources, with packer.h before them.
PACKER = $(patsubst ext/tool/%.c,$(B)/fuzz/tool/%.o,$(wildcard ext/tool/pack*.c))
$(PACKER): $(B)/fuzz/tool/%.o: ext/tool/%.c tests/fuzz/packer.h
	@mkdir -p $(@D)
	$(call say,CC   $<)$(CC) $(CFLAGS) $(FLAGS) -include tests/fuzz/packer.h -c -o $@ $<
$(B)/fuzz/packer: $(PACKER)
$(B)/fuzz/%: $(B)/tests/fuzz/%.o $(FUZZ_SHARED:%=$(B)/tests/fuzz/%.o) $(call obj,$(CORE) $(DATA) $(EMBED) $(READ) $(SQL))
	@mkdir -p $(@D)
	$(call say,LINK $@)$(CC) $(CFLAGS) -fsanitize=fuzzer -o $@ $(filter %.o,$^) -lsqlite3 $(LIBS)

SCORE ?= $(CORPORA)/../eval/score.py
DEV_SETS = full/wikinews-dev.jsonl quotes/polnear-sample.jsonl entities/uner-pud.jsonl entities/uner-ewt-dev.jsonl \
  figures/newsquant-half.jsonl
accuracy: news.so
	@test -f $(SCORE) || { echo 'accuracy: no scorer at $(SCORE); set SCORE=path/to/score.py'; exit 1; }
	python3 $(SCORE) --ext ./news.so $(addprefix $(CORPORA)/,$(DEV_SETS))

# The rows: Wikinews if the corpora are here, else the sample articles again and again.
BENCH_RAW = $(CORPORA)/raw/wikinews.jsonl.xz
$(B)/bench: tests/measure/bench.c
	@mkdir -p $(@D)
	$(call say,LINK $@)$(CC) $(CFLAGS) -std=c11 -D_GNU_SOURCE $(WARN) $(ICU_CFLAGS) -o $@ $< -lsqlite3 $(LIBS)
$(B)/stages: $(B)/tests/measure/stages.o $(call obj,$(CORE) $(DATA) $(EMBED) $(READ))
	$(call say,LINK $@)$(CC) $(CFLAGS) -o $@ $^ -lsqlite3 $(LIBS)
bench: news.so $(B)/bench $(B)/stages
	@rm -f $(B)/bench.db
	@if test -f '$(BENCH_RAW)'; then xz -dc '$(BENCH_RAW)' >$(B)/bench.jsonl && sqlite3 -batch $(B)/bench.db \
	  'CREATE TEMP TABLE raw(j)' '.mode ascii' '.separator "\037" "\n"' '.import $(B)/bench.jsonl raw' \
	  "CREATE TABLE articles AS SELECT j->>'published' AS published, j->>'text' AS body FROM raw"; \
	else sqlite3 -batch $(B)/bench.db '.read sql/sample.sql' "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL \
	  SELECT i + 1 FROM n WHERE i < 99) INSERT INTO articles(published, body) SELECT published, body FROM articles, n"; fi
	@$(B)/bench ./news.so $(B)/bench.db
	@$(B)/stages $(B)/bench.db

# Linear time: instructions of each stage on 1, 2, 4 and 8 times as much of what is worst for it.
$(B)/linear: $(B)/tests/measure/linear.o $(call obj,$(CORE) $(DATA) $(EMBED) $(READ))
	$(call say,LINK $@)$(CC) $(CFLAGS) -o $@ $^ $(LIBS)
.PHONY: linear
linear: $(B)/linear
	prove -v $(abspath tests/measure/linear.t) :: $(B)/linear

# How well names are merged, given the names (B-cubed).
$(B)/alias: $(B)/tests/measure/alias.o $(call obj,$(CORE) $(DATA) $(EMBED) $(READ))
	$(call say,LINK $@)$(CC) $(CFLAGS) -o $@ $^ $(LIBS)
# How many pronouns mean who they should, in GUM: news, and the spoken genres that nothing was learned from.
$(B)/coref: $(B)/tests/measure/coref.o $(call obj,$(CORE) $(DATA) $(EMBED) $(READ))
	$(call say,LINK $@)$(CC) $(CFLAGS) -o $@ $^ $(LIBS)
.PHONY: alias coref
coref: $(B)/coref
	@$(B)/coref $(sort $(wildcard $(GUM)_news_*.conllu))
	@$(B)/coref $(sort $(wildcard $(GUM)_speech_*.conllu $(GUM)_vlog_*.conllu))
alias: $(B)/alias
	perl -C2 -MJSON::PP -ne '$$d = decode_json($$_); print "$$d->{id}\t$$_->[1]\t$$_->[2]\t$$_->[0]\n" for @{$$d->{mentions}}' \
	  $(CORPORA)/coref/dwie-train-names.jsonl | $(B)/alias

# What an archive costs: ROWS articles, THREADS.
ROWS ?= 5000
THREADS ?= 2
$(B)/archive: tests/measure/archive.c
	@mkdir -p $(@D)
	$(call say,LINK $@)$(CC) $(CFLAGS) -std=c11 -D_GNU_SOURCE $(WARN) -o $@ $< -lsqlite3
.PHONY: bench-archive
bench-archive: news.so $(B)/archive
	@$(B)/archive ./news.so $(B)/archive.db $(ROWS) $(THREADS)

install: news.so
	install -d $(DESTDIR)$(PREFIX)/lib/sqlite3
	install -m 644 news.so $(DESTDIR)$(PREFIX)/lib/sqlite3/news.so

format:
	clang-format -i $(wildcard ext/*.[ch] ext/*/*.[ch] tests/*.h tests/*/*.[ch])

clean:
	rm -rf $(B) news.so

include ext/package/package.mk

-include $(shell find $(B) -name '*.d' 2>/dev/null)
