#!/usr/bin/perl
# hostile.t - texts made to break readers, through SQL: rows or none, never an error; ten times the text takes at
# most about twelve times as long; memory grows no faster than the text (of numbers alone, every third byte is a
# figure: some 340 bytes a byte for one table, and the five tables asked here keep several analyses).
use strict;
use warnings;
use lib 'tests/sql';
use Shell;
use Test::More;

my @tables = qw(quotes entities figures dates tokens);
my %unit = (
    'quotation marks' => '"', 'opening marks' => '“', 'single marks' => "''", 'marks and words' => '“a ', 'digits' => '7',
    'numbers' => '12 ', 'money' => '$5 million, ', 'number words' => 'two hundred ', 'brackets' => '(', 'full stops' => '.',
    'letters' => 'x', 'words' => 'word ', 'names' => 'Ann Lee ', 'said' => 'he said ', 'paragraphs' => "a.\n\n",
    'hyphens' => 'a-', 'dates' => 'on Friday ', 'and' => 'Ann and Bo, ',
);
plan tests => 3 * keys(%unit) + 4;

my $count = 'SELECT ' . join(' + ', map { "(SELECT count(*) FROM news_$_(x))" } @tables) . ' FROM t;';

# Seconds of the processor (the system's for fresh pages left out), rows, the peak of memory, what was printed.
sub read_text {
    my ($unit, $bytes) = @_;
    my $times = int($bytes / length $unit);
    my $start = (times)[2];
    my $out = sql("CREATE TABLE t(x);\nINSERT INTO t SELECT replace(printf('%.*c', $times, '#'), '#', " . quoted($unit)
            . ");\n$count\n.stats on\nSELECT 1;");
    my ($rows) = $out =~ /^(\d+)$/m;
    my ($memory) = $out =~ /^Memory Used:\s+\d+ \(max (\d+)\)/m;
    return ((times)[2] - $start, $rows, $memory, $out);
}

my ($none) = read_text(' ', 10);
for my $name (sort keys %unit) {
    my $short = 0; # of three: the clock counts hundredths, and a short text takes four of them
    $short += (read_text($unit{$name}, 100_000))[0] / 3 for 1 .. 3;
    my ($long, $rows, $memory, $out) = read_text($unit{$name}, 1_000_000);
    ok(defined $rows, "$name: no error") or diag(substr $out, 0, 300);
    my ($a, $b) = ($short - $none, $long - $none);
    ok($b < 12 * $a || $b < 0.3 || $b < 15 * $a && $b < 3, sprintf '%s: %.2f s, ten times as long: %.2f s', $name, $a, $b);
    ok(defined $memory && $memory < 1_500_000_000, sprintf '%s: %.0f bytes of memory a byte of text', $name, ($memory // 0) / 1e6);
}
for my $big (['50 MB of quotation marks', '"', 50_000_000], ['one line of 10 MB', 'The word is out and ', 10_000_000]) {
    my ($name, $unit, $bytes) = @$big;
    my ($seconds, $rows, undef, $out) = read_text($unit, $bytes);
    ok(defined $rows || $out =~ /out of memory|too big|too long/, sprintf '%s: %.1f s, %s', $name, $seconds, $rows // $out);
}
is(sql("CREATE TABLE t(x);\nINSERT INTO t SELECT replace(printf('%.*c', 30000, '#'), '#', '“a b. ' || char(10) || char(10));\n"
        . 'SELECT count(*) >= 0 FROM t, news_quotes(x);'), 1, '30,000 quotes that never end');
is(sql("SELECT count(*) >= 0 FROM news_quotes(CAST(zeroblob(1000000) AS TEXT));"), 1, 'a million NUL bytes');
