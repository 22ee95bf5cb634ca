#!/usr/bin/perl
# clients.t - every page of ext/docs/clients is followed by the letter: what it installs is installed, its code is run, and
# has to print what the page prints.
#
# In `make test` the three commonest (shell, Python, Node), offline, as far as they are here. `make clients` (CLIENTS=all)
# fetches all others from their registries into build/clients. A client that cannot be had is skipped, with the reason.
use strict;
use warnings;
use lib 'tests/package';
use Package;
use Test::More;
use Cwd 'getcwd';
use File::Copy 'copy';

my $top = getcwd();
my $all = ($ENV{CLIENTS} // '') eq 'all';
my $build = "$top/build/clients";
my $log = "$build/log";
my $wheel;

# ---- getting clients: each gives the reason why it cannot be had, or nothing ----

# Quietly, with a limit; the output goes to build/clients/log.
sub quietly {
    my ($directory, $command) = @_;
    return system("cd '$directory' && { echo '# $command'; timeout 900 $command; } >>'$log' 2>&1 </dev/null") == 0;
}

# A command of a Debian package, which `make clients` installs if it may.
sub debian {
    my ($try, @packages) = @_;
    my $there = sub { system("{ $try; } >/dev/null 2>&1 </dev/null") == 0 };
    return if $there->();
    return "not here: @packages" unless $all;
    my $apt = ($> ? 'sudo ' : '') . "env DEBIAN_FRONTEND=noninteractive apt-get install -y -q --no-install-recommends @packages";
    quietly($build, $apt);
    return if $there->();
    return "cannot be installed: @packages";
}

# The system's Python, in an environment of its own that holds the wheel and what else pip gives.
sub python {
    my ($page, @packages) = @_;
    my $venv = "$build/$page/venv";
    if (!@packages) {
        run("$build/$page", "/usr/bin/python3 -m venv --without-pip venv");
        my ($site) = glob "$venv/lib/python3*/site-packages";
        return 'no venv in /usr/bin/python3' unless $site;
        run($site, "python3 -m zipfile -e '$wheel' .");
        return;
    }
    my $missing = debian('/usr/bin/python3 -m venv --help && /usr/bin/python3 -m ensurepip --version', 'python3-venv');
    return $missing if $missing;
    quietly("$build/$page", "/usr/bin/python3 -m venv venv") or return 'no venv in /usr/bin/python3';
    return if quietly("$build/$page", "venv/bin/pip install --quiet --force-reinstall --no-deps '$wheel'")
        && quietly("$build/$page", "venv/bin/pip install --quiet @packages");
    return "pip does not give @packages";
}

sub npm {
    my ($page, @packages) = @_;
    return 'no npm' unless have('npm');
    my ($tar) = glob "$top/build/package/sqlite-news-*.tgz";
    my $here = "$build/$page";
    spill("$here/package.json", '{"private": true}') unless -f "$here/package.json";
    for my $package (@packages) {
        my $name = $package =~ s/@.*//r;
        next if -d "$here/node_modules/$name";
        return "$name is not here (make clients fetches it)" unless $all;
        quietly($here, "npm install --silent --no-audit --no-fund $package") or return "npm does not give $package";
    }
    return if quietly($here, "npm install --offline --silent --no-audit --no-fund '$tar'");
    return 'the package does not install';
}

sub go {
    return 'no go' unless have('go');
    my ($page) = @_;
    spill("$build/$page/go.mod", "module main\n") unless -f "$build/$page/go.mod";
    return if quietly("$build/$page", 'go get github.com/mattn/go-sqlite3');
    return 'the Go proxy does not give github.com/mattn/go-sqlite3';
}

sub cargo {
    return 'no cargo' unless have('cargo');
    my ($page) = @_;
    quietly("$build/$page", 'cargo init --name news --vcs none') unless -f "$build/$page/Cargo.toml";
    return if quietly("$build/$page", 'cargo add rusqlite --features bundled,load_extension') && quietly("$build/$page", 'cargo fetch');
    return 'cargo does not give rusqlite';
}

sub maven {
    my ($page) = @_;
    my $missing = debian('javac -version', 'default-jdk-headless') // debian('mvn --version', 'maven');
    return $missing if $missing;
    spill("$build/$page/pom.xml", <<'E');
<project><modelVersion>4.0.0</modelVersion><groupId>news</groupId><artifactId>news</artifactId><version>1</version>
<dependencies><dependency><groupId>org.xerial</groupId><artifactId>sqlite-jdbc</artifactId><version>3.46.1.3</version></dependency>
</dependencies></project>
E
    return if quietly("$build/$page", 'mvn -q -B dependency:copy-dependencies -DoutputDirectory=jars');
    return 'Maven does not give org.xerial:sqlite-jdbc';
}

# node:sqlite needs Node 22.13: where the machine's own is older, npm has a newer one as a package.
sub node_sqlite {
    my ($page) = @_;
    my $version = have('node') ? qx(node --version) : 'v0';
    return npm($page) if $version =~ /^v(\d+)\.(\d+)/ && ($1 > 22 || $1 == 22 && $2 >= 13);
    return npm($page, 'node@24');
}

# ---- the pages: how to get the client, the file for the code, the command that runs it ----

my $venv = 'PATH=$PWD/venv/bin:$PATH';
my @pages = (
    ['shell', 1, sub { debian('sqlite3 --version', 'sqlite3') }, 'in.sh', 'sh in.sh'],
    ['python', 1, sub { python('python') }, 'in.py', 'venv/bin/python in.py'],
    ['node', 1, sub { npm('node', 'better-sqlite3@12') }, 'in.js', 'node in.js'],
    ['apsw', 0, sub { python('apsw', 'apsw') }, 'in.py', 'venv/bin/python in.py'],
    ['sqlalchemy', 0, sub { python('sqlalchemy', 'sqlalchemy') }, 'in.py', 'venv/bin/python in.py'],
    ['django', 0, sub { python('django', 'django') }, 'in.py', 'venv/bin/python in.py'],
    ['sqlite-utils', 0, sub { python('sqlite-utils', 'sqlite-utils') }, 'in.sh', "$venv sh in.sh"],
    ['datasette', 0, sub { python('datasette', q('datasette<1')) }, 'in.sh', "$venv sh in.sh"],
    ['datasette-1', 0, sub { python('datasette-1', '--pre', q('datasette>=1.0a20')) }, 'in.sh', "$venv sh in.sh"],
    ['node-sqlite', 0, sub { node_sqlite('node-sqlite') }, 'in.js', 'PATH=$PWD/node_modules/.bin:$PATH node in.js'],
    ['go', 0, sub { go('go') }, 'main.go', 'go run .'],
    ['rust', 0, sub { cargo('rust') }, 'src/main.rs', 'cargo run --quiet'],
    ['java', 0, sub { maven('java') }, 'Main.java', "java -cp 'jars/*' Main.java"],
    ['php', 0, sub { debian(q(php -r 'new SQLite3(":memory:");'), 'php-cli', 'php-sqlite3') }, 'in.php', 'php -d sqlite3.extension_dir="$PWD" in.php'],
    ['perl', 0, sub { debian('perl -MDBD::SQLite -e 1', 'libdbd-sqlite3-perl') }, 'in.pl', 'perl in.pl'],
    ['ruby', 0, sub { debian('ruby -e \'require "sqlite3"\'', 'ruby', 'ruby-sqlite3') }, 'in.rb', 'ruby in.rb'],
    ['tcl', 0, sub { debian('echo "puts [package require sqlite3]" | tclsh | grep 3', 'tcl', 'libsqlite3-tcl') }, 'in.tcl', 'tclsh in.tcl'],
    ['r', 0, sub { debian(q(Rscript -e 'library(RSQLite)'), 'r-cran-rsqlite') }, 'in.r', 'Rscript in.r'],
    ['c', 0, sub { return }, undef, undef],
);

my %known = map { $_->[0] => 1 } @pages;
my @unknown = grep { !$known{$_} } map { m{([^/]+)\.md$} } glob 'ext/docs/clients/*.md';
my @run = grep { $all ? defined $_->[3] : $_->[1] } @pages;
plan tests => 1 + @run;
is("@unknown", '', 'every page is run (that of C in amalgamation.t)');

qx(mkdir -p '$build');
unlink $log;
make('wheel', -f 'build/package/chart.umd.js' ? () : 'PLOTS=');
make('npm') if have('npm');
($wheel) = glob "$top/build/package/*.whl";

# Toolchains keep their caches where the user has them, so this runs with the user's own environment.
sub follow {
    my ($page, $file, $command) = @_;
    my ($code, $printed) = slurp("ext/docs/clients/$page.md") =~ /^```(?!text|json)\w+\n(.*?)^```\n\n```text\n(.*?)^```/ms;
    spill("$build/$page/$file", $code);
    # A copy: PHP follows no link out of its directory.
    unlink "$build/$page/news.so";
    copy("$top/news.so", "$build/$page/news.so") or die "news.so: $!";
    my $out = qx(cd '$build/$page' && $command 2>&1 </dev/null);
    is($out, $printed, $page);
}

for my $page (@run) {
    my ($name, undef, $get, $file, $command) = @$page;
    qx(mkdir -p '$build/$name');
  SKIP: {
        my $reason = $get->();
        skip "$name: $reason", 1 if $reason;
        follow($name, $file, $command);
    }
}
