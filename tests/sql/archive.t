#!/usr/bin/perl
# archive.t - an archive is created, refreshed, asked, renamed, dropped; what it refuses, and the remedy it tells.
use strict;
use warnings;
use lib 'tests/sql';
use Shell;
use Test::More;

my $articles = articles();
my $create = "CREATE VIRTUAL TABLE archive USING news(content=articles, text=body, published=published);\n";
my $refresh = "INSERT INTO archive(archive) VALUES('refresh');\n";
my $check = "INSERT INTO archive(archive) VALUES('integrity-check');\n";
my @results = qw(quotes entities mentions figures dates);

sub archive { return sql($articles . $create . $refresh . $_[0]) }

# ---- columns ----

for my $table (@results) {
    my $columns = archive("SELECT group_concat(name, ' ') FROM pragma_table_info('archive_$table');");
    my $function = sql("SELECT group_concat(name, ' ') FROM pragma_table_xinfo('news_$table') WHERE NOT hidden;");
    like($columns, qr/^article \Q$function\E( [a-z_]+)*? id$/, "archive_$table: the columns of news_$table behind article");
}
is(archive("SELECT group_concat(name, ' ') FROM pragma_table_info('archive_names');"),
    'name_id name type name_key spellings articles mentions first last quotes', 'archive_names');
is(archive("SELECT group_concat(name || iif(hidden, '*', ''), ' ') FROM pragma_table_xinfo('archive');"),
    'article state error quotes entities figures version archive* value*', 'archive');

# ---- rows ----

for my $table (@results) {
    my $columns = sql("SELECT group_concat('\"' || name || '\"') FROM pragma_table_xinfo('news_$table') WHERE NOT hidden;");
    is(archive("SELECT a.id, x.* FROM articles a, news_$table(a.body, a.published) x ORDER BY a.id, x.rowid;"),
        archive("SELECT article, $columns FROM archive_$table ORDER BY id;"), "archive_$table has the rows of news_$table");
}
is(archive("SELECT group_concat(state || figures, ' ') FROM archive ORDER BY article;"),
    archive("SELECT group_concat('fresh' || n, ' ') FROM (SELECT count(*) AS n FROM archive_figures GROUP BY article);"),
    'archive tells the state and counts of each article');
is(archive("UPDATE articles SET body = body || ' It cost \$5.' WHERE id = 2;
    SELECT group_concat(article || state, ' ') FROM archive WHERE state = 'stale';
    SELECT state FROM archive WHERE article = 2; SELECT count(*) FROM archive WHERE state = 'fresh' AND article = 2;
    SELECT count(*) FROM archive WHERE state = 'FRESH' COLLATE NOCASE; SELECT count(*) FROM archive WHERE state IS NULL;"),
    "2stale\nstale\n0\n2\n0", 'by state, by article, by both');
is(archive("SELECT state, done, total, failed, \"left\", seconds_left FROM archive_status;"), 'idle|3|3|0|0|0',
    'archive_status');
is(archive($check), '', 'results and articles agree');

# ---- commands ----

is(archive("UPDATE articles SET body = 'Nine people died.';\nINSERT INTO archive(archive, value) VALUES('refresh', 2);
    SELECT group_concat(state) FROM archive;\n"), 'fresh,fresh,stale', 'a number of articles');
is(archive("UPDATE articles SET body = 'Nine people died.';
    WITH RECURSIVE r(todo) AS (SELECT news_refresh('archive', 2) UNION ALL SELECT news_refresh('archive', 2) FROM r
    WHERE todo > 0) SELECT todo FROM r;"), "1\n0", 'news_refresh() batch by batch');
like(archive("SELECT news_refresh('other.archive');"), qr/there is no archive 'other.archive'/, 'news_refresh() of a schema that is not there');
is(archive("ATTACH ':memory:' AS other;\nCREATE TABLE other.articles(body);\nINSERT INTO other.articles VALUES('Nine people died.');
    CREATE VIRTUAL TABLE other.archive USING news(content=articles, text=body);\nSELECT news_refresh('main.archive'), news_refresh('archive');
    SELECT count(*) FROM other.archive_figures;\nSELECT news_refresh('other.archive');\nSELECT count(*) FROM other.archive_figures;"),
    "0|0\n0\n0\n1", 'and of two of one name');
is(archive("UPDATE articles SET body = 'Nine people died.';\nSELECT news_refresh('Archive');
    SELECT count(*) FROM archive_figures;"), "0\n3", 'in any case, and without a number');
like(archive("SELECT news_refresh('nothing', 5);"), qr/there is no archive 'nothing': CREATE VIRTUAL TABLE/, 'no such archive');
like(archive("SELECT news_refresh('archive', 0);"), qr/needs a number of articles above 0/, 'no number');
like(archive("CREATE VIEW v AS SELECT news_refresh('archive', 1);\nSELECT * FROM v;"), qr/unsafe use of news_refresh/,
    'news_refresh() is for direct use only');
is(archive("CREATE TABLE before AS SELECT * FROM archive_figures;\nINSERT INTO archive(archive) VALUES('rebuild');
    SELECT count(*) FROM (SELECT * FROM before EXCEPT SELECT * FROM archive_figures);\n$check"), 0, 'rebuild gives the same rows');
is(archive("UPDATE archive_articles SET version = 99;\n${refresh}SELECT group_concat(version) FROM archive_articles;
    INSERT INTO archive(archive) VALUES('upgrade');\nSELECT group_concat(version), count(*) FROM archive_articles;\n$check"),
    "99,99,99\n1,1,1|3", 'rows of another version stay until told');
is(archive("UPDATE archive_versions SET made_by = 'news 0.0.1';\nALTER TABLE archive_figures DROP COLUMN why;
    UPDATE articles SET body = body || ' Nine people died.' WHERE id = 2;\n${refresh}SELECT count(*) FROM archive_versions;
    SELECT article, count(why) > 0 FROM archive_figures GROUP BY article;\nINSERT INTO archive(archive) VALUES('upgrade');
    SELECT group_concat(DISTINCT version) FROM archive_articles;\nINSERT INTO archive(archive, value) VALUES('integrity-check', 1);"),
    "2\n1|0\n2|1\n3|0\n2", 'columns that an older version did not have are added');
is(archive("SELECT made_by FROM archive_versions;") =~ /^news \d+\.\d+\.\d+, words \w{8}, models \w{8} \w{8}, ICU [\d.]+$/, 1,
    'what made the rows is told');
like(archive("INSERT INTO archive(archive) VALUES('polish');"), qr/no command 'polish'; there are 'refresh', /, 'an unknown command');
like(archive("INSERT INTO archive(archive, value) VALUES('refresh', 'much');"), qr/'refresh' takes a number/, 'refresh how much?');
like(archive("INSERT INTO archive(article) VALUES(1);"), qr/rows of archive come from "articles": change those/, 'rows are not inserted');
like(archive("DELETE FROM archive;"), qr/rows of archive come from "articles"/, 'nor deleted');
like(archive("UPDATE archive SET state = 'fresh';"), qr/rows of archive come from "articles"/, 'nor changed');

# ---- rows that stay ----

my $before = join('', map { "CREATE TABLE old_$_ AS SELECT id FROM archive_$_ WHERE article = 2;\n" } @results);
my $stay = join(' || ', map { "(SELECT count(*) FROM old_$_ WHERE id NOT IN (SELECT id FROM archive_$_)) || ' '" } @results);
my $deep = "INSERT INTO archive(archive, value) VALUES('integrity-check', 1);\n";
my $count = 'SELECT count(*) FROM archive_figures WHERE article = 2;';
is(archive("${before}UPDATE articles SET body = body || ' It cost \$5.' WHERE id = 2;\n${count}$refresh$count\nSELECT $stay;\n$deep")
        =~ /^(\d+)\n(\d+)\n0 0 0 0 0 $/ && $2 - $1, 1, 'an article that grew keeps the rows it had');
is(archive("${before}UPDATE articles SET body = 'Then: ' || body WHERE id = 2;\n${refresh}SELECT min(length($stay)) > 10;\n$deep"), 1,
    'one that moved does not');
is(archive("UPDATE articles SET body = substr(body, 1, 300) WHERE id = 2;\n${refresh}UPDATE articles SET body = substr(body, 1, 200) || 'Nine people died.'
    WHERE id = 2;\n$refresh${deep}UPDATE articles SET body = '' WHERE id = 2;\n$refresh${deep}SELECT count(*) FROM archive_mentions WHERE article = 2;"),
    0, 'one that shrank has no more than it says');
is(archive("UPDATE articles SET published = '2024-01-01' WHERE id = 2;\n$refresh${deep}SELECT group_concat(DISTINCT published) FROM archive_quotes WHERE article = 2;"),
    '2024-01-01', 'nor does one of another date keep the old one');

# ---- options ----

is(archive("INSERT INTO archive(archive, value) VALUES('threads', 3), ('batch', 7);\nSELECT * FROM archive_config;"),
    "batch|7\nthreads|3", 'options stay in the database');
like(archive("INSERT INTO archive(archive, value) VALUES('threads', 100);"), qr/'threads' takes a number from 0 to 64/, 'within bounds');
is(archive("INSERT INTO archive_config VALUES('threads', 'x'), ('memory', -3), ('longest', NULL);
    INSERT INTO archive(archive) VALUES('rebuild');\nSELECT count(*) FROM archive_articles;"), 3, 'nonsense in the table is not believed');
is(archive("INSERT INTO archive(archive, value) VALUES('longest', 41);
    UPDATE articles SET body = 'At least nine people died, ' || printf('%.*c', id, 'x') || ' people said.';\n$refresh"
    . "SELECT article, state, error, figures FROM archive WHERE state = 'failed';
    SELECT count(*) FROM archive_figures WHERE article > 1;\nSELECT done, failed FROM archive_status;\n$check"
    . "INSERT INTO archive(archive, value) VALUES('longest', 9000);\n${refresh}SELECT count(*) FROM archive WHERE state = 'failed';
    INSERT INTO archive(archive) VALUES('retry');\nSELECT count(*) FROM archive WHERE state = 'failed';\n$check"),
    "2|failed|42 bytes long; the option 'longest' allows 41|0\n3|failed|43 bytes long; the option 'longest' allows 41|0\n0\n3|2\n2\n0",
    'what is too long fails with its reason, alone, and is read when told');
is(archive("INSERT INTO archive(archive, value) VALUES('memory', 1);
    UPDATE articles SET body = replace(hex(zeroblob(5000)), '00', 'Nine people died. ') WHERE id = 2;\n$refresh"
    . "SELECT article, state, error FROM archive;\nUPDATE articles SET body = 'Nine people died.' WHERE id = 2;\n$refresh"
    . "SELECT count(*) FROM archive WHERE state = 'failed';\n$check"),
    "1|fresh|\n3|fresh|\n2|failed|needs more memory than the option 'memory' allows (1 MB)\n0", 'so does what takes too much memory');
is(archive("UPDATE articles SET published = '2025-03-14 18:05' WHERE id = 1;\nUPDATE articles SET published = 'some day' WHERE id = 2;
    UPDATE articles SET published = 'March 2, 2025' WHERE id = 3;\n${refresh}SELECT article, coalesce(published, 'unknown') FROM archive_articles ORDER BY article;"),
    "1|2025-03-14T18:05\n2|unknown\n3|2025-03-02", 'dates are stored so that they sort');
is(archive("UPDATE articles SET body = '“We won’t ever go back to that place,” said Mira Kovac.' WHERE id = 1;
    UPDATE articles SET body = 'Mira Kovac said: \"WE WON''T EVER GO BACK - to that place\".' WHERE id = 2;\n$refresh"
    . "SELECT count(*), count(quote_key), count(DISTINCT quote_key) FROM archive_quotes WHERE article < 3 AND kind <> 'indirect';"),
    '2|2|1', 'one quotation however it is printed has one key');

# ---- CREATE ----

sub created { return sql($articles . $_[0]) }
is(created(qq{CREATE TABLE "my ""old"" texts"("the id" INTEGER PRIMARY KEY, "full [text]" TEXT);
    INSERT INTO "my ""old"" texts" VALUES(7, 'Nine people died.');
    CREATE VIRTUAL TABLE "an archive" USING news( content = "my ""old"" texts",TEXT='full [text]', rowid=[the id]);
    INSERT INTO "an archive"("an archive") VALUES('refresh');\nSELECT article, value FROM "an archive_figures";
    ALTER TABLE "an archive" RENAME TO "it's";\nINSERT INTO "it's"("it's") VALUES('integrity-check');
    DROP TABLE "it's";\nSELECT count(*) FROM sqlite_schema;}), "7|9\n2", 'names with blanks and marks');
my @refused = (
    ['text=body', qr/content= is missing: CREATE VIRTUAL TABLE/],
    ['content=articles', qr/text= is missing/],
    ['content=articles, text=bdy', qr/text=bdy: "articles" has no such column; it has id, title, published, body/],
    ['content=articles, text=body, published=date', qr/published=date: "articles" has no such column/],
    ['content=article, text=body', qr/no table "article" in schema main/],
    ['content=articles, text=body, rowid=title', qr/in "articles" is called id; leave rowid= out/],
    ['content=articles, text=body, colour=red', qr/no option "colour"; there are content, text, published, rowid/],
    ['content=articles, text=body, text=title', qr/text= is given twice/],
    ['content=articles, text=', qr/text= needs a name/],
    ['content=v, text=body', qr/"v" is a view, whose changes cannot be noticed; name the table/],
    ['content=f, text=body', qr/"f" is a virtual table/],
    ['content=w, text=body', qr/"w" is WITHOUT ROWID; articles are known by their rowid: copy/],
    ['content=h, text=body', qr/hide all names of its rowid; give it an INTEGER PRIMARY KEY/],
);
for my $case (@refused) {
    my ($args, $message) = @$case;
    my $out = created("CREATE VIEW v AS SELECT * FROM articles;\nCREATE VIRTUAL TABLE f USING fts5(body);
        CREATE TABLE w(k TEXT PRIMARY KEY, body) WITHOUT ROWID;\nCREATE TABLE h(rowid, oid, _rowid_, body);
        CREATE TABLE n AS SELECT count(*) AS n FROM sqlite_schema;
        CREATE VIRTUAL TABLE archive USING news($args);\nSELECT count(*) - n FROM sqlite_schema, n;");
    like($out, qr/$message.*\n0$/s, "refused: $args");
}
for my $name (qw(news News news_quotes)) {
    like(created($create =~ s/archive/$name/r), qr/"$name" would hide functions of the extension; take another name/,
        "an archive called $name");
}
like(created($create =~ s/archive/Quotes/r), qr/"Quotes" is a column of every archive; take another name/, 'an archive called like a column');
like(created("CREATE TEMP TABLE t(body);\nCREATE VIRTUAL TABLE temp.archive USING news(content=t, text=body);"),
    qr/an archive cannot be TEMP; create it beside its articles/, 'a temporary archive');
like(created("ATTACH ':memory:' AS other;\nCREATE VIRTUAL TABLE other.archive USING news(content=articles, text=body);"),
    qr/no table "articles" in schema other; articles must stand in the archive's own schema/, 'articles elsewhere');
is(created("ATTACH ':memory:' AS other;\nCREATE TABLE other.articles AS SELECT * FROM main.articles;
    CREATE VIRTUAL TABLE other.archive USING news(content=articles, text=body);\nDELETE FROM other.articles WHERE id = 1;
    SELECT news_refresh('archive', 9);\nSELECT count(*) FROM other.archive_articles;\nDROP TABLE other.archive;
    SELECT name FROM other.sqlite_schema;"), "0\n2\narticles", 'an attached schema');
like(created("CREATE TABLE archive_dates(x);\n${create}SELECT count(*) FROM sqlite_schema;"), qr/already.*\n2$/s, 'a table in the way');

# ---- DROP, RENAME ----

is(archive("DROP TABLE archive;\nSELECT name FROM sqlite_schema;"), 'articles', 'DROP leaves nothing but the articles');
is(archive("DROP TABLE articles;\nDROP TABLE archive;\nSELECT name FROM sqlite_schema;"), '', 'when the articles are gone as well');
like(archive("DROP TABLE articles;\n${refresh}"), qr/no table "articles" in schema main/, 'a refresh without articles says so');
like(archive("ALTER TABLE articles RENAME body TO story;\n${refresh}"), qr/"articles" has no such column; it has .*story/, 'a column renamed');
is(archive("ALTER TABLE archive RENAME TO old;\n${create}${refresh}DELETE FROM articles WHERE id = 1;
    SELECT group_concat(state) FROM old; INSERT INTO old(old) VALUES('refresh'), ('integrity-check');\n$refresh$check
    SELECT (SELECT count(*) FROM old_articles), (SELECT count(*) FROM archive_articles);\nDROP TABLE old;
    SELECT count(*) FROM sqlite_schema WHERE tbl_name LIKE 'old%' OR name LIKE 'old%';\n$check"), "fresh,fresh,stale\n2|2\n0",
    'renamed, and another beside it under the old name');

done_testing();
