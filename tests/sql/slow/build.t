#!/usr/bin/perl
# build.t - every source passes every compiler that is here without a warning.
use strict;
use warnings;
use Test::More;

my @compilers = grep { system("$_ --version >/dev/null 2>&1") == 0 } qw(gcc clang);
my @sources = glob('ext/*.c ext/*/*.c');
plan tests => 1 + @compilers;
ok(@compilers > 0, 'a compiler is here: ' . join ', ', @compilers);
for my $cc (@compilers) {
    my @bad = grep {
        my $out = `make -s CC=$cc CFLAGS='-O1 -fsyntax-only' FILE=$_ syntax 2>&1`;
        diag($out) if $?;
        $?;
    } @sources;
    is_deeply(\@bad, [], "$cc: no warnings");
}
