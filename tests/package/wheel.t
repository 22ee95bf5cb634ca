#!/usr/bin/perl
# wheel.t - the wheel installs into a clean Python and answers; its record is true.
use strict;
use warnings;
use lib 'tests/package';
use Package;
use Test::More;
use Cwd 'getcwd';

my ($python) = grep {
    system("$_ -c 'import sqlite3; sqlite3.connect(\":memory:\").enable_load_extension' >/dev/null 2>&1") == 0
} qw(/usr/bin/python3 python3);
plan skip_all => 'no Python that loads extensions' unless $python;
plan tests => 7;

my $top = getcwd();
make('wheel', -f 'build/package/chart.umd.js' ? () : 'PLOTS=');
my ($wheel) = map { "$top/$_" } glob 'build/package/*.whl';
my $place = clean_place();
my $site = "$place/site";
my $out = run($place, "$python -m pip install --quiet --no-index --no-deps --target site '$wheel'");
# A Python without pip: a wheel is a zip file, and one of this kind is installed by unpacking it.
$out = run($place, "$python -m zipfile -e '$wheel' site") unless -d $site;
ok(-f "$site/sqlite_news/news.so", 'it installs') or diag($out);

my $first = "import sqlite3, sqlite_news\ndb = sqlite3.connect(':memory:')\n";
sub python { spill("$place/in.py", $_[0]); return run($place, "PYTHONPATH=site $python in.py") }
is(python($first . "sqlite_news.load(db)\ndb.executescript(open('$top/sql/sample.sql').read())\nprint(db.execute('''"
        . query() . "''').fetchone()[0])"), expected(), 'sqlite_news.load() and a query');
is(python($first . "sqlite_news.load(db)\ntry:\n    db.execute('SELECT load_extension(?)', ('x',))\n"
        . "except sqlite3.OperationalError as e:\n    print(e)"), 'not authorized', 'loading is forbidden again afterwards');
is(python("import sqlite_news\nprint(sqlite_news.loadable_path())"), "$site/sqlite_news/news", 'loadable_path()');
like(python("import sqlite_news\ntry:\n    sqlite_news.load(object())\nexcept RuntimeError as e:\n    print(e)"), qr/apsw/,
    'a Python without loading gets a remedy');
is(python(<<'E'), 'true', 'RECORD names every file with its digest');
import base64, csv, glob, hashlib, os
rows = list(csv.reader(open(glob.glob('site/*.dist-info/RECORD')[0])))
def digest(path):
    return 'sha256=' + base64.urlsafe_b64encode(hashlib.sha256(open(path, 'rb').read()).digest()).rstrip(b'=').decode()
checked = [r for r in rows if r[1] and '__pycache__' not in r[0]]
wrong = [r[0] for r in checked if digest('site/' + r[0]) != r[1]]
print('true' if len(checked) > 8 and not wrong else wrong)
E
like(join('', map { slurp($_) } glob "$site/sqlite_news-*.dist-info/licenses/*"), qr/MIT License.*(?:Unicode|ICU)/si,
    'it credits what is inside');
