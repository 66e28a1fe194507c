#pragma once

#include "server/http/base_map.hpp"
#include "server/http/exchange.hpp"
#include "server/http/health.hpp"
#include "server/http/metrics.hpp"
#include "server/http/pages.hpp"
#include "server/http/photos.hpp"
#include "server/http/posts.hpp"
#include "server/http/records.hpp"

namespace dageng::http {

/// Everything that is answered over HTTP, by path; what has no path here is 404. The parts outlive
/// it.
class Site final : public Handler {
  public:
    struct Parts {
        const Pages& pages;
        const BaseMap& base_map;
        const Health& health;
        const Metrics& metrics;
        Photos& photos;
        Records& records;
        Posts& doors;
        Posts& registry;
    };

    explicit Site(const Parts& parts) : parts_(parts) {}

    std::shared_ptr<Upload> handle(const Request& request, Answer answer) override;

  private:
    Response look_up(const Request& request) const;

    Parts parts_;
};

} // namespace dageng::http
