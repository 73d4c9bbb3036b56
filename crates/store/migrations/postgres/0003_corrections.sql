-- What visitors say is wrong with a facility: how often on a day, and nothing of who said so.
CREATE TABLE correction (
    facility_id TEXT COLLATE "C" NOT NULL,
    choice      TEXT COLLATE "C" NOT NULL,
    day         TEXT COLLATE "C" NOT NULL,
    count       BIGINT NOT NULL,
    PRIMARY KEY (facility_id, choice, day)
);
CREATE INDEX correction_by_day ON correction (day);
