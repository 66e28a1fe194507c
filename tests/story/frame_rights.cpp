#include "tests/story/frame_rights.hpp"

#include "protocol/json_seen.hpp"
#include "protocol/messages.hpp"

#include <boost/mp11/algorithm.hpp>

namespace dageng::story {

namespace {

using Json = nlohmann::json;
using protocol::View;
using protocol::Views;

/// As what somebody of a role can be told something at all.
bool may_see(protocol::Role role, Views by) {
    const auto watching = protocol::watching_as(role);
    return by.has(View::responder) || by.has(View::reporter) || (watching && by.has(*watching));
}

bool is_empty(const Json& value) {
    return value.is_null() || value == false || value == "" || value == Json::array();
}

template <class Message>
std::string may_not_see(protocol::Role role, const Json& data) {
    if (!may_see(role, Message::seen_by)) {
        return "any of it";
    }
    std::string fields;
    for (const auto& [name, value] : data.items()) {
        if (!is_empty(value) && !may_see(role, protocol::field_seen_by<Message>(name))) {
            fields += name + " ";
        }
    }
    return fields;
}

} // namespace

std::string may_not_see(protocol::Role hearer, const std::string& type, const Json& data) {
    using All =
        boost::mp11::mp_append<protocol::Notices, protocol::SnapshotItems, protocol::Moments>;
    std::string fields = type == "withdrawn" ? "" : "a message that nothing is declared of";
    boost::mp11::mp_for_each<boost::mp11::mp_iota<boost::mp11::mp_size<All>>>([&](auto index) {
        using Message = boost::mp11::mp_at<All, decltype(index)>;
        if (type == Message::wire) {
            fields = may_not_see<Message>(hearer, data);
        }
    });
    return fields;
}

} // namespace dageng::story
