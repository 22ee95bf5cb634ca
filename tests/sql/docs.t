#!/usr/bin/perl
# docs.t - the reference has a heading for every function and table, and a line for every column; no link of the
# documentation leads nowhere.
use strict;
use warnings;
use lib 'tests/sql';
use File::Basename 'dirname';
use Shell;
use Test::More;

my @pages = ('README.md', 'CONTRIBUTING.md', 'CHANGELOG.md', glob('ext/docs/*.md ext/docs/clients/*.md'));
my @tables = split /\n/, sql("SELECT name FROM pragma_module_list WHERE name LIKE 'news\\_%' ESCAPE '\\' ORDER BY 1;");
my @functions = split /\n/, sql("SELECT DISTINCT name FROM pragma_function_list WHERE name LIKE 'news\\_%' ESCAPE '\\' ORDER BY 1;");
plan tests => 1 + @functions + 2 * @tables;

sub slurp { open my $f, '<', $_[0] or die "$_[0]: $!"; local $/; return scalar <$f> }
my $reference = slurp('ext/docs/reference.md');

like($reference, qr/^## $_\(/m, "$_ is explained") for @functions;
for my $table (@tables) {
    my ($section) = $reference =~ /^## $table\(.*?\n(.*?)(?=^##? |\z)/ms;
    ok($section, "$table is explained");
    my %told = map { $_ => 1 } map { /`(\w+)`/g } ($section // '') =~ /^\| ((?:`\w+`(?:, )?)+) \|/mg;
    my @columns = split /\n/, sql("SELECT name FROM pragma_table_xinfo('$table') WHERE NOT hidden;");
    is(join(' ', grep { !$told{$_} } @columns), '', 'and so is each of its columns');
}

my @broken;
for my $page (@pages) {
    my @links = slurp($page) =~ /\]\(([^)#:\s]+)(?:#[^)]*)?\)/g;
    push @broken, map { "$page: $_" } grep { !-e dirname($page) . "/$_" } @links;
}
is("@broken", '', 'links lead somewhere');
