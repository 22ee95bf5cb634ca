#!/usr/bin/perl
# datasette.t - the pages of the Datasette plugin, with an archive and without, in Datasette 0.6x and in 1.0 (alpha); what
# they need comes by `make clients`.
use strict;
use warnings;
use lib 'tests/package';
use Package;
use Test::More;
use Cwd 'getcwd';

my $top = getcwd();
my @versions = grep { -x "$top/build/clients/$_/venv/bin/datasette" } 'datasette', 'datasette-1';
plan skip_all => 'no Datasette (make clients fetches it)' unless @versions;
plan tests => 21 * @versions;

make('wheel', -f 'build/package/chart.umd.js' ? () : 'PLOTS=');
my ($wheel) = map { "$top/$_" } glob 'build/package/*.whl';

sub fill {
    my ($place) = @_;
    run($place, "sqlite3 news.db '.read $top/sql/sample.sql'");
    spill("$place/more.sql", <<'E');
INSERT INTO articles(title, published, body) VALUES
('Toll rises to 12', '2025-05-16', 'The flood in the Varn valley killed 12 people in Loden, the interior ministry said. "We need help," Prime Minister Edvin Karsk said.'),
('Karsk stays', '2025-05-20', 'Karsk said that he would stay. "I will not go," Karsk told reporters.'),
('Nine dead in flood', '2025-05-15', 'The flood in the Varn valley killed nine people in Loden, the fire service said.'),
('<b>Odd</b> title', '2025-05-15', 'Nothing <script>alert(1)</script> was said.');
E
    run($place, 'sqlite3 news.db ".read more.sql"');
}

sub pages {
    my ($name, $place, $datasette) = @_;
    my $page = sub { run($place, "'$datasette' news.db $_[1] --get '/-/news$_[0]'") };
    for my $kind ("$name, live", "$name, archive") {
        run($place, "sqlite3 -cmd '.load $top/news' news.db \"CREATE VIRTUAL TABLE archive USING news(content=articles, text=body, "
            . "published=published); INSERT INTO archive(archive) VALUES('refresh');\"") if $kind =~ /archive/;
        like($page->('/news', ''), qr{article/4">Toll rises to 12}, "$kind: articles");
        like($page->('/news/article/1', ''), qr{<mark class="direct c\d"[^>]*Mira Haldane}, "$kind: an article, marked");
        like($page->('/news/speakers', ''), qr{person\?name=Edvin%20Karsk">.*<td class="number">\d}s, "$kind: who says what");
        my $person = $page->('/news/person?name=Edvin+Karsk', '');
        like($person, qr{Nobody will be left behind,.*article/1}s, "$kind: what a person said");
        like($person, qr{I will not go}, "$kind: also where only the last name stands") if $kind =~ /archive/;
        like($person, qr{2025-03.*2025-04.*2025-05}s, "$kind: by month, silent ones too");
        like($page->('/news/figures', ''), qr{>nine people<.*>9<.*fire service.*>12 people<.*interior ministry}s, "$kind: figures that disagree");
    }
    unlike($page->('/news', '') . $page->('/news/article/7', ''), qr/<script>alert|<b>Odd/, "$name: titles and texts are escaped");
    like($page->('/news/person?name=%3Cscript%3E', ''), qr/&lt;script&gt;/, "$name: and what the address tells");
    like($page->('/nosuch', ''), qr/no database nosuch/, "$name: an unknown database");
    spill("$place/deny.json", '{"databases": {"news": {"tables": {"articles": {"allow": false}}}}}');
    my $denied = $page->('/news/speakers', '-m deny.json');
    ok($denied =~ /Forbidden/ && $denied !~ /Karsk/, "$name: nothing of articles that the visitor may not see");
    like($page->('', '-m deny.json'), qr/No table of articles/, "$name: nor that they are there");
    like(run($place, "'$datasette' --get /-/static-plugins/sqlite-news/news.js"), qr/data-chart/, "$name: scripts come from the package");
}

# Plots, in a real browser.
sub plots {
    my ($name, $place, $datasette) = @_;
  SKIP: {
        my ($browser) = grep { have($_) } qw(chromium chromium-browser google-chrome);
        skip 'no chromium', 2 unless $browser;
        skip 'the wheel has no plots (no npm)', 2 unless -f 'build/package/chart.umd.js';
        my $server = fork // die $!;
        if (!$server) {
            chdir $place;
            open STDOUT, '>', '/dev/null';
            open STDERR, '>', "$place/log";
            exec $datasette, 'news.db', '--port', 0 or die $!;
        }
        my $port;
        for (1 .. 100) {
            last if ($port) = (-f "$place/log" ? slurp("$place/log") : '') =~ m{http://127\.0\.0\.1:(\d+)};
            select undef, undef, undef, 0.2;
        }
        for my $page ('speakers', 'person?name=Edvin+Karsk') {
            my $seen = run($place, "timeout 60 $browser --headless=new --no-sandbox --disable-gpu --user-data-dir='$place/profile' "
                . "--virtual-time-budget=5000 --dump-dom 'http://127.0.0.1:$port/-/news/news/$page' 2>/dev/null");
            # Chart.js gives the canvas its size when it draws.
            like($seen, qr{<canvas[^>]*data-chart[^>]*style="[^"]*width: \d\d+px}, "$name, $page: the plot is drawn");
        }
        kill 'TERM', $server;
        waitpid $server, 0;
    }
}

for my $version (@versions) {
    my $bin = "$top/build/clients/$version/venv/bin";
    my ($number) = qx('$bin/datasette' --version) =~ /(\S+)$/;
    my $place = clean_place();
    run($place, "'$bin/pip' install --quiet --no-index --force-reinstall --no-deps '$wheel'");
    fill($place);
    pages("Datasette $number", $place, "$bin/datasette");
    plots("Datasette $number", $place, "$bin/datasette");
}
