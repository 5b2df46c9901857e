// The compiler's name and version as HELLO tells them.
#ifndef HIL_TOOLCHAIN_H
#define HIL_TOOLCHAIN_H

#define HIL_TEXT_OF(x) #x
#define HIL_TEXT(x) HIL_TEXT_OF(x)

#if defined(__clang__)
#define HIL_TOOLCHAIN "clang " HIL_TEXT(__clang_major__) "." HIL_TEXT(__clang_minor__) "." HIL_TEXT(__clang_patchlevel__)
#else
#define HIL_TOOLCHAIN "gcc " HIL_TEXT(__GNUC__) "." HIL_TEXT(__GNUC_MINOR__) "." HIL_TEXT(__GNUC_PATCHLEVEL__)
#endif

#endif
