#!/usr/bin/perl
# text.t - what may stand in the text argument, and that start and length fit substr() whatever it is.
use strict;
use warnings;
use lib 'tests/sql';
use Shell;
use Test::More;

# ---- table: span, start and length columns ----
my %spans = (
    quotes => [[qw(quote start length)], [qw(speaker_text speaker_start speaker_length)], [qw(cue cue_start cue_length)]],
    mentions => [[qw(mention start length)]],
    figures => [[qw(figure start length)]],
    dates => [[qw(expression start length)]],
    tokens => [[qw(token start length)]],
);

# How many spans of all tables over t.x are not what substr() gives, and how many there are.
my $wrong = join ' UNION ALL ', map {
    my $table = $_;
    map {
        my ($span, $start, $length) = @$_;
        "SELECT CAST(substr(x, r.$start, r.$length) AS BLOB) IS NOT CAST(r.$span AS BLOB) AS wrong
           FROM t, news_$table(t.x) r WHERE r.$start NOT NULL"
    } @{$spans{$table}}
} sort keys %spans;
$wrong = "SELECT total(wrong), count(*) > 0 FROM ($wrong);";

plan tests => 24;

# ---- NULL, empty, numbers ----

is(sql("SELECT count(*) FROM news_$_(NULL);"), 0, "news_$_(NULL) has no rows")
    for qw(quotes entities mentions figures dates sentences tokens);
is(sql("SELECT quote(news_$_);"), 'NULL', "news_$_ is NULL")
    for 'json(NULL)', 'html(NULL)', 'number(NULL)', 'date(NULL, NULL)', 'name_key(NULL)', "same_name(NULL, 'a')";
is(sql("SELECT count(*) FROM news_tokens('');\nSELECT count(*) FROM news_tokens(zeroblob(0));"), "0\n0",
    'an empty text, an empty BLOB: no rows');
is(sql('SELECT token FROM news_tokens(1234) UNION ALL SELECT token FROM news_tokens(2.5);'), "1234\n2.5",
    'a number is read as its text');

# ---- bytes ----

is(sql("SELECT token, typeof(token) FROM news_tokens(x'4C6F6E646F6E');"), 'London|text', 'a BLOB is read as text');
is(sql("SELECT group_concat(token) FROM news_tokens(CAST(x'412062006320' AS TEXT));"), 'A,b',
    'the text ends at its first NUL');
is(sql("CREATE TABLE t(x);\nINSERT INTO t VALUES('“Zwölf”, sagte er – 東京 😀 said no.');\n$wrong"), '0.0|1',
    'spans fit substr() beyond ASCII');

# Every kind of break in UTF-8, again and again between words, so that it falls on all places of a checkpoint.
my @broken = map { pack 'H*', $_ } qw(80 BF8080 C3 C0AF E282 E28220 EDA080 F09F F0808080 F4908080 F8888080 FF FE80
    C3A9 E282AC F09F9880 C3A980 EFBFBE);
srand 7;
my $text = '';
$text .= ('He said ', '“', 'Mr Smith ', '12 people ', 'on Friday ', '” ', 'a', '.', "\n")[rand 9] . (rand() < .5 ? $broken[rand @broken] : '')
    for 1 .. 3000;
my $insert = "CREATE TABLE t(x);\nINSERT INTO t VALUES(CAST(x'" . unpack('H*', $text) . "' AS TEXT));\n";
is(sql("$insert$wrong"), '0.0|1', 'spans fit substr() in broken UTF-8');
is(sql("${insert}SELECT json_valid(news_json(x)), CAST(news_json(x) AS BLOB) = CAST(news_json(x) AS BLOB) FROM t;"),
    '1|1', 'and its JSON is valid');
my $json = sql("${insert}SELECT news_json(x) FROM t;");
my $html = sql("${insert}SELECT news_html(x) FROM t;");
ok(utf8::decode($json), 'and well-formed UTF-8');
ok(utf8::decode($html), 'as is its HTML');

# ---- databases in UTF-16 ----

for my $encoding (qw(UTF-16le UTF-16be)) {
    is(sql("PRAGMA encoding = '$encoding';\nCREATE TABLE t(x);\nINSERT INTO t VALUES('“Zwölf 😀”, said Ann.');\n$wrong"
            . "\nSELECT group_concat(token, '|') FROM t, news_tokens(t.x);"),
        "0.0|1\n“|Zwölf|😀|”|,|said|Ann|.", "an $encoding database");
}
