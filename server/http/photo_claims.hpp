#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <map>
#include <mutex>
#include <string>

namespace dageng::http {

/// Which upload may write which photo: the latest, until one has begun to be put in its place. Any
/// thread.
class PhotoClaims {
  public:
    using Number = std::uint64_t; ///< Names an upload; 0 names none.

    enum class Outcome : std::uint8_t {
        claimed,   ///< An earlier upload of the same photo, if there was one, was told to give up.
        finishing, ///< Another upload is being put in its place now.
    };

    /// A number for a new upload.
    Number next();

    /// `give_up` is called when a later upload takes the photo over; it must return at once.
    Outcome claim(const std::string& photo, Number upload, std::function<void()> give_up);

    /// From now on nobody takes it over. False when somebody has.
    bool begin_finishing(const std::string& photo, Number upload);

    /// The upload is over. Does nothing when another has the photo.
    void release(const std::string& photo, Number upload);

  private:
    struct Claim {
        Number upload = 0;
        bool finishing = false;
        std::function<void()> give_up;
    };

    std::mutex mutex_;
    Number count_ = 0;
    std::map<std::string, Claim> claims_;
};

} // namespace dageng::http
