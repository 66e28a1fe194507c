#include "server/app/road_tables.hpp"

#include "server/app/csv_rows.hpp"
#include "server/app/foundation.hpp"
#include "server/http/gzip.hpp"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <fstream>
#include <iostream>
#include <map>
#include <numeric>
#include <optional>
#include <utility>

namespace dageng::app {

namespace {

using protocol::ErrorCode;
using protocol::Refusal;
using protocol::Result;

constexpr std::size_t most_table_bytes = std::size_t{1} << 30;

template <class Number>
std::optional<Number> number(const std::string& text) {
    Number value{};
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    const bool whole = error == std::errc{} && end == text.data() + text.size();
    return whole ? std::optional{value} : std::nullopt;
}

/// Degrees × 10⁷, or centimetres.
std::optional<std::int64_t> scaled(const std::string& text, double scale, double most) {
    const auto value = number<double>(text);
    const bool fits = value && std::abs(*value) <= most;
    return fits ? std::optional<std::int64_t>{std::llround(*value * scale)} : std::nullopt;
}

Refusal bad_line(const char* table, std::size_t line, std::string expected) {
    return {
        ErrorCode::bad_field,
        std::string{table} + ", line " + std::to_string(line) + ": expected " + std::move(expected),
        {}
    };
}

struct Nodes {
    std::vector<protocol::LatLon> places;
    std::map<std::uint64_t, std::uint32_t> index_of; ///< By the table's number.
};

Result<Nodes> read_nodes(std::string_view text) {
    CsvRows rows{text, {"node", "lat", "lon"}};
    if (!rows.missing().empty()) {
        return bad_line("nodes", 1, "the column " + rows.missing());
    }
    Nodes nodes;
    while (const auto* row = rows.next()) {
        const auto name = number<std::uint64_t>((*row)[0]);
        const auto lat = scaled((*row)[1], 1e7, 90);
        const auto lon = scaled((*row)[2], 1e7, 180);
        if (!name || !lat || !lon) {
            return bad_line("nodes", rows.line(), "a number, a latitude and a longitude");
        }
        const auto index = static_cast<std::uint32_t>(nodes.places.size());
        if (!nodes.index_of.emplace(*name, index).second) {
            return bad_line("nodes", rows.line(), "a node that isn't there yet");
        }
        nodes.places.push_back({static_cast<std::int32_t>(*lat), static_cast<std::int32_t>(*lon)});
    }
    return nodes;
}

Result<std::vector<geo::Road>> read_edges(std::string_view text, const Nodes& nodes) {
    CsvRows rows{text, {"from", "to", "class", "oneway", "length_m"}};
    if (!rows.missing().empty()) {
        return bad_line("edges", 1, "the column " + rows.missing());
    }
    std::vector<geo::Road> roads;
    while (const auto* row = rows.next()) {
        const auto end = [&](const std::string& name) -> std::optional<std::uint32_t> {
            const auto known = nodes.index_of.find(number<std::uint64_t>(name).value_or(~0ULL));
            return known == nodes.index_of.end() ? std::nullopt : std::optional{known->second};
        };
        const auto from = end((*row)[0]);
        const auto to = end((*row)[1]);
        const auto kind = geo::road_class((*row)[2]);
        const auto length = scaled((*row)[4], 100, geo::RoadGraph::longest_cm);
        if (!from || !to) {
            return bad_line("edges", rows.line(), "two nodes of the other table");
        }
        if (!kind) {
            return bad_line("edges", rows.line(), "a class of road, not " + (*row)[2]);
        }
        if (!length || *length < 0) {
            return bad_line("edges", rows.line(), "a length in metres");
        }
        roads.push_back({*from, *to, static_cast<std::uint32_t>(*length), *kind, (*row)[3] == "1"});
    }
    return roads;
}

/// For each node the first of its part (union-find with halved paths).
std::vector<std::uint32_t> parts_of(std::size_t nodes, const std::vector<geo::Road>& roads) {
    std::vector<std::uint32_t> above(nodes);
    std::iota(above.begin(), above.end(), 0U);
    const auto first = [&](std::uint32_t node) {
        while (above[node] != node) {
            node = above[node] = above[above[node]];
        }
        return node;
    };
    for (const geo::Road& road : roads) {
        const auto [low, high] = std::minmax({first(road.from), first(road.to)});
        above[high] = low;
    }
    for (std::uint32_t node = 0; node < nodes; ++node) {
        above[node] = first(node);
    }
    return above;
}

/// Keeps the largest part, of equally large ones the first; nodes are numbered anew.
void keep_largest(std::vector<protocol::LatLon>& places, std::vector<geo::Road>& roads) {
    const auto part = parts_of(places.size(), roads);
    std::map<std::uint32_t, std::size_t> sizes;
    for (const std::uint32_t first : part) {
        ++sizes[first];
    }
    const auto largest =
        std::max_element(sizes.begin(), sizes.end(), [](const auto& a, const auto& b) {
            return a.second < b.second;
        });
    if (largest == sizes.end()) {
        return;
    }
    std::vector<std::uint32_t> anew(places.size());
    std::vector<protocol::LatLon> kept;
    for (std::size_t node = 0; node < places.size(); ++node) {
        anew[node] = static_cast<std::uint32_t>(kept.size());
        if (part[node] == largest->first) {
            kept.push_back(places[node]);
        }
    }
    std::erase_if(roads, [&](const geo::Road& road) {
        return road.from == road.to || part[road.from] != largest->first;
    });
    for (geo::Road& road : roads) {
        road.from = anew[road.from];
        road.to = anew[road.to];
    }
    places = std::move(kept);
}

std::string read_table(const std::filesystem::path& file) {
    std::string text = read_text(file);
    const bool packed = text.size() > 2 && text[0] == '\x1f' && text[1] == '\x8b';
    if (!packed) {
        return text;
    }
    auto unpacked = http::gunzip(text, most_table_bytes);
    if (!unpacked) {
        throw StartError(file.string() + ": damaged gzip, or over 1 GiB when unpacked");
    }
    return std::move(*unpacked);
}

} // namespace

Result<RoadTables> roads_from_tables(std::string_view nodes, std::string_view edges) {
    auto places = read_nodes(nodes);
    if (!places) {
        return places.refusal();
    }
    auto roads = read_edges(edges, *places);
    if (!roads) {
        return roads.refusal();
    }
    const std::size_t all_nodes = places->places.size();
    const std::size_t all_edges = roads->size();
    keep_largest(places->places, *roads);
    auto graph = geo::RoadGraph::make(std::move(places->places), std::move(*roads));
    if (!graph) {
        return graph.refusal();
    }
    const std::size_t nodes_left_out = all_nodes - graph->nodes().size();
    const std::size_t edges_left_out = all_edges - graph->roads().size();
    return RoadTables{std::move(*graph), nodes_left_out, edges_left_out};
}

int build_roads(
    const std::filesystem::path& nodes,
    const std::filesystem::path& edges,
    const std::filesystem::path& out
) {
    const auto tables = roads_from_tables(read_table(nodes), read_table(edges));
    if (!tables) {
        const auto& refusal = tables.refusal();
        std::cerr << "dageng: " << refusal.field << (refusal.field.empty() ? "" : ": ")
                  << refusal.detail << '\n';
        return 1;
    }
    std::ofstream file{out, std::ios::binary};
    file << tables->graph.to_bytes() << std::flush;
    if (!file) {
        std::cerr << "dageng: " << out.string() << " can't be written\n";
        return 1;
    }
    std::cout << "roads " << out.string() << ": " << tables->graph.nodes().size() << " nodes and "
              << tables->graph.roads().size()
              << " edges; left out, since nothing joins them to the rest: "
              << tables->nodes_left_out << " nodes and " << tables->edges_left_out
              << " edges\nhash " << tables->graph.hash() << '\n';
    return 0;
}

} // namespace dageng::app
