#pragma once

#include "protocol/json_options.hpp"
#include "protocol/search_messages.hpp"
#include "server/engine/state.hpp"

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

/// A search over a district's incidents, open and ended. What reporters said is looked through in
/// open ones only; of ended ones the words that a dispatcher closed them with. No index of words is
/// kept anywhere: each is opened, looked at and forgotten.
namespace dageng::engine {

/// The words that are looked for, in small letters; none when there are only blanks.
std::vector<std::string> search_terms(std::string_view words);

/// One search, done in portions, so that whoever runs it isn't kept long.
class Search {
  public:
    /// `query`: as it came, its words in clear. `id`: of the command.
    Search(protocol::ClientId id, protocol::SearchIncidents query);

    /// Looks at further incidents, the newest first: at most so many, and at most so many opened
    /// texts. True when it is through. `opener` opens what is sealed.
    bool
    look(const State& state, const protocol::Opener& opener, std::size_t most, std::size_t texts);

    const protocol::IncidentsFound& found() const { return found_; }

  private:
    struct Look; ///< One portion.

    protocol::SearchIncidents query_;
    std::vector<std::string> terms_;
    std::optional<IncidentId>
        before_; ///< Only those before it are left; nothing: none was looked at.
    protocol::IncidentsFound found_;
};

} // namespace dageng::engine
