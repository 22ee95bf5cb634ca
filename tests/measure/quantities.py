#!/usr/bin/env python3
"""How far the numbers and figures read agree with the test cases of other tools.

  tests/measure/quantities.py [--show N] ./news.so DIR

DIR holds recognizers/*.json (Recognizers-Text, English) and quantulum3-quantities.json. A case agrees where
every number, range or quantity that it expects is read with the same value, bounds and unit, and, where it
expects none, none of its kind is read. Cases that ask for something that this project leaves out on purpose
stand in ON_PURPOSE with the reason: they are counted apart, neither for nor against.
"""
import collections, json, os, re, sqlite3, subprocess, sys, tempfile

ON_PURPOSE = {
    'relative': '"last", "next", "current" rank nothing: they are no ordinals here',
    'no number': 'a unit without a number ("to celsius", "a percentage") is no figure',
    'formula': 'formulas (x>10, 2^3, 5!) are not news',
    'address': 'network addresses, phone numbers, URLs and codes are no numbers here',
    'ordinal fraction': 'fractions of any ordinal ("three twenty-firsts") and sums of mixed words: a number '
                        'ends where English prose would end it',
    'of percent': '"percent of twenty" is not 20 %',
    'name': 'names with numbers, years and dates are no figures',
    'ratio': '"one in ten", "1 over 3": a ratio of two numbers (news_figures reads the first kind), no number',
    'notation': '1e10, 10G, "20 [kg]", "17 USD 25", "30 MUSD", "10 $": notations that English news does not use; '
                '"10m" alone is metres, not millions',
    'case': 'codes of currencies in lower case ("usd", "c $") are too like words',
    'average': 'a range is never averaged (8 to 16 metres is 8..16, not 12 +- 4)',
    'one': '"one" as a pronoun and in idioms is no figure',
}

UNITS = {  # theirs, in lower case -> our codes
    'dollar': 'USD', 'united states dollar': 'USD', 'pound': 'GBP lb', 'pound sterling': 'GBP', 'euro': 'EUR',
    'cent': 'USX', 'pence': 'GBX', 'penny': 'GBX USX', 'rupee': 'INR', 'peso': 'MXN', 'franc': 'CHF', 'won': 'KRW',
    'kilometer': 'km', 'meter': 'm', 'centimeter': 'cm', 'millimeter': 'mm', 'mile': 'mi', 'foot': 'ft',
    'inch': 'in', 'yard': 'yd', 'square meter': 'm2', 'square kilometer': 'km2', 'square foot': 'ft2',
    'square mile': 'mi2', 'acre': 'acr', 'hectare': 'ha', 'liter': 'L', 'milliliter': 'mL', 'gallon': 'gal',
    'barrel': 'bbl', 'kilogram': 'kg', 'gram': 'g', 'milligram': 'mg', 'ton': 'ton t', 'metric ton': 't', 'ounce': 'oz',
    'cubic foot': 'ft3', 'cubic meter': 'm3', '%': '%', 'percent': '%', 'percentage': '%', 'c': '°C', 'f': '°F',
    'square kilometre': 'km2', 'gigahertz': 'GHz', 'megawatt hour': 'MWh', 'watt hour': 'Wh', 'pound-mass': 'lb',
    'nanometre': 'nm', 'tablespoon': 'tbsp', 'centilitre': 'cL', 'bitcoin': 'BTC', 'kilowatt': 'kW', 'megabit': 'MB Mb',
    'degree': 'deg °C °F', 'degree celsius': '°C', 'degree fahrenheit': '°F', 'year': 'a', 'month': 'mo',
    'week': 'wk', 'day': 'd', 'hour': 'h', 'minute': 'min', 'second': 's', 'age': 'a', 'metre': 'm',
    'kilometre': 'km', 'kilowatt hour': 'kWh', 'watt': 'W', 'megawatt': 'MW', 'micrometer': 'um',
    'mile per hour': 'mi', 'kilometer per hour': 'km', 'kilometre per hour': 'km', 'knot': 'kn',
    'megabyte': 'MB', 'gigabyte': 'GB', 'kilobyte': 'kB', 'terabyte': 'TB', 'horsepower': 'hp', 'litre': 'L',
    'microgram': 'ug', 'nautical mile': 'nmi', 'light year': 'ly', 'carat': 'car', 'pint': 'pt',
}


def shell(ext, texts, query):
    with tempfile.TemporaryDirectory() as d:
        db = os.path.join(d, 'a.db')
        con = sqlite3.connect(db)
        con.execute('CREATE TABLE a(id INTEGER PRIMARY KEY, body TEXT)')
        con.executemany('INSERT INTO a VALUES(?,?)', enumerate(texts))
        con.commit(); con.close()
        p = subprocess.run([os.environ.get('SQLITE3', 'sqlite3'), '-batch', db,
                            '.load ' + os.path.abspath(ext).removesuffix('.so'), query], capture_output=True, text=True)
        if p.returncode or p.stderr.strip(): sys.exit(p.stderr or p.stdout)
        rows = collections.defaultdict(list)
        for line in p.stdout.split('\n'):
            if line:
                r = json.loads(line)
                rows[r.pop('id')].append(r)
        return rows


def figures(ext, texts):
    return shell(ext, texts, """SELECT json_object('id',a.id,'figure',f.figure,'kind',f.kind,'value',f.value,'low',f.low,
      'high',f.high,'unit',f.unit,'unit_text',f.unit_text,'per',f.per,'item',f.item) FROM a, news_figures(a.body) f""")


def numbers(ext, texts):
    rows = shell(ext, texts, "SELECT json_object('id',a.id,'value',news_number(a.body)) FROM a")
    return [rows[i][0]['value'] for i in range(len(texts))]


def near(a, b):
    """Fractions are kept to four decimals here."""
    return a is not None and b is not None and abs(a - b) <= max(1e-9 * abs(b), 5.1e-5 if abs(b) < 1000 and b != int(b) else 0)


def unit_ok(r, theirs, iso=None):
    u = (theirs or '').lower()
    if not u or u == 'dimensionless': return True
    ours = {r['unit'] or '', (r['unit_text'] or '').lower(), (r['item'] or '').lower()}
    if iso: return r['unit'] == iso
    if u in UNITS: return r['unit'] in UNITS[u].split() or u in ours
    words = lambda s: {re.sub(r's$', '', w) for w in re.split(r'\W+', s) if w}
    return any(words(u) & words(o) for o in ours if o)


def bounds(s):
    """'[200,)' -> (200, None)"""
    a, b = s.strip('[]()').split(',')
    return (float(a) if a else None, float(b) if b else None)


def purpose(model, case):
    text = case.get('Input') or case.get('req')
    res = case.get('Results', [])
    if any('offset' in r['Resolution'] and r['Resolution'].get('relativeTo') != 'start' for r in res): return 'relative'
    if any(r['Resolution'].get('value') in (None, 'null') for r in res): return 'no number'
    if re.search(r'[<>=^!]|\bx\b|equal', text): return 'formula'
    if re.search(r'\+1-|\d+\.\d+\.\d+\.\d+|https?:|\d{3}[- ]\d{3,4}[-/ ]\d{4}|SCP-|\w@\w', text): return 'address'
    if model.startswith('Number') and any(re.search(r'\b(over|in|out of)\b', r['Text']) for r in res): return 'ratio'
    if model.startswith('Currency') and re.search(r'\b(usd|rmb|aud|cad|nzd|mxn|hk|c) ?\$? ?\d|\d (usd|rmb)\b', text): return 'case'
    if model.startswith('Currency') and re.search(r'\bM[A-Z]{3}\b|\d+ USD million|dollars? (and )?(\d+|one|two|forty five)\b|USD \d\d\b|\d \$|kuai', text): return 'notation'
    if any(re.search(r'\de[-+]?\d|\d ?[GMk]$|\[|\{|\(', r['Text'], re.I) for r in res): return 'notation'
    if re.match(r'Percent', model) and re.search(r'per ?cents? of (\d|twenty)', text): return 'of percent'
    if model.startswith('Number') and any(re.search(r'(th|st|nd|rd|ths|sts|rds)$', r['Text']) for r in res): return 'ordinal fraction'
    return None


def recognizers(ext, path, model, show):
    cases = json.load(open(path, encoding='utf-8-sig'))
    ok = total = apart = 0
    reasons = collections.Counter()
    if model.startswith(('NumberModel', 'Ordinal')):
        texts = [r['Text'] for c in cases for r in c['Results']]
        got = iter(numbers(ext, texts))
        judge = lambda c: all([near(next(got), number(r)) for r in c['Results']])
    else:
        rows = figures(ext, [c['Input'] for c in cases])
        index = iter(range(len(cases)))
        judge = lambda c: agrees(model, c, rows[next(index)])
    for c in cases:
        good = judge(c)
        why = None if good else purpose(model, c)
        if not c['Results'] and model.startswith(('NumberModel', 'Ordinal')): continue
        if why:
            apart += 1; reasons[why] += 1
            continue
        total += 1; ok += good
        if not good and show:
            show -= 1
            print('   ', model, '|', c['Input'][:150], '|', [(r['Text'], r['Resolution'].get('value'), r['Resolution'].get('unit')) for r in c['Results']])
    print(f'{model:36s} {100 * ok / max(1, total):5.1f} % of {total} agree, {apart} apart {dict(reasons) or ""}')
    return ok, total


def number(r):
    try: return float(r['Resolution']['value'].rstrip('%'))
    except (ValueError, TypeError, KeyError, AttributeError): return None


KINDS = {'Percent': ('percent', 'points'), 'Currency': ('money',), 'Age': ('age',), 'Temperature': ('measure',), 'Dimension': ('measure',)}


def agrees(model, case, rows):
    kinds = next((k for m, k in KINDS.items() if model.startswith(m)), ())
    if not case['Results']:
        if model.startswith('Dimension'): rows = [r for r in rows if r['unit'] not in ('°C', '°F', 'deg')]
        if model.startswith('Temperature'): rows = [r for r in rows if r['unit'] in ('°C', '°F')]
        return not any(r['kind'] in kinds or (not kinds and r['low'] != r['high']) for r in rows)
    for want in case['Results']:
        if model.startswith('NumberRange'):
            low, high = bounds(want['Resolution']['value'])
            if any((r['low'] is None if low is None else near(r['low'], low)) and
                   (r['high'] is None if high is None else near(r['high'], high)) for r in rows): continue
            if low is not None and high is not None and any(near(r['low'], low) for r in rows) and any(near(r['high'], high) for r in rows): continue
            return False
        v = number(want)
        unit = '%' if model.startswith('Percent') else want['Resolution'].get('unit')
        if not any((near(r['value'], v) or near(r['high'], v)) and unit_ok(r, unit, want['Resolution'].get('isoCurrency')) for r in rows): return False
    return True


def quantulum(ext, path, show):
    cases = json.load(open(path))
    rows = figures(ext, [c['req'] for c in cases])
    ok = total = apart = 0
    for i, c in enumerate(cases):
        for w in c['res']:
            if w.get('uncertainty'): apart += 1; continue
            good = any(near(r['value'], w['value']) and unit_ok(r, w['unit']) for r in rows[i])
            if not good and w['unit'] == 'dimensionless': apart += 1; continue
            total += 1; ok += good
            if not good and show:
                show -= 1
                print('    quantulum |', c['req'][:150], '|', w['surface'], w['value'], w['unit'])
    print(f'{"quantulum3, quantities with a unit":36s} {100 * ok / max(1, total):5.1f} % of {total} agree, {apart} apart (averages, names, years)')


def main():
    args = sys.argv[1:]
    show = 0
    if args[:1] == ['--show']: show = int(args[1]); args = args[2:]
    if len(args) != 2: sys.exit(__doc__)
    ext, where = args
    sum_ok = sum_all = 0
    for model in ('NumberModel', 'NumberRangeModel', 'PercentModel', 'OrdinalModel', 'CurrencyModel', 'DimensionModel',
                  'AgeModel', 'TemperatureModel'):
        ok, total = recognizers(ext, os.path.join(where, 'recognizers', model + '.json'), model, show)
        sum_ok += ok; sum_all += total
    print(f'{"all of them":36s} {100 * sum_ok / sum_all:5.1f} % of {sum_all} agree')
    quantulum(ext, os.path.join(where, 'quantulum3-quantities.json'), show)
    for k, v in ON_PURPOSE.items(): print(f'  on purpose, {k}: {v}')


if __name__ == '__main__':
    main()
