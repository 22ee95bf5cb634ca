#!/usr/bin/perl
# quotes.pl - articles with annotated quotes as the trainer of confidence reads them (train_odds.c).
#
#   quotes.pl OUT FILE.jsonl [QUOTES.tsv]    lines of {"id", "text", "published", "quotes": [{"content": [[start, end]..],
#                                            "speaker"}]}, offsets in characters; quotes that stand apart: QUOTES.tsv
#
# Written: ARTICLE published bytes rows; a line a row: start, blank, end, tab, speaker (bytes); the text.
use strict;
use warnings;
use Encode 'encode_utf8';
use JSON::PP;

my ($out, $articles, $apart) = @ARGV;
open my $to, '>:raw', $out or die "$out: $!\n";

# Article -> its quotes, as the lines of FILE.jsonl have them.
sub quotes_apart {
  my %quotes;
  open my $from, '<:utf8', $apart or die "$apart: $!\n";
  while (<$from>) {
    next if /^#/;
    chomp;
    my ($id, $kind, $content, $source, $cue, $speaker) = split /\t/;
    push @{$quotes{$id}}, $kind eq '-' ? () : {content => [[split /:/, $content]], speaker => $speaker eq '-' ? undef : $speaker};
  }
  return \%quotes;
}

my $quotes = $apart && quotes_apart();
open my $from, '<:raw', $articles or die "$articles: $!\n";
while (my $line = <$from>) {
  my $d = decode_json($line);
  my @rows;
  for my $q (@{$quotes ? $quotes->{$d->{id}} : $d->{quotes}}) {
    for my $span (@{$q->{content} || []}) {
      my ($start, $end) = map { length encode_utf8(substr $d->{text}, 0, $_) } @$span;
      push @rows, "$start $end\t" . encode_utf8($q->{speaker} // '');
    }
  }
  my $text = encode_utf8($d->{text});
  print $to join("\n", 'ARTICLE ' . ($d->{published} || '-') . ' ' . length($text) . ' ' . @rows, @rows, $text), "\n";
}
