# Package.pm - for the tests of packages: each is built by its make target, put into a clean place, and has to give what
# ./news gives for the sample articles.
package Package;
use strict;
use warnings;
use Exporter 'import';
use Cwd 'getcwd';
use File::Temp 'tempdir';
our @EXPORT = qw(make have run slurp spill clean_place expected query);

my $top = getcwd();

# Runs a make target; dies with its output where it fails.
sub make {
    my $out = qx(make -s -C '$top' @_ 2>&1);
    die "make @_: $out" if $?;
}

sub have { return system("command -v '$_[0]' >/dev/null 2>&1") == 0 }

sub slurp { open my $f, '<', $_[0] or die "$_[0]: $!"; local $/; return scalar <$f> }

sub spill {
    open my $f, '>', $_[0] or die "$_[0]: $!";
    print $f $_[1];
    close $f or die $!;
}

# An empty directory outside of the tree, gone at the end.
sub clean_place { return tempdir(CLEANUP => 1) }

# What a command prints, errors included, run in a directory with hardly an environment.
sub run {
    my ($directory, $command) = @_;
    spill("$directory/.command", $command);
    my $out = qx(cd '$directory' && env -i PATH="\$PATH" HOME='$directory' sh ./.command 2>&1);
    unlink "$directory/.command";
    chomp $out;
    return $out;
}

# One query that tells much: every row of every table for the sample articles.
sub query { return 'SELECT group_concat(news_json(body, published)) FROM articles;' }

my $expected;
sub expected {
    return $expected //= run($top, qq(sqlite3 -batch -cmd '.load ./news' -cmd '.read sql/sample.sql' :memory: ") . query() . '"');
}

1;
