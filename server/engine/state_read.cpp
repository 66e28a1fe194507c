#include "server/engine/left.hpp"
#include "server/engine/state_described.hpp"
#include "server/engine/state_json.hpp"
#include "server/engine/state_sections.hpp"
#include "server/engine/state_text.hpp"

#include <charconv>
#include <cstddef>
#include <deque>
#include <map>
#include <memory>
#include <string>
#include <utility>
#include <vector>

namespace dageng::engine {

namespace {

using protocol::Catalogue;
using protocol::ErrorCode;
using protocol::Plan;
using protocol::Refusal;

constexpr protocol::ReadOptions reading{protocol::JsonMode::journal, {}};

/// Reads a line's list into these values.
template <class... T>
std::optional<Refusal> read_list(std::string_view text, T&... values) {
    using protocol::detail::JsonValue;
    protocol::detail::Reading state{reading};
    const auto read_items = [&](JsonValue& list) {
        std::size_t read = 0;
        const bool good = list.each_item([&](std::size_t index, JsonValue& item) {
            std::size_t place = 0;
            bool fits = false;
            ((place++ == index ? fits = read_value(item, values) : false), ...);
            ++read;
            return fits || (index >= sizeof...(T) && item.reading().expected("fewer items"));
        });
        return good && (read == sizeof...(T) || list.reading().expected("more items"));
    };
    if (protocol::detail::read_text(text, state, {read_items})) {
        return std::nullopt;
    }
    return state.refusal();
}

class StateReader {
  public:
    explicit StateReader(const std::function<std::optional<std::string_view>()>& next)
        : next_(next) {}

    protocol::Result<State> read() {
        State state;
        read_texts("catalogues", catalogues_);
        read_texts("plans", plans_);
        std::size_t catalogue = 0;
        std::string barriers;
        section("catalogue", catalogue);
        section("barriers", barriers);
        each_section(state, [this](std::string_view name, auto& part) { section(name, part); });
        if (!refusal_) {
            point_to(state.catalogue, catalogues_, catalogue);
            derive(state, barriers);
        }
        if (!refusal_ && next_()) {
            refuse("nothing may follow");
        }
        if (refusal_) {
            return *std::move(refusal_);
        }
        return state;
    }

  private:
    void refuse(std::string why) {
        refusal_ = Refusal{
            ErrorCode::bad_json,
            "line " + std::to_string(line_) + " of a state: " + std::move(why),
            {}
        };
    }

    /// The next line; nothing, and all is refused, when there is none.
    std::optional<std::string_view> line() {
        if (refusal_) {
            return std::nullopt;
        }
        ++line_;
        const auto text = next_();
        if (!text) {
            refuse("it ends too soon");
        }
        return text;
    }

    /// How many items a section of this name has, which must begin here; nothing once refused.
    std::size_t head(std::string_view name) {
        const auto text = line();
        if (!text) {
            return 0;
        }
        std::size_t items = 0;
        const char* const end = text->data() + text->size();
        if (text->size() < name.size() + 2 || !text->starts_with(name) ||
            std::from_chars(text->data() + name.size() + 1, end, items).ptr != end) {
            refuse("expected the section " + std::string(name));
        }
        return items;
    }

    template <class... T>
    bool item(T&... values) {
        const auto text = line();
        if (!text) {
            return false;
        }
        if (const auto refused = read_list(*text, values...)) {
            refuse(refused->field + " " + refused->detail);
        }
        return !refusal_;
    }

    /// The numbers of a thing that left, or these values.
    template <class T, class... Values>
    bool item_unless_left(T& thing, Values&... values) {
        const auto text = line();
        if (!text) {
            return false;
        }
        const bool left = text->find('{') == std::string_view::npos;
        LeftNumbers numbers{};
        const auto refused =
            left ? read_list(*text, numbers[0], numbers[1]) : read_list(*text, values...);
        if (refused) {
            refuse(refused->field + " " + refused->detail);
        } else if (left) {
            leave(thing, numbers);
        }
        return !refusal_;
    }

    template <class T>
    void read_texts(std::string_view name, std::vector<std::shared_ptr<const T>>& all) {
        for (std::size_t left = head(name); left > 0 && !refusal_; --left) {
            const auto text = line();
            if (!text) {
                return;
            }
            auto one = protocol::read_json<T>(*text, reading);
            if (!one) {
                return refuse(one.refusal().field + " " + one.refusal().detail);
            }
            all.push_back(std::make_shared<const T>(std::move(*one)));
        }
    }

    template <class T>
    void point_to(
        std::shared_ptr<const T>& pointer,
        const std::vector<std::shared_ptr<const T>>& all,
        std::size_t number
    ) {
        if (number > all.size()) {
            refuse("there is no text of this number");
        } else if (number > 0) {
            pointer = all[number - 1];
        }
    }

    template <class T>
    void section(std::string_view name, T& part) {
        std::size_t left = head(name);
        if constexpr (Many<T>) {
            for (; left > 0 && !refusal_; --left) {
                read_item(part);
            }
        } else if (left == 1) {
            item(part);
        } else if (!refusal_) {
            refuse("expected one item");
        }
    }

    void section(std::string_view name, RememberedCommands& commands) {
        for (std::size_t left = head(name); left > 0 && !refusal_; --left) {
            RememberedCommand one;
            if (item(one)) {
                commands.add(one);
            }
        }
    }

    template <class T>
    void read_item(std::vector<T>& part) {
        T& one = part.emplace_back();
        if constexpr (MayLeave<T>) {
            item_unless_left(one, one);
        } else {
            item(one);
        }
    }
    template <class Key, class T>
    void read_item(std::map<Key, T>& part) {
        Key key;
        T value;
        if (item(key, value)) {
            part.insert_or_assign(part.end(), std::move(key), std::move(value));
        }
    }
    void read_item(std::deque<std::pair<TimeMs, CommandKey>>& part) {
        auto& [at, key] = part.emplace_back();
        item(at, key);
    }
    template <class Id, class T>
    void read_item(Numbered<Id, T>& part) {
        T one;
        if (item_unless_left(one, one)) {
            number(part, std::move(one));
        }
    }
    void read_item(Numbered<IncidentId, Incident>& part) {
        Incident incident;
        std::size_t plan = 0;
        std::size_t terms = 0;
        if (item_unless_left(incident, plan, terms, incident)) {
            point_to(incident.plan, plans_, plan);
            point_to(incident.terms, catalogues_, terms);
            number(part, std::move(incident));
        }
    }
    template <class Id, class T>
    void number(Numbered<Id, T>& part, T one) {
        const Id id = one.id;
        if (id == part.next()) {
            part.emplace(id, std::move(one));
        } else {
            refuse("expected the number " + std::to_string(part.next().value));
        }
    }

    void derive(State& state, const std::string& barriers) {
        if (!state.outline.empty()) {
            auto boundary = geo::Boundary::from_text(state.outline);
            if (!boundary) {
                return refuse(boundary.refusal().detail);
            }
            state.boundary = std::move(*boundary);
        }
        if (state.names.size() != state.people.size()) {
            return refuse("expected a name for each of the people");
        }
        auto read = geo::Barriers::from_text(barriers);
        if (!read) {
            return refuse(read.refusal().detail);
        }
        state.barriers = std::move(*read);
        for (const auto& [id, incident] : state.incidents) {
            state.note_open(incident);
        }
        std::uint32_t index = 0;
        for (const Unit& unit : state.registry.units) {
            state.registry.index_of.emplace(unit.unit, index++);
        }
    }

    const std::function<std::optional<std::string_view>()>& next_;
    std::size_t line_ = 0;
    std::optional<Refusal> refusal_;
    std::vector<std::shared_ptr<const Catalogue>> catalogues_;
    std::vector<std::shared_ptr<const Plan>> plans_;
};

} // namespace

protocol::Result<State> read_state(const std::function<std::optional<std::string_view>()>& next) {
    return StateReader{next}.read();
}

} // namespace dageng::engine
