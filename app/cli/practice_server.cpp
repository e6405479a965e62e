#include "app/cli/practice_server.h"

#include "core/practice/world/control.h"

namespace cli {
namespace {

using base::Fault;
using practice::Layer;
using practice::World;
using Reply = rpc::HttpServer::Reply;
using Request = rpc::HttpServer::Request;

Reply plainError(int status, const char* words)
{
    return {status, std::string(R"({"error":")") + words + R"("})"};
}

Reply answerNode(World& world, Layer layer, const Request& request, const std::stop_token& stop)
{
    if (request.method != "POST") return plainError(405, "JSON-RPC is spoken here, by POST");
    if (layer == Layer::L1)
        if (auto steered = practice::answerControl(world, request.body, stop))
            return {200, *std::move(steered)};
    auto answer = world.answer(layer, request.body, stop);
    if (answer) return {answer->status, std::move(answer->body)};
    return answer.error().fault == Fault::Storage ? plainError(500, "the world cannot be saved")
                                                  : plainError(504, "no answer");
}

Reply answerBeacon(World& world, const Request& request)
{
    if (request.method != "GET") return plainError(405, "the beacon API is asked by GET");
    World::Answer answer = world.answerBeacon(request.target);
    return {answer.status, std::move(answer.body)};
}

} // namespace

base::Result<PracticeServer> PracticeServer::start(std::shared_ptr<World> world, std::uint16_t port)
{
    const auto portOf = [&](int offset) { return static_cast<std::uint16_t>(port == 0 ? 0 : port + offset); };
    const auto node = [&](Layer layer) {
        return [world, layer](const Request& request, const std::stop_token& stop) {
            return answerNode(*world, layer, request, stop);
        };
    };
    PracticeServer server;
    server.m_l1 = TRY(rpc::HttpServer::listen(portOf(0), node(Layer::L1)));
    server.m_l2 = TRY(rpc::HttpServer::listen(portOf(1), node(Layer::L2)));
    server.m_beacon = TRY(rpc::HttpServer::listen(portOf(2),
        [world](const Request& request, const std::stop_token&) { return answerBeacon(*world, request); }));
    return server;
}

} // namespace cli
