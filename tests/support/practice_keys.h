// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <string_view>

/// @file
/// Keys that were made for the tests and are used nowhere else: the private halves are public.
namespace ontzorgd::support {

inline constexpr std::string_view rsa_private_pem = R"(-----BEGIN PRIVATE KEY-----
MIIEvQIBADANBgkqhkiG9w0BAQEFAASCBKcwggSjAgEAAoIBAQCnVpeuMOWpw8if
ijgPpXHuxDr4EBkb7qA9jq4buyhxFem0OazCnBNvXRvy5kfKJuulD8Bk3tyBFxCQ
sSld+a9w+eJJrKATNiWzT44NiH3Gob/gJQmQWJx1TDrs0hvKDKoPHZVH895dsubb
sTLa6syYnnGTW93qZReq4SJlqy+MAcRWJSTCvnSdMCP9fRqxMLQ8yTmHM/Ix/XN9
MN6LZWUOoPmqHM387e5r/A1OWSWQDxzpdxBYbBK1n27SfHm7iPJxTMLw+d0rgELh
N760S1iBDRMB0uUMB/0cqtHZROHh3yWHx+Tt5awa3ZlifxGC8uLIezOuK5NSDzE8
CUcO7C+BAgMBAAECggEAJm7Q74TzeoYo8duA/Lb27+vJz2eDHNM1om2+t0fJBhAO
WQJWF2xZWl58KNGS8270+Dgh7AjzhAKUH2dRJPBPxxbdTiaDrWXmSsSez6TlnlVQ
CF75T1nKtXYIopOvJjy6YjZdLuVn0QVh2FteXsFGtFbPpxSWZ1tIkEqc59TlWrY9
xnXR88XvJS0EVclnTQz4EY7BeKSi5VZ51BkBxCHebeUp4e2e5IQbkMkm44S9CLFg
b6pbn+Rb5M9DdYwQhgBhdVoOPed24UaxYu54UnZ0gL4VbE/1iMhz5E8C7OIGMhKw
7cDwriAETHFT+gE6dImcbAEcn2BL5hXN+6Fe/5MPMQKBgQDg73px2E5D0ci/5C6u
kdwHD7rbGjIjsBcdq950BvqIH4Faio2kYfyW0htizAJ0cIaxswKTFwkHbsvcnF07
y36p9eapRTJQvvWhaHmj/dTCi14sIighq/RlBy/UGLKXwDvG4RZtoD+VF/qJixWp
L+vaIRu4sK/uK0xyXlEh1wTFHwKBgQC+csh9R8dJ2FO0U9nvYVDqbcYAJTLdX2KB
cx56E7JR4hGLAGjY4mRhhLUzK/IiB65cXUDMRNtTgWpSqCZZl1AGH1yDzL7TxpZs
PnFPa7fYTavNusVU8tpvy/UwB2AZNzBYuZLyYxEPp/hZMKXPohQC6WeiKul1jq7P
tpzSACbXXwKBgQCx69t/t6hYrtTLLHPcc9WF5GRaMQNeBUiTmMIyJt7+02TfOF9H
mpZQuksdP9/lOKjiYIV10a+7qGEq1KhOxu0fBTn5xJlDE3l5vgkRtZMYe2L3J+F0
mO6NBz1G2G5T6KOf8aVq+2mvxjLPnyt4E0bM2Ilz8paGnssuX/pu+QR14wKBgC2b
MyO9Ip4uba0LP28xsLzS2M2EGvAkPWSeerflK5isOGM/D9yQKlWn//RnG67GhBye
QDwqaRNQNHPizHw73e/5ZqAxUalJLxBwy5WnR/lGcFPt2/+BwIlxICAGRB8FtlAo
8GWXD6jeInzJR4u3Vm90EVsmR43dQ0N+iYNIggSlAoGAWFpGAy9kNQoC8YNZ/X4M
0sa5YIvwjsmH0fUuf+NhmzKW+cfJwEzugLDxFgl9j4DlSRAn2+ePz05TaHZTfJin
xARmRSyr33I/uQ6btSZUhX9Y64F15/o09hkz4IZh0j76vn6q4MdvWjt4xx7spQq0
LQLXAgprP4VpW24KwDeo25M=
-----END PRIVATE KEY-----
)";
inline constexpr std::string_view rsa_public_pem = R"(-----BEGIN PUBLIC KEY-----
MIIBIjANBgkqhkiG9w0BAQEFAAOCAQ8AMIIBCgKCAQEAp1aXrjDlqcPIn4o4D6Vx
7sQ6+BAZG+6gPY6uG7socRXptDmswpwTb10b8uZHyibrpQ/AZN7cgRcQkLEpXfmv
cPniSaygEzYls0+ODYh9xqG/4CUJkFicdUw67NIbygyqDx2VR/PeXbLm27Ey2urM
mJ5xk1vd6mUXquEiZasvjAHEViUkwr50nTAj/X0asTC0PMk5hzPyMf1zfTDei2Vl
DqD5qhzN/O3ua/wNTlklkA8c6XcQWGwStZ9u0nx5u4jycUzC8PndK4BC4Te+tEtY
gQ0TAdLlDAf9HKrR2UTh4d8lh8fk7eWsGt2ZYn8RgvLiyHszriuTUg8xPAlHDuwv
gQIDAQAB
-----END PUBLIC KEY-----
)";
inline constexpr std::string_view rsa_n =
    "p1aXrjDlqcPIn4o4D6Vx7sQ6-BAZG-6gPY6uG7socRXptDmswpwTb10b8uZHyibrpQ_AZN7cgRcQkLEpXfmvcPni"
    "SaygEzYls0-ODYh9xqG_4CUJkFicdUw67NIbygyqDx2VR_PeXbLm27Ey2urMmJ5xk1vd6mUXquEiZasvjAHEViUk"
    "wr50nTAj_X0asTC0PMk5hzPyMf1zfTDei2VlDqD5qhzN_O3ua_wNTlklkA8c6XcQWGwStZ9u0nx5u4jycUzC8Pnd"
    "K4BC4Te-tEtYgQ0TAdLlDAf9HKrR2UTh4d8lh8fk7eWsGt2ZYn8RgvLiyHszriuTUg8xPAlHDuwvgQ";
inline constexpr std::string_view rsa_e = "AQAB";

inline constexpr std::string_view p256_private_pem = R"(-----BEGIN PRIVATE KEY-----
MIGHAgEAMBMGByqGSM49AgEGCCqGSM49AwEHBG0wawIBAQQgWleQMNKZFfw2Gkir
XuV/Ck3w9GUkT3x2NYQ0vk3wVIGhRANCAARJUP1lfWv1pV1l8PLEG45afDivYmI6
iK0WKMWXQ5Mv2SJxlu8Jwss976nbSdMx8iwXTut2/FOvoFEMu8jdFWP/
-----END PRIVATE KEY-----
)";
inline constexpr std::string_view p256_public_pem = R"(-----BEGIN PUBLIC KEY-----
MFkwEwYHKoZIzj0CAQYIKoZIzj0DAQcDQgAESVD9ZX1r9aVdZfDyxBuOWnw4r2Ji
OoitFijFl0OTL9kicZbvCcLLPe+p20nTMfIsF07rdvxTr6BRDLvI3RVj/w==
-----END PUBLIC KEY-----
)";
inline constexpr std::string_view p256_x = "SVD9ZX1r9aVdZfDyxBuOWnw4r2JiOoitFijFl0OTL9k";
inline constexpr std::string_view p256_y = "InGW7wnCyz3vqdtJ0zHyLBdO63b8U6-gUQy7yN0VY_8";

/// Too short.
inline constexpr std::string_view rsa1024_public_pem = R"(-----BEGIN PUBLIC KEY-----
MIGfMA0GCSqGSIb3DQEBAQUAA4GNADCBiQKBgQDT2yDkncHqX5pKRaqAvY28k/Qz
nuj26XGsm8DicVLN+Kd4vJFsizAAUvM2ex5ttOsAQpXvWsntvPDfWcLx1B5/BqRD
XCmCZRww/etU1btp3ixvXGfYjxFgSh+n7wgNQ4UnkxkDXVnosIy5ZADutZuFNMRt
qArB1m/pYNJra8NWTwIDAQAB
-----END PUBLIC KEY-----
)";
inline constexpr std::string_view rsa1024_n =
    "09sg5J3B6l-aSkWqgL2NvJP0M57o9ulxrJvA4nFSzfineLyRbIswAFLzNnsebbTrAEKV71rJ7bzw31nC8dQefwak"
    "Q1wpgmUcMP3rVNW7ad4sb1xn2I8RYEofp-8IDUOFJ5MZA11Z6LCMuWQA7rWbhTTEbagKwdZv6WDSa2vDVk8";

/// Another curve.
inline constexpr std::string_view p384_public_pem = R"(-----BEGIN PUBLIC KEY-----
MHYwEAYHKoZIzj0CAQYFK4EEACIDYgAEFQlqG8mfUkvWbGR3owBP4e0naoleg40s
Zoo0hoZZfrBWykTgihBoKuZLOOGtwTXucV5RVOH5zJ7a8u+1IuU640ZlRYKkGyNP
vG2L4xgjjt4o55dAaDdgR6gJNl0+EVpO
-----END PUBLIC KEY-----
)";

}  // namespace ontzorgd::support
