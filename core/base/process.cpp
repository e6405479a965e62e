#include "core/base/process.h"

#include "core/base/sanitizers.h"

#if defined(_WIN32)
#include <windows.h>
#else
#include <sys/resource.h>
#endif
#if defined(__linux__)
#include <sys/prctl.h>
#endif

namespace base {

void forbidCoreDumps()
{
#if defined(_WIN32)
    SetErrorMode(SEM_FAILCRITICALERRORS | SEM_NOGPFAULTERRORBOX); // no report with the memory in it
#else
    const rlimit none{0, 0};
    (void)::setrlimit(RLIMIT_CORE, &none);
#endif
#if defined(__linux__)
    // The limit is not asked when core files go to a program. A sanitizer has to read its own process.
    if constexpr (!kHasAddressSanitizer && !kHasThreadSanitizer) (void)::prctl(PR_SET_DUMPABLE, 0, 0, 0, 0);
#endif
}

} // namespace base
