#!/usr/bin/perl
# calibration.pl - is confidence what it says? Of quotes at 0.8 about eight in ten should be right.
#
#   calibration.pl FILE.jsonl...     annotated articles, as for make accuracy; needs ./news.so, the sqlite3 shell
#
# A row is right if it covers the words of an annotated quote (half of both together at least; of a quote in
# several pieces: all of it, or one piece) and names the same speaker; where the file tells no resolved speakers:
# if its source, or that of the quote it continues, shares words with the annotated one. Rows on what the file
# leaves open ("scope": false) do not count. Such a file annotates whole attributions: there the words in marks inside
# a reported clause count with the clause (CALIBRATION_PARTS=1: apart). Printed: rows by tenths, expected calibration
# error.
use strict;
use warnings;
use Encode qw(encode_utf8 decode_utf8);
use JSON::PP;
use File::Temp 'tempdir';

my $extension = $ENV{NEWS_EXT} // './news';
my $dir = tempdir(CLEANUP => 1);

sub quoted { my $s = shift; return defined $s ? "'" . $s =~ s/'/''/gr . "'" : 'NULL' }

sub rows_of {
  my ($docs) = @_;
  open my $f, '>:utf8', "$dir/in.sql" or die $!;
  print $f ".load $extension\nCREATE TEMP TABLE a(id INTEGER PRIMARY KEY, body, published);\n";
  print $f 'INSERT INTO a VALUES(', join(',', $_, quoted($docs->[$_]{text}), quoted($docs->[$_]{published})), ");\n"
    for 0 .. $#$docs;
  print $f "SELECT json_object('id', a.id, 'quote', q.quote_id, 'continues', q.continues, 'part', q.part_of,
    'start', q.start - 1, 'end', q.start - 1 + q.length, 'speaker', q.speaker, 'confidence', q.confidence,
    'from', q.speaker_start - 1, 'to', q.speaker_start - 1 + q.speaker_length)
    FROM a, news_quotes(a.body, a.published) q;\n";
  close $f;
  my @rows;
  open my $p, '-|', "sqlite3 -batch :memory: < $dir/in.sql" or die $!;
  while (<$p>) { my $r = decode_json($_); push @{$rows[$r->{id}]}, $r }
  return \@rows;
}

sub common {
  my ($a, $b) = @_;
  my ($from, $to) = ($a->[0] > $b->[0] ? $a->[0] : $b->[0], $a->[1] < $b->[1] ? $a->[1] : $b->[1]);
  return $to > $from ? $to - $from : 0;
}

sub covers {
  my ($row, @spans) = @_;
  my ($both, $length) = (0, 0);
  $both += common($row, $_), $length += $_->[1] - $_->[0] for @spans;
  return 2 * $both >= $row->[1] - $row->[0] + $length - $both;
}

sub bare { return lc(($_[0] // '') =~ s/^(?:the|an?) //ir) }

sub same_speaker {
  my ($row, $gold, $by_id) = @_;
  if (exists $gold->{speaker}) {
    my ($a, $b) = (bare($row->{speaker}), bare($gold->{speaker}));
    return $a eq $b || $a && $b && ($a =~ / \Q$b\E$/ || $b =~ / \Q$a\E$/);
  }
  my $r = $row;
  for (1 .. 8) {
    last if defined $r->{from};
    $r = $by_id->{$r->{continues} // $r->{part} // 0} or last;
  }
  return !@{$gold->{source} || []} unless $r && defined $r->{from};
  return grep { common([$r->{from}, $r->{to}], $_) } @{$gold->{source} || []};
}

for my $file (@ARGV) {
  open my $f, '<:raw', $file or die "$file: $!\n";
  my @docs = map { decode_json($_) } <$f>;
  my $rows = rows_of(\@docs);
  my (@n, @good, @sum, $all);
  for my $i (0 .. $#docs) {
    my @gold = grep { @{$_->{content} || []} } @{$docs[$i]{quotes}};
    my $whole = !$ENV{CALIBRATION_PARTS} && grep { exists $_->{scope} } @gold;
    my %by_id = map { $_->{quote} => $_ } @{$rows->[$i] || []};
    for my $r (@{$rows->[$i] || []}) {
      next if $whole && defined $r->{part};
      my $span = [$r->{start}, $r->{end}];
      my @near = grep { my $g = $_; covers($span, @{$g->{content}}) || grep { covers($span, $_) } @{$g->{content}} } @gold;
      next if grep { defined $_->{scope} && !$_->{scope} } @near;
      my $right = !!grep { same_speaker($r, $_, \%by_id) } @near;
      my $bin = int($r->{confidence} * 10);
      $bin = 9 if $bin > 9;
      $n[$bin]++, $good[$bin] += $right, $sum[$bin] += $r->{confidence}, $all++;
    }
  }
  print "$file: ", $all // 0, " rows\n";
  my $error = 0;
  for my $bin (grep { $n[$_] } 0 .. 9) {
    printf "  %.1f  %5d rows  said %.2f  right %.2f\n", $bin / 10, $n[$bin], $sum[$bin] / $n[$bin], $good[$bin] / $n[$bin];
    $error += abs($sum[$bin] - $good[$bin]) / $all;
  }
  printf "  expected calibration error %.3f\n", $error;
}
