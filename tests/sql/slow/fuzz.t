#!/usr/bin/perl
# fuzz.t - every fuzz target runs for some seconds, where clang's libFuzzer is here (make fuzz: longer).
exec 'sh', 'tests/fuzz/run.sh', $ENV{FUZZ_SECONDS} // 3;
