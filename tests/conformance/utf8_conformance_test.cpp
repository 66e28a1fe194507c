#include "protocol/codec.hpp"
#include "protocol/utf8.hpp"
#include "tests/conformance/vectors.hpp"

#include <boost/test/unit_test.hpp>

#include <sstream>
#include <string_view>
#include <vector>

using namespace dageng::protocol;

namespace {

/// A line of utf8tests.txt.
struct Vector {
    std::string name;
    bool valid = false;
    std::string bytes;
};

std::string from_hex(std::string_view text) {
    std::string digits;
    for (const char each : text) {
        if (each != ' ') {
            digits += each;
        }
    }
    std::string bytes;
    for (std::size_t i = 0; i + 1 < digits.size(); i += 2) {
        bytes += static_cast<char>(std::stoi(digits.substr(i, 2), nullptr, 16));
    }
    return bytes;
}

/// `num:valid:text`, `num:valid hex:bytes` or `num:invalid hex:bytes:…:…`.
std::vector<Vector> read_vectors(const std::filesystem::path& path) {
    std::istringstream lines(read_file(path));
    std::vector<Vector> out;
    for (std::string line; std::getline(lines, line);) {
        if (line.empty() || line[0] == '#') {
            continue;
        }
        const std::size_t first = line.find(':');
        line.erase(first + 1, line[first + 1] == ' ' ? 1 : 0);
        const std::size_t second = line.find(':', first + 1);
        const std::string kind = line.substr(first + 1, second - first - 1);
        std::string content = line.substr(second + 1);
        if (kind != "valid") {
            content = from_hex(content.substr(0, content.find(':')));
        }
        out.push_back({line.substr(0, first), kind.starts_with("valid"), content});
    }
    return out;
}

/// A tip whose words hold the bytes as they are, but for what JSON wants escaped.
std::string tip_with(const std::string& bytes) {
    constexpr std::string_view hex = "0123456789abcdef";
    std::string words;
    for (const char byte : bytes) {
        const auto code = static_cast<unsigned char>(byte);
        if (code < 0x20) {
            words += "\\u00";
            words += hex[code >> 4U];
            words += hex[code & 15U];
            continue;
        }
        words += byte == '"' || byte == '\\' ? "\\" : "";
        words += byte;
    }
    return R"({"type":"add-to-tip","id":"add-00000001","data":{"tip":1,"words":")" + words +
           R"("}})";
}

bool has_control(std::string_view text) {
    while (!text.empty()) {
        const CodePoint point = first_code_point(text);
        if (point.value != '\n' &&
            (point.value < 0x20 || (point.value >= 0x7F && point.value < 0xA0))) {
            return true;
        }
        text.remove_prefix(point.bytes);
    }
    return false;
}

void check_valid(const Vector& vector) {
    const auto parsed = parse_client_frame(tip_with(vector.bytes));
    if (has_control(vector.bytes)) {
        const auto* const bad = std::get_if<BadFrame>(&parsed);
        BOOST_TEST((bad != nullptr && bad->refusal.field == "data.words"), vector.name);
        return;
    }
    const auto* const frame = std::get_if<ClientFrame>(&parsed);
    BOOST_TEST_REQUIRE(frame != nullptr, vector.name);
    BOOST_TEST(std::get<AddToTip>(frame->message).words.clear().value == vector.bytes, vector.name);
}

void check_invalid(const Vector& vector) {
    const auto parsed = parse_client_frame(tip_with(vector.bytes));
    const auto* const bad = std::get_if<BadFrame>(&parsed);
    BOOST_TEST((bad != nullptr && bad->refusal.code == ErrorCode::bad_json), vector.name);
}

} // namespace

BOOST_AUTO_TEST_SUITE(utf8_conformance)

BOOST_AUTO_TEST_CASE(texts_take_utf8_and_nothing_else) {
    const auto path = vectors("utf8tests.txt");
    if (!path) {
        return;
    }
    const std::vector<Vector> all = read_vectors(*path);
    BOOST_TEST(all.size() > 100U);
    for (const Vector& vector : all) {
        vector.valid ? check_valid(vector) : check_invalid(vector);
    }
}

BOOST_AUTO_TEST_SUITE_END()
