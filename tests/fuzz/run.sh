#!/bin/sh
# run.sh - builds the fuzz targets with clang and runs each for SECONDS: tests/fuzz/run.sh SECONDS [TARGET...]
# Seeds: our own articles, and tests/fuzz/found (inputs that once broke something). What is new and of worth to
# the fuzzer stays in build/fuzz/corpus, what breaks something in build/fuzz/broken.
set -eu
seconds=$1; shift
B=build/fuzz
mkdir -p $B
echo 'int LLVMFuzzerTestOneInput(const char *d, long n); int LLVMFuzzerTestOneInput(const char *d, long n) { return d && n ? 0 : 0; }' \
  | clang -fsanitize=fuzzer,address -x c -o /dev/null - 2>/dev/null || { echo '1..0 # SKIP no clang with libFuzzer (Debian: clang, libclang-rt-14-dev)'; exit 0; }
make -s CC=clang B=$B CFLAGS='-O2 -g -fno-omit-frame-pointer -fsanitize=address,undefined,fuzzer-no-link -fno-sanitize-recover=undefined -fno-sanitize-coverage=trace-cmp -DNEWS_CHECK -DSQLITE_CORE' fuzz-build >$B.log 2>&1 || { cat $B.log; exit 1; }
[ $# -gt 0 ] || set -- $(basename -a -s .c $(ls tests/fuzz/*.c | grep -v "digest\|database"))
echo "1..$#"
mkdir -p $B/broken
number=0 bad=0
for target; do
  number=$((number + 1))
  mkdir -p $B/corpus/$target
  seeds=
  [ -d tests/fuzz/found/$target ] && seeds="tests/fuzz/found/$target"
  longest=600 words=words
  case $target in
  analyze | sql) seeds="$seeds tests/golden tests/spec" ;;
  packer)
    mkdir -p $B/seeds
    (cd tests/unit/data && cat words.tsv && echo %% && cat rule.rules && echo %% && grep -v '^#' ../../../ext/lang/en/irregular.tsv | head -3) >$B/seeds/packer
    seeds="$seeds $B/seeds" longest=2000 words=packer
    ;;
  esac
  if $B/fuzz/$target -max_total_time=$seconds -max_len=$longest -entropic=0 -timeout=10 -dict=tests/fuzz/$words.dict -artifact_prefix=$B/broken/$target- \
    -print_final_stats=1 $B/corpus/$target $seeds >$B/$target.log 2>&1; then
    echo "ok $number - $target: $(sed -n 's/^stat::number_of_executed_units: *//p' $B/$target.log) runs"
  else
    bad=1
    echo "not ok $number - $target"
    tail -40 $B/$target.log | sed 's/^/# /'
  fi
done
exit $bad
