#include "load-tests/peers/floor/district.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cerrno>
#include <fcntl.h>
#include <iterator>
#include <system_error>
#include <unistd.h>

namespace dageng::floor {

namespace {

constexpr std::string_view opening = R"({"type":")";

/// What stands between `before` and the next quote.
std::string_view quoted_after(std::string_view text, std::string_view before) {
    const std::size_t at = text.find(before);
    if (at == std::string_view::npos) {
        return {};
    }
    text.remove_prefix(at + before.size());
    return text.substr(0, text.find('"'));
}

std::string_view number_after(std::string_view text, std::string_view before) {
    const std::size_t at = text.find(before);
    if (at == std::string_view::npos) {
        return "0";
    }
    text.remove_prefix(at + before.size());
    return text.substr(0, text.find_first_not_of("0123456789"));
}

/// `{"at":{…},"accuracy_m":N}` of a tip, as it came.
std::string_view place_of(std::string_view text) {
    constexpr std::string_view before = R"("place":)";
    const std::size_t begin = text.find(before) + before.size();
    const std::size_t point_end = text.find('}', begin);
    return text.substr(begin, text.find('}', point_end + 1) + 1 - begin);
}

} // namespace

District::District(Server& server, const std::string& path, std::size_t ask)
    : server_(server), file_(::open(path.c_str(), O_WRONLY | O_CREAT | O_APPEND, 0600)), ask_(ask) {
    if (file_ < 0) {
        throw std::system_error(errno, std::generic_category(), path);
    }
}

District::~District() {
    ::close(file_);
}

District::Person& District::person(int fd) {
    const auto index = static_cast<std::size_t>(fd);
    if (people_.size() <= index) {
        people_.resize(index + 1);
    }
    return people_[index];
}

void District::take(const Received& frame) {
    if (!frame.text.starts_with(opening)) {
        return;
    }
    const std::string_view rest = frame.text.substr(opening.size());
    const std::string_view type = rest.substr(0, rest.find('"'));
    if (type == "position" || type == "seen") {
        return;
    }
    if (type == "hello") {
        welcome(frame);
        return;
    }
    records_.append(frame.text);
    records_.push_back('\n');
    if (type == "begin-duty") {
        begin_duty(frame);
    } else if (type == "report-tip") {
        answer(frame.fd, frame.text, fmt::format(R"({{"tip":{}}})", ++tips_));
        ask_people(frame.text);
    } else if (type == "accept-offer") {
        change(frame, "accepted");
    } else if (type == "decline-offer") {
        change(frame, "declined");
    } else if (type == "set-status") {
        change(frame, quoted_after(frame.text, R"("status":")"));
    } else {
        answer(frame.fd, frame.text, "{}");
        says_to_all_ = says_to_all_ || type == "broadcast";
    }
}

void District::welcome(const Received& frame) {
    Person& who = person(frame.fd);
    who = Person{};
    const bool resumed = frame.text.find(R"("log":)") != std::string_view::npos;
    if (resumed) {
        // The connection before is gone with all that was known of it; they are still on duty.
        who.on_duty = true;
        on_duty_.push_back(frame.fd);
    }
    answer(frame.fd, frame.text, fmt::format(R"({{"log":"floor","n":0,"resumed":{}}})", resumed));
}

void District::begin_duty(const Received& frame) {
    Person& who = person(frame.fd);
    if (!who.on_duty) {
        who.on_duty = true;
        on_duty_.push_back(frame.fd);
    }
    answer(frame.fd, frame.text, "{}");
    tell(frame.fd, "duty-changed", R"({"on":true})");
}

void District::ask_people(std::string_view text) {
    const std::string_view place = place_of(text);
    for (std::size_t i = 0; i < std::min(ask_, on_duty_.size()); ++i) {
        const int fd = on_duty_[next_++ % on_duty_.size()];
        tell(
            fd,
            "offer",
            fmt::format(
                R"({{"assignment":{},"incident":{},"kind":"{}","place":{},"distance_m":0,"state":"offered"}})",
                ++assignments_,
                tips_,
                quoted_after(text, R"("kind":")"),
                place
            )
        );
    }
}

void District::change(const Received& frame, std::string_view state) {
    answer(frame.fd, frame.text, "{}");
    const std::string_view assignment = number_after(frame.text, R"("assignment":)");
    tell(
        frame.fd,
        "assignment-changed",
        fmt::format(R"({{"assignment":{},"state":"{}"}})", assignment, state)
    );
}

void District::answer(int fd, std::string_view frame, std::string_view data) {
    const std::string_view id = quoted_after(frame, R"("id":")");
    waiting_.push_back({fd, fmt::format(R"({{"type":"ok","id":"{}","data":{}}})", id, data)});
}

void District::tell(int fd, std::string_view type, std::string_view data) {
    const std::uint64_t n = ++person(fd).n;
    waiting_.push_back(
        {fd, fmt::format(R"({{"type":"{}","n":{},"prev":{},"data":{}}})", type, n, n - 1, data)}
    );
}

void District::tell_everybody() {
    says_to_all_ = false;
    std::string text;
    for (const int fd : on_duty_) {
        const std::uint64_t n = ++person(fd).n;
        text.clear();
        fmt::format_to(
            std::back_inserter(text),
            R"({{"type":"broadcast-told","n":{},"prev":{},"data":{{"broadcast":1,"words":"load test"}}}})",
            n,
            n - 1
        );
        server_.send(fd, text);
    }
}

void District::end_turn() {
    if (!records_.empty()) {
        if (::write(file_, records_.data(), records_.size()) !=
                static_cast<ssize_t>(records_.size()) ||
            ::fdatasync(file_) != 0) {
            throw std::system_error(errno, std::generic_category(), "the records' file");
        }
        records_.clear();
    }
    for (const Waiting& one : waiting_) {
        server_.send(one.fd, one.text);
    }
    waiting_.clear();
    if (says_to_all_) {
        tell_everybody();
    }
}

void District::gone(int fd) {
    if (person(fd).on_duty) {
        std::erase(on_duty_, fd);
    }
    person(fd) = Person{};
    std::erase_if(waiting_, [fd](const Waiting& one) { return one.fd == fd; });
}

} // namespace dageng::floor
