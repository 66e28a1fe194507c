#include "server/app/people_csv.hpp"

#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string>
#include <string_view>

/// Any text at all is rows, or is said to be bad with the row's number; what was taken comes out
/// and in again as it was.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    using namespace dageng::app;
    const std::string_view text{reinterpret_cast<const char*>(data), size};
    for (const BadRow& bad : people_from_csv(text).bad) {
        if (bad.row == 0 || bad.why.empty()) {
            std::abort();
        }
    }
    units_from_csv(text);
    const std::string header = people_csv_header() + "\n";
    for (const auto& [row, line] : people_from_csv(header + std::string(text)).rows) {
        const std::string written = csv_row(line);
        if (written.find('\n') != std::string::npos) {
            std::abort();
        }
        const auto again = people_from_csv(header + written);
        const bool empty = written.find_first_not_of(',') == std::string::npos;
        if (!empty && (again.rows.size() != 1 || csv_row(again.rows[0].second) != written)) {
            std::abort();
        }
    }
    return 0;
}
