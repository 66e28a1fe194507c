#include "protocol/one_of_body.hpp"
#include "server/engine/events.hpp"
#include "server/engine/request.hpp"

template class dageng::protocol::OneOf<dageng::engine::EventKinds>;
template class dageng::protocol::OneOf<dageng::engine::AnswerKinds>;
