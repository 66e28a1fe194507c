#include "load-tests/client/client_frames.hpp"
#include "load-tests/client/frame.hpp"
#include "load-tests/client/timers.hpp"
#include "load-tests/measure/histogram.hpp"
#include "protocol/session_messages.hpp"
#include "tests/support/allocations.hpp"

#include <boost/test/unit_test.hpp>

using namespace dageng::load;

namespace {

/// Comes back every time it fires, as a schedule of positions does.
struct Steady final : Timed {
    explicit Steady(Timers& of) : timers(of) {}
    void on_timer(Moment due, std::uint64_t tag) override {
        timers.add(due + std::chrono::seconds{5}, *this, tag);
    }
    Timers& timers;
};

} // namespace

BOOST_AUTO_TEST_SUITE(allocations_of_the_steady_path)

BOOST_AUTO_TEST_CASE(a_position_goes_out_and_a_frame_comes_in_without_an_allocation) {
    Timers timers;
    Steady steady(timers);
    for (std::uint64_t i = 0; i < 100; ++i) {
        timers.add(Moment{} + std::chrono::milliseconds{i}, steady, i);
    }
    Histogram lateness;
    FrameReader reader;
    std::string text;
    std::string frame;
    const std::string answer = "\x81\x0f{\"type\":\"tile\"}";
    dageng::protocol::Position position;
    const auto one_round = [&](std::int64_t round) {
        timers.fire(Moment{} + std::chrono::seconds{5 * round}, 10);
        position.at = lat_lon(39.9 + 1e-5 * static_cast<double>(round), 116.4);
        position.made_at = {1'700'000'000'000 + round};
        write_frame(text, position, {}, position.made_at);
        frame.clear();
        append_frame(frame, Opcode::text, text, 0x12345678);
        reader.feed(answer);
        while (reader.next()) {
        }
        lateness.record(round);
    };
    one_round(1); // Buffers grow to their size.
    const std::size_t before = dageng::support::allocations();
    for (std::int64_t round = 2; round < 1000; ++round) {
        one_round(round);
    }
    const std::size_t made = dageng::support::allocations() - before;
    BOOST_TEST(made == 0U);
}

BOOST_AUTO_TEST_SUITE_END()
