-- SPDX-License-Identifier: EUPL-1.2
-- Passwords that users chose themselves, in the place of the one that they were given (the row of `user`). The one
-- that is not replaced counts.
CREATE TABLE user_password(
    id INTEGER PRIMARY KEY,
    user INTEGER NOT NULL REFERENCES user(id),
    salt BLOB NOT NULL,
    password_hash BLOB NOT NULL CHECK(length(password_hash) = 32),
    fact INTEGER NOT NULL,
    replaced INTEGER
) STRICT;
CREATE INDEX user_password_user ON user_password(user);
