// SPDX-License-Identifier: Apache-2.0
package dev.bnn.emit.c;

import java.util.Locale;
import java.util.Set;

/** The names of networks in C. */
final class CNames {
    private static final String PREFIX = "bnn_";

    /** The library of the kernels; the headers of C23, of POSIX and of common systems, which ours would hide by -I. */
    private static final Set<String> HEADERS = Set.of("""
            bnn_kernels aio aliases alloca ar argp argz arm_neon arm_sve assert byteswap complex cpio crypt ctype dirent
            dlfcn elf endian envz err errno error execinfo fcntl features fenv float fmtmsg fnmatch fstab fts ftw gconv
            getopt glob grp gshadow iconv ifaddrs immintrin inttypes io iso646 langinfo lastlog libgen limits link locale
            malloc math mcheck memory mntent monetary mqueue ndbm netdb newlib nl_types nss obstack paths poll printf
            proc_service process pthread pty pwd reent regex regexp resolv sched search semaphore setjmp sgtty shadow signal
            spawn stab stdalign stdarg stdatomic stdbit stdbool stdckdint stddef stdint stdio stdlib stdnoreturn string
            strings stropts syscall sysexits syslog tar tchar termio termios tgmath threads time trace ttyent uchar ucontext
            ulimit unistd utime utmp utmpx values wait wchar wctype windows winsock wordexp x86intrin
            """.split("\\s+"));

    private CNames() {}

    /**
     * The name of a network's files, which is also the prefix of its identifiers: the network's name, with a prefix of its own if a
     * header of a C compiler has that name, or if C reserves it.
     */
    static String of(String network) {
        boolean taken = network.startsWith("_") || HEADERS.contains(network.toLowerCase(Locale.ROOT));
        return taken ? PREFIX + network : network;
    }
}
