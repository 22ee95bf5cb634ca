# Shell.pm - SQL through the sqlite3 shell with the extension loaded.
package Shell;
use strict;
use warnings;
use Exporter 'import';
use File::Temp 'tempdir';
our @EXPORT = qw(sql sql_bare articles quoted);

my $directory = tempdir(CLEANUP => 1);
my $extension = $ENV{NEWS_EXT} // './news';

# What the shell prints for a script, errors included, without the last line break. ($script [, $database])
sub sql { return sql_bare(".load $extension\n$_[0]", $_[1]) }

sub sql_bare {
    my ($script, $database) = @_;
    open my $f, '>', "$directory/in.sql" or die $!;
    print $f $script, "\n";
    close $f;
    my $shell = $ENV{SQLITE3} // 'sqlite3';
    $shell = "LD_PRELOAD=$ENV{NEWS_PRELOAD} $shell" if $ENV{NEWS_PRELOAD};    # a sanitizer's library: make sanitize
    my $out = qx($shell -batch '@{[$database // ":memory:"]}' < $directory/in.sql 2>&1);
    chomp $out;
    return $out;
}

sub quoted { return "'" . $_[0] =~ s/'/''/gr . "'" }

# The sample articles of sql/sample.sql as table articles(id, published, body).
sub articles { return ".read sql/sample.sql\n" }

1;
