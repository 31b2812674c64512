#include "platform/server/http/Responses.h"

#include "core/domain/ContractCodes.h"

namespace xiaowu::platform {
namespace {

HttpResponse responseOf(int status, const char* contentType, std::string body) {
  HttpResponse response;
  response.status = status;
  response.contentType = contentType;
  response.body = std::move(body);
  return response;
}

HttpResponse unavailable(std::string_view code, std::string_view message, int retryAfterS) {
  auto response = errorResponse(503, code, message);
  response.retryAfterS = retryAfterS;
  return response;
}

}  // namespace

HttpResponse errorResponse(int status, std::string_view code, std::string_view message) {
  return jsonResponse(status, R"({"error":{"code":")" + std::string(code) + R"(","message":")" +
                                  std::string(message) + "\"}}");
}

HttpResponse statusResponse(int status) {
  switch (status) {
    case 401:
      return errorResponse(401, domain::contract::kSignature, "the body is not the one that was signed");
    case 404: return errorResponse(404, domain::contract::kPathUnknown, "no such path");
    case 405: return errorResponse(405, domain::contract::kMethod, "method not allowed here");
    case 408: return errorResponse(408, domain::contract::kBusy, "the body came too slowly");
    case 413: return errorResponse(413, domain::contract::kTooLarge, "the body is too large");
    case 414: return errorResponse(414, domain::contract::kTooLarge, "the address is too long");
    case 417: return errorResponse(417, domain::contract::kMalformed, "unknown expectation");
    case 431: return errorResponse(431, domain::contract::kTooLarge, "the header is too large");
    case 500: return errorResponse(500, domain::contract::kInternal, "internal error");
    case 501: return errorResponse(501, domain::contract::kMalformed, "unknown transfer coding");
    case 503: return unavailable(domain::contract::kBusy, "busy, try again", 5);
    case 505: return errorResponse(505, domain::contract::kMalformed, "unknown protocol version");
    default: return errorResponse(status, domain::contract::kMalformed, "the request is malformed");
  }
}

HttpResponse storageRefusal() {
  return unavailable(domain::contract::kStorage, "storage is not available now", 30);
}

HttpResponse tooManyResponse(int retryAfterS) {
  auto response = errorResponse(429, domain::contract::kTooManyRequests, "too many requests for now");
  response.retryAfterS = retryAfterS;
  return response;
}

HttpResponse jsonResponse(int status, std::string body) {
  return responseOf(status, "application/json", std::move(body));
}

HttpResponse htmlResponse(int status, std::string body) {
  return responseOf(status, "text/html; charset=utf-8", std::move(body));
}

HttpResponse stylesheetResponse(std::string body) {
  return responseOf(200, "text/css; charset=utf-8", std::move(body));
}

}  // namespace xiaowu::platform
