#!/usr/bin/perl
# docs.t - the reference has a heading for every function and table, and a line for every column; no link of the
# documentation leads nowhere.
use strict;
use warnings;
use lib 'tests/sql';
use File::Basename 'dirname';
use File::Temp 'tempdir';
use Shell;
use Test::More;

my @pages = ('README.md', 'CONTRIBUTING.md', 'CHANGELOG.md', glob('ext/docs/*.md ext/docs/clients/*.md'));
my @tables = split /\n/, sql("SELECT name FROM pragma_module_list WHERE name LIKE 'news\\_%' ESCAPE '\\' ORDER BY 1;");
my @functions = split /\n/, sql("SELECT DISTINCT name FROM pragma_function_list WHERE name LIKE 'news\\_%' ESCAPE '\\' ORDER BY 1;");
plan tests => 3 + @functions + 2 * @tables;

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

# The recipe of CONTRIBUTING.md, step 3: the verb is not there yet, and the line is one that the packer takes.
my ($line) = slurp('CONTRIBUTING.md') =~ /^ +((\S+)\/v\t\S+\t\S+)$/m;
my $verb = $2 // '?';
my $cues = slurp('ext/lang/en/cues.tsv');
unlike($cues, qr/^\Q$verb\E\/v\t/m, "the recipe's verb is new");
my $directory = tempdir(CLEANUP => 1);
open my $f, '>', "$directory/cues.tsv" or die $!;
print $f $cues, $line // '?', "\n";
close $f;
my @words = map { m{/cues\.tsv$} ? "$directory/cues.tsv" : $_ } grep { !/irregular/ } glob('ext/lang/en/*.tsv ext/lang/en/*.rules');
is(scalar qx(build/pack $directory/pack $directory/examples ext/lang/en/irregular.tsv @words 2>&1), '', 'and its line is taken');
