#pragma once

#include "core/practice/world/world.h"
#include "core/rpc/http_server.h"

namespace cli {

/// A practice world on three ports of the loopback: L1 and how to steer the world
/// (core/practice/world/control.h), L2, and L1's beacon API.
class PracticeServer {
public:
    /// L1 on `port`, L2 and beacon API on the two after it; 0: any three that are free. Refused when one is
    /// taken.
    static base::Result<PracticeServer> start(std::shared_ptr<practice::World> world, std::uint16_t port);

    std::string l1Url() const { return m_l1->url(); }
    std::string l2Url() const { return m_l2->url(); }
    std::string beaconUrl() const { return m_beacon->url(); }

private:
    std::unique_ptr<rpc::HttpServer> m_l1, m_l2, m_beacon;
};

} // namespace cli
