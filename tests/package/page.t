#!/usr/bin/perl
# page.t - news_html in a real browser, headless: under a strict policy that allows its style by hash it has its colours,
# under one that allows no style it still tells quotes, names and figures; light and dark; no script runs.
use strict;
use warnings;
use lib 'tests/package';
use Package;
use Test::More;

my ($browser) = grep { have($_) } qw(chromium chromium-browser google-chrome);
plan skip_all => 'no chromium' unless $browser;
plan tests => 8;

my $place = clean_place();
my ($hash) = slurp('ext/docs/reference.md') =~ /('sha256-[^']+')/;
my $fragment = run('.', q(sqlite3 -batch -list -cmd '.load ./news' -cmd '.read sql/sample.sql' :memory: )
    . q("SELECT news_html(body || char(10) || '<script>document.title=1</script><img src=x onerror=alert(1)>', published) FROM articles WHERE id = 1"));

# The script of the test alone may run: it writes what it measures into the page, which the browser prints.
sub measure {
    my ($policy, $css, $script) = @_;
    spill("$place/page.html", qq(<!doctype html><html><head><meta charset="utf-8"><meta http-equiv="Content-Security-Policy" )
        . qq(content="default-src 'none'; script-src 'nonce-test'; style-src 'nonce-test' $policy">)
        . qq(<style nonce="test">$css</style></head><body>$fragment<script nonce="test">const all = (s) => [...document.querySelectorAll(s)];)
        . qq(const css = (s, p) => getComputedStyle(document.querySelector(s))[p];\nconst answer = ($script);)
        . qq(document.body.innerHTML = '<pre>' + answer + '</pre>';</script></body></html>));
    my $out = run($place, "timeout 60 $browser --headless=new --no-sandbox --disable-gpu --user-data-dir='$place/profile' "
        . "--dump-dom 'file://$place/page.html' 2>/dev/null");
    return $out =~ m{<pre>(.*?)</pre>}s ? $1 : "no answer: $out";
}

my $colours = measure($hash, '', q([...new Set(all('.news-key mark sup').map((e) => getComputedStyle(e.parentNode).backgroundColor))].length
    + ' of ' + all('.news-key mark sup').length));
like($colours, qr/^(\d+) of \1$/, "each speaker has a colour of their own ($colours)");
is(measure($hash, '', q(css('.news mark.direct', 'backgroundColor') !== css('.news mark.indirect', 'backgroundColor'))), 'true',
    'quotes and reports differ');
is(measure($hash, '', q(css('.news b.person', 'textDecorationStyle') !== css('.news b.place', 'textDecorationStyle'))), 'true',
    'persons and places differ without colour');
like(measure($hash, '', q(document.querySelector('.news mark.direct').title.replace(/\n/g, '|'))),
    qr/^said by: Mira Haldane.*\|cue: said/, 'hovering tells the speaker and the cue');
like(measure($hash, '', q(all('.news u')[0].title.replace(/\n/g, '|'))), qr/^count: (?:&gt;|>)= 9\|of: people/, 'and of a figure its bounds');
is(measure($hash, 'body{color:rgb(230,230,230);background:#111}', q(css('.news b', 'color') + css('.news mark', 'color'))),
    'rgb(230, 230, 230)' x 2, 'on a dark page the text has the colour of the page');
is(measure('', '', q(css('.news mark', 'backgroundColor') + ' ' + (css('.news b', 'fontWeight') > 500) + ' ' + css('.news u', 'textDecorationLine'))),
    'rgb(255, 255, 0) true underline', 'without any style quotes are marked, names bold, figures underlined');
is(measure($hash, '', q(all('.news script, .news img').length + document.title)), '0', 'markup in the text is text');
