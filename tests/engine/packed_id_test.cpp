#include "server/engine/packed_id.hpp"

#include <boost/test/unit_test.hpp>

#include <string>
#include <utility>

// Server/engine/packed_id.hpp: a client-made id in few bytes.
using dageng::engine::PackedId;
using dageng::protocol::ClientId;

BOOST_AUTO_TEST_SUITE(packed_id)

BOOST_AUTO_TEST_CASE(an_id_of_every_length_and_letter_comes_back) {
    const std::string letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_-";
    for (std::size_t size = 0; size <= letters.size(); ++size) {
        for (std::size_t from = 0; from + size <= letters.size(); ++from) {
            const ClientId id{letters.substr(from, size)};
            const PackedId packed{id};
            BOOST_TEST(packed.unpacked().value == id.value);
            BOOST_TEST((packed == id));
            BOOST_TEST(!(packed == ClientId{id.value + "A"}));
        }
    }
}

BOOST_AUTO_TEST_CASE(a_text_with_other_letters_comes_back_too) {
    const ClientId id{"a device, \u624b\u673a"};
    BOOST_TEST((PackedId{id}.unpacked() == id));
}

BOOST_AUTO_TEST_CASE(copies_stand_by_themselves_whether_short_or_long) {
    for (const std::string text : {"a-short-one", "one-that-is-longer-than-twenty-two"}) {
        PackedId first{ClientId{text}};
        PackedId second = first;
        first = PackedId{ClientId{"another-one"}};
        BOOST_TEST(second.unpacked().value == text);
        const PackedId third = std::move(second);
        BOOST_TEST(third.unpacked().value == text);
    }
    BOOST_TEST(sizeof(PackedId) == 18U);
}

BOOST_AUTO_TEST_SUITE_END()
