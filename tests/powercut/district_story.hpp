#pragma once

#include "tests/powercut/disk_district.hpp"

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <vector>

namespace dageng::powercut {

/// The product's story on a disk whose power goes, as cut_at_each_sync wants it: a tip with a
/// photo, an officer who comes, a call and a volunteer, a note, the closing, the outcome. A step is
/// done when the district said so; a step that wasn't is sent again under the same ids.
class DistrictStory {
  public:
    void play(PowerCutDisk& disk);
    std::optional<std::string> loss(PowerCutDisk& disk);

    /// Whether every step was acknowledged.
    bool is_told() const;

  private:
    struct Step {
        const char* name;
        void (DistrictStory::*play)(DiskDistrict&);
    };
    static const std::vector<Step>& steps();

    void go_on(PowerCutDisk& disk);
    void connect_all(DiskDistrict& district);
    Json say(DiskDistrict& district, const char* who, const char* id, protocol::Command command);
    Json last_told(
        DiskDistrict& district,
        const char* who,
        const char* type,
        const char* field,
        std::uint64_t value
    );
    std::string set_status(
        DiskDistrict& district,
        const char* who,
        const char* id,
        std::uint64_t assignment,
        protocol::Progress status
    );

    void found(DiskDistrict& district);
    void begin_duty_of_officer(DiskDistrict& district);
    void begin_duty_of_volunteer(DiskDistrict& district);
    void report(DiskDistrict& district);
    void acknowledge(DiskDistrict& district);
    void upload(DiskDistrict& district);
    void see_offer(DiskDistrict& district);
    void accept(DiskDistrict& district);
    void take_call(DiskDistrict& district);
    void volunteer_accepts(DiskDistrict& district);
    void officer_arrives(DiskDistrict& district);
    void volunteer_arrives(DiskDistrict& district);
    void note(DiskDistrict& district);
    void officer_is_done(DiskDistrict& district);
    void volunteer_is_done(DiskDistrict& district);
    void close(DiskDistrict& district);
    void hear_outcome(DiskDistrict& district);

    std::string missing(DiskDistrict& district) const;
    std::string missing_on_console(const support::FakeGateway::Connection& desk) const;
    std::string missing_on_phone(const support::FakeGateway::Connection& phone) const;

    std::int64_t clock_ms_ = 1'795'600'000'000;
    std::string broken_; ///< Why the story stopped though the disk didn't.
    std::size_t done_ = 0;
    std::map<std::string, bus::SessionId> sessions_;
    // What was acknowledged.
    bool founded_ = false;
    std::vector<std::string> on_duty_;
    std::uint64_t tip_ = 0;
    std::uint64_t incident_ = 0;
    bool acknowledged_ = false;
    bool stored_ = false;
    std::uint64_t call_ = 0;
    std::map<std::string, std::uint64_t> assignments_;
    std::map<std::string, std::string> states_;
    bool noted_ = false;
    bool closed_ = false;
};

} // namespace dageng::powercut
