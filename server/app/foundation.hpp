#pragma once

#include "server/app/settings.hpp"
#include "server/bus/local_bus.hpp"
#include "server/district/alerter.hpp"
#include "server/district/district.hpp"
#include "server/district/metrics.hpp"
#include "server/journal/sqlite_journal.hpp"
#include "server/vault/sqlite_vault.hpp"

#include <prometheus/registry.h>

#include <filesystem>
#include <functional>
#include <mutex>
#include <optional>
#include <type_traits>
#include <utility>

namespace dageng::app {

/// What can't go on: settings, data folder or configuration are wrong. The text is for the
/// operator.
struct StartError : std::runtime_error {
    using std::runtime_error::runtime_error;
};

/// A district on the embedded journal, vault and bus in one data folder, with its configuration
/// taken into use: what a server and the account commands stand on. Members are made in this order.
class Foundation {
  public:
    /// Makes the folder if need be. Throws StartError, JournalError or VaultError.
    explicit Foundation(const Settings& settings);

    std::filesystem::path folder;
    prometheus::Registry registry;
    journal::SqliteJournal journal;
    vault::SqliteVault vault;
    bus::LocalBus bus;
    district::SocketAlerter alerter;
    district::Metrics metrics;
    district::StateFiles states;
    district::District district; ///< Not started.

    /// Takes catalogue, boundary, roads and barriers into use, before anything else is decided, and
    /// starts the district. Throws StartError, FilesError.
    void start(const Settings& settings);

    /// What the leader answers; durable, if it decided something. Any thread but the district's.
    template <class Question>
    auto ask(Question question) {
        std::optional<std::invoke_result_t<Question&, district::Leader&, district::Clocks>> answer;
        district
            .run([&](district::Leader& leader, district::Clocks clocks) {
                answer.emplace(question(leader, clocks));
            })
            .get();
        return std::move(*answer);
    }

    std::mutex letting_go;          ///< Held by who lets go what was kept long enough.
    std::filesystem::path erasures; ///< The list of those who were erased (erasures.hpp).
};

/// What gives the vault's master key by the settings; none: it is in the data folder. What it
/// gives throws VaultError when the command fails or says no key.
std::function<vault::SecretKey()> master_from(const Settings& settings);

/// By the machine's clock.
protocol::TimeMs wall_time();

/// Of a setting: five seconds' worth may come at once.
bus::Rate rate_of(std::int64_t per_second);

/// The whole text of a file. Throws StartError naming it.
std::string read_text(const std::filesystem::path& file);

} // namespace dageng::app
