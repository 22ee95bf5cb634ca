/* archive_work.c - articles read in threads: a ring of jobs, taken out in the order they went in.
**
** Threads live as long as a command does and touch nothing but the articles: no database, no cache,
** no other connection. Each has a Reader of its own; the language is const. The caller reads as
** well: whoever asks for an article that nobody has begun reads it himself, so that two threads are
** two at work, writing included. Memory is bounded by the ring: SLOTS articles a thread, LEAST_SLOTS in
** all, and PENDING bytes of text.
**
** Without threads in SQLite (single-threaded build or configuration) or in the system all is read
** by the caller; the rows are the same. An article that was taken must be released before the pool
** is closed.
*/
#include "sql/archive.h"

#include <stdatomic.h>
#if !defined(_WIN32) && !defined(NEWS_NO_THREADS)
#include <pthread.h>
#include <unistd.h>
#define THREADS 1
#else
#define THREADS 0
#endif

enum { MOST_THREADS = 64, LEAST_SLOTS = 32, SLOTS = 4, BINS = 32 };
#define PENDING ((size_t)1 << 20)
#define KEPT ((size_t)16 << 20)

typedef enum JobState { JOB_WAITS, JOB_RUNS, JOB_DONE } JobState;

typedef struct Job {
  Article *article;
  JobState state;
} Job;

/* Memory of an article that is done. */
typedef struct Block {
  struct Block *next;
} Block;

struct Pool {
  sqlite3 *db;
  const Lang *lang;
  Reader reader; /* of the caller */
  size_t bytes;  /* of text in the ring */
  size_t memory; /* most that one article may take */
  atomic_bool stopping, starved;
  Block *bin[BINS];          /* blocks of 2^i bytes and more, for the next articles */
  size_t kept;               /* bytes in them */
  uint32_t first, next, end; /* jobs ever taken out, begun, put in: the ring holds first..end */
  uint32_t size;
  Job job[SLOTS * MOST_THREADS];
#if THREADS
  pthread_mutex_t mutex;
  pthread_cond_t work, done; /* a job waits, or the end; a job is done */
  pthread_t thread[MOST_THREADS];
#endif
  int threads; /* that run beside the caller */
};

static Job *job_at(Pool *p, uint32_t i) {
  return &p->job[i % p->size];
}

/* ---- what articles ask ---- */

static bool stopped(void *ctx) {
  Pool *p = ctx;
  return p->stopping || article_interrupted(p->db);
}

#if THREADS
static void lock(Pool *p) {
  pthread_mutex_lock(&p->mutex);
}
static void unlock(Pool *p) {
  pthread_mutex_unlock(&p->mutex);
}
#else
static void lock(Pool *p) {
  (void)p;
}
static void unlock(Pool *p) {
  (void)p;
}
#endif

/* ---- memory of articles ----
**
** Blocks go from article to article: given back to the system they come back as pages that it clears first,
** a fortieth of a refresh.
*/

static int bin_of(size_t n) {
  int i = 0;
  while (n >>= 1) i++;
  return i < BINS ? i : BINS - 1;
}

/* Articles ask for the same few sizes: the last block of the bin fits, or none is looked for. */
static void *reuse(Pool *p, size_t n) {
  lock(p);
  Block **bin = &p->bin[bin_of(n)], *b = *bin;
  if (b && sqlite3_msize(b) < n) b = 0;
  if (b) {
    *bin = b->next;
    p->kept -= sqlite3_msize(b);
  }
  unlock(p);
  return b;
}

/* False: there is enough. */
static bool keep(Pool *p, Block *b) {
  size_t n = sqlite3_msize(b);
  lock(p);
  bool room = n <= KEPT - p->kept;
  if (room) {
    Block **bin = &p->bin[bin_of(n)];
    b->next = *bin;
    *bin = b;
    p->kept += n;
  }
  unlock(p);
  return room;
}

static void free_kept(Pool *p) {
  lock(p);
  for (int i = 0; i < BINS; i++)
    for (Block *b; (b = p->bin[i]);) {
      p->bin[i] = b->next;
      sqlite3_free(b);
    }
  p->kept = 0;
  unlock(p);
}

/* Tells memory that is not there from memory that one article may not have. */
static void *take(void *ctx, size_t n) {
  Pool *p = ctx;
  void *m = reuse(p, n);
  if (m || (m = sqlite3_malloc64(n))) return m;
  free_kept(p);
  if (!(m = sqlite3_malloc64(n))) p->starved = true;
  return m;
}

static void give_back(void *ctx, void *m) {
  if (m && !keep(ctx, m)) sqlite3_free(m);
}

/* ---- threads ---- */

#if THREADS

/* Reads the next job; called and left with the lock held. */
static void run_next(Pool *p, Reader *reader) {
  Job *job = job_at(p, p->next++);
  job->state = JOB_RUNS;
  unlock(p);
  article_read(job->article, reader, WANT_ALL);
  lock(p);
  job->state = JOB_DONE;
  pthread_cond_broadcast(&p->done);
}

static void *worker(void *ctx) {
  Pool *p = ctx;
  Reader reader;
  if (!reader_open(&reader, p->lang)) return 0; /* the others do its work */
  lock(p);
  while (!p->stopping) {
    if (p->next == p->end)
      pthread_cond_wait(&p->work, &p->mutex);
    else
      run_next(p, &reader);
  }
  unlock(p);
  reader_close(&reader);
  return 0;
}

/* May sqlite3_malloc be called by several threads? Where SQLite is configured to one thread its
** mutexes are none, which shows in all of them being the same. */
static bool sqlite_is_threadsafe(void) {
  if (!sqlite3_threadsafe()) return false;
  sqlite3_mutex *a = sqlite3_mutex_alloc(SQLITE_MUTEX_FAST);
  sqlite3_mutex *b = sqlite3_mutex_alloc(SQLITE_MUTEX_FAST);
  bool safe = a && b && a != b;
  sqlite3_mutex_free(a);
  sqlite3_mutex_free(b);
  return safe;
}

static int cores(void) {
  long n = sysconf(_SC_NPROCESSORS_ONLN);
  return n < 1 ? 1 : n > 8 ? 8 : (int)n;
}

static bool start(Pool *p, int threads) {
  if (pthread_mutex_init(&p->mutex, 0)) return false;
  pthread_cond_init(&p->work, 0);
  pthread_cond_init(&p->done, 0);
  if (threads > 1 && !sqlite_is_threadsafe()) threads = 1;
  while (p->threads < threads - 1 && !pthread_create(&p->thread[p->threads], 0, worker, p))
    p->threads++;
  return true;
}

static void halt(Pool *p) {
  lock(p);
  p->stopping = true;
  pthread_cond_broadcast(&p->work);
  unlock(p);
  for (int i = 0; i < p->threads; i++) pthread_join(p->thread[i], 0);
}

static void clear(Pool *p) {
  pthread_cond_destroy(&p->work);
  pthread_cond_destroy(&p->done);
  pthread_mutex_destroy(&p->mutex);
}

static void wake(Pool *p) {
  pthread_cond_signal(&p->work);
}
static void await(Pool *p) {
  pthread_cond_wait(&p->done, &p->mutex);
}

#else /* the caller alone */
static void run_next(Pool *p, Reader *reader) {
  Job *job = job_at(p, p->next++);
  article_read(job->article, reader, WANT_ALL);
  job->state = JOB_DONE;
}
static int cores(void) {
  return 1;
}
static bool start(Pool *p, int threads) {
  (void)p, (void)threads;
  return true;
}
static void halt(Pool *p) {
  p->stopping = true;
}
static void clear(Pool *p) {
  (void)p;
}
static void wake(Pool *p) {
  (void)p;
}
static void await(Pool *p) {
  (void)p;
}
#endif

/* ---- the ring ---- */

Pool *pool_open(sqlite3 *db, const Lang *lang, int threads, size_t memory) {
  Pool *p = sqlite3_malloc64(sizeof *p);
  if (!p) return 0;
  memset(p, 0, sizeof *p);
  p->db = db;
  p->lang = lang;
  p->memory = memory;
  if (threads <= 0) threads = cores();
  if (threads > MOST_THREADS) threads = MOST_THREADS;
  p->size = SLOTS * (uint32_t)threads;
  if (p->size < LEAST_SLOTS) p->size = LEAST_SLOTS;
  if (reader_open(&p->reader, lang)) {
    if (start(p, threads)) return p;
    reader_close(&p->reader);
  }
  sqlite3_free(p);
  return 0;
}

bool pool_full(const Pool *p) {
  return p->end - p->first == p->size || (p->bytes > PENDING && p->end != p->first);
}

bool pool_empty(const Pool *p) {
  return p->end == p->first;
}

bool pool_starved(const Pool *p) {
  return p->starved;
}

bool pool_put(Pool *p, Str text, Moment published) {
  Article *a = article_new(text, published, (Mem){take, give_back, p}, p->memory);
  if (!a) return false;
  a->doc.stop = stopped;
  a->doc.stop_ctx = p;
  lock(p);
  *job_at(p, p->end++) = (Job){a, JOB_WAITS};
  p->bytes += (size_t)a->text.n;
  wake(p);
  unlock(p);
  return true;
}

uint32_t pool_read(Pool *p, uint32_t most) {
  lock(p);
  uint32_t n = p->size / 2;
  if (n > most) n = most;
  if (n > p->end - p->first) n = p->end - p->first;
  for (uint32_t i = p->first; i != p->first + n;) {
    if (job_at(p, i)->state == JOB_DONE)
      i++;
    else if (p->next != p->end && p->next - p->first < n)
      run_next(p, &p->reader);
    else
      await(p);
  }
  unlock(p);
  return n;
}

Article *pool_take(Pool *p) {
  lock(p);
  Job *job = job_at(p, p->first);
  while (job->state != JOB_DONE) {
    if (p->next != p->end)
      run_next(p, &p->reader);
    else
      await(p);
  }
  Article *a = job->article;
  job->article = 0;
  p->first++;
  p->bytes -= (size_t)a->text.n;
  unlock(p);
  return a;
}

void pool_close(Pool *p) {
  if (!p) return;
  halt(p);
  for (; p->first != p->end; p->first++) article_release(job_at(p, p->first)->article);
  free_kept(p);
  clear(p);
  reader_close(&p->reader);
  sqlite3_free(p);
}
