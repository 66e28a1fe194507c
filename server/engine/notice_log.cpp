#include "server/engine/notice_log.hpp"

#include "protocol/assert.hpp"

#include <algorithm>
#include <cstring>
#include <new>
#include <utility>

namespace dageng::engine {

using protocol::Offset;

/// Stands at the front of its memory; `room` numbers follow, each told from `base`.
struct NoticeLog::Many {
    Offset base = 0;
    std::uint16_t size = 0;
    std::uint16_t room = 0;
    bool cut = false;

    static constexpr Offset farthest = 0xFFFF'FFFF;

    static Many* make(std::size_t room) {
        static_assert(2 * max_kept_watcher <= 0xFFFF);
        void* const memory = ::operator new(sizeof(Many) + room * sizeof(std::uint32_t));
        Many* const made = new (memory) Many;
        made->room = static_cast<std::uint16_t>(room);
        return made;
    }

    std::uint32_t* steps() { return reinterpret_cast<std::uint32_t*>(this + 1); }
    Offset at(std::size_t index) { return base + steps()[index]; }
};

NoticeLog::Many* NoticeLog::many() const {
    return is_one() ? nullptr : reinterpret_cast<Many*>(word_);
}

NoticeLog::NoticeLog(const std::vector<Offset>& numbers, bool cut) {
    take(numbers, cut, numbers.size());
}

NoticeLog::NoticeLog(const NoticeLog& other) {
    take(other.numbers(), other.is_cut(), 0);
}

NoticeLog::NoticeLog(NoticeLog&& other) noexcept : word_(std::exchange(other.word_, 0)) {}

NoticeLog& NoticeLog::operator=(NoticeLog other) noexcept {
    std::swap(word_, other.word_);
    return *this;
}

NoticeLog::~NoticeLog() {
    ::operator delete(many());
}

void NoticeLog::take(std::vector<Offset> numbers, bool cut, std::size_t room) {
    const auto first = std::find_if(numbers.begin(), numbers.end(), [&](Offset n) {
        return numbers.back() - n <= Many::farthest;
    });
    cut = cut || first != numbers.begin();
    numbers.erase(numbers.begin(), first);
    ::operator delete(many());
    word_ = 0;
    if (numbers.size() == 1 && !cut && numbers.front() < Offset{1} << 63U) {
        word_ = numbers.front() << 1U | 1;
    } else if (!numbers.empty() || cut) {
        Many* const made = Many::make(std::max(numbers.size(), room));
        made->base = numbers.empty() ? 0 : numbers.front();
        made->cut = cut;
        made->size = static_cast<std::uint16_t>(numbers.size());
        std::transform(numbers.begin(), numbers.end(), made->steps(), [&](Offset n) {
            return static_cast<std::uint32_t>(n - made->base);
        });
        word_ = reinterpret_cast<std::uint64_t>(made);
    }
}

void NoticeLog::push(Offset n, std::size_t limit) {
    Many* const kept = many();
    const bool fits = kept != nullptr && kept->size < kept->room && kept->size < 2 * limit &&
                      kept->size > 0 && n - kept->base <= Many::farthest;
    if (fits) {
        kept->steps()[kept->size++] = static_cast<std::uint32_t>(n - kept->base);
        return;
    }
    auto all = numbers();
    bool cut = is_cut();
    if (all.size() >= 2 * limit) {
        all.erase(all.begin(), all.end() - static_cast<std::ptrdiff_t>(limit) + 1);
        cut = true;
    }
    all.push_back(n);
    const std::size_t room = std::min(std::max<std::size_t>(4, 2 * all.size()), 2 * limit);
    take(std::move(all), cut, room);
}

Offset NoticeLog::last() const {
    if (is_one()) {
        return word_ >> 1U;
    }
    Many* const kept = many();
    return kept == nullptr || kept->size == 0 ? 0 : kept->at(kept->size - 1U);
}

std::optional<std::vector<Offset>> NoticeLog::after(Offset n) const {
    auto all = numbers();
    if (n == 0 && !is_cut()) {
        return all;
    }
    const auto found = std::lower_bound(all.begin(), all.end(), n);
    if (found == all.end() || *found != n) {
        return std::nullopt;
    }
    all.erase(all.begin(), found + 1);
    return all;
}

std::vector<Offset> NoticeLog::numbers() const {
    std::vector<Offset> all;
    if (is_one()) {
        all.push_back(word_ >> 1U);
    } else if (Many* const kept = many()) {
        all.reserve(kept->size);
        for (std::size_t i = 0; i < kept->size; ++i) {
            all.push_back(kept->at(i));
        }
    }
    return all;
}

bool NoticeLog::is_cut() const {
    const Many* const kept = many();
    return kept != nullptr && kept->cut;
}

} // namespace dageng::engine
