#!/usr/bin/perl
# tree.t - what design and layering promise, checked on the sources themselves.
use strict;
use warnings;
use File::Find;
use Test::More;

my (%text, @sources);
find({no_chdir => 1, wanted => sub {
    return unless /\.(?:[ch]|def|tsv|rules)$/ && -f;
    open my $f, '<:encoding(UTF-8)', $_ or die "$_: $!";
    local $/;
    $text{$_} = <$f>;
}}, 'ext');
@sources = sort grep { /\.[ch]$/ } keys %text;
plan tests => 7;

# Levels include only downward; tools may include anything but SQL.
my %level = (core => 0, data => 1, read => 2, top => 3, sql => 4, tool => 5, package => 5);
my $level_of = sub { $_[0] =~ m{^ext/(\w+)/} ? $level{$1} : $level{top} };
my (@upward, @sqlite, @sideways);
for my $file (@sources) {
    for my $include ($text{$file} =~ /^\s*#\s*include\s+[<"]([^">]+)[">]/mg) {
        push @sqlite, "$file: $include" if $include =~ /sqlite3/ && $file !~ m{^ext/(?:sql|tool)/};
        my $path = "ext/$include";
        next unless exists $text{$path};
        push @upward, "$file: $include" if $level_of->($path) > $level_of->($file);
    }
}
is_deeply(\@upward, [], 'levels include only downward');
is_deeply(\@sqlite, [], 'SQLite is known to ext/sql alone');

# A stage is a file of ext/read with a read_NAME function; stages meet only in Doc.
my %stage;
for my $file (grep { m{^ext/read/.*\.c$} } @sources) {
    $stage{$1} = $file while $text{$file} =~ /^void (read_\w+)\(/mg;
}
for my $file (grep { m{^ext/read/.*\.c$} } @sources) {
    while ($text{$file} =~ /\b(read_\w+)\s*\(doc/g) {
        push @sideways, "$file calls $1" if $stage{$1} && $stage{$1} ne $file;
    }
}
cmp_ok(scalar keys %stage, '>=', 13, 'the stages are found');
is_deeply(\@sideways, [], 'stages do not call each other');

# No English in C: a literal with a lower-case word must be a key, a role or a value that the data
# files use (=> op=last, @unit columns, {currency}, column values), never a word of the language.
my %known = map { $_ => 1 } qw(before after early mid late rise fall total more part);
for my $file (grep { /\.(?:tsv|rules|def)$/ } keys %text) {
    for my $line (split /\n/, $text{$file}) {
        next if $line =~ /^\s*(?:#|[+-]\t)/;
        $known{$_} = 1 for $line =~ /(\w+)=/g, $line =~ /=(\w+)/g, $line =~ /"(\w+)"/g;
        if ($file =~ /\.tsv$/) {
            my (undef, @columns) = split /\t/, $line;
            $known{$_} = 1 for map { split /[^\w]+/ } grep { defined } @columns;
            $known{$_} = 1 for $line =~ /^\@(\w+)/;
        }
    }
}
my @words;
for my $file (grep { m{^ext/read/.*\.c$} } @sources) {
    (my $code = $text{$file}) =~ s{/\*.*?\*/|^\s*#.*?$}{}gms;
    while ($code =~ /"((?:[^"\\]|\\.)*)"/g) {
        (my $literal = $1) =~ s/%[-+ #0-9.*]*(?:ll|l|z|h)?[a-zA-Z]//g;
        push @words, "$file: \"$literal\"" for grep { !$known{$_} } $literal =~ /\b([a-z]{2,})\b/g;
    }
}
is_deeply(\@words, [], 'no words of the language in the stages') or diag(join "\n", @words);

# Comments are kept: every source says its job in its first line.
my @silent = grep { my ($name) = m{([^/]+)$}; $text{$_} !~ m{\A/\*\s*\Q$name\E\s+-\s+\S} } @sources;
is_deeply(\@silent, [], 'the first line of a source names its job');

my @mutable;
for my $file (grep { m{\.c$} && !m{^ext/tool/} } @sources) {
    (my $code = $text{$file}) =~ s{/\*.*?\*/}{}gs;
    while ($code =~ /^static (?!const\b|inline\b|_Atomic const)([^\n;(]*?)(?:=|;)/mg) {
        my $what = $1;
        push @mutable, "$file: $what" unless $what =~ /\bconst\b/;
    }
}
is_deeply(\@mutable, [], 'no mutable globals') or diag(join "\n", @mutable);
