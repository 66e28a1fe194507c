#include "server/http/picture.hpp"
#include "tests/support/pictures.hpp"

#include <boost/test/unit_test.hpp>
#include <vips/vips8>

#include <fstream>
#include <iterator>
#include <string>

namespace {

using namespace dageng;
using namespace dageng::http;
using namespace std::string_literals;

vips::VImage opened(const std::string& bytes) {
    return vips::VImage::new_from_buffer(bytes.data(), bytes.size(), "");
}

} // namespace

BOOST_AUTO_TEST_SUITE(picture_suite)

BOOST_AUTO_TEST_CASE(a_picture_is_known_by_its_first_bytes_and_never_by_its_name) {
    BOOST_TEST(picture_type("\xff\xd8\xff\xe0\0\x10JFIF\0\x01"s).value() == "image/jpeg");
    BOOST_TEST(picture_type(support::png_picture(1, 1).substr(0, 12)).value() == "image/png");
    BOOST_TEST(picture_type("RIFF\x10\0\0\0WEBPVP8 "s).value() == "image/webp");
    BOOST_TEST(picture_type("\0\0\0\x18"s + "ftypheic").value() == "image/heic");
    for (const std::string& other :
         {""s,
          "GIF89a      "s,
          "RIFF\x10\0\0\0WAVEfmt "s,
          "<svg xmlns="s,
          "%PDF-1.7\n   "s,
          "\0\0\0\x18"s + "ftypmp42",
          "\xff\xd8"s,
          "\x89PNG\r\n"s}) {
        BOOST_TEST(!picture_type(other));
    }
}

BOOST_AUTO_TEST_CASE(a_preview_is_a_jpeg_whose_longest_side_is_1280) {
    const auto wide = make_preview(support::png_picture(1600, 400));
    BOOST_REQUIRE(wide);
    BOOST_TEST(picture_type(*wide).value() == "image/jpeg");
    BOOST_TEST(opened(*wide).width() == 1280);
    BOOST_TEST(opened(*wide).height() == 320);
    const auto high = make_preview(support::png_picture(400, 1600));
    BOOST_TEST(opened(*high).height() == 1280);
    const auto small = make_preview(support::png_picture(40, 30));
    BOOST_TEST(opened(*small).width() == 40);
}

BOOST_AUTO_TEST_CASE(a_preview_has_none_of_the_cameras_notes) {
    const auto jpeg = make_preview(support::png_picture(64, 64));
    const auto noted = support::with_camera_note(*jpeg, "GPS 39.9219 116.4436");
    const auto again = make_preview(noted);
    BOOST_REQUIRE(again);
    BOOST_TEST(again->find("GPS") == std::string::npos);
    BOOST_TEST(again->find("Exif") == std::string::npos);
}

BOOST_AUTO_TEST_CASE(a_phones_heic_has_a_preview_too) {
    std::ifstream in("tests/http/pictures/small.heic", std::ios::binary);
    const std::string heic{std::istreambuf_iterator<char>(in), {}};
    BOOST_TEST(picture_type(heic.substr(0, picture_head_bytes)).value() == "image/heic");
    const auto preview = make_preview(heic);
    BOOST_REQUIRE(preview);
    BOOST_TEST(opened(*preview).width() == 64);
}

BOOST_AUTO_TEST_CASE(what_only_begins_like_a_picture_is_refused) {
    for (const std::string& bytes :
         {"\xff\xd8\xff\xe0 this is no photo at all"s,
          support::png_picture(100, 100).substr(0, 20),
          "\0\0\0\x18"s + "ftypheic" + std::string(500, 'x')}) {
        const auto preview = make_preview(bytes);
        BOOST_REQUIRE(!preview);
        BOOST_TEST((preview.refusal().code == protocol::ErrorCode::bad_photo));
    }
}

BOOST_AUTO_TEST_CASE(a_picture_of_too_many_pixels_is_refused_before_it_is_decoded) {
    const auto preview = make_preview(support::png_bomb(50'000, 50'000));
    BOOST_REQUIRE(!preview);
    BOOST_TEST(preview.refusal().detail.find("50,000,000") != std::string::npos);
}

BOOST_AUTO_TEST_SUITE_END()
