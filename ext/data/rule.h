/* rule.h - patterns over tokens with named roles, as data (ext/lang/en/ *.rules).
**
** A .rules file:
**   # comment
**   [date]                                   the rule set (data/rulesets.def), for the lines below
**   @dom (%1-31 | {ordinal})                 a piece of pattern with a name, written @dom below
**   day: {weekday} => op=weekday wd=$1       a rule: optional name, pattern, what it gives
**   last w:{weekday} ","? => op=last wd=$w
**   +	we met last Friday => op=last wd=friday    example: what the first match in the text gives
**   -	the last straw                           example: the set matches nothing
** Between tabs after + or -: the text. An example belongs to the set above it.
**
** Pattern elements, separated by blanks
**   word  "word"        a token whose folded form is this (quote what would clash with the syntax);
**                       what the reader cuts in several tokens is cut here too ("don't", "$5")
**   {kind}              a lexicon hit (all its tokens)      {kind:value}  whose first column is
**   value {kind.column:value}                                     whose named column is value
**   <NN> <VB*>          a tag, or tags with that beginning
**   #number #number:ordinal                   a number that starts here (all its tokens), its form
**   %cap %upper %lower %digit %punct %any     shapes of one token
**   %1-31 %1900-2100    a token of digits whose value is in the range     %d4: four digits
**   _                   no white space between the elements before and after
**   ^  $                start and end of a sentence
**   ( a | b c )         alternatives    !( … )  not here    &( … )  here, but taking nothing
**   x? x* x+            optional, any number, one or more
**   role:x              names what x matched; elements are $1, $2 … by position in the pattern too
** What it gives: key=literal, key="two words", key=$role (the words; of a hit the lemma),
** key=$role.column (of a hit).
**
** A match never leaves its sentence and takes at least one token. At one token the longest match
** wins, of equals the first in the file; rule_find goes on behind the match. The work at one token
** is bounded (RULE_STEPS), so a text costs linear time; most tokens start no rule and cost a probe,
** and of the rules that start with a token only those are run that may go on with what stands behind
** it (data/pack.h: PackTry).
*/
#ifndef NEWS_RULE_H
#define NEWS_RULE_H

#include "core/doc.h"
#include "data/lang.h"

typedef enum RuleSet {
#define RULESET(id, name) RULES_##id,
#include "data/rulesets.def"
#undef RULESET
  RULESET_COUNT
} RuleSet;

#define RULE_ROLES 12
#define RULE_STEPS 2000 /* instructions at one start, all rules together */

typedef struct RuleMatch {
  int32_t rule;
  int32_t first, last;                      /* tokens of the whole match */
  int32_t from[RULE_ROLES], to[RULE_ROLES]; /* tokens of each role; from == NONE: not matched */
  int32_t hit[RULE_ROLES]; /* Hit, if the role is a single lexicon element; else NONE */
} RuleMatch;

/* The best match of the set that starts at token t. */
bool rule_at(const Doc *doc, const Lang *lang, RuleSet set, int32_t t, RuleMatch *m);
/* The next token from t on that a rule of the set may start with; tokens.n without one. */
int32_t rule_next(const Doc *doc, const Lang *lang, RuleSet set, int32_t t);
/* The next match at or behind *t; *t moves behind it. False when there is none. */
bool rule_find(const Doc *doc, const Lang *lang, RuleSet set, int32_t *t, RuleMatch *m);

/* What the rule gives for a key ("op"): literal, words, lemma or column; STR_NONE if it gives none
** or the role is not matched. Keys are compared as strings: take them once a match, not in loops.
*/
Str rule_str(const Doc *doc, const Lang *lang, const RuleMatch *m, Str key);
/* The tokens of the role behind a key (key=$role, key=$role.column); false if none or not matched.
*/
bool rule_span(const Lang *lang, const RuleMatch *m, Str key, int32_t *first, int32_t *last);
Why rule_why(const Lang *lang, const RuleMatch *m);

#endif
