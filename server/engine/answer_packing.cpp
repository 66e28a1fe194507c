#include "server/engine/answer_packing.hpp"

#include "protocol/time_text.hpp"
#include "protocol/traits.hpp"
#include "server/engine/request.hpp"
#include "server/engine/varint.hpp"

#include <boost/describe/members.hpp>
#include <boost/mp11/algorithm.hpp>

#include <algorithm>
#include <charconv>
#include <cstddef>
#include <cstdint>
#include <vector>

namespace dageng::engine {

using protocol::TimeMs;

namespace {

// Control characters, which JSON doesn't have; where another text has them, `as_it_is` goes before.
constexpr char moment_code = 1;
constexpr char number_code = 2;
constexpr char member_code = 3;
constexpr char next_member_code = 4; ///< After a comma.
constexpr char true_code = 5;
constexpr char false_code = 6;
constexpr char as_it_is = 7;

constexpr std::size_t moment_size = std::string_view{R"("2025-11-24T10:08:40.123Z")"}.size();
/// A shorter number takes no less as a code.
constexpr std::size_t shortest_number = 3;
constexpr std::size_t longest_number = 19;

/// The names of all members of answers, sorted.
const std::vector<std::string_view>& names() {
    static const std::vector<std::string_view> all = [] {
        std::vector<std::string_view> made;
        boost::mp11::mp_for_each<boost::mp11::mp_transform<boost::mp11::mp_identity, AnswerKinds>>(
            [&](auto kind) {
                using Kind = typename decltype(kind)::type;
                if constexpr (protocol::detail::DescribedStruct<Kind>) {
                    using Members =
                        boost::describe::describe_members<Kind, boost::describe::mod_public>;
                    boost::mp11::mp_for_each<Members>([&](auto one) { made.push_back(one.name); });
                }
            }
        );
        std::sort(made.begin(), made.end());
        made.erase(std::unique(made.begin(), made.end()), made.end());
        return made;
    }();
    return all;
}

bool is_digit(char one) {
    return one >= '0' && one <= '9';
}

/// Each takes what it packs off the front of `text`; false, and nothing is taken, when there is
/// nothing of the kind.
bool pack_moment(std::string& packed, std::string_view& text, TimeMs near) {
    if (text.size() < moment_size || text[moment_size - 1] != '"') {
        return false;
    }
    const auto time = protocol::time_from_text(text.substr(1, moment_size - 2));
    if (!time) {
        return false;
    }
    packed += moment_code;
    append_varint(packed, zigzag(*time - near));
    text.remove_prefix(moment_size);
    return true;
}

bool pack_member(std::string& packed, std::string_view& text) {
    const std::size_t begin = text.front() == ',' ? 1 : 0;
    if (text.size() <= begin || text[begin] != '"') {
        return false;
    }
    const std::size_t end = text.find('"', begin + 1);
    if (end == std::string_view::npos || end + 1 >= text.size() || text[end + 1] != ':') {
        return false;
    }
    const std::string_view name = text.substr(begin + 1, end - begin - 1);
    const auto found = std::lower_bound(names().begin(), names().end(), name);
    if (found == names().end() || *found != name) {
        return false;
    }
    packed += begin == 0 ? member_code : next_member_code;
    append_varint(packed, static_cast<std::uint64_t>(found - names().begin()));
    text.remove_prefix(end + 2);
    return true;
}

bool pack_word(std::string& packed, std::string_view& text, std::string_view word, char code) {
    if (!text.starts_with(word)) {
        return false;
    }
    packed += code;
    text.remove_prefix(word.size());
    return true;
}

bool pack_number(std::string& packed, std::string_view& text) {
    const auto end = std::find_if_not(text.begin(), text.end(), is_digit);
    const auto digits = static_cast<std::size_t>(end - text.begin());
    if (digits < shortest_number || digits > longest_number || text.front() == '0') {
        return false;
    }
    std::uint64_t value = 0;
    std::from_chars(text.data(), text.data() + digits, value);
    packed += number_code;
    append_varint(packed, value);
    text.remove_prefix(digits);
    return true;
}

} // namespace

std::string pack_answer(std::string_view json, TimeMs near) {
    std::string packed;
    while (!json.empty()) {
        const char first = json.front();
        const bool done = is_digit(first) ? pack_number(packed, json)
                          : first == '"'
                              ? pack_moment(packed, json, near) || pack_member(packed, json)
                          : first == ',' ? pack_member(packed, json)
                          : first == 't' ? pack_word(packed, json, "true", true_code)
                          : first == 'f' ? pack_word(packed, json, "false", false_code)
                                         : false;
        if (done) {
            continue;
        }
        if (first >= moment_code && first <= as_it_is) {
            packed += as_it_is;
        }
        packed += first;
        json.remove_prefix(1);
    }
    return packed;
}

std::string unpack_answer(std::string_view packed, TimeMs near) {
    std::string json;
    while (!packed.empty()) {
        const char first = packed.front();
        packed.remove_prefix(1);
        if (first == moment_code) {
            json += '"';
            protocol::append_time(json, near + from_zigzag(take_varint(packed)));
            json += '"';
        } else if (first == number_code) {
            json += std::to_string(take_varint(packed));
        } else if (first == member_code || first == next_member_code) {
            json += first == member_code ? "\"" : ",\"";
            json += names()[take_varint(packed)];
            json += "\":";
        } else if (first == true_code || first == false_code) {
            json += first == true_code ? "true" : "false";
        } else if (first == as_it_is) {
            json += packed.front();
            packed.remove_prefix(1);
        } else {
            json += first;
        }
    }
    return json;
}

} // namespace dageng::engine
