#!/usr/bin/perl
# quotes.pl - articles with annotated quotes as the trainer of confidence reads them (train_odds.c).
#
#   quotes.pl OUT FILE.jsonl...    lines of {"text", "published", "quotes": [{"content": [[start, end]..],
#                                  "speaker"}]}, offsets in characters
#
# Written: ARTICLE published bytes rows; a line a row: start, blank, end, tab, speaker (bytes); the text.
use strict;
use warnings;
use Encode 'encode_utf8';
use JSON::PP;

my ($out, @files) = @ARGV;
open my $to, '>:raw', $out or die "$out: $!\n";
for my $file (@files) {
  open my $from, '<:raw', $file or die "$file: $!\n";
  while (my $line = <$from>) {
    my $d = decode_json($line);
    my @rows;
    for my $q (@{$d->{quotes}}) {
      for my $span (@{$q->{content} || []}) {
        my ($start, $end) = map { length encode_utf8(substr $d->{text}, 0, $_) } @$span;
        push @rows, "$start $end\t" . encode_utf8($q->{speaker} // '');
      }
    }
    my $text = encode_utf8($d->{text});
    print $to join("\n", 'ARTICLE ' . ($d->{published} || '-') . ' ' . length($text) . ' ' . @rows, @rows, $text), "\n";
  }
}
