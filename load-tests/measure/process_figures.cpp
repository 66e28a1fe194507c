#include "load-tests/measure/process_figures.hpp"

#include <fstream>
#include <sstream>
#include <stdexcept>
#include <string>
#include <unistd.h>

namespace dageng::load {

namespace {

std::string read_text(const std::string& path) {
    std::ifstream file(path);
    std::string text{std::istreambuf_iterator<char>(file), {}};
    if (text.empty()) {
        throw std::runtime_error("cannot read " + path);
    }
    return text;
}

} // namespace

std::int64_t cpu_ns_from_stat(std::string_view stat, std::int64_t ticks_per_second) {
    const std::size_t name_end = stat.rfind(')');
    if (name_end == std::string_view::npos) {
        return 0;
    }
    std::istringstream fields{std::string{stat.substr(name_end + 1)}};
    std::string skipped;
    constexpr int fields_between = 11; // From the state to the last one before utime.
    for (int i = 0; i < fields_between; ++i) {
        fields >> skipped;
    }
    std::int64_t user = 0;
    std::int64_t system = 0;
    fields >> user >> system;
    return fields ? (user + system) * (1'000'000'000 / ticks_per_second) : 0;
}

ProcessFigures figures_of(int pid) {
    const std::string folder = "/proc/" + std::to_string(pid);
    ProcessFigures figures;
    figures.cpu_ns = cpu_ns_from_stat(read_text(folder + "/stat"), ::sysconf(_SC_CLK_TCK));
    std::istringstream sizes{read_text(folder + "/statm")};
    std::int64_t virtual_pages = 0;
    std::int64_t resident_pages = 0;
    sizes >> virtual_pages >> resident_pages;
    figures.resident_bytes = resident_pages * ::sysconf(_SC_PAGESIZE);
    return figures;
}

} // namespace dageng::load
