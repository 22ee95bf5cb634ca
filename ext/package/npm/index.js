// sqlite-news for Node: better-sqlite3, node:sqlite, and any other client with loadExtension().
'use strict';
const { existsSync } = require('node:fs');
const { join } = require('node:path');

/** The library of this platform. */
function getLoadablePath() {
  const path = join(__dirname, `${process.platform}-${process.arch}`, 'news.so');
  if (!existsSync(path)) {
    throw new Error(
      `sqlite-news has no library for ${process.platform}-${process.arch}: build it from source, ` +
        'and give its path to loadExtension()'
    );
  }
  return path;
}

/** Loads the extension into a connection: `new Database(…)`, or `new DatabaseSync(…, { allowExtension: true })`. */
function load(db) {
  db.loadExtension(getLoadablePath());
}

module.exports = { getLoadablePath, load };
