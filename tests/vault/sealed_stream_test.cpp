#include "server/vault/crypto.hpp"
#include "server/vault/sealed_stream.hpp"

#include <boost/test/unit_test.hpp>

#include <optional>
#include <string>

using namespace dageng;
using namespace dageng::vault;

namespace {

const SecretKey key = make_key();

std::string clear_text(std::size_t bytes) {
    std::string text(bytes, '\0');
    for (std::size_t i = 0; i < bytes; ++i)
        text[i] = static_cast<char>(i * 2654435761U >> 13);
    return text;
}

std::string seal(std::string_view clear, std::size_t step, const std::string& name = "photo-1") {
    SealedWriter writer(key, name);
    std::string sealed;
    for (std::size_t at = 0; at < clear.size(); at += step)
        sealed += writer.push(clear.substr(at, step));
    return sealed + writer.finish();
}

std::optional<std::string> open(
    std::string_view sealed,
    std::size_t step,
    const std::string& name = "photo-1",
    const SecretKey& with = key
) {
    SealedReader reader(with, name);
    std::string clear;
    for (std::size_t at = 0; at < sealed.size(); at += step) {
        const auto more = reader.push(sealed.substr(at, step));
        if (!more)
            return std::nullopt;
        clear += *more;
    }
    const auto rest = reader.finish();
    if (!rest)
        return std::nullopt;
    return clear + *rest;
}

constexpr std::size_t header = 24;
constexpr std::size_t sealed_chunk = stream_chunk_bytes + 17;

} // namespace

BOOST_AUTO_TEST_SUITE(sealed_stream_suite)

BOOST_AUTO_TEST_CASE(streams_of_any_length_open_in_any_steps) {
    const std::size_t chunk = stream_chunk_bytes;
    for (const std::size_t bytes :
         {std::size_t{0}, std::size_t{1}, chunk - 1, chunk, chunk + 1, 2 * chunk, 3 * chunk + 500
         }) {
        const std::string clear = clear_text(bytes);
        for (const std::size_t step :
             {std::size_t{1000}, chunk, chunk + 17, std::size_t{1} << 20}) {
            const std::string sealed = seal(clear, step);
            BOOST_TEST(sealed.size() == sealed_size(bytes));
            BOOST_TEST((open(sealed, 777) == clear));
            BOOST_TEST((open(sealed, step) == clear));
        }
    }
}

BOOST_AUTO_TEST_CASE(what_was_pushed_is_handed_on_chunk_by_chunk) {
    SealedWriter writer(key, "photo-1");
    BOOST_TEST(writer.push("a").size() == header);
    BOOST_TEST(writer.push(clear_text(stream_chunk_bytes)).size() == sealed_chunk);
    BOOST_TEST(writer.finish().size() == 1U + 17U);
}

BOOST_AUTO_TEST_CASE(a_stream_cut_anywhere_doesnt_open) {
    const std::string sealed = seal(clear_text(2 * stream_chunk_bytes + 10), 5000);
    for (const std::size_t size :
         {std::size_t{0},
          std::size_t{5},
          header,
          header + 10,
          header + sealed_chunk,
          header + 2 * sealed_chunk,
          sealed.size() - 1})
        BOOST_TEST(!open(sealed.substr(0, size), 4096));
}

BOOST_AUTO_TEST_CASE(a_changed_byte_anywhere_is_found) {
    const std::string sealed = seal(clear_text(stream_chunk_bytes + 100), 5000);
    for (std::size_t at = 0; at < sealed.size(); at += at < 100 ? 1 : 4999) {
        std::string changed = sealed;
        changed[at] ^= 0x10;
        BOOST_TEST(!open(changed, 10'000));
    }
}

BOOST_AUTO_TEST_CASE(chunks_cant_be_swapped_left_out_repeated_or_added) {
    const std::string sealed = seal(clear_text(3 * stream_chunk_bytes), 5000);
    const std::string head = sealed.substr(0, header);
    const std::string one = sealed.substr(header, sealed_chunk);
    const std::string two = sealed.substr(header + sealed_chunk, sealed_chunk);
    const std::string three = sealed.substr(header + 2 * sealed_chunk);
    BOOST_TEST(open(head + one + two + three, 10'000).has_value());
    BOOST_TEST(!open(head + two + one + three, 10'000));
    BOOST_TEST(!open(head + one + three, 10'000));
    BOOST_TEST(!open(head + one + two + two + three, 10'000));
    BOOST_TEST(!open(head + one + two + three + three, 10'000));
    BOOST_TEST(!open(head + one + two + three + "x", 10'000));
}

BOOST_AUTO_TEST_CASE(a_stream_opens_with_its_key_and_name_only) {
    const std::string sealed = seal(clear_text(1000), 1000);
    BOOST_TEST(!open(sealed, 1000, "photo-2"));
    BOOST_TEST(!open(sealed, 1000, "photo-1", make_key()));
}

BOOST_AUTO_TEST_SUITE_END()
