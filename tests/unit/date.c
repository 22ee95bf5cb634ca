/* date.c - time expressions and `published`, through the real reading of a text. */
#include "../tap.h"
#include "analyze.h"
#include "read/calendar.h"

#include <string.h>

#define NOW "2025-04-25" /* a Friday */

/* Each expected row is "words | kind | timex | first | last", rows parted by ";"; "-" is NULL. */
static const struct {
  const char *text, *want;
} cases[] = {
    /* days */
    {"It opened on May 3, 2012.", "May 3, 2012 | date | 2012-05-03 | 2012-05-03 | 2012-05-03"},
    {"Friday, June 7, 2013: it began.",
     "Friday, June 7, 2013 | date | 2013-06-07 | 2013-06-07 | 2013-06-07"},
    {"It closed on 20 March.", "20 March | date | 2025-03-20 | 2025-03-20 | 2025-03-20"},
    {"It was sold on December 10.", "December 10 | date | 2024-12-10 | 2024-12-10 | 2024-12-10"},
    {"It will be sold on January 20.", "January 20 | date | 2026-01-20 | 2026-01-20 | 2026-01-20"},
    {"The fair runs from May 3 to 5.",
     "May 3 to 5 | date | 2025-05-03/2025-05-05 | 2025-05-03 | 2025-05-05"},
    {"It fell on 2012-02-29 and 5/3/2019.",
     "2012-02-29 | date | 2012-02-29 | 2012-02-29 | 2012-02-29;5/3/2019 | date | 2019-05-03 | "
     "2019-05-03 | 2019-05-03"},
    {"It fell on February 30.", ""},
    {"It was shut from the twenty-seventh to the third of April.",
     "the twenty-seventh to the third of April | date | 2025-03-27/2025-04-03 | 2025-03-27 | "
     "2025-04-03"},
    {"They were away from May the ninth to the third.",
     "May the ninth to the third | date | 2025-05-09/2025-06-03 | 2025-05-09 | 2025-06-03"},
    {"They will come on Friday 5/12, as they came on 22/04.",
     "Friday 5/12 | date | 2025-12-05 | 2025-12-05 | 2025-12-05;22/04 | date | 2025-04-22 | "
     "2025-04-22 | 2025-04-22"},
    {"It ran from 10/1 to 11/7, 2020.", "10/1 | date | 2020-10-01 | 2020-10-01 | 2020-10-01;11/7, "
                                        "2020 | date | 2020-11-07 | 2020-11-07 | 2020-11-07"},
    {"They bought 1/2 of it on a 5/12 vote.", ""},
    {"They met on 23.04.2022 14:55.",
     "23.04.2022 | date | 2022-04-23 | 2022-04-23 | 2022-04-23;14:55 | time | 2022-04-23T14:55 | "
     "2022-04-23T14:55 | 2022-04-23T14:55"},
    {"It ended on June sixth nineteen forty-four.",
     "June sixth nineteen forty-four | date | 1944-06-06 | 1944-06-06 | 1944-06-06"},
    {"The leap year began on Feb. 29.", "Feb. 29 | date | 2024-02-29 | 2024-02-29 | 2024-02-29"},
    {"They met on the first Monday in May.",
     "the first Monday in May | date | 2025-05-05 | 2025-05-05 | 2025-05-05"},
    {"It closes on the last Friday of next month.",
     "the last Friday of next month | date | 2025-05-30 | 2025-05-30 | 2025-05-30"},
    {"Call +86 138-2010-2015 or 2010-2015-86.", ""},
    {"They paid $12 December 27.", "December 27 | date | 2024-12-27 | 2024-12-27 | 2024-12-27"},
    /* months, years and longer */
    {"They met in March.", "March | date | 2025-03 | 2025-03 | 2025-03"},
    {"They met in October.", "October | date | 2024-10 | 2024-10 | 2024-10"},
    {"They will meet in February.", "February | date | 2026-02 | 2026-02 | 2026-02"},
    {"They met in early March 2012.", "early March 2012 | date | 2012-03 | 2012-03 | 2012-03"},
    {"They met last November.", "last November | date | 2024-11 | 2024-11 | 2024-11"},
    {"They met in June of last year.", "June of last year | date | 2024-06 | 2024-06 | 2024-06"},
    {"They may march, said May.", ""},
    {"It was built in 1887.", "1887 | date | 1887 | 1887 | 1887"},
    {"About 2000 people paid $1995 for 1500 metres.", ""},
    {"They went from 1000 to 2000 workers in code 1234-2015-7.", ""},
    {"They drove 90 miles an hour for $5 a day.", ""},
    {"The 2012-13 season was long.", "2012-13 | date | 2012/2013 | 2012 | 2013"},
    {"Hats were worn in the late 1970s.", "the late 1970s | date | 197X | 1970 | 1979"},
    {"It is a church of the 12th century.", "the 12th century | date | 11XX | 1100 | 1199"},
    {"Sales fell in the third quarter of 2012.",
     "the third quarter of 2012 | date | 2012-Q3 | 2012-07 | 2012-09"},
    {"Sales fell in the fourth quarter.",
     "the fourth quarter | date | 2024-Q4 | 2024-10 | 2024-12"},
    {"They swam in the summer of 2013.", "the summer of 2013 | date | 2013-SU | 2013-06 | 2013-08"},
    {"They froze last winter.", "last winter | date | 2024-WI | 2024-12 | 2025-02"},
    {"Sales rose in fiscal 2012.", "fiscal 2012 | date | FY2012 | - | -"},
    {"It was shut from May to March.",
     "May | date | 2024-05 | 2024-05 | 2024-05;March | date | 2025-03 | 2025-03 | 2025-03"},
    {"It will be open from May to September.",
     "May | date | 2025-05 | 2025-05 | 2025-05;September | date | 2025-09 | 2025-09 | 2025-09"},
    {"The Jan-Feb 2017 issue sold out.",
     "Jan | date | 2017-01 | 2017-01 | 2017-01;Feb 2017 | date | 2017-02 | 2017-02 | 2017-02"},
    {"It rained from 26 June to 28 June in 2020.",
     "26 June | date | 2020-06-26 | 2020-06-26 | 2020-06-26;28 June in 2020 | date | 2020-06-28 | "
     "2020-06-28 | 2020-06-28"},
    {"It was lit from the end of March to the middle of September.",
     "the end of March | date | 2024-03 | 2024-03 | 2024-03;the middle of September | date | "
     "2024-09 | 2024-09 | 2024-09"},
    {"The mill closed in nineteen eighty-seven.",
     "nineteen eighty-seven | date | 1987 | 1987 | 1987"},
    {"They sang in May of '68.", "May of '68 | date | 1968-05 | 1968-05 | 1968-05"},
    {"In nineteen eighty-seven towns they sang.", ""},
    {"They met in week 3 of 2012.", "week 3 of 2012 | date | 2012-W03 | 2012-01-16 | 2012-01-22"},
    /* counted from today */
    {"They met on Thursday.", "Thursday | date | 2025-04-24 | 2025-04-24 | 2025-04-24"},
    {"They met on Friday.", "Friday | date | 2025-04-25 | 2025-04-25 | 2025-04-25"},
    {"They will meet on Thursday.", "Thursday | date | 2025-05-01 | 2025-05-01 | 2025-05-01"},
    {"They plan to meet on Thursday.", "Thursday | date | 2025-05-01 | 2025-05-01 | 2025-05-01"},
    {"The vote is due on Monday.", "Monday | date | 2025-04-28 | 2025-04-28 | 2025-04-28"},
    {"They met late Tuesday night.",
     "late Tuesday night | time | 2025-04-22TNI | 2025-04-22 | 2025-04-22"},
    {"They met last Friday.", "last Friday | date | 2025-04-18 | 2025-04-18 | 2025-04-18"},
    {"They meet next Friday.", "next Friday | date | 2025-05-02 | 2025-05-02 | 2025-05-02"},
    {"They met on Monday of last week.",
     "Monday of last week | date | 2025-04-14 | 2025-04-14 | 2025-04-14"},
    {"They met yesterday morning.",
     "yesterday morning | time | 2025-04-24TMO | 2025-04-24 | 2025-04-24"},
    {"They met last night.", "last night | time | 2025-04-24TNI | 2025-04-24 | 2025-04-24"},
    {"They met earlier this week.",
     "earlier this week | date | 2025-W17 | 2025-04-21 | 2025-04-27"},
    {"They met last month.", "last month | date | 2025-03 | 2025-03 | 2025-03"},
    {"They met over the weekend.", "the weekend | date | 2025-W16-WE | 2025-04-19 | 2025-04-20"},
    {"They met two years ago.", "two years ago | date | 2023 | 2023 | 2023"},
    {"They met three weeks ago.", "three weeks ago | date | 2025-W14 | 2025-03-31 | 2025-04-06"},
    {"They met a month ago.", "a month ago | date | 2025-03 | 2025-03 | 2025-03"},
    {"They grew over the last year.", "the last year | duration | P1Y | 2024-04 | 2025-04"},
    {"They met in the year-ago quarter.", "the year-ago quarter | date | 2024 | 2024 | 2024"},
    {"They met three or four months ago.",
     "three or four months ago | date | 2025-01 | 2025-01 | 2025-01"},
    {"They will meet two weeks from tomorrow.",
     "two weeks from tomorrow | date | 2025-05-10 | 2025-05-10 | 2025-05-10"},
    {"They met in the first week of May 2012.",
     "the first week of May 2012 | date | 2012-W18 | 2012-04-30 | 2012-05-06"},
    {"They met on Friday the 13th.",
     "Friday the 13th | date | 2024-12-13 | 2024-12-13 | 2024-12-13"},
    {"It lasted from June to July 2012.",
     "June | date | 2012-06 | 2012-06 | 2012-06;July 2012 | date | 2012-07 | 2012-07 | 2012-07"},
    {"In 2015 it closed in March.",
     "2015 | date | 2015 | 2015 | 2015;March | date | 2015-03 | 2015-03 | 2015-03"},
    {"The treaty signed in December holds.", "December | date | 2024-12 | 2024-12 | 2024-12"},
    {"They hope to end it by the end of the year.",
     "the end of the year | date | 2025 | 2025 | 2025"},
    {"They met in the week of the 18th.",
     "the week of the 18th | date | 2025-W16 | 2025-04-14 | 2025-04-20"},
    {"They will vote the week after next.",
     "the week after next | date | 2025-W19 | 2025-05-05 | 2025-05-11"},
    {"They met in the two previous years.",
     "the two previous years | duration | P2Y | 2023-04 | 2025-04"},
    {"Sales rose over the past three quarters and in the last quarter.",
     "the past three quarters | duration | P3Q | 2024-07 | 2025-03;the last quarter | date | "
     "2025-Q1 | 2025-01 | 2025-03"},
    {"As of Wednesday, 1885 people had come.",
     "Wednesday | date | 2025-04-23 | 2025-04-23 | 2025-04-23"},
    {"Later in the day Monday they left.",
     "Later in the day Monday | date | 2025-04-21 | 2025-04-21 | 2025-04-21"},
    {"The bill is for w/c May 6.", "w/c May 6 | date | 2025-W19 | 2025-05-05 | 2025-05-11"},
    {"They left half an hour ago.", "half an hour ago | duration | PT30M | - | -"},
    /* counted from what was told */
    {"They met on May 3, 2012. Two days later they parted.",
     "May 3, 2012 | date | 2012-05-03 | 2012-05-03 | 2012-05-03;Two days later | date | 2012-05-05 "
     "| 2012-05-05 | 2012-05-05"},
    {"They met on May 3, 2012. The next day they parted.",
     "May 3, 2012 | date | 2012-05-03 | 2012-05-03 | 2012-05-03;The next day | date | 2012-05-04 | "
     "2012-05-04 | 2012-05-04"},
    {"They met on Monday, and that night they parted.",
     "Monday | date | 2025-04-21 | 2025-04-21 | 2025-04-21;that night | time | 2025-04-21TNI | "
     "2025-04-21 | 2025-04-21"},
    {"It rose in 2012 from a year earlier.",
     "2012 | date | 2012 | 2012 | 2012;a year earlier | date | 2011 | 2011 | 2011"},
    /* times of day */
    {"They met at 3:05 p.m. Tuesday.",
     "3:05 p.m. Tuesday | time | 2025-04-22T15:05 | 2025-04-22T15:05 | 2025-04-22T15:05"},
    {"They met at 9 a.m. on Tuesday.",
     "9 a.m. | time | 2025-04-22T09:00 | 2025-04-22T09:00 | 2025-04-22T09:00;Tuesday | date | "
     "2025-04-22 | 2025-04-22 | 2025-04-22"},
    {"They met yesterday at 1354 UTC.",
     "yesterday | date | 2025-04-24 | 2025-04-24 | 2025-04-24;1354 UTC | time | 2025-04-24T13:54 | "
     "2025-04-24T13:54 | 2025-04-24T13:54"},
    {"They won 2-1 in 2:05:48.", ""},
    {"Talks took place between 10 and 11:30 this morning.",
     "10 and 11:30 this morning | time | 2025-04-25T10:00/2025-04-25T11:30 | 2025-04-25T10:00 | "
     "2025-04-25T11:30"},
    {"The shop is open 3:00 to 4:00 tomorrow.",
     "3:00 to 4:00 tomorrow | time | 2025-04-26T03:00/2025-04-26T04:00 | 2025-04-26T03:00 | "
     "2025-04-26T04:00"},
    {"It began at 9 a.m. Tuesday, May 3, 2016.",
     "9 a.m. Tuesday | time | 2016-05-03T09:00 | 2016-05-03T09:00 | 2016-05-03T09:00;May 3, 2016 | "
     "date | 2016-05-03 | 2016-05-03 | 2016-05-03"},
    {"Police shot between three and six men at 2:20 a.m. on Monday.",
     "2:20 a.m. | time | 2025-04-21T02:20 | 2025-04-21T02:20 | 2025-04-21T02:20;Monday | date | "
     "2025-04-21 | 2025-04-21 | 2025-04-21"},
    {"Police shot between three and six men at 2:20 a.m. on Monday.",
     "2:20 a.m. | time | 2025-04-21T02:20 | 2025-04-21T02:20 | 2025-04-21T02:20;Monday | date | "
     "2025-04-21 | 2025-04-21 | 2025-04-21"},
    {"Clouds cover 5/8 to 7/8 of the sky.", ""},
    {"Sales fell in the last quarter of 2012.",
     "the last quarter of 2012 | date | 2012-Q4 | 2012-10 | 2012-12"},
    {"They won 6-4 Monday and 3 to 2 on Tuesday.",
     "Monday | date | 2025-04-21 | 2025-04-21 | 2025-04-21;Tuesday | date | 2025-04-22 | "
     "2025-04-22 | 2025-04-22"},
    {"They worked from 10:30 to 3 on 1/3/2025.",
     "10:30 to 3 | time | 2025-01-03T10:30/2025-01-03T15:00 | 2025-01-03T10:30 | "
     "2025-01-03T15:00;1/3/2025 | date | 2025-01-03 | 2025-01-03 | 2025-01-03"},
    {"They met from 5 to 6 p.m. on April 22.",
     "5 to 6 p.m. | time | 2025-04-22T17:00/2025-04-22T18:00 | 2025-04-22T17:00 | "
     "2025-04-22T18:00;April 22 | date | 2025-04-22 | 2025-04-22 | 2025-04-22"},
    {"The crash was at ten past nine in the evening.",
     "ten past nine in the evening | time | 2025-04-25T21:10 | 2025-04-25T21:10 | "
     "2025-04-25T21:10"},
    {"It began last night at 8.", "last night | time | 2025-04-24TNI | 2025-04-24 | 2025-04-24;8 | "
                                  "time | 2025-04-24T20:00 | 2025-04-24T20:00 | 2025-04-24T20:00"},
    {"They arrived on Saturday at 7.",
     "Saturday | date | 2025-04-19 | 2025-04-19 | 2025-04-19;7 | time | 2025-04-19T07:00 | "
     "2025-04-19T07:00 | 2025-04-19T07:00"},
    {"It began at five-thirty tomorrow evening.",
     "five-thirty tomorrow evening | time | 2025-04-26T17:30 | 2025-04-26T17:30 | "
     "2025-04-26T17:30"},
    {"As of Saturday 8:00 p.m. it was closed.",
     "Saturday | date | 2025-04-19 | 2025-04-19 | 2025-04-19;8:00 p.m. | time | 2025-04-19T20:00 | "
     "2025-04-19T20:00 | 2025-04-19T20:00"},
    {"Police arrested 8 Monday.", "Monday | date | 2025-04-21 | 2025-04-21 | 2025-04-21"},
    /* lengths and sets */
    {"A two-week strike lasted several months.",
     "two-week | duration | P2W | - | -;several months | duration | PXM | - | -"},
    {"They waited for half an hour.", "half an hour | duration | PT30M | - | -"},
    {"They waited for a year.", "a year | duration | P1Y | - | -"},
    {"They waited for two and a half years.", "two and a half years | duration | P2.5Y | - | -"},
    {"They grew over the past two years.",
     "the past two years | duration | P2Y | 2023-04 | 2025-04"},
    {"They grew in recent years.", "recent years | date | PAST_REF | - | -"},
    {"The second day was a year-end rush for 40-year-old clerks.",
     "a year-end | date | 2025 | 2025 | 2025"},
    {"They meet every Monday.", "every Monday | set | XXXX-WXX-1 | - | -"},
    {"They meet every two weeks.", "every two weeks | set | P2W | - | -"},
    {"They meet twice a week.", "twice a week | set | P1W | - | -"},
    {"She now lives there.", "now | date | PRESENT_REF | - | -"},
    {"They left two weeks before Christmas.",
     "two weeks | duration | P2W | 2024-12-11 | 2024-12-25;Christmas | date | 2024-12-25 | "
     "2024-12-25 | 2024-12-25"},
    {"The strike begins three days after May 3, 2025.",
     "three days | duration | P3D | 2025-05-03 | 2025-05-06;May 3, 2025 | date | 2025-05-03 | "
     "2025-05-03 | 2025-05-03"},
    {"It will open in two weeks.", "two weeks | duration | P2W | 2025-04-25 | 2025-05-09"},
    {"It was the third strike in two weeks.", "two weeks | duration | P2W | - | -"},
    {"They sing every Monday at 4 p.m.",
     "every Monday | set | XXXX-WXX-1 | - | -;4 p.m. | set | XXXX-WXX-1T16:00 | - | -"},
    {"They sing on Tuesday afternoons and in the mornings.",
     "Tuesday afternoons | set | XXXX-WXX-2TAF | - | -;the mornings | set | XXXX-XX-XXTMO | - | -"},
    {"They sing every night and every weekend.",
     "every night | set | XXXX-XX-XXTNI | - | -;every weekend | set | XXXX-WXX-WE | - | -"},
    {"It is due on the 19th of every month.", "the 19th of every month | set | XXXX-XX-19 | - | -"},
    /* feasts */
    {"They met on Christmas Eve.", "Christmas Eve | date | 2024-12-24 | 2024-12-24 | 2024-12-24"},
    {"They met at Easter 2012.", "Easter 2012 | date | 2012-04-08 | 2012-04-08 | 2012-04-08"},
    {"They meet next Thanksgiving.",
     "next Thanksgiving | date | 2025-11-27 | 2025-11-27 | 2025-11-27"},
    /* no dates */
    {"The Sunday Times named him player of the year.", ""},
};

/* The same without a day of publication. */
static const struct {
  const char *text, *want;
} unknown[] = {
    {"They met on Thursday.", "Thursday | date | XXXX-WXX-4 | - | -"},
    {"They met last year.", "last year | date | - | - | -"},
    {"They met on 20 March.", "20 March | date | XXXX-03-20 | - | -"},
    {"They met at 3 p.m.", "3 p.m. | time | T15:00 | - | -"},
    {"They met on May 3, 2012. The next day they parted.",
     "May 3, 2012 | date | 2012-05-03 | 2012-05-03 | 2012-05-03;The next day | date | 2012-05-04 | "
     "2012-05-04 | 2012-05-04"},
};

static const struct {
  const char *text;
  int year, month, day, hour; /* year 0: cannot be read */
} moments[] = {
    {"2025-04-25", 2025, 4, 25, -1},
    {" 2025-04-25T10:20:30Z", 2025, 4, 25, 10},
    {"2025-04-25 23:59:00.123-05:00", 2025, 4, 25, 23},
    {"20250425", 2025, 4, 25, -1},
    {"Fri, 25 Apr 2025 10:00:00 +0200", 2025, 4, 25, 10},
    {"Fri Apr 25 10:00:00 UTC 2025", 2025, 4, 25, 10},
    {"April 25, 2025", 2025, 4, 25, -1},
    {"25 April 2025", 2025, 4, 25, -1},
    {"Apr. 25, 2025 at 3:05 p.m.", 2025, 4, 25, 15},
    {"1745539200", 2025, 4, 25, 0},
    {"1745539200000", 2025, 4, 25, 0},
    {"4/25/2025", 2025, 4, 25, -1},
    {"25.4.2025", 2025, 4, 25, -1},
    {"25/4/2025", 2025, 4, 25, -1},
    {"2025.04.25", 2025, 4, 25, -1},
    {"25-Apr-2025", 2025, 4, 25, -1},
    {"2025-Apr-25", 2025, 4, 25, -1},
    {"Friday, 25 April 2025, 12.05 a.m.", 2025, 4, 25, -1},
    {"April 25, 2025 12:05 a.m.", 2025, 4, 25, 0},
    {"APRIL 25 2025 12:05 PM", 2025, 4, 25, 12},
    {"Apr 25, 2025 11:05P", 2025, 4, 25, 23},
    {"2025-04-25T24:61", 2025, 4, 25, -1},
    {"1745539200.25", 2025, 4, 25, 0},
    {"13/13/2025", 0, 0, 0, 0},
    {"4/25/25", 0, 0, 0, 0},
    {"25 Aprilis 2025", 0, 0, 0, 0},
    {"2025-00-25", 0, 0, 0, 0},
    {"2025-04-00", 0, 0, 0, 0},
    {"0000-04-25", 0, 0, 0, 0},
    {"99999999999999999", 0, 0, 0, 0},
    {"April 2025", 0, 0, 0, 0},
    {"25:30", 0, 0, 0, 0},
    {"2025", 0, 0, 0, 0},
    {"2025-04", 0, 0, 0, 0},
    {"2025-02-30", 0, 0, 0, 0},
    {"last week", 0, 0, 0, 0},
    {"-5", 0, 0, 0, 0},
    {"", 0, 0, 0, 0},
};

static char *put(char *to, Str s) {
  if (str_none(s)) s = STR("-");
  memcpy(to, s.s, (size_t)s.n);
  return to + s.n;
}

static void rows(const Doc *doc, char *to) {
  for (int i = 0; i < doc->dates.n; i++) {
    const Date *d = &doc->dates.at[i];
    const char *kind = date_kind_name(d->kind);
    Str cell[] = {doc_text(doc, d->start, d->end),
                  {kind, (int32_t)strlen(kind)},
                  d->timex,
                  d->first,
                  d->last};
    if (i) *to++ = ';';
    for (int k = 0; k < 5; k++) {
      if (k) to = put(to, STR(" | "));
      to = put(to, cell[k]);
    }
  }
  *to = 0;
}

static void check(Reader *r, const char *text, const char *want, const char *published) {
  static char got[4096];
  Doc doc;
  doc_open(&doc, mem_libc, 0, (Str){text, (int32_t)strlen(text)});
  doc.published = moment_read(r->lang, (Str){published, (int32_t)strlen(published)});
  analyze(&doc, r, WANT_DATES);
  rows(&doc, got);
  const char *wrong = doc_check(&doc);
  tap_ok(strcmp(got, want) == 0 && !wrong, "%s%s", text, wrong ? wrong : "");
  if (strcmp(got, want) != 0) printf("# got  %s\n# want %s\n", got, want);
  for (int i = 0; i < doc.dates.n && !wrong; i++)
    if (doc.tokens.at[doc.dates.at[i].first_token].date != i) wrong = "Token.date";
  if (wrong) printf("# %s\n", wrong);
  doc_close(&doc);
}

/* Every day of 800 years: civil dates and back, weeks of seven days, units that hold their days. */
static void test_calendar(void) {
  int bad = 0;
  for (int32_t at = day_of(1600, 1, 1); at < day_of(2400, 1, 1); at++) {
    int32_t y, m, d;
    day_civil(at, &y, &m, &d);
    bad += day_of(y, m, d) != at || day_week(at) % 7 + 1 != day_week(at + 1);
    for (SpanUnit u = 0; u < SPAN_UNITS; u++) {
      Span s = span_at(u, at);
      bool weekend = u == SPAN_WEEKEND && day_week(at) < 6;
      bad += !span_valid(s) || (!weekend && (span_begin(s) > at || span_end(s) < at));
      bad += !weekend && u != SPAN_WEEKEND && span_at(u, span_end(s) + 1).index != s.index + 1;
    }
  }
  tap_ok(bad == 0, "800 years of days: %d faults", bad);
  tap_ok(easter(2024) == day_of(2024, 3, 31) && easter(2025) == day_of(2025, 4, 20) &&
             easter(1818) == day_of(1818, 3, 22) && easter(2038) == day_of(2038, 4, 25),
         "Easter, early and late");
  tap_ok(nth_weekday(2025, 11, 4, 4) == day_of(2025, 11, 27) &&
             nth_weekday(2025, 5, 5, 1) == day_of(2025, 5, 26),
         "the fourth Thursday, the last Monday");
}

int main(void) {
  LangStore store;
  const Lang *lang;
  Reader r;
  int n = sizeof cases / sizeof *cases, n_unknown = sizeof unknown / sizeof *unknown;
  int n_moments = sizeof moments / sizeof *moments;
  tap_plan(4 + n + n_unknown + n_moments);
  const char *wrong = lang_en(&store, &lang);
  tap_ok(!wrong && reader_open(&r, lang), "the language opens%s", wrong ? wrong : "");
  test_calendar();
  for (int i = 0; i < n; i++) check(&r, cases[i].text, cases[i].want, NOW);
  for (int i = 0; i < n_unknown; i++) check(&r, unknown[i].text, unknown[i].want, "");
  for (int i = 0; i < n_moments; i++) {
    Moment m = moment_read(lang, (Str){moments[i].text, (int32_t)strlen(moments[i].text)});
    bool same = m.known && m.year == moments[i].year && m.month == moments[i].month &&
                m.day == moments[i].day && m.hour == moments[i].hour;
    tap_ok(moments[i].year ? same : !m.known, "published '%s'", moments[i].text);
  }
  reader_close(&r);
  return tap_done();
}
