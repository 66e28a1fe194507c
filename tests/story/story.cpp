#include "tests/story/story.hpp"

#include "tests/support/pictures.hpp"
#include "tests/support/tcp_client.hpp"

#include <algorithm>
#include <stdexcept>

namespace dageng::story {

namespace {

constexpr double scene_lat = 39.9301;
constexpr double scene_lon = 116.4412;
constexpr double degrees_per_metre = 1.0 / 111'320;

const std::string seen_words = "三个男的跟着一个女的，往北走";
const std::string outcome_words = "民警到场，拦下三人，追回手机一部，女子平安。谢谢您的观察。";
const std::string note_words = "已联系辖区派出所。";

Json place_at(double north_m) {
    return {
        {"at", {{"lat", scene_lat + north_m * degrees_per_metre}, {"lon", scene_lon}}},
        {"accuracy_m", 9}
    };
}

std::function<bool(const Json&)> about(const std::string& field, std::uint64_t id) {
    return [=](const Json& data) { return data.at(field) == id; };
}

bool any(const std::vector<Json>& all, const std::function<bool(const Json&)>& fits) {
    return std::any_of(all.begin(), all.end(), fits);
}

} // namespace

Story::Story(const Tokens& tokens)
    : reporter(tokens.reporter, "phone-of-reporter"),
      volunteer(tokens.volunteer, "phone-of-volunteer"),
      officer(tokens.officer, "phone-of-officer"), dispatcher(tokens.dispatcher, "console-desk-3"),
      tokens_(tokens), photo_("photo-of-the-three") {}

void Story::connect(std::uint16_t port, bool resume) {
    port_ = port;
    for (Client* client : {&reporter, &volunteer, &officer, &dispatcher}) {
        client->connect(port, resume);
    }
    if (officer_on_duty_) {
        place(officer, 300);
    }
    if (volunteer_on_duty_) {
        place(volunteer, -200);
    }
}

void Story::place(Client& client, double north_m) {
    Json position = place_at(north_m);
    position["made_at"] = Client::now();
    client.tell("position", position);
}

std::vector<Story::Step> Story::steps() {
    const auto status = [](Client& client, std::uint64_t assignment, const char* state) {
        return client.say("set-status", {{"assignment", assignment}, {"status", state}})
            .at("state")
            .get<std::string>();
    };
    return {
        {"the officer begins duty",
         [this] {
             officer.say("begin-duty", {{"place", place_at(300)}});
             officer_on_duty_ = true;
         }},
        {"the volunteer begins duty",
         [this] {
             volunteer.say("begin-duty", {{"place", place_at(-200)}});
             volunteer_on_duty_ = true;
         }},
        {"the reporter sends a tip that names a photo to come",
         [this] {
             tip_ = reporter
                        .say(
                            "report-tip",
                            {{"kind", "tailing"},
                             {"place", place_at(0)},
                             {"place_words", "工体东路，地铁口南侧"},
                             {"words", seen_words},
                             {"photos", {photo_}},
                             {"silent", true}}
                        )
                        .at("tip");
         }},
        {"the dispatcher sees it and acknowledges",
         [this] {
             tailing_ = dispatcher.await("tip-received", about("tip", tip_)).at("incident");
             dispatcher.say("acknowledge-incident", {{"incident", tailing_}});
             acknowledged_ = true;
         }},
        {"the photo arrives",
         [this] {
             const auto reply = support::http(
                 port_,
                 "PUT",
                 "/api/v1/photos/" + photo_,
                 {{"authorization", "Bearer " + tokens_.reporter}, {"content-type", "image/png"}},
                 support::png_picture(320, 240)
             );
             if (reply.status != 201 && reply.status != 200) {
                 throw std::runtime_error(
                     "the photo got " + std::to_string(reply.status) + ": " + reply.body
                 );
             }
             photo_stored_ = true;
         }},
        {"the officer is offered it and sees it",
         [this] {
             const Json offer = officer.await("offer", about("incident", tailing_));
             officer_assignment_ = offer.at("assignment");
             if (offer.contains("n")) {
                 officer.tell("seen", {{"n", offer.at("n")}});
             }
         }},
        {"the officer accepts",
         [this] {
             officer_state_ =
                 officer.say("accept-offer", {{"assignment", officer_assignment_}}).at("state");
             reporter.await("tip-changed", [](const Json& data) {
                 return data.at("state") == "responding";
             });
         }},
        {"the officer reads what was said",
         [this] {
             const Json words = officer.say("read-incident", {{"incident", tailing_}});
             if (words.at("said").at(0).at("words") != seen_words) {
                 throw std::runtime_error("the officer reads " + words.dump());
             }
         }},
        {"a call about a missing elder is taken",
         [this] {
             elder_ = dispatcher
                          .say(
                              "take-call",
                              {{"kind", "elder-missing"},
                               {"place", place_at(-100)},
                               {"place_words", "公园西门"},
                               {"words", "老人，灰外套"},
                               {"contact", "13800000000"},
                               {"channel", "telephone"}}
                          )
                          .at("incident");
         }},
        {"the volunteer accepts that",
         [this] {
             volunteer_assignment_ =
                 volunteer.await("offer", about("incident", elder_)).at("assignment");
             volunteer_state_ =
                 volunteer.say("accept-offer", {{"assignment", volunteer_assignment_}}).at("state");
         }},
        {"the officer arrives",
         [this, status] { officer_state_ = status(officer, officer_assignment_, "on-scene"); }},
        {"the volunteer arrives",
         [this, status] { volunteer_state_ = status(volunteer, volunteer_assignment_, "on-scene"); }
        },
        {"the dispatcher writes a note",
         [this] {
             dispatcher.say("add-note", {{"incident", tailing_}, {"words", note_words}});
             noted_ = true;
         }},
        {"the officer is done",
         [this, status] { officer_state_ = status(officer, officer_assignment_, "cleared"); }},
        {"the dispatcher sets the volunteer cleared",
         [this, status] { volunteer_state_ = status(dispatcher, volunteer_assignment_, "cleared"); }
        },
        {"the dispatcher closes it",
         [this] {
             dispatcher.say(
                 "close-incident",
                 {{"incident", tailing_},
                  {"disposition", "handed-to-police"},
                  {"words", "三人已带走。"},
                  {"outcome", outcome_words}}
             );
             closed_ = true;
         }},
        {"the reporter hears the outcome",
         [this] {
             const auto closed = [](const Json& data) { return data.at("state") == "closed"; };
             if (reporter.await("tip-changed", closed).at("outcome") != outcome_words) {
                 throw std::runtime_error("another outcome was told");
             }
         }},
    };
}

Client Story::fresh(const Client& like, std::uint16_t port) const {
    Client client{like.token(), "another-device"};
    client.connect(port, false);
    return client;
}

std::string Story::missing(std::uint16_t port) const {
    std::string lines;
    const auto expect = [&](bool found, const std::string& what) {
        lines += found ? "" : what + "\n";
    };
    const Client desk = fresh(dispatcher, port);
    const auto on_duty = [&](const Client& who) {
        const auto person = who.welcome().at("person").get<std::uint64_t>();
        return any(desk.told("duty-changed"), [&](const Json& d) {
            return d.at("person") == person && d.at("on") == true;
        });
    };
    expect(!officer_on_duty_ || on_duty(officer), "the officer is not on duty");
    expect(!volunteer_on_duty_ || on_duty(volunteer), "the volunteer is not on duty");
    expect(
        tip_ == 0 ||
            any(desk.told("tip-received"),
                [&](const Json& d) { return d.at("tip") == tip_ && d.at("words") == seen_words; }),
        "the tip or its words"
    );
    expect(
        !photo_stored_ ||
            any(desk.told("photo-stored"), [&](const Json& d) { return d.at("photo") == photo_; }),
        "the photo on the console"
    );
    const auto in_state = [&](std::uint64_t assignment, const std::string& state) {
        return any(desk.told("offer-made"), [&](const Json& d) {
            return d.at("assignment") == assignment && d.at("state") == state;
        });
    };
    expect(
        officer_state_.empty() || in_state(officer_assignment_, officer_state_),
        "the officer is not " + officer_state_
    );
    expect(
        volunteer_state_.empty() || in_state(volunteer_assignment_, volunteer_state_),
        "the volunteer is not " + volunteer_state_
    );
    expect(
        !acknowledged_ || any(desk.told("incident-opened"),
                              [&](const Json& d) {
                                  return d.at("incident") == tailing_ &&
                                         d.contains("acknowledged_at");
                              }),
        "the acknowledgement"
    );
    expect(elder_ == 0 || any(desk.told("incident-opened"), about("incident", elder_)), "the call");
    expect(
        !noted_ ||
            any(desk.told("note-added"), [](const Json& d) { return d.at("words") == note_words; }),
        "the note"
    );
    expect(
        !closed_ || any(desk.told("incident-closed"), about("incident", tailing_)), "the closing"
    );
    if (photo_stored_) {
        const auto preview = support::http(
            port,
            "GET",
            "/api/v1/photos/" + photo_ + "/preview",
            {{"authorization", "Bearer " + tokens_.dispatcher}}
        );
        expect(
            preview.status == 200 && preview.field("content-type") == "image/jpeg",
            "the photo's preview"
        );
    }
    if (tip_ != 0) {
        const Client phone = fresh(reporter, port);
        expect(
            any(phone.told("my-tip"),
                [&](const Json& d) { return d.at("tip") == tip_ && d.at("words") == seen_words; }),
            "the reporter's own tip"
        );
        expect(
            !closed_ || any(phone.told("my-tip"),
                            [&](const Json& d) { return d.value("outcome", "") == outcome_words; }),
            "the outcome"
        );
    }
    return lines;
}

} // namespace dageng::story
