// What the API does, on what is known: every call is a function of a request.
#pragma once

#include <string>

#include "course/knowledge.hpp"
#include "server/jobs.hpp"
#include "server/orders.hpp"
#include "server/router.hpp"
#include "server/settings.hpp"

namespace percuta::server {

class Service {
public:
    Service(const course::Knowledge& known, Settings settings);

    /// Every call below /api/v1.
    void add_routes(Router& router);
    Jobs& jobs() { return jobs_; }

private:
    void add_jobs(Router& router, const std::string& kind, Job::Work (*order)(const Json&, const Workshop&));
    /// Answers calls about one job; 404 where there is none of that kind.
    Handler of_job(const std::string& kind, Response (*answer)(const std::shared_ptr<Job>&, const Request&)) const;
    Response about() const;
    Response examples() const;
    Response check_plan(const Request& request) const;
    Response start(const std::string& kind, Job::Work work);

    const Workshop shop_;
    std::string catalogue_{};  ///< made once: it does not change
    Jobs jobs_{1};
};

}  // namespace percuta::server
