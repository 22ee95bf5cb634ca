#!/usr/bin/perl
# amalgamate.pl - all of news as one C file and one header, for those who link it statically.
#
#   perl ext/package/amalgamate.pl VERSION PACK SYMBOLS DIRECTORY FILE.c ...
#
# Headers and .def files are put in where they are first included. What is static in two files, or is a macro, type or
# constant of two, is renamed in the later ones (`number` of html.c becomes `html_number`); SYMBOLS
# lists what the linker would see: those names get `news_` in front, lest they meet a program's own. The language data stand in
# it as arrays of 64-bit numbers: any compiler takes them, and gcc 12 needs seconds and some hundred MB, a fraction
# of what an array of bytes costs. Like the files that they come from they are little-endian.
use strict;
use warnings;

my ($version, $pack, $symbols, $directory, @files) = @ARGV;
my (%included, %system, %taken, %names_of);

sub slurp { open my $f, '<:raw', $_[0] or die "$_[0]: $!"; local $/; return scalar <$f> }

# ---- language data ----

sub array {
    my ($name, $path) = @_;
    my $bytes = slurp($path);
    my $size = length $bytes;
    $bytes .= "\0" x (-$size % 8);
    my ($line, $body) = ('', '');
    for my $word (unpack 'Q<*', $bytes) {
        my $digits = sprintf '0x%x,', $word;
        $body .= "$line\n", $line = '' if length($line) + length($digits) > 118;
        $line .= $digits;
    }
    return "static const uint64_t ${name}_words[] = {\n$body$line\n};\n"
        . "#define $name ((const unsigned char *)${name}_words)\n#undef ${name}_SIZE\n#define ${name}_SIZE $size\n";
}

sub embedded {
    my ($text) = @_;
    $text =~ s/^EMBED\((\w+), (?:PACK_PATH|"([^"]+)")\)$/array($1, $2 \/\/ $pack)/meg;
    $text =~ s/EMBED_SIZE\((\w+)\)/$1_SIZE/g;
    return $text;
}

# ---- inclusion ----

sub expand {
    my ($path, $text) = @_;
    $text //= slurp($path);
    $text =~ s{^#include "([^"]+)"[^\n]*\n}{
        my $name = $1;
        $name =~ /\.def$/ ? expand("ext/$name") : $included{$name}++ ? '' : expand("ext/$name", header("ext/$name"))
    }meg;
    $text =~ s{^#include <([^>]+)>[^\n]*\n}{$system{$1}++; ''}meg;
    return $text;
}

# ---- names of one file ----

# What a file defines at its top level for itself alone.
sub own {
    my ($text) = @_;
    my %own;
    (my $bare = $text) =~ s{/\*.*?\*/}{}gs;
    $own{$1} = 1 while $bare =~ /^static\b[^;={(]*?\b(\w+)\s*(?=[(;=\[])/mg;
    $own{$1} = 1 while $bare =~ /^typedef (?:struct|enum|union) (\w+)\s*\{/mg;
    $own{$1} = 1 while $bare =~ /^enum (\w+)\s*\{/mg;
    while ($bare =~ /^(?:struct|union) (\w+)\s*\{/mg) { $own{$1} = 1 unless $taken{$1} }
    $own{$1} = 1 while $bare =~ /^\} (\w+);/mg;
    $own{$1} = 1 while $bare =~ /^typedef [^;{]*?\(?\*?(\w+)\)?(?:\([^;]*\)|\[[^;]*\])?;/mg;
    while ($bare =~ /^(?:typedef )?enum\b[^{;]*\{(.*?)\}/msg) {
        my $list = $1;
        next if $list =~ /#/;
        $own{$1} = 1 while $list =~ /(?:^|,)\s*([A-Z]\w+)/g; # not what one is set to
    }
    delete $own{__attribute__};
    my @macros = $bare =~ /^[ \t]*#\s*define (\w+)/mg;
    return (\%own, \@macros);
}

# What tells the names of one file from another's: "html_".
sub prefix { return ($_[0] =~ m{([^/]+)\.[ch]$})[0] . '_' }

sub header {
    my ($path) = @_;
    my $text = slurp($path);
    return rename_in($text, names_seen($text, {}), %{ $names_of{$path} // {} });
}

# Renames identifiers, but for members: x.number, p->number, and what a struct or an initialiser calls so.
sub rename_in {
    my ($text, %names) = @_;
    return $text unless %names;
    my $any = join '|', map { quotemeta } sort { length $b <=> length $a } keys %names;
    my $types = join '|', grep { /^[A-Z]/ } split /\|/, $any;
    my $body = qr{\b(?:struct|union)(?: \w+)? \{[^{}]*\}};
    $text =~ s{($body)}{my $s = $1; $types and $s =~ s/\b($types)\b/$names{$1}/g; "\x01" . unpack('H*', $s) . "\x02"}ge;
    my $skip = qr{/\*.*?\*/|"(?:[^"\\\n]|\\.)*"|'(?:[^'\\\n]|\\.)*'}s;
    $text =~ s{($skip)|(->\s*\w+|(?<![.\d])\.\s*[a-z_]\w*)|\b($any)\b}{$1 // $2 // $names{$3}}ge;
    $text =~ s/\x01([0-9a-f]*)\x02/pack 'H*', $1/ge;
    return $text;
}

# What headers define or declare belongs to all.
for my $header (glob('ext/*.h ext/*/*.h')) {
    next if $header =~ m{/(?:tool|package)/};
    my $text = slurp($header);
    my ($own) = own($text);
    $text =~ s{/\*.*?\*/}{}gs;
    $own->{$1} = 1 while $text =~ /^[a-z_]\w*[^;={()\n]*?\b(\w+)\(/mg;
    delete $own->{__attribute__};
    $names_of{$header} = { map { $_ => prefix($header) . $_ } grep { $taken{$_} } keys %$own };
    $taken{$_} = 1 for keys %$own;
}

# A header's own renamed names hold wherever it is included.
sub names_seen {
    my ($text, $seen) = @_;
    my %names;
    for my $header (map { "ext/$_" } $text =~ /^#include "([^"]+\.h)"/mg) {
        next if $seen->{$header}++;
        %names = (%names, %{ $names_of{$header} // {} }, names_seen(slurp($header), $seen));
    }
    return %names;
}

my @bodies;
for my $file (@files) {
    my $text = slurp($file);
    my ($own, $macros) = own($text);
    my %names = map { $_ => prefix($file) . $_ } grep { $taken{$_} } keys %$own;
    $taken{$_} = 1 for keys %$own;
    my $body = expand($file, rename_in($text, names_seen($text, {}), %names));
    $body = embedded($body) if $file =~ /embed_/;
    my %open = map { $_ => 1 } @$macros;
    $body .= join '', map { "#undef $_\n" } sort keys %open;
    push @bodies, "\n/* ======== $file ======== */\n$body";
}

my $licence = slurp('LICENSE') =~ s{/\*/\*}{}gr =~ s/^/** /mgr =~ s/ +$//mgr;
my $model = slurp('ext/lang/en/model.txt') =~ s{/\*|\*/}{}gr =~ s/^/** /mgr =~ s/ +$//mgr;
my $systems = join '', map { "#include <$_>\n" } sort grep { !/^sqlite3(?:ext)?\.h$/ } keys %system;

my $hidden = join '', map { "#define $_ news__$_\n" } grep { !/^sqlite3_news_init$/ } split ' ', slurp($symbols);

open my $c, '>:raw', "$directory/news.c" or die "$directory/news.c: $!";
print $c <<"HEAD", @bodies;
/* news.c - sqlite-news $version as one file: made by `make amalgamation`, not to be edited.
**
** With SQLite in one program:   cc -c -DSQLITE_CORE news.c      (sqlite3.h beside it, or on the path)
** As a loadable extension:      cc -shared -fPIC -fvisibility=hidden -o news.so news.c -licuuc -lm -lpthread
** It needs ICU (-licuuc). news.h says how to call it. Compile with -ffp-contract=off, so that every machine gives
** the same rows.
**
$licence*/
#ifndef _GNU_SOURCE
#define _GNU_SOURCE
#endif
#ifdef SQLITE_CORE
#include <sqlite3.h>
#endif
#include <sqlite3ext.h>
SQLITE_EXTENSION_INIT1
#undef SQLITE_EXTENSION_INIT1
#define SQLITE_EXTENSION_INIT1
#undef SQLITE_EXTENSION_INIT3
#define SQLITE_EXTENSION_INIT3
$systems
$hidden
/* The models, and what they were learned from:
**
$model*/
HEAD
close $c or die $!;

open my $h, '>', "$directory/news.h" or die "$directory/news.h: $!";
print $h <<"HEADER";
/* news.h - sqlite-news $version linked into a program.
**
**   sqlite3_auto_extension((void (*)(void))sqlite3_news_init);      every connection opened from now on has it
**   sqlite3_news_init(db, &error, 0);                               this connection alone
*/
#ifndef SQLITE_NEWS_H
#define SQLITE_NEWS_H

#include <sqlite3.h>

#define SQLITE_NEWS_VERSION "$version"

#ifdef __cplusplus
extern "C" {
#endif
/* SQLITE_OK, or an error with a message in *error (sqlite3_free). */
int sqlite3_news_init(sqlite3 *db, char **error, const struct sqlite3_api_routines *api);
#ifdef __cplusplus
}
#endif

#endif
HEADER
close $h or die $!;
my $size = sprintf '%.1f', (-s "$directory/news.c") / 1e6;
print "  $directory/news.c ($size MB)\n";
