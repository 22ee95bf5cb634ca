#!/usr/bin/perl
# plan.t - how tables are planned and how they refuse: arguments from joins, OR, missing ones; untrusted schemas.
use strict;
use warnings;
use lib 'tests/sql';
use Shell;
use Test::More;

my @tables = qw(quotes entities mentions figures dates sentences tokens);
my @dated = qw(quotes entities mentions figures dates);
plan tests => @tables + 12;

# ---- a missing text ----

for my $table (@tables) {
    my $published = (grep { $_ eq $table } @dated) ? ', a.published' : '';
    like(sql("SELECT * FROM news_$table;"),
        qr/\Qnews_$table() needs a text: FROM articles a, news_$table(a.body$published) q\E/,
        "news_$table without a text shows the right call");
}
like(sql("SELECT * FROM news_figures('a', 'b', 'c');"), qr/too many arguments on news_figures\(\) - max 2/,
    'too many arguments');
like(sql('SELECT news_number();'), qr/wrong number of arguments to function news_number\(\)/, 'a scalar without its text');

# ---- plans ----

my $articles = articles();
sub order { return join ' ', map { /(?:SCAN|SEARCH) (\w+)/ ? $1 : () } split /\n/, sql("${articles}EXPLAIN QUERY PLAN $_[0];") }

is(order('SELECT 1 FROM articles a, news_figures(a.body) f'), 'a f', 'the article first');
is(order('SELECT 1 FROM news_figures f JOIN articles a ON f.news_text = a.body'), 'a f',
    'whatever the order in FROM: the text must be known');
is(order('SELECT 1 FROM news_figures f, articles a WHERE f.news_text = a.body AND f.news_published = a.published'),
    'a f', 'and the date');
is(sql("${articles}SELECT count(*) FROM news_figures f, articles a WHERE f.news_text = a.body;"),
    sql("${articles}SELECT count(*) FROM articles a, news_figures(a.body) f;"), 'with the same rows');
is(sql("${articles}SELECT count(*) = (SELECT count(*) FROM news_figures(a.body)) + (SELECT count(*) FROM
    news_figures(b.body)) FROM articles a, articles b, news_figures f WHERE a.id = 1 AND b.id = 2 AND
    (f.news_text = a.body OR f.news_text = b.body);"), 1, 'an OR of two texts');
is(sql("${articles}SELECT count(*) FROM articles a LEFT JOIN news_figures(NULL) f;"), 3, 'a LEFT JOIN keeps its row');
is(sql("${articles}SELECT count(DISTINCT a.id) FROM articles a WHERE EXISTS (SELECT 1 FROM news_figures(a.body)
    WHERE kind = 'money');"), 2, 'in EXISTS');

# ---- schemas ----

is(sql("PRAGMA trusted_schema = OFF;\n${articles}CREATE VIEW v AS SELECT f.figure, news_number('two') AS two FROM articles a,
    news_figures(a.body) f;\nSELECT count(*) > 5, max(two) FROM v;"), '1|2', 'a view in an untrusted schema');
is(sql("PRAGMA trusted_schema = OFF;\nCREATE TABLE n(x, k AS (news_name_key(x)));\nCREATE INDEX i ON n(k);\n"
        . "INSERT INTO n(x) VALUES('Zelenskyy'),('Zelensky');\nSELECT count(DISTINCT k) FROM n INDEXED BY i;"), 1,
    'a generated column and its index');
like(sql("INSERT INTO news_figures(figure) VALUES(1);"), qr/may not be modified/, 'tables are to read');
