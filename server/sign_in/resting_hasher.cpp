#include "server/sign_in/resting_hasher.hpp"

#include <algorithm>
#include <thread>
#include <utility>

namespace dageng::sign_in {

RestingHasher::RestingHasher(Hasher& hasher)
    : RestingHasher(hasher, {Clock::now, [](Clock::time_point until) {
                                 std::this_thread::sleep_until(until);
                             }}) {}

RestingHasher::RestingHasher(Hasher& hasher, Time time) : hasher_(hasher), time_(std::move(time)) {}

std::string RestingHasher::hash(const std::string& password) {
    return hasher_.hash(password);
}

bool RestingHasher::matches(const std::string& hash, const std::string& password) {
    if (time_.now() < rested_) {
        time_.wait_until(rested_);
    }
    const auto begun = time_.now();
    const bool right = hasher_.matches(hash, password);
    const auto ended = time_.now();
    rested_ = ended + std::min<Clock::duration>(rests * (ended - begun), longest);
    return right;
}

} // namespace dageng::sign_in
