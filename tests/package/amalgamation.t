#!/usr/bin/perl
# amalgamation.t - news.c alone, linked statically into a program together with SQLite: the page of the C client.
use strict;
use warnings;
use lib 'tests/package';
use Package;
use Test::More;
use Cwd 'getcwd';
plan tests => 4;

my $top = getcwd();
make('amalgamation');
my $cc = $ENV{CC} // 'gcc';
my $place = clean_place();
my ($icu) = qx(pkg-config --cflags --libs icu-uc) =~ s/\n//r;
# Without optimisation: it is the names that are tested here.
my $out = run($place, "$cc -O0 -Wall -Werror -DSQLITE_CORE -ffp-contract=off -c '$top/build/package/amalgamation/news.c'");
ok(-f "$place/news.o", 'it compiles without a warning') or diag($out);
my ($program) = slurp('ext/docs/clients/c.md') =~ /^```c\n(.*?)^```/ms;
spill("$place/main.c", $program);
$out = run($place, "$cc -I'$top/build/package/amalgamation' -o main main.c news.o -l:libsqlite3.a $icu -lm -lpthread -ldl");
ok(-x "$place/main", 'a program links it') or diag($out);
is(run($place, './main'), 'Anna Keller: We need help now.', 'and answers');
is(join(' ', grep { !/^(?:sqlite3_news_init$|news__)/ } map { (split)[-1] } grep { / [TDRB] / } qx(nm --defined-only $place/news.o)), '',
    'its names do not meet those of a program');
