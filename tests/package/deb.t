#!/usr/bin/perl
# deb.t - the Debian package installs into an empty root, answers, and goes without a trace.
use strict;
use warnings;
use lib 'tests/package';
use Package;
use Test::More;
use Cwd 'getcwd';
plan skip_all => 'no dpkg' unless have('dpkg-deb');
plan tests => 4;

my $top = getcwd();
make('deb');
my ($deb) = map { "$top/$_" } glob 'build/package/*.deb';
my $place = clean_place();
mkdir "$place/$_" for qw(root root/var root/var/lib root/var/lib/dpkg root/var/lib/dpkg/updates root/var/lib/dpkg/info);
spill("$place/root/var/lib/dpkg/$_", '') for qw(status available);
my $dpkg = "dpkg --root='$place/root' --force-not-root --force-depends --log=/dev/null";
my $out = run($place, "$dpkg -i '$deb'");
my ($directory) = glob "$place/root/usr/lib/*/sqlite3";
ok($directory && -f "$directory/news.so", 'it installs') or diag($out);
is(run($place, "LD_LIBRARY_PATH=$directory/.. sqlite3 -batch -cmd '.load news' -cmd '.read $top/sql/sample.sql' :memory: \""
        . query() . '"'), expected(), '.load news');
ok(-s "$place/root/usr/share/doc/libsqlite3-mod-news/$_", $_) for 'model.txt';
run($place, "$dpkg --purge libsqlite3-mod-news");
is(run($place, 'find root -name "*news*" -not -path "root/var/*"'), '', 'removed without a trace');
