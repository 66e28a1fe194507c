#pragma once

#include "protocol/names.hpp"
#include "protocol/session_messages.hpp"
#include "protocol/traits.hpp"

#include <boost/mp11/algorithm.hpp>
#include <boost/type_index.hpp>

#include <cstdint>
#include <limits>
#include <string>
#include <utility>
#include <vector>

/// What the messages look like, as data: the one source of schemas and TypeScript types.
namespace dageng::protocol::publish {

enum class Form : std::uint8_t {
    boolean,
    whole,   ///< `least` to `most`.
    degrees, ///< `least` to `most`, with 7 decimals.
    text,    ///< `least` to `most` code points.
    client_id,
    slug,
    time,
    enumeration, ///< `names`.
    list,        ///< At most `most` of `parts[0]`.
    tuple,       ///< `fields`, as an array.
    object,      ///< `fields`.
    personal,    ///< `parts[0]`, or `null` to those who may not see it.
};

struct Field;

/// The form of a type. `name` is empty for types that have none of their own.
struct Shape {
    Form form = Form::boolean;
    std::string name;
    std::int64_t least = 0;
    std::int64_t most = 0;
    std::vector<std::string> names;
    std::vector<Shape> parts;
    std::vector<Field> fields;
};

struct Field {
    std::string name;
    Shape shape;
    bool optional = false;      ///< We leave it out when there is none.
    bool may_be_absent = false; ///< A client may leave it out.
};

inline constexpr std::int64_t largest_wire_number = (std::int64_t{1} << 53) - 1;

/// `dageng::protocol::ReportTip` → `ReportTip`.
std::string last_name(const std::string& qualified);

/// Names that several messages use for a type that is no struct.
template <class T>
std::string alias() {
    if constexpr (std::same_as<T, Words>) {
        return "Words";
    } else if constexpr (std::same_as<T, PlaceWords>) {
        return "PlaceWords";
    } else if constexpr (std::same_as<T, PersonName>) {
        return "PersonName";
    } else if constexpr (std::same_as<T, Photos>) {
        return "Photos";
    } else if constexpr (std::same_as<T, IncidentCode>) {
        return "IncidentCode";
    } else {
        return {};
    }
}

template <class T>
std::string own_name() {
    return last_name(boost::typeindex::type_id<T>().pretty_name());
}

Shape lat_lon_shape();
Shape mark_shape();
Shape cell_shape();

template <class T>
Shape shape_of();

/// A shape without names, parts or fields.
Shape plain(Form form, std::string name = {}, std::int64_t least = 0, std::int64_t most = 0);

/// `Id<TipTag>` → `TipId`.
template <class T>
std::string id_name() {
    const std::string tag = own_name<T>();
    return tag.substr(0, tag.rfind("Tag")) + "Id";
}

template <class T>
Shape number_shape() {
    using Limits = std::numeric_limits<T>;
    const auto bounded = [](auto limit) {
        return std::cmp_greater(limit, largest_wire_number) ? largest_wire_number
               : std::cmp_less(limit, -largest_wire_number) ? -largest_wire_number
                                                            : static_cast<std::int64_t>(limit);
    };
    return plain(Form::whole, {}, bounded(Limits::min()), bounded(Limits::max()));
}

template <class T>
Shape enum_shape() {
    Shape shape = plain(Form::enumeration, own_name<T>());
    for_each_enumerator<T>([&](T, std::string_view name) { shape.names.emplace_back(name); });
    return shape;
}

template <class T>
Field field_of(std::string name) {
    if constexpr (detail::is_optional<T>) {
        return {std::move(name), shape_of<typename T::value_type>(), true, true};
    } else {
        return {std::move(name), shape_of<T>(), false, may_be_absent<T>};
    }
}

template <class T>
Shape object_shape() {
    Shape shape = plain(Form::object, own_name<T>());
    boost::mp11::mp_for_each<detail::Members<T>>([&](auto member) {
        using Member = std::remove_cvref_t<decltype(std::declval<T&>().*member.pointer)>;
        shape.fields.push_back(field_of<Member>(member.name));
    });
    return shape;
}

template <class T>
Shape list_shape() {
    Shape shape = plain(Form::list, alias<T>(), 0, static_cast<std::int64_t>(T::max_items));
    shape.parts.push_back(shape_of<typename T::Item>());
    return shape;
}

template <class T>
Shape personal_shape() {
    Shape shape = plain(Form::personal, alias<T>());
    shape.parts.push_back(shape_of<typename T::Clear>());
    return shape;
}

template <class T>
Shape text_shape() {
    const auto least = static_cast<std::int64_t>(T::min_points);
    return plain(Form::text, alias<T>(), least, static_cast<std::int64_t>(T::max_points));
}

template <class T>
Shape shape_of() {
    if constexpr (std::same_as<T, bool>) {
        return plain(Form::boolean);
    } else if constexpr (detail::Number<T>) {
        return number_shape<T>();
    } else if constexpr (detail::is_id<T>) {
        return plain(Form::whole, id_name<T>(), 1, largest_wire_number);
    } else if constexpr (detail::is_whole<T>) {
        return plain(Form::whole, {}, T::min, T::max);
    } else if constexpr (detail::is_text<T>) {
        return text_shape<T>();
    } else if constexpr (std::same_as<T, ClientId>) {
        return plain(Form::client_id, "ClientId");
    } else if constexpr (std::same_as<T, Slug>) {
        return plain(Form::slug, "Slug");
    } else if constexpr (std::same_as<T, TimeMs>) {
        return plain(Form::time, "TimeMs");
    } else if constexpr (std::same_as<T, LatLon>) {
        return lat_lon_shape();
    } else if constexpr (std::same_as<T, Mark>) {
        return mark_shape();
    } else if constexpr (std::same_as<T, CellCount>) {
        return cell_shape();
    } else if constexpr (detail::is_list<T>) {
        return list_shape<T>();
    } else if constexpr (detail::is_personal<T>) {
        return personal_shape<T>();
    } else if constexpr (detail::DescribedEnum<T>) {
        return enum_shape<T>();
    } else {
        static_assert(detail::DescribedStruct<T>);
        return object_shape<T>();
    }
}

} // namespace dageng::protocol::publish
