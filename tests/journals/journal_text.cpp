#include "tests/journals/journal_text.hpp"

#include "server/engine/decision_text.hpp"
#include "server/engine/engine.hpp"

#include <sstream>
#include <stdexcept>

namespace dageng::journals {

std::string to_text(const KeptJournal& kept) {
    std::string text = "digest " + kept.digest + "\n";
    for (const auto& record : kept.records) {
        text += "record " + std::to_string(record.first) + " " + std::to_string(record.events) +
                " " + std::to_string(record.at.value) + "\n" + record.body + "\n";
    }
    return text;
}

KeptJournal from_text(std::string_view text) {
    std::istringstream lines{std::string(text)};
    KeptJournal kept;
    std::string word;
    if (!(lines >> word >> kept.digest) || word != "digest") {
        throw std::runtime_error("a kept journal begins with its digest");
    }
    while (lines >> word) {
        journal::Record record;
        if (word != "record" || !(lines >> record.first >> record.events >> record.at.value)) {
            throw std::runtime_error("no record begins with " + word);
        }
        std::string line;
        std::getline(lines, line);
        // A line says who asked, then there is a line for each event.
        for (std::uint32_t i = 0; i <= record.events; ++i) {
            if (!std::getline(lines, line)) {
                throw std::runtime_error("the last record is cut off");
            }
            record.body += (i == 0 ? "" : "\n") + line;
        }
        kept.records.push_back(std::move(record));
    }
    return kept;
}

std::string fold(const KeptJournal& kept) {
    engine::Engine engine;
    for (const auto& record : kept.records) {
        const auto decision = engine::decision_from_text(record.body);
        if (!decision) {
            throw std::runtime_error(
                "event " + std::to_string(record.first) + ": " + decision.refusal().detail
            );
        }
        engine.apply(*decision, record.first, record.at);
    }
    return engine::digest(engine.state());
}

} // namespace dageng::journals
