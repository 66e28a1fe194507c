#include "protocol/publish/messages.hpp"

#include "protocol/errors.hpp"
#include "protocol/json_seen.hpp"
#include "protocol/messages.hpp"
#include "protocol/sign_in_messages.hpp"

namespace dageng::protocol::publish {
namespace {

template <class E>
std::vector<std::string> names_of(SetOf<E> some) {
    std::vector<std::string> names;
    for_each_enumerator<E>([&](E one, std::string_view name) {
        if (some.has(one)) {
            names.emplace_back(name);
        }
    });
    return names;
}

template <class T>
Sent sent() {
    Sent message{std::string(T::wire), shape_of<T>(), false, {}, {}, 0, false};
    if constexpr (requires { typename T::Answer; }) {
        message.answered = true;
        if constexpr (!std::is_void_v<typename T::Answer>) {
            message.answer = own_name<typename T::Answer>();
        }
    }
    if constexpr (requires { T::scope; }) {
        message.of_unit = true;
    }
    if constexpr (requires { T::allowed; }) {
        message.roles = names_of(T::allowed);
        message.good_for_ms = T::good_for_ms;
    }
    return message;
}

template <class T>
Told told() {
    Told message{{}, shape_of<T>()};
    if constexpr (requires { T::wire; }) {
        message.type = T::wire;
    }
    if constexpr (Unasked<T>) {
        boost::mp11::mp_for_each<detail::Members<T>>([&](auto member) {
            message.seen.push_back({member.name, names_of(field_seen_by<T>(member.name))});
        });
    }
    return message;
}

template <class... T>
std::vector<Told> told_all(boost::mp11::mp_list<T...>) {
    return {told<T>()...};
}

template <class... T>
std::vector<Sent> sent_all(boost::mp11::mp_list<T...>) {
    return {sent<T>()...};
}

} // namespace

const Messages& all_messages() {
    static const Messages messages{
        sent_all(ClientMessageKinds()),
        told_all(Notices()),
        told_all(SnapshotItems()),
        told_all(Moments()),
        told_all(Answers()),
        told_all(boost::mp11::mp_append<Documents, SignInMessages, RegistryRequests>()),
    };
    return messages;
}

std::vector<std::string> error_codes() {
    return enum_shape<ErrorCode>().names;
}

std::vector<Code> close_codes() {
    std::vector<Code> codes;
    for_each_enumerator<CloseCode>([&](CloseCode code, std::string_view name) {
        codes.push_back({std::string(name), static_cast<int>(code)});
    });
    return codes;
}

} // namespace dageng::protocol::publish
