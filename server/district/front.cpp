#include "server/district/front.hpp"

#include "server/engine/state_text.hpp"

#include <cstddef>
#include <optional>
#include <string>
#include <utility>

namespace dageng::district {

engine::Engine engine_at_front(const journal::Journal& journal) {
    const auto front = journal.front();
    if (!front) {
        return engine::Engine{};
    }
    std::string text;
    journal.read_front([&](const std::string& piece) { text += piece; });
    std::size_t begin = 0;
    auto state = engine::read_state([&]() -> std::optional<std::string_view> {
        const std::size_t end = text.find('\n', begin);
        if (end == std::string::npos) {
            return std::nullopt;
        }
        const std::string_view line{text.data() + begin, end - begin};
        begin = end + 1;
        return line;
    });
    if (!state || state->last != front->last) {
        throw journal::JournalError(
            "what stands for the events up to " + std::to_string(front->last) +
            " can't be read: " + (state ? "it is of another event" : state.refusal().detail)
        );
    }
    return engine::Engine{std::move(*state)};
}

} // namespace dageng::district
