#include "load-tests/generate/run.hpp"

#include <fmt/format.h>

#include <exception>
#include <fstream>

int main(int argc, char** argv) {
    using namespace dageng::load;
    try {
        int exit_code = 0;
        const auto options = read_load_options(argc, argv, exit_code);
        if (!options) {
            return exit_code;
        }
        Run run(*options);
        if (!run.execute()) {
            fmt::print(stderr, "dageng-load: gave up: {}\n", run.why());
            for (const auto& [code, trouble] : run.crowd().errors) {
                fmt::print(stderr, "{} times: {} ({})\n", trouble.count, code, trouble.example);
            }
            return 1;
        }
        fmt::print("{}", text_report(run.figures(), run.crowd(), *options));
        if (!options->json_path.empty()) {
            std::ofstream(options->json_path) << json_report(run.figures(), run.crowd(), *options);
        }
        return 0;
    } catch (const std::exception& error) {
        fmt::print(stderr, "dageng-load: {}\n", error.what());
        return 1;
    }
}
