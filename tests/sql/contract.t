#!/usr/bin/perl
# contract.t - every function and every column of the SQL interface, against a list; flags; one export.
use strict;
use warnings;
use lib 'tests/sql';
use Shell;
use Test::More;

my %columns = (
    news_quotes => 'quote_id quote kind speaker speaker_type role entity cue addressee date cue_class negated
        medium sentence start length speaker_text speaker_start speaker_length cue_start cue_length continues
        part_of confidence why news_text* news_published*',
    news_entities => 'entity name type role aliases mentions confidence start length why news_text*
        news_published*',
    news_mentions => 'entity name type mention form sentence start length confidence why news_text*
        news_published*',
    news_figures => 'figure_id figure kind value low high relation change unit unit_text per item event place
        date source source_entity scope part_of change_of same_as quote_id status sentence start length
        confidence why news_text* news_published*',
    news_dates => 'expression kind first last timex relation sentence start length confidence why news_text*
        news_published*',
    news_sentences => 'sentence paragraph start length why news_text*',
    news_tokens => 'token lemma tag head relation entity sentence token_id start length why news_text*',
);
my @functions = qw(news_ansi/1 news_ansi/2 news_date/1 news_date/2 news_debug/0 news_html/1 news_html/2 news_json/1 news_json/2
    news_name_key/1 news_number/1 news_refresh/1 news_refresh/2 news_same_name/2 news_version/0);

plan tests => 10 + keys %columns;

# ---- inventory ----

is(sql("SELECT name || '/' || narg FROM pragma_function_list WHERE name LIKE 'news%' ORDER BY 1;"),
    join("\n", @functions), 'the scalar functions, and no others');
is(sql("SELECT name FROM pragma_module_list WHERE name LIKE 'news%' ORDER BY 1;"),
    join("\n", 'news', sort keys %columns), 'the table-valued functions and the archive, and no others');
for my $table (sort keys %columns) {
    is(sql("SELECT group_concat(name || iif(hidden, '*', ''), ' ') FROM pragma_table_xinfo('$table');"),
        join(' ', split ' ', $columns{$table}), "columns of $table");
}
is(sql("SELECT group_concat(DISTINCT name) FROM pragma_function_list WHERE name LIKE 'news%'
        AND (flags & 0x200800) <> 0x200800;"), 'news_refresh', 'all functions that read are deterministic and innocuous');
is(sql("SELECT count(*) FROM pragma_function_list WHERE name = 'news_refresh' AND flags & 0x80000;"), 2,
    'the one that writes is for direct use only');
like(sql('SELECT news_version();'), qr/^\d+\.\d+\.\d+$/, 'news_version()');
my $debug = sql('SELECT news_debug();');
is_deeply([map { my $what = $_; scalar grep { /^\Q$what\E / } split /\n/, $debug } qw(news sqlite icu words model build)],
    [(1) x 6], 'news_debug() tells versions, model and build');

# ---- one export, no further dependency ----

is(join(' ', sort map { (split)[-1] } grep { / [A-TV-Z] / } qx(nm -D --defined-only news.so)),
    'sqlite3_news_init', 'the library exports its entry point alone');
is(join(' ', grep { !/^(?:libicu|libm\.|libc\.|ld-linux)/ } map { /NEEDED\s+(\S+)/ } qx(objdump -p news.so)), '',
    'it needs ICU and the C library, nothing else');

# ---- loading ----

is(sql(".load ./news\nSELECT load_extension('./news');\nSELECT count(*) FROM news_sentences('A b. C d.');"),
    "\n2", 'loaded again: nothing happens, in the middle of a statement neither');
is(sql("CREATE TABLE t(x);\nINSERT INTO t VALUES('A b.'),('C d. E f.');\n"
        . "SELECT x, (SELECT load_extension('./news')), (SELECT count(*) FROM news_sentences(x)) FROM t;"),
    "A b.||1\nC d. E f.||2", 'loaded again while a table is in use');
