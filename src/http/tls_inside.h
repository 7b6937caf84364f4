// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "ontzorgd/http/tls.h"

#include <boost/asio/ssl/context.hpp>

namespace ontzorgd::http {

struct TlsSettings::Inside {
    boost::asio::ssl::context context{boost::asio::ssl::context::tls_server};
};

}  // namespace ontzorgd::http
