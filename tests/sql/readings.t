#!/usr/bin/perl
# readings.t - tests/sql/readings.txt: a sentence, and the rows of one table that it gives, no others.
#
#   perl tests/sql/readings.t [--write]      --write puts in what comes out: look at the difference
#
# "# TABLE: column | column" begins a part, "> sentence" asks, lines below it are the rows ("-" is NULL). Published on a
# Friday, 2025-04-25 at 10:30. Rows of a whole article stand in tests/spec and tests/golden.
use strict;
use warnings;
use utf8;
use lib 'tests/sql';
use Shell;
use Test::More;

binmode $_, ':encoding(UTF-8)' for Test::More->builder->output, Test::More->builder->failure_output;
my $path = 'tests/sql/readings.txt';
open my $f, '<:encoding(UTF-8)', $path or die "$path: $!";
my @lines = <$f>;
close $f;
chomp @lines;

my ($select, @asked);
for (@lines) {
    if (/^# (\w+): (.*)/) {
        my ($table, @columns) = ($1, split / \| /, $2);
        $select = 'SELECT ' . join(" || ' | ' || ", map { "ifnull($_, '-')" } @columns) . " FROM news_$table(%s, '2025-04-25 10:30');";
    } elsif (/^> (.*)/) {
        push @asked, {text => $1, select => $select, rows => ''};
    } elsif (@asked && /\S/) {
        $asked[-1]{rows} .= "$_\n";
    }
}

# All in one go: each answer stands behind a line of its own.
my $script = join '', map { ".print \"> \"\n" . sprintf($_->{select}, quoted($_->{text})) . "\n" } @asked;
utf8::encode($script);
my $out = sql($script);
utf8::decode($out);
my (undef, @told) = split /^> *\n?/m, "$out\n";

plan tests => @asked + 1;
is(scalar @told, scalar @asked, 'every sentence has its answer');
is($told[$_], $asked[$_]{rows}, $asked[$_]{text}) for 0 .. $#asked;

if (@ARGV && $ARGV[0] eq '--write') {
    my $n = 0;
    my @kept = map { /^> / ? "$_\n" . $told[$n++] : "$_\n" } grep { /^[#>]|^$/ } @lines;
    open my $w, '>:encoding(UTF-8)', $path or die "$path: $!";
    print $w @kept;
    close $w;
}
