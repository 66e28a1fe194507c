#include "protocol/codec.hpp"
#include "protocol/publish/schema.hpp"
#include "tests/protocol/schema_check.hpp"
#include "tests/protocol/source_files.hpp"

#include <boost/test/unit_test.hpp>
#include <simdjson.h>

#include <utility>
#include <vector>

using namespace dageng::protocol;

namespace {

/// The fields of an object, each as JSON.
using Fields = std::vector<std::pair<std::string, std::string>>;

Fields data_of(const std::string& type) {
    simdjson::dom::parser parser;
    const std::string text = read_file("protocol/examples/" + type + ".json");
    Fields fields;
    for (const auto [name, value] : parser.parse(text)["data"].get_object().value()) {
        fields.emplace_back(name, simdjson::to_string(value));
    }
    return fields;
}

std::string object(const Fields& fields) {
    std::string out = "{";
    for (const auto& [name, value] : fields) {
        out += out.size() > 1 ? ",\"" : "\"";
        out += name + "\":" + value;
    }
    return out + '}';
}

/// Each field left out, and each put to what it can't or can just be.
std::vector<std::string> variants(const Fields& fields) {
    static const std::vector<std::string> values{
        "null",         "true",
        "false",        "0",
        "-1",           "1.5",
        "1e3",          "100001",
        "12345678",     "9007199254740992",
        "\"\"",         "\"x\"",
        "\"尾随\"",     "\"A_bcdefg\"",
        "\"a\\u0001\"", "\"" + std::string(3000, 'x') + "\"",
        "[]",           "[\"x\"]",
        "[1]",          "{}",
    };
    std::vector<std::string> out;
    for (std::size_t i = 0; i < fields.size(); ++i) {
        Fields changed = fields;
        for (const std::string& value : values) {
            changed[i].second = value;
            out.push_back(object(changed));
        }
        changed.erase(changed.begin() + static_cast<std::ptrdiff_t>(i));
        out.push_back(object(changed));
    }
    return out;
}

bool reader_takes(const std::string& type, const std::string& data) {
    const std::string frame = R"({"type":")" + type + R"(","id":"id-000001","data":)" + data + "}";
    return std::holds_alternative<ClientFrame>(parse_client_frame(frame));
}

} // namespace

BOOST_AUTO_TEST_SUITE(agreement)

BOOST_AUTO_TEST_CASE(what_the_schemas_allow_is_what_the_reader_takes) {
    for (const publish::Sent& message : publish::all_messages().sent) {
        SchemaCheck check;
        const publish::Schema schema =
            publish::schema_of(message.type, message.data, publish::Way::sent);
        check.add(schema.file, schema.text);
        for (const std::string& data : variants(data_of(message.type))) {
            const std::string fault = check.fault(schema.file, "", data);
            BOOST_TEST(
                fault.empty() == reader_takes(message.type, data),
                message.type << " " << data.substr(0, 200) << " " << fault
            );
        }
    }
}

BOOST_AUTO_TEST_SUITE_END()
