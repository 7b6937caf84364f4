// SPDX-License-Identifier: EUPL-1.2
#include "ontzorgd/crypto/signature.h"

#include "ontzorgd/base/encoding.h"
#include "support/practice_keys.h"

namespace ontzorgd::crypto {
namespace {

using support::p256_private_pem;
using support::p256_public_pem;
using support::rsa_private_pem;
using support::rsa_public_pem;

// Signatures under `text` by the practice keys, made by another program (Node's crypto module).
constexpr std::string_view text = "a text to sign";
constexpr std::string_view rs256 =
    "gHrRkwER-Hx6xz02AHYm5iH_DE4PmwBEUqlsbbfv79pG65K35oJxO_EKgPx2ywY5ILJc4q5KQOvQa_PEXGZqbKww"
    "UBYI39EwLyER9kOw3xdeWEuU5LyeZKpIxdZC7ZeAwfEzj3g3JQuQ7fsU-Scpq6YR9Ua3fAM4-_KKBb_4wMwuqJ7j"
    "nrmLNbQtWsbapAbq3JrZ5bMbM8J3UbD9VEMkeQSrKYHvkVSLe4x88j_Z-YFT9iBWSs7Ljls2-L0c8z-4DbcdsEk3"
    "ydrnAR87w0CC-pqSkxv3monSO9AXCr38yF7hf2nzPM4Aq5CuyCKGotrzq_GUaNU1q-19DTN9_WnG0w";
constexpr std::string_view ps256 =
    "gC54wKTUppGgcZvH5zfwdoyTaHyo3__gsXPz8ulx_jTv89nyaAiZ8Xr2p17ILHn5jQ67GSQE1coWz9RDiH_V7ouE"
    "2wdiqLkO38hPXgvJ86Ukn7cY-m3VpvRKoOE6RF9Z8jga7n38iNP09Gy1SF5mdOBqIbkdz1UWVtqXwskSnKqadt2H"
    "yQBWFfAcnmy508qIXCQCNcy8wm6KICg3WWMdvmFjQu0iRqolJupi23hXl-er2uc8qDGgQwdYm3df9J5AxKaH9ekM"
    "BARPlHqndf3dl6JtG5KI82y3u-NH2Vgx2ed6W2_sdCOo_qzQrzCBClakraAfZrNl_Sg0HDw5978FDw";
constexpr std::string_view ps256_salt_20 =
    "eTP0EX73sqjQbtmh8u6Gel3RYT9WYrhNT2n2xjNxktjm7zRPE5ZXxVRUn4FnGaudfn5PXa6xGSXSNzsCnXpOehHE"
    "LuUPygHgQKddt2pdghOhKl5mpsKIFy12QSyvqNUfqqvcriFd_TbNq4JitMoqsELTwp9IeuHOj4tsq-WomxeELWm_"
    "BekWUWC9AefW6YsW3pLdT4xcg4Bc0rxeWTbMiBoUBequR5NFZOZV3E29nEUi4NLkfZOD5HCjIhWJCgfn8takFRUS"
    "pN1O3SxpdxVSKQ3p_WOOlRpECp5I5bPabmUt3coWtUJR1jDn477mjiAdYT_Lzt0nrx-kRU0iVNONEQ";
constexpr std::string_view ps256_salt_max =
    "IbALZRw0ejnEBPCqpCxzmoqBANi5X_nyfoiEGrYd7AgGLs5vwrwDwwSq-1FlGgxgABljfmFOuxAsvWD7ba0BVZHR"
    "bj80HmjlY0r5RvV7aboioSTFjkrefLS03oxsc_qF0HysbIK31vrCs6wSVrtm96V8Cxq9eWvvrHnkSfSgo77qmMjx"
    "Kyzaj7KNiiKHWKIe_wrpujsyz0IImWXfjalxvnD0Zx1nVzzkZk9Bsyt5gvYhPrin1bGrR2TBYcWSB2ekaTM4Utte"
    "2Z3Uvo4iI7TDEA5wT4KgPCXuzkiwE4TdVXTYXp4V2rbA-nxiJo9rD6-FUPdoPjkRqIQz2IJYIIIMOA";
constexpr std::string_view es256 =
    "luBm9uCNbucwtrBds_Cs_3Aa1tKIOtXqdy74J3IA9HHo3eV5pljwFLHJPh78qRIP5GY9A0-uz7d7Hai6cbifYw";
// The same kind of signature as X.509 writes it.
constexpr std::string_view es256_der =
    "MEUCIQDj41Oie1kUHcJHtmn5tFd9iOeyZYDcSmeCYfYVZ-LDdAIgPHVycp7qtGAHJm0sGSy-gP8nFm035liN5izU"
    "LxLzhPo";

const PublicKey& rsa() {
    static const PublicKey key = PublicKey::from_pem(rsa_public_pem).value();
    return key;
}

const PublicKey& p256() {
    static const PublicKey key = PublicKey::from_pem(p256_public_pem).value();
    return key;
}

PrivateKey signer_of(SignatureScheme scheme) {
    const bool is_p256 = key_kind_of(scheme) == KeyKind::p256;
    return PrivateKey::from_pem(is_p256 ? p256_private_pem : rsa_private_pem).value();
}

std::string decoded(std::string_view encoded) {
    return base::from_base64url(encoded).value();
}

constexpr std::array schemes{SignatureScheme::rs256, SignatureScheme::ps256,
                             SignatureScheme::es256};

TEST(Signature, OfAnotherProgramIsKnown) {
    EXPECT_TRUE(is_signed(rsa(), SignatureScheme::rs256, text, decoded(rs256)));
    EXPECT_TRUE(is_signed(rsa(), SignatureScheme::ps256, text, decoded(ps256)));
    EXPECT_TRUE(is_signed(p256(), SignatureScheme::es256, text, decoded(es256)));
}

TEST(Signature, GivesTheAnswersOfRfc7515) {
    const std::string claims =
        "eyJpc3MiOiJqb2UiLA0KICJleHAiOjEzMDA4MTkzODAsDQogImh0dHA6Ly9leGFtcGxlLmNvbS9pc19yb290Ijp0"
        "cnVlfQ";
    // Appendix A.2
    const PublicKey rs256_key =
        PublicKey::from_rsa(
            decoded("ofgWCuLjybRlzo0tZWJjNiuSfb4p4fAkd_wWJcyQoTbji9k0l8W26mPddxHmfHQp-Vaw-4qPCJrcS2"
                    "mJPMEzP1Pt0Bm4d4QlL-yRT-SFd2lZS-pCgNMsD1W_YpRPEwOWvG6b32690r2jZ47soMZo9wGzjb_7"
                    "OMg0LOL-bSf63kpaSHSXndS5z5rexMdbBYUsLA9e-KXBdQOS-UTo7WTBEMa2R2CapHg665xsmtdVMT"
                    "BQY4uDZlxvb3qCo5ZwKh9kG4LT6_I5IhlJH7aGhyxXFvUK-DWNmoudF8NAco9_h9iaGNj8q2ethFkM"
                    "Ls91kzk2PAcDTW9gb54h4FRWyuXpoQ"),
            decoded("AQAB"))
            .value();
    EXPECT_TRUE(is_signed(
        rs256_key, SignatureScheme::rs256, "eyJhbGciOiJSUzI1NiJ9." + claims,
        decoded("cC4hiUPoj9Eetdgtv3hF80EGrhuB__dzERat0XF9g2VtQgr9PJbu3XOiZj5RZmh7AAuHIm4Bh-0Qc_lF5Y"
                "Kt_O8W2Fp5jujGbds9uJdbF9CUAr7t1dnZcAcQjbKBYNX4BAynRFdiuB--f_nZLgrnbyTyWzO75vRK5h6x"
                "BArLIARNPvkSjtQBMHlb1L07Qe7K0GarZRmB_eSN9383LcOLn6_dO--xi12jzDwusC-eOkHWEsqtFZESc6"
                "BfI7noOPqvhJ1phCnvWh6IeYI2w9QOYEUipUTI8np6LbgGY9Fs98rqVt5AXLIhWkWywlVmtVrBp0igcN_I"
                "oypGlUPQGe77Rw")));
    // Appendix A.3
    const PublicKey es256_key =
        PublicKey::from_p256(decoded("f83OJ3D2xF1Bg8vub9tLe1gHMzV76e8Tus9uPHvRVEU"),
                             decoded("x_FEzRu9m36HLN_tue659LNpXW6pCyStikYjKIWI5a0"))
            .value();
    EXPECT_TRUE(is_signed(
        es256_key, SignatureScheme::es256, "eyJhbGciOiJFUzI1NiJ9." + claims,
        decoded("DtEhU3ljbEg8L38VWAfUAqOyKAM6-Xx-F4GawxaepmXFCgfTjDxw5djxLa8ISlSApmWQxfKTUJqPP3-Kg6"
                "NU1Q")));
}

TEST(Signature, IsKnownByWhomItWasMade) {
    for (const SignatureScheme scheme : schemes) {
        const PrivateKey signer = signer_of(scheme);
        for (const std::string_view signed_text : {std::string_view{}, text}) {
            const std::string signature = sign(signer, scheme, signed_text);
            EXPECT_TRUE(is_signed(signer.public_key(), scheme, signed_text, signature));
            EXPECT_FALSE(is_signed(signer.public_key(), scheme, "another text", signature));
        }
    }
}

TEST(Signature, IsOfOneSchemeOnly) {
    EXPECT_FALSE(is_signed(rsa(), SignatureScheme::ps256, text, decoded(rs256)));
    EXPECT_FALSE(is_signed(rsa(), SignatureScheme::rs256, text, decoded(ps256)));
}

TEST(Signature, IsNotKnownByAKeyOfAnotherKind) {
    EXPECT_FALSE(is_signed(p256(), SignatureScheme::rs256, text, decoded(rs256)));
    EXPECT_FALSE(is_signed(p256(), SignatureScheme::ps256, text, decoded(ps256)));
    EXPECT_FALSE(is_signed(rsa(), SignatureScheme::es256, text, decoded(es256)));
}

TEST(Signature, HasASaltAsLongAsTheDigest) {
    EXPECT_FALSE(is_signed(rsa(), SignatureScheme::ps256, text, decoded(ps256_salt_20)));
    EXPECT_FALSE(is_signed(rsa(), SignatureScheme::ps256, text, decoded(ps256_salt_max)));
}

TEST(Signature, OfACurveIsNotDer) {
    EXPECT_FALSE(is_signed(p256(), SignatureScheme::es256, text, decoded(es256_der)));
}

TEST(Signature, IsRefusedWhenCutLongerOrChanged) {
    for (const SignatureScheme scheme : schemes) {
        const PrivateKey signer = signer_of(scheme);
        const PublicKey key = signer.public_key();
        const std::string signature = sign(signer, scheme, text);
        EXPECT_FALSE(is_signed(key, scheme, text, ""));
        EXPECT_FALSE(is_signed(key, scheme, text, signature.substr(1)));
        EXPECT_FALSE(is_signed(key, scheme, text, signature.substr(0, signature.size() - 1)));
        EXPECT_FALSE(is_signed(key, scheme, text, signature + '\0'));
        for (std::size_t at = 0; at < signature.size(); at += 5) {
            std::string changed = signature;
            changed[at] = static_cast<char>(changed[at] ^ 4);
            EXPECT_FALSE(is_signed(key, scheme, text, changed)) << at;
        }
    }
}

TEST(Signature, OfACurveIsRefusedWithAHalfOfZeroOrOutOfRange) {
    const std::string zero(32, '\0');
    const std::string right = decoded(es256);
    for (const std::string& signature : {zero + zero, right.substr(0, 32) + zero,
                                         zero + right.substr(32), std::string(64, '\xff')}) {
        EXPECT_FALSE(is_signed(p256(), SignatureScheme::es256, text, signature));
    }
}

TEST(Signature, OfACurveAlwaysHas64Bytes) {
    // r and s begin with a zero byte once in 128 times, which must not shorten them.
    const PrivateKey signer = signer_of(SignatureScheme::es256);
    for (int i = 0; i < 600; ++i) {
        EXPECT_EQ(sign(signer, SignatureScheme::es256, std::to_string(i)).size(), 64U);
    }
}

TEST(SignatureDeathTest, IsNotMadeByAKeyOfAnotherKind) {
    const PrivateKey signer = signer_of(SignatureScheme::rs256);
    EXPECT_DEATH((void)sign(signer, SignatureScheme::es256, text), "scheme of its kind");
}

}  // namespace
}  // namespace ontzorgd::crypto
