#include "protocol/errors.hpp"

#include "protocol/names.hpp"

namespace dageng::protocol {

std::string_view wire_name(ErrorCode code) {
    return enum_name(code);
}

} // namespace dageng::protocol
