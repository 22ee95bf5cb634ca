#!/usr/bin/perl
# archive_recipes.t - sql/archive/*.sql: each recipe gives what it promises, on results written by hand, and finds it by index.
use strict;
use warnings;
use lib 'tests/sql';
use Shell;
use Test::More;

# Four articles about a flood, as they would have been read.
my $results = <<'EOT';
CREATE TABLE articles(id INTEGER PRIMARY KEY, published, body);
CREATE VIRTUAL TABLE archive USING news(content=articles, text=body, published=published);
INSERT INTO archive_articles(article, published) VALUES(1, '2025-03-14'), (2, '2025-03-16'), (3, '2025-03-20'), (4, '2024-01-01');
INSERT INTO archive_names(name_id, name, type, name_key, spellings, articles, mentions, first, last, quotes) VALUES
  (1, 'Mira Haldane', 'person', news_name_key('Mira Haldane'), '["Mira Haldane","Myra Haldane"]', 2, 5, '2025-03-14', '2025-03-16', 2),
  (2, 'Edvin Karsk', 'person', news_name_key('Edvin Karsk'), '["Edvin Karsk"]', 3, 7, '2024-01-01', '2025-03-20', 3),
  (3, 'Loden', 'place', news_name_key('Loden'), '["Loden"]', 2, 2, '2025-03-14', '2025-03-16', 0);
INSERT INTO archive_entities(article, entity, name, type, role, mentions, start, name_id, published) VALUES
  (1, 1, 'Mira Haldane', 'person', 'baker', 3, 60, 1, '2025-03-14'), (1, 2, 'Edvin Karsk', 'person', 'Prime Minister', 2, 10, 2, '2025-03-14'),
  (1, 3, 'Loden', 'place', NULL, 1, 1, 3, '2025-03-14'),
  (2, 1, 'Myra Haldane', 'person', NULL, 1, 30, 1, '2025-03-16'), (2, 2, 'Edvin Karsk', 'person', 'Prime Minister', 2, 5, 2, '2025-03-16'),
  (2, 3, 'Loden', 'place', NULL, 1, 1, 3, '2025-03-16'), (4, 1, 'Edvin Karsk', 'person', NULL, 3, 1, 2, '2024-01-01');
INSERT INTO archive_mentions(article, entity, name, type, mention, form, start) VALUES
  (1, 3, 'Loden', 'place', 'Loden', 'name', 120), (2, 1, 'Myra Haldane', 'person', 'she', 'pronoun', 45), (2, 3, 'Loden', 'place', 'Loden', 'name', 300);
INSERT INTO archive_quotes(article, quote_id, quote, kind, speaker, speaker_type, cue, negated, start, length, part_of, name_id, published, quote_key) VALUES
  (1, 1, 'We carried her up the stairs.', 'direct', 'Mira Haldane', 'person', 'said', 0, 70, 29, NULL, 1, '2025-03-14', 77),
  (1, 2, 'Loden will be rebuilt', 'indirect', 'Edvin Karsk', 'person', 'promised', 0, 120, 21, NULL, 2, '2025-03-14', NULL),
  (1, 3, 'rebuilt', 'mixed', 'Edvin Karsk', 'person', 'promised', 0, 134, 7, 2, 2, '2025-03-14', NULL),
  (2, 1, 'we carried her up the stairs', 'direct', 'Edvin Karsk', 'person', 'said', 0, 40, 28, NULL, 2, '2025-03-16', 77),
  (2, 2, 'the water rose', 'indirect', 'officials', 'group', 'said', 0, 100, 14, NULL, NULL, '2025-03-16', NULL),
  (2, 3, 'Never again', 'direct', NULL, NULL, NULL, 0, 150, 11, NULL, NULL, '2025-03-16', NULL),
  (4, 1, 'he would resign', 'indirect', 'Edvin Karsk', 'person', 'said', 1, 20, 15, NULL, 2, '2024-01-01', NULL);
INSERT INTO archive_figures(article, figure_id, figure, kind, value, low, high, event, item, date, place, source, scope, status, start) VALUES
  (1, 1, 'At least nine people', 'count', 9, 9, NULL, 'die', 'people', '2025-03-12', 'Loden', 'ministry', NULL, 'stated', 200),
  (2, 1, '12 people', 'count', 12, 12, 12, 'die', 'people', '2025-03-12', 'Loden', NULL, NULL, 'stated', 210),
  (2, 2, 'two more', 'count', 2, 2, 2, 'die', 'people', '2025-03-12', 'Loden', NULL, 'more', 'stated', 230),
  (3, 1, 'Some 14 people', 'count', 14, NULL, NULL, 'die', 'people', '2025-03-12', 'Tavel', 'fire service', NULL, 'claimed', 40);
INSERT INTO archive_dates(article, expression, kind, start) VALUES(2, 'on Monday', 'date', 260), (2, 'for days', 'duration', 270);
EOT

my %parameters = (name => "'Edvin Karsk'", since => "'2025-01-01'", event => "'die'", item => "'people'", place => "'Loden'", article => 2);

sub parameters { my %p = (%parameters, @_); return join '', map { qq{.parameter set :$_ "$p{$_}"\n} } sort keys %p }
sub slurp { open my $f, '<', $_[0] or die "$_[0]: $!"; local $/; return scalar <$f> }
sub recipe { my ($name, @p) = @_; return sql($results . parameters(@p) . ".read sql/archive/$name.sql\n") }

my @recipes = map { m{([^/]+)\.sql$} } glob 'sql/archive/*.sql';

is(recipe('quoted_most'), "Edvin Karsk|person|3|3|2024-01-01|2025-03-20\nMira Haldane|person|2|2|2025-03-14|2025-03-16", 'quoted_most');
is(recipe('quoted_on', name => "'Edvin Karsk'"), "Loden|place|1|2025-03-14|2025-03-14", 'quoted_on');
is(recipe('words_over_time', name => "'Edvin Karsk'"), "2024-01-01|4|said|not said||he would resign
2025-03-14|1|promised|indirect||Loden will be rebuilt\n2025-03-16|2|said|direct||we carried her up the stairs", 'words_over_time');
is(recipe('words_over_time', name => "'Myra Haldane'"), "2025-03-14|1|said|direct||We carried her up the stairs.", 'another spelling');
is(recipe('sources'), "1|2025-03-14|2|2|0|0|50.0\n2|2025-03-16|3|2|1|1|33.0", 'sources');
is(recipe('same_quotation'), '2|1,2|Mira Haldane,Edvin Karsk|2025-03-14|we carried her up the stairs', 'same_quotation');
is(recipe('disagree'), 'die|people|2025-03-12|Loden|2|9 (ministry) in 1, 12 in 2', 'disagree');
is(recipe('toll'), "2025-03-14|1|9||9|ministry|stated|At least nine people\n2025-03-16|2|12|12|12||stated|12 people", 'toll');
is(recipe('toll', place => 'NULL') =~ tr/\n//, 2, 'toll anywhere');
is(recipe('together', name => "'Edvin Karsk'"), "Loden|place|2|2\nMira Haldane|person|2|2", 'together');
is(recipe('together', name => "'Edvin Karsk'", since => "'2025-03-15'"), "Loden|place|1|2\nMira Haldane|person|1|2", 'together, lately');
is(recipe('checklist'), join("\n", '30|never introduced|Myra Haldane', '30|spelled otherwise elsewhere: ["Mira Haldane","Myra Haldane"]|Myra Haldane',
    '40|elsewhere said by Mira Haldane, first in article 1|we carried her up the stairs',
    '100|unnamed source: officials|the water rose', '150|nobody says so|Never again', '210|figure without a source|12 people',
    '210|other articles have other numbers: 9,14|12 people', '230|figure without a source|two more', '260|date not resolved|on Monday'), 'checklist');
is(recipe('views') . sql("$results.read sql/archive/views.sql\nSELECT count(*) FROM statements; SELECT count(*) FROM people;
    SELECT name FROM places; SELECT count(*) FROM bodies; DROP TABLE articles; ALTER TABLE archive_quotes ADD COLUMN mine; VACUUM;"),
    "6\n2\nLoden\n0", 'views');

# ---- search: an index that follows the archive ----

my $search = sql(articles() . "CREATE VIRTUAL TABLE archive USING news(content=articles, text=body, published=published);
    INSERT INTO archive(archive) VALUES('refresh');\n.read sql/archive/search.sql
    SELECT count(*) > 0 FROM said('stairs');\nUPDATE articles SET body = replace(body, 'stairs', 'ladder');
    DELETE FROM articles WHERE id = 2;\nINSERT INTO archive(archive) VALUES('refresh');
    SELECT count(*) FROM said('stairs'); SELECT count(*) = (SELECT count(*) FROM archive_quotes WHERE quote LIKE '%ladder%') FROM said('ladder');
    INSERT INTO archive(archive) VALUES('rebuild');\nINSERT INTO said(said) VALUES('integrity-check');
    SELECT count(*) = (SELECT count(*) FROM archive_quotes) FROM said;");
is($search, "1\n0\n1\n1", 'search');
my ($example) = join('', map { s/^--\s*//r . "\n" } grep { /^--   / } split /\n/, slurp('sql/archive/search.sql'));
unlike(sql("$results.read sql/archive/search.sql\n$example"), qr/error/i, 'and its example');

# ---- plans ----

for my $name (grep { !/^(?:views|search)$/ } @recipes) {
    my $sql = slurp("sql/archive/$name.sql") =~ s/^--.*\n//gmr;
    my $plan = sql($results . parameters() . "EXPLAIN QUERY PLAN $sql");
    my %own = map { $_ => 1 } $plan =~ /(?:CO-ROUTINE|MATERIALIZE) (\w+)/g; # rows of the recipe itself
    my @scans = grep { !$own{$_} } $plan =~ /SCAN (\w+)/g;
    is("@scans", '', "$name: found by index") or diag $plan;
}
is(scalar(grep { slurp("sql/archive/$_.sql") !~ /^-- \Q$_\E\.sql: \w/ } @recipes), 0, 'each recipe says what it is for');

# Every statement that a command runs is found by index, but for those that ask for all of a table.
my %whole = map { $_ => 1 } qw(WAITING LEFT CONTENTS KNOWN LAST VANISHED EVERYTHING LAST_NAME STATUS SET_STATUS FAILED OUTDATED);
my $statements = slurp('ext/sql/archive_sql.def') =~ s{/\*.*?\*/}{}gsr;
my @bad;
while ($statements =~ /SQL\((\w+),\s*((?:"(?:[^"\\]|\\.)*"\s*)+)\)/g) {
    my ($id, $literals) = ($1, $2);
    my $sql = join('', $literals =~ /"((?:[^"\\]|\\.)*)"/g) =~ s/\\"/"/gr;
    $sql =~ s/\@(\w+)/archive_$1/g;
    $sql =~ s/\$content/articles/g, $sql =~ s/\$key/id/g, $sql =~ s/\$text/body/g, $sql =~ s/\$published/published/g;
    my $plan = sql("${results}EXPLAIN QUERY PLAN $sql;");
    push @bad, "$id: $plan" if $plan =~ /error/i || $plan =~ /SCAN (?!CONSTANT)/ && !$whole{$id};
    push @bad, "$id: $plan" if $plan =~ /SEARCH archive_spellings USING (?:PRIMARY KEY|\w+ INDEX \w+|INDEX \w+) \((?:type|spelling)=\?\)/;
}
is("@bad", '', 'statements of commands are found by index');

done_testing();
