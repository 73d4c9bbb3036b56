-- What visitors say is wrong with a facility: how often on a day, and nothing of who said so.
CREATE TABLE correction (
    facility_id TEXT NOT NULL,
    choice      TEXT NOT NULL,
    day         TEXT NOT NULL,
    count       INTEGER NOT NULL,
    PRIMARY KEY (facility_id, choice, day)
) STRICT, WITHOUT ROWID;
CREATE INDEX correction_by_day ON correction (day);
