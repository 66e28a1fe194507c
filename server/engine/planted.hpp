#pragma once

#include <boost/describe/enum.hpp>

#include <cstdint>

/// Faults that are there on purpose, in an engine of its own (dageng_engine_planted) that only the
/// test of the simulation is built with: a check that never fails proves nothing. In every other
/// build `planted` is constant and nothing of them is left.
namespace dageng::engine {

/// What may go wrong in rules such as these. At most one at a time.
enum class Bug : std::uint8_t {
    none,
    reporter_is_asked,
    stale_place_counts,
    busy_is_asked,
    expiry_forgotten,     ///< Nobody looks at the clock for an offer that was seen.
    stand_down_forgotten, ///< Enough have accepted, and the others go on ringing.
    apply_reads_a_clock,  ///< The fold depends on more than event and state.
    resume_gap,           ///< What a reporter was told isn't kept for who resumes.
    command_forgotten,    ///< An accepted command is known for a minute instead of a day.
    shortfall_untold,     ///< A snapshot leaves it out.
    words_in_offer,       ///< A volunteer reads what the reporter said.
    offer_outlives_duty,
    shortfall_forgotten, ///< The plan runs out and nobody is told.
    held_is_asked,       ///< A hold holds nothing.
    own_approval,        ///< Who wrote a broadcast approves it.
    retraction_to_some,  ///< Not all who were told a broadcast are told that it doesn't hold.
    choice_unexplained,  ///< Nobody can say afterwards why these were asked.
    left_out_uncounted,  ///< An explanation leaves out those who rest.
    nobody_is_called,    ///< An incident that nobody answers for waits in silence.
};
BOOST_DESCRIBE_ENUM(
    Bug,
    none,
    reporter_is_asked,
    stale_place_counts,
    busy_is_asked,
    expiry_forgotten,
    stand_down_forgotten,
    apply_reads_a_clock,
    resume_gap,
    command_forgotten,
    shortfall_untold,
    words_in_offer,
    offer_outlives_duty,
    shortfall_forgotten,
    held_is_asked,
    own_approval,
    retraction_to_some,
    choice_unexplained,
    left_out_uncounted,
    nobody_is_called
)

#ifdef DAGENG_PLANTED
/// From now on the engine has this fault. For one thread.
void plant(Bug bug);
bool planted(Bug bug);
#else
constexpr bool planted(Bug) {
    return false;
}
#endif

} // namespace dageng::engine
