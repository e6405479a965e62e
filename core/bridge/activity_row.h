#pragma once

#include "core/bridge/activity.h"
#include "core/store/database.h"

#include <string_view>
#include <vector>

namespace bridge {

/// A row of the database as an Activity.
Activity toActivity(const store::RecordedDeposit& recorded);
/// All deposits of a network, newest first.
base::Result<std::vector<Activity>> readActivities(store::Database& database, std::string_view network);

} // namespace bridge
