# Molva: one Makefile, everything built goes to build/.
#
#   make          build/molva            make demo     a town to try it on
#   make check    every test             make bench    speeds, beside others
#   make install  PREFIX=/usr/local      make fuzz     parsers of foreign bytes
#   make uninstall                       what install made

PREFIX  ?= /usr/local
CC      ?= gcc
OUT     ?= build
FOLDERS  = base register query store classify matrix crawler notify desk report town
PACKAGES = libcurl libxml-2.0 libpcre2-8 sqlite3 yaml-0.1 json-c \
           libmicrohttpd libutf8proc hunspell uchardet libsodium libseccomp \
           libpsl zlib libpq libqrencode
WARN     = -Wall -Wextra -Wshadow -Wmissing-prototypes -Wvla -Wstrict-prototypes
HARDEN   = -D_FORTIFY_SOURCE=2 -fstack-protector-strong -fPIE
TUNE    ?= -O3 $(HARDEN)
CFLAGS  += -std=gnu17 -g $(WARN) $(TUNE) -I. -D_GNU_SOURCE \
           -DMOLVA_DATA='"$(PREFIX)/share/molva"' \
           $(shell pkg-config --cflags $(PACKAGES) 2>/dev/null) -MMD -MP
LDFLAGS += -pie -Wl,-z,relro,-z,now
LDLIBS   = $(shell pkg-config --libs $(PACKAGES) gmime-3.0 2>/dev/null) \
           -lstemmer -llinear -lcld2 -lm

LIB_SRC  = $(foreach f,$(FOLDERS),$(wildcard $(f)/*.c $(f)/*/*.c))
CLI_SRC  = $(wildcard cli/*.c)
TEST_SRC = $(wildcard tests/*/test_*.c)
LIB_OBJ  = $(LIB_SRC:%.c=$(OUT)/%.o)
CLI_OBJ  = $(CLI_SRC:%.c=$(OUT)/%.o)
TESTS    = $(TEST_SRC:%.c=$(OUT)/%)
# What is generated from the table of commands.
MADE     = $(addprefix $(OUT)/made/,molva.man molva.bash molva.zsh molva.fish)

all: $(OUT)/molva $(MADE)

$(OUT)/molva: $(CLI_OBJ) $(OUT)/libmolva.a
	$(CC) $(CFLAGS) $(LDFLAGS) -o $@ $^ $(LDLIBS)

$(OUT)/libmolva.a: $(LIB_OBJ)
	@rm -f $@
	ar rcs $@ $^

$(OUT)/%.o: %.c
	@mkdir -p $(@D)
	$(CC) $(CFLAGS) -c -o $@ $<

# Written anew only when it says something else: then one file is compiled.
$(OUT)/made/version.h: FORCE
	@mkdir -p $(@D)
	@new=$@.$$$$ && tools/version >$$new && \
	    if cmp -s $$new $@; then rm $$new; else mv $$new $@; fi
$(OUT)/cli/version.o: $(OUT)/made/version.h
$(OUT)/cli/version.o: CFLAGS += -I$(OUT)
FORCE:

# A command tells its own part: cli/manual.h.
$(OUT)/made/molva.%: $(OUT)/molva
	@$(OUT)/molva help --as $* >$@.new
	@mv $@.new $@

# The town's texts stand in the program by .incbin, which -MMD does not see.
$(OUT)/town/embed.o: $(wildcard town/data/*.yaml)

# glib's names stay in the files that read and write mail, or want its HMAC.
$(OUT)/crawler/markup/mail.o $(OUT)/notify/mail.o $(OUT)/desk/totp.o: \
    CFLAGS += $(shell pkg-config --cflags gmime-3.0 2>/dev/null)

# The assembler puts these in, so the compiler cannot tell about them.
$(OUT)/desk/asset.o: $(wildcard desk/static/*)
$(OUT)/store/migrate.o $(OUT)/store/postgres_conn.o \
    $(OUT)/store/schema.o: $(wildcard store/sql/*.sql store/sql/*/*.sql)
$(OUT)/crawler/markup/html_ref.o: crawler/markup/html_names.txt

# A target of the fuzzer with a main of its own: it runs the seeds once.
$(OUT)/tests/fuzz/%: tests/fuzz/%.c tests/fuzz/replay.c $(OUT)/libmolva.a
	@mkdir -p $(@D)
	$(CC) $(CFLAGS) $(LDFLAGS) -o $@ $^ $(LDLIBS)

$(OUT)/tests/%: tests/%.c $(OUT)/libmolva.a
	@mkdir -p $(@D)
	$(CC) $(CFLAGS) $(LDFLAGS) -o $@ $< $(OUT)/libmolva.a $(LDLIBS) \
	    $(shell pkg-config --libs check 2>/dev/null)

tests: $(TESTS)

# Again with AddressSanitizer and UndefinedBehaviorSanitizer: everything, or
# what GOALS names below build/asan. With names and lines for their reports and
# no more, and by the linker that is quick with it: a third of the time.
GOALS ?= all tests
asan:
	@$(MAKE) OUT=build/asan TUNE="-O1 -g1 -fPIE -fno-omit-frame-pointer \
	    -fuse-ld=gold -fsanitize=address,undefined \
	    -fno-sanitize-recover=undefined" $(GOALS)

.PHONY: all tests asan deps demo check lint format fuzz bench month e2e \
        mutants install uninstall clean print-libs

deps:
	@tools/deps

# On a terminal as a job of its own, so that Ctrl-C ends the demo, not make.
demo: deps
	@tools/build all
	@[ -t 0 ] || exec $(OUT)/molva demo; set -m; $(OUT)/molva demo; exit $$?

check:
	@tools/deps tests
	@tools/check

lint:
	@tools/lint

format:
	@clang-format -i $(wildcard $(FOLDERS:%=%/*.[ch]) $(FOLDERS:%=%/*/*.[ch]) \
	    cli/*.[ch] tests/*.h tests/*/*.[ch])

fuzz: deps
	@tools/fuzz

bench:
	@tools/deps tests
	@tools/build all
	@tools/bench

# Thirty days of two thousand sources by a clock of the test's own.
month: $(OUT)/tests/crawler/test_month
	@MOLVA_MONTH=2000x30 $<

# Programs of others on loopback, crawled from first comment to last removal.
# Their packages bring servers along; what it starts of them is its own. NodeBB
# comes from the npm registry, into build/e2e.
e2e:
	@tools/deps e2e
	@tools/build all
	@tests/e2e/run.sh

# Small wrong changes, made in a copy: does a test see each? Takes an hour.
mutants:
	@tools/deps tests
	@tools/mutants

install: all
	@DESTDIR='$(DESTDIR)' PREFIX='$(PREFIX)' tools/install $(OUT)

uninstall:
	@DESTDIR='$(DESTDIR)' PREFIX='$(PREFIX)' tools/install --remove

print-libs:
	@echo $(LDLIBS)

clean:
	rm -rf build

-include $(LIB_OBJ:.o=.d) $(CLI_OBJ:.o=.d) $(TESTS:=.d)
