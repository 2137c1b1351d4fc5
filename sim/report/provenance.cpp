#include "report/provenance.hpp"

#include <vector>

#include "report/html.hpp"

namespace tripart {
namespace {

using Json = nlohmann::ordered_json;

std::string plain(const Json& value) {
  return value.is_string() ? value.get<std::string>() : value.dump();
}

std::string pair_html(const std::string& name, const std::string& value) {
  return "<dt>" + escaped(name) + "</dt><dd>" + escaped(value) + "</dd>\n";
}

// Scalars of the manifest, its objects one level down.
std::string scalars(const Json& manifest) {
  std::string html;
  for (const auto& [key, value] : manifest.items()) {
    if (value.is_object()) {
      for (const auto& [inner, text] : value.items()) {
        if (!text.is_structured() && inner != "resolved") {
          html += pair_html(spaced(key) + " " + spaced(inner), plain(text));
        }
      }
    } else if (key == "overrides" && !value.empty()) {
      for (const Json& one : value) {
        html += pair_html("replaced value", plain(one));
      }
    } else if (!value.is_structured()) {
      html += pair_html(spaced(key), plain(value));
    }
  }
  return html;
}

std::string files_html(const std::string& title, const std::vector<FileRecord>& files) {
  std::string html = "<div class=\"scroll\"><table><caption>" + escaped(title) +
                     "</caption><thead><tr><th scope=\"col\">file</th>"
                     "<th scope=\"col\">rows</th><th scope=\"col\">bytes</th>"
                     "<th scope=\"col\">SHA-256</th></tr></thead><tbody>\n";
  for (const FileRecord& file : files) {
    html += "<tr><th scope=\"row\">" + escaped(file.name) + "</th><td class=\"number\">" +
            (file.rows ? std::to_string(*file.rows) : "") + "</td><td class=\"number\">" +
            std::to_string(file.bytes) + "</td><td class=\"digest\">" +
            escaped(file.sha256) + "</td></tr>\n";
  }
  return html + "</tbody></table></div>\n";
}

std::vector<FileRecord> inputs_of(const Json& manifest) {
  std::vector<FileRecord> inputs;
  for (const Json& input : manifest.value("inputs", Json::array())) {
    inputs.push_back({input.value("name", std::string()), std::nullopt,
                      input.value("bytes", std::uint64_t{0}),
                      input.value("sha256", std::string())});
  }
  return inputs;
}

std::string resolved_html(const Json& manifest) {
  std::string html;
  for (const char* about : {"sweep", "scenario"}) {
    if (manifest.contains(about) && manifest[about].contains("resolved")) {
      html += std::string("<details><summary>The ") + about +
              " with all defaults</summary><pre tabindex=\"0\">" +
              escaped(manifest[about]["resolved"].get<std::string>()) +
              "</pre></details>\n";
    }
  }
  return html;
}

}  // namespace

std::string provenance_line(const FinishedResults& results) {
  std::string line = escaped(results.kind) + " " + escaped(results.name);
  const Json& manifest = results.manifest;
  if (manifest.is_null()) {
    return line;
  }
  for (const char* key : {"design_points", "replicates", "seed", "failed_replicates"}) {
    if (manifest.contains(key) && manifest[key].is_number() &&
        (manifest[key] != 0 || std::string_view(key) != "failed_replicates")) {
      line += "; " + escaped(spaced(key)) + " <span class=\"number\" data-source=\"" +
              "manifest.json:" + key + "\">" + manifest[key].dump() + "</span>";
    }
  }
  for (const Json& one : manifest.value("overrides", Json::array())) {
    line += "; " + escaped(plain(one));
  }
  return line;
}

std::string provenance_html(const FinishedResults& results) {
  const Json& manifest = results.manifest;
  if (manifest.is_null()) {
    return files_html("Tables of this directory", results.files);
  }
  std::string html = "<dl>\n" + scalars(manifest) + "</dl>\n";
  if (results.kind == "run") {
    html +=
        "<p>The same again, from its folder: <code>tripart run "
        "manifest.json -o ELSEWHERE</code></p>\n";
  }
  return html + files_html("Inputs", inputs_of(manifest)) +
         files_html("Tables", results.files) + resolved_html(manifest);
}

}  // namespace tripart
