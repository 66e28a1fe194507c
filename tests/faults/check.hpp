#pragma once

#include "tests/faults/phone.hpp"

#include <cstdint>
#include <filesystem>
#include <string>
#include <vector>

namespace dageng::faults {

/// The number of the last event in a folder's journal. While no server uses it.
std::uint64_t journal_end(const std::filesystem::path& folder);

/// The longest time between two records of a folder's journal. While no server uses it.
std::int64_t longest_step_ms(const std::filesystem::path& folder);

/// Holds what phones have logged against the journal that they never saw, folded anew; while no
/// server uses it. Each line of the result is a broken promise:
/// - what was acknowledged stands in the journal, and no command took effect twice;
/// - a tip that was acknowledged is the reporter's tip with the number that was answered;
/// - what each was told is what the journal had for them, in order, from their snapshot on; and at
///   the end nothing up to event `quiet` is missing.
std::vector<std::string> broken_promises(
    const std::filesystem::path& folder,
    const std::vector<const Phone*>& phones,
    std::uint64_t quiet
);

} // namespace dageng::faults
