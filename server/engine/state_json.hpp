#pragma once

#include "protocol/json_read.hpp"
#include "protocol/json_write.hpp"
#include "server/engine/notice_log.hpp"
#include "server/engine/packed_id.hpp"
#include "server/engine/short_id.hpp"

#include <map>
#include <set>
#include <utility>
#include <vector>

/// JSON of what states are made of beside what messages are: pairs as `[a,b]`, maps as lists of
/// those, sets as lists. For state_text.cpp.
namespace dageng::protocol::detail {

template <class A, class B>
void write_value(Writer& to, const std::pair<A, B>& pair);
template <class Key, class T>
void write_value(Writer& to, const std::map<Key, T>& map);
template <class T>
void write_value(Writer& to, const std::set<T>& set);
template <class A, class B>
bool read_value(JsonValue& value, std::pair<A, B>& out);
template <class Key, class T>
bool read_value(JsonValue& value, std::map<Key, T>& out);
template <class T>
bool read_value(JsonValue& value, std::set<T>& out);

template <class Range>
void write_range(Writer& to, const Range& range) {
    to.out += '[';
    const char* comma = "";
    for (const auto& item : range) {
        to.out += comma;
        write_value(to, item);
        comma = ",";
    }
    to.out += ']';
}

template <class A, class B>
void write_value(Writer& to, const std::pair<A, B>& pair) {
    to.out += '[';
    write_value(to, pair.first);
    to.out += ',';
    write_value(to, pair.second);
    to.out += ']';
}

template <class Key, class T>
void write_value(Writer& to, const std::map<Key, T>& map) {
    write_range(to, map);
}

template <class T>
void write_value(Writer& to, const std::set<T>& set) {
    write_range(to, set);
}

template <class Id>
void write_value(Writer& to, engine::Short<Id> id) {
    write_value(to, id.value);
}

inline void write_value(Writer& to, const engine::PackedId& id) {
    write_value(to, std::string_view{id.unpacked().value});
}

inline void write_value(Writer& to, const engine::NoticeLog& notices) {
    write_value(to, std::pair{notices.is_cut(), notices.numbers()});
}

template <class A, class B>
bool read_value(JsonValue& value, std::pair<A, B>& out) {
    std::size_t items = 0;
    const bool good = value.each_item([&](std::size_t index, JsonValue& item) {
        items = index + 1;
        return index == 0   ? read_value(item, out.first)
               : index == 1 ? read_value(item, out.second)
                            : item.reading().expected("two items");
    });
    return good && (items == 2 || value.reading().expected("two items"));
}

template <class Key, class T>
bool read_value(JsonValue& value, std::map<Key, T>& out) {
    return value.each_item([&](std::size_t, JsonValue& item) {
        std::pair<Key, T> entry;
        if (!read_value(item, entry)) {
            return false;
        }
        out.insert_or_assign(out.end(), std::move(entry.first), std::move(entry.second));
        return true;
    });
}

template <class T>
bool read_value(JsonValue& value, std::set<T>& out) {
    return value.each_item([&](std::size_t, JsonValue& item) {
        T one;
        const bool good = read_value(item, one);
        out.insert(out.end(), std::move(one));
        return good;
    });
}

template <class Id>
bool read_value(JsonValue& value, engine::Short<Id>& out) {
    return read_value(value, out.value);
}

inline bool read_value(JsonValue& value, engine::PackedId& out) {
    std::string_view text;
    const bool good = value.string(text);
    out = engine::PackedId{ClientId{std::string(text)}};
    return good;
}

inline bool read_value(JsonValue& value, engine::NoticeLog& out) {
    std::pair<bool, std::vector<Offset>> kept;
    const bool good = read_value(value, kept);
    out = engine::NoticeLog{kept.second, kept.first};
    return good;
}

} // namespace dageng::protocol::detail
