//! The paths of the API.

pub(crate) mod facilities;
pub(crate) mod health;
pub(crate) mod history;
pub(crate) mod insurers;
pub(crate) mod openapi;
pub(crate) mod places;
pub(crate) mod search;
pub(crate) mod vocabulary;

use utoipa_actix_web::service_config::ServiceConfig;

/// Every path of the API; its description is made from this.
pub fn configure(config: &mut ServiceConfig<'_>) {
    config
        .service(search::get_search)
        .service(search::post_search)
        .service(history::get_history)
        .service(facilities::get_facility)
        .service(vocabulary::get_vocabulary)
        .service(places::get_places)
        .service(places::post_places)
        .service(insurers::get_insurers)
        .service(insurers::post_insurers)
        .service(health::healthz)
        .service(health::readyz)
        .service(health::metrics);
}
