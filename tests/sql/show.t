#!/usr/bin/perl
# show.t - news_html and news_ansi: the text comes through whole, nothing of it acts, the marks are well-formed.
use strict;
use warnings;
use utf8;
use lib 'tests/sql';
use Shell;
use Digest::SHA 'sha256_base64';
use Test::More;

plan tests => 21;
binmode $_, ':encoding(UTF-8)' for Test::More->builder->output, Test::More->builder->failure_output;

sub text { my $out = sql(@_); utf8::decode($out); return $out }

my $body = text(articles() . 'SELECT body FROM articles WHERE id = 1;');
my $html = text(articles() . 'SELECT news_html(body, published) FROM articles WHERE id = 1;');
my $ansi = text(articles() . 'SELECT news_ansi(body, 60) FROM articles WHERE id = 1;');

# ---- news_html ----

# What a browser shows of it, without numbers of speakers and legend.
sub shown {
    my ($page) = @_;
    $page =~ s{<style>.*?</style>|<sup>\d+</sup>|<ul.*?</ul>}{}gs;
    $page =~ s/<[^>]*>//g;
    my %named = (amp => '&', lt => '<', gt => '>', quot => '"', '#39' => "'");
    return $page =~ s/&(amp|lt|gt|quot|#39);/$named{$1}/gr;
}

# Elements that are not closed in order.
sub unbalanced {
    my ($page) = @_;
    my @open;
    while ($page =~ m{<(/?)([a-z]+)[^>]*>}g) {
        next if $2 eq 'br';
        push @open, $2 and next unless $1;
        return $2 if !@open || pop @open ne $2;
    }
    return "@open";
}

is(shown($html), $body, 'the page shows the text, whole and unchanged');
is(unbalanced($html), '', 'every element is closed, in order');
like($html, qr{<mark class="direct c\d" title="said by: Mira Haldane[^"]*cue: said}, 'a quote tells its speaker and cue');
like($html, qr{<u[^>]*title="count: &gt;= 9[^"]*of: people}, 'a figure tells its bounds and item');
like($html, qr{<b class="person"[^>]*title="Edvin Karsk, Prime Minister}, 'a name tells its role');
like($html, qr{<li><mark class="c\d">Mira Haldane<sup>\d</sup></mark>}, 'the legend names the speakers');
my ($style) = $html =~ m{<style>(.*?)</style>}s;
my ($other) = text("SELECT news_html('');") =~ m{<style>(.*?)</style>}s;
is($other, $style, 'the style is constant, so that a policy can name its hash');
unlike($html =~ s{<style>.*?</style>}{}sr, qr/<script|<link|style=|url\(|\son\w+=/, 'nothing that a strict policy forbids');
my ($documented) = do { local $/; open my $f, '<', 'ext/docs/reference.md' or die $!; <$f> } =~ /'sha256-([^']+)'/;
is($documented, sha256_base64($style) . '=', 'the hash stands in the reference');

my $hostile = q{<script>alert(1)</script> "5 <b onclick=x>men</b> & 'women' died," said Ann <i>Lee</i>.};
my $safe = text('SELECT news_html(' . quoted($hostile) . ');');
unlike($safe =~ s{<style>.*?</style>}{}sr, qr/<script|onclick=x>|<i>/, 'markup in a text is text');
is(shown($safe), $hostile, 'and is shown as it stands');
is(unbalanced($safe), '', 'in order');

# ---- news_ansi ----

my ($article, $legend) = $ansi =~ /^(.*)\n\n(.*?)$/s;
my $plain = $ansi =~ s/\e\[[\d;]*m//gr;
my $read = (split /\n\n(?=¹)/, $plain)[0] =~ s/[¹²³⁴-⁹]//gr;
is($read =~ s/\s+/ /gr, $body =~ s/\s+/ /gr, 'the terminal shows the text, whole and unchanged');
my ($longest) = sort { $b <=> $a } map { length } split /\n/, $plain;
cmp_ok($longest, '<=', 60, 'no line is wider than was asked for');
is(scalar(grep { /\e\[[1-9]/ && !/\e\[0m[^\e]*$/ } split /\n/, $ansi), 0, 'no style outlasts its line');
like($ansi, qr/\e\[\d+m¹ interior ministry\e\[0m/, 'the legend names the speakers');
my $attack = text("SELECT news_ansi(char(27)||'[2J'||char(155)||'31m'||char(7)||char(8238)||' \"Go,\" said Ann Lee. '||char(27)||']0;x'||char(7));");
unlike($attack =~ s/\e\[[\d;]*m//gr, qr/[\x00-\x09\x0b-\x1f\x7f-\x9f\x{202E}]/, 'no control character of the text gets through');
is(sql("SELECT news_ansi('a b c d e f g h i j k l m n o p', 0);"), 'a b c d e f g h i j k l m n o p', 'width 0: lines as they are');
is(sql("SELECT news_ansi(NULL) IS NULL;"), 1, 'NULL');
like(sql("SELECT news_ansi('a', $_);"), qr/news_ansi: width is a number of columns/, "width $_: an error with the remedy") for "'2025-03-14'", -1;
