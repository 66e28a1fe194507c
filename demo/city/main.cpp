#include "demo/city/city.hpp"

#include <fmt/format.h>

#include <csignal>
#include <exception>

namespace {

volatile bool stopped = false;

} // namespace

int main(int argc, char** argv) {
    using namespace dageng::demo;
    try {
        int exit_code = 0;
        const auto options = read_city_options(argc, argv, exit_code);
        if (!options) {
            return exit_code;
        }
        std::signal(SIGINT, [](int) { stopped = true; });
        std::signal(SIGTERM, [](int) { stopped = true; });
        City city(*options);
        city.run(stopped);
        return 0;
    } catch (const std::exception& error) {
        fmt::print(stderr, "dageng-city: {}\n", error.what());
        return 1;
    }
}
