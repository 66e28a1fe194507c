#pragma once

#include "load-tests/peers/floor/server.hpp"

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace dageng::floor {

/// The least job that looks like a district from outside: every command is appended to a file and
/// answered once the file is synced (one fdatasync for all of a turn), and a tip goes to the next
/// few people on duty, wherever they are. No JSON is parsed, nothing is searched, nobody's rights
/// are asked. Places are thrown away.
class District final : public Job {
  public:
    /// `path`: a file for the records; throws std::system_error when it can't be made. `ask`: so
    /// many are told of each tip.
    District(Server& server, const std::string& path, std::size_t ask);
    District(const District&) = delete;
    District& operator=(const District&) = delete;
    ~District() override;

    void take(const Received& frame) override;
    void end_turn() override;
    void gone(int fd) override;

  private:
    struct Person {
        std::uint64_t n = 0; ///< Number of their last notice.
        bool on_duty = false;
    };

    Person& person(int fd);
    void welcome(const Received& frame);
    void begin_duty(const Received& frame);
    void ask_people(std::string_view text);
    void change(const Received& frame, std::string_view state);
    void answer(int fd, std::string_view frame, std::string_view data);
    void tell(int fd, std::string_view type, std::string_view data);
    void tell_everybody();

    Server& server_;
    int file_ = -1;
    std::size_t ask_;
    std::string records_; ///< Of this turn, not yet in the file.
    struct Waiting {
        int fd = -1;
        std::string text;
    };
    std::vector<Waiting> waiting_; ///< Sent when the turn's records are durable.
    std::vector<Person> people_;   ///< By descriptor.
    std::vector<int> on_duty_;
    std::size_t next_ = 0;
    std::uint64_t tips_ = 0;
    std::uint64_t assignments_ = 0;
    bool says_to_all_ = false;
};

} // namespace dageng::floor
