#!/usr/bin/env python3
"""recognizers.py - how far news_dates agrees with the cases of Recognizers-Text (DateTimeModel.json).

  tests/measure/recognizers.py [--show N] [--ext ./news.so] DateTimeModel.json

Their convention is an assistant's: one row for a range, ends exclusive, several readings of a value, calendar
requests. Ours is a reader's: two rows for "from … to …", ends inclusive, one reading by tense. So
a case agrees if every expression that they resolve is covered by our rows, and the first and last day
(or time, or TIMEX value) that our rows give is that of one of their readings; a case without an expression
agrees if we give no row. Where they tell hours ("Monday from 2 to 4 pm"), our rows must tell the same hours.

The same told otherwise agrees too. Each such rule is a function below (FAIR); in brackets the cases of 985 that it
decides, which the script counts again:
  written   (13)  P1Q is P3M, P0.5Y is P6M, T16 is T16:00, every weekend is P1WE or XXXX-WXX-WE
  far_end    (7)  "two weeks before Christmas": our length has the days that it reaches over, theirs is the far one
  edge       (7)  "from mid-2007 to the end of 2008": we keep the unit and say mid or late, they make a day of it
  now        (7)  "until now": PRESENT_REF is the moment of reference
  day_end    (5)  "the end of Sunday": their last second of the day is our day with relation late
  seconds    (1)  08:00:31 with the seconds, which the comparison of minutes else cuts off
Without them 726 agree.

Prints the share, by type, and what differs on purpose.
"""
import argparse, collections, datetime, json, os, re, subprocess, sys

# What we leave out or read otherwise on purpose: pattern of their words -> why.
ON_PURPOSE = [
    (r'^\d{1,2}$|^at \d+$|\bat \d{1,2}$|around \d{1,2}$|from \d+$|\d-\d+$|from \d+-\d|^\d-\d', 'a bare number, or two as in a score, is no time'),
    (r'between \d and \d o|between \d and \d y|five to seven|7 and 9 last', 'a bare number, or two as in a score, is no time'),
    (r'(next|following|previous|last) (mon|tues|wednes|thurs|fri|satur|sun)day', 'next Friday is the first one to come, last Friday the latest gone'),
    (r'\b(school year|sy)\b|[sc]y\d|^fiscal year', 'school years begin in different months'),
    (r'year-old|years? old', 'an age is a figure'),
    (r'^(in|within) (the next )?(a|an|half|two|three|\d+)', '"in two weeks" is a length of time, with days only where the sentence looks ahead'),
    (r'\b(few|some|several|couple|of)\b.*\b(minutes|hours|days|weeks|months|years)\b|couple weeks', 'no count is invented for a few days'),
    (r'^(the|this|that) (day|week|month|year|hour|fortnight|weekend)$|^at this time$', '"the year" alone names no year'),
    (r'decade', 'the next decade is ten years from now on'),
    (r'business days', 'business days are days'),
    (r'(before|after|from|since) (today|tomorrow|tmr|tmrw|yesterday|now|next|last|may|january|christmas|easter|2011|the year)|year from now', 'a weekday that is counted from another day'),
    (r'\d (weeks?|months?|years?) (ago|later|from|before|after)|(two|three|four) (weeks?|months?|years?) (ago|later|from|before|after)|fortnight', 'two weeks ago is a week, not a day'),
    (r'^\d+[hdwmyap]$|\d(h|d|w|m|y|p|a)\b|(oclock|ish|ampm)\b|p \. m|\d\.?am$|3\.5years|^otd$|^9[05] s|1990 s', 'shorthand of chats, broken words'),
    (r'\b(asap|as soon as possible|forever|eod|eoy|eom|end of day)\b', 'shorthand of calendars'),
    (r'^(this |next )?(nov|oct|may|jan|dec|feb|mar)[a-z]*[/-]?\d|^(this |next )?\d{1,2}/\d{1,2}|^\d{1,2}-\d{1,2}\b|\d{1,2}\.\d{1,2}\b|from this 5/12|friday.\(?jun|^\d+-20\d\d|^20\d\d-\d$|2020-23|2020/23|from 4-23', 'numbers that may be a day and a month, or not'),
    (r'\d{8}|\d{4} \d\d \d\d|10-1-2018', 'eight digits are a number'),
    (r'\b(mornings?|afternoons?|evenings?|nights?|lunch\w*|breakfast|dinner\w*|business hours?|daytime|mealtime)\b(?!.*\d)', 'a part of a day, or a season, alone has no date'),
    (r'^(winter|summer)$', 'a part of a day, or a season, alone has no date'),
    (r'\bweek \d+', 'week 10 may be the tenth of anything'),
    (r'\bfeb\w* (29|30)|2/29/2019', 'no such day'),
    (r'^utc|^gmt|timezone', 'a zone alone is no time'),
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
    told = inner and re.search(r'T\d', inner[1] + inner[2])  # hours are told, not a part of a day
    clocks = [r for r in rows if r['first'] and re.search(r'T\d', r['first'])]
    if told and clocks:  # the rows that tell the hours, not the day that is a row beside them
        first, last = clocks[0]['first'], clocks[-1]['last']
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
            return on and (own == clock or (own is None and not told))
        ours_day = day(ours, end)
        # Exclusive: their end is the day after ours, or the first of the last unit ("to 2018").
        return theirs == ours_day or (end and (before(theirs) == ours_day or theirs == day(rows[-1]['first'], False)))
    return bound(a, first, False) and bound(b, last, True) or (a is None and b == day(first, False)) or (b is None and a and before(a[:10]) == day(last, True))


# ---- both say the same of the world, told otherwise: see the head of this file ----

def now(value, rows, reference):
    """"until now": our row is PRESENT_REF, theirs the moment of reference."""
    if not reference or not any(r['timex'] == 'PRESENT_REF' for r in rows):
        return False
    hours = 'T' in reference and ' ' in (value.get('start') or value.get('value') or '')
    moment = reference[:16] if hours else reference[:10]
    return same(value, [dict(r, first=moment, last=moment) if r['timex'] == 'PRESENT_REF' else r for r in rows])


def plain(timex):
    """One of the ways to write a TIMEX value: quarters as months, hours with minutes, sets without their X."""
    timex = re.sub(r'^P(\d+)Q$', lambda m: f'P{3 * int(m[1])}M', timex or '').replace('P0.5Y', 'P6M')
    timex = re.sub(r'T(\d\d)$', r'T\1:00', timex)
    return {'XXXX-WXX-WE': 'P1WE'}.get(timex, re.sub(r'^XXXX-XX-XXT', 'T', timex))


def written(value, rows, reference):
    return any(r['timex'] and plain(r['timex']) == plain(value.get('timex')) for r in rows)


def day_end(value, rows, reference):
    """"the end of Sunday": theirs is the last second of the day, ours the day with relation late."""
    v = value.get('value') or ''
    return v.endswith(' 23:59:59') and any(r['relation'] == 'late' and r['last'] == v[:10] for r in rows)


def edge(value, rows, reference):
    """"from mid-2007 to the end of 2008": ours keeps the unit and tells its part as relation, theirs makes a day of it."""
    def fits(theirs, row, end):
        if theirs is None or not row['first']:
            return theirs is None
        a, b = day(row['first'], False), day(row['last'], True)
        if row['relation'] in ('early', 'mid', 'late'):
            return a <= theirs and before(theirs) <= b
        return theirs == a if not end else before(theirs) == b
    edged = [r for r in rows if r['relation'] in ('early', 'mid', 'late')]
    if not edged or not (value.get('start') or value.get('end')) or ':' in str(value.get('start')):
        return False
    return fits(value.get('start'), rows[0], False) and fits(value.get('end'), rows[-1], True)


def far_end(value, rows, reference):
    """"two weeks before Christmas": ours is the length with the days that it reaches over, and the day that it hangs
    on; theirs the day at its other end, or all before or behind that."""
    theirs = value.get('value') or value.get('start') or value.get('end')
    length = rows[0]
    if len(rows) > 2 or length['kind'] != 'duration' or not length['first'] or 'T' in length['first']:
        return False
    anchor = rows[-1]['first'] if len(rows) == 2 else None  # alone: "in two weeks", counted from now
    far = length['first'] if anchor == length['last'] else length['last']
    return theirs == far


def seconds(value, rows, reference):
    """Seconds are told by both, or by them as zero."""
    v = (value.get('value') or '').replace(' ', 'T')
    return 'T' in v and any(r['last'] and r['last'] in (v, v.removesuffix(':00')) for r in rows)


FAIR = [now, written, day_end, edge, far_end, seconds]


def main():
    ap = argparse.ArgumentParser()
    ap.add_argument('--ext', default='./news.so')
    ap.add_argument('--show', type=int, default=0)
    ap.add_argument('file')
    o = ap.parse_args()
    cases = json.load(open(o.file, encoding='utf-8-sig'))
    rows = run(o.ext, cases)
    otherwise = collections.Counter()
    good, all_, purpose, shown = collections.Counter(), collections.Counter(), collections.Counter(), 0
    for i, c in enumerate(cases):
        ok, why, told = True, None, set()
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
            now_is = (c.get('Context') or {}).get('ReferenceDateTime')
            fair = near and next((f for f in FAIR for v in values if f(v, near, now_is)), None)
            if fair:
                told.add(fair.__name__)
                continue
            ok = False
            why = why or next((w for p, w in ON_PURPOSE if re.search(p, r['Text'], re.I)), None)
        all_[types[0]] += 1
        good[types[0]] += ok
        otherwise.update(told if ok else ())
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
    for f, k in otherwise.most_common():
        print(f'  {k:3d} agree, told otherwise: {f}')
    for w, k in purpose.most_common():
        print(f'  {k:3d} differ on purpose: {w}')


if __name__ == '__main__':
    main()
