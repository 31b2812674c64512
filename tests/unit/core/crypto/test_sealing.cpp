#include "core/crypto/Signing.h"
#include "core/crypto/StaffCard.h"

#include "tests/support/Catch.h"

using namespace xiaowu;
using namespace xiaowu::crypto;

namespace {
const Uuid kId = Uuid::parse("019aa000-0000-7000-8000-000000000001").value();
const Bytes kPlain{'p', 'a', 'g', 'e'};
}  // namespace

TEST_CASE("what is sealed to the platform opens there and nowhere else") {
  const auto platform = makeSealingKeyPair();
  const auto key = ContentKey::random();
  const auto sealedKey = key.sealTo(platform.publicKey);
  const auto part = key.sealPart(kId, 3, kPlain);
  const auto opened = ContentKey::open(sealedKey, platform);
  REQUIRE(opened);
  CHECK(opened->openPart(kId, 3, part).value() == kPlain);
  CHECK_FALSE(ContentKey::open(sealedKey, makeSealingKeyPair()));
}

TEST_CASE("a part opens only unaltered, in its place and in its submission") {
  const auto key = ContentKey::random();
  const auto part = key.sealPart(kId, 0, kPlain);
  CHECK_FALSE(key.openPart(kId, 1, part));
  CHECK_FALSE(key.openPart(Uuid::makeV7(SystemClock().wall()), 0, part));
  for (std::size_t i = 0; i < part.size(); ++i) {
    auto altered = part;
    altered[i] ^= 1;
    REQUIRE_FALSE(key.openPart(kId, 0, altered));
    REQUIRE_FALSE(key.openPart(kId, 0, ByteView(part).first(i)));
  }
}

TEST_CASE("a derived key comes back from the same material and purpose only") {
  const Bytes material(64, 7);
  const auto part = ContentKey::derive(material, "draft").sealPart(kId, 0, kPlain);
  CHECK(ContentKey::derive(material, "draft").openPart(kId, 0, part).value() == kPlain);
  CHECK_FALSE(ContentKey::derive(material, "other").openPart(kId, 0, part));
  CHECK_FALSE(ContentKey::derive(Bytes(64, 8), "draft").openPart(kId, 0, part));
}

TEST_CASE("signatures hold for the exact text and key") {
  const auto signer = Signer::generate();
  const auto text = canonicalText("xiaowu-receipt-1", {"kiosk", "7"});
  CHECK(text == "xiaowu-receipt-1\nkiosk\n7");
  CHECK(canonicalText("k", {"a\nb", "c"}) != canonicalText("k", {"a", "b", "c"}));
  const auto signature = signer.sign(text);
  CHECK(verify(text, signature, signer.publicKey()));
  CHECK_FALSE(verify(text + " ", signature, signer.publicKey()));
  CHECK_FALSE(verify(text, signature, Signer::generate().publicKey()));
  CHECK(Signer::fromSeed(signer.secretSeed())->publicKey() == signer.publicKey());
}

TEST_CASE("SHA-256 of the standard's example") {
  CHECK(toHex(sha256(viewOf("abc"))) == "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
}

TEST_CASE("a hash of pieces is the hash of the whole") {
  const Bytes whole(200'000, 'x');
  for (const std::size_t piece : {1U, 63U, 64U, 65'536U}) {
    crypto::Sha256 hash;
    for (std::size_t at = 0; at < whole.size(); at += piece) {
      hash.add(ByteView(whole).subspan(at, std::min(piece, whole.size() - at)));
    }
    CHECK(hash.digest() == crypto::sha256(whole));
  }
  CHECK(crypto::Sha256().digest() == crypto::sha256({}));
}

TEST_CASE("the id of a staff card belongs to this card, not to its holder") {
  const StaffCardContent card{"430624198805120027", "湘阴县公安局", "2020-10-09", Bytes(1024, 7)};
  const auto id = staffCardId(card).value();
  CHECK(id.size() == 64);
  CHECK(staffCardId(card).value() == id);
  auto other = card;
  other.validFrom = "2024-01-01";  // issued again
  CHECK(staffCardId(other).value() != id);
  other = card;
  other.encodedPhoto[1023] = 8;
  CHECK(staffCardId(other).value() != id);
  other = card;
  other.number += other.issuer;  // the same bytes, cut elsewhere
  other.issuer.clear();
  CHECK(staffCardId(other).value() != id);
  other = card;
  other.encodedPhoto.clear();
  CHECK(staffCardId(other).error().code == crypto::errors::kStaffCardWithoutPhoto);
}
