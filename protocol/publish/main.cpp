#include "protocol/publish/files.hpp"

#include <cstdio>
#include <exception>
#include <filesystem>
#include <fstream>

/// Writes what is published of the protocol into the sources: `dageng-protocol [ROOT]`.
int main(int count, char** arguments) {
    using namespace dageng::protocol::publish;
    try {
        const std::filesystem::path root = count > 1 ? arguments[1] : ".";
        if (!std::filesystem::exists(root / "protocol/messages.hpp")) {
            std::fprintf(stderr, "usage: dageng-protocol [ROOT]  (the root of the sources)\n");
            return 2;
        }
        std::filesystem::remove_all(root / "protocol/generated");
        for (const File& file : all_files()) {
            const std::filesystem::path path = root / file.path;
            std::filesystem::create_directories(path.parent_path());
            std::ofstream out(path, std::ios::binary);
            out.exceptions(std::ios::failbit | std::ios::badbit);
            out << file.content;
            out.close();
        }
        return 0;
    } catch (const std::exception& error) {
        std::fprintf(stderr, "dageng-protocol: %s\n", error.what());
        return 1;
    }
}
