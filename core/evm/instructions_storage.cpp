#include "core/evm/frame.h"

namespace evm::instruction {

const Uint256* loadSlot(Frame& frame, const Uint256& key)
{
    State& state = frame.state();
    // As Machine::isBeyond() for a slot.
    if (frame.revision() >= Revision::Berlin && frame.gas < frame.machine.schedule.coldSlot &&
        !frame.self.storage.find(key))
        return nullptr;
    StorageSlot& slot = state.slot(frame.self, key);
    if (frame.revision() >= Revision::Berlin && state.warm(frame.self, slot) &&
        !frame.charge(frame.machine.schedule.coldSlot))
        return nullptr;
    return &slot.current;
}

Status storeSlot(Frame& frame, const Uint256& key, const Uint256& value)
{
    if (frame.message.isStatic) return Status::StaticViolation;
    // EIP-2200: a callee that was given no more than the stipend cannot write.
    if (frame.revision() >= Revision::Istanbul && frame.gas <= kCallStipend) return Status::OutOfGas;
    State& state = frame.state();
    StorageSlot& slot = state.slot(frame.self, key);
    if (frame.revision() >= Revision::Berlin && state.warm(frame.self, slot) && !frame.charge(kColdSlotGas))
        return Status::OutOfGas;
    const StorageCost cost = storageCost(frame.revision(), slot.original, slot.current, value);
    if (!frame.charge(cost.gas)) return Status::OutOfGas;
    state.addRefund(cost.refund);
    state.setSlot(frame.self, slot, value);
    return kGoOn;
}

Status storageLoad(Frame& frame)
{
    const Uint256* const value = loadSlot(frame, frame.sp[-1]);
    if (!value) return Status::OutOfGas;
    frame.sp[-1] = *value;
    return kGoOn;
}

Status storageStore(Frame& frame)
{
    frame.sp -= 2;
    return storeSlot(frame, frame.sp[1], frame.sp[0]);
}

Status transientLoad(Frame& frame)
{
    frame.sp[-1] = frame.state().transient(frame.self, frame.sp[-1]);
    return kGoOn;
}

Status transientStore(Frame& frame)
{
    if (frame.message.isStatic) return Status::StaticViolation;
    frame.sp -= 2;
    frame.state().setTransient(frame.self, frame.sp[1], frame.sp[0]);
    return kGoOn;
}

template <unsigned topics>
Status log(Frame& frame)
{
    if (frame.message.isStatic) return Status::StaticViolation;
    const Uint256& offset = frame.sp[-1];
    const Uint256& size = frame.sp[-2];
    if (!frame.reach(offset, size)) return Status::OutOfGas;
    if (!frame.charge(kLogByteGas * static_cast<std::int64_t>(size.low64()))) return Status::OutOfGas;
    eth::Log log{frame.message.recipient, {}, base::toBytes(frame.memoryRange(offset, size))};
    log.topics.reserve(topics);
    for (int i = 0; i < static_cast<int>(topics); ++i)
        log.topics.push_back(frame.sp[-3 - i].toHash());
    frame.state().addLog(std::move(log));
    frame.sp -= 2 + topics;
    return kGoOn;
}

template Status log<0>(Frame&);
template Status log<1>(Frame&);
template Status log<2>(Frame&);
template Status log<3>(Frame&);
template Status log<4>(Frame&);

} // namespace evm::instruction
