#!/usr/bin/env python3
"""Of the figures at each confidence, how many are right: value, unit and relation, by score.py's own rules.

  tests/measure/sure.py ./news.so DIR/score.py FILE.jsonl ...
"""
import collections, importlib.util, json, sys


def main():
    if len(sys.argv) < 4: sys.exit(__doc__)
    spec = importlib.util.spec_from_file_location('score', sys.argv[2])
    score = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(score)
    query = score.QUERIES['figures'].replace("'id',a.id,", "'id',a.id,'confidence',f.confidence,")
    seen = collections.defaultdict(collections.Counter)
    for path in sys.argv[3:]:
        docs = [json.loads(l) for l in open(path, encoding='utf-8')]
        rows = score.run(sys.argv[1], docs, query)
        for i, d in enumerate(docs):
            gold = [g for g in d['figures'] if score.number(g.get('value')) is not None]
            for r in rows.get(i, []):
                if r['value'] is None: continue
                c = seen[round(r['confidence'], 2)]
                c['n'] += 1
                for g in gold:
                    v = score.number(g['value'])
                    at = 'start' not in g or r['start'] - 1 < g['end'] and g['start'] < r['start'] - 1 + r['length']
                    if at and abs(r['value'] - v) <= 1e-6 * max(1, abs(v)):
                        gold.remove(g)
                        c['value'] += 1
                        c['all'] += unit_ok(score, r, g) and relation_ok(r, g)
                        break
    print('confidence  figures  value right  value, unit and relation right')
    for k in sorted(seen, reverse=True):
        c = seen[k]
        print(f'{k:10.2f}  {c["n"]:7d}  {c["value"] / c["n"]:11.2f}  {c["all"] / c["n"]:.2f}')


def unit_ok(score, r, g):
    want = {score.stem(u) for u in g.get('units', [g.get('unit') or ''])}
    mine = {score.stem(r[k] or '') for k in ('unit', 'item', 'unit_text')} - {''}
    return want <= {'', '-'} or any(m == u or u and (u.split()[-1] == m.split()[-1] or u.split()[0] == m) for m in mine for u in want if u)


def relation_ok(r, g):
    loose = {'>=': '>', '<=': '<'}
    want, have = g.get('relation'), r['relation']
    if want is None: return True
    if 'change' not in g:
        if have == 'between': have = '='
        if r['change']: have = {'rise': 'up', 'fall': 'down'}[r['change']]
    return loose.get(want, want) == loose.get(have, have)


if __name__ == '__main__':
    main()
