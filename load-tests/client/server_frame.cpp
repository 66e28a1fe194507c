#include "load-tests/client/server_frame.hpp"

#include "load-tests/client/client_frames.hpp"

#include <simdjson.h>

#include <cstring>

namespace dageng::load {

namespace {

using simdjson::dom::element;
using simdjson::dom::object;

constexpr std::string_view opening = R"({"type":")";

template <class T>
T member(const object& from, std::string_view name, T otherwise) {
    T value{};
    return from[name].get(value) == simdjson::SUCCESS ? value : otherwise;
}

std::string text_member(const object& from, std::string_view name) {
    return std::string{member<std::string_view>(from, name, {})};
}

/// The first object, however deep, that has plans and dispositions.
std::optional<object> find_catalogue(const element& in) {
    object here;
    if (in.get(here) == simdjson::SUCCESS) {
        if (here["plans"].is_array() && here["dispositions"].is_array()) {
            return here;
        }
        for (const auto field : here) {
            if (auto found = find_catalogue(field.value)) {
                return found;
            }
        }
    }
    simdjson::dom::array items;
    if (in.get(items) == simdjson::SUCCESS) {
        for (const element item : items) {
            if (auto found = find_catalogue(item)) {
                return found;
            }
        }
    }
    return std::nullopt;
}

void read_need(const object& need, PlanNews& news) {
    news.wanted += member<std::int64_t>(need, "count", 0);
    simdjson::dom::array categories;
    if (need["categories"].get(categories) != simdjson::SUCCESS) {
        return;
    }
    for (const element category : categories) {
        std::string_view name;
        if (category.get(name) == simdjson::SUCCESS) {
            news.eligible.emplace_back(name);
        }
    }
}

/// A response begins at the first of its plan's levels.
PlanNews read_plan(const object& plan) {
    PlanNews news{text_member(plan, "kind"), text_member(plan, "icon"), 0, {}};
    simdjson::dom::array levels;
    if (plan["levels"].get(levels) != simdjson::SUCCESS || levels.size() == 0) {
        return news;
    }
    simdjson::dom::array needs;
    if (levels.at(0)["needs"].get(needs) == simdjson::SUCCESS) {
        for (const element one : needs) {
            object need;
            if (one.get(need) == simdjson::SUCCESS) {
                read_need(need, news);
            }
        }
    }
    return news;
}

void read_error(simdjson::ondemand::object error, ServerFrame& frame) {
    for (simdjson::ondemand::field part : error) {
        const std::string_view key = part.unescaped_key();
        if (key == "code") {
            frame.error_code = part.value().get_string();
        } else if (key == "detail") {
            frame.error_detail = part.value().get_string();
        }
    }
}

std::optional<AssignmentNews> read_assignment(const object& from) {
    AssignmentNews news;
    news.assignment = member<std::uint64_t>(from, "assignment", 0);
    if (news.assignment == 0) {
        return std::nullopt;
    }
    news.incident = member<std::uint64_t>(from, "incident", 0);
    news.state = text_member(from, "state");
    news.distance_m = member<std::int64_t>(from, "distance_m", 0);
    double lat = 0;
    double lon = 0;
    if (from["place"]["at"]["lat"].get(lat) == simdjson::SUCCESS &&
        from["place"]["at"]["lon"].get(lon) == simdjson::SUCCESS) {
        news.place = lat_lon(lat, lon);
    }
    return news;
}

} // namespace

std::string_view frame_type(std::string_view text) {
    if (!text.starts_with(opening)) {
        return {};
    }
    text.remove_prefix(opening.size());
    return text.substr(0, text.find('"'));
}

struct FrameParser::Memory {
    simdjson::ondemand::parser frames;
    simdjson::dom::parser parts;
    std::string padded;

    /// The text in memory that may be read beyond its end, as simdjson wants it.
    simdjson::padded_string_view pad(std::string_view text) {
        if (padded.size() < text.size() + simdjson::SIMDJSON_PADDING) {
            padded.resize(text.size() + simdjson::SIMDJSON_PADDING);
        }
        std::memcpy(padded.data(), text.data(), text.size());
        return simdjson::padded_string_view{padded.data(), text.size(), padded.size()};
    }

    std::optional<element> parse(std::string_view text) {
        element found;
        if (parts.parse(text.data(), text.size()).get(found) == simdjson::SUCCESS) {
            return found;
        }
        return std::nullopt;
    }

    std::optional<object> object_of(std::string_view text) {
        const auto root = parse(text);
        object found;
        if (root && root->get(found) == simdjson::SUCCESS) {
            return found;
        }
        return std::nullopt;
    }
};

FrameParser::FrameParser() : memory_(std::make_unique<Memory>()) {}
FrameParser::~FrameParser() = default;

std::optional<ServerFrame> FrameParser::parse(std::string_view text) {
    namespace ondemand = simdjson::ondemand;
    try {
        ondemand::document document = memory_->frames.iterate(memory_->pad(text));
        ServerFrame frame;
        frame.text = {memory_->padded.data(), text.size()};
        for (ondemand::field field : document.get_object()) {
            const std::string_view name = field.unescaped_key();
            if (name == "type") {
                frame.type = field.value().get_string();
            } else if (name == "id") {
                frame.id = field.value().get_string();
            } else if (name == "n") {
                frame.n = field.value().get_uint64();
            } else if (name == "data") {
                frame.data = simdjson::to_json_string(field.value());
            } else if (name == "error") {
                read_error(field.value().get_object(), frame);
            }
        }
        return frame.type.empty() ? std::nullopt : std::optional{frame};
    } catch (const simdjson::simdjson_error&) {
        return std::nullopt;
    }
}

std::optional<AssignmentNews> FrameParser::assignment(std::string_view data) {
    const auto from = memory_->object_of(data);
    return from ? read_assignment(*from) : std::nullopt;
}

std::vector<AssignmentNews> FrameParser::offers(std::string_view text) {
    std::vector<AssignmentNews> found;
    const auto root = memory_->object_of(text);
    simdjson::dom::array items;
    if (!root || (*root)["items"].get(items) != simdjson::SUCCESS) {
        return found;
    }
    for (const element item : items) {
        std::string_view type;
        object data;
        if (item["type"].get(type) == simdjson::SUCCESS && type == "offer" &&
            item["data"].get(data) == simdjson::SUCCESS) {
            if (auto news = read_assignment(data)) {
                found.push_back(std::move(*news));
            }
        }
    }
    return found;
}

std::optional<IncidentNews> FrameParser::incident(std::string_view data) {
    const auto from = memory_->object_of(data);
    if (!from || member<std::uint64_t>(*from, "incident", 0) == 0) {
        return std::nullopt;
    }
    return IncidentNews{member<std::uint64_t>(*from, "incident", 0), text_member(*from, "state")};
}

std::optional<WelcomeNews> FrameParser::welcome(std::string_view data) {
    const auto from = memory_->object_of(data);
    if (!from || text_member(*from, "log").empty()) {
        return std::nullopt;
    }
    return WelcomeNews{
        text_member(*from, "log"),
        member<std::uint64_t>(*from, "n", 0),
        member<bool>(*from, "resumed", false)
    };
}

std::optional<DutyNews> FrameParser::duty(std::string_view data) {
    const auto from = memory_->object_of(data);
    bool on = false;
    if (!from || (*from)["on"].get(on) != simdjson::SUCCESS) {
        return std::nullopt;
    }
    return DutyNews{on};
}

std::optional<CatalogueNews> FrameParser::catalogue(std::string_view text) {
    const auto root = memory_->parse(text);
    const auto found = root ? find_catalogue(*root) : std::nullopt;
    if (!found) {
        return std::nullopt;
    }
    CatalogueNews news;
    for (const element plan : simdjson::dom::array((*found)["plans"])) {
        object fields;
        if (plan.get(fields) == simdjson::SUCCESS && !member(fields, "by_rule_only", false)) {
            news.plans.push_back(read_plan(fields));
        }
    }
    for (const element disposition : simdjson::dom::array((*found)["dispositions"])) {
        std::string_view name;
        if (disposition["disposition"].get(name) == simdjson::SUCCESS) {
            news.dispositions.emplace_back(name);
        }
    }
    return news;
}

} // namespace dageng::load
