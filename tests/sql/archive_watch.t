#!/usr/bin/perl
# archive_watch.t - every change of the articles is noticed, whoever makes it, and no writer ever fails because of an archive.
use strict;
use warnings;
use lib 'tests/sql';
use File::Temp 'tempdir';
use Shell;
use Test::More;

my $directory = tempdir(CLEANUP => 1);
my $setup = "CREATE TABLE articles(id INTEGER PRIMARY KEY, url UNIQUE, body, views INT);
    INSERT INTO articles VALUES(1, 'a', 'Nine people died.', 0), (2, 'b', 'Ten people died.', 0), (5, 'e', 'Six people died.', 0);
    CREATE VIRTUAL TABLE archive USING news(content=articles, text=body);
    INSERT INTO archive(archive) VALUES('refresh');\n";
my $stale = "SELECT group_concat(article) FROM (SELECT article FROM archive WHERE state = 'stale' ORDER BY article);\n";
my $refresh = "INSERT INTO archive(archive) VALUES('refresh');\n";
my $check = "INSERT INTO archive(archive) VALUES('integrity-check');\n";
my $values = "SELECT group_concat(article || ':' || value) FROM (SELECT * FROM archive_figures ORDER BY article);\n";

sub after { return sql($setup . join '', @_) }

# ---- what is noticed ----

my @changes = (
    ["INSERT INTO articles VALUES(7, 'g', 'Two people died.', 0);", '7', '1:9,2:10,5:6,7:2'],
    ["UPDATE articles SET body = 'Two people died.' WHERE id = 2;", '2', '1:9,2:2,5:6'],
    ["UPDATE articles SET views = views + 1, body = body;", '', '1:9,2:10,5:6'],
    ["UPDATE articles SET body = 'NINE people died.' WHERE id = 1;", '1', '1:9,2:10,5:6'],
    ["DELETE FROM articles WHERE id = 1;", '1', '2:10,5:6'],
    ["DELETE FROM articles;", '1,2,5', ''],
    ["UPDATE articles SET id = 9 WHERE id = 1;", '1,9', '2:10,5:6,9:9'],
    ["UPDATE articles SET rowid = 9 WHERE id = 1;", '1,9', '2:10,5:6,9:9'],
    ["UPDATE articles SET body = NULL WHERE id = 1;", '1', '2:10,5:6'],
    ["REPLACE INTO articles VALUES(1, 'a', 'Two people died.', 0);", '1', '1:2,2:10,5:6'],
    ["REPLACE INTO articles VALUES(8, 'a', 'Two people died.', 0);", '8', '2:10,5:6,8:2'], # 1 is found by comparing
    ["PRAGMA recursive_triggers = ON;\nREPLACE INTO articles VALUES(8, 'a', 'Two people died.', 0);", '1,8', '2:10,5:6,8:2'],
    ["UPDATE OR REPLACE articles SET url = 'a' WHERE id = 5;", '', '2:10,5:6'],
    ["INSERT INTO articles VALUES(9, 'a', 'Two people died.', 0) ON CONFLICT(url) DO UPDATE SET body = excluded.body;", '1', '1:2,2:10,5:6'],
    ["INSERT INTO articles VALUES(9, 'a', 'Two people died.', 0) ON CONFLICT DO NOTHING;", '', '1:9,2:10,5:6'],
    ["INSERT OR IGNORE INTO articles VALUES(9, 'a', 'Two people died.', 0), (3, 'c', 'Two people died.', 0);", '3', '1:9,2:10,3:2,5:6'],
    ["BEGIN;\nDELETE FROM articles;\nROLLBACK;", '', '1:9,2:10,5:6'],
    ["BEGIN;\nDELETE FROM articles WHERE id = 1;\nSAVEPOINT s;\nDELETE FROM articles;\nROLLBACK TO s;\nCOMMIT;", '1', '2:10,5:6'],
    ["BEGIN;\nDELETE FROM articles WHERE id = 1;\n${refresh}ROLLBACK;", '', '1:9,2:10,5:6'],
    ["WITH n(i) AS (VALUES(10),(11),(12)) INSERT INTO articles SELECT i, i, 'Two people died.', 0 FROM n;", '10,11,12', '1:9,2:10,5:6,10:2,11:2,12:2'],
    ["INSERT INTO articles VALUES(-4, 'm', 'Two people died.', 0), (9223372036854775807, 'x', 'Two people died.', 0);",
        '-4,9223372036854775807', '-4:2,1:9,2:10,5:6,9223372036854775807:2'],
);
for my $case (@changes) {
    my ($change, $waits, $rows) = @$case;
    is(after("$change\n$stale$refresh$values$check"), "$waits\n$rows", $change =~ s/\n/ /gr);
}

# ---- writers ----

for my $or (qw(ROLLBACK ABORT FAIL IGNORE REPLACE)) {
    is(after("UPDATE articles SET body = body || '!' WHERE id = 1;\nINSERT OR $or INTO articles VALUES(7, 'g', 'Two people died.', 0);
        UPDATE OR $or articles SET body = body || '?';\nUPDATE OR $or articles SET id = id + 100;\n$stale"),
        '1,2,5,7,101,102,105,107', "INSERT and UPDATE OR $or, of articles that wait already");
}
my $file = "$directory/a.db";
for my $journal (qw(DELETE WAL)) {
    unlink glob "$file*";
    sql("PRAGMA journal_mode = $journal;\n$setup", $file);
    is(sql_bare("INSERT INTO articles VALUES(7, 'g', 'Two people died.', 0);\nREPLACE INTO articles VALUES(8, 'a', 'b', 0);
        UPDATE articles SET body = 'Three people died.' WHERE id = 2;\nSELECT count(*) FROM archive_figures;", $file), 3,
        "a program without the extension writes and reads ($journal)");
    is(sql("$stale$refresh$values$check", $file), "2,7,8\n2:3,5:6,7:2", "and is noticed ($journal)");
}
is(sql_bare(".dbconfig defensive on\n.dbconfig trusted_schema off\nINSERT INTO articles VALUES(9, 'i', 'One person died.', 0);
    DELETE FROM articles WHERE id = 7;", $file) =~ s/^ *\S+ (?:on|off)\n?//gmr, '', 'a defensive one with an untrusted schema');
is(sql(".dbconfig defensive on\n$stale$refresh$values", $file) =~ s/^ *\S+ on\n//gmr, "7,9\n2:3,5:6,9:1", 'a defensive one refreshes');
like(sql(".dbconfig defensive on\nDELETE FROM archive_quotes;", $file), qr/table archive_quotes may not be modified/,
    'but writes no results by hand');
is(sql_bare("ALTER TABLE articles ADD COLUMN more;\nVACUUM;\nCREATE INDEX i ON archive_figures(kind);\nDROP INDEX i;\nPRAGMA integrity_check;", $file),
    'ok', 'ALTER, VACUUM and indexes without the extension');

# ---- tables of other kinds ----

is(sql("CREATE TABLE articles(body COLLATE NOCASE);\nINSERT INTO articles VALUES('six people died.');
    CREATE VIRTUAL TABLE archive USING news(content=articles, text=body);\n${refresh}UPDATE articles SET body = 'SIX PEOPLE died.';\n$stale"),
    1, 'a column that ignores case');
is(sql("CREATE TABLE articles(id INTEGER PRIMARY KEY, head, rest, body AS (head || ' ' || rest));
    INSERT INTO articles(head, rest) VALUES('Six', 'people died.');
    CREATE VIRTUAL TABLE archive USING news(content=articles, text=body);\n${refresh}UPDATE articles SET head = 'Two';\n$stale$refresh$values$check"),
    "1\n1:2", 'a generated column');
is(sql("CREATE TABLE articles(rowid TEXT, body);\nINSERT INTO articles VALUES('x', 'Six people died.');
    CREATE VIRTUAL TABLE archive USING news(content=articles, text=body);\n${refresh}UPDATE articles SET rowid = 'y';\n$stale$values$check"),
    "\n1:6", 'a column called rowid is none');
is(sql("CREATE TABLE articles(id INTEGER PRIMARY KEY DESC, body);\nINSERT INTO articles VALUES(40, 'Six people died.');
    CREATE VIRTUAL TABLE archive USING news(content=articles, text=body);\n${refresh}$values"), '1:6',
    'INTEGER PRIMARY KEY DESC is no rowid');
is(sql("CREATE TABLE p(id INTEGER PRIMARY KEY);\nCREATE TABLE articles(id INTEGER PRIMARY KEY, p REFERENCES p ON DELETE CASCADE, body);
    PRAGMA foreign_keys = ON;\nINSERT INTO p VALUES(1);\nINSERT INTO articles VALUES(3, 1, 'Six people died.');
    CREATE VIRTUAL TABLE archive USING news(content=articles, text=body);\n${refresh}DELETE FROM p;\n$stale$refresh$values$check"),
    "3\n", 'a cascade');
for my $encoding (qw(UTF-16le UTF-16be)) {
    is(sql("PRAGMA encoding = '$encoding';\n$setup" . "UPDATE articles SET body = '“Ten” people died.' WHERE id = 1;\n$refresh"
        . "SELECT substr(body, start, length) = figure FROM articles JOIN archive_figures ON article = articles.id;\n$check"), "1\n1\n1", $encoding);
}

# ---- VACUUM, dump, backup ----

my $plain = "CREATE TABLE articles(body);\nINSERT INTO articles VALUES('One person died.'), ('Two people died.'), ('Six people died.');
    CREATE VIRTUAL TABLE archive USING news(content=articles, text=body);\n$refresh";
unlink glob "$file*";
like(sql("${plain}DELETE FROM articles WHERE rowid = 1;\n${refresh}VACUUM;\n$refresh", $file), qr/article 3 of "articles" is another than before: VACUUM renumbers/,
    'VACUUM that renumbers is found by the next refresh');
like(sql($check, $file), qr/article \d went|article \d is|article \d changed|never read/, 'and by integrity-check');
is(sql("INSERT INTO archive(archive) VALUES('rebuild');\n$values$check", $file), '1:2,2:6', 'rebuild puts it right');
is(sql("CREATE TABLE articles(url UNIQUE, body);\nINSERT INTO articles VALUES('a', 'One person died.'), ('b', 'Two people died.');
    CREATE VIRTUAL TABLE archive USING news(content=articles, text=body);\n${refresh}REPLACE INTO articles VALUES('b', 'Six people died.');
    ${refresh}DELETE FROM articles WHERE url = 'a';\n${refresh}VACUUM;\n$refresh$values$check"), '3:6', 'a UNIQUE key in the place of an INTEGER PRIMARY KEY');
is(sql("${setup}DELETE FROM articles WHERE id = 1;\n${refresh}VACUUM;\n$refresh$values$check"), '2:10,5:6', 'VACUUM with a key');
unlink glob "$file*";
sql("${setup}UPDATE articles SET body = 'Two people died.' WHERE id = 2;", $file);
sql_bare(".output $directory/dump.sql\n.dump", $file);
is(sql_bare(".read $directory/dump.sql", "$directory/b.db"), '', 'a dump is restored without the extension');
is(sql("$stale$refresh$values$check", "$directory/b.db"), "2\n1:9,2:2,5:6", 'and goes on');
is(sql(".backup $directory/c.db\n.open $directory/c.db\n.load ./news\n$stale$check", $file), 2, 'a backup too');
is(sql("ATTACH '$file' AS f;\nINSERT INTO f.archive(archive) VALUES('refresh'), ('integrity-check');
    SELECT count(*) FROM f.archive_figures;"), 3, 'attached');

# ---- what went unnoticed is found ----

like(after("REPLACE INTO articles VALUES(8, 'a', 'Two people died.', 0);\n$check"),
    qr/article 1 went unnoticed, as REPLACE lets it: INSERT INTO archive\(archive\) VALUES\('refresh'\)/, 'a row that REPLACE removed');
like(after(".dbconfig enable_trigger off\nUPDATE articles SET body = 'x' WHERE id = 2;\n$check"), qr/article 2 changed unnoticed/, 'triggers off: changed');
like(sql("$plain.dbconfig enable_trigger off\nDELETE FROM articles WHERE rowid = 2;\n$check"), qr/article 2 went unnoticed \(triggers were off\)/, 'triggers off: gone');
like(after(".dbconfig enable_trigger off\nINSERT INTO articles(body) VALUES('x');\n$check"), qr/article 6 was never read/, 'triggers off: added');
like(after("DROP TRIGGER archive_insert;\n$check"), qr/triggers on the content table are missing/, 'a trigger dropped');
is(after("DROP TRIGGER archive_insert;\nINSERT INTO archive(archive) VALUES('rebuild');\nINSERT INTO articles(body) VALUES('x');\n$stale"), 6,
    'rebuild brings it back');
my @damage = (
    ["DELETE FROM archive_figures WHERE article = 2", qr/figures: rows of article 2 are missing/],
    ["INSERT INTO archive_quotes(article) VALUES(77)", qr/quotes: rows of article 77, which is not there/],
    ["DELETE FROM archive_articles WHERE article = 5", qr/article 5 was never read/],
    ["INSERT INTO archive_names(name_id, name, articles) VALUES(9, 'Nobody', 3)", qr/the counts of name 9 are wrong/],
);
for my $case (@damage) {
    my ($damage, $message) = @$case;
    like(after("$damage;\n$check"), $message, $damage);
    is(after("$damage;\nINSERT INTO archive(archive) VALUES('rebuild');\n$check$values"), '1:9,2:10,5:6', 'and rebuild puts it right');
}
my $deep = "INSERT INTO archive(archive, value) VALUES('integrity-check', 1);\n";
is(after($deep), '', 'every cell is what the articles say');
like(after("UPDATE archive_figures SET $_ WHERE article = 2;\n$check$deep"), qr/error.*: news: figures: \w+ in article 2 is not what the article says/,
    "and no other: $_") for 'value = 11', "item = 'cats'", 'confidence = 0.1', "unit = ''", 'event = NULL', "figure = 'nine'", 'start = 2.5';
for my $table (qw(articles quotes names spellings versions config status queue)) {
    like(after("DROP TABLE archive_$table;\nINSERT INTO archive(archive) VALUES('rebuild');"), qr/no such table: main.archive_$table/, "archive_$table is gone: an error");
    is(after("DROP TABLE archive_$table;\nDROP TABLE archive;\nSELECT count(*) FROM sqlite_schema;"), 2, 'DROP works');
}

# ---- all or nothing ----

is(after("CREATE TRIGGER stop BEFORE INSERT ON archive_figures WHEN new.article = 5 BEGIN SELECT raise(ABORT, 'stop'); END;
    BEGIN;\nINSERT INTO articles VALUES(3, 'c', 'Two people died.', 0);\nUPDATE articles SET body = body || ' Four fled.';
    ${refresh}COMMIT;\n$stale${values}DROP TRIGGER stop;\n$refresh$check") =~ s/^.*: stop.*\n//r, "1,2,3,5\n1:9,2:10,5:6",
    'a refresh that fails within a transaction leaves no row of its own, and the transaction goes on');

# ---- README: dropping without the extension ----

open my $readme, '<', 'README.md' or die $!;
my ($drop) = join('', <$readme>) =~ /^```sql\n(PRAGMA writable_schema = ON;\n.*?)^```/ms;
SKIP: {
    skip 'README does not tell yet', 1 unless $drop;
    is(sql_bare("${drop}SELECT group_concat(name) FROM sqlite_schema WHERE name NOT LIKE 'sqlite%';\nPRAGMA integrity_check;", $file),
        "articles\nok", 'the statements of README drop an archive without the extension');
}
done_testing();
