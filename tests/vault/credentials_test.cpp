#include "server/vault/credentials.hpp"
#include "server/vault/sqlite_vault.hpp"
#include "tests/temporary_folder.hpp"

#include <boost/test/unit_test.hpp>

#include <fstream>
#include <iterator>
#include <memory>
#include <string>

using namespace dageng;
using namespace dageng::vault;

namespace {

struct Kept {
    Kept() { open(); }

    void open() {
        vault.reset();
        vault = std::make_unique<SqliteVault>(folder.path());
        vault->make_keys({1});
    }
    std::string file() const {
        std::ifstream opened(folder / "vault.db", std::ios::binary);
        return {std::istreambuf_iterator<char>(opened), {}};
    }
    Login login(PersonId whose) const {
        Login one{whose, "$argon2id$of-a-password", make_one_time_secret()};
        return one;
    }

    static constexpr PersonId person{5};
    static constexpr PersonId other{6};
    const DeviceMark phone = mark_device("the-phone");
    const DeviceMark tablet = mark_device("the-tablet");
    const TokenHash token = hash_token("a token");
    TemporaryFolder folder;
    std::unique_ptr<SqliteVault> vault;
};

} // namespace

BOOST_FIXTURE_TEST_SUITE(credentials, Kept)

BOOST_AUTO_TEST_CASE(all_is_the_same_after_a_restart) {
    const Login kept = login(person);
    vault->keep_code(hash_token("code"), other, {100});
    vault->admit(token, {person, phone, {7}}, false);
    BOOST_TEST(vault->keep_login("wang", kept));
    open();
    BOOST_TEST((vault->person_of_code(hash_token("code"), {99}) == other));
    BOOST_TEST((vault->owner_of(token) == TokenOwner{person, phone, {7}}));
    BOOST_TEST(vault->knows(person, phone));
    BOOST_TEST((vault->devices_of(person).at(0).since == TimeMs{7}));
    const auto found = vault->login("wang");
    BOOST_REQUIRE(found.has_value());
    BOOST_TEST((found->person == person));
    BOOST_TEST(found->password == kept.password);
    BOOST_TEST((found->one_time.bytes == kept.one_time.bytes));
    BOOST_TEST(found->last_step == -1);
}

BOOST_AUTO_TEST_CASE(a_code_is_good_until_its_time_and_until_it_is_used) {
    vault->keep_code(hash_token("code"), person, {100});
    BOOST_TEST(!vault->person_of_code(hash_token("code"), {100}).has_value());
    vault->admit(token, {person, phone, {7}}, true);
    BOOST_TEST(!vault->person_of_code(hash_token("code"), {99}).has_value());
}

BOOST_AUTO_TEST_CASE(a_device_has_one_token_and_others_keep_theirs) {
    vault->admit(token, {person, phone, {1}}, false);
    vault->admit(hash_token("of the tablet"), {person, tablet, {2}}, false);
    vault->admit(hash_token("the next"), {person, phone, {3}}, false);
    BOOST_TEST(!vault->owner_of(token).has_value());
    BOOST_TEST(vault->owner_of(hash_token("of the tablet")).has_value());
    BOOST_TEST(vault->owner_of(hash_token("the next")).has_value());
}

BOOST_AUTO_TEST_CASE(a_device_that_was_forgotten_is_a_stranger_only_if_said_so) {
    vault->admit(token, {person, phone, {1}}, false);
    vault->forget_device(person, phone, false);
    BOOST_TEST(!vault->owner_of(token).has_value());
    BOOST_TEST(vault->knows(person, phone));
    BOOST_TEST(!vault->devices_of(person).at(0).signed_in);
    vault->forget_device(person, phone, true);
    BOOST_TEST(!vault->knows(person, phone));
    BOOST_TEST(!vault->knows(other, phone));
}

BOOST_AUTO_TEST_CASE(a_step_is_used_once_and_none_before_it_after) {
    BOOST_TEST(vault->keep_login("wang", login(person)));
    BOOST_TEST(vault->use_step(person, 10));
    BOOST_TEST(!vault->use_step(person, 10));
    BOOST_TEST(!vault->use_step(person, 9));
    BOOST_TEST(vault->use_step(person, 11));
    BOOST_TEST(!vault->use_step(other, 11));
}

BOOST_AUTO_TEST_CASE(a_person_has_one_login_and_a_name_one_person) {
    BOOST_TEST(vault->keep_login("wang", login(person)));
    BOOST_TEST(!vault->keep_login("wang", login(other)));
    BOOST_TEST(vault->keep_login("wang", login(person)));
    BOOST_TEST(vault->keep_login("li", login(person)));
    BOOST_TEST(!vault->login("wang").has_value());
    BOOST_TEST(vault->keep_login("wang", login(other)));
}

BOOST_AUTO_TEST_CASE(of_a_person_who_is_forgotten_nothing_lets_anybody_in) {
    vault->keep_code(hash_token("code"), person, {100});
    vault->admit(token, {person, phone, {1}}, false);
    vault->keep_login("wang", login(person));
    vault->keep_token(hash_token("by the operator"), {person});
    vault->keep_token(hash_token("somebody else's"), {other});
    vault->forget_person(person);
    for (int start = 0; start < 2; ++start) {
        BOOST_TEST(!vault->person_of_code(hash_token("code"), {99}).has_value());
        BOOST_TEST(!vault->owner_of(token).has_value());
        BOOST_TEST(!vault->owner_of(hash_token("by the operator")).has_value());
        BOOST_TEST(!vault->login("wang").has_value());
        BOOST_TEST(!vault->knows(person, phone));
        BOOST_TEST(vault->owner_of(hash_token("somebody else's")).has_value());
        open();
    }
}

BOOST_AUTO_TEST_CASE(neither_names_nor_codes_nor_secrets_stand_in_the_file_in_clear) {
    const Login kept = login(person);
    vault->keep_login("a-name-of-somebody", kept);
    vault->admit(token, {person, phone, {1}}, false);
    vault.reset();
    const std::string bytes = file();
    BOOST_TEST(bytes.find("$argon2id$of-a-password") != std::string::npos); // It would be found.
    BOOST_TEST(bytes.find("a-name-of-somebody") == std::string::npos);
    BOOST_TEST(bytes.find("the-phone") == std::string::npos);
    BOOST_TEST(
        bytes.find(std::string(kept.one_time.bytes.begin(), kept.one_time.bytes.begin() + 20)) ==
        std::string::npos
    );
}

BOOST_AUTO_TEST_SUITE_END()
