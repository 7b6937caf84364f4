-- SPDX-License-Identifier: EUPL-1.2
-- Long work that somebody asked for over the network without waiting for it. What is in here proves nothing and is
-- no fact: it is an answer that is kept until whoever asked comes for it, encrypted, as those of idempotency are.
CREATE TABLE task(
    -- a number is never given again: who kept the address of a task that is gone sees nobody else's
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    user INTEGER NOT NULL REFERENCES user(id),
    command TEXT NOT NULL,
    begun INTEGER NOT NULL,
    state TEXT NOT NULL CHECK(state IN ('taken', 'done', 'failed', 'interrupted')),
    ended INTEGER,
    status INTEGER,
    answer BLOB,
    CHECK((state = 'taken') = (ended IS NULL)),
    CHECK((status IS NOT NULL) = (state IN ('done', 'failed')))
) STRICT;
CREATE INDEX task_begun ON task(begun);
CREATE INDEX task_open ON task(id) WHERE ended IS NULL;
