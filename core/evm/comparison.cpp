#include "core/evm/comparison.h"

namespace evm {

Operation negated(Operation operation)
{
    switch (operation) {
    case Operation::Lt:
        return Operation::Ge;
    case Operation::Ge:
        return Operation::Lt;
    case Operation::Slt:
        return Operation::Sge;
    case Operation::Sge:
        return Operation::Slt;
    case Operation::Eq:
        return Operation::Ne;
    case Operation::Ne:
        return Operation::Eq;
    case Operation::LtI:
        return Operation::GeI;
    case Operation::GeI:
        return Operation::LtI;
    case Operation::GtI:
        return Operation::LeI;
    case Operation::LeI:
        return Operation::GtI;
    case Operation::EqI:
        return Operation::NeI;
    case Operation::NeI:
        return Operation::EqI;
    case Operation::IsZero:
        return Operation::NonZero;
    default:
        return Operation::IsZero;
    }
}

Operation jumpOf(Operation comparison)
{
    switch (comparison) {
    case Operation::Lt:
        return Operation::JumpLt;
    case Operation::Ge:
        return Operation::JumpGe;
    case Operation::Slt:
        return Operation::JumpSlt;
    case Operation::Sge:
        return Operation::JumpSge;
    case Operation::Eq:
        return Operation::JumpEq;
    case Operation::Ne:
        return Operation::JumpNe;
    case Operation::LtI:
        return Operation::JumpLtI;
    case Operation::GeI:
        return Operation::JumpGeI;
    case Operation::GtI:
        return Operation::JumpGtI;
    case Operation::LeI:
        return Operation::JumpLeI;
    case Operation::EqI:
        return Operation::JumpEqI;
    case Operation::NeI:
        return Operation::JumpNeI;
    case Operation::IsZero:
        return Operation::JumpZero;
    default:
        return Operation::JumpNonZero;
    }
}

bool comparesWithNumber(Operation comparison)
{
    return comparison >= Operation::LtI && comparison <= Operation::NeI;
}
bool comparesWithSlot(Operation comparison)
{
    return comparison >= Operation::Lt && comparison <= Operation::Ne;
}

} // namespace evm
