#pragma once

#include <string>

/// Frames as clients write them.
namespace dageng::frames {

inline std::string
hello(const std::string& id = "hello-00001", const std::string& device = "device-001") {
    return R"({"type":"hello","id":")" + id +
           R"(","data":{"token":"ABCDEFGHJKMNPQRSTVWXYZ0123","device":")" + device +
           R"(","device_time":"2026-11-24T08:00:00.000Z","client":"test 1","language":"zh"}})";
}

inline std::string begin_duty(const std::string& id = "command-001") {
    return R"({"type":"begin-duty","id":")" + id +
           R"(","made_at":"2026-11-24T08:00:01.000Z","data":{}})";
}

inline std::string raise_panic(const std::string& id) {
    return R"({"type":"raise-panic","id":")" + id +
           R"(","made_at":"2026-11-24T08:00:01.000Z","data":{"silent":false}})";
}

inline std::string position() {
    return R"({"type":"position","data":{"at":{"lat":39.9219,"lon":116.4436},"accuracy_m":8,)"
           R"("made_at":"2026-11-24T08:00:01.000Z"}})";
}

inline std::string seen(unsigned n) {
    return R"({"type":"seen","data":{"n":)" + std::to_string(n) + "}}";
}

inline std::string watch_map(const std::string& id = "watch-00001") {
    return R"({"type":"watch-map","id":")" + id +
           R"(","data":{"south_west":{"lat":39.8,"lon":116.3},)"
           R"("north_east":{"lat":40.0,"lon":116.6},"metres_per_pixel":5}})";
}

} // namespace dageng::frames
