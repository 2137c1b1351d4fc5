#include "tripart/core/isa.hpp"

#include <cstdlib>
#include <string>

#include <gtest/gtest.h>

#include "tripart/core/error.hpp"

namespace tripart {
namespace {

class WidestTest : public testing::Test {
 protected:
  void TearDown() override { unsetenv("TRIPART_ISA"); }
};

TEST_F(WidestTest, IsTheBestThatTheProcessorOffers) {
  unsetenv("TRIPART_ISA");
  EXPECT_EQ(widest(), full_width(best_isa()));
}

TEST_F(WidestTest, CanBeForcedDown) {
  setenv("TRIPART_ISA", "baseline", 1);
  EXPECT_EQ(widest(), (Width{Isa::baseline, 2}));
}

TEST_F(WidestTest, RefusesWhatIsNotThere) {
  for (const Isa isa : {Isa::avx2, Isa::avx512}) {
    setenv("TRIPART_ISA", name_of(isa), 1);
    if (isa <= best_isa()) {
      EXPECT_EQ(widest(), full_width(isa));
    } else {
      EXPECT_THROW(static_cast<void>(widest()), Failure);
    }
  }
}

TEST_F(WidestTest, RefusesAnUnknownName) {
  setenv("TRIPART_ISA", "AVX2", 1);
  try {
    static_cast<void>(widest());
    FAIL() << "an unknown set was taken";
  } catch (const Failure& failure) {
    EXPECT_EQ(failure.code(), ExitCode::usage);
    EXPECT_NE(std::string(failure.what()).find("TRIPART_ISA"), std::string::npos);
  }
}

}  // namespace
}  // namespace tripart
