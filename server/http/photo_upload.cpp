#include "server/http/photo_upload.hpp"

#include "protocol/hex.hpp"
#include "server/http/picture.hpp"
#include "server/http/problem.hpp"

#include <sodium/crypto_generichash.h>
#include <spdlog/spdlog.h>

#include <array>
#include <utility>

namespace dageng::http {

namespace {

constexpr std::string_view not_a_picture = "The upload is no JPEG, PNG, WebP or HEIC picture.";

Response too_large() {
    return problem(413, "too-large", "A photo may have 15,728,640 bytes.");
}

Response not_written() {
    return problem(503, "busy", "The photo can't be kept at the moment.");
}

} // namespace

/// BLAKE2b-256 of the original.
struct PhotoUpload::Hash {
    crypto_generichash_state state{};

    Hash() { crypto_generichash_init(&state, nullptr, 0, crypto_generichash_BYTES); }
    void add(std::string_view bytes) {
        crypto_generichash_update(
            &state, reinterpret_cast<const unsigned char*>(bytes.data()), bytes.size()
        );
    }
    std::string hex() {
        std::array<unsigned char, crypto_generichash_BYTES> hash{};
        crypto_generichash_final(&state, hash.data(), hash.size());
        return protocol::to_hex(hash);
    }
};

PhotoUpload::PhotoUpload(
    std::shared_ptr<PhotoRoom> room, protocol::ClientId photo, std::string token, Answer answer
)
    : room_(std::move(room)), strand_(std::make_shared<Strand>(room_->workers)),
      photo_(std::move(photo)), token_(std::move(token)), answer_(std::move(answer)),
      claim_(room_->claims.next()), hash_(std::make_unique<Hash>()) {
    ++room_->uploads;
}

PhotoUpload::~PhotoUpload() {
    room_->claims.release(photo_.value, claim_);
    --room_->uploads;
}

/// A step whose files fail ends the upload; it can be made again.
template <class Step>
void PhotoUpload::post(Step step) {
    strand_->post([self = shared_from_this(), step = std::move(step)]() mutable {
        try {
            step(*self);
        } catch (const std::exception& error) {
            spdlog::error("a photo could not be kept: {}", error.what());
            self->fail(not_written());
        }
    });
}

void PhotoUpload::begin() {
    room_->calls
        .ask(token_, protocol::BeginPhoto{photo_}, [self = shared_from_this()](Ticket ticket) {
            self->post([ticket = std::move(ticket)](PhotoUpload& upload) {
                upload.have_ticket(ticket);
            });
        });
}

void PhotoUpload::chunk(std::string bytes, std::function<void()> more) {
    post([bytes = std::move(bytes), more = std::move(more)](PhotoUpload& upload) mutable {
        upload.pending_ = std::move(bytes);
        upload.more_ = std::move(more);
        upload.take_pending();
    });
}

void PhotoUpload::end() {
    post([](PhotoUpload& upload) {
        upload.whole_ = true;
        if (upload.phase_ == Phase::receiving) {
            upload.finish();
        }
    });
}

void PhotoUpload::broken() {
    post([](PhotoUpload& upload) {
        // What is being finished goes on, with or without a client.
        if (upload.phase_ != Phase::finishing) {
            upload.close();
        }
    });
}

void PhotoUpload::have_ticket(const Ticket& ticket) {
    if (phase_ != Phase::asking) {
        return;
    }
    if (!ticket) {
        fail(problem(ticket.refusal()));
        return;
    }
    const auto key = room_->vault.key(ticket->key);
    if (!key) {
        fail(problem(404, "not-found", "What was kept of this photo has been erased."));
        return;
    }
    if (ticket->stored) {
        answer_stored(*key);
        return;
    }
    key_ = *key;
    start_draft();
}

void PhotoUpload::answer_stored(const vault::SecretKey& key) {
    const auto original = room_->store.read(photo_, PhotoFile::original, key);
    if (!original) {
        spdlog::error("the file of a stored photo is missing or damaged: {}", photo_.value);
        fail(problem(404, "not-found", "The file of this photo is missing."));
        return;
    }
    succeed(200, original->size());
}

void PhotoUpload::start_draft() {
    const auto outcome = room_->claims.claim(photo_.value, claim_, [weak = weak_from_this()] {
        if (const auto self = weak.lock()) {
            self->post([](PhotoUpload& upload) {
                upload.fail(problem(409, "wrong-state", "A later upload took over."));
            });
        }
    });
    if (outcome == PhotoClaims::Outcome::finishing) {
        fail(problem(503, "busy", "Another upload of this photo is just being finished."));
        return;
    }
    draft_ = room_->store.draft(photo_, PhotoFile::original, key_);
    phase_ = Phase::receiving;
    take_pending();
    if (whole_ && phase_ == Phase::receiving) {
        finish();
    }
}

void PhotoUpload::take_pending() {
    if (phase_ != Phase::receiving || !more_) {
        return;
    }
    const auto bytes = std::exchange(pending_, {});
    const auto more = std::exchange(more_, nullptr);
    if (take(bytes)) {
        more();
    }
}

bool PhotoUpload::take(std::string_view bytes) {
    bytes_ += bytes.size();
    if (bytes_ > static_cast<std::uint64_t>(protocol::max_photo_bytes)) {
        fail(too_large());
        return false;
    }
    if (media_type_.empty()) {
        head_ += bytes.substr(0, picture_head_bytes);
        if (head_.size() >= picture_head_bytes && !check_type()) {
            return false;
        }
    }
    hash_->add(bytes);
    draft_->push(bytes);
    return true;
}

bool PhotoUpload::check_type() {
    const auto type = picture_type(head_);
    if (!type) {
        fail(problem(415, "bad-photo", not_a_picture));
        return false;
    }
    media_type_ = *type;
    return true;
}

void PhotoUpload::finish() {
    if (media_type_.empty() && !check_type()) {
        return;
    }
    if (!room_->claims.begin_finishing(photo_.value, claim_)) {
        return; // The order to give up is on its way.
    }
    phase_ = Phase::finishing;
    if (store_files()) {
        ask_to_finish();
    }
}

bool PhotoUpload::store_files() {
    draft_->finish();
    const auto original = room_->store.read_back(*draft_, photo_, PhotoFile::original, key_);
    if (!original || original->size() != bytes_) {
        spdlog::error("a photo reads back otherwise than it was written: {}", photo_.value);
        fail(not_written());
        return false;
    }
    const auto jpeg = make_preview(*original);
    if (!jpeg) {
        fail(problem(jpeg.refusal()));
        return false;
    }
    auto preview = room_->store.draft(photo_, PhotoFile::preview, key_);
    preview->push(*jpeg);
    preview->finish();
    preview->keep();
    draft_->keep();
    room_->store.sync(photo_);
    return true;
}

void PhotoUpload::ask_to_finish() {
    protocol::FinishPhoto question;
    question.photo = photo_;
    question.bytes.value = static_cast<std::int64_t>(bytes_);
    question.media_type.value = media_type_;
    question.digest.value = hash_->hex();
    room_->calls.ask(token_, std::move(question), [self = shared_from_this()](Ticket ticket) {
        self->post([ticket = std::move(ticket)](PhotoUpload& upload) { upload.finished(ticket); });
    });
}

void PhotoUpload::finished(const Ticket& ticket) {
    if (ticket) {
        succeed(201, bytes_);
        return;
    }
    // Busy may mean that the answer was lost, and the photo is on record: its files stay.
    if (ticket.refusal().code != protocol::ErrorCode::busy) {
        room_->store.remove(photo_);
    }
    fail(problem(ticket.refusal()));
}

void PhotoUpload::succeed(unsigned status, std::uint64_t bytes) {
    answer_(json_response(
        status,
        R"({"photo":)" + json_text(photo_.value) + R"(,"bytes":)" + std::to_string(bytes) + "}"
    ));
    close();
}

void PhotoUpload::fail(Response response) {
    if (phase_ != Phase::over) {
        answer_(std::move(response));
        close();
    }
}

void PhotoUpload::close() {
    phase_ = Phase::over;
    draft_.reset();
    pending_.clear();
    more_ = nullptr;
    room_->claims.release(photo_.value, claim_);
}

} // namespace dageng::http
