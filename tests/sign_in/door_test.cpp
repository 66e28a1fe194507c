#include "server/sign_in/code.hpp"
#include "server/sign_in/door.hpp"
#include "server/vault/sqlite_vault.hpp"
#include "tests/sign_in/authenticator.hpp"
#include "tests/sign_in/said_people.hpp"
#include "tests/temporary_folder.hpp"

#include <boost/test/unit_test.hpp>

#include <functional>
#include <future>
#include <vector>

using namespace dageng;
using namespace dageng::sign_in;
using dageng::test::SaidPeople;
using protocol::ClientId;
using protocol::ErrorCode;
using protocol::PersonId;
using protocol::Role;
using protocol::SignedIn;
using protocol::SignIn;
using protocol::SignInStep;
using protocol::TimeMs;

namespace {

constexpr std::int64_t minute_ms = 60'000;
constexpr std::int64_t day_ms = 24 * 60 * minute_ms;
constexpr Door::Network home = 1;
constexpr Door::Network elsewhere = 2;

struct Scene {
    Scene() {
        vault.make_keys({1});
        people.roles[volunteer] = Role::volunteer;
        people.roles[dispatcher] = Role::dispatcher;
    }

    std::string code_for(PersonId person) {
        std::string code = make_code();
        vault.keep_code(hash_code(code), person, now + day_ms);
        return code;
    }
    Door::Answer enter(const std::string& code, const std::string& device = "the-phone-1") {
        return come({{device}, {{code}}, {}, {}, {}}, home);
    }
    static Door::Answer answer_of(const Door::Opened& opened) {
        const auto* trial = std::get_if<Door::Trial>(&opened);
        return trial == nullptr ? std::get<Door::Answer>(opened) : (*trial)();
    }
    Door::Answer come(const SignIn& wish, Door::Network network) {
        return answer_of(door.sign_in(wish, network));
    }
    static SignIn wish(const std::string& login, const std::string& password) {
        return {{"the-console"}, {}, {{login}}, {{password}}, {{"000000"}}};
    }
    /// The dispatcher has a login; gives the secret of their one-time codes.
    std::string choose() {
        const std::string code = code_for(dispatcher);
        SignIn one = wish("wang.li", good);
        one.code = {{code}};
        one.one_time.reset();
        const std::string secret = come(one, home)->secret->value;
        one.one_time = {{test::shown_code(secret, now)}};
        BOOST_REQUIRE(come(one, home)->token.has_value());
        pass(minute_ms);
        return secret;
    }
    SignIn good_wish(const std::string& secret, const std::string& device = "the-console") const {
        SignIn one = wish("Wang.Li", good);
        one.device = {device};
        one.one_time = {{test::shown_code(secret, now)}};
        return one;
    }
    std::optional<PersonId> whose(const std::string& token) const {
        const auto owner = vault.owner_of(vault::hash_token(token));
        return owner ? std::optional{owner->person} : std::nullopt;
    }
    void pass(std::int64_t ms) { now = now + ms; }

    static constexpr PersonId volunteer{7};
    static constexpr PersonId dispatcher{8};
    static inline const std::string good = "four words are enough";
    TemporaryFolder folder;
    vault::SqliteVault vault{folder.path()};
    SaidPeople people;
    TimeMs now{1'700'000'000'000};
    test::CheapHasher hasher;
    Door door{{vault, vault, people, [this] { return now; }, hasher, hasher}};
};

bool refused(const Door::Answer& answer, ErrorCode code) {
    return !answer && answer.refusal().code == code;
}

} // namespace

BOOST_FIXTURE_TEST_SUITE(door, Scene)

BOOST_AUTO_TEST_CASE(a_code_lets_one_device_in_once) {
    const std::string code = code_for(volunteer);
    const auto in = enter(code);
    BOOST_REQUIRE(in->token.has_value());
    BOOST_TEST((whose(in->token->value) == volunteer));
    BOOST_TEST((people.admitted.back() == std::pair{volunteer, engine::Admission::code}));
    BOOST_TEST(refused(enter(code, "another-phone"), ErrorCode::not_signed_in));
}

BOOST_AUTO_TEST_CASE(a_token_of_a_device_is_no_other_device_s) {
    const auto in = enter(code_for(volunteer));
    const auto owner = vault.owner_of(vault::hash_token(in->token->value));
    BOOST_REQUIRE(owner.has_value());
    BOOST_TEST((owner->device == vault::mark_device("the-phone-1")));
}

BOOST_AUTO_TEST_CASE(several_devices_come_in_by_a_code_each_and_one_may_leave_alone) {
    const auto phone = enter(code_for(volunteer), "the-phone-1");
    const auto tablet = enter(code_for(volunteer), "the-tablet-1");
    BOOST_TEST(vault.devices_of(volunteer).size() == 2U);
    BOOST_REQUIRE(static_cast<bool>(door.sign_out(phone->token->value, {})));
    BOOST_TEST(!whose(phone->token->value).has_value());
    BOOST_TEST((whose(tablet->token->value) == volunteer));
    BOOST_TEST((people.left.back().second == vault::mark_device("the-phone-1")));
}

BOOST_AUTO_TEST_CASE(who_leaves_everywhere_has_no_token_left) {
    const auto phone = enter(code_for(volunteer), "the-phone-1");
    const auto tablet = enter(code_for(volunteer), "the-tablet-1");
    BOOST_REQUIRE(static_cast<bool>(door.sign_out(phone->token->value, {true})));
    BOOST_TEST(!whose(tablet->token->value).has_value());
    BOOST_TEST(!people.left.back().second.has_value());
    BOOST_TEST(refused(door.sign_out(phone->token->value, {}), ErrorCode::not_signed_in));
}

BOOST_AUTO_TEST_CASE(a_code_that_is_over_unknown_replaced_or_of_nobody_is_refused_alike) {
    const std::string over = code_for(volunteer);
    pass(day_ms);
    const auto too_late = enter(over);
    const auto unknown = enter("0000-0000-0000");
    const std::string replaced = code_for(volunteer);
    code_for(volunteer);
    const auto before = enter(replaced);
    const std::string erased = code_for(dispatcher);
    people.roles.erase(dispatcher);
    const auto nobodys = enter(erased);
    for (const auto* answer : {&too_late, &unknown, &before, &nobodys}) {
        BOOST_REQUIRE(refused(*answer, ErrorCode::not_signed_in));
        BOOST_TEST(answer->refusal().detail == unknown.refusal().detail);
    }
}

BOOST_AUTO_TEST_CASE(who_guesses_codes_is_told_to_wait_and_others_are_not) {
    for (int i = 0; i < 100; ++i) {
        BOOST_REQUIRE(refused(enter("0000-0000-0000"), ErrorCode::not_signed_in));
    }
    const std::string code = code_for(volunteer);
    const auto answer = enter(code);
    BOOST_REQUIRE(refused(answer, ErrorCode::too_many));
    BOOST_TEST(answer.refusal().retry_after_ms == 15U * minute_ms);
    BOOST_TEST(come({{"a-neighbour"}, {{code}}, {}, {}, {}}, elsewhere)->token.has_value());
}

BOOST_AUTO_TEST_CASE(who_works_at_a_console_chooses_a_login_with_the_code) {
    const std::string code = code_for(dispatcher);
    BOOST_TEST((enter(code)->step == SignInStep::choose_login));
    SignIn one = wish("wang.li", good);
    one.code = {{code}};
    one.one_time.reset();
    const auto asked = come(one, home);
    BOOST_REQUIRE((asked->step == SignInStep::confirm_one_time));
    BOOST_TEST(asked->secret->value == come(one, home)->secret->value);
    one.one_time = {{"000000"}};
    const auto wrong = come(one, home);
    BOOST_REQUIRE(refused(wrong, ErrorCode::bad_field));
    BOOST_TEST(wrong.refusal().field == "one_time");
    BOOST_TEST(vault.person_of_code(hash_code(code), now).has_value());
    one.one_time = {{test::shown_code(asked->secret->value, now)}};
    const auto in = come(one, home);
    BOOST_TEST((whose(in->token->value) == dispatcher));
    BOOST_TEST(refused(enter(code), ErrorCode::not_signed_in));
}

BOOST_AUTO_TEST_CASE(logins_and_passwords_that_are_no_good_are_refused_by_field) {
    const std::string code = code_for(dispatcher);
    const auto field_of = [&](const std::string& login, const std::string& password) {
        SignIn one = wish(login, password);
        one.code = {{code}};
        const auto answer = come(one, home);
        BOOST_REQUIRE(refused(answer, ErrorCode::bad_field));
        return answer.refusal().field;
    };
    BOOST_TEST(field_of("ab", good) == "login");
    BOOST_TEST(field_of("wang li", good) == "login");
    BOOST_TEST(field_of("wang.li", "elevenchars") == "password");
    BOOST_TEST(field_of("wang.li", "it is wang.li again") == "password");
}

BOOST_AUTO_TEST_CASE(a_login_that_somebody_has_is_refused_to_others) {
    choose();
    people.roles[{9}] = Role::supervisor;
    const std::string code = code_for({9});
    SignIn one = wish("WANG.LI", good);
    one.code = {{code}};
    one.one_time.reset();
    const std::string secret = come(one, home)->secret->value;
    one.one_time = {{test::shown_code(secret, now)}};
    const auto answer = come(one, home);
    BOOST_REQUIRE(refused(answer, ErrorCode::bad_field));
    BOOST_TEST(answer.refusal().field == "login");
}

BOOST_AUTO_TEST_CASE(a_login_lets_in_by_password_and_one_time_code_together) {
    const std::string secret = choose();
    const SignIn right = good_wish(secret);
    for (const auto& change : std::vector<std::function<void(SignIn&)>>{
             [](SignIn& one) { one.password = {{"four words are enoufh"}}; },
             [](SignIn& one) { one.one_time = {{"000000"}}; },
             [](SignIn& one) { one.login = {{"wang.lo"}}; },
             [](SignIn& one) { one.login = {{"not a login"}}; }
         }) {
        SignIn wrong = right;
        change(wrong);
        BOOST_TEST(refused(come(wrong, home), ErrorCode::not_signed_in));
    }
    const auto in = come(right, home);
    BOOST_TEST((whose(in->token->value) == dispatcher));
    BOOST_TEST((people.admitted.back() == std::pair{dispatcher, engine::Admission::login}));
}

BOOST_AUTO_TEST_CASE(a_one_time_code_works_once) {
    const std::string secret = choose();
    BOOST_REQUIRE(come(good_wish(secret), home)->token.has_value());
    BOOST_TEST(refused(come(good_wish(secret), home), ErrorCode::not_signed_in));
    pass(30'000);
    BOOST_TEST(come(good_wish(secret), home)->token.has_value());
}

BOOST_AUTO_TEST_CASE(a_login_that_exists_is_refused_like_one_that_does_not) {
    choose();
    for (int i = 0; i < 12; ++i) {
        SignIn known = wish("wang.li", "wrong, and long enough");
        SignIn unknown = wish("li.wang", "wrong, and long enough");
        known.device = unknown.device = {"a-strange-one"};
        const auto one = come(known, elsewhere);
        const auto other = come(unknown, elsewhere);
        BOOST_REQUIRE(!one);
        BOOST_REQUIRE(!other);
        BOOST_TEST((one.refusal().code == other.refusal().code));
        BOOST_TEST(one.refusal().detail == other.refusal().detail);
    }
}

BOOST_AUTO_TEST_CASE(who_guesses_a_password_locks_strangers_out_and_not_the_owner_s_device) {
    const std::string secret = choose();
    for (int i = 0; i < 10; ++i) {
        SignIn guess = wish("wang.li", "guess number " + std::to_string(i));
        guess.device = {"attacker-" + std::to_string(i)};
        BOOST_REQUIRE(refused(come(guess, elsewhere), ErrorCode::not_signed_in));
    }
    // Even the right one, from a device that was never there.
    const auto stranger = come(good_wish(secret, "a-new-device"), home);
    BOOST_TEST(refused(stranger, ErrorCode::too_many));
    BOOST_TEST(come(good_wish(secret), home)->token.has_value());
    pass(15 * minute_ms);
    BOOST_TEST(come(good_wish(secret, "a-new-device"), home)->token.has_value());
}

BOOST_AUTO_TEST_CASE(a_known_device_is_held_up_by_its_own_failures_and_by_nobody_else_s_network) {
    const std::string secret = choose();
    for (int i = 0; i < 100; ++i) {
        static_cast<void>(enter("0000-0000-0000"));
    }
    BOOST_TEST(come(good_wish(secret), home)->token.has_value());
    pass(minute_ms);
    for (int i = 0; i < 10; ++i) {
        BOOST_REQUIRE(
            refused(come(wish("wang.li", "wrong, and long enough"), home), ErrorCode::not_signed_in)
        );
    }
    BOOST_TEST(refused(come(good_wish(secret), home), ErrorCode::too_many));
}

BOOST_AUTO_TEST_CASE(while_a_strangers_password_is_checked_others_go_through) {
    const std::string secret = choose();
    test::HeldHasher held;
    Door busy{{vault, vault, people, [this] { return now; }, hasher, held}};
    const Door::Opened opened = busy.sign_in(good_wish(secret, "a-new-device"), elsewhere);
    auto stranger = std::async(std::launch::async, [&] { return answer_of(opened); });
    held.await();
    const auto volunteer_in =
        answer_of(busy.sign_in({{"the-phone-1"}, {{code_for(volunteer)}}, {}, {}, {}}, home));
    BOOST_TEST(volunteer_in->token.has_value());
    BOOST_TEST(busy.renew(volunteer_in->token->value)->token.has_value());
    held.let_go_on();
    BOOST_TEST(stranger.get()->token.has_value());
}

BOOST_AUTO_TEST_CASE(at_a_device_that_was_there_before_a_login_waits_for_no_stranger) {
    const std::string secret = choose();
    const auto opened = door.sign_in(good_wish(secret), elsewhere);
    BOOST_TEST(std::holds_alternative<Door::Answer>(opened));
    pass(minute_ms);
    const auto strange = door.sign_in(good_wish(secret, "a-new-device"), elsewhere);
    BOOST_TEST(std::holds_alternative<Door::Trial>(strange));
}

BOOST_AUTO_TEST_CASE(tries_that_waited_together_count_as_those_that_came_one_by_one) {
    const std::string secret = choose();
    std::vector<Door::Opened> waiting;
    for (int i = 0; i < 12; ++i) {
        SignIn guess = wish("wang.li", "guess number " + std::to_string(i));
        guess.device = {"attacker-" + std::to_string(i)};
        waiting.push_back(door.sign_in(guess, elsewhere));
    }
    for (int i = 0; i < 12; ++i) {
        const auto code = i < 10 ? ErrorCode::not_signed_in : ErrorCode::too_many;
        BOOST_TEST(refused(answer_of(waiting[static_cast<std::size_t>(i)]), code));
    }
}

BOOST_AUTO_TEST_CASE(a_resident_registers_and_is_in) {
    const auto in = door.sign_up({{"the-phone-1"}, {"Zhang San"}}, home);
    BOOST_REQUIRE(in->token.has_value());
    BOOST_TEST((whose(in->token->value) == PersonId{1000}));
    BOOST_TEST(people.names.back() == "Zhang San");
}

BOOST_AUTO_TEST_CASE(registrations_from_one_network_are_bounded) {
    for (int i = 0; i < 30; ++i) {
        BOOST_REQUIRE(static_cast<bool>(door.sign_up({{"the-phone-1"}, {"Zhang San"}}, home)));
    }
    BOOST_TEST(refused(door.sign_up({{"the-phone-1"}, {"Zhang San"}}, home), ErrorCode::too_many));
    BOOST_TEST(static_cast<bool>(door.sign_up({{"the-phone-1"}, {"Zhang San"}}, elsewhere)));
    BOOST_TEST(people.names.size() == 31U);
}

BOOST_AUTO_TEST_CASE(where_residents_dont_register_nobody_does) {
    Door closed{{vault, vault, people, [this] { return now; }, hasher, hasher, false}};
    BOOST_TEST(
        refused(closed.sign_up({{"the-phone-1"}, {"Zhang San"}}, home), ErrorCode::not_allowed)
    );
    BOOST_TEST(people.names.empty());
}

BOOST_AUTO_TEST_CASE(a_token_is_renewed_and_the_old_one_ends_a_day_later) {
    const std::string first = enter(code_for(volunteer))->token->value;
    pass(7 * day_ms);
    const std::string second = door.renew(first)->token->value;
    BOOST_TEST((whose(first) == volunteer)); // The answer may have been lost.
    BOOST_TEST((whose(second) == volunteer));
    const std::string third = door.renew(first)->token->value;
    BOOST_TEST(!whose(second).has_value());
    pass(day_ms + 1);
    BOOST_TEST(static_cast<bool>(door.renew(third)));
    BOOST_TEST(!whose(first).has_value());
    BOOST_TEST(refused(door.renew(first), ErrorCode::not_signed_in));
}

BOOST_AUTO_TEST_CASE(a_device_that_stays_away_for_90_days_comes_in_anew) {
    const std::string token = enter(code_for(volunteer))->token->value;
    vault.keep_token(vault::hash_token("by the operator"), {dispatcher});
    pass(90 * day_ms + 1);
    static_cast<void>(enter("0000-0000-0000"));
    BOOST_TEST(!whose(token).has_value());
    BOOST_TEST((whose("by the operator") == dispatcher));
}

BOOST_AUTO_TEST_CASE(what_lets_nobody_in_says_what_is_missing) {
    BOOST_TEST(refused(come({{"the-phone-1"}, {}, {}, {}, {}}, home), ErrorCode::bad_field));
}

BOOST_AUTO_TEST_SUITE_END()
