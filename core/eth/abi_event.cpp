#include "core/eth/abi_event.h"

#include "core/crypto/keccak.h"

#include <algorithm>
#include <iterator>

namespace eth::abi {
namespace {

using base::Bytes;
using base::ByteView;
using base::fail;
using base::Fault;
using base::Hash;

bool isAtomic(const Type& type)
{
    return !type.isDynamic() && type.element.empty() && type.components.empty();
}

std::vector<Parameter> unindexed(const Event& event)
{
    std::vector<Parameter> parameters;
    std::copy_if(event.inputs.begin(), event.inputs.end(), std::back_inserter(parameters),
        [](const Parameter& parameter) { return !parameter.indexed; });
    return parameters;
}

std::size_t topicCount(const Event& event)
{
    const auto indexed = std::count_if(event.inputs.begin(), event.inputs.end(),
        [](const Parameter& parameter) { return parameter.indexed; });
    return static_cast<std::size_t>(indexed) + (event.anonymous ? 0 : 1);
}

base::Result<Value> readTopic(const Parameter& parameter, const Hash& topic)
{
    if (!isAtomic(parameter.type)) return Value(topic);
    Value::List values = TRY(decode({parameter}, topic));
    return std::move(values.front());
}

base::Result<Hash> writeTopic(const Type& type, const Value& value)
{
    if (isAtomic(type)) return encodeWord(type, value);
    if (type.kind == Kind::Bytes && value.holds<Bytes>()) return crypto::keccak256(value.bytes());
    if (type.kind == Kind::String && value.holds<std::string>())
        return crypto::keccak256(base::asBytes(value.text()));
    return fail(Fault::Unsupported, "topic of the type " + type.name());
}

bool hasRightTopics(const Event& event, const Log& log)
{
    return log.topics.size() == topicCount(event) && (event.anonymous || log.topics.front() == event.topic());
}

} // namespace

bool isEvent(const Event& event, const Log& log)
{
    return !event.anonymous && hasRightTopics(event, log);
}

base::Result<Value::List> decodeEvent(const Event& event, const Log& log)
{
    if (!hasRightTopics(event, log))
        return fail(Fault::BadData, "a log of another event than " + event.signature());
    Value::List fromData = TRY(decode(unindexed(event), log.data));
    auto nextInData = fromData.begin();
    auto nextTopic = log.topics.begin() + (event.anonymous ? 0 : 1);
    Value::List arguments;
    for (const Parameter& parameter : event.inputs) {
        if (parameter.indexed)
            arguments.push_back(TRY(readTopic(parameter, *nextTopic++)));
        else
            arguments.push_back(std::move(*nextInData++));
    }
    return arguments;
}

base::Result<Log> encodeEvent(const Event& event, const base::Address& emitter, const Value::List& arguments)
{
    if (arguments.size() != event.inputs.size()) return fail(Fault::BadData, "a wrong number of ABI values");
    Log log;
    log.address = emitter;
    if (!event.anonymous) log.topics.push_back(event.topic());
    Value::List inData;
    for (std::size_t i = 0; i < arguments.size(); ++i) {
        if (event.inputs[i].indexed)
            log.topics.push_back(TRY(writeTopic(event.inputs[i].type, arguments[i])));
        else
            inData.push_back(arguments[i]);
    }
    log.data = TRY(encode(unindexed(event), inData));
    return log;
}

} // namespace eth::abi
