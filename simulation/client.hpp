#pragma once

#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace dageng::simulation {

/// What a page makes of its snapshot and of the notices after it: facts by name, such as
/// `assignment 7` → `accepted`.
class Client {
  public:
    /// `watches`: a console's or map's person is told of incidents, and of own tips only through
    /// these, since nobody gets two notices of one event.
    explicit Client(bool watches = false) : watches_(watches) {}

    void start(const std::vector<std::string>& items);
    void hear(std::string_view type, const std::string& data);

    /// Why what this client shows isn't what `fresh`, made of a snapshot of now, shows; empty when
    /// it is. What a snapshot leaves out must be over.
    std::string differs_from(const Client& fresh) const;

  private:
    std::string& fact(std::string_view kind, std::uint64_t id);
    void hear_incident(std::string_view type, const std::string& data);
    void hear_by_hand(std::string_view type, const std::string& data);
    void hear_desk(std::string_view type, const std::string& data);
    void hear_tip(std::string_view type, const std::string& data);

    bool watches_;
    std::map<std::string, std::string, std::less<>> facts_;
};

} // namespace dageng::simulation
