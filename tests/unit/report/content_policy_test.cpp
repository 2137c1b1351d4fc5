#include "report/content_policy.hpp"

#include <gmock/gmock.h>

#include <gtest/gtest.h>

namespace tripart {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;

// Digests of FIPS 180-4's examples, in base64.
TEST(ContentPolicy, LetsInExactlyTheScriptAndTheStyleThatItIsMadeFor) {
  const std::string policy =
      content_policy("abc", "abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq");
  EXPECT_THAT(policy, HasSubstr("default-src 'none';"));
  EXPECT_THAT(
      policy,
      HasSubstr("script-src 'sha256-ungWv48Bz+pBQUDeXa4iI7ADYaOWF3qctBD/YfIAFa0=';"));
  EXPECT_THAT(
      policy,
      HasSubstr("style-src 'sha256-JI1qYdIGOLjlwCaTDD5gOaM85Flk/yFn9uzt1BnbBsE=';"));
  EXPECT_THAT(policy, Not(HasSubstr("unsafe")));
}

TEST(ContentPolicy, WithoutAScriptNothingRuns) {
  EXPECT_THAT(content_policy("", "p {}"), HasSubstr("script-src 'none';"));
}

}  // namespace
}  // namespace tripart
