#include "core/eth/json.h"

#include <nlohmann/json.hpp>

#include <functional>
#include <set>
#include <string>
#include <vector>

namespace eth {
namespace {

using nlohmann::json;

/// Watches a document being parsed for what the parser itself lets pass.
class Watch {
public:
    bool operator()(int, json::parse_event_t event, json& parsed)
    {
        if (event == json::parse_event_t::object_start) m_members.emplace_back();
        if (event == json::parse_event_t::object_end) m_members.pop_back();
        if (event == json::parse_event_t::key) see(*parsed.get_ptr<const json::string_t*>());
        return true;
    }
    bool sawTwice() const { return m_sawTwice; }

private:
    void see(const std::string& key)
    {
        if (!m_members.back().insert(key).second) m_sawTwice = true;
    }

    std::vector<std::set<std::string>> m_members;
    bool m_sawTwice = false;
};

} // namespace

bool isTooDeepJson(std::string_view text)
{
    unsigned depth = 0;
    return !scanJson(text, [&](char c) {
        if (c == '[' || c == '{') return ++depth <= kMaxJsonDepth;
        if ((c == ']' || c == '}') && depth > 0) --depth;
        return true;
    });
}

base::Result<json> parseJson(std::string_view text)
{
    if (text.size() > kMaxJsonSize) return base::fail(base::Fault::BadData, "JSON larger than 4 MiB");
    if (isTooDeepJson(text)) return base::fail(base::Fault::BadData, "JSON nested too deep");
    Watch watch;
    json value = json::parse(text, std::ref(watch), false);
    if (value.is_discarded()) return base::fail(base::Fault::BadData, "not JSON");
    if (watch.sawTwice()) return base::fail(base::Fault::BadData, "JSON object with the same member twice");
    return value;
}

} // namespace eth
