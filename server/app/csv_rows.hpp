#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace dageng::app {

/// Rows of a table of comma-separated values with a header line (RFC 4180, without line feeds in
/// fields). A byte order mark in front is left out.
class CsvRows {
  public:
    /// `text` outlives it. `columns`: those wanted; `missing()` names the first that isn't there.
    CsvRows(std::string_view text, const std::vector<std::string_view>& columns);

    const std::string& missing() const { return missing_; }

    /// The next row's fields in the order of `columns`; those that the row lacks are empty. Nothing
    /// at the end. Good until the next call.
    const std::vector<std::string>* next();

    /// Of the row given last, counted from 1.
    std::size_t line() const { return line_; }

    /// What is wrong with the row given last: not as many fields as the header, a quotation mark
    /// that isn't closed. Empty: nothing.
    const std::string& fault() const { return fault_; }

  private:
    std::optional<std::vector<std::string>> fields();

    std::string_view rest_;
    std::size_t columns_ = 0; ///< Of the header.
    std::vector<std::size_t> wanted_;
    std::vector<std::string> row_;
    std::string missing_;
    std::string fault_;
    std::size_t line_ = 0;
};

/// Adds a field of a row, quoted where it has to be. `first`: nothing stands before it.
void add_csv_field(std::string& row, std::string_view field, bool first = false);

} // namespace dageng::app
