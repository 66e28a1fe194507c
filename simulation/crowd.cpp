#include "simulation/crowd.hpp"

#include "simulation/hours.hpp"
#include "simulation/setting.hpp"

#include <algorithm>
#include <utility>

namespace dageng::simulation {

using protocol::Role;

namespace {

constexpr std::uint64_t dispatchers_count = 4;
constexpr std::uint64_t readers_count = 60;
/// Of a thousand accounts; the rest are residents.
constexpr std::uint64_t volunteers_share = 700;
constexpr std::uint64_t officers_share = 40;
/// How far people stroll at once.
constexpr std::int32_t stroll_cm = 150'000;

} // namespace

Crowd::Crowd(
    const Options& options,
    Chance& chance,
    Schedule& schedule,
    std::vector<Phone>& phones,
    District& district,
    Network& network
)
    : options_(options), chance_(chance), schedule_(schedule), phones_(phones), district_(district),
      network_(network), plane_(middle), half_cm_(half_side_cm(options.people)) {}

void Crowd::settle() {
    for (std::uint64_t i = 0; i < dispatchers_count; ++i) {
        settle_one(Role::dispatcher, nullptr);
    }
    settle_one(Role::supervisor, nullptr);
    while (phones_.size() < options_.people) {
        if (chance_.per_mille(volunteers_share)) {
            settle_one(Role::volunteer, chance_.per_mille(800) ? "community-volunteer" : "patrol");
        } else if (chance_.per_mille(1000 * officers_share / (1000 - volunteers_share))) {
            settle_one(Role::officer, "officer");
        } else {
            settle_one(Role::resident, nullptr);
        }
    }
}

void Crowd::settle_one(Role role, const char* category) {
    Phone phone;
    phone.person = district_.enlist(role, category);
    phone.role = role;
    phone.use_device(1);
    phone.speed_cm_s = role == Role::officer ? 500 : chance_.per_mille(300) ? 400 : 130;
    phone.x_cm = static_cast<std::int32_t>(chance_.between(-half_cm_, half_cm_));
    phone.y_cm = static_cast<std::int32_t>(chance_.between(-half_cm_, half_cm_));
    stroll(phone);
    if (chance_.per_mille(200)) {
        phone.clock_off_ms = chance_.between(-600'000, 600'000);
        phone.clock_known_ms = phone.clock_off_ms;
    }
    const std::size_t index = phones_.size();
    const std::uint64_t apart = std::max<std::uint64_t>(options_.people / readers_count, 1);
    if (role == Role::supervisor || index == 0 || index % apart == 0) {
        phone.reader = std::make_unique<Client>(phone.watches());
        readers_.push_back(index);
    }
    if (role == Role::volunteer) {
        volunteers_.push_back(index);
    } else if (role == Role::officer) {
        officers_.push_back(index);
    } else if (role == Role::dispatcher) {
        dispatchers_.push_back(index);
    }
    phones_.push_back(std::move(phone));
}

void Crowd::begin() {
    minute();
}

void Crowd::stroll(Phone& phone) {
    const auto near = [&](std::int32_t from) {
        const std::int64_t to = from + chance_.between(-stroll_cm, stroll_cm);
        return static_cast<std::int32_t>(std::clamp<std::int64_t>(to, -half_cm_, half_cm_));
    };
    phone.to_x_cm = near(phone.x_cm);
    phone.to_y_cm = near(phone.y_cm);
}

void Crowd::head_for(Phone& phone, protocol::LatLon place) {
    const geo::PointCm to = plane_.to_plane(place);
    phone.to_x_cm = to.x_cm;
    phone.to_y_cm = to.y_cm;
}

void Crowd::step(Phone& phone) {
    const std::int64_t way = std::int64_t{phone.speed_cm_s} * std::int64_t{seconds_a_place};
    const std::int64_t far =
        geo::distance_cm({phone.x_cm, phone.y_cm}, {phone.to_x_cm, phone.to_y_cm});
    if (far <= way) {
        phone.x_cm = phone.to_x_cm;
        phone.y_cm = phone.to_y_cm;
        if (!phone.going) {
            stroll(phone);
        }
        return;
    }
    const auto along = [&](std::int32_t from, std::int32_t to) {
        return static_cast<std::int32_t>(from + (std::int64_t{to} - from) * way / far);
    };
    phone.x_cm = along(phone.x_cm, phone.to_x_cm);
    phone.y_cm = along(phone.y_cm, phone.to_y_cm);
}

void Crowd::walk(std::uint64_t second) {
    auto& some = walking_[second % seconds_a_place];
    for (std::size_t i = 0; i < some.size();) {
        Phone& phone = phones_[some[i]];
        if (!phone.on_duty) {
            phone.walks = false;
            some[i] = some.back();
            some.pop_back();
            continue;
        }
        step(phone);
        tell_place(phone);
        ++i;
    }
}

void Crowd::tell_place(Phone& phone) {
    if (!phone.connected || district_.down()) {
        return;
    }
    const bool exact = !chance_.per_mille(50);
    engine::Heard heard;
    heard.at = place_of(phone);
    heard.accuracy_m = static_cast<std::int32_t>(exact ? chance_.between(3, 60) : 150);
    heard.heard_at = district_.now() + -chance_.between(0, 900);
    district_.place(phone.person, phone.device_name, heard);
    if (phone.device > 1 && chance_.per_mille(50)) {
        // The device that was taken over still tells where it lies.
        heard.at = middle;
        district_.place(phone.person, phone.device_id(phone.device - 1), heard);
    }
    if (chance_.per_mille(5)) {
        network_.lose(phone, chance_.between(2'000, 900'000));
    }
}

void Crowd::set_duty(Phone& phone, bool on) {
    phone.on_duty = on;
    if (on && !phone.walks) {
        phone.walks = true;
        const std::size_t index = phone.person.value - 1;
        walking_[index % seconds_a_place].push_back(index);
    }
}

void Crowd::minute() {
    const std::uint32_t hour = hour_of(district_.now());
    const auto& on_duty = district_.state().on_duty_of;
    // The last category is that of officers.
    std::uint64_t volunteers = 0;
    for (std::size_t i = 0; i + 1 < on_duty.size(); ++i) {
        volunteers += on_duty[i];
    }
    fill(volunteers_, volunteers_.size() * volunteers_on_duty[hour] / 1000, volunteers);
    fill(officers_, officers_.size() * officers_on_duty[hour] / 1000, on_duty.back());
    if (officers_on_duty[hour] == 0) {
        leave(officers_, 1000);
    }
    schedule_.at(district_.now() + 60'000, [this] { minute(); });
}

void Crowd::fill(
    const std::vector<std::size_t>& people, std::uint64_t wanted, std::uint64_t there
) {
    if (people.empty() || district_.down()) {
        return;
    }
    const std::uint64_t more = wanted > there ? (wanted - there) / 6 + 1 : 0;
    for (std::uint64_t i = 0; i < more; ++i) {
        Phone& phone = phones_[chance_.one_of(people)];
        if (!phone.on_duty) {
            begin_duty(phone);
        }
    }
    if (there > wanted + wanted / 10) {
        leave(people, 30);
    } else {
        leave(people, 1);
    }
}

void Crowd::begin_duty(Phone& phone) {
    network_.send(phone, protocol::BeginDuty{});
    if (chance_.per_mille(50)) {
        // A while later another device takes it over.
        const std::size_t index = phone.person.value - 1;
        schedule_.at(district_.now() + chance_.between(60'000, 3'600'000), [this, index] {
            Phone& same = phones_[index];
            if (same.on_duty) {
                same.use_device(same.device + 1);
                network_.send(same, protocol::BeginDuty{});
            }
        });
    }
}

void Crowd::leave(const std::vector<std::size_t>& people, std::uint64_t share) {
    for (const std::size_t index : people) {
        const Phone& phone = phones_[index];
        if (phone.on_duty && chance_.per_mille(share)) {
            network_.send(phone, protocol::EndDuty{});
        }
    }
}

} // namespace dageng::simulation
