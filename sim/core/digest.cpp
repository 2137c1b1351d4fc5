#include "tripart/core/digest.hpp"

#include <array>
#include <openssl/evp.h>

#include "tripart/core/error.hpp"
#include "tripart/core/file.hpp"

namespace tripart {

struct Sha256::State {
  EVP_MD_CTX* context = EVP_MD_CTX_new();

  State() = default;
  ~State() { EVP_MD_CTX_free(context); }
  State(const State&) = delete;
  State& operator=(const State&) = delete;
  State(State&&) = delete;
  State& operator=(State&&) = delete;
};

namespace {

void require(bool fine) {
  if (!fine) {
    throw Failure(ExitCode::our_bug, "SHA-256 is not available from the OpenSSL library");
  }
}

}  // namespace

Sha256::Sha256() : state_(std::make_unique<State>()) {
  require(state_->context != nullptr);
  require(EVP_DigestInit_ex(state_->context, EVP_sha256(), nullptr) == 1);
}
Sha256::~Sha256() = default;
Sha256::Sha256(Sha256&&) noexcept = default;
Sha256& Sha256::operator=(Sha256&&) noexcept = default;

void Sha256::add(std::string_view bytes) {
  require(EVP_DigestUpdate(state_->context, bytes.data(), bytes.size()) == 1);
}

std::string Sha256::hex() const {
  // Finishing a digest ends it, so a copy is finished.
  const State copy;
  require(copy.context != nullptr &&
          EVP_MD_CTX_copy_ex(copy.context, state_->context) == 1);
  std::array<unsigned char, EVP_MAX_MD_SIZE> digest{};
  unsigned int size = 0;
  require(EVP_DigestFinal_ex(copy.context, digest.data(), &size) == 1 && size == 32);
  constexpr std::string_view digits = "0123456789abcdef";
  std::string text;
  for (unsigned int i = 0; i < size; ++i) {
    text += digits[digest[i] >> 4U];
    text += digits[digest[i] & 15U];
  }
  return text;
}

std::string sha256_hex(std::string_view bytes) {
  Sha256 digest;
  digest.add(bytes);
  return digest.hex();
}

// Here, not among the files: what reads files can be linked without OpenSSL, as the
// portable program is.
FileContent content_of(const std::filesystem::path& path) {
  Sha256 digest;
  const std::uint64_t bytes =
      read_pieces(path, UINT64_MAX, [&](std::string_view piece) { digest.add(piece); });
  return {bytes, digest.hex()};
}

}  // namespace tripart
