#!/usr/bin/perl
# npm.t - the npm package installs into an empty project, and finds its library.
use strict;
use warnings;
use lib 'tests/package';
use Package;
use Test::More;
use Cwd 'getcwd';
plan skip_all => 'no npm' unless have('npm');
plan tests => 4;

my $top = getcwd();
make('npm');
my ($tar) = map { "$top/$_" } glob 'build/package/sqlite-news-*.tgz';
my $place = clean_place();
my $out = run($place, "npm install --offline --no-audit --no-fund --silent '$tar'");
ok(-f "$place/node_modules/sqlite-news/index.js", 'it installs') or diag($out);
my $path = run($place, q(node -e "console.log(require('sqlite-news').getLoadablePath())"));
is(run($place, "sqlite3 -batch -cmd '.load $path' -cmd '.read $top/sql/sample.sql' :memory: \"" . query() . '"'), expected(),
    'the library that getLoadablePath() names answers');
is(run($place, q(node --input-type=module -e "import news, { load } from 'sqlite-news'; console.log(load === news.load)")), 'true',
    'import works as require does');
is(run($place, q(node -e "require('sqlite-news').load({ loadExtension: p => console.log(p) })")), $path,
    'load() hands the library to the client');
