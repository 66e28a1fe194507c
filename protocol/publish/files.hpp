#pragma once

#include <string>
#include <vector>

/// What is published of the protocol, made from its declarations.
namespace dageng::protocol::publish {

/// A generated file. `path` is relative to the root of the sources.
struct File {
    std::string path;
    std::string content;
};

/// protocol/generated/schema/<name>.json: JSON Schema 2020-12 of the data of each message.
std::vector<File> schema_files();
/// protocol/generated/asyncapi.json: AsyncAPI 3.0 of the socket.
File asyncapi_file();
/// web/shared/protocol.generated.ts.
File typescript_file();
/// docs/rights.md: which role may give which command.
File rights_file();

/// All of them.
std::vector<File> all_files();

} // namespace dageng::protocol::publish
