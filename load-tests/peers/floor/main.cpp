#include "load-tests/client/session.hpp"
#include "load-tests/peers/floor/district.hpp"
#include "load-tests/peers/floor/server.hpp"

#include <CLI/CLI.hpp>
#include <fmt/format.h>

#include <exception>

/// The floor of the comparison: what the machine itself takes for the same traffic.
int main(int argc, char** argv) {
    std::uint16_t port = 0;
    std::size_t ask = 3;
    std::string path;
    CLI::App app{"The least server for the load generator's traffic.", "dageng-floor"};
    app.add_option("--port", port, "at 127.0.0.1")->required();
    app.add_option("--records", path, "file that commands are appended to")->required();
    app.add_option("--ask", ask, "people told of each tip")->capture_default_str();
    CLI11_PARSE(app, argc, argv);
    try {
        dageng::load::raise_file_limit();
        dageng::floor::Server server(port);
        dageng::floor::District district(server, path, ask);
        server.run(district);
    } catch (const std::exception& error) {
        fmt::print(stderr, "{}\n", error.what());
        return 1;
    }
}
