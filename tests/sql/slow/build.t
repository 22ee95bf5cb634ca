#!/usr/bin/perl
# build.t - every source passes every compiler that is here without a warning; what is built twice is the same bytes.
use strict;
use warnings;
use Test::More;

my @compilers = grep { system("$_ --version >/dev/null 2>&1") == 0 } qw(gcc clang);
my @sources = glob('ext/*.c ext/*/*.c');
plan tests => 2 + @compilers;
ok(@compilers > 0, 'a compiler is here: ' . join ', ', @compilers);
for my $cc (@compilers) {
    my @bad = grep {
        my $out = `make -s CC=$cc CFLAGS='-O1 -fsyntax-only' FILE=$_ syntax 2>&1`;
        diag($out) if $?;
        $?;
    } @sources;
    is_deeply(\@bad, [], "$cc: no warnings");
}

# Twice from nothing in one place, without optimisation: that takes no dates, no paths, no order of files into the library.
my @sums = map {
    system('rm -rf build/again && make -s -j2 B=build/again NEWS=build/again/news.so CFLAGS="-O0 -g" build/again/news.so >/dev/null 2>&1');
    qx(cksum < build/again/news.so);
} 1, 2;
ok($sums[0] =~ /^\d+ \d+$/ && $sums[0] eq $sums[1], "built twice, the same bytes: @sums");
