#include "server/app/catalogue_file.hpp"
#include "server/app/settings.hpp"

#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string>
#include <sys/mman.h>
#include <unistd.h>

namespace {

/// A file in memory.
class MemoryFile {
  public:
    MemoryFile() : descriptor_(::memfd_create("input", 0)) {}

    void write(const std::uint8_t* data, std::size_t size) const {
        if (::ftruncate(descriptor_, 0) != 0 ||
            ::pwrite(descriptor_, data, size, 0) != static_cast<ssize_t>(size)) {
            std::abort();
        }
    }
    std::string path() const { return "/proc/self/fd/" + std::to_string(descriptor_); }

  private:
    int descriptor_;
};

template <class T>
void must_say_why(const dageng::protocol::Result<T>& read) {
    if (!read && read.refusal().detail.empty()) {
        std::abort();
    }
}

} // namespace

/// Any file at all is settings or response plans, or is refused with a reason.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    static const MemoryFile file;
    file.write(data, size);
    must_say_why(dageng::app::load_settings(file.path(), {}));
    must_say_why(dageng::app::read_catalogue(file.path()));
    return 0;
}
