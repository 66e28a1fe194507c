#include "protocol/json_read.hpp"
#include "protocol/registry_messages.hpp"
#include "protocol/sign_in_messages.hpp"

#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string_view>

namespace {

template <class Wish>
void read(std::string_view text) {
    const auto wish = dageng::protocol::read_json<Wish>(text);
    if (!wish && wish.refusal().detail.empty()) {
        std::abort();
    }
}

} // namespace

/// Any body of a POST is a wish within its limits, or is refused with a reason.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    using namespace dageng::protocol;
    const std::string_view text{reinterpret_cast<const char*>(data), size};
    read<SignIn>(text);
    read<SignUp>(text);
    read<SignOut>(text);
    read<ListPeople>(text);
    read<IssueCode>(text);
    return 0;
}
