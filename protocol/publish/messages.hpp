#pragma once

#include "protocol/publish/shape.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace dageng::protocol::publish {

/// A message that a client sends.
struct Sent {
    std::string type;
    Shape data;
    bool answered = false;
    std::string answer;                            ///< Name of the answer's data; empty: `{}`.
    std::optional<std::vector<std::string>> roles; ///< Commands only: who may send it.
    std::int64_t good_for_ms = 0;                  ///< Commands only; 0: always.
    bool of_unit = false; ///< Commands only: a coordinator's is about their own unit.
};

/// A field of a message that the server sends, and who sees it: names of views.
struct SeenField {
    std::string name;
    std::vector<std::string> views;
};

/// A message that the server sends, or (without `type`) the data of an answer.
struct Told {
    std::string type;
    Shape data;
    std::vector<SeenField> seen = {}; ///< Each field; none of what isn't sent unasked.
};

/// All messages, in the order of their declaration.
struct Messages {
    std::vector<Sent> sent;
    std::vector<Told> notices;
    std::vector<Told> snapshot_items; ///< Those that are no notices.
    std::vector<Told> moments;
    std::vector<Told> answers;
    std::vector<Told> documents; ///< Over HTTP.
};

/// A published number.
struct Code {
    std::string name;
    int number = 0;
};

const Messages& all_messages();
std::vector<std::string> error_codes();
std::vector<Code> close_codes();

} // namespace dageng::protocol::publish
