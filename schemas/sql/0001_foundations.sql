-- SPDX-License-Identifier: EUPL-1.2
-- The first schema. Conventions:
--   dates are INTEGER yyyymmdd, months INTEGER yyyymm, money INTEGER cents, instants INTEGER unix seconds;
--   `fact` is the number of the audit link that recorded the row, `replaced` the one that put a later row
--   in its place (NULL: current). Rows are never overwritten: `replaced` is set once.
--   A row whose fact is above the chain's length belongs to work that never finished; it is swept when the
--   directory is opened for writing.

CREATE TABLE meta(
    key TEXT PRIMARY KEY,
    value TEXT NOT NULL
) STRICT, WITHOUT ROWID;

-- The chain ------------------------------------------------------------------------------------------
CREATE TABLE audit_link(
    number INTEGER PRIMARY KEY,
    record BLOB NOT NULL,
    hash BLOB NOT NULL CHECK(length(hash) = 32),
    -- the day in the record, again: which facts were known at the end of a day
    day INTEGER NOT NULL
) STRICT;
CREATE INDEX audit_link_day ON audit_link(day);
CREATE TRIGGER audit_link_is_never_updated BEFORE UPDATE ON audit_link
BEGIN SELECT RAISE(ABORT, 'audit_link is never updated'); END;
CREATE TRIGGER audit_link_is_never_deleted BEFORE DELETE ON audit_link
BEGIN SELECT RAISE(ABORT, 'audit_link is never deleted'); END;

-- The books ------------------------------------------------------------------------------------------
CREATE TABLE journal_entry(
    id INTEGER PRIMARY KEY,
    fact INTEGER NOT NULL REFERENCES audit_link(number),
    date INTEGER NOT NULL,
    description TEXT NOT NULL
) STRICT;
CREATE TABLE posting(
    entry INTEGER NOT NULL REFERENCES journal_entry(id),
    number INTEGER NOT NULL,
    account TEXT NOT NULL,
    cents INTEGER NOT NULL CHECK(cents <> 0),
    PRIMARY KEY(entry, number)
) STRICT, WITHOUT ROWID;
CREATE TRIGGER journal_entry_is_never_updated BEFORE UPDATE ON journal_entry
BEGIN SELECT RAISE(ABORT, 'journal_entry is never updated'); END;
CREATE TRIGGER journal_entry_is_never_deleted BEFORE DELETE ON journal_entry
BEGIN SELECT RAISE(ABORT, 'journal_entry is never deleted'); END;
CREATE TRIGGER posting_is_never_updated BEFORE UPDATE ON posting
BEGIN SELECT RAISE(ABORT, 'posting is never updated'); END;
CREATE TRIGGER posting_is_never_deleted BEFORE DELETE ON posting
BEGIN SELECT RAISE(ABORT, 'posting is never deleted'); END;

-- People who work with it ----------------------------------------------------------------------------
CREATE TABLE user(
    id INTEGER PRIMARY KEY,
    name TEXT NOT NULL UNIQUE,
    salt BLOB NOT NULL,
    password_hash BLOB NOT NULL,
    fact INTEGER NOT NULL
) STRICT;
CREATE TABLE user_role(
    user INTEGER NOT NULL REFERENCES user(id),
    role TEXT NOT NULL,
    fact INTEGER NOT NULL,
    replaced INTEGER,
    PRIMARY KEY(user, role, fact)
) STRICT, WITHOUT ROWID;

-- Answers to requests that may be sent again because the answer was lost, encrypted, for 35 days -------
CREATE TABLE idempotency(
    user INTEGER NOT NULL REFERENCES user(id),
    key TEXT NOT NULL,
    request BLOB NOT NULL CHECK(length(request) = 32),
    status INTEGER NOT NULL,
    answer BLOB NOT NULL,
    answered INTEGER NOT NULL,
    PRIMARY KEY(user, key)
) STRICT, WITHOUT ROWID;
CREATE INDEX idempotency_answered ON idempotency(answered);

-- Personal data: rows that can be destroyed; whoever points at one commits to SHA-256(salt || value) ----
CREATE TABLE personal(
    id INTEGER PRIMARY KEY,
    salt BLOB NOT NULL,
    value BLOB NOT NULL
) STRICT;
CREATE TABLE destroyed(
    personal INTEGER PRIMARY KEY,
    commitment BLOB NOT NULL CHECK(length(commitment) = 32),
    date INTEGER NOT NULL,
    list INTEGER NOT NULL
) STRICT;
CREATE TABLE destroy_list(
    id INTEGER PRIMARY KEY,
    client INTEGER NOT NULL UNIQUE,
    proposed_by INTEGER NOT NULL REFERENCES user(id),
    fact INTEGER NOT NULL,
    confirmed_by INTEGER REFERENCES user(id),
    confirmed_fact INTEGER,
    CHECK(confirmed_by IS NULL OR confirmed_by <> proposed_by)
) STRICT;

-- Policy ---------------------------------------------------------------------------------------------
CREATE TABLE own_account(
    id INTEGER PRIMARY KEY,
    name TEXT NOT NULL,
    iban TEXT NOT NULL,
    bank_profile TEXT NOT NULL,
    opening_cents INTEGER NOT NULL,
    opening_date INTEGER NOT NULL,
    dedicated INTEGER NOT NULL CHECK(dedicated IN (0, 1)),
    proposed_by INTEGER NOT NULL REFERENCES user(id),
    fact INTEGER NOT NULL,
    confirmed_by INTEGER REFERENCES user(id),
    confirmed_fact INTEGER,
    UNIQUE(name),
    UNIQUE(iban),
    CHECK(confirmed_by IS NULL OR confirmed_by <> proposed_by)
) STRICT;
-- A bank profile of the municipality itself. Of a name the highest version that was confirmed is in force.
CREATE TABLE bank_profile(
    id INTEGER PRIMARY KEY,
    name TEXT NOT NULL,
    version INTEGER NOT NULL CHECK(version > 0),
    sha256 BLOB NOT NULL UNIQUE,
    toml TEXT NOT NULL,
    proposed_by INTEGER NOT NULL REFERENCES user(id),
    fact INTEGER NOT NULL,
    confirmed_by INTEGER REFERENCES user(id),
    confirmed_fact INTEGER,
    UNIQUE(name, version),
    CHECK(confirmed_by IS NULL OR confirmed_by <> proposed_by)
) STRICT;
-- An account that gets another bank profile than it was opened with, from when it is confirmed.
CREATE TABLE account_switch(
    id INTEGER PRIMARY KEY,
    account INTEGER NOT NULL REFERENCES own_account(id),
    bank_profile TEXT NOT NULL,
    proposed_by INTEGER NOT NULL REFERENCES user(id),
    fact INTEGER NOT NULL,
    confirmed_by INTEGER REFERENCES user(id),
    confirmed_fact INTEGER,
    CHECK(confirmed_by IS NULL OR confirmed_by <> proposed_by)
) STRICT;
CREATE INDEX account_switch_of ON account_switch(account, confirmed_fact);
CREATE TABLE regelset(
    id INTEGER PRIMARY KEY,
    sha256 BLOB NOT NULL UNIQUE,
    toml TEXT NOT NULL,
    geldig_vanaf INTEGER NOT NULL,
    proposed_by INTEGER NOT NULL REFERENCES user(id),
    fact INTEGER NOT NULL,
    confirmed_by INTEGER REFERENCES user(id),
    confirmed_fact INTEGER,
    CHECK(confirmed_by IS NULL OR confirmed_by <> proposed_by)
) STRICT;
CREATE TABLE calendar(
    id INTEGER PRIMARY KEY,
    sha256 BLOB NOT NULL UNIQUE,
    proposed_by INTEGER NOT NULL REFERENCES user(id),
    fact INTEGER NOT NULL,
    confirmed_by INTEGER REFERENCES user(id),
    confirmed_fact INTEGER,
    CHECK(confirmed_by IS NULL OR confirmed_by <> proposed_by)
) STRICT;
CREATE TABLE calendar_date(
    calendar INTEGER NOT NULL REFERENCES calendar(id),
    month INTEGER NOT NULL,
    pay_date INTEGER NOT NULL,
    PRIMARY KEY(calendar, month)
) STRICT, WITHOUT ROWID;

-- Dossier --------------------------------------------------------------------------------------------
CREATE TABLE dossier_import(
    fact INTEGER PRIMARY KEY,
    sha256 BLOB NOT NULL UNIQUE,
    imported_by INTEGER NOT NULL REFERENCES user(id),
    answer TEXT NOT NULL
) STRICT;
CREATE TABLE creditor(
    id INTEGER PRIMARY KEY,
    nummer TEXT NOT NULL UNIQUE,
    fact INTEGER NOT NULL
) STRICT;
CREATE TABLE creditor_version(
    id INTEGER PRIMARY KEY,
    creditor INTEGER NOT NULL,
    naam INTEGER NOT NULL,
    kenmerkmasker TEXT NOT NULL,
    fact INTEGER NOT NULL,
    replaced INTEGER
) STRICT;
CREATE INDEX creditor_version_of ON creditor_version(creditor);
CREATE TABLE household(
    id INTEGER PRIMARY KEY,
    nummer TEXT NOT NULL UNIQUE,
    fact INTEGER NOT NULL
) STRICT;
CREATE TABLE household_version(
    id INTEGER PRIMARY KEY,
    household INTEGER NOT NULL,
    type INTEGER NOT NULL,
    fact INTEGER NOT NULL,
    replaced INTEGER
) STRICT;
CREATE INDEX household_version_of ON household_version(household);
CREATE TABLE client(
    id INTEGER PRIMARY KEY,
    nummer TEXT NOT NULL UNIQUE,
    household INTEGER NOT NULL,
    position INTEGER NOT NULL CHECK(position IN (0, 1)),
    fact INTEGER NOT NULL,
    UNIQUE(household, position)
) STRICT;
-- naam and geboortedatum stand in one personal row, the encrypted BSN in another.
CREATE TABLE client_version(
    id INTEGER PRIMARY KEY,
    client INTEGER NOT NULL,
    household INTEGER NOT NULL,
    naam INTEGER NOT NULL,
    bsn INTEGER NOT NULL,
    bsn_index INTEGER NOT NULL,
    fact INTEGER NOT NULL,
    replaced INTEGER
) STRICT;
CREATE INDEX client_version_of ON client_version(household);
CREATE INDEX client_version_bsn ON client_version(bsn_index);
CREATE TABLE iban(
    id INTEGER PRIMARY KEY,
    client INTEGER,
    creditor INTEGER,
    household INTEGER,
    value INTEGER NOT NULL,
    blind_index INTEGER NOT NULL,
    recorded_by INTEGER NOT NULL,
    fact INTEGER NOT NULL,
    replaced INTEGER,
    confirmed_by INTEGER,
    confirmed_fact INTEGER,
    CHECK((client IS NULL) <> (creditor IS NULL)),
    CHECK(confirmed_by IS NULL OR confirmed_by <> recorded_by)
) STRICT;
CREATE INDEX iban_of_household ON iban(household) WHERE household IS NOT NULL;
CREATE INDEX iban_of_creditor ON iban(creditor) WHERE creditor IS NOT NULL;
CREATE INDEX iban_blind ON iban(blind_index);
-- beschikking is a personal row: its number leads to a person.
CREATE TABLE grondslag(
    id INTEGER PRIMARY KEY,
    client INTEGER NOT NULL,
    household INTEGER NOT NULL,
    soort INTEGER NOT NULL,
    vanaf INTEGER NOT NULL,
    tot_en_met INTEGER,
    beschikking INTEGER NOT NULL,
    beschikking_datum INTEGER NOT NULL,
    fact INTEGER NOT NULL,
    replaced INTEGER
) STRICT;
CREATE INDEX grondslag_of ON grondslag(household);
CREATE TABLE machtiging(
    id INTEGER PRIMARY KEY,
    client INTEGER NOT NULL,
    household INTEGER NOT NULL,
    toestand INTEGER NOT NULL,
    datum INTEGER NOT NULL,
    fact INTEGER NOT NULL,
    replaced INTEGER
) STRICT;
CREATE INDEX machtiging_of ON machtiging(household);
CREATE TABLE joint_request(
    id INTEGER PRIMARY KEY,
    household INTEGER NOT NULL,
    vanaf INTEGER NOT NULL,
    tot_en_met INTEGER,
    aandeel_eerste INTEGER NOT NULL,
    fact INTEGER NOT NULL,
    replaced INTEGER
) STRICT;
CREATE INDEX joint_request_of ON joint_request(household);
CREATE TABLE contract(
    id INTEGER PRIMARY KEY,
    nummer TEXT NOT NULL UNIQUE,
    household INTEGER NOT NULL,
    fact INTEGER NOT NULL
) STRICT;
CREATE TABLE contract_version(
    id INTEGER PRIMARY KEY,
    contract INTEGER NOT NULL,
    household INTEGER NOT NULL,
    soort INTEGER NOT NULL,
    drager INTEGER,
    op_naam_van INTEGER NOT NULL,
    crediteur INTEGER NOT NULL,
    kenmerk INTEGER NOT NULL,
    bedragen TEXT NOT NULL,
    eerste_bedrag INTEGER,
    ritme INTEGER NOT NULL,
    vervaldag INTEGER NOT NULL,
    vanaf INTEGER NOT NULL,
    tot_en_met INTEGER,
    betalen_vanaf INTEGER NOT NULL,
    incasso INTEGER NOT NULL,
    fact INTEGER NOT NULL,
    replaced INTEGER
) STRICT;
CREATE INDEX contract_version_of ON contract_version(household);
CREATE TABLE client_hold(
    id INTEGER PRIMARY KEY,
    client INTEGER NOT NULL,
    household INTEGER NOT NULL,
    reason INTEGER NOT NULL,
    fact INTEGER NOT NULL,
    replaced INTEGER,
    end_reason INTEGER
) STRICT;
CREATE INDEX client_hold_of ON client_hold(household);

-- Runs -----------------------------------------------------------------------------------------------
CREATE TABLE run(
    id INTEGER PRIMARY KEY,
    run_id TEXT NOT NULL UNIQUE,
    soort INTEGER NOT NULL,
    periode INTEGER NOT NULL,
    datum_run INTEGER NOT NULL,
    aantal INTEGER NOT NULL,
    totaal INTEGER NOT NULL,
    sha256 BLOB NOT NULL,
    held INTEGER NOT NULL,
    held_cents INTEGER NOT NULL,
    imported_by INTEGER NOT NULL REFERENCES user(id),
    fact INTEGER NOT NULL,
    state TEXT NOT NULL CHECK(state IN ('validated', 'splitting', 'split', 'closed', 'rejected')),
    pay_date INTEGER,
    next_pay_date INTEGER,
    regelset INTEGER REFERENCES regelset(id),
    held_accepted_by INTEGER REFERENCES user(id),
    held_accepted_fact INTEGER,
    held_list_sha256 BLOB,
    CHECK(held_accepted_by IS NULL OR held_accepted_by <> imported_by)
) STRICT;
CREATE INDEX run_of_month ON run(periode, soort);
-- `leaf` is the exact text that the run's Merkle root covers.
CREATE TABLE run_record(
    run INTEGER NOT NULL,
    number INTEGER NOT NULL,
    household INTEGER,
    net_cents INTEGER NOT NULL,
    bijzondere_bijstand_cents INTEGER NOT NULL,
    finding TEXT,
    split_fact INTEGER,
    leaf TEXT NOT NULL,
    PRIMARY KEY(run, number)
) STRICT, WITHOUT ROWID;
CREATE INDEX run_record_household ON run_record(run, household, number);

-- Split, part of the run --------------------------------------------------------------------------------------
-- `run split` may be given again for records that were held: `fact` tells which split a household was in.
CREATE TABLE split_explanation(
    run INTEGER NOT NULL,
    household INTEGER NOT NULL,
    fact INTEGER NOT NULL,
    explanation TEXT NOT NULL,
    PRIMARY KEY(run, household)
) STRICT, WITHOUT ROWID;
CREATE TABLE split_line(
    run INTEGER NOT NULL,
    household INTEGER NOT NULL,
    number INTEGER NOT NULL,
    fact INTEGER NOT NULL,
    contract INTEGER,
    payee INTEGER,
    kind INTEGER NOT NULL,
    period_from INTEGER,
    period_until INTEGER,
    due INTEGER,
    wanted_cents INTEGER NOT NULL,
    to_pay_cents INTEGER NOT NULL CHECK(to_pay_cents BETWEEN 0 AND wanted_cents),
    draagdeel_eerste INTEGER NOT NULL,
    outcome INTEGER NOT NULL,
    reason INTEGER NOT NULL,
    grondslag_eindigt INTEGER NOT NULL,
    instruction INTEGER,
    PRIMARY KEY(run, household, number)
) STRICT, WITHOUT ROWID;
-- One row per bill and run that took it up: what was wanted and what was instructed.
CREATE TABLE bill(
    contract INTEGER NOT NULL,
    period_from INTEGER NOT NULL,
    run INTEGER NOT NULL,
    fact INTEGER NOT NULL,
    month INTEGER NOT NULL,
    bedrag_cents INTEGER NOT NULL,
    instructed_cents INTEGER NOT NULL CHECK(instructed_cents BETWEEN 0 AND bedrag_cents),
    PRIMARY KEY(contract, period_from, run)
) STRICT, WITHOUT ROWID;

-- Payments -------------------------------------------------------------------------------------------
CREATE TABLE instruction(
    id INTEGER PRIMARY KEY,
    run INTEGER NOT NULL,
    fact INTEGER NOT NULL,
    household INTEGER NOT NULL,
    kind INTEGER NOT NULL,
    contract INTEGER,
    period_from INTEGER,
    part INTEGER NOT NULL,
    client INTEGER NOT NULL,
    creditor INTEGER,
    cents INTEGER NOT NULL CHECK(cents > 0),
    draagdeel_eerste INTEGER NOT NULL,
    execution_date INTEGER NOT NULL,
    account INTEGER NOT NULL,
    iban INTEGER NOT NULL,
    contract_version INTEGER,
    CHECK((contract IS NULL) = (creditor IS NULL))
) STRICT;
CREATE UNIQUE INDEX instruction_of_bill ON instruction(contract, period_from, part) WHERE contract IS NOT NULL;
CREATE UNIQUE INDEX instruction_of_leefgeld ON instruction(run, client, part) WHERE contract IS NULL;
-- The order in which a batch takes up instructions; also what looks for payments to one account.
CREATE INDEX instruction_order ON instruction(run, execution_date, account);
CREATE INDEX instruction_iban ON instruction(iban, cents);
-- A payment aimed anew: the account, day and contract row that attempts made after it are made with. Payee and
-- amount stay those of the instruction, whose row never changes. Numbered from 1 per instruction; the newest counts.
CREATE TABLE instruction_aim(
    id INTEGER PRIMARY KEY,
    instruction INTEGER NOT NULL,
    number INTEGER NOT NULL CHECK(number > 0),
    iban INTEGER NOT NULL,
    account INTEGER NOT NULL,
    execution_date INTEGER NOT NULL,
    contract_version INTEGER,
    fact INTEGER NOT NULL,
    UNIQUE(instruction, number)
) STRICT;
CREATE INDEX instruction_aim_iban ON instruction_aim(iban);
CREATE TRIGGER instruction_aim_is_never_updated BEFORE UPDATE ON instruction_aim
BEGIN SELECT RAISE(ABORT, 'instruction_aim is never updated'); END;
CREATE TABLE batch(
    id INTEGER PRIMARY KEY,
    version INTEGER NOT NULL,
    state TEXT NOT NULL,
    run INTEGER NOT NULL REFERENCES run(id),
    proposed_by INTEGER NOT NULL REFERENCES user(id),
    fact INTEGER NOT NULL,
    released_by INTEGER REFERENCES user(id),
    released_fact INTEGER,
    instant INTEGER NOT NULL CHECK(instant IN (0, 1))   -- of every version: paid by SCT Inst
) STRICT;
CREATE TABLE batch_version(
    batch INTEGER NOT NULL,
    version INTEGER NOT NULL,
    count INTEGER NOT NULL,
    cents INTEGER NOT NULL,
    needed_signatures INTEGER NOT NULL,
    sheet TEXT NOT NULL,
    sheet_sha256 BLOB NOT NULL,
    review TEXT NOT NULL,   -- what it has less than the version before: "COUNT CENTS"; empty for the first
    made_by INTEGER NOT NULL,
    fact INTEGER NOT NULL,
    PRIMARY KEY(batch, version)
) STRICT, WITHOUT ROWID;
CREATE TABLE signature(
    batch INTEGER NOT NULL,
    version INTEGER NOT NULL,
    user INTEGER NOT NULL REFERENCES user(id),
    sheet_sha256 BLOB NOT NULL,
    fact INTEGER NOT NULL,
    PRIMARY KEY(batch, version, user)
) STRICT, WITHOUT ROWID;
-- `single_debits` counts live statement lines that are a debit of one payment in it, `batch_day` is the day
-- of the line that booked all of it as one. `bank_word` is what the bank's status reports come to for every
-- payment in it that they do not name (payment::BankWord), `bank_reason` the code when it was rejected.
CREATE TABLE file(
    id INTEGER PRIMARY KEY,
    batch INTEGER NOT NULL,
    version INTEGER NOT NULL,
    account INTEGER NOT NULL,
    execution_date INTEGER NOT NULL,
    name TEXT NOT NULL UNIQUE,
    msg_id TEXT NOT NULL UNIQUE,
    sha256 BLOB NOT NULL,
    count INTEGER NOT NULL,
    cents INTEGER NOT NULL,
    state TEXT NOT NULL,
    fact INTEGER NOT NULL,
    state_fact INTEGER NOT NULL,
    single_debits INTEGER NOT NULL DEFAULT 0,
    batch_day INTEGER,
    bank_word INTEGER NOT NULL DEFAULT 0 CHECK(bank_word BETWEEN 0 AND 5),
    bank_reason TEXT
) STRICT;
CREATE INDEX file_of_batch ON file(batch, version);
CREATE INDEX file_of_account ON file(account, execution_date);
-- One try to pay an instruction. What the file says (handed over, stopped) is not repeated here:
-- state 'in_file' means "as its file". `claims` counts the live statement lines that name this attempt; `aim` is
-- the number of the aim it was made with (instruction_aim), 0 when it goes where the split sent it.
-- `settled_fact` is the fact that took it from as it was made to confirmed in one go; whatever else changes it
-- sets `changed_fact` as well, and so keeps the row as it was (attempt_before). `bank_word` is what the bank's
-- status reports come to when they name it (NULL: as its file).
CREATE TABLE attempt(
    instruction INTEGER NOT NULL,
    number INTEGER NOT NULL,
    batch INTEGER NOT NULL,
    file INTEGER NOT NULL,
    state INTEGER NOT NULL,
    settled_on INTEGER,
    returned_cents INTEGER NOT NULL DEFAULT 0,
    return_reason TEXT,
    claims INTEGER NOT NULL DEFAULT 0,
    aim INTEGER NOT NULL DEFAULT 0,
    settled_fact INTEGER,
    changed_fact INTEGER,
    bank_word INTEGER CHECK(bank_word BETWEEN 0 AND 5),
    bank_reason TEXT,
    PRIMARY KEY(instruction, number)
) STRICT, WITHOUT ROWID;
-- A payment that came back whole and is to be made again: its attempt is no longer the live one of its
-- instruction, which is open for the next batch. Whatever becomes of that attempt's statement later, it stays so.
CREATE TABLE reissue(
    id INTEGER PRIMARY KEY,
    instruction INTEGER NOT NULL,
    attempt INTEGER NOT NULL,
    cents INTEGER NOT NULL CHECK(cents > 0),
    fact INTEGER NOT NULL,
    UNIQUE(instruction, attempt)
) STRICT;
CREATE TRIGGER reissue_is_never_updated BEFORE UPDATE ON reissue
BEGIN SELECT RAISE(ABORT, 'reissue is never updated'); END;
-- Somebody says that what came back in part of a payment is to be paid again: `cents` of it. When a second person says
-- the same, that word has in `made` the instruction that it made for those cents (the next part of the bill, or the
-- next tranche). Words before that one are used up by it.
CREATE TABLE part_word(
    id INTEGER PRIMARY KEY,
    instruction INTEGER NOT NULL,
    attempt INTEGER NOT NULL,
    cents INTEGER NOT NULL CHECK(cents > 0),
    user INTEGER NOT NULL REFERENCES user(id),
    reason INTEGER NOT NULL,
    made INTEGER,
    fact INTEGER NOT NULL
) STRICT;
CREATE INDEX part_word_of ON part_word(instruction, attempt);
CREATE UNIQUE INDEX part_word_made ON part_word(made) WHERE made IS NOT NULL;
CREATE TRIGGER part_word_is_never_updated BEFORE UPDATE ON part_word
BEGIN SELECT RAISE(ABORT, 'part_word is never updated'); END;
-- Somebody asked the bank to get a payment back: with which code, how much of it had come back by then, and the last
-- day on which it may be asked so.
CREATE TABLE recall(
    id INTEGER PRIMARY KEY,
    instruction INTEGER NOT NULL,
    attempt INTEGER NOT NULL,
    code TEXT NOT NULL,
    returned_cents INTEGER NOT NULL,
    until INTEGER NOT NULL,
    user INTEGER NOT NULL REFERENCES user(id),
    reason INTEGER NOT NULL,
    fact INTEGER NOT NULL
) STRICT;
CREATE INDEX recall_of ON recall(instruction, attempt);
CREATE TRIGGER recall_is_never_updated BEFORE UPDATE ON recall
BEGIN SELECT RAISE(ABORT, 'recall is never updated'); END;
-- The bank said no. That it says yes only a booked return tells.
CREATE TABLE recall_refusal(
    id INTEGER PRIMARY KEY,
    recall INTEGER NOT NULL UNIQUE REFERENCES recall(id),
    code TEXT NOT NULL,
    user INTEGER NOT NULL REFERENCES user(id),
    fact INTEGER NOT NULL
) STRICT;
CREATE TRIGGER recall_refusal_is_never_updated BEFORE UPDATE ON recall_refusal
BEGIN SELECT RAISE(ABORT, 'recall_refusal is never updated'); END;
-- Somebody says that a payment, which the bank has or may have and never booked, is dead. When two people say so,
-- it is; neither of them proposed its batch.
CREATE TABLE dead_word(
    id INTEGER PRIMARY KEY,
    instruction INTEGER NOT NULL,
    attempt INTEGER NOT NULL,
    user INTEGER NOT NULL REFERENCES user(id),
    reason INTEGER NOT NULL,
    fact INTEGER NOT NULL,
    UNIQUE(instruction, attempt, user)
) STRICT;
CREATE TRIGGER dead_word_is_never_updated BEFORE UPDATE ON dead_word
BEGIN SELECT RAISE(ABORT, 'dead_word is never updated'); END;
CREATE INDEX attempt_of_file ON attempt(file, instruction);
CREATE INDEX attempt_dead ON attempt(file) WHERE state = 3;
CREATE INDEX attempt_returned ON attempt(instruction) WHERE returned_cents > 0;
-- Payments that nothing was booked of: few once the statements of their day are here.
CREATE INDEX attempt_unbooked ON attempt(file) WHERE state = 0;

-- Bank -----------------------------------------------------------------------------------------------
-- `finding` says why nothing in the file was placed (NULL when it was); `answer` is what was answered.
CREATE TABLE bank_file(
    id INTEGER PRIMARY KEY,
    sha256 BLOB NOT NULL,
    fact INTEGER NOT NULL,
    statements INTEGER NOT NULL,
    finding TEXT,
    answer TEXT NOT NULL
) STRICT;
CREATE UNIQUE INDEX bank_file_sha256 ON bank_file(sha256, finding IS NULL);
-- Statements are numbered in the order they were ingested. Only `chained` and `gap` are live: their lines
-- count, unless they repeat an entry of another live statement. `lead_cents` and `trail_cents` are what the
-- repeated entries at the beginning, and the others, add to the balance.
-- A `notice` (camt.052, camt.054) tells what a statement will tell or told: it has no balances (zero) and its
-- lines carry no money; they repeat the entry of the statement once that is here. `ways` is what the lines show
-- of how the bank books and calls our files (payment::BankWays).
-- `incomplete` is a page of a statement of which other pages are not here, or that do not add up together
-- (statement_page): it counts for nothing. Once all are here each stands as a statement of its own, with the
-- balances before and behind it and the days of the whole.
CREATE TABLE statement(
    id INTEGER PRIMARY KEY,
    bank_file INTEGER NOT NULL,
    account INTEGER NOT NULL,
    statement_id TEXT NOT NULL,
    sequence TEXT NOT NULL,
    opening_cents INTEGER NOT NULL,
    closing_cents INTEGER NOT NULL,
    opening_date INTEGER NOT NULL,
    closing_date INTEGER NOT NULL,
    first_booking INTEGER,
    last_booking INTEGER,
    lines INTEGER NOT NULL,
    repeated INTEGER NOT NULL,
    lead_cents INTEGER NOT NULL,
    trail_cents INTEGER NOT NULL,
    state TEXT NOT NULL CHECK(state IN ('chained', 'gap', 'conflict', 'set_aside', 'notice', 'incomplete')),
    content_sha256 BLOB NOT NULL,
    fact INTEGER NOT NULL,
    ways INTEGER NOT NULL,
    CHECK((first_booking IS NULL) = (last_booking IS NULL))
) STRICT;
CREATE INDEX statement_of_account ON statement(account, closing_date);
CREATE INDEX statement_of_fact ON statement(fact);
CREATE INDEX statement_incomplete ON statement(account) WHERE state = 'incomplete';
-- A delivery that is one page of a statement, as the bank wrote it: what it says of its place and the balances
-- that stand on it. `counts_itself` says that the page proves by itself and counts at once (MT940).
CREATE TABLE statement_page(
    id INTEGER PRIMARY KEY,
    statement INTEGER NOT NULL UNIQUE,
    fact INTEGER NOT NULL,
    page INTEGER NOT NULL,
    page_begins INTEGER NOT NULL CHECK(page_begins IN (0, 1)),
    page_ends INTEGER NOT NULL CHECK(page_ends IN (0, 1)),
    of_message INTEGER NOT NULL CHECK(of_message IN (0, 1)),
    counts_itself INTEGER NOT NULL CHECK(counts_itself IN (0, 1)),
    opening_cents INTEGER,
    closing_cents INTEGER
) STRICT;
CREATE INDEX statement_page_followed ON statement_page(statement) WHERE counts_itself = 1 AND page_ends = 0;
-- `claim` is how the line names a payment (0 not, 1 our reference, 2 our reference as it was recovered,
-- 3 our file, 4 the total of our file, in which case `file` is the one it is matched to, if any; 5 a person
-- said which payment or file it is, see line_decision; 6 a creditor pays money of `household` back).
-- Place and rule are those of a live line that repeats nothing.
-- `counter` is the blind index of the other account, of lines that are not matched.
CREATE TABLE statement_line(
    statement INTEGER NOT NULL,
    entry INTEGER NOT NULL,
    detail INTEGER NOT NULL,
    booking_date INTEGER NOT NULL,
    cents INTEGER NOT NULL CHECK(cents >= 0),
    credit INTEGER NOT NULL CHECK(credit IN (0, 1)),
    claim INTEGER NOT NULL CHECK(claim BETWEEN 0 AND 7),
    place INTEGER NOT NULL CHECK(place BETWEEN 0 AND 3),
    rule TEXT NOT NULL,
    instruction INTEGER,
    attempt INTEGER,
    file INTEGER,
    return_reason TEXT,
    fingerprint INTEGER NOT NULL,
    counter INTEGER,
    repeats_statement INTEGER,
    repeats_entry INTEGER,
    household INTEGER,
    PRIMARY KEY(statement, entry, detail),
    CHECK((claim = 6) = (household IS NOT NULL)),
    CHECK(claim <> 6 OR credit = 1),
    CHECK(claim NOT IN (1, 2) OR instruction IS NOT NULL),
    CHECK(claim IN (1, 2, 5) OR instruction IS NULL),
    CHECK((instruction IS NULL) = (attempt IS NULL)),
    CHECK(claim NOT IN (3, 7) OR file IS NOT NULL),
    CHECK(claim IN (3, 4, 5, 7) OR file IS NULL),
    CHECK(claim <> 5 OR (instruction IS NULL) <> (file IS NULL))
) STRICT, WITHOUT ROWID;
CREATE INDEX statement_line_attempt ON statement_line(instruction) WHERE instruction IS NOT NULL;
CREATE INDEX statement_line_file ON statement_line(file) WHERE file IS NOT NULL;
-- Money that creditors pay back: few, and summed for the books.
CREATE INDEX statement_line_refund ON statement_line(household, booking_date) WHERE household IS NOT NULL;
CREATE INDEX statement_line_counter ON statement_line(counter, cents) WHERE counter IS NOT NULL;
-- Debits that no payment explains: few, and looked through before every payment.
CREATE INDEX statement_line_open ON statement_line(statement) WHERE credit = 0 AND place <> 0;
-- Debits that name a payment or file of ours that was not asked for, looked for whenever lines are placed.
CREATE INDEX statement_line_extra ON statement_line(statement)
    WHERE credit = 0 AND place <> 0 AND
          rule IN ('second_debit_for_one_payment', 'single_debit_beside_batch_debit',
                   'batch_debit_beside_single_debit', 'total_of_a_booked_file',
                   'payment_was_declared_dead', 'payment_was_never_handed_over', 'payee_differs');
-- Debits with a reference that this copy of ontzorgd never gave out, or that another copy did, and of what was never
-- handed over: looked for before every release.
CREATE INDEX statement_line_unknown ON statement_line(statement)
    WHERE credit = 0 AND place <> 0 AND rule IN ('reference_was_never_given_out', 'reference_of_another_copy',
                                                 'payment_was_never_handed_over');
-- Lines that wait for a person, looked for when a month is closed.
CREATE INDEX statement_line_proposed ON statement_line(booking_date) WHERE place = 1;
-- Lines that a rule of the municipality placed (line_rule).
CREATE INDEX statement_line_by_rule ON statement_line(rule) WHERE rule >= 'by_rule:' AND rule < 'by_rule;';
CREATE INDEX statement_line_repeats ON statement_line(repeats_statement)
    WHERE repeats_statement IS NOT NULL;
-- Lines that the bank booked as a batch of so many payments and that name no file (claim 4). Which file
-- one is, or could be, depends on all of the same account, amount and count. `has_trace` says whether
-- there is something else of ours in it.
CREATE TABLE total_line(
    statement INTEGER NOT NULL,
    entry INTEGER NOT NULL,
    detail INTEGER NOT NULL,
    account INTEGER NOT NULL,
    cents INTEGER NOT NULL,
    payments INTEGER NOT NULL,
    has_trace INTEGER NOT NULL CHECK(has_trace IN (0, 1)),
    PRIMARY KEY(statement, entry, detail)
) STRICT, WITHOUT ROWID;
CREATE INDEX total_line_of_account ON total_line(account, cents, payments);
-- What the bank kept of a return that brings less than was paid, by its own word. It is told; no sum counts it.
CREATE TABLE line_cost(
    statement INTEGER NOT NULL,
    entry INTEGER NOT NULL,
    detail INTEGER NOT NULL,
    cents INTEGER NOT NULL CHECK(cents > 0),
    PRIMARY KEY(statement, entry, detail)
) STRICT, WITHOUT ROWID;
-- What a proposed line could be: a payment, or every payment of a file.
CREATE TABLE line_candidate(
    statement INTEGER NOT NULL,
    entry INTEGER NOT NULL,
    detail INTEGER NOT NULL,
    instruction INTEGER NOT NULL,
    attempt INTEGER NOT NULL,
    file INTEGER NOT NULL,
    PRIMARY KEY(statement, entry, detail, instruction, attempt, file),
    CHECK((instruction = 0) <> (file = 0))
) STRICT, WITHOUT ROWID;
CREATE INDEX line_candidate_payment ON line_candidate(instruction, attempt, file);
-- The contracts of which the kenmerk (or a number of ours) stands in a credit of the creditor's account: what it may be
-- a refund of. With claim 6 they are all of one household.
CREATE TABLE refund_contract(
    statement INTEGER NOT NULL,
    entry INTEGER NOT NULL,
    detail INTEGER NOT NULL,
    contract INTEGER NOT NULL,
    PRIMARY KEY(statement, entry, detail, contract)
) STRICT, WITHOUT ROWID;
-- What people decided about lines. `match`: the line is this payment, or this file; `force`: so it is, although
-- nothing but the amount says so, proposed by one and confirmed by another; `other`: it is no payment of ours
-- (with label handmatige_betaling it stands for the payment named, with terugbetaling for the household whose money
-- a creditor paid back, and the contract it is of when that was said), proposed and confirmed where the line spoke of
-- something else of ours; `release`: it is not what it was matched to.
-- A decision stands from when it is in force (`claim_before` is filled) until it is revoked, and the newest that
-- stands is what the line claims. `..._before` is the line as it was when the decision came into force, and is
-- again when it is revoked; so the oldest that stands has what the line claimed by itself.
CREATE TABLE line_decision(
    id INTEGER PRIMARY KEY,
    statement INTEGER NOT NULL,
    entry INTEGER NOT NULL,
    detail INTEGER NOT NULL,
    kind TEXT NOT NULL CHECK(kind IN ('match', 'force', 'other', 'release')),
    instruction INTEGER,
    attempt INTEGER,
    file INTEGER,
    label TEXT,
    household INTEGER,
    contract INTEGER,
    reason INTEGER NOT NULL,
    decided_by INTEGER NOT NULL REFERENCES user(id),
    fact INTEGER NOT NULL,
    confirmed_by INTEGER REFERENCES user(id),
    confirmed_fact INTEGER,
    revoked_by INTEGER REFERENCES user(id),
    revoked_fact INTEGER,
    revoke_reason INTEGER,
    claim_before INTEGER,
    place_before INTEGER,
    rule_before TEXT,
    instruction_before INTEGER,
    attempt_before INTEGER,
    file_before INTEGER,
    household_before INTEGER,
    CHECK((instruction IS NULL) = (attempt IS NULL)),
    CHECK((household IS NOT NULL) = (label IS NOT NULL AND label = 'terugbetaling')),
    CHECK(contract IS NULL OR household IS NOT NULL),
    CHECK((kind = 'other') = (label IS NOT NULL)),
    CHECK(kind NOT IN ('match', 'force') OR (instruction IS NULL) <> (file IS NULL)),
    CHECK((confirmed_by IS NULL) = (confirmed_fact IS NULL)),
    CHECK(confirmed_by IS NULL OR (kind IN ('force', 'other') AND confirmed_by <> decided_by)),
    CHECK((revoked_by IS NULL) = (revoked_fact IS NULL)),
    CHECK((revoked_by IS NULL) = (revoke_reason IS NULL)),
    CHECK(confirmed_by IS NULL OR claim_before IS NOT NULL),
    CHECK(claim_before IS NULL OR kind <> 'force' OR confirmed_by IS NOT NULL),
    CHECK(claim_before IS NOT NULL OR kind IN ('force', 'other'))
) STRICT;
CREATE INDEX line_decision_of_line ON line_decision(statement, entry, detail);
CREATE INDEX line_decision_named ON line_decision(instruction_before)
    WHERE instruction_before IS NOT NULL AND revoked_fact IS NULL;
CREATE INDEX line_decision_file ON line_decision(file_before) WHERE file_before IS NOT NULL;
-- Payments that were made by hand: asked about before every payment.
CREATE INDEX line_decision_by_hand ON line_decision(instruction)
    WHERE label = 'handmatige_betaling' AND revoked_fact IS NULL AND claim_before IS NOT NULL;
CREATE INDEX line_decision_label ON line_decision(instruction) WHERE label = 'handmatige_betaling';

-- Rules of the municipality: what a line is that nothing of ours explains. One person proposes a rule (`first_day`
-- when it is to begin later than it could), another confirms it; it acts on lines booked from `acts_from` to
-- `last_day`. A line that it placed has rule by_rule:ID. `other_side` is reconcile::AskedAccount, with the account
-- (2) as a personal row and its blind index; `text` is a personal row as well. A rule that was ended before it was
-- confirmed never acts.
CREATE TABLE line_rule(
    id INTEGER PRIMARY KEY,
    account INTEGER REFERENCES own_account(id),
    credit INTEGER NOT NULL CHECK(credit IN (0, 1)),
    word TEXT NOT NULL CHECK(word IN ('eigen_overboeking', 'kosten', 'overig', 'rente')),
    other_side INTEGER NOT NULL CHECK(other_side BETWEEN 0 AND 2),
    other_account INTEGER,
    blind_index INTEGER,
    from_cents INTEGER CHECK(from_cents > 0),
    up_to_cents INTEGER CHECK(up_to_cents >= coalesce(from_cents, 1)),
    text INTEGER,
    code TEXT,
    first_day INTEGER,
    proposed_by INTEGER NOT NULL REFERENCES user(id),
    fact INTEGER NOT NULL,
    confirmed_by INTEGER REFERENCES user(id),
    confirmed_fact INTEGER,
    acts_from INTEGER,
    ended_by INTEGER REFERENCES user(id),
    ended_fact INTEGER,
    last_day INTEGER,
    end_reason INTEGER,
    CHECK((other_side = 2) = (other_account IS NOT NULL)),
    CHECK((other_side = 2) = (blind_index IS NOT NULL)),
    CHECK(other_side = 2 OR (up_to_cents IS NOT NULL AND (text IS NOT NULL OR code IS NOT NULL))),
    CHECK(word <> 'eigen_overboeking' OR other_side = 2),
    CHECK((confirmed_by IS NULL) = (confirmed_fact IS NULL)),
    CHECK((confirmed_by IS NULL) = (acts_from IS NULL)),
    CHECK(confirmed_by <> proposed_by),
    CHECK((ended_by IS NULL) = (ended_fact IS NULL)),
    CHECK((ended_by IS NULL) = (last_day IS NULL)),
    CHECK((ended_by IS NULL) = (end_reason IS NULL))
) STRICT;

-- A status report (pain.002); what it says stands in the tables below. `msg_id` is the bank's, in the characters of
-- an id. One that says again what an earlier one of that name said names it in `repeats` and counts for nothing.
-- `created` is when the bank made it, in seconds since 1970.
CREATE TABLE status_report(
    id INTEGER PRIMARY KEY,
    bank_file INTEGER NOT NULL REFERENCES bank_file(id),
    msg_id TEXT NOT NULL,
    content_sha256 BLOB NOT NULL CHECK(length(content_sha256) = 32),
    repeats INTEGER REFERENCES status_report(id),
    created INTEGER,
    fact INTEGER NOT NULL
) STRICT;
CREATE INDEX status_report_name ON status_report(msg_id);
CREATE TRIGGER status_report_is_never_updated BEFORE UPDATE ON status_report
BEGIN SELECT RAISE(ABORT, 'status_report is never updated'); END;
-- What a report says of the execution of all payments of a file that it does not name. `word` as in
-- payment::BankWord (1 received, 2 accepted, 3 settled, 4 rejected).
CREATE TABLE file_status(
    id INTEGER PRIMARY KEY,
    report INTEGER NOT NULL REFERENCES status_report(id),
    file INTEGER NOT NULL,
    word INTEGER NOT NULL CHECK(word BETWEEN 1 AND 4),
    code TEXT NOT NULL,
    reason TEXT NOT NULL,
    fact INTEGER NOT NULL
) STRICT;
CREATE INDEX file_status_of ON file_status(file);
CREATE TRIGGER file_status_is_never_updated BEFORE UPDATE ON file_status
BEGIN SELECT RAISE(ABORT, 'file_status is never updated'); END;
-- What a report says of a payment that it names; word 0: nothing of its execution. `itself`: of this one, and not
-- of all.
CREATE TABLE attempt_status(
    id INTEGER PRIMARY KEY,
    report INTEGER NOT NULL REFERENCES status_report(id),
    instruction INTEGER NOT NULL,
    attempt INTEGER NOT NULL,
    file INTEGER NOT NULL,
    word INTEGER NOT NULL CHECK(word BETWEEN 0 AND 4),
    itself INTEGER NOT NULL CHECK(itself IN (0, 1)),
    code TEXT NOT NULL,
    reason TEXT NOT NULL,
    fact INTEGER NOT NULL
) STRICT;
CREATE INDEX attempt_status_of ON attempt_status(instruction, attempt);
CREATE INDEX attempt_status_file ON attempt_status(file);
-- Statuses with which a payment waits, or is changed (reconcile::is_told_of()).
CREATE INDEX attempt_status_told ON attempt_status(file) WHERE code IN ('ACFC', 'ACWC', 'BLCK', 'PATC', 'PDNG');
CREATE TRIGGER attempt_status_is_never_updated BEFORE UPDATE ON attempt_status
BEGIN SELECT RAISE(ABORT, 'attempt_status is never updated'); END;
-- A result of the Verification of Payee (reconcile::NameCheck 1 to 6): of the name (a personal row) and account that
-- were sent, with the name that the bank has for the account when it gave one.
CREATE TABLE name_check(
    id INTEGER PRIMARY KEY,
    report INTEGER NOT NULL REFERENCES status_report(id),
    instruction INTEGER NOT NULL,
    attempt INTEGER NOT NULL,
    result INTEGER NOT NULL CHECK(result BETWEEN 1 AND 6),
    sent_name INTEGER NOT NULL,
    iban INTEGER NOT NULL,
    answered_name INTEGER,
    fact INTEGER NOT NULL
) STRICT;
CREATE INDEX name_check_of ON name_check(instruction, attempt);
CREATE TRIGGER name_check_is_never_updated BEFORE UPDATE ON name_check
BEGIN SELECT RAISE(ABORT, 'name_check is never updated'); END;
-- An official decided about every result of the payment up to `until`.
CREATE TABLE name_check_decision(
    id INTEGER PRIMARY KEY,
    instruction INTEGER NOT NULL,
    attempt INTEGER NOT NULL,
    until INTEGER NOT NULL REFERENCES name_check(id),
    go INTEGER NOT NULL CHECK(go IN (0, 1)),
    reason INTEGER NOT NULL,
    decided_by INTEGER NOT NULL REFERENCES user(id),
    fact INTEGER NOT NULL
) STRICT;
CREATE INDEX name_check_decision_of ON name_check_decision(instruction, attempt);
CREATE TRIGGER name_check_decision_is_never_updated BEFORE UPDATE ON name_check_decision
BEGIN SELECT RAISE(ABORT, 'name_check_decision is never updated'); END;

-- Somebody says that an account of ours ended at its bank on this day. When two people say the same of one day, it did.
CREATE TABLE account_end(
    id INTEGER PRIMARY KEY,
    account INTEGER NOT NULL REFERENCES own_account(id),
    day INTEGER NOT NULL,
    user INTEGER NOT NULL REFERENCES user(id),
    fact INTEGER NOT NULL,
    UNIQUE(account, day, user)
) STRICT;
CREATE TRIGGER account_end_is_never_updated BEFORE UPDATE ON account_end
BEGIN SELECT RAISE(ABORT, 'account_end is never updated'); END;

-- Months that are closed. Only acts: `closed` by one person, `reopening` asked for by a second and, when a third asks
-- for it too, `reopened`. Months are closed in order and reopened from the newest on.
CREATE TABLE month_act(
    id INTEGER PRIMARY KEY,
    month INTEGER NOT NULL,
    kind TEXT NOT NULL CHECK(kind IN ('closed', 'reopening', 'reopened')),
    user INTEGER NOT NULL REFERENCES user(id),
    reason INTEGER,
    fact INTEGER NOT NULL,
    CHECK((kind = 'closed') = (reason IS NULL))
) STRICT;
CREATE INDEX month_act_of ON month_act(month);
CREATE TRIGGER month_act_is_never_updated BEFORE UPDATE ON month_act
BEGIN SELECT RAISE(ABORT, 'month_act is never updated'); END;
-- What each account stood at on the last day of a month, by the statements that were there when it was closed.
CREATE TABLE month_balance(
    id INTEGER PRIMARY KEY,
    act INTEGER NOT NULL REFERENCES month_act(id),
    account INTEGER NOT NULL,
    cents INTEGER NOT NULL,
    fact INTEGER NOT NULL,
    UNIQUE(act, account)
) STRICT;
CREATE TRIGGER month_balance_is_never_updated BEFORE UPDATE ON month_balance
BEGIN SELECT RAISE(ABORT, 'month_balance is never updated'); END;
-- The months that are closed now, each with the act that closed it.
CREATE VIEW closed_month(month, act) AS
    SELECT a.month, a.id FROM month_act a
     WHERE a.kind = 'closed'
       AND NOT EXISTS (SELECT 1 FROM month_act b WHERE b.month = a.month AND b.id > a.id AND b.kind = 'reopened');
-- An entry has the day on which its fact was recorded, and that is never in a closed month.
CREATE TRIGGER journal_entry_is_of_an_open_month BEFORE INSERT ON journal_entry
    WHEN NEW.date / 100 <= (SELECT max(month) FROM closed_month)
BEGIN SELECT RAISE(ABORT, 'the month of this journal_entry is closed'); END;

-- Exceptions -----------------------------------------------------------------------------------------
CREATE TABLE exception(
    id INTEGER PRIMARY KEY,
    kind TEXT NOT NULL,
    cause TEXT NOT NULL,
    household INTEGER,
    owner_role TEXT NOT NULL,
    cents INTEGER,
    details TEXT NOT NULL,
    opened INTEGER NOT NULL,
    fact INTEGER NOT NULL,
    closed_fact INTEGER,
    UNIQUE(kind, cause)
) STRICT;
-- What people did with exceptions: who has one in hand, and who judged that nothing more is to be done. An
-- exception that a person closed does not open again for the same cause.
CREATE TABLE exception_act(
    id INTEGER PRIMARY KEY,
    exception INTEGER NOT NULL REFERENCES exception(id),
    kind TEXT NOT NULL CHECK(kind IN ('taken', 'closed')),
    user INTEGER NOT NULL REFERENCES user(id),
    reason INTEGER,
    fact INTEGER NOT NULL,
    CHECK((kind = 'closed') = (reason IS NOT NULL))
) STRICT;
CREATE INDEX exception_act_of ON exception_act(exception);
CREATE TRIGGER exception_act_is_never_updated BEFORE UPDATE ON exception_act
BEGIN SELECT RAISE(ABORT, 'exception_act is never updated'); END;

-- What was there before ------------------------------------------------------------------------------
-- Some columns say how something stands now. Before such a column changes, the row as it was goes into
-- TABLE_before under the fact that changes it, so that the program can tell what it told at the end of an
-- earlier day. Not kept there: what the row tells by itself (fact, replaced, confirmed_fact, split_fact),
-- what changes within the fact that made the row, and the first plain confirmation of an attempt, of which
-- a run has as many as payments (settled_fact tells it): even a trigger that keeps nothing would double the time
-- of those.
CREATE TABLE run_before(
    number INTEGER PRIMARY KEY,
    fact INTEGER NOT NULL,
    run INTEGER NOT NULL,
    state TEXT NOT NULL,
    pay_date INTEGER,
    next_pay_date INTEGER,
    regelset INTEGER,
    held_accepted_by INTEGER,
    held_accepted_fact INTEGER,
    held_list_sha256 BLOB
) STRICT;
CREATE TRIGGER run_is_kept BEFORE UPDATE OF
    state, pay_date, next_pay_date, regelset, held_accepted_by, held_accepted_fact, held_list_sha256
    ON run
    WHEN OLD.state IS NOT NEW.state OR OLD.pay_date IS NOT NEW.pay_date OR
          OLD.next_pay_date IS NOT NEW.next_pay_date OR OLD.regelset IS NOT NEW.regelset OR
          OLD.held_accepted_by IS NOT NEW.held_accepted_by OR
          OLD.held_accepted_fact IS NOT NEW.held_accepted_fact OR
          OLD.held_list_sha256 IS NOT NEW.held_list_sha256
BEGIN
    INSERT INTO run_before
    SELECT NULL, coalesce(max(number), 0) + 1,
           OLD.id, OLD.state, OLD.pay_date, OLD.next_pay_date, OLD.regelset, OLD.held_accepted_by,
           OLD.held_accepted_fact, OLD.held_list_sha256
      FROM audit_link;
END;
CREATE TABLE run_record_before(
    number INTEGER PRIMARY KEY,
    fact INTEGER NOT NULL,
    run INTEGER NOT NULL,
    record INTEGER NOT NULL,
    household INTEGER,
    finding TEXT,
    leaf TEXT NOT NULL
) STRICT;
CREATE TRIGGER run_record_is_kept BEFORE UPDATE OF household, finding, leaf ON run_record
    WHEN (OLD.household IS NOT NEW.household OR OLD.finding IS NOT NEW.finding OR
          OLD.leaf IS NOT NEW.leaf)
     AND EXISTS (SELECT 1 FROM run WHERE id = OLD.run)
BEGIN
    INSERT INTO run_record_before
    SELECT NULL, coalesce(max(number), 0) + 1,
           OLD.run, OLD.number, OLD.household, OLD.finding, OLD.leaf
      FROM audit_link;
END;
CREATE TABLE batch_before(
    number INTEGER PRIMARY KEY,
    fact INTEGER NOT NULL,
    batch INTEGER NOT NULL,
    version INTEGER NOT NULL,
    state TEXT NOT NULL,
    released_by INTEGER,
    released_fact INTEGER
) STRICT;
CREATE TRIGGER batch_is_kept BEFORE UPDATE OF
    version, state, released_by, released_fact
    ON batch
    WHEN OLD.version IS NOT NEW.version OR OLD.state IS NOT NEW.state OR
          OLD.released_by IS NOT NEW.released_by OR OLD.released_fact IS NOT NEW.released_fact
BEGIN
    INSERT INTO batch_before
    SELECT NULL, coalesce(max(number), 0) + 1,
           OLD.id, OLD.version, OLD.state, OLD.released_by, OLD.released_fact
      FROM audit_link;
END;
CREATE TABLE file_before(
    number INTEGER PRIMARY KEY,
    fact INTEGER NOT NULL,
    file INTEGER NOT NULL,
    version INTEGER NOT NULL,
    state TEXT NOT NULL,
    state_fact INTEGER NOT NULL,
    single_debits INTEGER NOT NULL,
    batch_day INTEGER,
    bank_word INTEGER NOT NULL,
    bank_reason TEXT
) STRICT;
CREATE TRIGGER file_is_kept BEFORE UPDATE OF
    version, state, state_fact, single_debits, batch_day, bank_word, bank_reason
    ON file
    WHEN OLD.version IS NOT NEW.version OR OLD.state IS NOT NEW.state OR
          OLD.state_fact IS NOT NEW.state_fact OR OLD.single_debits IS NOT NEW.single_debits OR
          OLD.batch_day IS NOT NEW.batch_day OR OLD.bank_word IS NOT NEW.bank_word OR
          OLD.bank_reason IS NOT NEW.bank_reason
BEGIN
    INSERT INTO file_before
    SELECT NULL, coalesce(max(number), 0) + 1,
           OLD.id, OLD.version, OLD.state, OLD.state_fact, OLD.single_debits, OLD.batch_day,
           OLD.bank_word, OLD.bank_reason
      FROM audit_link;
END;
CREATE TABLE attempt_before(
    number INTEGER PRIMARY KEY,
    fact INTEGER NOT NULL,
    instruction INTEGER NOT NULL,
    attempt INTEGER NOT NULL,
    file INTEGER NOT NULL,
    state INTEGER NOT NULL,
    settled_on INTEGER,
    returned_cents INTEGER NOT NULL,
    return_reason TEXT,
    claims INTEGER NOT NULL,
    settled_fact INTEGER,
    bank_word INTEGER,
    bank_reason TEXT
) STRICT;
CREATE TRIGGER attempt_is_kept BEFORE UPDATE OF changed_fact ON attempt
BEGIN
    INSERT INTO attempt_before
    SELECT NULL, coalesce(max(number), 0) + 1,
           OLD.instruction, OLD.number, OLD.file, OLD.state, OLD.settled_on, OLD.returned_cents,
           OLD.return_reason, OLD.claims, OLD.settled_fact, OLD.bank_word, OLD.bank_reason
      FROM audit_link;
END;
CREATE TABLE statement_before(
    number INTEGER PRIMARY KEY,
    fact INTEGER NOT NULL,
    statement INTEGER NOT NULL,
    repeated INTEGER NOT NULL,
    lead_cents INTEGER NOT NULL,
    trail_cents INTEGER NOT NULL,
    state TEXT NOT NULL,
    opening_cents INTEGER NOT NULL,
    closing_cents INTEGER NOT NULL,
    opening_date INTEGER NOT NULL,
    closing_date INTEGER NOT NULL
) STRICT;
CREATE INDEX statement_before_of ON statement_before(statement);
CREATE TRIGGER statement_is_kept BEFORE UPDATE OF
    repeated, lead_cents, trail_cents, state, opening_cents, closing_cents, opening_date, closing_date
    ON statement
    WHEN (OLD.repeated IS NOT NEW.repeated OR OLD.lead_cents IS NOT NEW.lead_cents OR
          OLD.trail_cents IS NOT NEW.trail_cents OR OLD.state IS NOT NEW.state OR
          OLD.opening_cents IS NOT NEW.opening_cents OR OLD.closing_cents IS NOT NEW.closing_cents OR
          OLD.opening_date IS NOT NEW.opening_date OR OLD.closing_date IS NOT NEW.closing_date)
     AND OLD.fact <= (SELECT max(number) FROM audit_link)
BEGIN
    INSERT INTO statement_before
    SELECT NULL, coalesce(max(number), 0) + 1,
           OLD.id, OLD.repeated, OLD.lead_cents, OLD.trail_cents, OLD.state, OLD.opening_cents,
           OLD.closing_cents, OLD.opening_date, OLD.closing_date
      FROM audit_link;
END;
CREATE TABLE statement_line_before(
    number INTEGER PRIMARY KEY,
    fact INTEGER NOT NULL,
    statement INTEGER NOT NULL,
    entry INTEGER NOT NULL,
    detail INTEGER NOT NULL,
    claim INTEGER NOT NULL,
    place INTEGER NOT NULL,
    rule TEXT NOT NULL,
    instruction INTEGER,
    attempt INTEGER,
    file INTEGER,
    repeats_statement INTEGER,
    repeats_entry INTEGER,
    household INTEGER
) STRICT;
CREATE TRIGGER statement_line_is_kept BEFORE UPDATE OF
    claim, place, rule, instruction, attempt, file, repeats_statement, repeats_entry, household
    ON statement_line
    WHEN (OLD.claim IS NOT NEW.claim OR OLD.place IS NOT NEW.place OR OLD.rule IS NOT NEW.rule OR
          OLD.instruction IS NOT NEW.instruction OR OLD.attempt IS NOT NEW.attempt OR
          OLD.file IS NOT NEW.file OR OLD.repeats_statement IS NOT NEW.repeats_statement OR
          OLD.repeats_entry IS NOT NEW.repeats_entry OR OLD.household IS NOT NEW.household)
     AND EXISTS (SELECT 1 FROM statement WHERE id = OLD.statement
               AND fact <= (SELECT max(number) FROM audit_link))
BEGIN
    INSERT INTO statement_line_before
    SELECT NULL, coalesce(max(number), 0) + 1,
           OLD.statement, OLD.entry, OLD.detail, OLD.claim, OLD.place, OLD.rule, OLD.instruction,
           OLD.attempt, OLD.file, OLD.repeats_statement, OLD.repeats_entry, OLD.household
      FROM audit_link;
END;
-- Candidates come and go as wholes: `was_there` tells whether this one stood before.
CREATE TABLE line_candidate_before(
    number INTEGER PRIMARY KEY,
    fact INTEGER NOT NULL,
    statement INTEGER NOT NULL,
    entry INTEGER NOT NULL,
    detail INTEGER NOT NULL,
    instruction INTEGER NOT NULL,
    attempt INTEGER NOT NULL,
    file INTEGER NOT NULL,
    was_there INTEGER NOT NULL CHECK(was_there IN (0, 1))
) STRICT;
CREATE TRIGGER line_candidate_is_kept BEFORE DELETE ON line_candidate
    WHEN EXISTS (SELECT 1 FROM statement WHERE id = OLD.statement
               AND fact <= (SELECT max(number) FROM audit_link))
BEGIN
    INSERT INTO line_candidate_before
    SELECT NULL, coalesce(max(number), 0) + 1,
           OLD.statement, OLD.entry, OLD.detail, OLD.instruction, OLD.attempt, OLD.file, 1
      FROM audit_link;
END;
CREATE TRIGGER line_candidate_is_new AFTER INSERT ON line_candidate
    WHEN EXISTS (SELECT 1 FROM statement WHERE id = NEW.statement
               AND fact <= (SELECT max(number) FROM audit_link))
BEGIN
    INSERT INTO line_candidate_before
    SELECT NULL, coalesce(max(number), 0) + 1,
           NEW.statement, NEW.entry, NEW.detail, NEW.instruction, NEW.attempt, NEW.file, 0
      FROM audit_link;
END;
CREATE TABLE exception_before(
    number INTEGER PRIMARY KEY,
    fact INTEGER NOT NULL,
    exception INTEGER NOT NULL,
    cents INTEGER,
    details TEXT NOT NULL,
    closed_fact INTEGER
) STRICT;
CREATE TRIGGER exception_is_kept BEFORE UPDATE OF cents, details, closed_fact ON exception
    WHEN OLD.closed_fact IS NOT NEW.closed_fact OR OLD.details <> NEW.details OR
          OLD.cents IS NOT NEW.cents
BEGIN
    INSERT INTO exception_before
    SELECT NULL, coalesce(max(number), 0) + 1,
           OLD.id, OLD.cents, OLD.details, OLD.closed_fact
      FROM audit_link;
END;
