#pragma once

#include <boost/test/unit_test.hpp>

#include <cstdlib>
#include <filesystem>
#include <string>

namespace dageng::load_tests {

/// A file of the real data in $DAGENG_DATA (../shared/data); empty, after saying so, when it isn't
/// there.
inline std::string data_file(const std::string& name) {
    const char* folder = std::getenv("DAGENG_DATA");
    const std::string path =
        std::string{folder != nullptr ? folder : "../shared/data"} + "/" + name;
    if (!std::filesystem::exists(path)) {
        BOOST_TEST_MESSAGE("skipped: no " + path);
        return {};
    }
    return path;
}

} // namespace dageng::load_tests
