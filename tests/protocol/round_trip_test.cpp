#include "protocol/codec.hpp"
#include "protocol/json_read.hpp"
#include "protocol/json_write.hpp"
#include "tests/protocol/arbitrary.hpp"

#include <boost/test/unit_test.hpp>
#include <rapidcheck/boost_test.h>

using namespace dageng::protocol;
using namespace dageng::protocol::testing;

namespace {

/// Every kind of value, as events of the engine may have them.
struct Everything {
    bool yes = false;
    std::uint8_t small = 0;
    std::int32_t whole = 0;
    std::int64_t wide = 0;
    TimeMs at;
    std::optional<Words> words;
    PersonName name;
    std::vector<Place> places;
    List<Mark, 4> marks;
    List<CellCount, 4> cells;
    Catalogue catalogue;
};
BOOST_DESCRIBE_STRUCT(
    Everything, (), (yes, small, whole, wide, at, words, name, places, marks, cells, catalogue)
)

template <class T>
void comes_back(Held held, JsonMode mode) {
    const T value = any_value<T>(held);
    const std::string json = to_json(value, {.mode = mode});
    const auto read = read_json<T>(json, {.mode = mode});
    RC_LOG() << json;
    RC_ASSERT(static_cast<bool>(read));
    RC_ASSERT(equal(*read, value));
}

template <class... T>
void one_comes_back(boost::mp11::mp_list<T...>) {
    const std::size_t chosen = any_of(std::size_t{0}, sizeof...(T) - 1);
    std::size_t index = 0;
    ((index++ == chosen ? comes_back<T>(Held::clear, JsonMode::wire) : void()), ...);
}

template <class T>
std::string frame_of(const T& message) {
    return R"({"type":")" + std::string(T::wire) + R"(","id":"id-000001","data":)" +
           to_json(message) + "}";
}

template <class... T>
ClientMessage any_client_message(boost::mp11::mp_list<T...>) {
    const std::size_t chosen = any_of(std::size_t{0}, sizeof...(T) - 1);
    std::size_t index = 0;
    ClientMessage message;
    ((index++ == chosen ? static_cast<void>(message = any_value<T>()) : void()), ...);
    return message;
}

using ClientMessages = ClientMessageKinds;

std::string any_frame() {
    return std::visit(
        [](const auto& message) { return frame_of(message); }, any_client_message(ClientMessages())
    );
}

} // namespace

BOOST_AUTO_TEST_SUITE(round_trip)

RC_BOOST_PROP(what_the_server_says_comes_back_as_it_was, ()) {
    one_comes_back(boost::mp11::mp_append<Notices, SnapshotItems, Moments, Answers>());
}

RC_BOOST_PROP(what_a_client_says_comes_back_as_it_was, ()) {
    const ClientMessage message = any_client_message(ClientMessages());
    std::visit(
        [](const auto& sent) {
            using T = std::remove_cvref_t<decltype(sent)>;
            const auto parsed = parse_client_frame(frame_of(sent));
            RC_ASSERT(std::holds_alternative<ClientFrame>(parsed));
            RC_ASSERT(equal(std::get<T>(std::get<ClientFrame>(parsed).message), sent));
        },
        message
    );
}

RC_BOOST_PROP(what_the_journal_holds_comes_back_as_it_was, ()) {
    comes_back<Everything>(Held::sealed, JsonMode::journal);
}

RC_BOOST_PROP(all_kinds_of_value_come_back_over_the_wire, ()) {
    comes_back<Everything>(Held::clear, JsonMode::wire);
}

RC_BOOST_PROP(a_damaged_frame_gets_an_answer, ()) {
    std::string frame = any_frame();
    for (int i = 0; i < 3; ++i) {
        const std::size_t at = any_of(std::size_t{0}, frame.size() - 1);
        frame[at] = *rc::gen::arbitrary<char>();
    }
    const auto parsed = parse_client_frame(frame);
    if (const auto* const bad = std::get_if<BadFrame>(&parsed)) {
        RC_ASSERT(!bad->refusal.detail.empty());
    }
}

RC_BOOST_PROP(a_frame_cut_short_is_refused, ()) {
    const std::string frame = any_frame();
    const std::size_t size = any_of(std::size_t{0}, frame.size() - 1);
    const auto parsed = parse_client_frame(std::string_view(frame).substr(0, size));
    RC_ASSERT(std::holds_alternative<BadFrame>(parsed));
}

RC_BOOST_PROP(any_bytes_are_written_as_a_string_that_is_read_again, (const std::string& bytes)) {
    const std::string json = "[" + to_json(bytes) + "]";
    const auto read = read_json<std::vector<std::string>>(json);
    // Control characters are written, but not taken.
    if (read) {
        RC_ASSERT(to_json(read->at(0)) == to_json(bytes));
    } else {
        RC_ASSERT(read.refusal().code == ErrorCode::bad_field);
    }
}

BOOST_AUTO_TEST_SUITE_END()
