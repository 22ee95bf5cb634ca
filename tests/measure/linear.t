#!/usr/bin/perl
# linear.t - time grows with the text: instructions (callgrind) of each stage on texts that are the worst of their kind,
# 1, 2, 4 and 8 times as long. The last doublings may cost 2.2 times as much each (the first fill windows that look back).
#
#   perl tests/measure/linear.t PROGRAM [BYTES [KIND...]]
use strict;
use warnings;
use File::Temp 'tempdir';
use Test::More;

my ($program, $bytes, @kinds) = @ARGV;
$bytes ||= 8000;
plan skip_all => 'valgrind is not here' if system('valgrind --version >/dev/null 2>&1');
chomp(@kinds = qx($program)) unless @kinds;
plan tests => scalar @kinds;
my $directory = tempdir(CLEANUP => 1);
my $least = 2_000_000;    # instructions: below it what does not grow with the text counts

# What `analyze` calls, with the instructions of all that it calls.
sub stages {
    my ($path) = @_;
    my (%name, %cost, $in, $callee);
    open my $f, '<', $path or die "$path: $!";
    while (<$f>) {
        if (/^(c?)fn=\((\d+)\)(?: (\S+))?/) {
            $name{$2} = $3 if defined $3;
            $1 ? ($callee = $name{$2}) : ($in = $name{$2});
        } elsif (/^calls=/) {
            my $line = <$f>;
            $cost{$callee} += (split ' ', $line)[-1] if $in eq 'analyze' && $callee =~ /^read_/;
        }
    }
    return \%cost;
}

for my $kind (@kinds) {
    my $out = "$directory/out";
    unlink glob "$out.*";
    my $log = qx(valgrind --tool=callgrind --callgrind-out-file=$out --dump-after=one $program '$kind' $bytes 4 2>&1);
    my @costs = map { stages($_) } grep { -e } map { "$out.$_" } 1 .. 4;
    my @bad = @costs == 4 ? () : ("no counts: $log");
    for my $stage (@costs == 4 ? sort keys %{$costs[3]} : ()) {
        my @n = map { $_->{$stage} // 0 } @costs;
        push @bad, sprintf '%s: %s', $stage, join ', ', @n if $n[2] > $least && ($n[3] > 2.2 * $n[2] || $n[3] > 4.84 * $n[1]);
    }
    my $all = 0;
    $all += $_ for values %{$costs[3] // {}};
    ok(!@bad, sprintf '%s: %.0f instructions a byte', $kind, $all / (8 * $bytes)) or diag(join "\n", @bad);
}
