#include "protocol/publish/files.hpp"
#include "tests/protocol/schema_check.hpp"
#include "tests/protocol/source_files.hpp"

#include <boost/test/unit_test.hpp>

#include <set>

using namespace dageng::protocol;

BOOST_AUTO_TEST_SUITE(published)

BOOST_AUTO_TEST_CASE(generated_files_are_what_the_declarations_say) {
    for (const publish::File& file : publish::all_files()) {
        BOOST_CHECK_MESSAGE(
            read_file(file.path) == file.content,
            file.path << " is stale. To mend it, build dageng-protocol and run it in the root of "
                         "the sources: build/dev/protocol/dageng-protocol ."
        );
    }
}

BOOST_AUTO_TEST_CASE(no_generated_file_is_left_over) {
    std::set<std::string> wanted;
    for (const publish::File& file : publish::all_files()) {
        wanted.insert(file.path);
    }
    for (const auto& entry : std::filesystem::recursive_directory_iterator("protocol/generated")) {
        BOOST_CHECK_MESSAGE(
            entry.is_directory() || wanted.contains(entry.path().generic_string()),
            entry.path() << " belongs to no message; dageng-protocol takes it away"
        );
    }
}

BOOST_AUTO_TEST_CASE(every_reference_leads_somewhere) {
    SchemaCheck check;
    check.add("asyncapi.json", publish::asyncapi_file().content);
    for (const publish::File& file : publish::schema_files()) {
        const std::string name = std::filesystem::path(file.path).filename();
        check.add("schema/" + name, file.content);
    }
    BOOST_TEST(check.broken_reference() == "");
}

BOOST_AUTO_TEST_SUITE_END()
