#include "scenario/yaml_words.hpp"

#include <cstddef>
#include <string>
#include <string_view>

#include <yaml-cpp/exceptions.h>

namespace tripart {
namespace {

struct PlainWords {
  std::string_view from;
  std::string_view what;
  std::string_view hint;
};

constexpr std::string_view align =
    "keys of one mapping, and items of one list, need the same indentation";
constexpr std::string_view separate =
    "part values with ', ' and key from value with ': '";

constexpr PlainWords plain_words[] = {
    {"end of map not found", "expected another 'key: value' of the mapping above", align},
    {"end of sequence not found", "expected another '- item' of the list above", align},
    {"end of map flow not found", "expected ',' or '}' here", separate},
    {"end of sequence flow not found", "expected ',' or ']' here", separate},
    {"illegal map value", "a key and ':' do not fit here", align},
    {"illegal map key", "a key does not fit here", align},
    {"illegal block entry", "a list item '- ' does not fit here",
     "start the list on a new line, or write [a, b]"},
    {"illegal flow end", "a closing bracket does not fit here",
     "put text that holds brackets in quotes"},
    {"unknown escape character", "unknown escape in double quotes",
     "write \\\\ for a backslash, or use single quotes"},
    {"bad character found while scanning hex", "an escape that is not hexadecimal",
     "write \\\\ for a backslash, or use single quotes"},
    {"invalid unicode", "an escape that is no Unicode character",
     "write the character itself"},
};

}  // namespace

Complaint in_plain_words(const YamlSource& source, const YAML::Exception& error) {
  const std::size_t offset =
      error.mark.pos < 0 ? 0 : static_cast<std::size_t>(error.mark.pos);
  for (const PlainWords& words : plain_words) {
    if (std::string_view(error.msg).substr(0, words.from.size()) == words.from) {
      return {source.at(offset), std::string(words.what), {std::string(words.hint)}};
    }
  }
  return {source.at(offset),
          "cannot be read as YAML from here: " + error.msg,
          {"put text with special characters in quotes"}};
}

}  // namespace tripart
