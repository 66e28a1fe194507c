#include "protocol/json_read.hpp"
#include "protocol/json_seen.hpp"
#include "protocol/messages.hpp"
#include "tests/protocol/arbitrary.hpp"

#include <boost/test/unit_test.hpp>
#include <rapidcheck/boost_test.h>

using namespace dageng::protocol;
using namespace dageng::protocol::testing;

namespace {

using AllUnasked = boost::mp11::mp_append<Notices, SnapshotItems, Moments>;

/// What is written of any value to a view is each field that it may see, and no other.
template <class T>
void is_seen_as_declared(View view) {
    const T value = any_value<T>(Held::clear);
    std::string json;
    const bool written = write_seen(json, value, view, Opener{});
    RC_ASSERT(written == T::seen_by.has(view));
    RC_ASSERT(written == !json.empty());
    if (!written) {
        return;
    }
    const auto read = read_json<T>(json);
    RC_LOG() << T::wire << ' ' << json;
    RC_ASSERT(static_cast<bool>(read));
    boost::mp11::mp_for_each<dageng::protocol::detail::Members<T>>([&](auto member) {
        const bool may = field_seen_by<T>(member.name).has(view);
        const T& expected = may ? value : T{};
        RC_ASSERT(equal((*read).*member.pointer, expected.*member.pointer));
    });
}

template <class... T>
void each_is_seen(boost::mp11::mp_list<T...>) {
    for_each_enumerator<View>([](View view, std::string_view) {
        (is_seen_as_declared<T>(view), ...);
    });
}

} // namespace

BOOST_AUTO_TEST_SUITE(json_seen)

RC_BOOST_PROP(each_view_of_each_message_has_the_fields_that_are_declared_for_it_and_no_other, ()) {
    each_is_seen(AllUnasked());
}

BOOST_AUTO_TEST_CASE(a_field_that_only_some_see_is_absent_to_the_others) {
    IncidentClosed closed;
    closed.words = Words{Text<0, 2000>{"what the dispatcher wrote"}};
    std::string console;
    std::string map;
    BOOST_TEST(write_seen(console, closed, View::console, Opener{}));
    BOOST_TEST(write_seen(map, closed, View::map, Opener{}));
    BOOST_TEST(console.find("what the dispatcher wrote") != std::string::npos);
    BOOST_TEST(map.find("words") == std::string::npos);
}

BOOST_AUTO_TEST_CASE(a_view_that_a_message_does_not_name_is_written_nothing) {
    std::string out = "before";
    BOOST_TEST(!write_seen(out, TipReceived{}, View::responder, Opener{}));
    BOOST_TEST(out == "before");
}

BOOST_AUTO_TEST_SUITE_END()
