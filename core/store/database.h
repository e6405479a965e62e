#pragma once

#include "core/store/rows.h"

#include <filesystem>
#include <memory>
#include <vector>

namespace store {

/// The program's database: one SQLite file. Thread-safe; several processes may use the same file. A function
/// that writes has it on the disk when it returns. Faults: Storage (disk full, another instance
/// holds it too long), BadData (file damaged), Unsupported (written by a newer program).
class Database {
public:
    /// Opens the file, making it or bringing its tables up to date first.
    static base::Result<std::unique_ptr<Database>> open(const std::filesystem::path& file);
    ~Database();

    /// Writes both as one, giving them their numbers. Outdated when a live transaction has the account's
    /// nonce on this chain already: another lane or another instance was faster.
    base::Result<RecordedDeposit> record(RecordedDeposit deposit);

    /// All deposits of a network, newest first.
    base::Result<std::vector<RecordedDeposit>> deposits(std::string_view network);

    /// To be called before the bytes leave the machine: from now on the row says that they may have. Outdated
    /// when they have been refused, perhaps by way of another instance: their nonce may be another's by now.
    base::Result<void> beginDelivery(std::int64_t transaction);
    /// What came of it, and the node's words where it did not take them. Gives the row with what is known
    /// now, which another instance may have added to: what was accepted is never refused, what was refused is
    /// accepted or, where its nonce has been given away, in doubt, and as long as the end of any other
    /// attempt is unknown nothing is refused. Taken needs no beginDelivery() before it.
    base::Result<TransactionRow> endDelivery(TransactionRow row, DeliveryEnd end, std::string_view words);
    /// Stores everything of `after` that is not fixed by the recording, where `before` is what is stored.
    /// Gives what is stored then: where another instance was faster, what it has stored, untouched.
    base::Result<DepositRow> updateDeposit(const DepositRow& before, const DepositRow& after);

    /// As record() for a deposit. NotYet as well while the same account's same act for the same message is on
    /// its way: in no block, not refused and not replaced.
    base::Result<RecordedStep> record(RecordedStep step);
    /// All steps of a network, newest first.
    base::Result<std::vector<RecordedStep>> steps(std::string_view network);
    /// As updateDeposit().
    base::Result<StepRow> updateStep(const StepRow& before, const StepRow& after);

    /// The nonces of the account's transactions that are not refused, from `first` on, in order.
    base::Result<std::vector<std::uint64_t>> nonces(
        std::uint64_t chainId, const Address& account, std::uint64_t first);

private:
    struct Parts;
    explicit Database(std::unique_ptr<Parts> parts);

    std::unique_ptr<Parts> m_parts;
};

} // namespace store
