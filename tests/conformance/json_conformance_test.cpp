#include "protocol/codec.hpp"
#include "tests/conformance/vectors.hpp"
#include "tests/temporary_folder.hpp"

#include <boost/test/unit_test.hpp>

#include <cstdlib>
#include <map>

using namespace dageng;
using namespace dageng::protocol;

namespace {

/// The JSONTestSuite's documents by name: y_ is JSON, n_ is not, i_ is left to each parser.
using Suite = std::map<std::string, std::string>;

std::optional<Suite> unpacked() {
    const auto archive = vectors("jsontestsuite_parsing.tar.gz");
    if (!archive) {
        return std::nullopt;
    }
    const TemporaryFolder scratch;
    const std::string command =
        "tar -xzf '" + archive->string() + "' -C '" + scratch.path().string() + "'";
    BOOST_REQUIRE(std::system(command.c_str()) == 0);
    Suite suite;
    for (const auto& entry : std::filesystem::recursive_directory_iterator(scratch.path())) {
        if (entry.is_regular_file()) {
            suite[entry.path().filename()] = read_file(entry.path());
        }
    }
    BOOST_TEST(suite.size() > 300U);
    return suite;
}

/// The refusal of a frame; nothing when it was taken.
std::optional<ErrorCode> refusal_of(const std::string& frame) {
    const auto parsed = parse_client_frame(frame);
    const auto* const bad = std::get_if<BadFrame>(&parsed);
    return bad != nullptr ? std::optional(bad->refusal.code) : std::nullopt;
}

/// A good frame with the document as a field that nobody knows, before or behind what is known.
std::string before(const std::string& document) {
    return R"({"extra":)" + document + R"(,"type":"seen","data":{"n":1}})";
}
std::string behind(const std::string& document) {
    return R"({"type":"seen","data":{"n":1},"extra":)" + document + "}";
}
std::string within(const std::string& document) {
    return R"({"type":"seen","data":{"n":1,"extra":)" + document + "}}";
}

} // namespace

BOOST_AUTO_TEST_SUITE(json_conformance)

BOOST_AUTO_TEST_CASE(what_is_json_is_taken_wherever_it_stands) {
    const auto suite = unpacked();
    if (!suite) {
        return;
    }
    for (const auto& [name, document] : *suite) {
        if (name.starts_with("y_")) {
            BOOST_TEST(!refusal_of(before(document)).has_value(), name << " before");
            BOOST_TEST(!refusal_of(behind(document)).has_value(), name << " behind");
            BOOST_TEST(!refusal_of(within(document)).has_value(), name << " within");
        }
    }
}

BOOST_AUTO_TEST_CASE(what_is_no_json_is_refused_as_such_wherever_it_stands) {
    const auto suite = unpacked();
    if (!suite) {
        return;
    }
    const auto is_bad_json = [](const std::string& frame) {
        return refusal_of(frame) == ErrorCode::bad_json;
    };
    for (const auto& [name, document] : *suite) {
        if (!name.starts_with("n_")) {
            continue;
        }
        // Some have an "id" that is refused before the text ends.
        BOOST_TEST(refusal_of(document).has_value(), name << " alone");
        if (document.size() < max_frame_bytes / 2) {
            BOOST_TEST(is_bad_json(before(document)), name << " before");
            BOOST_TEST(is_bad_json(behind(document)), name << " behind");
            BOOST_TEST(is_bad_json(within(document)), name << " within");
        }
    }
}

BOOST_AUTO_TEST_CASE(what_is_left_open_gets_an_answer_too) {
    const auto suite = unpacked();
    if (!suite) {
        return;
    }
    for (const auto& [name, document] : *suite) {
        const auto refusal = refusal_of(behind(document));
        BOOST_TEST((!refusal || *refusal == ErrorCode::bad_json || document.size() > 30'000), name);
    }
}

BOOST_AUTO_TEST_SUITE_END()
