#pragma once

#include "protocol/types.hpp"

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

/// Frames that a server sends, read as far as a simulated person cares.
namespace dageng::load {

/// The `type`, when the frame begins with it; a look at the first bytes, so that the many frames
/// that nobody reads cost nothing. Empty otherwise.
std::string_view frame_type(std::string_view text);

/// The members that every frame may have. Texts are good until the next frame is read.
struct ServerFrame {
    std::string_view type;
    std::string_view id;
    std::uint64_t n = 0; ///< 0: not a numbered notice.
    std::string_view error_code;
    std::string_view error_detail;
    std::string_view data; ///< JSON as it came; empty when there is none.
    std::string_view text; ///< All of it.
};

/// An offer, or an assignment in an answer or a change.
struct AssignmentNews {
    std::uint64_t assignment = 0;
    std::uint64_t incident = 0;
    std::string state;
    protocol::LatLon place;      ///< Offers only.
    std::int64_t distance_m = 0; ///< Offers only.
};

struct IncidentNews {
    std::uint64_t incident = 0;
    std::string state;
};

struct WelcomeNews {
    std::string log;
    std::uint64_t n = 0;
    bool resumed = false;
};

struct DutyNews {
    bool on = false;
};

/// What a person needs of the catalogue.
struct PlanNews {
    std::string kind;
    std::string icon;
    std::int64_t wanted = 0;
    std::vector<std::string> eligible;
};

struct CatalogueNews {
    std::vector<PlanNews> plans; ///< Of the kinds that a client may name.
    std::vector<std::string> dispositions;
};

/// Holds the parser's memory; one for all connections of a thread.
class FrameParser {
  public:
    FrameParser();
    ~FrameParser();

    /// Nothing when it isn't a JSON object with a type.
    std::optional<ServerFrame> parse(std::string_view text);

    /// Of a frame's data; nothing when the members aren't there. What `parse` gave stays good.
    std::optional<AssignmentNews> assignment(std::string_view data);
    std::optional<IncidentNews> incident(std::string_view data);
    std::optional<WelcomeNews> welcome(std::string_view data);
    std::optional<DutyNews> duty(std::string_view data);
    /// The offers, with the state of the moment, among the items of a part of a snapshot.
    std::vector<AssignmentNews> offers(std::string_view text);
    /// Looks for the catalogue anywhere in a frame's text: it is an item of a snapshot.
    std::optional<CatalogueNews> catalogue(std::string_view text);

  private:
    struct Memory;
    std::unique_ptr<Memory> memory_;
};

} // namespace dageng::load
