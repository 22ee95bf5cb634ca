# package.mk - what people install: the portable library, and the packages around it. Included by Makefile.
# Everything is made in $(P) from the same objects as news.so; nothing here is fetched but by `make wheel` (plots for
# Datasette, through npm, if npm is here).
P = $(B)/package
VERSION := $(shell sed -n 's/.*NEWS_VERSION "\(.*\)"/\1/p' ext/version.h)
LICENCES = LICENSE ext/lang/en/model.txt $(P)/ICU-LICENSE.txt
.PHONY: portable wheel npm deb amalgamation packages clients
portable: $(P)/news.so
packages: wheel npm deb amalgamation

# ---- the portable library: ICU and the C++ library inside, the C library alone outside ----

# ICU's data, cut down to what ext/package/icu/root.txt names.
ICU_MAJOR = $(firstword $(subst ., ,$(shell $(PKG_CONFIG) --modversion icu-uc)))
ICU_LIB = $(shell $(PKG_CONFIG) --variable=libdir icu-uc)
$(P)/icudt.dat: ext/package/icu/root.txt
	@rm -rf $(P)/icu && mkdir -p $(P)/icu/all $(P)/icu/brkitr
	$(call say,ICU  $@)cd $(P)/icu && PATH=$$PATH:/usr/sbin && \
	  ar p $(ICU_LIB)/libicudata.a >all.o && objcopy -O binary -j .rodata all.o icudt$(ICU_MAJOR)l.dat && \
	  icupkg -d . -x brkitr/word.brk icudt$(ICU_MAJOR)l.dat && rm all.o icudt$(ICU_MAJOR)l.dat && \
	  genrb -q -s $(CURDIR)/ext/package/icu -i . -d brkitr root.txt && \
	  printf 'brkitr/root.res\nbrkitr/word.brk\n' >list.txt && \
	  icupkg -tl -s . -a list.txt new icudt$(ICU_MAJOR)l.dat
	@mv $(P)/icu/icudt$(ICU_MAJOR)l.dat $@
$(B)/ext/package/icu/icu.o: $(P)/icudt.dat
$(B)/ext/package/icu/icu.o: private FLAGS += -DICU_DATA_PATH='"$(P)/icudt.dat"' -DICU_DATA_NAME=icudt$(ICU_MAJOR)_dat

# --exclude-libs: what is linked in stays inside, so that a program with an ICU of its own is not disturbed.
$(P)/news.so: $(call obj,$(CORE) $(DATA) $(EMBED) $(READ) $(SQL)) $(B)/ext/package/icu/icu.o
	$(call say,LINK $@)$(CC) $(CFLAGS) -s -shared -static-libgcc -Wl,--gc-sections,--exclude-libs,ALL \
	  -Wl,-z,defs -Wl,-z,relro,-z,now,-z,nodelete -o $@ $^ \
	  -Wl,-Bstatic -licuuc -lstdc++ -Wl,-Bdynamic -lm -lpthread

# ICU is inside, and so has to be credited.
$(P)/ICU-LICENSE.txt:
	@mkdir -p $(@D)
	@cp $(firstword $(wildcard /usr/share/doc/libicu-dev/copyright $(ICU_LIB)/../share/icu/*/LICENSE)) $@

# ---- packages ----

# Plots for the Datasette pages: one file of a pinned version, from npm.
CHART = 4.4.9
$(P)/chart.umd.js:
	@mkdir -p $(@D)
	$(call say,GET  $@)cd $(@D) && npm pack --silent chart.js@$(CHART) >/dev/null && \
	  tar xzf chart.js-$(CHART).tgz package/dist/chart.umd.js package/LICENSE.md && \
	  mv package/LICENSE.md chart.LICENSE.md && mv package/dist/chart.umd.js . && rm -r package chart.js-$(CHART).tgz

# PLOTS= leaves them out: the pages then show tables alone, and nothing is fetched.
PLOTS = $(if $(shell command -v npm),$(P)/chart.umd.js)
wheel: $(P)/news.so $(PLOTS) $(LICENCES)
	@rm -f $(P)/*.whl
	@python3 ext/package/python/wheel.py $(VERSION) $(P)/news.so $(P) $(LICENCES) $(if $(PLOTS),--static $(PLOTS) $(P)/chart.LICENSE.md)

# Node's own names for the platform.
NODE_ARCH = $(patsubst aarch64,arm64,$(patsubst x86_64,x64,$(shell uname -m)))
npm: $(P)/news.so $(LICENCES)
	@rm -rf $(P)/npm && mkdir -p $(P)/npm/linux-$(NODE_ARCH)
	@cp ext/package/npm/*.* $(LICENCES) $(P)/npm
	@cp $(P)/news.so $(P)/npm/linux-$(NODE_ARCH)
	@sed -i 's/@VERSION@/$(VERSION)/' $(P)/npm/package.json
	@cd $(P) && rm -f sqlite-news-*.tgz && tar czf sqlite-news-$(VERSION).tgz --owner=0 --group=0 --transform 's,^npm,package,' npm
	@ls -sh $(P)/sqlite-news-$(VERSION).tgz | sed 's/^/  /'

TRIPLET = $(shell dpkg-architecture -qDEB_HOST_MULTIARCH 2>/dev/null || $(CC) -print-multiarch)
ARCH = $(shell dpkg --print-architecture)
deb: $(P)/news.so $(LICENCES)
	@rm -rf $(P)/deb && mkdir -p $(P)/deb/DEBIAN $(P)/deb/usr/lib/$(TRIPLET)/sqlite3 $(P)/deb/usr/share/doc/libsqlite3-mod-news
	@sed 's/@VERSION@/$(VERSION)/; s/@ARCH@/$(ARCH)/' ext/package/deb/control >$(P)/deb/DEBIAN/control
	@install -m 644 $(P)/news.so $(P)/deb/usr/lib/$(TRIPLET)/sqlite3/news.so
	@ln -s sqlite3/news.so $(P)/deb/usr/lib/$(TRIPLET)/news.so
	@sed 's/@TRIPLET@/$(TRIPLET)/' ext/package/deb/README.Debian >$(P)/deb/usr/share/doc/libsqlite3-mod-news/README.Debian
	@install -m 644 ext/lang/en/model.txt $(P)/deb/usr/share/doc/libsqlite3-mod-news/model.txt
	@cat LICENSE $(P)/ICU-LICENSE.txt >$(P)/deb/usr/share/doc/libsqlite3-mod-news/copyright
	@dpkg-deb -Zxz -z3 --root-owner-group --build $(P)/deb $(P)/libsqlite3-mod-news_$(VERSION)_$(ARCH).deb | sed 's/^/  /'

# One C file with everything in it, models included, and its header.
amalgamation: $(P)/amalgamation/news.c
$(P)/symbols.txt: $(call obj,$(CORE) $(DATA) $(EMBED) $(READ) $(SQL))
	@mkdir -p $(@D)
	@nm -g --defined-only $^ | sed -n 's/.* [TDRB] //p' | grep -v '^news_en_' | sort -u >$@
$(P)/amalgamation/news.c: ext/package/amalgamate.pl $(P)/symbols.txt $(B)/en.pack ext/lang/en/model.txt
	@mkdir -p $(@D)
	$(call say,CAT  $@)perl ext/package/amalgamate.pl $(VERSION) $(B)/en.pack $(P)/symbols.txt $(@D) \
	  $(CORE) $(DATA) $(READ) $(SQL) $(EMBED)

# ---- clients: every page of ext/docs/clients is followed, through what the registries give ----
clients: news.so
	CLIENTS=all prove --merge -v tests/package/clients.t tests/package/datasette.t tests/package/cluster.t tests/package/nodes.t
