#include "server/http/certificate.hpp"
#include "tests/support/tls.hpp"
#include "tests/temporary_folder.hpp"

#include <boost/test/unit_test.hpp>

#include <fstream>
#include <string>

// Server/http/certificate.cpp: what can be used, and when it is renewed.
using namespace dageng;
using http::Certificate;
using http::CertificateError;

namespace {

struct Files {
    /// What is said of a pair.
    std::string refusal(const std::filesystem::path& chain, const std::filesystem::path& key) {
        try {
            Certificate{chain, key};
        } catch (const CertificateError& error) {
            return error.what();
        }
        return {};
    }
    /// As if it had been written a while later, whatever the file system's clock can tell apart.
    void later(const std::filesystem::path& file) {
        last_write_time(file, last_write_time(file) + std::chrono::seconds(++seconds_));
    }

    TemporaryFolder folder;
    support::CertificateFiles files = support::write_certificate(folder.path());

  private:
    int seconds_ = 0;
};

} // namespace

BOOST_FIXTURE_TEST_SUITE(certificate, Files)

BOOST_AUTO_TEST_CASE(a_pair_that_fits_is_taken) {
    BOOST_TEST(refusal(files.chain, files.key) == "");
}

BOOST_AUTO_TEST_CASE(a_file_that_is_not_there_or_no_pem_is_named) {
    const auto missing = folder / "missing.pem";
    BOOST_TEST(refusal(missing, files.key) == missing.string() + ": can't be read");
    BOOST_TEST(refusal(files.chain, missing) == missing.string() + ": can't be read");
    const auto garbage = folder / "garbage.pem";
    std::ofstream(garbage) << "no certificate";
    BOOST_TEST(refusal(garbage, files.key) == garbage.string() + ": no start line");
    BOOST_TEST(refusal(files.chain, garbage).starts_with(garbage.string() + ": "));
}

BOOST_AUTO_TEST_CASE(the_key_of_another_certificate_is_refused) {
    const auto other = support::write_certificate(folder.path(), "other");
    BOOST_TEST(refusal(files.chain, other.key).find("key values mismatch") != std::string::npos);
}

BOOST_AUTO_TEST_CASE(files_that_have_changed_are_taken_and_others_are_not_read_again) {
    Certificate certificate{files.chain, files.key};
    const auto first = certificate.context();
    certificate.renew();
    BOOST_TEST(certificate.context() == first);
    support::write_certificate(folder.path());
    later(files.chain);
    certificate.renew();
    BOOST_TEST(certificate.context() != first);
}

BOOST_AUTO_TEST_CASE(while_a_new_pair_is_only_half_there_the_old_stays_in_use) {
    Certificate certificate{files.chain, files.key};
    const auto first = certificate.context();
    const auto other = support::write_certificate(folder.path(), "other");
    std::filesystem::copy_file(
        other.chain, files.chain, std::filesystem::copy_options::overwrite_existing
    );
    later(files.chain);
    certificate.renew();
    BOOST_TEST(certificate.context() == first);
    std::filesystem::copy_file(
        other.key, files.key, std::filesystem::copy_options::overwrite_existing
    );
    later(files.key);
    certificate.renew();
    BOOST_TEST(certificate.context() != first);
}

BOOST_AUTO_TEST_CASE(files_that_are_gone_leave_the_old_in_use) {
    Certificate certificate{files.chain, files.key};
    const auto first = certificate.context();
    std::filesystem::remove(files.chain);
    certificate.renew();
    BOOST_TEST(certificate.context() == first);
}

BOOST_AUTO_TEST_SUITE_END()
