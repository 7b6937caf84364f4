-- SPDX-License-Identifier: EUPL-1.2
-- The number of facts when a task was taken on, and when an answer was kept. Whom the user had a relation to by then is
-- left out of what they hold; 0, of before this was kept: nobody was.
ALTER TABLE task ADD COLUMN facts INTEGER NOT NULL DEFAULT 0 CHECK(facts >= 0);
ALTER TABLE idempotency ADD COLUMN facts INTEGER NOT NULL DEFAULT 0 CHECK(facts >= 0);
