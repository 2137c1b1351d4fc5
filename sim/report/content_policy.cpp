#include "report/content_policy.hpp"

#include <cstdint>

#include "tripart/core/digest.hpp"

namespace tripart {
namespace {

constexpr std::string_view letters =
    "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

std::uint32_t hex_digit(char c) {
  return static_cast<std::uint32_t>(c <= '9' ? c - '0' : c - 'a' + 10);
}

// RFC 4648 base64 of bytes given as hexadecimal digits: three of these are two letters.
std::string base64_of_hex(std::string_view hex) {
  std::string text;
  std::uint32_t bits = 0;
  int held = 0;
  for (const char c : hex) {
    bits = bits << 4U | hex_digit(c);
    held += 4;
    while (held >= 6) {
      held -= 6;
      text += letters[bits >> held & 63U];
    }
  }
  if (held > 0) {
    text += letters[bits << (6 - held) & 63U];
  }
  while (text.size() % 4 != 0) {
    text += '=';
  }
  return text;
}

std::string hash_source(std::string_view text) {
  return "'sha256-" + base64_of_hex(sha256_hex(text)) + "'";
}

}  // namespace

std::string content_policy(std::string_view script, std::string_view style) {
  return "default-src 'none'; script-src " +
         (script.empty() ? "'none'" : hash_source(script)) + "; style-src " +
         hash_source(style) + "; img-src data:; base-uri 'none'; form-action 'none'";
}

}  // namespace tripart
