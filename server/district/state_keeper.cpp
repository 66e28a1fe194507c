#include "server/district/state_keeper.hpp"

#include <spdlog/spdlog.h>

#include <exception>

namespace dageng::district {

StateKeeper::StateKeeper(
    StateFiles* files,
    const journal::Journal& journal,
    protocol::Offset kept,
    protocol::TimeMs start
)
    : files_(files), journal_(journal), kept_(kept), next_(start + first_after_ms) {}

void StateKeeper::tick(const engine::State& state, protocol::TimeMs now) {
    if (files_ == nullptr || now < next_ || state.last < kept_ + least_events) {
        return;
    }
    next_ = now + each_ms;
    try {
        if (files_->keep(state, journal_)) {
            kept_ = state.last;
            spdlog::info("the state after event {} is kept", kept_);
        } else {
            spdlog::warn("the state isn't kept: the disk is nearly full");
        }
    } catch (const std::exception& error) {
        spdlog::warn("the state can't be kept: {}", error.what());
    }
}

} // namespace dageng::district
