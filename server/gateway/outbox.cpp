#include "server/gateway/outbox.hpp"

namespace dageng::gateway {

void Outbox::push(Frame frame) {
    bytes_ += frame.size();
    frames_.push_back(std::move(frame));
}

bool Outbox::push_moment(std::uint64_t slot, bus::Shared frame, std::size_t most) {
    for (auto& [known, waiting] : moments_) {
        if (known == slot) {
            waiting = std::move(frame);
            return true;
        }
    }
    const bool full = moments_.size() >= most;
    if (full) {
        moments_.erase(moments_.begin());
    }
    moments_.emplace_back(slot, std::move(frame));
    return full;
}

std::optional<Frame> Outbox::pop() {
    if (first_ < frames_.size()) {
        Frame frame = std::move(frames_[first_++]);
        bytes_ -= frame.size();
        if (first_ == frames_.size()) {
            std::vector<Frame>().swap(frames_);
            first_ = 0;
        }
        return frame;
    }
    if (!moments_.empty()) {
        Frame frame{{}, std::move(moments_.front().second)};
        moments_.erase(moments_.begin());
        if (moments_.empty()) {
            drop_moments();
        }
        return frame;
    }
    return std::nullopt;
}

} // namespace dageng::gateway
