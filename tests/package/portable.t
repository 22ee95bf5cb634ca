#!/usr/bin/perl
# portable.t - build/package/news.so: what it needs, its size, one symbol, and the rows of ./news.
use strict;
use warnings;
use lib 'tests/package', 'tests/sql';
use Package;
use Test::More;
plan skip_all => 'no static ICU or its tools (libicu-dev, icu-devtools)'
    if !-f "@{[qx(pkg-config --variable=libdir icu-uc) =~ s/\n//r]}/libicuuc.a" || !(have('icupkg') || -x '/usr/sbin/icupkg');
plan tests => 7;

make('portable');
my $library = 'build/package/news.so';
my $symbols = qx(objdump -T $library);

is(join(' ', grep { !/^(?:libm\.|libc\.|ld-linux)/ } map { /NEEDED\s+(\S+)/ } qx(objdump -p $library)), '',
    'it needs the C library, nothing else');
is(join(' ', map { (split)[-1] } grep { / [A-TV-Z] / } qx(nm -D --defined-only $library)), 'sqlite3_news_init',
    'it exports its entry point alone');
my ($newest) = sort { $b <=> $a } map { /GLIBC_2\.(\d+)/ ? $1 : 0 } split /\n/, $symbols;
cmp_ok($newest, '<=', 34, "glibc 2.34 is enough (2.$newest)");
cmp_ok(-s $library, '<=', 12e6, sprintf 'at most 12 MB (%.1f MB)', (-s $library) / 1e6);

my $load = sub { "sqlite3 -batch -cmd '.load $_[0]' -cmd '.read sql/sample.sql' :memory:" };
is(run('.', $load->('./build/package/news') . ' "' . query() . '"'), expected(), 'the rows of ./news');
is(run('.', 'ICU_DATA=tests ' . $load->('./build/package/news') . ' "' . query() . '"'), expected(),
    'the environment does not change them');

# Scripts written without spaces: ICU has dictionaries that cut them into words, the portable build has none. The
# segmenter uses neither.
my $foreign = q{SELECT news_json('At least 12 people from ภาษาไทย and 北京大学出版社 met in 東京でした on Monday, the }
    . q{ကမ္ဘာ့ mayor said. "ភាសាខ្មែរ is fine," Ann Lee 👨‍👩‍👧🇩🇪🇫🇷 한국어 said.「引用」, 2025年3月');};
my ($here, $there) = map { run('.', $load->($_) . " <<'E'\n$foreign\nE\n") } './build/package/news', './news';
is($here, $there, 'words of other scripts inside an article: the same rows');
