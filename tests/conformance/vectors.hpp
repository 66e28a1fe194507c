#pragma once

#include <boost/test/unit_test.hpp>

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <optional>
#include <string>

/// A file of published test vectors, under `$DAGENG_DATA/conformance`; without DAGENG_DATA in
/// ../shared/data beside the sources. Says "skipped" when it isn't there.
inline std::optional<std::filesystem::path> vectors(const std::string& name) {
    const char* const folder = std::getenv("DAGENG_DATA");
    const std::filesystem::path data = folder != nullptr ? folder : "../shared/data";
    std::filesystem::path path = data / "conformance" / name;
    if (std::filesystem::exists(path)) {
        return path;
    }
    BOOST_TEST_MESSAGE("skipped: " << path << " isn't there");
    return std::nullopt;
}

inline std::string read_file(const std::filesystem::path& path) {
    std::ifstream in(path, std::ios::binary);
    return {std::istreambuf_iterator<char>(in), {}};
}
