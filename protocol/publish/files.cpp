#include "protocol/publish/files.hpp"

namespace dageng::protocol::publish {

std::vector<File> all_files() {
    std::vector<File> files = schema_files();
    files.push_back(asyncapi_file());
    files.push_back(typescript_file());
    files.push_back(rights_file());
    return files;
}

} // namespace dageng::protocol::publish
