#!/usr/bin/perl
# golden.t - the articles of tests/golden and tests/spec, read through SQL, against the rows that stand
# beside them.
#
#   tests/sql/slow/golden.t [--mark] [FILE.md ...]
#
# A file has `published: DATE` lines, fenced ```article blocks, and behind each block tables:
#
#   ## quotes (exact)                a table of the interface; exact: no other rows than these
#   | kind | speaker | quote |       columns of that table, in any number and order
#   |---|---|---|
#   | direct | Ann Lee | Hello, |    empty: NULL; *: anything; abc*: begins with abc
#   | direct | Bo Kim | Bye. | # TODO    known to be wrong
#
# --mark rewrites the files: rows that fail become `# TODO`, rows that pass lose it; it says how many of each,
# for a row newly marked is a step back unless the row is new. Without it a marked row that fails is a TAP TODO,
# an unmarked one fails the run, and marked rows that pass are reported.
use strict;
use warnings;
use utf8;
use File::Temp 'tempdir';
use JSON::PP;
use Test::More;

binmode $_, ':encoding(UTF-8)' for *STDOUT, *STDERR, Test::More->builder->output,
    Test::More->builder->failure_output, Test::More->builder->todo_output;

my $mark = @ARGV && $ARGV[0] eq '--mark' ? shift @ARGV : 0;
my @files = @ARGV ? @ARGV : sort(glob('tests/golden/*.md'), glob('tests/spec/*.md'));
my $extension = $ENV{NEWS_EXT} // './news';
my $directory = tempdir(CLEANUP => 1);
my @tables = qw(quotes entities mentions figures dates sentences tokens);

# The column that holds the words of a span, for each table and prefix of start and length.
my %span = (
    quotes => {'' => 'quote', speaker_ => 'speaker_text', cue_ => 'cue'},
    mentions => {'' => 'mention'}, figures => {'' => 'figure'}, dates => {'' => 'expression'},
    entities => {'' => undef}, sentences => {'' => undef}, tokens => {'' => 'token'},
);

sub slurp {
    open my $f, '<:encoding(UTF-8)', $_[0] or die "$_[0]: $!";
    local $/;
    return scalar <$f>;
}

sub sql { my $s = shift; return defined $s ? "'" . $s =~ s/'/''/gr . "'" : 'NULL' }

# ---- reading a file: lines stay as they are, tables know theirs ----

sub cells {
    my $line = shift;
    $line =~ s/^\s*\|//;
    $line =~ s/\|\s*(?:#\s*TODO.*)?$//;
    return map { s/^\s+|\s+$//gr } split /\|/, $line, -1;
}

sub parse {
    my ($path) = @_;
    my @lines = split /\n/, slurp($path), -1;
    my ($published, $article, $table, @articles);
    for (my $i = 0; $i < @lines; $i++) {
        my $line = $lines[$i];
        if ($line =~ /^published:\s*(\S.*?)\s*$/) {
            $published = $1;
        } elsif ($line =~ /^```article/) {
            my @text;
            push @text, $lines[$i] while ++$i < @lines && $lines[$i] !~ /^```/;
            push @articles, $article = {text => join("\n", @text), published => $published, tables => []};
            undef $table;
        } elsif ($line =~ /^##+\s+(\w+)/ && grep { $_ eq $1 } @tables) {
            my $name = $1;
            push @{$article->{tables}}, $table = {
                name => $name, line => $i, rows => [], exact => scalar($line =~ /\(exact\)/),
                todo => scalar($line =~ /#\s*TODO/)};
        } elsif ($line =~ /^##?\s/) {
            undef $table;
        } elsif ($table && $line =~ /^\|[-|\s]+$/) {
            next;
        } elsif ($table && $line =~ /^\|/) {
            my @cells = cells($line);
            if (!$table->{columns}) { $table->{columns} = \@cells; next }
            push @{$table->{rows}}, {
                line => $i, cells => \@cells, todo => scalar($line =~ /#\s*TODO/)};
        }
    }
    return (\@lines, \@articles);
}

# ---- asking the extension ----

# All rows of all tables for one article, as the shell prints them.
sub ask {
    my ($article) = @_;
    open my $f, '>:encoding(UTF-8)', "$directory/in.sql" or die $!;
    print $f ".load $extension\n.mode json\nCREATE TEMP TABLE article(body, published);\n",
        'INSERT INTO article VALUES(', sql($article->{text}), ',', sql($article->{published}), ");\n";
    for my $table (@tables) {
        my $arguments = $table =~ /^(?:sentences|tokens)$/ ? 'a.body' : 'a.body, a.published';
        my @spans = map { "substr(a.body, t.${_}start, t.${_}length) AS ${_}span" }
            sort keys %{$span{$table}};
        print $f ".print --- $table\n";
        print $f 'SELECT ', join(', ', 't.*', @spans), " FROM article a, news_$table($arguments) t;\n";
    }
    close $f;
    my $out = qx(sqlite3 -batch :memory: < $directory/in.sql 2>&1);
    return $out;
}

sub rows_of {
    my ($out) = @_;
    my %rows = map { $_ => [] } @tables;
    for my $part (split /^--- /m, $out) {
        next unless $part =~ /^(\w+)\n(.*)/s;
        my ($name, $json) = ($1, $2);
        $rows{$name} = eval { decode_json($json) } // [{broken => $json}] if $json =~ /\S/;
    }
    return \%rows;
}

# ---- comparing ----

sub same {
    my ($want, $got) = @_;
    return 1 if $want eq '*';
    return !defined $got if $want eq '';
    return 0 unless defined $got;
    return index($got, $1) == 0 if $want =~ /^(.+)\*$/;
    my $number = qr/^-?\d+(?:\.\d+)?(?:e[-+]?\d+)?$/i;
    return abs($want - $got) <= 1e-9 * abs($want) + 1e-9 if $want =~ $number && $got =~ $number;
    return $want eq $got;
}

sub show {
    my ($columns, $row) = @_;
    return join ' | ', map { $row->{$_} // 'NULL' } @$columns;
}

my $passed = 0; # marked rows that are right now
my %marked = (new => 0, gone => 0);

# The first unused row that is as wanted; the row that comes closest for the report.
sub find {
    my ($table, $wanted, $rows, $used) = @_;
    my ($closest, $most) = ('no row at all', -1);
    for my $i (0 .. $#$rows) {
        my @columns = @{$table->{columns}};
        my $good = grep { same($wanted->{cells}[$_], $rows->[$i]{$columns[$_]}) } 0 .. $#columns;
        ($closest, $most) = (show(\@columns, $rows->[$i]), $good) if $good > $most;
        next if $good < @columns || $used->{$i};
        $used->{$i} = 1;
        return;
    }
    return $closest;
}

sub check_table {
    my ($label, $table, $rows) = @_;
    my %used;
    for my $wanted (@{$table->{rows}}) {
        my $closest = find($table, $wanted, $rows, \%used);
        local our $TODO = $wanted->{todo} ? 'known to be wrong' : undef;
        $wanted->{failed} = defined $closest;
        $passed++ if $wanted->{todo} && !$wanted->{failed};
        ok(!defined $closest, "$label: " . join ' | ', @{$wanted->{cells}})
            or diag("closest: $closest");
    }
    return unless $table->{exact};
    my @others = map { show($table->{columns}, $rows->[$_]) } grep { !$used{$_} } 0 .. $#$rows;
    local our $TODO = $table->{todo} ? 'known to be wrong' : undef;
    $table->{failed} = scalar @others;
    $passed++ if $table->{todo} && !@others;
    ok(!@others, "$label: no other rows") or diag(map { "other: $_\n" } @others);
}

# Every span is the words that it names; no span is empty or begins or ends with white space.
sub check_spans {
    my ($label, $rows) = @_;
    my @wrong;
    for my $table (@tables) {
        for my $row (@{$rows->{$table}}) {
            push @wrong, "$table: $row->{broken}" if exists $row->{broken};
            for my $prefix (sort keys %{$span{$table}}) {
                my ($words, $is) = ($span{$table}{$prefix}, $row->{"${prefix}span"});
                my $want = $words ? $row->{$words} : $is;
                next if !defined $is && !defined $row->{"${prefix}start"};
                push @wrong, "$table: '" . ($want // 'NULL') . "' is '" . ($is // 'NULL') . "'"
                    unless defined $is && defined $want && $want eq $is && $is =~ /\A\S(?:.*\S)?\z/s;
            }
        }
    }
    ok(!@wrong, "$label: substr(body, start, length) is the span") or diag(join "\n", @wrong);
}

sub rewrite {
    my ($path, $lines, $articles) = @_;
    for my $table (map { @{$_->{tables}} } @$articles) {
        for my $item ($table->{exact} ? $table : (), @{$table->{rows}}) {
            $lines->[$item->{line}] =~ s/\s*# TODO.*$//;
            $marked{$item->{failed} ? 'new' : 'gone'}++ if !!$item->{failed} != !!$item->{todo};
            $lines->[$item->{line}] .= ' # TODO' if $item->{failed};
        }
    }
    open my $f, '>:encoding(UTF-8)', $path or die "$path: $!";
    print $f join "\n", @$lines;
}

my $modules = qx(sqlite3 -batch :memory: '.load $extension' 'SELECT count(*) FROM pragma_module_list WHERE name LIKE "news_%"' 2>&1);
plan skip_all => 'the tables are not there yet' unless $modules =~ /^(\d+)$/ && $1 >= @tables;

my @parsed = map { [$_, parse($_)] } @files;
my $planned = 0;
for my $article (map { @{$_->[2]} } @parsed) {
    $planned += 2 + grep({ $_->{exact} } @{$article->{tables}});
    $planned += @{$_->{rows}} for @{$article->{tables}};
}
plan tests => $planned;

for my $file (@parsed) {
    my ($path, $lines, $articles) = @$file;
    my ($name) = $path =~ m{([^/]+)\.md$};
    my $number = 0;
    for my $article (@$articles) {
        my $label = @$articles > 1 ? $name . ' ' . ++$number : $name;
        my $out = ask($article);
        my $rows = rows_of($out);
        check_spans($label, $rows);
        is(ask($article), $out, "$label: twice the same rows");
        check_table("$label $_->{name}", $_, $rows->{$_->{name}}) for @{$article->{tables}};
    }
    rewrite(@$file) if $mark;
}
diag("$passed rows marked # TODO are right now: perl tests/sql/slow/golden.t --mark") if $passed && !$mark;
print STDERR "marks: $marked{new} new, $marked{gone} gone\n" if $mark;
