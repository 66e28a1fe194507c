#include "simulation/reporters.hpp"

#include "simulation/hours.hpp"

#include <utility>

namespace dageng::simulation {

namespace {

/// Tips of an hour, by day's mean: so many, and one more for each so many accounts.
constexpr std::uint64_t tips_an_hour = 40;
constexpr std::uint64_t accounts_a_tip = 1'000;

constexpr std::int32_t degree_cm = 1'113'195'000 / 100;

} // namespace

void Reporters::plan_next() {
    const std::uint64_t mean = tips_an_hour + options_.people / accounts_a_tip;
    const std::uint64_t now = mean * tips_of_mean[hour_of(district_.now())] / 100 + 1;
    const auto mean_gap_ms = static_cast<std::int64_t>(3'600'000 / now);
    schedule_.at(district_.now() + chance_.between(1, 2 * mean_gap_ms), [this] {
        if (chance_.per_mille(100)) {
            call();
        } else {
            report();
        }
        plan_next();
    });
}

std::size_t Reporters::somebody() {
    const std::uint64_t luck = chance_.below(1000);
    if (luck < 200) {
        return chance_.one_of(crowd_.readers());
    }
    const std::size_t any = chance_.below(phones_.size());
    if (luck < 600) {
        // Somebody who patrols, if one is soon found.
        constexpr int tries = 30;
        for (int i = 0; i < tries; ++i) {
            const std::size_t index = chance_.one_of(crowd_.volunteers());
            if (phones_[index].on_duty) {
                return index;
            }
        }
    }
    return any;
}

protocol::Slug Reporters::some_kind() {
    const std::uint64_t luck = chance_.below(1000);
    if (luck < 300) {
        return {"elder-missing"};
    }
    if (luck < 550) {
        return {"unsafe-charging"};
    }
    if (luck < 750) {
        return {"help"};
    }
    return {luck < 900 ? "fight" : luck < 990 ? "suggestion" : "unheard-of"};
}

protocol::LatLon Reporters::near(const Phone& phone) {
    protocol::LatLon place = crowd_.place_of(phone);
    if (chance_.per_mille(30)) {
        // Outside the district, to the north of it.
        place.lat_e7 += 2 * (crowd_.half_cm() / (degree_cm / 100'000)) * 100;
        return place;
    }
    place.lat_e7 += static_cast<std::int32_t>(chance_.between(-9'000, 9'000));
    place.lon_e7 += static_cast<std::int32_t>(chance_.between(-9'000, 9'000));
    return place;
}

template <class P>
P Reporters::words_of(const Phone& phone) {
    return P{protocol::Sealed{
        {1}, std::string(words_mark) + std::to_string(phone.person.value) + " something is wrong"
    }};
}

void Reporters::report() {
    const std::size_t index = somebody();
    Phone& phone = phones_[index];
    protocol::ReportTip tip;
    tip.kind = some_kind();
    tip.place = {near(phone), {20}};
    tip.words = words_of<protocol::Words>(phone);
    tip.place_words = words_of<protocol::PlaceWords>(phone);
    tip.silent = chance_.per_mille(100);
    network_.send(phone, std::move(tip));
    if (chance_.per_mille(80)) {
        // The tip waits on the phone; some so long that its plan doesn't act on it any more.
        network_.lose(phone, chance_.between(1'000, 3'600'000));
    }
    if (chance_.per_mille(300)) {
        schedule_.at(district_.now() + chance_.between(20'000, 600'000), [this, index] {
            follow_up(index);
        });
    }
}

void Reporters::follow_up(std::size_t index) {
    const Phone& phone = phones_[index];
    const auto& all = district_.state().tips_of;
    const auto own = all.find(phone.person);
    if (own == all.end()) {
        return;
    }
    const protocol::TipId tip = own->second.back();
    if (chance_.per_mille(300)) {
        network_.send(phone, protocol::WithdrawTip{tip});
    } else if (chance_.per_mille(300)) {
        const protocol::Sealed words{{1}, std::string(answer_mark) + " he went east"};
        network_.send(phone, protocol::AnswerDesk{tip, protocol::Saying{words}});
    } else {
        network_.send(phone, protocol::AddToTip{tip, words_of<protocol::Words>(phone), {}});
    }
}

void Reporters::call() {
    const std::uint32_t there = dispatchers_there[hour_of(district_.now())];
    if (there == 0) {
        return;
    }
    const Phone& caller = phones_[chance_.below(phones_.size())];
    const Phone& dispatcher = phones_[crowd_.dispatchers()[chance_.below(there)]];
    protocol::TakeCall call;
    call.kind = some_kind();
    call.place = {near(caller), {50}};
    call.words = words_of<protocol::Words>(caller);
    call.place_words = words_of<protocol::PlaceWords>(caller);
    call.contact = words_of<decltype(call.contact)>(caller);
    call.channel = chance_.per_mille(800) ? protocol::Channel::telephone : protocol::Channel::radio;
    network_.send(dispatcher, std::move(call));
}

} // namespace dageng::simulation
