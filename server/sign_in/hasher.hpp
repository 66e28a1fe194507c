#pragma once

#include <stdexcept>
#include <string>

namespace dageng::sign_in {

/// A password can't be hashed or checked at the moment.
struct HasherError : std::runtime_error {
    using std::runtime_error::runtime_error;
};

/// Makes and checks the hashes of passwords (password.hpp), which takes a core for a fifth of a
/// second and 64 MiB. Of one thread. Throws HasherError when it can't.
class Hasher {
  public:
    virtual ~Hasher() = default;

    /// The hash with its salt and cost in it, as text.
    virtual std::string hash(const std::string& password) = 0;

    /// Takes as long as the hash's cost, whatever the answer.
    virtual bool matches(const std::string& hash, const std::string& password) = 0;
};

} // namespace dageng::sign_in
