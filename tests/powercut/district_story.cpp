#include "tests/powercut/district_story.hpp"

#include "tests/engine/town.hpp"

#include <algorithm>
#include <functional>
#include <stdexcept>
#include <utility>

namespace dageng::powercut {

using namespace dageng::protocol;

namespace {

const std::vector<std::string> people{"reporter", "volunteer", "officer", "dispatcher"};
const std::string photo = "photo-of-the-three";
const std::string seen_words = "three men follow a woman, going north";
const std::string note_words = "the station has been told";
const std::string outcome_words = "They were stopped, and the phone found. Thank you.";

std::string token_of(const std::string& who) {
    return "token-of-" + who + "-0123456789";
}

/// About two chunks of sealed stream, of bytes that are not all alike.
std::string photo_bytes() {
    std::string bytes(90'000, ' ');
    std::uint32_t value = 1;
    for (char& byte : bytes) {
        value = value * 1'664'525 + 1'013'904'223;
        byte = static_cast<char>(value >> 24);
    }
    return bytes;
}

Place north(std::int32_t metres) {
    return {test::metres(metres), {10}};
}

LatLon place_of(const std::string& who) {
    return test::metres(who == "officer" ? 300 : -200);
}

/// How far an assignment has come; what was asked for and not acknowledged may have happened too.
int progress(const std::string& state) {
    static const std::vector<std::string> order{"accepted", "en-route", "on-scene", "cleared"};
    const auto found = std::find(order.begin(), order.end(), state);
    return found == order.end() ? -1 : static_cast<int>(found - order.begin());
}

bool any(const std::vector<Json>& all, const std::function<bool(const Json&)>& fits) {
    return std::any_of(all.begin(), all.end(), fits);
}

} // namespace

const std::vector<DistrictStory::Step>& DistrictStory::steps() {
    static const std::vector<Step> all{
        {"the district is founded", &DistrictStory::found},
        {"the officer begins duty", &DistrictStory::begin_duty_of_officer},
        {"the volunteer begins duty", &DistrictStory::begin_duty_of_volunteer},
        {"the reporter sends a tip that names a photo", &DistrictStory::report},
        {"the dispatcher acknowledges", &DistrictStory::acknowledge},
        {"the photo arrives", &DistrictStory::upload},
        {"the officer sees the offer", &DistrictStory::see_offer},
        {"the officer accepts", &DistrictStory::accept},
        {"a call is taken", &DistrictStory::take_call},
        {"the volunteer accepts that", &DistrictStory::volunteer_accepts},
        {"the officer arrives", &DistrictStory::officer_arrives},
        {"the volunteer arrives", &DistrictStory::volunteer_arrives},
        {"the dispatcher writes a note", &DistrictStory::note},
        {"the officer is done", &DistrictStory::officer_is_done},
        {"the dispatcher sets the volunteer cleared", &DistrictStory::volunteer_is_done},
        {"the dispatcher closes it", &DistrictStory::close},
        {"the reporter hears the outcome", &DistrictStory::hear_outcome},
    };
    return all;
}

bool DistrictStory::is_told() const {
    return done_ == steps().size();
}

void DistrictStory::play(PowerCutDisk& disk) {
    const char* step = "the disk is opened";
    try {
        disk.make_directory("/data");
        disk.sync_directory("/");
        DiskDistrict district(disk, clock_ms_);
        district.configure(test::small_catalogue());
        connect_all(district);
        while (!is_told()) {
            step = steps()[done_].name;
            (this->*steps()[done_].play)(district);
            ++done_;
        }
    } catch (const std::exception& error) {
        if (!disk.is_cut()) {
            broken_ = std::string(step) + ": " + error.what();
        }
    }
}

void DistrictStory::connect_all(DiskDistrict& district) {
    sessions_.clear();
    for (const std::string& who : people) {
        if (district.has_account(token_of(who))) {
            sessions_[who] = district.connect(token_of(who), "device-of-" + who);
        }
    }
    for (const std::string& who : on_duty_) {
        district.place(sessions_.at(who), place_of(who));
    }
}

Json DistrictStory::say(DiskDistrict& district, const char* who, const char* id, Command command) {
    return district.say(sessions_.at(who), id, std::move(command));
}

/// The newest notice or item of this type about something.
Json DistrictStory::last_told(
    DiskDistrict& district,
    const char* who,
    const char* type,
    const char* field,
    std::uint64_t value
) {
    Json found;
    for (const Json& data : district.of(sessions_.at(who)).told(type)) {
        if (data.at(field) == value) {
            found = data;
        }
    }
    if (found.is_null()) {
        throw std::runtime_error(std::string(who) + " isn't told " + type);
    }
    return found;
}

void DistrictStory::found(DiskDistrict& district) {
    district.keep_account(Role::resident, std::nullopt, token_of("reporter"));
    district.keep_account(Role::volunteer, Slug{"community-volunteer"}, token_of("volunteer"));
    district.keep_account(Role::officer, Slug{"officer"}, token_of("officer"));
    district.keep_account(Role::dispatcher, std::nullopt, token_of("dispatcher"));
    founded_ = true;
    connect_all(district);
}

void DistrictStory::begin_duty_of_officer(DiskDistrict& district) {
    say(district, "officer", "officer-begins", BeginDuty{north(300)});
    on_duty_.emplace_back("officer");
}

void DistrictStory::begin_duty_of_volunteer(DiskDistrict& district) {
    say(district, "volunteer", "volunteer-begins", BeginDuty{north(-200)});
    on_duty_.emplace_back("volunteer");
}

void DistrictStory::report(DiskDistrict& district) {
    ReportTip tip;
    tip.kind = {"fight"};
    tip.place = north(0);
    tip.place_words = PlaceWords{Text<0, 200>{"south of the station"}};
    tip.words = Words{Text<0, 2000>{seen_words}};
    tip.photos.items = {{photo}};
    tip.silent = true;
    tip_ = say(district, "reporter", "the-tip-itself", tip).at("tip");
}

void DistrictStory::acknowledge(DiskDistrict& district) {
    const auto incident =
        last_told(district, "dispatcher", "tip-received", "tip", tip_).at("incident");
    incident_ = incident;
    say(district, "dispatcher", "acknowledges", AcknowledgeIncident{{incident_}});
    acknowledged_ = true;
}

void DistrictStory::upload(DiskDistrict& district) {
    district.upload(token_of("reporter"), photo, photo_bytes());
    stored_ = true;
}

void DistrictStory::see_offer(DiskDistrict& district) {
    const Json offer = last_told(district, "officer", "offer", "incident", incident_);
    assignments_["officer"] = offer.at("assignment");
    for (const Json& notice : district.of(sessions_.at("officer")).notices()) {
        if (notice.at("type") == "offer") {
            district.seen(sessions_.at("officer"), notice.at("n"));
        }
    }
}

void DistrictStory::accept(DiskDistrict& district) {
    const AcceptOffer yes{{assignments_.at("officer")}};
    states_["officer"] = say(district, "officer", "officer-accepts", yes).at("state");
}

void DistrictStory::take_call(DiskDistrict& district) {
    TakeCall call;
    call.kind = {"elder-missing"};
    call.place = north(-100);
    call.words = Words{Text<0, 2000>{"an old man in a grey coat"}};
    call.contact = Personal<Text<0, 100>>{Text<0, 100>{"13800000000"}};
    call_ = say(district, "dispatcher", "takes-call", call).at("incident");
}

void DistrictStory::volunteer_accepts(DiskDistrict& district) {
    const Json offer = last_told(district, "volunteer", "offer", "incident", call_);
    const std::uint64_t assignment = offer.at("assignment");
    const AcceptOffer yes{{assignment}};
    states_["volunteer"] = say(district, "volunteer", "volunteer-accepts", yes).at("state");
    assignments_["volunteer"] = assignment;
}

std::string DistrictStory::set_status(
    DiskDistrict& district,
    const char* who,
    const char* id,
    std::uint64_t assignment,
    Progress status
) {
    return say(district, who, id, SetStatus{{assignment}, status}).at("state");
}

void DistrictStory::officer_arrives(DiskDistrict& district) {
    const auto assignment = assignments_.at("officer");
    states_["officer"] =
        set_status(district, "officer", "officer-arrives", assignment, Progress::on_scene);
}

void DistrictStory::volunteer_arrives(DiskDistrict& district) {
    const auto assignment = assignments_.at("volunteer");
    states_["volunteer"] =
        set_status(district, "volunteer", "volunteer-arrives", assignment, Progress::on_scene);
}

void DistrictStory::note(DiskDistrict& district) {
    const Words words{Text<0, 2000>{note_words}};
    say(district, "dispatcher", "writes-note", AddNote{{incident_}, words});
    noted_ = true;
}

void DistrictStory::officer_is_done(DiskDistrict& district) {
    const auto assignment = assignments_.at("officer");
    states_["officer"] =
        set_status(district, "officer", "officer-is-done", assignment, Progress::cleared);
}

void DistrictStory::volunteer_is_done(DiskDistrict& district) {
    const auto assignment = assignments_.at("volunteer");
    states_["volunteer"] =
        set_status(district, "dispatcher", "sets-cleared", assignment, Progress::cleared);
}

void DistrictStory::close(DiskDistrict& district) {
    CloseIncident closing;
    closing.incident = {incident_};
    closing.disposition = {"resolved"};
    closing.words = Words{Text<0, 2000>{"three taken along"}};
    closing.outcome = {outcome_words};
    say(district, "dispatcher", "closes-it", closing);
    closed_ = true;
}

void DistrictStory::hear_outcome(DiskDistrict& district) {
    const auto& phone = district.of(sessions_.at("reporter"));
    if (!phone.holds(outcome_words)) {
        throw std::runtime_error("the reporter doesn't hear the outcome");
    }
}

std::optional<std::string> DistrictStory::loss(PowerCutDisk& disk) {
    if (!broken_.empty()) {
        return "the story stopped: " + broken_;
    }
    try {
        disk.make_directory("/data");
        DiskDistrict district(disk, clock_ms_);
        const std::string lost = founded_ ? missing(district) : std::string{};
        return lost.empty() ? std::nullopt : std::optional("missing: " + lost);
    } catch (const std::exception& error) {
        return std::string("it doesn't open: ") + error.what();
    }
}

std::string DistrictStory::missing(DiskDistrict& district) const {
    std::string lost;
    for (const std::string& who : people) {
        lost += district.has_account(token_of(who)) ? "" : who + "'s account, ";
    }
    if (!lost.empty()) {
        return lost;
    }
    lost += missing_on_console(district.of(district.connect(token_of("dispatcher"), "other-desk")));
    lost += missing_on_phone(district.of(district.connect(token_of("reporter"), "other-phone")));
    if (stored_) {
        const std::string bytes = photo_bytes();
        lost += district.original(photo) == bytes ? "" : "the photo, ";
        lost += district.preview(photo) == bytes.substr(0, bytes.size() / 2) ? "" : "its preview, ";
    }
    return lost;
}

std::string DistrictStory::missing_on_console(const support::FakeGateway::Connection& desk) const {
    std::string lost;
    const auto expect = [&](bool found, const std::string& what) {
        lost += found ? "" : what + ", ";
    };
    const auto told = [&](const char* type, const std::function<bool(const Json&)>& fits) {
        return any(desk.told(type), fits);
    };
    const auto on_duty = std::count_if(people.begin(), people.end(), [&](const std::string& who) {
        return std::count(on_duty_.begin(), on_duty_.end(), who) != 0;
    });
    expect(std::cmp_greater_equal(desk.told("duty-changed").size(), on_duty), "somebody's duty");
    const auto same_tip = [&](const Json& d) {
        return d.at("tip") == tip_ && d.at("words") == seen_words;
    };
    expect(tip_ == 0 || told("tip-received", same_tip), "the tip or its words");
    const auto acknowledged = [&](const Json& d) {
        return d.at("incident") == incident_ && d.contains("acknowledged_at");
    };
    expect(!acknowledged_ || told("incident-opened", acknowledged), "the acknowledgement");
    const auto stored = [](const Json& d) { return d.at("photo") == photo; };
    expect(!stored_ || told("photo-stored", stored), "the photo on the console");
    const auto call = [&](const Json& d) { return d.at("incident") == call_; };
    expect(call_ == 0 || told("incident-opened", call), "the call");
    for (const auto& [who, state] : states_) {
        const auto reached = [&, assignment = assignments_.at(who)](const Json& d) {
            return d.at("assignment") == assignment && progress(d.at("state")) >= progress(state);
        };
        expect(told("offer-made", reached), "that the " + who + " is " + state);
    }
    const auto noted = [](const Json& d) { return d.at("words") == note_words; };
    expect(!noted_ || told("note-added", noted), "the note");
    const auto closed = [&](const Json& d) { return d.at("incident") == incident_; };
    expect(!closed_ || told("incident-closed", closed), "the closing");
    return lost;
}

std::string DistrictStory::missing_on_phone(const support::FakeGateway::Connection& phone) const {
    std::string lost;
    const auto own = [&](const Json& d) {
        return d.at("tip") == tip_ && d.at("words") == seen_words;
    };
    lost += tip_ == 0 || any(phone.told("my-tip"), own) ? "" : "the reporter's own tip, ";
    const auto outcome = [](const Json& d) { return d.value("outcome", "") == outcome_words; };
    lost += !closed_ || any(phone.told("my-tip"), outcome) ? "" : "the outcome, ";
    return lost;
}

} // namespace dageng::powercut
