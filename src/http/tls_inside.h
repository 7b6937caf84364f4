// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "ontzorgd/http/tls.h"

#include <boost/asio/ssl/context.hpp>

namespace ontzorgd::http {

/// The versions, ciphers and groups that the NCSC calls good.
void follow_guideline(boost::asio::ssl::context& context);

struct TlsSettings::Inside {
    boost::asio::ssl::context context{boost::asio::ssl::context::tls_server};
};

}  // namespace ontzorgd::http
