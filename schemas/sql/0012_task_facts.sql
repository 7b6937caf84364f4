-- SPDX-License-Identifier: EUPL-1.2
-- The number of facts when a task was taken on. What it answered leaves out whom its user had a relation to by then;
-- 0, of before this was kept: nothing was left out.
ALTER TABLE task ADD COLUMN facts INTEGER NOT NULL DEFAULT 0 CHECK(facts >= 0);
