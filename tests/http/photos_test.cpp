#include "server/http/photos.hpp"
#include "server/vault/memory_vault.hpp"
#include "tests/support/awaited.hpp"
#include "tests/support/fake_leader.hpp"
#include "tests/support/pictures.hpp"
#include "tests/temporary_folder.hpp"

#include <boost/test/unit_test.hpp>

#include <fstream>
#include <iterator>
#include <string>
#include <vector>

namespace {

using namespace dageng;
using namespace dageng::http;
using support::Awaited;
using support::shared;

constexpr auto photo = "photo-0001";

std::string read_file(const std::filesystem::path& path) {
    std::ifstream in(path, std::ios::binary);
    return {std::istreambuf_iterator<char>(in), {}};
}

struct Fixture {
    TemporaryFolder folder;
    support::FakeLeader leader;
    vault::MemoryVault vault;
    PhotoCalls calls{leader.bus()};
    std::unique_ptr<Photos> photos;

    Fixture() {
        leader.bus().on_gateway([this](const std::vector<bus::ToGateway>& batch) {
            for (const auto& message : batch) {
                calls.answered(std::get<bus::PhotoReply>(message));
            }
        });
        vault.make_keys({20});
        open();
    }

    /// `reserve`: bytes that photos leave on the disk.
    void open(std::uint64_t reserve = 0) {
        photos.reset();
        photos = std::make_unique<Photos>(
            vault, calls, vault::posix_files(), folder / "photos", reserve, 2
        );
    }

    static Request
    request(Method method, const std::string& path, const std::string& token = "the-token") {
        Request made;
        made.method = method;
        made.path = path;
        if (!token.empty()) {
            made.fields.emplace_back("authorization", "Bearer " + token);
        }
        return made;
    }

    struct Put {
        std::shared_ptr<Upload> upload;
        Awaited awaited;

        void chunk(const std::string& bytes) const {
            std::promise<void> more;
            upload->chunk(bytes, [&] { more.set_value(); });
            more.get_future().wait();
        }
    };

    Put put(const std::string& id = photo) {
        Put begun;
        begun.upload =
            photos->handle(request(Method::put, "/api/v1/photos/" + id), begun.awaited.answer());
        return begun;
    }

    /// The leader's part at the beginning: who owns it, which key.
    void grant(std::uint64_t key = 7, bool stored = false) {
        const auto asked = leader.next<bus::PhotoAsked>();
        BOOST_TEST(asked.token == "the-token");
        const auto& begin = std::get<protocol::BeginPhoto>(asked.request);
        leader.say(bus::PhotoReply{asked.session, protocol::PhotoTicket{begin.photo, {key}, stored}}
        );
    }

    /// And at the end. Returns what was asked.
    protocol::FinishPhoto confirm() {
        const auto asked = leader.next<bus::PhotoAsked>();
        auto finish = std::get<protocol::FinishPhoto>(asked.request);
        leader.say(bus::PhotoReply{asked.session, protocol::PhotoTicket{finish.photo, {7}, true}});
        return finish;
    }

    void refuse(protocol::ErrorCode code) {
        const auto asked = leader.next<bus::PhotoAsked>();
        leader.say(bus::PhotoReply{asked.session, protocol::Refusal{code, "no", {}}});
    }

    Response upload(const std::string& bytes) {
        auto begun = put();
        grant();
        begun.chunk(bytes);
        begun.upload->end();
        confirm();
        return begun.awaited.get();
    }

    Response preview() {
        Awaited awaited;
        photos->handle(
            request(Method::get, "/api/v1/photos/" + std::string(photo) + "/preview"),
            awaited.answer()
        );
        const auto asked = leader.next<bus::PhotoAsked>();
        BOOST_TEST(std::holds_alternative<protocol::ReadPhoto>(asked.request));
        leader.say(bus::PhotoReply{asked.session, protocol::PhotoTicket{{photo}, {7}, true}});
        return awaited.get();
    }

    std::vector<std::string> files() const {
        std::vector<std::string> names;
        for (const auto& entry : std::filesystem::recursive_directory_iterator(folder / "photos")) {
            if (entry.is_regular_file()) {
                names.push_back(entry.path().filename().string());
            }
        }
        std::ranges::sort(names);
        return names;
    }

    /// Waits until the workers have done all that they were given so far.
    void settle() {
        photos->stop();
        photos = std::make_unique<Photos>(vault, calls, vault::posix_files(), folder / "photos", 2);
    }
};

using Names = std::vector<std::string>;

} // namespace

BOOST_FIXTURE_TEST_SUITE(photos_suite, Fixture)

BOOST_AUTO_TEST_CASE(an_upload_is_sealed_hashed_confirmed_and_answered_with_201) {
    const auto picture = support::png_picture(300, 200);
    auto begun = put();
    grant();
    for (std::size_t at = 0; at < picture.size(); at += 50'000) {
        begun.chunk(picture.substr(at, 50'000));
    }
    begun.upload->end();
    const auto finish = confirm();
    BOOST_TEST(finish.bytes.value == static_cast<std::int64_t>(picture.size()));
    BOOST_TEST(finish.media_type.value == "image/png");
    BOOST_TEST(finish.digest.value.size() == 64U);
    const auto response = begun.awaited.get();
    BOOST_TEST(response.status == 201U);
    BOOST_TEST(
        *response.body == R"({"photo":"photo-0001","bytes":)" + std::to_string(picture.size()) + "}"
    );
    BOOST_TEST(files() == (Names{"photo-0001.preview.sealed", "photo-0001.sealed"}));
    const auto sealed = read_file(folder / "photos/ph/photo-0001.sealed");
    BOOST_TEST(sealed.size() > picture.size());
    BOOST_TEST(sealed.find(picture.substr(0, 16)) == std::string::npos);
}

BOOST_AUTO_TEST_CASE(the_files_are_there_before_the_leader_is_asked_to_confirm) {
    auto begun = put();
    grant();
    begun.chunk(support::png_picture(30, 20));
    begun.upload->end();
    const auto asked = leader.next<bus::PhotoAsked>();
    BOOST_TEST(files() == (Names{"photo-0001.preview.sealed", "photo-0001.sealed"}));
    leader.say(bus::PhotoReply{asked.session, protocol::PhotoTicket{{photo}, {7}, true}});
    begun.awaited.get();
}

BOOST_AUTO_TEST_CASE(a_preview_is_served_and_never_to_be_stored) {
    upload(support::png_picture(300, 200));
    const auto response = preview();
    BOOST_TEST(response.status == 200U);
    BOOST_TEST(response.body->starts_with("\xff\xd8\xff"));
    BOOST_TEST((response.fields.at(0) == Field{"content-type", "image/jpeg"}));
    BOOST_TEST((response.fields.at(1) == Field{"cache-control", "private, no-store"}));
}

BOOST_AUTO_TEST_CASE(a_body_that_comes_before_the_ticket_waits_in_the_client) {
    auto begun = put();
    std::promise<void> more;
    begun.upload->chunk(support::png_picture(30, 20), [&] { more.set_value(); });
    grant();
    more.get_future().wait();
    begun.upload->end();
    confirm();
    BOOST_TEST(begun.awaited.get().status == 201U);
}

BOOST_AUTO_TEST_CASE(a_repeated_upload_of_a_stored_photo_is_answered_with_200_and_the_same) {
    const auto first = upload(support::png_picture(30, 20));
    auto begun = put();
    grant(7, true);
    const auto again = begun.awaited.get();
    BOOST_TEST(again.status == 200U);
    BOOST_TEST(*again.body == *first.body);
}

BOOST_AUTO_TEST_CASE(what_the_leader_refuses_is_a_problem_with_its_code) {
    const std::vector<std::pair<protocol::ErrorCode, unsigned>> refusals{
        {protocol::ErrorCode::not_signed_in, 401},
        {protocol::ErrorCode::not_allowed, 403},
        {protocol::ErrorCode::id_reused, 409},
        {protocol::ErrorCode::limit_reached, 429},
        {protocol::ErrorCode::busy, 503},
    };
    for (const auto& [code, status] : refusals) {
        auto begun = put();
        refuse(code);
        const auto response = begun.awaited.get();
        BOOST_TEST(response.status == status);
        BOOST_TEST(
            response.body->find(std::string(protocol::wire_name(code))) != std::string::npos
        );
    }
    BOOST_TEST(files().empty());
}

BOOST_AUTO_TEST_CASE(what_is_no_picture_gets_415_and_leaves_nothing) {
    for (const std::string& bytes :
         {std::string("this is no photo at all"), std::string("\xff\xd8\xff but no JPEG either")}) {
        auto begun = put();
        grant();
        begun.upload->chunk(bytes, [] {});
        begun.upload->end();
        const auto response = begun.awaited.get();
        BOOST_TEST(response.status == 415U);
        BOOST_TEST(response.body->find("bad-photo") != std::string::npos);
    }
    settle();
    BOOST_TEST(files().empty());
}

BOOST_AUTO_TEST_CASE(an_empty_body_is_no_picture) {
    auto begun = put();
    begun.upload->end();
    grant();
    BOOST_TEST(begun.awaited.get().status == 415U);
}

BOOST_AUTO_TEST_CASE(too_large_is_refused_by_its_length_and_while_it_streams) {
    Awaited awaited;
    auto announced = request(Method::put, "/api/v1/photos/photo-0001");
    announced.content_length = protocol::max_photo_bytes + 1;
    BOOST_TEST(!photos->handle(announced, awaited.answer()));
    BOOST_TEST(awaited.get().status == 413U);

    auto begun = put();
    grant();
    std::string chunk(1024 * 1024, 'x');
    chunk.replace(0, 3, "\xff\xd8\xff");
    for (int i = 0; i < 15; ++i) {
        begun.chunk(chunk);
    }
    begun.upload->chunk("x", [] {});
    BOOST_TEST(begun.awaited.get().status == 413U);
    settle();
    BOOST_TEST(files().empty());
}

BOOST_AUTO_TEST_CASE(a_broken_upload_leaves_nothing_and_can_be_made_again) {
    auto begun = put();
    grant();
    begun.chunk(support::png_picture(30, 20).substr(0, 500));
    begun.upload->broken();
    begun.upload.reset();
    settle();
    BOOST_TEST(files().empty());
    BOOST_TEST(upload(support::png_picture(30, 20)).status == 201U);
}

BOOST_AUTO_TEST_CASE(a_later_upload_takes_a_photo_over_from_one_that_hangs) {
    const auto picture = support::png_picture(30, 20);
    auto hanging = put();
    grant();
    hanging.chunk(picture.substr(0, 500));
    BOOST_TEST(upload(picture).status == 201U);
    BOOST_TEST(hanging.awaited.get().status == 409U);
    BOOST_TEST(files() == (Names{"photo-0001.preview.sealed", "photo-0001.sealed"}));
}

BOOST_AUTO_TEST_CASE(a_refusal_at_the_end_removes_the_files_but_busy_does_not) {
    const auto picture = support::png_picture(30, 20);
    for (const auto code : {protocol::ErrorCode::not_found, protocol::ErrorCode::busy}) {
        // Each has a photo of its own: the first upload is still tidying up when its answer is
        // there.
        auto begun = put(code == protocol::ErrorCode::busy ? "photo-0002" : "photo-0001");
        grant();
        begun.chunk(picture);
        begun.upload->end();
        refuse(code);
        BOOST_TEST(begun.awaited.get().status >= 400U);
        BOOST_TEST(files().empty() == (code == protocol::ErrorCode::not_found));
    }
}

BOOST_AUTO_TEST_CASE(what_an_earlier_run_left_unfinished_is_swept_at_the_start) {
    upload(support::png_picture(30, 20));
    std::ofstream(folder / "photos/ph/photo-0002.sealed.5.part") << "left";
    settle();
    BOOST_TEST(files() == (Names{"photo-0001.preview.sealed", "photo-0001.sealed"}));
}

BOOST_AUTO_TEST_CASE(a_file_that_was_changed_is_not_served) {
    upload(support::png_picture(30, 20));
    const auto path = folder / "photos/ph/photo-0001.preview.sealed";
    auto sealed = read_file(path);
    sealed[sealed.size() / 2] = static_cast<char>(sealed[sealed.size() / 2] ^ 1);
    std::ofstream(path, std::ios::binary) << sealed;
    BOOST_TEST(preview().status == 404U);
}

BOOST_AUTO_TEST_CASE(a_photo_whose_key_was_destroyed_is_gone) {
    upload(support::png_picture(30, 20));
    vault.destroy_keys({{7}});
    BOOST_TEST(preview().status == 404U);
}

BOOST_AUTO_TEST_CASE(paths_methods_and_tokens_are_checked_before_the_leader_is_asked) {
    const auto status = [&](const Request& request) {
        Awaited awaited;
        photos->handle(request, awaited.answer());
        return awaited.get().status;
    };
    const std::string root = "/api/v1/photos/";
    for (const std::string id : {"", "short", "photo/0001", "photo.0001", "photo-000%41"}) {
        BOOST_TEST(status(request(Method::put, root + id)) == 404U, id);
    }
    BOOST_TEST(status(request(Method::put, root + std::string(65, 'x'))) == 404U);
    BOOST_TEST(status(request(Method::get, root + photo)) == 405U);
    BOOST_TEST(status(request(Method::put, root + photo + "/preview")) == 405U);
    BOOST_TEST(status(request(Method::put, root + photo, "")) == 401U);
    BOOST_TEST(status(request(Method::get, root + photo + "/preview", "")) == 401U);
    BOOST_TEST(leader.heard_all());
}

BOOST_AUTO_TEST_CASE(a_leader_that_does_not_answer_is_given_up) {
    auto begun = put();
    leader.next<bus::PhotoAsked>();
    calls.expire(steady_now() + PhotoCalls::answer_time);
    const auto response = begun.awaited.get();
    BOOST_TEST(response.status == 503U);
}

BOOST_AUTO_TEST_CASE(on_a_nearly_full_disk_uploads_wait_and_what_is_there_is_shown) {
    const auto free = vault::posix_files()->free_bytes(folder.path());
    BOOST_TEST(free > 0U);
    open(UINT64_MAX);
    auto refused = put();
    BOOST_TEST(!refused.upload);
    const auto response = refused.awaited.get();
    BOOST_TEST(response.status == 503U);
    BOOST_TEST(response.body->find("nearly full") != std::string::npos);
    open(1);
    BOOST_TEST(bool(put().upload));
}

BOOST_AUTO_TEST_CASE(uploads_over_the_limit_are_told_to_come_back) {
    std::vector<Put> begun;
    for (unsigned i = 0; i < Photos::max_uploads; ++i) {
        begun.push_back(put("photo-1" + std::to_string(100 + i)));
    }
    auto one_more = put();
    BOOST_TEST(!one_more.upload);
    BOOST_TEST(one_more.awaited.get().status == 503U);
}

BOOST_AUTO_TEST_SUITE_END()
