// SPDX-License-Identifier: EUPL-1.2
//
// The part of Boost.Asio and Boost.Beast that is no template, compiled here and nowhere else.
#include <boost/asio/impl/src.hpp>
#include <boost/asio/ssl/impl/src.hpp>
#include <boost/beast/src.hpp>
