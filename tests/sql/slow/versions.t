#!/usr/bin/perl
# versions.t - the clients with other SQLites than the system's: 3.38, the oldest that is supported, and the newest.
#
# `make versions` fetches their sources (the amalgamations that better-sqlite3's packages carry, through npm) into
# build/versions and runs this; without it, what is there is tested, and what is not is skipped.
use strict;
use warnings;
use File::Path 'make_path';
use Test::More;

my %package = ('oldest' => 'better-sqlite3@7.5.1', 'newest' => 'better-sqlite3@latest');
my @clients = qw(load limits archive_crash archive_batches archive_integrity);
my $fetch = @ARGV && $ARGV[0] eq '--fetch';
my $top = 'build/versions';
plan tests => 2 * (1 + @clients);

# Fetches and compiles; the folder with libsqlite3.so.0, or nothing and why.
sub library {
    my ($name) = @_;
    my $place = "$top/$name";
    return $place if -f "$place/libsqlite3.so.0";
    return (undef, 'not fetched: make versions') unless $fetch;
    make_path($place);
    my $log = qx(cd $place && timeout 300 npm pack --silent '$package{$name}' 2>&1 && tar xzf better-sqlite3-*.tgz package/deps/sqlite3 2>&1);
    return (undef, "npm does not give it: $log") unless -f "$place/package/deps/sqlite3/sqlite3.c";
    my $cc = $ENV{CC} // 'gcc';
    $log = qx($cc -O1 -w -shared -fPIC -Wl,-soname,libsqlite3.so.0 -DSQLITE_ENABLE_FTS5 -DSQLITE_ENABLE_COLUMN_METADATA -DSQLITE_ENABLE_UNLOCK_NOTIFY \\
        -o $place/libsqlite3.so.0 $place/package/deps/sqlite3/sqlite3.c -lm -lpthread -ldl 2>&1);
    return -f "$place/libsqlite3.so.0" ? $place : (undef, "it does not compile: $log");
}

for my $name (sort keys %package) {
    my ($place, $why) = library($name);
  SKIP: {
        skip "$name SQLite: $why", 1 + @clients unless $place;
        my ($version) = qx(grep -m1 'define SQLITE_VERSION ' $place/package/deps/sqlite3/sqlite3.h) =~ /"([\d.]+)"/;
        ok($version, "$name: SQLite $version");
        for my $client (@clients) {
            my $out = qx(LD_LIBRARY_PATH=$place build/client/$client.t 2>&1);
            ok($? == 0 && $out !~ /^not ok/m, "SQLite $version: $client") or diag($out);
        }
    }
}
