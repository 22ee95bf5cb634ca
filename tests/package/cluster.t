#!/usr/bin/perl
# cluster.t - sqlite_news.spark on a cluster of two worker processes, sqlite_news.dask on partitions: the rows are
# those of one connection. What they need comes by `make clients`.
use strict;
use warnings;
use lib 'tests/package';
use Package;
use Test::More;
use Cwd 'getcwd';

my $top = getcwd();
my $venv = "$top/build/clients/spark/venv";
if (($ENV{CLIENTS} // '') eq 'all' && !-x "$venv/bin/spark-submit") {
    system("mkdir -p '$venv' && /usr/bin/python3 -m venv '$venv' && "
            . "timeout 900 '$venv/bin/pip' install --quiet 'pyspark<4.1' pandas pyarrow 'dask[dataframe]' >&2");
}
plan skip_all => 'no PySpark (make clients fetches it)' unless -x "$venv/bin/spark-submit" && have('java');
plan tests => 6;

make('wheel', -f 'build/package/chart.umd.js' ? () : 'PLOTS=');
my ($wheel) = map { "$top/$_" } glob 'build/package/*.whl';
my $place = clean_place();
run($place, "'$venv/bin/pip' install --quiet --no-index --force-reinstall --no-deps '$wheel'");
run($place, "sqlite3 news.db '.read $top/sql/sample.sql'");

sub python {
    spill("$place/in.py", "import sqlite3\narticles = sqlite3.connect('news.db').execute('SELECT id, published, body FROM articles').fetchall()\n$_[0]");
    return run($place, "PYSPARK_PYTHON='$venv/bin/python' PYARROW_IGNORE_TIMEZONE=1 SPARK_LOCAL_IP=127.0.0.1 '$venv/bin/python' in.py 2>err");
}
# The same columns from one connection.
sub one { return run($place, "sqlite3 -cmd '.load $top/news' -separator '|' news.db \"$_[0]\"") }

my $from = 'FROM articles a, news_%s(a.body, a.published) r ORDER BY a.id, r.start, 2';
my @spark = split /^--\n/m, python(<<'E') . "\n";
from pyspark.sql import SparkSession
from sqlite_news import spark as news
session = (SparkSession.builder.master('local-cluster[2,1,1024]').config('spark.ui.enabled', 'false')
    .config('spark.driver.host', '127.0.0.1').config('spark.driver.bindAddress', '127.0.0.1').getOrCreate())
df = session.createDataFrame(articles, ['id', 'date', 'body']).repartition(2)
found = news.analyze(df, text='body', published='date')
def show(table, *columns):
    # `date` is a column of the table too: the article's own becomes article_date.
    for row in found[table].orderBy('id', 'start', columns[1]).select(*columns).collect():
        print('|'.join('' if value is None else str(value) for value in row))
    print('--')
show('quotes', 'id', 'quote_id', 'speaker', 'cue', 'start')
show('entities', 'id', 'entity', 'name', 'type')
show('figures', 'id', 'figure_id', 'figure', 'item')
print(found['quotes'].columns[:3], found['figures'].schema['value'].dataType.simpleString())
E
chomp @spark;
is($spark[0], one('SELECT a.id, r.quote_id, r.speaker, r.cue, r.start ' . sprintf $from, 'quotes'), 'Spark: quotes');
is($spark[1], one('SELECT a.id, r.entity, r.name, r.type ' . sprintf $from, 'entities'), 'Spark: entities');
is($spark[2], one('SELECT a.id, r.figure_id, r.figure, r.item ' . sprintf $from, 'figures'), 'Spark: figures');
is($spark[3], "['id', 'article_date', 'quote_id'] double", 'Spark: columns and types') or diag(slurp("$place/err"));

is(python(<<'E'), one('SELECT a.id, r.quote_id, r.speaker ' . sprintf $from, 'quotes'), 'Dask: quotes') or diag(slurp("$place/err"));
import dask.dataframe as dd
import pandas as pd
from sqlite_news import dask as news
df = pd.DataFrame(articles, columns=['id', 'date', 'body']).set_index('id')
quotes = news.analyze(dd.from_pandas(df, npartitions=2), 'quotes', text='body', published='date').compute()
for key, row in quotes.sort_values(['id', 'start', 'quote_id']).iterrows():
    print(key, row['quote_id'], '' if pd.isna(row['speaker']) else row['speaker'], sep='|')
E
like(python("from sqlite_news.frames import Reader\ntry:\n    Reader(('verbs',))\nexcept ValueError as e:\n    print(e)\n"),
    qr/no table 'verbs': choose from quotes/, 'an unknown table gets a remedy');
