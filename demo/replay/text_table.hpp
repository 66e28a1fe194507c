#pragma once

#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

/// Recorded files, plain or gzipped.
namespace dageng::demo {

/// The whole of a file, unpacked when it is gzip. Throws std::runtime_error when it can't be read
/// or is damaged.
std::string read_text_file(const std::string& path);

/// Comma-separated values with a header line; fields may be quoted as RFC 4180 says.
class TextTable {
  public:
    /// `text` must outlive the table. Throws std::runtime_error when one of `columns` is missing.
    TextTable(std::string_view text, const std::vector<std::string>& columns);

    /// The next row's fields, in the order of `columns`; nothing at the end. Rows with too few
    /// fields are passed over and counted. Good until the next call.
    std::optional<std::vector<std::string>> next();
    std::size_t short_rows() const { return short_rows_; }

  private:
    std::vector<std::string> split_line();

    std::string_view rest_;
    std::vector<std::size_t> wanted_;
    std::size_t short_rows_ = 0;
};

/// Nothing when it isn't a whole number, or a decimal one.
std::optional<double> number(std::string_view text);

/// RFC 3339, with fraction and offset if there are any; milliseconds since 1970 UTC.
std::optional<std::int64_t> moment_ms(std::string_view text);

} // namespace dageng::demo
