/* parse_front.c - the one step that is sure where a sentence begins with a participle.
**
** "Asked whether she feared a backlash, Marsh laughed": a bare participle governs no clause with a subject of its own
** behind a comma, but depends on it. The models see too little of the sentence to know: they have read the participle
** long before the verb, and make it the root. So that once such a clause has its subject, all before it is closed and
** hung on its verb.
*/
#include "read/parser.h"

enum { COMMA = 1 }; /* of ParseWord.gap */

static int tag_of(const Parse *p, const Model *m, int word) {
  return word >= PARSE_FIRST && word <= p->n ? m->tags[p->word[word].tag] : TAG_NONE;
}

static bool is_participle(int tag) {
  return tag == TAG_VBG || tag == TAG_VBN;
}

static bool is_finite(int tag) {
  return tag == TAG_VBD || tag == TAG_VBZ || tag == TAG_VBP;
}

static int rel_of(const Parse *p, const Model *m, int word) {
  return word == PARSE_ABSENT ? REL_NONE : m->rels[p->word[word].label];
}

/* One of the two outermost children on the left that has one of two relations. */
static int left_child(const Parse *p, const Model *m, const ParseWord *w, int rel, int other) {
  for (int i = 0; i < 2; i++) {
    int own = rel_of(p, m, w->left[i]);
    if (own == rel || own == other) return w->left[i];
  }
  return PARSE_ABSENT;
}

/* Does the word lead a participle: "when asked", "after meeting", "having met"? */
static bool leads(int tag) {
  return tag == TAG_WRB || tag == TAG_IN || tag == TAG_RB || is_participle(tag);
}

bool parse_fronted(const Parse *p, const Model *m) {
  int first = tag_of(p, m, PARSE_FIRST);
  return is_participle(first) || (leads(first) && is_participle(tag_of(p, m, PARSE_FIRST + 1)));
}

/* The lowest word of the stack is the participle, with all that stands before it. */
static bool waits(const Parse *p, const Model *m) {
  int word = p->top >= PARSE_BOTTOM ? p->stack[PARSE_BOTTOM] : PARSE_ABSENT;
  const ParseWord *w = &p->word[word];
  return is_participle(tag_of(p, m, word)) && w->first == PARSE_FIRST &&
         !left_child(p, m, w, REL_NSUBJ, REL_NSUBJ_PASS);
}

static bool is_relative(int tag) {
  return tag == TAG_WP || tag == TAG_WDT || tag == TAG_WRB;
}

/* The next word is the verb of a clause that begins behind a comma with its subject, and no verb that is only put in
** (", he said,"). */
static bool is_clause(const Parse *p, const Model *m) {
  const ParseWord *w = &p->word[p->next], *first = &p->word[w->first];
  bool finite = is_finite(tag_of(p, m, p->next)) || left_child(p, m, w, REL_AUX, REL_AUX_PASS) ||
                left_child(p, m, w, REL_COP, REL_COP);
  int subject = left_child(p, m, w, REL_NSUBJ, REL_NSUBJ_PASS);
  return finite && subject && p->word[subject].first == w->first && first->gap == COMMA &&
         !is_relative(tag_of(p, m, w->first)) && !(p->word[p->next + 1].gap & COMMA) &&
         first->breaks == p->word[p->stack[PARSE_BOTTOM]].breaks;
}

int parse_front(const Parse *p, const Model *m) {
  if (p->next > p->n || !waits(p, m) || !is_clause(p, m)) return NONE;
  return p->top == PARSE_BOTTOM ? ACTION_LEFT : ACTION_RIGHT;
}
