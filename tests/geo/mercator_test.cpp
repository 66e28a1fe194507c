#include "server/geo/mercator.hpp"

#include <boost/test/unit_test.hpp>
#include <rapidcheck/boost_test.h>

using namespace dageng::geo;
using dageng::protocol::LatLon;

BOOST_AUTO_TEST_SUITE(mercator)

BOOST_AUTO_TEST_CASE(known_places_lie_in_their_known_tiles) {
    // By the formula of the OpenStreetMap wiki, "Slippy map tilenames", zoom 14.
    BOOST_TEST((tile_of({399'219'000, 1'164'436'000}) == TileId{13'491, 6'207}));
    BOOST_TEST((tile_of({0, 0}) == TileId{8'192, 8'192}));
    BOOST_TEST((tile_of({515'074'000, -1'278'000}) == TileId{8'186, 5'448}));
}

BOOST_AUTO_TEST_CASE(the_ends_of_the_world_have_tiles) {
    BOOST_TEST((tile_of({900'000'000, -1'800'000'000}) == TileId{0, 0}));
    BOOST_TEST((tile_of({-900'000'000, 1'800'000'000}) == TileId{16'383, 16'383}));
}

RC_BOOST_PROP(a_place_lies_within_the_bounds_of_its_tile, ()) {
    const LatLon place{
        *rc::gen::inRange(-850'000'000, 850'000'000),
        *rc::gen::inRange(-1'800'000'000, 1'800'000'000)
    };
    const GlobeBox box = tile_bounds(tile_of(place));
    RC_ASSERT(place.lat_e7 > box.south_west.lat_e7);
    RC_ASSERT(place.lat_e7 <= box.north_east.lat_e7);
    RC_ASSERT(place.lon_e7 >= box.south_west.lon_e7);
    RC_ASSERT(place.lon_e7 < box.north_east.lon_e7);
}

RC_BOOST_PROP(the_corners_of_a_tile_belong_to_it_and_its_neighbours, ()) {
    const TileId tile{
        *rc::gen::inRange<std::uint32_t>(1, 16'382), *rc::gen::inRange<std::uint32_t>(1, 16'382)
    };
    const GlobeBox box = tile_bounds(tile);
    const LatLon north_west{box.north_east.lat_e7, box.south_west.lon_e7};
    RC_ASSERT(tile_of(north_west) == tile);
    RC_ASSERT((tile_of({box.south_west.lat_e7 + 1, box.north_east.lon_e7 - 1}) == tile));
    RC_ASSERT(
        (tile_of({box.south_west.lat_e7, box.north_east.lon_e7}) == TileId{tile.x + 1, tile.y + 1})
    );
}

BOOST_AUTO_TEST_CASE(count_cells_meet_at_the_origin_without_a_double_one) {
    BOOST_TEST((count_cell_of({0, 0}) == CountCell{0, 0}));
    BOOST_TEST((count_cell_of({-1, -1}) == CountCell{-1, -1}));
    BOOST_TEST((count_cell_of({-50'000, 49'999}) == CountCell{-1, 0}));
    BOOST_TEST((count_cell_of({-50'001, 50'000}) == CountCell{-2, 1}));
}

RC_BOOST_PROP(a_point_is_at_most_half_a_cell_from_its_cells_centre, ()) {
    const PointCm point{
        *rc::gen::inRange(-33'000'000, 33'000'000), *rc::gen::inRange(-33'000'000, 33'000'000)
    };
    const PointCm centre = count_cell_centre(count_cell_of(point));
    RC_ASSERT(point.x_cm - centre.x_cm >= -25'000);
    RC_ASSERT(point.x_cm - centre.x_cm < 25'000);
    RC_ASSERT(point.y_cm - centre.y_cm >= -25'000);
    RC_ASSERT(point.y_cm - centre.y_cm < 25'000);
}

BOOST_AUTO_TEST_SUITE_END()
