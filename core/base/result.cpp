#include "core/base/result.h"

#include <cstdio>
#include <cstdlib>

namespace base {

const char* toString(Fault fault)
{
    switch (fault) {
    case Fault::Offline: return "offline";
    case Fault::Busy: return "busy";
    case Fault::BadAnswer: return "bad-answer";
    case Fault::NotAllowed: return "not-allowed";
    case Fault::MissingState: return "missing-state";
    case Fault::RangeTooLarge: return "range-too-large";
    case Fault::Reverted: return "reverted";
    case Fault::NotNow: return "not-now";
    case Fault::Refused: return "refused";
    case Fault::BadData: return "bad-data";
    case Fault::Mismatch: return "mismatch";
    case Fault::Locked: return "locked";
    case Fault::Funds: return "funds";
    case Fault::NotYet: return "not-yet";
    case Fault::Outdated: return "outdated";
    case Fault::Cancelled: return "cancelled";
    case Fault::Storage: return "storage";
    case Fault::Unsupported: return "unsupported";
    }
    panic("a Fault with no name", __FILE__, __LINE__);
}

std::unexpected<Error> within(const std::string& doing, Error error)
{
    error.detail = doing + ": " + error.detail;
    return std::unexpected(std::move(error));
}

void panic(const char* expression, const char* file, int line)
{
    std::fprintf(stderr, "%s:%d: check failed: %s\n", file, line, expression);
    std::abort();
}

} // namespace base
