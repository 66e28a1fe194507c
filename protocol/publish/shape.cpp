#include "protocol/publish/shape.hpp"

namespace dageng::protocol::publish {
namespace {

Field degrees(std::string name, std::int64_t limit) {
    return {std::move(name), plain(Form::degrees, {}, -limit, limit)};
}

template <class T>
Field number(std::string name) {
    return {std::move(name), number_shape<T>()};
}

} // namespace

std::string last_name(const std::string& qualified) {
    const std::size_t colons = qualified.rfind("::");
    return colons == std::string::npos ? qualified : qualified.substr(colons + 2);
}

Shape plain(Form form, std::string name, std::int64_t least, std::int64_t most) {
    Shape shape;
    shape.form = form;
    shape.name = std::move(name);
    shape.least = least;
    shape.most = most;
    return shape;
}

Shape lat_lon_shape() {
    Shape shape = plain(Form::object, "LatLon");
    shape.fields = {degrees("lat", 90), degrees("lon", 180)};
    return shape;
}

Shape mark_shape() {
    Shape shape = plain(Form::tuple, "Mark");
    shape.fields = {
        number<std::uint32_t>("id"),
        degrees("lat", 90),
        degrees("lon", 180),
        number<std::uint8_t>("category"),
        number<std::uint8_t>("state"),
    };
    return shape;
}

Shape cell_shape() {
    Shape shape = plain(Form::tuple, "CellCount");
    shape.fields = {
        degrees("lat", 90),
        degrees("lon", 180),
        number<std::uint32_t>("people"),
        number<std::uint32_t>("engaged"),
    };
    return shape;
}

} // namespace dageng::protocol::publish
