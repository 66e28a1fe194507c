#include "server/app/audit.hpp"

#include "protocol/hex.hpp"
#include "protocol/json_read.hpp"
#include "protocol/json_write.hpp"
#include "protocol/time_text.hpp"
#include "server/app/journal_copy.hpp"
#include "server/district/incident_record.hpp"
#include "server/vault/files.hpp"

#include <sodium.h>

#include <algorithm>
#include <array>
#include <fstream>
#include <optional>
#include <utility>

namespace dageng::app {

using protocol::ErrorCode;
using protocol::Refusal;
using protocol::to_hex;

namespace {

using PublicKey = std::array<unsigned char, crypto_sign_PUBLICKEYBYTES>;
using Signature = std::array<unsigned char, crypto_sign_BYTES>;

/// False when it isn't the hex of just so many bytes.
template <class Bytes>
bool from_hex(const std::string& text, Bytes& bytes) {
    std::size_t size = 0;
    return sodium_hex2bin(
               bytes.data(), bytes.size(), text.data(), text.size(), nullptr, &size, nullptr
           ) == 0 &&
           size == bytes.size() && text.size() == 2 * bytes.size();
}

/// What is signed of a head.
std::string signed_text(const SignedHead& head) {
    return "dageng head\n" + head.log.value + "\n" + std::to_string(head.last) + "\n" +
           std::to_string(head.at.value) + "\n" + head.hash.value + "\n";
}

const unsigned char* bytes_of(const std::string& text) {
    return reinterpret_cast<const unsigned char*>(text.data());
}

/// Signs heads of one data folder.
class Signer {
  public:
    explicit Signer(const std::filesystem::path& data) {
        const auto files = vault::posix_files();
        const auto file = data / "audit.key";
        std::array<unsigned char, crypto_sign_SEEDBYTES> seed{};
        if (!files->exists(file)) {
            randombytes_buf(seed.data(), seed.size());
            const auto made = files->create_new(file);
            made->write(to_hex(seed));
            made->sync();
            files->sync_directory(data);
        }
        if (!files->is_private(file) || !from_hex(files->read(file), seed)) {
            throw vault::FilesError(file.string() + " is no key, or not its owner's alone");
        }
        crypto_sign_seed_keypair(public_.data(), secret_.data(), seed.data());
    }

    void sign(SignedHead& head) const {
        const std::string text = signed_text(head);
        Signature signature{};
        crypto_sign_detached(
            signature.data(), nullptr, bytes_of(text), text.size(), secret_.data()
        );
        head.key.value = to_hex(public_);
        head.signature.value = to_hex(signature);
    }

  private:
    PublicKey public_{};
    std::array<unsigned char, crypto_sign_SECRETKEYBYTES> secret_{};
};

bool is_signed(const SignedHead& head) {
    PublicKey key{};
    Signature signature{};
    const std::string text = signed_text(head);
    return from_hex(head.key.value, key) && from_hex(head.signature.value, signature) &&
           crypto_sign_verify_detached(signature.data(), bytes_of(text), text.size(), key.data()) ==
               0;
}

Refusal bad_line(const std::filesystem::path& file, std::size_t line, const std::string& why) {
    return {ErrorCode::bad_field, file.string() + " line " + std::to_string(line) + ": " + why, {}};
}

protocol::Result<std::vector<SignedHead>>
read_heads(const std::filesystem::path& file, const std::string& key) {
    std::vector<SignedHead> heads;
    std::ifstream lines(file);
    if (!lines) {
        return Refusal{ErrorCode::bad_field, file.string() + " can't be read", {}};
    }
    std::size_t number = 0;
    for (std::string line; std::getline(lines, line);) {
        ++number;
        auto head = protocol::read_json<SignedHead>(line);
        if (!head) {
            return bad_line(file, number, head.refusal().field + " " + head.refusal().detail);
        }
        if (!is_signed(*head)) {
            return bad_line(file, number, "the signature isn't right");
        }
        if (!key.empty() && head->key.value != key) {
            return bad_line(file, number, "signed by another key");
        }
        heads.push_back(std::move(*head));
    }
    return heads;
}

/// What the journal has against a head, if anything.
std::optional<Refusal>
contradicts(const journal::Journal& journal, const Audited& audited, const SignedHead& head) {
    const std::string which =
        "the head of event " + std::to_string(head.last) + " of " + protocol::time_text(head.at);
    if (head.last > audited.last) {
        return Refusal{
            ErrorCode::wrong_state,
            which + " isn't in the journal, which ends with event " + std::to_string(audited.last),
            {}
        };
    }
    const auto hash = journal.hash_at(head.last);
    if (!hash || to_hex(*hash) != head.hash.value) {
        return Refusal{
            ErrorCode::wrong_state,
            which + " is another: what the journal has was written later",
            {}
        };
    }
    return std::nullopt;
}

/// Whether a decision says that all up to a front was let go.
bool lets_go(const journal::Record& record, const journal::Position& front) {
    if (record.body.find(engine::FrontCut::wire) == std::string::npos) {
        return false;
    }
    const auto decision = district::decision_of(record);
    return std::any_of(decision.events.begin(), decision.events.end(), [&](const auto& event) {
        const auto* cut = std::get_if<engine::FrontCut>(&event);
        return cut != nullptr && cut->last == front.last && cut->hash.value == to_hex(front.hash) &&
               cut->at == front.at;
    });
}

/// Refused where records are missing in front of which no event says that they were let go.
protocol::Result<Audited> walk(const journal::Journal& journal) {
    Audited audited;
    const auto front = journal.front();
    bool said = false;
    journal.read(1, [&](const journal::Record& record) {
        said = said || (front && lets_go(record, *front));
        audited.first_at = audited.records == 0 ? record.at : audited.first_at;
        audited.last_at = record.at;
        audited.last = record.last();
        ++audited.records;
        return true;
    });
    if (front && !said) {
        return Refusal{
            ErrorCode::wrong_state,
            "the events up to " + std::to_string(front->last) +
                " are missing, and no later one says that they were let go",
            {}
        };
    }
    audited.front = front ? front->last : 0;
    if (const auto hash = journal.hash_at(audited.last)) {
        audited.hash = to_hex(*hash);
    }
    return audited;
}

} // namespace

protocol::Result<SignedHead> sign_head(
    const journal::Journal& journal,
    const std::filesystem::path& data,
    const std::filesystem::path& file
) {
    const journal::Head end = journal.head();
    const auto hash = journal.hash_at(end.last);
    if (!hash) {
        return Refusal{ErrorCode::not_found, "the journal is empty", {}};
    }
    SignedHead head;
    head.log.value = end.log;
    head.last = end.last;
    head.at = end.at;
    head.hash.value = to_hex(*hash);
    Signer{data}.sign(head);
    std::ofstream lines(file, std::ios::app);
    lines << protocol::to_json(head) << '\n';
    if (!lines.flush()) {
        return Refusal{ErrorCode::bad_field, file.string() + " can't be written", {}};
    }
    return head;
}

protocol::Result<SignedHead>
export_head(const std::filesystem::path& data, const std::filesystem::path& file) {
    const JournalCopy copy{data};
    return sign_head(copy.journal(), data, file);
}

protocol::Result<Audited> verify_journal(
    const std::filesystem::path& data, const std::filesystem::path& heads, const std::string& key
) {
    std::vector<SignedHead> signed_heads;
    if (!heads.empty()) {
        auto read = read_heads(heads, key);
        if (!read) {
            return read.refusal();
        }
        signed_heads = std::move(*read);
    }
    const JournalCopy copy{data};
    auto walked = walk(copy.journal());
    if (!walked) {
        return walked.refusal();
    }
    Audited audited = *walked;
    for (const SignedHead& head : signed_heads) {
        if (head.last < audited.front) {
            ++audited.before;
            continue;
        }
        if (auto contradiction = contradicts(copy.journal(), audited, head)) {
            return *std::move(contradiction);
        }
        ++audited.heads;
        if (head.last >= audited.proven) {
            audited.proven = head.last;
            audited.proven_at = head.at;
        }
    }
    return audited;
}

std::string to_lines(const Audited& audited) {
    if (audited.records == 0) {
        return "the journal is empty\n";
    }
    std::string lines = "events " + std::to_string(audited.front + 1) + " to " +
                        std::to_string(audited.last) + " in " + std::to_string(audited.records) +
                        " records, " + protocol::time_text(audited.first_at) + " to " +
                        protocol::time_text(audited.last_at) +
                        ": each record follows the one before\nhead " + audited.hash + "\n";
    if (audited.front > 0) {
        lines += "the events up to " + std::to_string(audited.front) +
                 " were let go, as a later one says\n";
    }
    if (audited.before > 0) {
        lines += std::to_string(audited.before) +
                 " signed heads are of what was let go: nothing shows that they were right\n";
    }
    if (audited.heads == 0) {
        return lines + "no signed head was held against it: what is shown is that it is whole, not "
                       "that it is the one that was written\n";
    }
    const std::uint64_t after = audited.last - audited.proven;
    return lines + "proven by " + std::to_string(audited.heads) + " signed heads up to event " +
           std::to_string(audited.proven) + " of " + protocol::time_text(audited.proven_at) + "; " +
           std::to_string(after) + " events after it are proven by none\n";
}

} // namespace dageng::app
