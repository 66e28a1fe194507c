#pragma once

#include <filesystem>
#include <fstream>
#include <string>
#include <unistd.h>

namespace dageng::app::tests {

/// A file with the given text, gone at the end. Complaints name it by `name()`.
class ScratchFile {
  public:
    explicit ScratchFile(const std::string& text)
        : path_(
              std::filesystem::temp_directory_path() /
              ("dageng-" + std::to_string(::getpid()) + ".toml")
          ) {
        std::ofstream{path_} << text;
    }
    ~ScratchFile() { std::filesystem::remove(path_); }
    ScratchFile(const ScratchFile&) = delete;
    ScratchFile& operator=(const ScratchFile&) = delete;

    const std::filesystem::path& path() const { return path_; }
    std::string name() const { return path_.string(); }

  private:
    std::filesystem::path path_;
};

} // namespace dageng::app::tests
