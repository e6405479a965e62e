#pragma once

#include "core/eth/abi.h"
#include "core/eth/receipt.h"

namespace eth::abi {

/// True when the log's first topic is the event's (never for an anonymous event) and the number of topics
/// fits.
bool isEvent(const Event& event, const Log& log);

/// The event's arguments in the order of their declaration. Of an indexed argument of dynamic or composite
/// type a log has only the hash: its value is those 32 bytes. BadData when the log is not of this event or
/// malformed.
base::Result<Value::List> decodeEvent(const Event& event, const Log& log);

/// Topics and data of the event that `emitter` would log; the inverse of decodeEvent() but for indexed
/// strings and bytes, which are hashed. Unsupported for indexed arrays and tuples.
base::Result<Log> encodeEvent(const Event& event, const base::Address& emitter, const Value::List& arguments);

} // namespace eth::abi
