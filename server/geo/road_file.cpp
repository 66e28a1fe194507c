#include "server/geo/road_graph.hpp"

#include <sodium.h>

#include <array>
#include <utility>

// The file of a road graph: to_bytes and from_bytes. All numbers are little-endian.
namespace dageng::geo {

using protocol::ErrorCode;
using protocol::LatLon;
using protocol::Refusal;
using protocol::Result;

namespace {

constexpr std::string_view magic = "DGROADS\n";
constexpr std::uint32_t format = 1;
constexpr std::size_t hash_bytes = 32;
constexpr std::size_t head_bytes = 8 + 3 * 4;
constexpr std::size_t node_bytes = 8;
constexpr std::size_t road_bytes = 14;

void put(std::string& to, std::uint32_t value) {
    for (int shift = 0; shift < 32; shift += 8) {
        to += static_cast<char>(static_cast<unsigned char>(value >> shift));
    }
}

std::uint32_t number_at(std::string_view bytes, std::size_t at) {
    std::uint32_t value = 0;
    for (std::size_t i = 0; i < 4; ++i) {
        value |= std::uint32_t{static_cast<unsigned char>(bytes[at + i])} << (8 * i);
    }
    return value;
}

std::string hash_of(std::string_view content) {
    std::array<unsigned char, hash_bytes> hash{};
    crypto_generichash(
        hash.data(),
        hash.size(),
        reinterpret_cast<const unsigned char*>(content.data()),
        content.size(),
        nullptr,
        0
    );
    return {hash.begin(), hash.end()};
}

Refusal bad_file(std::string detail) {
    return {ErrorCode::bad_field, std::move(detail), {}};
}

} // namespace

std::string RoadGraph::content() const {
    std::string bytes;
    bytes.reserve(
        head_bytes + nodes_.size() * node_bytes + roads_.size() * road_bytes + hash_bytes
    );
    bytes += magic;
    put(bytes, format);
    put(bytes, static_cast<std::uint32_t>(nodes_.size()));
    put(bytes, static_cast<std::uint32_t>(roads_.size()));
    for (const LatLon& node : nodes_) {
        put(bytes, static_cast<std::uint32_t>(node.lat_e7));
        put(bytes, static_cast<std::uint32_t>(node.lon_e7));
    }
    for (const Road& road : roads_) {
        put(bytes, road.from);
        put(bytes, road.to);
        put(bytes, road.length_cm);
        bytes += static_cast<char>(road.kind);
        bytes += static_cast<char>(road.oneway ? 1 : 0);
    }
    return bytes;
}

std::string RoadGraph::to_bytes() const {
    std::string bytes = content();
    bytes += hash_of(bytes);
    return bytes;
}

Result<RoadGraph> RoadGraph::from_bytes(std::string_view bytes) {
    if (bytes.size() < head_bytes + hash_bytes || bytes.substr(0, magic.size()) != magic) {
        return bad_file("this is no file of roads");
    }
    if (const std::uint32_t version = number_at(bytes, 8); version != format) {
        return bad_file(
            "the file of roads has version " + std::to_string(version) + ", expected " +
            std::to_string(format)
        );
    }
    const std::size_t nodes = number_at(bytes, 12);
    const std::size_t roads = number_at(bytes, 16);
    const std::size_t wanted = head_bytes + nodes * node_bytes + roads * road_bytes + hash_bytes;
    if (bytes.size() != wanted) {
        return bad_file(
            "the file of roads has " + std::to_string(bytes.size()) + " bytes, expected " +
            std::to_string(wanted)
        );
    }
    if (hash_of(bytes.substr(0, wanted - hash_bytes)) != bytes.substr(wanted - hash_bytes)) {
        return bad_file("the file of roads is damaged: its hash isn't that of its content");
    }
    std::vector<LatLon> places(nodes);
    std::size_t at = head_bytes;
    for (LatLon& place : places) {
        place.lat_e7 = static_cast<std::int32_t>(number_at(bytes, at));
        place.lon_e7 = static_cast<std::int32_t>(number_at(bytes, at + 4));
        at += node_bytes;
    }
    std::vector<Road> pieces(roads);
    for (Road& road : pieces) {
        road.from = number_at(bytes, at);
        road.to = number_at(bytes, at + 4);
        road.length_cm = number_at(bytes, at + 8);
        road.kind = static_cast<RoadClass>(static_cast<unsigned char>(bytes[at + 12]));
        road.oneway = bytes[at + 13] != 0;
        at += road_bytes;
    }
    auto graph = make(std::move(places), std::move(pieces));
    if (graph && graph->to_bytes() != bytes) {
        return bad_file("the file of roads holds what no command of ours writes");
    }
    return graph;
}

} // namespace dageng::geo
