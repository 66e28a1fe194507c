#pragma once

#include "server/http/calls.hpp"
#include "server/http/exchange.hpp"
#include "server/http/photo_claims.hpp"
#include "server/http/photo_store.hpp"
#include "server/http/strand.hpp"
#include "server/vault/vault.hpp"

#include <atomic>
#include <cstdint>
#include <memory>
#include <string>

namespace dageng::http {

/// What uploads share. They keep it, so that one which still waits for the leader may outlive
/// Photos; the vault and the calls outlive all.
struct PhotoRoom {
    vault::Vault& vault;
    PhotoCalls& calls;
    PhotoStore store;
    PhotoClaims claims;
    std::atomic<unsigned> uploads = 0; ///< How many are under way.
    Workers workers;
};

/// One upload of a photo: asks for its key, seals and hashes what comes in, looks at the picture,
/// makes both files durable, tells the leader, answers. What it does happens on its strand; the
/// functions of Upload only hand over.
class PhotoUpload final : public Upload, public std::enable_shared_from_this<PhotoUpload> {
  public:
    PhotoUpload(
        std::shared_ptr<PhotoRoom> room, protocol::ClientId photo, std::string token, Answer answer
    );
    ~PhotoUpload() override;

    /// Asks the leader for the photo's key.
    void begin();

    void chunk(std::string bytes, std::function<void()> more) override;
    void end() override;
    void broken() override;

  private:
    enum class Phase : std::uint8_t { asking, receiving, finishing, over };

    using Ticket = protocol::Result<protocol::PhotoTicket>;

    template <class Step>
    void post(Step step);
    void have_ticket(const Ticket& ticket);
    void answer_stored(const vault::SecretKey& key);
    void start_draft();
    void take_pending();
    bool take(std::string_view bytes);
    bool check_type();
    void finish();
    bool store_files();
    void ask_to_finish();
    void finished(const Ticket& ticket);
    void succeed(unsigned status, std::uint64_t bytes);
    void fail(Response response);
    void close();

    const std::shared_ptr<PhotoRoom> room_;
    const std::shared_ptr<Strand> strand_;
    const protocol::ClientId photo_;
    const std::string token_;
    Answer answer_;

    // Of the strand:
    struct Hash;
    Phase phase_ = Phase::asking;
    PhotoClaims::Number claim_ = 0;
    vault::SecretKey key_;
    std::string pending_; ///< The chunk that came before the ticket.
    std::function<void()> more_;
    bool whole_ = false;
    std::string head_; ///< First bytes, until the type is known.
    std::string media_type_;
    std::uint64_t bytes_ = 0;
    std::unique_ptr<Hash> hash_;
    std::unique_ptr<PhotoDraft> draft_;
};

} // namespace dageng::http
