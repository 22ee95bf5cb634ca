/* embed.h - a file put into the library as it is: name[] and name_size. By .incbin: a C array of
** some megabytes takes seconds and 300 MB of compiler memory. Compilers without GNU assembly define
** NEWS_NO_INCBIN and link an object made by other means (ld -r -b binary, or xxd -i) with these
** names. */
#ifndef NEWS_EMBED_H
#define NEWS_EMBED_H

#ifdef NEWS_NO_INCBIN
#define EMBED(name, path)                                                                          \
  extern const unsigned char name[];                                                               \
  extern const unsigned char name##_end[];
#else
#ifdef __APPLE__
#define EMBED_SECTION ".const_data\n"
#define EMBED_BACK ".text\n"
#define EMBED_SYMBOL(name) "_" #name
#define EMBED_HIDE(name) ".private_extern _" #name "\n"
#else
#define EMBED_SECTION ".pushsection .rodata\n"
#define EMBED_BACK ".popsection\n"
#define EMBED_SYMBOL(name) #name
#define EMBED_HIDE(name) ".hidden " #name "\n"
#endif
#define EMBED(name, path)                                                                          \
  __asm__(EMBED_SECTION                                                                            \
          ".balign 64\n"                                                                           \
          ".globl " EMBED_SYMBOL(name) "\n" EMBED_HIDE(name)                                       \
              EMBED_SYMBOL(name) ":\n"                                                             \
                                 ".incbin \"" path "\"\n"                                          \
                                 ".globl " EMBED_SYMBOL(name##_end) "\n" EMBED_HIDE(name##_end)    \
                                     EMBED_SYMBOL(name##_end) ":\n"                                \
                                                              ".byte 0\n" EMBED_BACK);             \
  extern const unsigned char name[];                                                               \
  extern const unsigned char name##_end[];
#endif
#define EMBED_SIZE(name) ((size_t)(name##_end - name))

#endif
