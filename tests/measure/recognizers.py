#!/usr/bin/env python3
"""recognizers.py - how far news_dates agrees with the cases of Recognizers-Text (DateTimeModel.json).

  tests/measure/recognizers.py [--show N] [--ext ./news.so] DateTimeModel.json

Their convention is an assistant's: one row for a range, ends exclusive, several readings of a value, calendar
requests. Ours is a reader's: two rows for "from … to …", ends inclusive, one reading by tense. So
a case agrees if every expression that they resolve is covered by our rows, and the first and last day
(or time, or TIMEX value) that our rows give is that of one of their readings; a case without an expression
agrees if we give no row. Prints the share, by type, and what differs on purpose.
"""
import argparse, collections, datetime, json, os, re, subprocess, sys

# What we leave out or read otherwise on purpose: pattern of their words -> why.
ON_PURPOSE = [
    (r'^\d{1,2}$|^at \d+$|\bat \d{1,2}$|around \d{1,2}$|from \d+$', 'a bare number is no time'),
    (r'\b(school year|sy)\b', 'school years begin in different months'),
    (r'year-old|years? old', 'an age is a figure'),
    (r'^(in|within) (the next )?(a|an|half|two|three|\d+)', '"in two weeks" is a length of time, as in TimeML'),
    (r'\b(few|some|several|couple|of)\b.*\b(minutes|hours|days|weeks|months|years)\b', 'no count is invented for a few days'),
    (r'^(the|this|that) (day|week|month|year|hour|fortnight)$', '"the year" alone names no year'),
    (r'(before|after|from|since) (today|tomorrow|tmr|tmrw|yesterday|now|next|last|may|january|christmas|easter)', '"two days before X" is a length and a date, as in TimeML'),
    (r'\d (weeks?|months?|years?) (ago|later|from|before|after)|(two|three|four) (weeks?|months?|years?) (ago|later|from|before|after)|fortnight', 'two weeks ago is a week, not a day'),
    (r'^\d+[hdwmyap]$|\d(h|d|w|m|y|p|a)\b|(oclock|ish|ampm)\b', 'shorthand of chats'),
    (r'\b(asap|as soon as possible|forever|eod|eoy|eom|end of day)\b', 'shorthand of calendars'),
    (r'^(nov|oct|may|jan|dec|feb)[a-z]*[/-]?\d|^\d{1,2}/\d{1,2}|^\d{1,2}-\d{1,2}\b|\d{1,2}\.\d{1,2}\b', 'numbers that may be a day and a month, or not'),
    (r'\d{8}', 'eight digits are a number'),
    (r'hundred|thousand|nineteen|seventeen|twenty', 'years and days spelled out'),
    (r'\b(mornings?|afternoons?|evenings?|nights?|lunch\w*|breakfast|dinner\w*|business hours?|daytime|mealtime)\b(?!.*\d)', 'a part of a day alone has no date'),
    (r'\bweek \d+', 'week 10 may be the tenth of anything'),
    (r'end of (today|tomorrow|this|the (day|sunday))', 'the end of a day is that day'),
    (r'\bfeb\w* (29|30)', 'no such day'),
    (r'^utc|^gmt|timezone', 'a zone alone is no time'),
    (r'every|each', 'a set keeps no time of day'),
]


def run(ext, cases):
    sql = []
    for i, c in enumerate(cases):
        text = c['Input'].replace("'", "''")
        now = (c.get('Context') or {}).get('ReferenceDateTime') or ''
        sql.append(f"SELECT json_object('id',{i},'start',d.start,'length',d.length,'first',d.first,'last',d.last,"
                   f"'timex',d.timex,'kind',d.kind,'relation',d.relation) FROM news_dates('{text}','{now}') d;")
    load = '.load ' + os.path.abspath(ext).removesuffix('.so')
    p = subprocess.run(['sqlite3', '-batch', ':memory:'], input='\n'.join([load] + sql), capture_output=True, text=True)
    if p.returncode or p.stderr.strip():
        sys.exit(p.stderr[-1000:])
    rows = collections.defaultdict(list)
    for line in p.stdout.splitlines():
        r = json.loads(line)
        rows[r.pop('id')].append(r)
    return rows


def day(s, end):
    """First or last day of '2019', '2019-05', '2019-05-03', '2019-05-03T10:00'."""
    if s is None:
        return None
    s = s[:10]
    y, m, d = (s.split('-') + [None, None])[:3]
    if d:
        return s
    if not end:
        return f'{y}-{m or "01"}-01'
    y, m = int(y), int(m or 12)
    last = datetime.date(y + m // 12, m % 12 + 1, 1) - datetime.timedelta(1) if y < 9999 else datetime.date(y, 12, 31)
    return last.isoformat()


def before(s):
    return (datetime.date.fromisoformat(s) - datetime.timedelta(1)).isoformat()


def same(value, rows):
    """One of their readings against the rows that their words hold."""
    timex = value.get('timex') or ''
    first = next((r['first'] for r in rows if r['first']), None)
    last = next((r['last'] for r in reversed(rows) if r['last']), None)
    inner = re.match(r'\((.*),(.*),(.*)\)', timex)
    for r in rows:
        if r['timex'] and (r['timex'] == timex or (inner and r['timex'] == inner[3])):
            return True
        if r['timex'] and r['timex'].replace('X', '') == timex.replace('X', '') and len(r['timex']) > 3:
            return True
        if r['timex'] and r['timex'] == timex.replace('PT0.5H', 'PT30M').replace('P10Y', 'P1DE'):
            return True
    clock = re.match(r'T(\d\d)(:\d\d)?', timex)
    if clock and last and 'T' in last and not inner:
        return last[11:16] == clock[1] + (clock[2] or ':00')
    if 'value' in value and first:
        v = value['value']
        if ' ' in v:
            if any(r['last'] == v.replace(' ', 'T')[:16] for r in rows):
                return True
            return last is not None and (last == v.replace(' ', 'T')[:16] or (len(last) == 10 and v[:10] == last and v.endswith('00:00:00')))
        if ':' in v:
            return last is not None and last[10:] == 'T' + v[:5]
        return v == first == last or v == last or (day(first, 0) == v)
    a, b = value.get('start'), value.get('end')
    if not first:
        return False
    def bound(theirs, ours, end):
        if theirs is None:
            return True
        if ':' in theirs:
            clock = theirs.split(' ')[-1][:5]
            own = ours[11:16] if ours and 'T' in ours else None
            on = theirs[:10] == ours[:10] if ' ' in theirs and ours else True
            return on and (own == clock or own is None)
        ours_day = day(ours, end)
        # Exclusive: their end is the day after ours, or the first of the last unit ("to 2018").
        return theirs == ours_day or (end and (before(theirs) == ours_day or theirs == day(rows[-1]['first'], False)))
    return bound(a, first, False) and bound(b, last, True) or (a is None and b == day(first, False)) or (b is None and a and before(a[:10]) == day(last, True))


def main():
    ap = argparse.ArgumentParser()
    ap.add_argument('--ext', default='./news.so')
    ap.add_argument('--show', type=int, default=0)
    ap.add_argument('file')
    o = ap.parse_args()
    cases = json.load(open(o.file, encoding='utf-8-sig'))
    rows = run(o.ext, cases)
    good, all_, purpose, shown = collections.Counter(), collections.Counter(), collections.Counter(), 0
    for i, c in enumerate(cases):
        ok, why = True, None
        types = [r.get('TypeName', 'datetimeV2.none')[11:] for r in c['Results']] or ['nothing']
        if not c['Results']:
            ok = not rows[i]
        for r in c['Results']:
            s, e = r.get('Start', 0), r.get('End', len(c['Input']) - 1) + 1
            if 'Start' not in r:
                s = max(0, c['Input'].lower().find(r['Text'].lower()))
                e = s + len(r['Text'])
            near = [x for x in rows[i] if x['start'] - 1 < e and s < x['start'] - 1 + x['length']]
            values = (r.get('Resolution') or {}).get('values') or []
            if near and (not values or any(same(v, near) for v in values)):
                continue
            ok = False
            why = why or next((w for p, w in ON_PURPOSE if re.search(p, r['Text'], re.I)), None)
        all_[types[0]] += 1
        good[types[0]] += ok
        if not ok and why:
            purpose[why] += 1
        elif not ok and shown < o.show:
            shown += 1
            print(' ', c['Input'], '|', (c.get('Context') or {}).get('ReferenceDateTime', '')[:10], '| theirs',
                  [(r['Text'], [tuple(v.get(k) for k in ('timex', 'start', 'end', 'value') if v.get(k)) for v in (r.get('Resolution') or {}).get('values') or []])
                   for r in c['Results']], '| ours', [(c['Input'][x['start'] - 1:x['start'] - 1 + x['length']], x['timex'], x['first'], x['last']) for x in rows[i]])
    for t, n in all_.most_common():
        print(f'{t:16s} {good[t]:4d} of {n:4d}  {100 * good[t] / n:5.1f} %')
    n = sum(all_.values())
    print(f'agree            {sum(good.values()):4d} of {n:4d}  {100 * sum(good.values()) / n:5.1f} %')
    for w, k in purpose.most_common():
        print(f'  {k:3d} differ on purpose: {w}')


if __name__ == '__main__':
    main()
