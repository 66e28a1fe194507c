#include "protocol/messages.hpp"
#include "protocol/one_of_body.hpp"

template class dageng::protocol::OneOf<dageng::protocol::CommandKinds>;
template class dageng::protocol::OneOf<dageng::protocol::ClientMessageKinds>;
