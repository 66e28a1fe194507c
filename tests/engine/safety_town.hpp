#pragma once

#include "tests/engine/town.hpp"

#include <string>
#include <string_view>

namespace dageng::test {

/// A catalogue, whose first plan then asks for check-ins, with plans for distress: volunteers,
/// patrols and officers within 2 km, 3 wanted, 4 asked at once.
Catalogue safety_catalogue(
    std::int64_t check_in_s, std::int64_t warning_s, Catalogue catalogue = small_catalogue()
);

/// The small town, whose plan `elder-missing` asks for a check-in every 20 minutes with a warning
/// two minutes before.
class SafetyTown : public Town {
  public:
    SafetyTown();

    /// A responder on scene of a new incident in the centre.
    struct OnScene {
        PersonId person;
        AssignmentId assignment;
        IncidentId incident;
    };
    OnScene on_scene();

    /// The distress raised last; nothing when there is none.
    const engine::Distress* last_distress() const;

    IncidentId raise(PersonId by, std::string_view id = {});
    Said set_word(PersonId by, std::string word);
    Said end(PersonId by, std::string word);
    /// Data of the last notice of a type to a person; empty when there is none.
    std::string last_told(PersonId to, std::string_view type) const;

    PersonId dispatcher;
    PersonId supervisor;
};

inline constexpr std::int64_t check_in_ms = 1'200'000;
inline constexpr std::int64_t warning_ms = 120'000;

} // namespace dageng::test
