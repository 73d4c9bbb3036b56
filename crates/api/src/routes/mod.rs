//! The paths of the API.

pub(crate) mod facilities;
pub(crate) mod health;
pub(crate) mod history;
pub(crate) mod insurers;
pub(crate) mod openapi;
pub(crate) mod places;
pub(crate) mod problems;
pub(crate) mod search;
pub(crate) mod vocabulary;

use utoipa_actix_web::service_config::ServiceConfig;

/// Registers every path of the API. The description lists them in this order.
pub fn configure(config: &mut ServiceConfig<'_>) {
    config
        .service(search::get_search)
        .service(search::post_search)
        .service(facilities::get_facility)
        .service(history::get_history)
        .service(places::get_places)
        .service(places::post_places)
        .service(insurers::get_insurers)
        .service(insurers::post_insurers)
        .service(vocabulary::get_vocabulary)
        .service(problems::get_problem)
        .service(health::readyz)
        .service(health::healthz)
        .service(health::metrics);
}
