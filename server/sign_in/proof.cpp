#include "server/sign_in/proof.hpp"

#include "server/sign_in/one_time.hpp"

namespace dageng::sign_in {

namespace {

constexpr std::size_t least_login = 3;

} // namespace

std::optional<std::string> login_name(std::string_view typed) {
    std::string name;
    for (const char c : typed) {
        const char lower = c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
        const bool fits = (lower >= 'a' && lower <= 'z') || (lower >= '0' && lower <= '9') ||
                          lower == '.' || lower == '-' || lower == '_' || lower == '@';
        if (!fits) {
            return std::nullopt;
        }
        name += lower;
    }
    return name.size() >= least_login ? std::optional{name} : std::nullopt;
}

Prover::Prover(vault::Credentials& credentials, Hasher& hasher)
    : credentials_(credentials), nobodys_password_(hasher.hash(vault::make_token())) {}

std::optional<protocol::PersonId>
Prover::prove(const Proof& proof, protocol::TimeMs now, Hasher& hasher) const {
    const auto login = credentials_.login(login_name(proof.login).value_or(""));
    const bool right = hasher.matches(login ? login->password : nobodys_password_, proof.password);
    const auto step = step_of(login ? login->one_time : vault::SecretKey{}, proof.one_time, now);
    if (login && right && step && credentials_.use_step(login->person, *step)) {
        return login->person;
    }
    return std::nullopt;
}

} // namespace dageng::sign_in
