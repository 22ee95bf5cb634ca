#!/usr/bin/perl
# names.pl - corpora of names and lists of names as the trainer of names reads them (train_names.c).
#
#   names.pl text OUT CORPORA FILE...    annotated texts, names marked: \x01, letter of the type, words, \x02;
#                                        (voa.tsv: those of ner/gmb.tsv.xz that it names); a document begins with a line \x0c and N (our guide) or O (another)
#   names.pl plain OUT CORPORA           the plain text of ner/gmb.tsv.xz
#   names.pl half OUT N FILE             of such a file, every second document from document N (0 or 1) on
#   names.pl lists OUT CORPORA           a line a phrase: kind, tab, phrase in lower case
use strict;
use warnings;
use JSON::PP;

my ($what, $out, $corpora, @files) = @ARGV;
open my $to, '>:utf8', $out or die "$out: $!\n";

my %type = (person => 'P', organization => 'O', place => 'L', event => 'E', work => 'W',
  PER => 'P', ORG => 'O', LOC => 'L', MISC => 'M', map { $_ => $_ } qw(P O L E W));

sub lines {
  my ($path) = @_;
  open my $f, '<:utf8', $path or die "$path: $!\n";
  return <$f>;
}

sub json { return decode_json(do { local (@ARGV, $/) = ($_[0]); <> }) }

# A text with offsets in characters; of names in names the outermost.
sub mark {
  my ($text, $names) = @_;
  my ($marked, $at) = ('', 0);
  for my $n (sort { $a->{start} <=> $b->{start} || $b->{end} <=> $a->{end} } @$names) {
    next if $n->{start} < $at || !$type{$n->{type}};
    $marked .= substr($text, $at, $n->{start} - $at) . "\x01$type{$n->{type}}"
      . substr($text, $n->{start}, $n->{end} - $n->{start}) . "\x02";
    $at = $n->{end};
  }
  return $marked . substr($text, $at);
}

# As headlines are written: marks stay, words in capitals, or each with one.
sub headline {
  my ($line, $all) = @_;
  $line =~ s{(\x01\w)|(\w[\w'\x{2019}]*)}{$1 // ($all ? uc $2 : ucfirst $2)}ge;
  return $line;
}

# Texts of our guide also begin with a place as agencies write it, and have headlines.
my ($texts, $lines) = (0, 0);

sub dateline {
  my ($text) = @_;
  return '' if $texts++ % 3 || $text !~ /\x01L([^\x02]+)\x02/;
  my $place = $1;
  my @forms = ("\x01L\U$place\E\x02 \x{2014} ", "\x01L\U$place\E\x02 (\x01OReuters\x02) - ", "\x01L\U$place\E\x02, March 14 \x{2013} ",
    "\x01L\U$place\E\x02, Jan. 3 (\x01OAP\x02) -- ", "\x01L$place\x02 \x{2013} ", "\x01L\U$place\E\x02: ");
  return $forms[$texts / 3 % @forms];
}

sub own {
  my ($title, $text) = @_;
  my $line = dateline($text);
  $text =~ s/^(\w+day, [^\n]*\n+)?\K/$line/;
  print $to "\x0cN\n", $title ? "$title\n\n" : '', $text;
  my @all = grep { length() > 20 && length() < 160 && /\x01/ } $title, split /\n/, $text;
  print $to "\x0cN\n", headline($_, $lines % 16), "\n" for grep { $lines++ % 8 == 0 } @all;
}

sub articles {
  for my $line (lines($_[0])) {
    utf8::encode($line);
    my $d = decode_json($line);
    my $title = $d->{title_entities} ? mark($d->{title}, $d->{title_entities}) : '';
    own($title, mark($d->{text}, $d->{entities}) . "\n");
  }
}

# A sentence of tokens as somebody would write it.
sub sentence {
  my ($line, $open, $quote) = ('', '', 0);
  for my $t (@_) {
    my ($word, $tag) = @$t;
    my $inside = $tag =~ /^I-(.*)/ && $open eq $1;
    $line .= "\x02" if $open && !$inside;
    my $tight = $word =~ /^(?:[.,;:!?%)\]}]|\.\.\.|n't|'(?:s|m|d|re|ve|ll)|'')$/i
      || $line eq '' || $line =~ /(?:^|\s)["(\[\$#]$/ && (substr($line, -1) ne '"' || $quote);
    $tight = 1 if $word eq '"' && $quote;
    $quote = !$quote if $word eq '"';
    $line .= ' ' unless $tight;
    $line .= "\x01" . $type{substr $tag, 2} if $tag ne 'O' && !$inside;
    $word =~ s/^``$|^''$/"/;
    $line .= $word;
    $open = $tag eq 'O' ? '' : substr $tag, 2;
  }
  $line .= "\x02" if $open;
  return "$line\n";
}

# Names of our guide in a corpus of tokens: document, sentence, tokens first to last - 1, type. Only documents that
# the file names are taken.
sub standoff {
  my ($path) = @_;
  my %names;
  for (lines($path)) {
    next if /^#/;
    chomp;
    my ($doc, $sentence, $first, $last, $type) = split /\t/;
    $names{$doc} //= {};
    next if $sentence eq '-';
    $names{$doc}{$sentence}{$_} = [$_ == $first ? 'B' : 'I', $type] for $first .. $last - 1;
  }
  my %text;
  bank(sub {
    my ($doc, $sentence, @words) = @_;
    return unless $names{$doc};
    my $at = $names{$doc}{$sentence} // {};
    $text{$doc} .= sentence(map { [$words[$_], $at->{$_} ? join('-', @{$at->{$_}}) : 'O'] } 0 .. $#words);
  });
  own('', $text{$_}) for sort { $a <=> $b } keys %text;
}

# Each sentence of ner/gmb.tsv.xz: document, sentence in it, words.
sub bank {
  my ($take) = @_;
  my ($doc, $sentence, @words) = (-1, 0);
  open my $f, '-|:utf8', 'xz', '-dc', "$corpora/ner/gmb.tsv.xz" or die "gmb.tsv.xz: $!\n";
  while (my $line = <$f>) {
    if ($line =~ /^-DOCSTART-/) {
      ($doc, $sentence, @words) = ($doc + 1, 0);
    } elsif ($line =~ /\S/) {
      push @words, (split /\t/, $line)[0];
    } elsif (@words) {
      $take->($doc, $sentence++, @words);
      @words = ();
    }
  }
}

sub tokens {
  my @words;
  for (lines($_[0]), "") {
    chomp(my $line = $_);
    if ($line =~ /^-DOCSTART-/) { print $to "\x0cO\n"; next; }
    my ($word, $tag) = split /\t/, $line;
    if (defined $tag) { push @words, [$word, $tag] if $word =~ /\S/; next; }
    print $to sentence(@words) if @words;
    @words = ();
  }
}

# The files of dariusk/corpora: names stand in a list, or in one field of each object.
sub strings {
  my ($x, $field) = @_;
  return map { ref $_ ? defined $_->{$field} ? $_->{$field} : () : $_ } @$x if ref $x eq 'ARRAY';
  return map { strings($_, $field) } grep { ref $_ eq 'ARRAY' } values %$x;
}

sub phrases {
  my ($kind, @names) = @_;
  for (@names) {
    s/\s*\(.*//;
    print $to "$kind\t", lc, "\n" if /^\w[\w .'-]*$/;
  }
}

# Whom an encyclopedia calls "he" or "she": first names of all countries, of people that it has articles on.
sub named_he_or_she {
  my ($share) = @_;
  my (%votes, %small, $title, $text);
  open my $f, '-|:utf8', 'xz', '-dc', "$corpora/raw/enwiki-slice.txt.xz" or die "enwiki-slice: $!\n";
  while (my $line = <$f>) {
    $small{$_}++ for $line =~ /\b(\p{Ll}+)\b/g;
    if ($line =~ /^<doc .*title="([^"(]*)/) {
      ($title, $text) = ($1 =~ s/ $//r, '');
    } elsif ($line !~ /^<\/doc/) {
      $text .= $line if length $text < 6000;
    } elsif ($title =~ /^(\p{Lu}\p{L}+) (?:(?:\p{Lu}[\p{L}.'-]*|de|van|von|bin|al|el|di|da|du|der|dos) ?){1,3}$/) {
      my $first = $1;
      next unless $text =~ /\n$first [^\n]*\bborn\b|\n$first [^\n]*\b(?:is|was) an? /;
      my ($he, $she) = (scalar(() = $text =~ /\b(?:he|his|him)\b/gi), scalar(() = $text =~ /\b(?:she|her|hers)\b/gi));
      $votes{lc $first}{male} += $he >= 6 ? 2 : 1 if $he > 1 && $he > 4 * $she;
      $votes{lc $first}{female} += $she >= 6 ? 2 : 1 if $she > 1 && $she > 4 * $he;
    }
  }
  for my $name (keys %votes) {
    my ($m, $w) = map { $votes{$name}{$_} // 0 } qw(male female);
    next if $share->{$name} || $m + $w < 2 || ($small{$name} // 0) > 4;
    $share->{$name} = {male => 1} if $m >= 6 * $w;
    $share->{$name} = {female => 1} if $w >= 6 * $m;
  }
}

sub first_names {
  my %share;
  for my $sex (qw(female male)) {
    /^(\S+)\s+(\S+)/ and $share{lc $1}{$sex} = $2 for lines("$corpora/gaz/dist.$sex.first");
  }
  named_he_or_she(\%share);
  for (sort keys %share) {
    my ($f, $m) = map { $_ // 0 } @{$share{$_}}{qw(female male)};
    phrases($f > 9 * $m ? 'female' : $m > 9 * $f ? 'male' : 'first', $_);
  }
}

if ($what eq 'half') {
  my $n = -1;
  for (lines($files[0])) {
    $n++ if /^\x0c/;
    print $to $_ if $n % 2 == $corpora;
  }
} elsif ($what eq 'plain') {
  bank(sub {
    my ($doc, $sentence, @words) = @_;
    print $to $sentence ? '' : "\n", sentence(map { [$_, 'O'] } @words);
  });
} elsif ($what eq 'text') {
  /\.jsonl$/ ? articles($_) : /voa\.tsv$/ ? standoff($_) : tokens($_) for @files;
} else {
  my $c = "$corpora/gaz/corpora";
  first_names();
  my @last = map { /^(\S+)/ ? lc $1 : () } lines("$corpora/gaz/dist.all.last");
  phrases('last', @last[0 .. 24999]);
  my @cities = map { [split /,/] } lines("$corpora/gaz/world-cities.csv");
  shift @cities;
  phrases('city', map { s/"//g; $_ } map { $_->[0] } @cities);
  phrases('region', do { my %seen; sort grep { $_ && !$seen{$_}++ } map { $_->[2] } @cities });
  phrases('country', do { my %seen; sort grep { $_ && !$seen{$_}++ } map { $_->[1] } @cities });
  phrases('people', strings(json("$c/nationalities.json"), 'name'));
  phrases('body', strings(json("$c/$_.json"), 'name'))
    for qw(charities fortune500 nasdaq djia newspapers us_federal_agencies uk_political_parties);
  phrases('water', strings(json("$c/$_.json"), 'name')) for qw(rivers oceans);
}
close $to or die "$out: $!\n";
