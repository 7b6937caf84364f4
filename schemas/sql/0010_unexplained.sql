-- SPDX-License-Identifier: EUPL-1.2
-- Lines that nothing explains yet (proposed and in suspense): few, and summed by account whenever somebody asks how it
-- goes. Holds all that the sum needs.
CREATE INDEX statement_line_unexplained
    ON statement_line(statement, booking_date, credit, cents, place, repeats_statement)
    WHERE place IN (1, 2) AND repeats_statement IS NULL;
