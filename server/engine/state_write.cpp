#include "server/engine/left.hpp"
#include "server/engine/state_described.hpp"
#include "server/engine/state_json.hpp"
#include "server/engine/state_sections.hpp"
#include "server/engine/state_text.hpp"

#include <cstddef>
#include <map>
#include <memory>
#include <string>
#include <utility>
#include <vector>

namespace dageng::engine {

namespace {

using protocol::Catalogue;
using protocol::Plan;

constexpr protocol::WriteOptions writing{protocol::JsonMode::journal, nullptr};

/// What an incident points to: a text for each different one, numbered from 1; 0 is nothing.
template <class T>
class Pointed {
  public:
    std::size_t number_of(const std::shared_ptr<const T>& one) {
        if (!one) {
            return 0;
        }
        const auto known = numbers_.find(one.get());
        if (known != numbers_.end()) {
            return known->second;
        }
        std::string text = protocol::to_json(*one, writing);
        const auto [same, is_new] = by_text_.emplace(text, texts_.size() + 1);
        if (is_new) {
            texts_.push_back(std::move(text));
        }
        return numbers_.emplace(one.get(), same->second).first->second;
    }
    const std::vector<std::string>& texts() const { return texts_; }

  private:
    std::map<const T*, std::size_t> numbers_;
    std::map<std::string, std::size_t> by_text_;
    std::vector<std::string> texts_; ///< In the order of their numbers.
};

/// A line's JSON, which is always a list.
template <class... T>
void write_list(std::string& line, const T&... values) {
    const char* comma = "[";
    ((line += comma, protocol::write_json(line, values, writing), comma = ","), ...);
    line += ']';
}

class StateWriter {
  public:
    explicit StateWriter(const std::function<void(std::string_view)>& line) : give_(line) {}

    void write(const State& state) {
        const std::size_t catalogue = catalogues_.number_of(state.catalogue);
        for (const auto& [id, incident] : state.incidents) {
            catalogues_.number_of(incident.terms);
            plans_.number_of(incident.plan);
        }
        write_texts("catalogues", catalogues_.texts());
        write_texts("plans", plans_.texts());
        section("catalogue", catalogue);
        section("barriers", state.barriers.to_text());
        each_section(state, [this](std::string_view name, const auto& part) {
            section(name, part);
        });
    }

  private:
    void head(std::string_view name, std::size_t items) {
        line_.assign(name);
        line_ += ' ';
        line_ += std::to_string(items);
        give();
    }

    void write_texts(std::string_view name, const std::vector<std::string>& texts) {
        head(name, texts.size());
        for (const std::string& text : texts) {
            line_ = text;
            give();
        }
    }

    template <class T>
    void section(std::string_view name, const T& part) {
        if constexpr (Many<T>) {
            head(name, part.size());
            for (const auto& item : part) {
                write_item(item);
                give();
            }
        } else {
            head(name, 1);
            write_list(line_, part);
            give();
        }
    }

    void section(std::string_view name, const RememberedCommands& commands) {
        head(name, commands.size());
        commands.each([this](const RememberedCommand& one) {
            write_list(line_, one);
            give();
        });
    }

    /// Of one that left its numbers, else these values.
    template <class T, class... Values>
    void write_unless_left(const T& thing, const Values&... values) {
        if (thing.left()) {
            const LeftNumbers numbers = left_numbers(thing);
            write_list(line_, numbers[0], numbers[1]);
        } else {
            write_list(line_, values...);
        }
    }
    template <class T>
    void write_item(const T& item) {
        if constexpr (MayLeave<T>) {
            write_unless_left(item, item);
        } else {
            write_list(line_, item);
        }
    }
    template <class Id, class T>
    void write_item(const std::pair<const Id, T>& entry) {
        write_list(line_, entry.first, entry.second);
    }
    template <class T>
    void write_item(const std::pair<TimeMs, T>& entry) {
        write_list(line_, entry.first, entry.second);
    }
    void write_item(const std::pair<TipId, Tip>& entry) { write_item(entry.second); }
    void write_item(const std::pair<AssignmentId, Assignment>& entry) { write_item(entry.second); }
    void write_item(const std::pair<IncidentId, Incident>& entry) {
        const Incident& incident = entry.second;
        const std::size_t plan = plans_.number_of(incident.plan);
        const std::size_t terms = catalogues_.number_of(incident.terms);
        write_unless_left(incident, plan, terms, incident);
    }

    void give() {
        give_(line_);
        line_.clear();
    }

    const std::function<void(std::string_view)>& give_;
    std::string line_;
    Pointed<Catalogue> catalogues_;
    Pointed<Plan> plans_;
};

} // namespace

void write_state(const State& state, const std::function<void(std::string_view)>& line) {
    StateWriter{line}.write(state);
}

} // namespace dageng::engine
