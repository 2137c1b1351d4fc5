// Formulas by muParser, with operators and numbers of our own: its built-in power and
// number reader follow the C library and the locale.
#include "scenario/formula.hpp"

#include <cmath>
#include <deque>
#include <muParserBase.h>
#include <muParserError.h>

#include "tripart/core/number.hpp"

namespace tripart {
namespace {

constexpr double largest_power = 1e6;

struct Refused {
  std::string why;
};

double add(double a, double b) {
  return a + b;
}
double subtract(double a, double b) {
  return a - b;
}
double multiply(double a, double b) {
  return a * b;
}
double divide(double a, double b) {
  if (b == 0.0) {
    throw Refused{"divides by zero"};
  }
  return a / b;
}
double negate(double a) {
  return -a;
}
double root(double a) {
  if (a < 0.0) {
    throw Refused{"takes the root of a negative number"};
  }
  return std::sqrt(a);
}
double least(double a, double b) {
  return a < b ? a : b;
}
double most(double a, double b) {
  return a > b ? a : b;
}

// By repeated squaring: no processor disagrees about it.
double power(double base, double exponent) {
  if (exponent != std::floor(exponent) || std::fabs(exponent) > largest_power) {
    throw Refused{"raises to " + to_text(exponent) +
                  ", expected a whole number; roots are sqrt(x)"};
  }
  if (base == 0.0 && exponent < 0.0) {
    throw Refused{"divides by zero"};
  }
  double result = 1.0;
  double square = base;
  for (auto left = static_cast<unsigned long>(std::fabs(exponent)); left > 0; left /= 2) {
    result *= left % 2 == 1 ? square : 1.0;
    square *= square;
  }
  return exponent < 0.0 ? 1.0 / result : result;
}

bool is_digit(char letter) {
  return letter >= '0' && letter <= '9';
}

// A decimal number at the start of the text, by the one number reader.
int read_literal(const char* text, int* position, double* value) {
  std::size_t end = 0;
  const auto skip_digits = [&] {
    const std::size_t from = end;
    while (is_digit(text[end])) {
      ++end;
    }
    return end > from;
  };
  if (text[0] != '.' && !skip_digits()) {
    return 0;
  }
  if (text[end] == '.') {
    ++end;
    if (!skip_digits()) {
      return 0;
    }
  }
  if (text[end] == 'e' || text[end] == 'E') {
    const std::size_t mark = end;
    end += text[end + 1] == '-' || text[end + 1] == '+' ? 2U : 1U;
    if (!skip_digits()) {
      end = mark;
    }
  }
  const std::string word(text, end);
  const auto number = parse_number(word.front() == '.' ? "0" + word : word);
  if (!number) {
    throw Refused{"holds '" + word + "', expected a decimal number"};
  }
  *value = *number;
  *position += static_cast<int>(end);
  return 1;
}

class Parser : public mu::ParserBase {
 public:
  explicit Parser(const NamedQuantity& quantity) : quantity_(&quantity) {
    EnableOptimizer(false);
    EnableBuiltInOprt(false);
    Parser::InitCharSets();
    Parser::InitFun();
    Parser::InitOprt();
    AddValIdent(read_literal);
    SetVarFactory(find, this);
  }

 private:
  void InitCharSets() override {
    DefineNameChars("0123456789_.abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ");
    DefineOprtChars("+-*/^");
    DefineInfixOprtChars("-");
  }
  void InitFun() override {
    DefineFun("sqrt", root);
    DefineFun("min", least);
    DefineFun("max", most);
  }
  void InitConst() override {}
  void InitOprt() override {
    DefineOprt("+", add, mu::prADD_SUB);
    DefineOprt("-", subtract, mu::prADD_SUB);
    DefineOprt("*", multiply, mu::prMUL_DIV);
    DefineOprt("/", divide, mu::prMUL_DIV);
    DefineOprt("^", power, mu::prPOW, mu::oaRIGHT);
    DefineInfixOprt("-", negate);
  }
  static double* find(const char* name, void* self) {
    auto& parser = *static_cast<Parser*>(self);
    const auto value = (*parser.quantity_)(name);
    if (!value) {
      throw Refused{"names '" + std::string(name) +
                    "', expected the path of a number in this scenario"};
    }
    return &parser.values_.emplace_back(*value);
  }

  const NamedQuantity* quantity_;
  std::deque<double> values_;  // the parser keeps their addresses
};

}  // namespace

FormulaResult evaluate_formula(const std::string& text, const NamedQuantity& quantity) {
  if (const std::size_t at = text.find_first_of("?:"); at != std::string::npos) {
    return {std::nullopt, std::string("cannot be read at '") + text[at] + "', position " +
                              std::to_string(at + 1) + ", expected a formula"};
  }
  try {
    Parser parser(quantity);
    parser.SetExpr(text);
    const double value = parser.Eval();
    if (parser.GetNumResults() != 1) {
      return {std::nullopt,
              "holds several values, expected one formula; decimals have a point"};
    }
    if (!std::isfinite(value)) {
      return {std::nullopt, "has no finite value"};
    }
    return {value, ""};
  } catch (const Refused& refused) {
    return {std::nullopt, refused.why};
  } catch (const mu::ParserError& error) {
    if (error.GetCode() == mu::ecMISSING_PARENS) {
      return {std::nullopt, "lacks a closing bracket, expected a formula"};
    }
    const std::string token = error.GetToken();
    return {std::nullopt, token.empty() ? "ends too early, expected a formula"
                                        : "cannot be read at '" + token + "', position " +
                                              std::to_string(error.GetPos() + 1) +
                                              ", expected a formula"};
  }
}

}  // namespace tripart
