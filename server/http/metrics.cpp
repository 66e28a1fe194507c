#include "server/http/metrics.hpp"

#include <prometheus/registry.h>
#include <prometheus/text_serializer.h>

#include <memory>

namespace dageng::http {

std::optional<Response> Metrics::answer(const Request& request) const {
    if (request.path != "/metrics") {
        return std::nullopt;
    }
    auto text = prometheus::TextSerializer{}.Serialize(registry_.Collect());
    return Response{
        200,
        {{"content-type", "text/plain; version=0.0.4; charset=utf-8"}, {"cache-control", "no-store"}
        },
        std::make_shared<const std::string>(std::move(text))
    };
}

} // namespace dageng::http
