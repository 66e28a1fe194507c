#include "protocol/codec.hpp"
#include "protocol/json_read.hpp"
#include "protocol/json_write.hpp"
#include "protocol/publish/files.hpp"
#include "protocol/publish/schema.hpp"
#include "tests/protocol/schema_check.hpp"
#include "tests/protocol/source_files.hpp"

#include <boost/test/unit_test.hpp>
#include <simdjson.h>

#include <set>

using namespace dageng::protocol;

namespace {

const std::filesystem::path folder = "protocol/examples";

std::string minified(std::string_view json) {
    std::string out(json.size() + simdjson::SIMDJSON_PADDING, '\0');
    std::size_t size = 0;
    BOOST_REQUIRE(
        simdjson::minify(json.data(), json.size(), out.data(), size) == simdjson::SUCCESS
    );
    out.resize(size);
    return out;
}

/// A field of a frame, as it stands there but for blanks.
std::string field_of(const std::string& frame, std::string_view name) {
    simdjson::ondemand::parser parser;
    const simdjson::padded_string padded{frame};
    auto document = parser.iterate(padded);
    simdjson::ondemand::object object;
    BOOST_REQUIRE(document[name].get_object().get(object) == simdjson::SUCCESS);
    return minified(object.raw_json().value());
}

std::string example(const std::string& name) {
    const std::string text = read_file(folder / (name + ".json"));
    BOOST_REQUIRE_MESSAGE(
        !text.empty(),
        "no example frame of " << name << ": write protocol/examples/" << name << ".json"
    );
    return text;
}

template <class T>
std::string name_of() {
    if constexpr (requires { T::wire; }) {
        return std::string(T::wire);
    } else {
        return publish::kebab(publish::own_name<T>());
    }
}

template <class T>
void reads_and_writes_back() {
    const std::string name = name_of<T>();
    const std::string data = field_of(example(name), "data");
    const auto value = read_json<T>(data);
    if (!value) {
        BOOST_FAIL(name << ": " << value.refusal().field << " " << value.refusal().detail);
    }
    BOOST_TEST(to_json(*value) == data, name << " comes out as " << to_json(*value));
}

template <class... T>
void read_and_write_back(boost::mp11::mp_list<T...>) {
    (reads_and_writes_back<T>(), ...);
}

template <class... T>
std::set<std::string> names_of(boost::mp11::mp_list<T...>) {
    return {name_of<T>()...};
}

using ClientMessages = ClientMessageKinds;
using Told = boost::mp11::mp_append<Notices, SnapshotItems, Moments, Answers>;

} // namespace

BOOST_AUTO_TEST_SUITE(examples)

BOOST_AUTO_TEST_CASE(what_clients_send_is_accepted) {
    for (const std::string& name : names_of(ClientMessages())) {
        const auto parsed = parse_client_frame(example(name));
        if (const auto* const bad = std::get_if<BadFrame>(&parsed)) {
            BOOST_FAIL(name << ": " << bad->refusal.field << " " << bad->refusal.detail);
        }
        std::visit(
            [&](const auto& message) { BOOST_TEST(message.wire == name); },
            std::get<ClientFrame>(parsed).message
        );
    }
}

BOOST_AUTO_TEST_CASE(what_the_server_sends_is_read_and_written_back) {
    read_and_write_back(Told());
}

BOOST_AUTO_TEST_CASE(what_http_answers_is_read_written_back_and_fits_its_schema) {
    SchemaCheck check;
    for (const publish::File& file : publish::schema_files()) {
        const std::string name = std::filesystem::path(file.path).filename();
        check.add("schema/" + name, file.content);
    }
    const std::string text = minified(example("choices"));
    const auto value = read_json<Choices>(text);
    BOOST_TEST_REQUIRE(static_cast<bool>(value));
    BOOST_TEST(to_json(*value) == text);
    BOOST_TEST(check.fault("schema/choices.json", "", text) == "");
}

BOOST_AUTO_TEST_CASE(answers_are_framed_as_the_examples_show) {
    BOOST_TEST(ok_frame("watch-6Yh1pZs3", "{}") == minified(example("ok")));
    const Refusal refusal{
        ErrorCode::bad_field, "expected a number from -90 to 90", "data.place.at.lat"
    };
    BOOST_TEST(error_frame(ClientId{"duty-1Fq7aWm4Kx"}, refusal) == minified(example("error")));
}

BOOST_AUTO_TEST_CASE(every_example_fits_its_schema) {
    SchemaCheck check;
    check.add("asyncapi.json", publish::asyncapi_file().content);
    for (const publish::File& file : publish::schema_files()) {
        const std::string name = std::filesystem::path(file.path).filename();
        check.add("schema/" + name, file.content);
    }
    const std::set<std::string> answers = names_of(Answers());
    const std::set<std::string> items = names_of(SnapshotItems());
    const std::set<std::string> documents = names_of(Documents());
    for (const auto& entry : std::filesystem::directory_iterator(folder)) {
        const std::string name = entry.path().stem();
        const std::string text = read_file(entry.path());
        std::string fault;
        if (documents.contains(name)) {
            continue; // No frame: see above.
        }
        if (items.contains(name)) {
            fault = check.fault("schema/" + name + ".json", "", field_of(text, "data"));
        } else {
            const std::string frame = answers.contains(name) ? "ok" : name;
            fault =
                check.fault("asyncapi.json", "/components/messages/" + frame + "/payload", text);
        }
        BOOST_TEST(fault == "", name << " " << fault);
        if (answers.contains(name)) {
            const std::string of_data =
                check.fault("schema/" + name + ".json", "", field_of(text, "data"));
            BOOST_TEST(of_data == "", name << " " << of_data);
        }
    }
}

BOOST_AUTO_TEST_CASE(no_example_is_left_over) {
    std::set<std::string> known = names_of(boost::mp11::mp_append<ClientMessages, Told>());
    known.insert({"ok", "error", "snapshot"});
    known.merge(names_of(Documents()));
    for (const auto& entry : std::filesystem::directory_iterator(folder)) {
        BOOST_TEST(known.contains(entry.path().stem()), entry.path() << " is of no message");
    }
}

BOOST_AUTO_TEST_SUITE_END()
