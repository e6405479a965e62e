#include "core/crypto/kzg.h"
#include "core/practice/node/json_rpc.h"
#include "core/practice/node/node.h"

#include <nlohmann/json.hpp>

#include <set>

namespace practice {
namespace {

using base::Result;

// The consensus layer is not there. Slots, blobs, commitments and proofs are real; what would be signed by a
// validator, or proven against a state of the beacon chain, has the right form and nothing behind it.

constexpr std::size_t kInclusionProofDepth = 17; // KZG_COMMITMENT_INCLUSION_PROOF_DEPTH
constexpr std::uint64_t kSearchedForRoot = 1024; ///< blocks behind the head
constexpr std::size_t kMaxPath = 8192;

BeaconAnswer found(const Json& json)
{
    return {200, json.dump()};
}

BeaconAnswer refused(int status, const std::string& why)
{
    return {status, Json{{"code", status}, {"message", why}}.dump()};
}

/// The beacon API writes numbers in decimal digits.
std::string digits(std::uint64_t number)
{
    return std::to_string(number);
}

// ---- Which block

std::uint64_t slotOf(L1& l1, const SealedBlock& block)
{
    return (block.timestamp() - l1.chain().genesis()->timestamp()) / kL1BlockTime;
}

/// Slots rise with the numbers of blocks, and may be left out.
Result<BlockPointer> blockAtSlot(L1& l1, std::uint64_t slot)
{
    std::uint64_t first = l1.chain().genesis()->number(), last = l1.chain().head()->number();
    while (first <= last) {
        const std::uint64_t middle = first + (last - first) / 2;
        BlockPointer block = TRY(l1.chain().block(middle));
        if (!block) return nullptr;
        const std::uint64_t there = slotOf(l1, *block);
        if (there == slot) return block;
        if (there > slot && middle == 0) return nullptr;
        if (there < slot)
            first = middle + 1;
        else
            last = middle - 1;
    }
    return nullptr;
}

/// The root of a beacon block is what the next execution block calls its parent's; nobody has named the last
/// one's yet, so that its execution block does.
Result<Hash> rootOf(L1& l1, const SealedBlock& block)
{
    const BlockPointer next = TRY(l1.chain().block(block.number() + 1));
    if (!next) return block.hash;
    return next->header().parentBeaconBlockRoot.value_or(Hash());
}

Result<BlockPointer> blockWithRoot(L1& l1, const Hash& root)
{
    const std::uint64_t head = l1.chain().head()->number();
    const std::uint64_t oldest = head - std::min(head, kSearchedForRoot);
    for (std::uint64_t number = head + 1; number-- > oldest;) {
        BlockPointer block = TRY(l1.chain().block(number));
        if (!block) return nullptr;
        const Hash itsRoot = TRY(rootOf(l1, *block));
        if (itsRoot == root) return block;
    }
    return nullptr;
}

/// A slot, a root, or a name. Nothing when there is no such block.
Result<BlockPointer> blockNamed(L1& l1, const std::string& name)
{
    if (name == "head") return l1.chain().head();
    if (name == "genesis") return l1.chain().genesis();
    if (name == "finalized") return l1.chain().block(l1.finalizedNumber());
    if (name == "justified") return l1.chain().block(l1.safeNumber());
    if (name.starts_with("0x")) {
        const Hash root = TRY(base::parseFixed<Hash>(name));
        return blockWithRoot(l1, root);
    }
    const Uint256 slot = TRY(base::parseDecimal(name));
    return slot.fitsUint64() ? blockAtSlot(l1, slot.low64()) : nullptr;
}

// ---- Blobs

struct BlockBlob {
    std::size_t index = 0; ///< among the block's
    Bytes blob;
};

/// Those of the block that are still kept and that `wanted` names, or all when it is empty.
Result<std::vector<BlockBlob>> blobsOf(L1& l1, const SealedBlock& block, const std::set<Hash>& wanted)
{
    std::vector<BlockBlob> blobs;
    std::size_t index = 0;
    for (const eth::Transaction& transaction : block.block.transactions)
        for (const Hash& hash : transaction.blobVersionedHashes) {
            const std::size_t place = index++;
            if (!wanted.empty() && !wanted.contains(hash)) continue;
            auto blob = TRY(l1.blob(hash));
            if (blob) blobs.push_back({place, *std::move(blob)});
        }
    return blobs;
}

Result<Json> headerJson(L1& l1, const SealedBlock& block)
{
    const Hash parentRoot = block.header().parentBeaconBlockRoot.value_or(Hash());
    Bytes noSignature(96);
    noSignature[0] = 0xc0; // the point at infinity
    return Json{
        {"message",
            {{"slot", digits(slotOf(l1, block))}, {"proposer_index", "0"}, {"parent_root", hex(parentRoot)},
                {"state_root", hex(block.header().stateRoot)}, {"body_root", hex(block.hash)}}},
        {"signature", hex(noSignature)}};
}

Result<Json> sidecarJson(const BlockBlob& blob, const Json& header)
{
    const crypto::KzgCommitment commitment = TRY(crypto::blobToKzgCommitment(blob.blob));
    const crypto::KzgProof proof = TRY(crypto::computeBlobKzgProof(blob.blob, commitment));
    return Json{{"index", digits(blob.index)}, {"blob", hex(blob.blob)}, {"kzg_commitment", hex(commitment)},
        {"kzg_proof", hex(proof)}, {"signed_block_header", header},
        {"kzg_commitment_inclusion_proof", std::vector<std::string>(kInclusionProofDepth, hex(Hash()))}};
}

// ---- What can be asked

/// "a=1,2&a=3": every value of that name, with commas or ampersands between them. Percent signs are not
/// needed for what is asked here.
std::vector<std::string> valuesOf(std::string_view query, std::string_view name)
{
    std::vector<std::string> values;
    while (!query.empty()) {
        std::string_view part = query.substr(0, query.find('&'));
        query.remove_prefix(std::min(query.size(), part.size() + 1));
        if (!part.starts_with(name) || part.size() <= name.size() || part[name.size()] != '=') continue;
        part.remove_prefix(name.size() + 1);
        while (!part.empty()) {
            const std::string_view value = part.substr(0, part.find(','));
            part.remove_prefix(std::min(part.size(), value.size() + 1));
            values.emplace_back(value);
        }
    }
    return values;
}

Json flagged(L1& l1, const SealedBlock& block, Json data)
{
    return {{"execution_optimistic", false}, {"finalized", block.number() <= l1.finalizedNumber()},
        {"data", std::move(data)}};
}

Result<Json> genesis(L1& l1, const SealedBlock&, std::string_view)
{
    return Json{
        {"data", {{"genesis_time", digits(l1.chain().genesis()->timestamp())},
                     {"genesis_validators_root", hex(Hash())}, {"genesis_fork_version", "0x00000000"}}}};
}

Result<Json> specification(L1&, const SealedBlock&, std::string_view)
{
    return Json{
        {"data", {{"SECONDS_PER_SLOT", digits(kL1BlockTime)}, {"SLOTS_PER_EPOCH", "32"},
                     {"DEPOSIT_CHAIN_ID", digits(kL1ChainId)}, {"DEPOSIT_NETWORK_ID", digits(kL1ChainId)},
                     {"MIN_EPOCHS_FOR_BLOB_SIDECARS_REQUESTS", digits(kBlobRetention / 32)}}}};
}

Result<Json> nodeVersion(L1&, const SealedBlock&, std::string_view)
{
    return Json{{"data", {{"version", "Postern/practice"}}}};
}

Result<Json> header(L1& l1, const SealedBlock& block, std::string_view)
{
    const Hash root = TRY(rootOf(l1, block));
    Json signedHeader = TRY(headerJson(l1, block));
    return flagged(
        l1, block, {{"root", hex(root)}, {"canonical", true}, {"header", std::move(signedHeader)}});
}

Result<Json> blobSidecars(L1& l1, const SealedBlock& block, std::string_view query)
{
    const std::vector<std::string> indices = valuesOf(query, "indices");
    const std::set<std::string> wanted(indices.begin(), indices.end());
    const std::vector<BlockBlob> blobs = TRY(blobsOf(l1, block, {}));
    const Json signedHeader = TRY(headerJson(l1, block));
    Json sidecars = Json::array();
    for (const BlockBlob& blob : blobs)
        if (wanted.empty() || wanted.contains(digits(blob.index)))
            sidecars.push_back(TRY(sidecarJson(blob, signedHeader)));
    return flagged(l1, block, std::move(sidecars));
}

Result<Json> blobs(L1& l1, const SealedBlock& block, std::string_view query)
{
    std::set<Hash> wanted;
    for (const std::string& text : valuesOf(query, "versioned_hashes"))
        wanted.insert(TRY(base::parseFixed<Hash>(text)));
    const std::vector<BlockBlob> kept = TRY(blobsOf(l1, block, wanted));
    Json out = Json::array();
    for (const BlockBlob& blob : kept)
        out.push_back(hex(blob.blob));
    return flagged(l1, block, std::move(out));
}

/// A path that ends with '/' goes on with the name of a block; the others are about no block, and are given
/// the genesis.
struct Endpoint {
    std::string_view path;
    Result<Json> (*answer)(L1& l1, const SealedBlock& block, std::string_view query);
};
constexpr std::array kEndpoints{
    Endpoint{"/eth/v1/beacon/genesis", genesis},
    Endpoint{"/eth/v1/config/spec", specification},
    Endpoint{"/eth/v1/node/version", nodeVersion},
    Endpoint{"/eth/v1/beacon/headers/", header},
    Endpoint{"/eth/v1/beacon/blob_sidecars/", blobSidecars},
    Endpoint{"/eth/v1/beacon/blobs/", blobs},
};

bool matches(const Endpoint& endpoint, std::string_view path)
{
    return endpoint.path.ends_with('/') ? path.starts_with(endpoint.path) : path == endpoint.path;
}

BeaconAnswer answerEndpoint(L1& l1, const Endpoint& endpoint, std::string_view path, std::string_view query)
{
    const bool isOfBlock = endpoint.path.ends_with('/');
    const auto block = blockNamed(l1, isOfBlock ? std::string(path.substr(endpoint.path.size())) : "genesis");
    if (!block) return refused(400, "invalid block ID");
    if (!*block) return refused(404, "block not found");
    const auto answer = endpoint.answer(l1, **block, query);
    if (answer) return found(*answer);
    const bool isAsked = answer.error().fault == base::Fault::BadData;
    return isAsked ? refused(400, answer.error().detail) : refused(500, "internal error");
}

} // namespace

BeaconAnswer answerBeaconApi(L1& l1, std::string_view path)
{
    if (path.size() > kMaxPath) return refused(414, "path too long");
    const std::size_t question = path.find('?');
    const std::string_view query = question == std::string_view::npos ? "" : path.substr(question + 1);
    path = path.substr(0, question);
    const auto endpoint =
        std::ranges::find_if(kEndpoints, [&](const Endpoint& candidate) { return matches(candidate, path); });
    if (endpoint == kEndpoints.end()) return refused(404, "no such endpoint");
    return answerEndpoint(l1, *endpoint, path, query);
}

} // namespace practice
