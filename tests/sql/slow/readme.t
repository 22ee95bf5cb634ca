#!/usr/bin/perl
# readme.t - every example of the documentation is run and gives what is printed below it.
#
#   perl tests/sql/slow/readme.t [--write]      --write puts in what comes out
#
# README.md and ext/docs/reference.md: a block ```sql is typed into `sqlite3 -box -cmd '.load ./news' -cmd '.read sql/sample.sql'`, as they
# tell their reader; a block ```text right behind it is what the shell prints, and without one nothing may fail. Blocks ```python
# are run where a Python is here that can load extensions.
# Boxes fit 100 columns, there and in `make demo`.
# ext/docs/tutorial.md: ```csv is articles.csv, ```sh goes to a shell, ```sql to the database that it makes, all in one directory.
use strict;
use warnings;
use Cwd 'getcwd';
use File::Copy 'copy';
use File::Temp 'tempdir';
use Test::More;

my $write = @ARGV && $ARGV[0] eq '--write';
my $directory = tempdir(CLEANUP => 1);
my $top = getcwd();

sub slurp { open my $f, '<', $_[0] or die "$_[0]: $!"; local $/; return scalar <$f> }

sub spill { open my $f, '>', $_[0] or die "$_[0]: $!"; print $f $_[1]; close $f }

sub shell {
    my ($sql, $arguments) = @_;
    spill("$directory/in.sql", $sql);
    my $out = qx(sqlite3 -batch -box -cmd '.load ./news' $arguments < $directory/in.sql 2>&1);
    return $out =~ s/[ \t]+$//gmr;
}

my ($python) = grep {
    system("$_ -c 'import sqlite3; sqlite3.connect(\":memory:\").enable_load_extension' >/dev/null 2>&1") == 0
} qw(python3 /usr/bin/python3);

sub python {
    spill("$directory/in.py", $_[0]);
    return scalar qx($python $directory/in.py 2>&1);
}

# What a block gives, run where its reader would.
sub output {
    my ($path, $language, $code) = @_;
    return python($code) if $language eq 'python';
    return shell($code, "-cmd '.read sql/sample.sql' :memory:") if $path !~ /tutorial/;
    chdir $directory;
    my $out = $language eq 'sql' ? shell($code, 'news.db') : '';
    spill('articles.csv', $code) if $language eq 'csv';
    spill('in.sh', $code), $out = qx(sh ./in.sh 2>&1) if $language eq 'sh';
    chdir $top;
    return $out;
}

my @paths = qw(README.md ext/docs/reference.md ext/docs/tutorial.md);
copy('news.so', "$directory/news.so") or die "news.so: $!";
my (%page, %written, @examples);
for my $path (@paths) {
    $page{$path} = $written{$path} = slurp($path);
    my $languages = $path =~ /tutorial/ ? 'sql|csv|sh' : 'sql|python';
    while ($page{$path} =~ /^```($languages)\n(.*?)^```\n(?:\n```text\n(.*?)^```\n)?/msg) {
        push @examples, [$path, $1, $2, $3];
    }
}
plan tests => @examples + 3;
ok(@examples >= 20, 'the documentation has examples');
for my $example (@examples) {
    my ($path, $language, $code, $printed) = @$example;
    my $name = "$path: " . ($code =~ /^([^\n]{1,60})/)[0];
  SKIP: {
        skip 'no Python that loads extensions', 1 if $language eq 'python' && !$python;
        my $out = output($path, $language, $code);
        if (defined $printed) {
            is($out, $printed, $name);
            $written{$path} =~ s/\Q$code\E```\n\n```text\n\K\Q$printed\E```/$out```/ or die "$name: lost" if $out ne $printed;
        } else {
            unlike($out, qr/error|no such|malformed/i, $name);
        }
    }
}

# Columns that the widest line takes.
sub columns {
    my ($widest) = sort { $b <=> $a } map { utf8::decode($_); length } split /\n/, $_[0];
    return $widest;
}
my %wide = map { $_ => columns(join '', $page{$_} =~ /^```text\n(.*?)^```$/msg) } @paths;
is(join(' ', grep { $wide{$_} > 100 } @paths), '', 'what the documentation prints fits 100 columns') or diag(explain(\%wide));
my $demo = columns(scalar qx(sqlite3 -batch :memory: '.read sql/demo.sql' 2>&1));
ok($demo > 80 && $demo <= 100, 'and so does what make demo prints') or diag($demo);
if ($write) {
    spill($_, $written{$_}) for @paths;
}
