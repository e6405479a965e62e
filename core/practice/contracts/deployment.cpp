#include "core/practice/contracts/deployment.h"

#include "core/practice/contracts/generations.h"

namespace practice {

using base::Fault;

const char* toString(Generation generation)
{
    switch (generation) {
    case Generation::Current:
        return "current";
    case Generation::Permissionless:
        return "permissionless";
    case Generation::Classic:
        return "classic";
    }
    return "";
}

base::Result<Generation> parseGeneration(std::string_view text)
{
    for (const Generation generation : {Generation::Current, Generation::Permissionless, Generation::Classic})
        if (text == toString(generation)) return generation;
    return base::fail(Fault::BadData, "a generation is current, permissionless or classic");
}

base::Result<Deployment> deploy(Generation generation, std::uint64_t genesisTime)
{
    return generation == Generation::Current ? deployCurrent(genesisTime)
                                             : deployBedrock(generation, genesisTime);
}

} // namespace practice
