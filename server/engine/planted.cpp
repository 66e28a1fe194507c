#include "server/engine/planted.hpp"

namespace dageng::engine {

namespace {

Bug in_force = Bug::none;

} // namespace

void plant(Bug bug) {
    in_force = bug;
}

bool planted(Bug bug) {
    return bug == in_force;
}

} // namespace dageng::engine
