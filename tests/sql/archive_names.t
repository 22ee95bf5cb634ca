#!/usr/bin/perl
# archive_names.t - names across articles: what is joined, what stays apart, and that it does not depend on the order in
# which articles come, change and go.
use strict;
use warnings;
use lib 'tests/sql';
use Shell;
use Test::More;

my $create = "CREATE TABLE articles(id INTEGER PRIMARY KEY, published, body);
    CREATE VIRTUAL TABLE archive USING news(content=articles, text=body, published=published);\n";
my $refresh = "INSERT INTO archive(archive) VALUES('refresh');\n";
my $check = "INSERT INTO archive(archive) VALUES('integrity-check');\n";
my $people = "SELECT name, spellings, articles, quotes FROM archive_names WHERE type = 'person' ORDER BY name, spellings;\n";

# An article in which each of these speaks, one a paragraph.
sub article { return quoted(join '', map { "$_ said on Friday that it rained in the valley for three days.\n\n" } @_) }
sub insert { my ($id, @names) = @_; return "INSERT INTO articles VALUES($id, date('2025-01-01', '$id days'), " . article(@names) . ");\n" }
sub names { return sql($create . join('', @_) . $refresh . $people . $check) }

is(names(insert(1, 'Mira Kovac'), insert(2, 'Myra Kováč')), 'Mira Kovac|["Mira Kovac","Myra Kováč"]|2|2', 'spellings of one name');
is(names(insert(1, 'Kovac'), insert(2, 'Mira Kovac')), 'Mira Kovac|["Kovac","Mira Kovac"]|2|2', 'a last name alone joins the only one');
is(names(insert(1, 'Mira Kovac'), insert(2, 'M. Kovac')), 'Mira Kovac|["M. Kovac","Mira Kovac"]|2|2', 'and so does an initial');
is(names(insert(1, 'Mira Kovac'), insert(2, 'Pavel Kovac')), join("\n", 'Mira Kovac|["Mira Kovac"]|1|1', 'Pavel Kovac|["Pavel Kovac"]|1|1'),
    'other first names are other people');
is(names(insert(1, 'Mira Kovac'), insert(2, 'Pavel Kovac'), insert(3, 'Kovac'), insert(4, 'M. Kovac')),
    join("\n", 'Kovac|["Kovac"]|1|1', 'Mira Kovac|["M. Kovac","Mira Kovac"]|2|2', 'Pavel Kovac|["Pavel Kovac"]|1|1'),
    'where several fit a last name stays alone, an initial may still fit');
is(names(insert(1, 'Mira Kovac'), insert(2, 'Kovac'), $refresh, insert(3, 'Pavel Kovac')),
    join("\n", 'Kovac|["Kovac"]|1|1', 'Mira Kovac|["Mira Kovac"]|1|1', 'Pavel Kovac|["Pavel Kovac"]|1|1'), 'what was joined is parted');
is(names(insert(1, 'Mira Kovac'), insert(2, 'Kovac'), insert(3, 'Pavel Kovac'), $refresh, "DELETE FROM articles WHERE id = 3;\n"),
    'Mira Kovac|["Kovac","Mira Kovac"]|2|2', 'and joined again');
is(names(insert(1, 'Mira Kovac'), $refresh, "UPDATE articles SET body = replace(body, 'Mira', 'Lena');\n"), 'Lena Kovac|["Lena Kovac"]|1|1',
    'a name that is gone leaves no row');
is(names(insert(1, 'Mira Kovac'), $refresh, "DELETE FROM articles;\n") . sql("${create}" . insert(1, 'Mira Kovac')
    . "${refresh}DELETE FROM articles;\n${refresh}SELECT (SELECT count(*) FROM archive_names), (SELECT count(*) FROM archive_spellings);"),
    '0|0', 'nor does anything of it');
is(sql($create . insert(1, 'Mira Kovac') . insert(9, 'Mira Kovac') . insert(5, 'Mira Kovac') . $refresh
    . "SELECT first, last FROM archive_names WHERE type = 'person';\nDELETE FROM articles WHERE id = 9;\n$refresh"
    . "SELECT first, last FROM archive_names WHERE type = 'person';"), "2025-01-02|2025-01-10\n2025-01-02|2025-01-06", 'first and last date');
is(sql($create . insert(1, 'Mira Kovac') . $refresh . "UPDATE articles SET published = '2025-06-01';\n$refresh"
    . "SELECT first, last FROM archive_names WHERE type = 'person';\n$check"), '2025-06-01|2025-06-01', 'an article that gets another date');
is(sql($create . insert(1, 'Mira Kovac') . insert(2, 'M. Kovac') . $refresh
    . "SELECT count(*), count(DISTINCT name_id) FROM archive_quotes; SELECT count(DISTINCT name_id) FROM archive_entities WHERE type = 'person';"),
    "2|1\n1", 'quotes and entities carry the name');

# ---- any order ----

my $whole = "SELECT group_concat(name || type || spellings || articles || mentions || quotes || coalesce(first, '') || coalesce(last, '')) FROM
    (SELECT * FROM archive_names ORDER BY name, type, spellings);
    SELECT group_concat(x) FROM (SELECT e.article || '.' || e.entity || n.name || n.articles AS x FROM archive_entities e JOIN archive_names n USING(name_id) ORDER BY e.article, e.entity);\n";
# Spellings of one name compete: how often each is used must be known.
my $counted = "SELECT 'counted wrong: ' || spelling FROM archive_spellings s WHERE EXISTS (SELECT 1 FROM archive_spellings o WHERE
    o.name_id = s.name_id AND o.spelling <> s.spelling) AND articles <> (SELECT count(*) FROM archive_entities e WHERE
    e.name = s.spelling AND e.type = s.type);\n";
my @who = ('Mira Kovac', 'Kovac', 'M. Kovac', 'Pavel Kovac', 'P. Kovac', 'Myra Kovač', 'Lena Orlova', 'Orlova', 'L. Orlova', 'Pavel Orlova', 'Pavel Dorn', 'Dorn');
srand 7;
my $wrong = 0;
for my $round (1 .. 12) {
    my ($script, %there) = ($create);
    for my $step (1 .. 14) {
        my $id = 1 + int rand 8;
        my $what = int rand 4;
        if ($what == 0 && $there{$id}) {
            $script .= "DELETE FROM articles WHERE id = $id;\n";
            delete $there{$id};
        } else {
            $script .= "REPLACE INTO articles VALUES($id, date('2025-01-01', '$id days'), " . article(map { $who[rand @who] } 1 .. 1 + rand 3) . ");\n";
            $there{$id} = 1;
        }
        $script .= $refresh . $check . $counted if rand() < 0.6;
    }
    my $out = sql($script . $refresh . $check . $counted . ".print ----\n" . $whole . ".print ----\nINSERT INTO archive(archive) VALUES('rebuild');\n" . $whole);
    my ($before, $step, $anew) = split /^----\n/m, $out . "\n";
    if ($before ne '' || $step ne $anew) {
        $wrong++;
        diag $out;
    }
}
is($wrong, 0, 'twelve histories of articles end as one that builds them at once');

# ---- many of one name ----

my $began = time;
is(sql($create . "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 600) INSERT INTO articles
    SELECT i, NULL, char(65 + i % 26) || substr('bcdfghklmnprst', 1 + i / 26 % 14, 1) || 'a' || substr('klmnrstbdg', 1 + i / 364, 1)
    || 'o Lee said on Friday that it rained.' FROM n;\n" . insert(9001, 'Lee') . insert(9002, 'L. Lee')
    . "${refresh}SELECT count(*) > 100 FROM archive_names;\n$check"), 1, 'hundreds of one last name');
cmp_ok(time - $began, '<', 20, 'in little time');
done_testing();
