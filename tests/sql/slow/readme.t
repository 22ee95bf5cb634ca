#!/usr/bin/perl
# readme.t - every example of README.md is run and gives what is printed below it.
#
#   perl tests/sql/slow/readme.t [--write]      --write puts in what comes out
#
# A block ```sql is typed into `sqlite3 -box -cmd '.load ./news' -cmd '.read sql/sample.sql'`, as README tells
# its reader; a block ```text right behind it is what the shell prints, and without one nothing may fail. Blocks ```python
# are run where a Python is here that can load extensions.
use strict;
use warnings;
use File::Temp 'tempdir';
use Test::More;

my $write = @ARGV && $ARGV[0] eq '--write';
my $directory = tempdir(CLEANUP => 1);

sub slurp { open my $f, '<', $_[0] or die "$_[0]: $!"; local $/; return scalar <$f> }

sub spill { open my $f, '>', $_[0] or die "$_[0]: $!"; print $f $_[1]; close $f }

sub shell {
    spill("$directory/in.sql", $_[0]);
    my $out = qx(sqlite3 -batch -box -cmd '.load ./news' -cmd '.read sql/sample.sql' :memory: < $directory/in.sql 2>&1);
    return $out =~ s/[ \t]+$//gmr;
}

my ($python) = grep {
    system("$_ -c 'import sqlite3; sqlite3.connect(\":memory:\").enable_load_extension' >/dev/null 2>&1") == 0
} qw(python3 /usr/bin/python3);

sub python {
    spill("$directory/in.py", $_[0]);
    return scalar qx($python $directory/in.py 2>&1);
}

my $readme = slurp('README.md');
my @examples;
while ($readme =~ /^```(sql|python)\n(.*?)^```\n(?:\n```text\n(.*?)^```\n)?/msg) {
    push @examples, [$1, $2, $3, $-[3], $+[3]];
}
plan tests => @examples + 1;
ok(@examples >= 4, 'README has examples');
for my $example (reverse @examples) {
    my ($language, $code, $printed, $from, $to) = @$example;
    my $name = ($code =~ /^([^\n]{1,60})/)[0];
  SKIP: {
        skip 'no Python that loads extensions', 1 if $language eq 'python' && !$python;
        my $out = $language eq 'sql' ? shell($code) : python($code);
        if (defined $printed) {
            is($out, $printed, $name);
            substr($readme, $from, $to - $from) = $out if $write;
        } else {
            unlike($out, qr/error/i, $name);
        }
    }
}
spill('README.md', $readme) if $write;
