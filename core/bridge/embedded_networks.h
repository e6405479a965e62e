#pragma once

#include <span>
#include <string_view>

namespace bridge {

/// The files of resources/networks as they are, compiled in.
extern const std::span<const std::string_view> kEmbeddedNetworks;

} // namespace bridge
