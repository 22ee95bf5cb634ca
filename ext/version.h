/* version.h - the one place that names the version. */
#ifndef NEWS_VERSION_H
#define NEWS_VERSION_H

#define NEWS_VERSION "0.1.0"

#endif
