#pragma once

#include "app/cli/command.h"
#include "core/session/session.h"

/// What the commands that use a Session have in common.
namespace cli {

inline constexpr Option kNetworkOption{
    "--network", "ID", "the pair of chains (default: practice/901; see: network list)"};
inline constexpr Option kL1UrlOption{"--l1-url", "URL", "the L1 node, instead of the network's own"};
inline constexpr Option kL2UrlOption{"--l2-url", "URL", "the L2 node, instead of the network's own"};

Given<session::Settings> sessionSettings(const Arguments& arguments);
/// With the data folder, the network and the nodes that the options name.
Given<std::unique_ptr<session::Session>> openSession(const Arguments& arguments);

} // namespace cli
