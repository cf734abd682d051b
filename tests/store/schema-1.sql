-- A store as the first released schema (001) kept it: made from the files in schema-1/ and two
-- merges (dieter into dora, e.oneill into eva); of the reference data only what concerns these people.
PRAGMA application_id = 1163152462;
PRAGMA user_version = 1;
BEGIN;
PRAGMA defer_foreign_keys = ON;
CREATE TABLE economy (
    code       TEXT PRIMARY KEY CHECK (length(code) = 2),
    alpha3     TEXT NOT NULL,
    m49        TEXT,
    name_en    TEXT NOT NULL,
    name_fr    TEXT NOT NULL,
    kind       TEXT NOT NULL CHECK (kind IN ('economy', 'organisation', 'placeholder', 'unknown')),
    -- 1: may be the economy of a learner (not CARICOM, not the placeholder XQ)
    selectable INTEGER NOT NULL CHECK (selectable IN (0, 1)),
    source     TEXT NOT NULL,
    confidence TEXT NOT NULL
) STRICT, WITHOUT ROWID;
CREATE TABLE economy_alias (
    scope      TEXT NOT NULL,
    alias_norm TEXT NOT NULL,
    economy    TEXT NOT NULL REFERENCES economy,
    lang       TEXT NOT NULL,
    source     TEXT NOT NULL,
    PRIMARY KEY (scope, alias_norm)
) STRICT, WITHOUT ROWID;
CREATE TABLE economy_alias_ask (
    alias_norm TEXT PRIMARY KEY,
    candidates TEXT NOT NULL
) STRICT, WITHOUT ROWID;
CREATE TABLE group_scheme (
    code  TEXT PRIMARY KEY,
    name  TEXT NOT NULL,
    multi INTEGER NOT NULL CHECK (multi IN (0, 1))
) STRICT, WITHOUT ROWID;
CREATE TABLE economy_group (
    id     INTEGER PRIMARY KEY,
    scheme TEXT NOT NULL REFERENCES group_scheme,
    code   TEXT NOT NULL,
    name   TEXT NOT NULL,
    UNIQUE (scheme, code)
) STRICT;
CREATE TABLE group_membership (
    id         INTEGER PRIMARY KEY,
    grp        INTEGER NOT NULL REFERENCES economy_group,
    economy    TEXT NOT NULL REFERENCES economy,
    role       TEXT NOT NULL,
    valid_from TEXT,
    valid_to   TEXT,
    uncertain  INTEGER NOT NULL DEFAULT 0 CHECK (uncertain IN (0, 1)),
    source     TEXT NOT NULL,
    confidence TEXT NOT NULL,
    note       TEXT NOT NULL DEFAULT '',
    recorded_at INTEGER NOT NULL,
    CHECK (valid_from < valid_to)
) STRICT;
CREATE TABLE import_source (
    id   INTEGER PRIMARY KEY,
    name TEXT NOT NULL UNIQUE
) STRICT;
CREATE TABLE import_batch (
    id          INTEGER PRIMARY KEY,
    kind        TEXT NOT NULL,
    source      INTEGER REFERENCES import_source,
    file_name   TEXT NOT NULL,
    file_sha256 TEXT NOT NULL,
    parameters  TEXT NOT NULL,
    actor       TEXT NOT NULL,
    recorded_at INTEGER NOT NULL,
    rows_read   INTEGER NOT NULL DEFAULT 0,
    inserted    INTEGER NOT NULL DEFAULT 0,
    updated     INTEGER NOT NULL DEFAULT 0,
    unchanged   INTEGER NOT NULL DEFAULT 0,
    skipped     INTEGER NOT NULL DEFAULT 0,
    rejected    INTEGER NOT NULL DEFAULT 0,
    conflict    INTEGER NOT NULL DEFAULT 0,
    CHECK (rows_read = inserted + updated + unchanged + skipped + rejected + conflict)
) STRICT;
CREATE TABLE import_row (
    batch      INTEGER NOT NULL REFERENCES import_batch,
    first_line INTEGER NOT NULL,
    last_line  INTEGER NOT NULL,
    rows       INTEGER NOT NULL,
    outcome    TEXT NOT NULL CHECK (outcome IN ('unchanged', 'skipped', 'rejected', 'conflict')),
    PRIMARY KEY (batch, first_line)
) STRICT, WITHOUT ROWID;
CREATE TABLE import_issue (
    batch    INTEGER NOT NULL REFERENCES import_batch,
    line     INTEGER NOT NULL,
    n        INTEGER NOT NULL,
    col      INTEGER NOT NULL,
    code     TEXT NOT NULL,
    severity TEXT NOT NULL CHECK (severity = 'error' OR severity = 'warning'),
    field    TEXT NOT NULL,
    value    TEXT NOT NULL,
    message  TEXT NOT NULL,
    PRIMARY KEY (batch, line, n)
) STRICT, WITHOUT ROWID;
CREATE TABLE learner (
    id          INTEGER PRIMARY KEY,
    given       TEXT,
    family      TEXT,
    display     TEXT,
    status      TEXT NOT NULL DEFAULT 'active'
                CHECK (status = 'active' OR status = 'merged' OR status = 'erased' OR status = 'test'),
    merged_into INTEGER REFERENCES learner,
    batch       INTEGER REFERENCES import_batch,
    line        INTEGER,
    CHECK ((status = 'merged') = (merged_into IS NOT NULL))
) STRICT;
CREATE TABLE learner_identity (
    value_norm TEXT NOT NULL,
    kind       TEXT NOT NULL CHECK (kind = 'email' OR kind = 'account' OR kind = 'external'),
    issuer     TEXT NOT NULL,
    learner    INTEGER NOT NULL REFERENCES learner,
    value_raw  TEXT,
    batch      INTEGER REFERENCES import_batch,
    line       INTEGER,
    PRIMARY KEY (value_norm, kind, issuer)
) STRICT, WITHOUT ROWID;
CREATE TABLE learner_affiliation (
    learner    INTEGER NOT NULL REFERENCES learner,
    n          INTEGER NOT NULL,
    economy    TEXT NOT NULL REFERENCES economy,
    valid_from TEXT,
    valid_to   TEXT,
    seen_from  TEXT,
    seen_to    TEXT,
    batch      INTEGER REFERENCES import_batch,
    line       INTEGER,
    retired_by INTEGER REFERENCES import_batch,
    PRIMARY KEY (learner, n),
    CHECK (valid_from < valid_to)
) STRICT, WITHOUT ROWID;
CREATE TABLE course (
    id    INTEGER PRIMARY KEY,
    code  TEXT NOT NULL UNIQUE,
    title TEXT NOT NULL DEFAULT '',
    batch INTEGER REFERENCES import_batch
) STRICT;
CREATE TABLE activity (
    id     INTEGER PRIMARY KEY,
    course INTEGER REFERENCES course,
    ident  TEXT NOT NULL,
    title  TEXT NOT NULL DEFAULT '',
    batch  INTEGER REFERENCES import_batch,
    UNIQUE (course, ident),
    CHECK ((id = 0) = (course IS NULL))
) STRICT;
CREATE TABLE registration (
    id            INTEGER PRIMARY KEY,
    learner       INTEGER NOT NULL REFERENCES learner,
    course        INTEGER NOT NULL REFERENCES course,
    seq           INTEGER NOT NULL,
    registered_at INTEGER,
    precision     TEXT
                  CHECK (precision = 'd' OR precision = 's' OR precision = 'f' OR precision = 'm' OR precision = 'y'),
    withdrawn     INTEGER NOT NULL DEFAULT 0 CHECK (withdrawn IN (0, 1)),
    batch         INTEGER REFERENCES import_batch,
    line          INTEGER,
    CHECK ((registered_at IS NULL) = (precision IS NULL))
) STRICT;
CREATE TABLE result (
    registration INTEGER NOT NULL REFERENCES registration,
    activity     INTEGER NOT NULL REFERENCES activity,
    n            INTEGER NOT NULL,
    at           INTEGER,
    precision    TEXT
                 CHECK (precision = 'd' OR precision = 's' OR precision = 'f' OR precision = 'm' OR precision = 'y'),
    completion   INTEGER NOT NULL DEFAULT 0 CHECK (completion BETWEEN 0 AND 2),
    success      INTEGER NOT NULL DEFAULT 0 CHECK (success BETWEEN 0 AND 2),
    score        REAL CHECK (score BETWEEN 0 AND 1),
    batch        INTEGER REFERENCES import_batch,
    line         INTEGER,
    PRIMARY KEY (registration, activity, n),
    CHECK ((at IS NULL) = (precision IS NULL))
) STRICT, WITHOUT ROWID;
CREATE TABLE activity_state (
    registration  INTEGER NOT NULL REFERENCES registration,
    activity      INTEGER NOT NULL REFERENCES activity,
    completion    INTEGER NOT NULL,
    success       INTEGER NOT NULL,
    score         REAL,
    completed_at  INTEGER,
    completed_precision TEXT,
    passed_at     INTEGER,
    passed_precision TEXT,
    PRIMARY KEY (registration, activity)
) STRICT, WITHOUT ROWID;
CREATE TABLE registration_state (
    registration  INTEGER PRIMARY KEY REFERENCES registration,
    completion    INTEGER NOT NULL,
    success       INTEGER NOT NULL,
    score         REAL,
    completed_at  INTEGER,
    completed_precision TEXT,
    passed_at     INTEGER,
    passed_precision TEXT
) STRICT;
CREATE TABLE schema_migration (
    version     INTEGER PRIMARY KEY,
    checksum    TEXT NOT NULL,
    applied_at  INTEGER NOT NULL,
    app_version TEXT NOT NULL
) STRICT;
CREATE TABLE setting (
    name  TEXT PRIMARY KEY,
    value TEXT NOT NULL
) STRICT, WITHOUT ROWID;
INSERT INTO economy VALUES ('AD', 'AND', '020', 'Andorra', 'Andorre', 'economy', 1, 'names/codes: ISO 3166-1 as in Debian iso-codes 4.15.0', 'primary');
INSERT INTO economy VALUES ('AE', 'ARE', '784', 'United Arab Emirates', 'Émirats arabes unis', 'economy', 1, 'BIPM: Wikipedia "General Conference on Weights and Measures" ; OIML: CIML 48 minutes (2013), list of Corresponding Member delegates; present status unverified ; names/codes: ISO 3166-1 as in Debian iso-codes 4.15.0', 'secondary');
INSERT INTO economy VALUES ('AF', 'AFG', '004', 'Afghanistan', 'Afghanistan', 'economy', 1, 'names/codes: ISO 3166-1 as in Debian iso-codes 4.15.0', 'primary');
INSERT INTO economy VALUES ('AG', 'ATG', '028', 'Antigua and Barbuda', 'Antigua-et-Barbuda', 'economy', 1, 'names/codes: ISO 3166-1 as in Debian iso-codes 4.15.0', 'primary');
INSERT INTO economy VALUES ('AI', 'AIA', '660', 'Anguilla', 'Anguilla', 'economy', 1, 'names/codes: ISO 3166-1 as in Debian iso-codes 4.15.0', 'primary');
INSERT INTO economy VALUES ('AL', 'ALB', '008', 'Albania', 'Albanie', 'economy', 1, 'BIPM: Wikipedia "General Conference on Weights and Measures" ; OIML: OIML Bulletin, January 2021, cover list of Member States ; names/codes: ISO 3166-1 as in Debian iso-codes 4.15.0', 'secondary');
INSERT INTO economy VALUES ('AM', 'ARM', '051', 'Armenia', 'Arménie', 'economy', 1, 'names/codes: ISO 3166-1 as in Debian iso-codes 4.15.0', 'primary');
INSERT INTO economy VALUES ('AO', 'AGO', '024', 'Angola', 'Angola', 'economy', 1, 'OIML: unverified ; names/codes: ISO 3166-1 as in Debian iso-codes 4.15.0', 'primary');
INSERT INTO economy VALUES ('AQ', 'ATA', '010', 'Antarctica', 'Antarctique', 'economy', 1, 'names/codes: ISO 3166-1 as in Debian iso-codes 4.15.0', 'primary');
INSERT INTO economy VALUES ('AR', 'ARG', '032', 'Argentina', 'Argentine', 'economy', 1, 'BIPM: Wikipedia "General Conference on Weights and Measures" ; OIML: unverified ; names/codes: ISO 3166-1 as in Debian iso-codes 4.15.0', 'secondary');
INSERT INTO economy VALUES ('AS', 'ASM', '016', 'American Samoa', 'Samoa américaines', 'economy', 1, 'names/codes: ISO 3166-1 as in Debian iso-codes 4.15.0', 'primary');
INSERT INTO economy VALUES ('AT', 'AUT', '040', 'Austria', 'Autriche', 'economy', 1, 'BIPM: Wikipedia "General Conference on Weights and Measures" ; OIML: OIML Bulletin, January 2021, cover list of Member States ; names/codes: ISO 3166-1 as in Debian iso-codes 4.15.0', 'secondary');
INSERT INTO economy VALUES ('AU', 'AUS', '036', 'Australia', 'Australie', 'economy', 1, 'BIPM: Wikipedia "General Conference on Weights and Measures" ; OIML: OIML Bulletin, January 2021, cover list of Member States ; names/codes: ISO 3166-1 as in Debian iso-codes 4.15.0', 'secondary');
INSERT INTO economy VALUES ('AW', 'ABW', '533', 'Aruba', 'Aruba', 'economy', 1, 'names/codes: ISO 3166-1 as in Debian iso-codes 4.15.0', 'primary');
INSERT INTO economy VALUES ('AX', 'ALA', '248', 'Åland Islands', 'Åland, Îles', 'economy', 1, 'names/codes: ISO 3166-1 as in Debian iso-codes 4.15.0', 'primary');
INSERT INTO economy VALUES ('AZ', 'AZE', '031', 'Azerbaijan', 'Azerbaïdjan', 'economy', 1, 'BIPM: Wikipedia "General Conference on Weights and Measures" ; OIML: unverified ; names/codes: ISO 3166-1 as in Debian iso-codes 4.15.0', 'secondary');
INSERT INTO economy VALUES ('BA', 'BIH', '070', 'Bosnia and Herzegovina', 'Bosnie-Herzégovine', 'economy', 1, 'BIPM: Wikipedia "General Conference on Weights and Measures" ; OIML: unverified ; names/codes: ISO 3166-1 as in Debian iso-codes 4.15.0', 'secondary');
INSERT INTO economy VALUES ('BB', 'BRB', '052', 'Barbados', 'Barbade', 'economy', 1, 'OIML: unverified ; names/codes: ISO 3166-1 as in Debian iso-codes 4.15.0', 'primary');
INSERT INTO economy VALUES ('BD', 'BGD', '050', 'Bangladesh', 'Bangladesh', 'economy', 1, 'BIPM: Wikipedia "General Conference on Weights and Measures" ; OIML: CIML 48 minutes (2013), list of Corresponding Member delegates; present status unverified ; names/codes: ISO 3166-1 as in Debian iso-codes 4.15.0', 'secondary');
INSERT INTO economy VALUES ('BE', 'BEL', '056', 'Belgium', 'Belgique', 'economy', 1, 'BIPM: Wikipedia "General Conference on Weights and Measures" ; OIML: OIML Bulletin, January 2021, cover list of Member States ; names/codes: ISO 3166-1 as in Debian iso-codes 4.15.0', 'secondary');
INSERT INTO economy VALUES ('BF', 'BFA', '854', 'Burkina Faso', 'Burkina Faso', 'economy', 1, 'OIML: CIML 59 minutes (2024): returned ; names/codes: ISO 3166-1 as in Debian iso-codes 4.15.0', 'primary');
INSERT INTO economy VALUES ('BG', 'BGR', '100', 'Bulgaria', 'Bulgarie', 'economy', 1, 'BIPM: Wikipedia "General Conference on Weights and Measures" ; OIML: OIML Bulletin, January 2021, cover list of Member States ; names/codes: ISO 3166-1 as in Debian iso-codes 4.15.0', 'secondary');
INSERT INTO economy VALUES ('BH', 'BHR', '048', 'Bahrain', 'Bahreïn', 'economy', 1, 'OIML: unverified ; names/codes: ISO 3166-1 as in Debian iso-codes 4.15.0', 'primary');
INSERT INTO economy VALUES ('BI', 'BDI', '108', 'Burundi', 'Burundi', 'economy', 1, 'names/codes: ISO 3166-1 as in Debian iso-codes 4.15.0', 'primary');
INSERT INTO economy VALUES ('BJ', 'BEN', '204', 'Benin', 'Bénin', 'economy', 1, 'OIML: CIML 55 minutes (2020): reintegrated ; names/codes: ISO 3166-1 as in Debian iso-codes 4.15.0', 'primary');
INSERT INTO economy VALUES ('BL', 'BLM', '652', 'Saint Barthélemy', 'Saint-Barthélemy', 'economy', 1, 'names/codes: ISO 3166-1 as in Debian iso-codes 4.15.0', 'primary');
INSERT INTO economy VALUES ('BM', 'BMU', '060', 'Bermuda', 'Bermudes', 'economy', 1, 'names/codes: ISO 3166-1 as in Debian iso-codes 4.15.0', 'primary');
INSERT INTO economy VALUES ('BN', 'BRN', '096', 'Brunei Darussalam', 'Brunéi Darussalam', 'economy', 1, 'names/codes: ISO 3166-1 as in Debian iso-codes 4.15.0', 'primary');
INSERT INTO economy VALUES ('BO', 'BOL', '068', 'Bolivia, Plurinational State of', 'Bolivie, état plurinational de', 'economy', 1, 'BIPM: Wikipedia "General Conference on Weights and Measures" ; names/codes: ISO 3166-1 as in Debian iso-codes 4.15.0', 'secondary');
INSERT INTO economy VALUES ('BQ', 'BES', '535', 'Bonaire, Sint Eustatius and Saba', 'Bonaire, Saint-Eustache et Saba', 'economy', 1, 'names/codes: ISO 3166-1 as in Debian iso-codes 4.15.0', 'primary');
INSERT INTO economy VALUES ('BR', 'BRA', '076', 'Brazil', 'Brésil', 'economy', 1, 'BIPM: Wikipedia "General Conference on Weights and Measures" ; OIML: OIML Bulletin, January 2021, cover list of Member States ; names/codes: ISO 3166-1 as in Debian iso-codes 4.15.0', 'secondary');
INSERT INTO economy VALUES ('BS', 'BHS', '044', 'Bahamas', 'Bahamas', 'economy', 1, 'names/codes: ISO 3166-1 as in Debian iso-codes 4.15.0', 'primary');
INSERT INTO economy VALUES ('BT', 'BTN', '064', 'Bhutan', 'Bhoutan', 'economy', 1, 'names/codes: ISO 3166-1 as in Debian iso-codes 4.15.0', 'primary');
INSERT INTO economy VALUES ('BV', 'BVT', '074', 'Bouvet Island', 'île Bouvet', 'economy', 1, 'names/codes: ISO 3166-1 as in Debian iso-codes 4.15.0', 'primary');
INSERT INTO economy VALUES ('BW', 'BWA', '072', 'Botswana', 'Botswana', 'economy', 1, 'BIPM: Wikipedia "General Conference on Weights and Measures" ; OIML: CIML 48 minutes (2013), list of Corresponding Member delegates; present status unverified ; names/codes: ISO 3166-1 as in Debian iso-codes 4.15.0', 'secondary');
INSERT INTO economy VALUES ('BY', 'BLR', '112', 'Belarus', 'Bélarus', 'economy', 1, 'BIPM: Wikipedia "General Conference on Weights and Measures" ; OIML: OIML Bulletin, January 2021, cover list of Member States ; names/codes: ISO 3166-1 as in Debian iso-codes 4.15.0', 'secondary');
INSERT INTO economy VALUES ('BZ', 'BLZ', '084', 'Belize', 'Belize', 'economy', 1, 'names/codes: ISO 3166-1 as in Debian iso-codes 4.15.0', 'primary');
INSERT INTO economy VALUES ('CA', 'CAN', '124', 'Canada', 'Canada', 'economy', 1, 'BIPM: Wikipedia "General Conference on Weights and Measures" ; OIML: OIML Bulletin, January 2021, cover list of Member States ; names/codes: ISO 3166-1 as in Debian iso-codes 4.15.0', 'secondary');
INSERT INTO economy VALUES ('CC', 'CCK', '166', 'Cocos (Keeling) Islands', 'Cocos (Keeling), Îles', 'economy', 1, 'names/codes: ISO 3166-1 as in Debian iso-codes 4.15.0', 'primary');
INSERT INTO economy VALUES ('CD', 'COD', '180', 'Congo, The Democratic Republic of the', 'République démocratique du Congo', 'economy', 1, 'names/codes: ISO 3166-1 as in Debian iso-codes 4.15.0', 'primary');
INSERT INTO economy VALUES ('CF', 'CAF', '140', 'Central African Republic', 'République centrafricaine', 'economy', 1, 'names/codes: ISO 3166-1 as in Debian iso-codes 4.15.0', 'primary');
INSERT INTO economy VALUES ('CG', 'COG', '178', 'Congo', 'République du Congo', 'economy', 1, 'names/codes: ISO 3166-1 as in Debian iso-codes 4.15.0', 'primary');
INSERT INTO economy VALUES ('CH', 'CHE', '756', 'Switzerland', 'Suisse', 'economy', 1, 'BIPM: Wikipedia "General Conference on Weights and Measures" ; OIML: OIML Bulletin, January 2021, cover list of Member States ; names/codes: ISO 3166-1 as in Debian iso-codes 4.15.0', 'secondary');
INSERT INTO economy VALUES ('CI', 'CIV', '384', 'Côte d''Ivoire', 'Côte d''Ivoire', 'economy', 1, 'names/codes: ISO 3166-1 as in Debian iso-codes 4.15.0', 'primary');
INSERT INTO economy VALUES ('CK', 'COK', '184', 'Cook Islands', 'îles Cook', 'economy', 1, 'names/codes: ISO 3166-1 as in Debian iso-codes 4.15.0', 'primary');
INSERT INTO economy VALUES ('CL', 'CHL', '152', 'Chile', 'Chili', 'economy', 1, 'BIPM: Wikipedia "General Conference on Weights and Measures" ; names/codes: ISO 3166-1 as in Debian iso-codes 4.15.0', 'secondary');
INSERT INTO economy VALUES ('CM', 'CMR', '120', 'Cameroon', 'Cameroun', 'economy', 1, 'BIPM: Wikipedia "General Conference on Weights and Measures" ; names/codes: ISO 3166-1 as in Debian iso-codes 4.15.0', 'secondary');
INSERT INTO economy VALUES ('CN', 'CHN', '156', 'China', 'Chine', 'economy', 1, 'BIPM: Wikipedia "General Conference on Weights and Measures" ; OIML: OIML Bulletin, January 2021, cover list of Member States ; names/codes: ISO 3166-1 as in Debian iso-codes 4.15.0', 'secondary');
INSERT INTO economy VALUES ('CO', 'COL', '170', 'Colombia', 'Colombie', 'economy', 1, 'BIPM: Wikipedia "General Conference on Weights and Measures" ; OIML: OIML Bulletin, January 2021, cover list of Member States ; names/codes: ISO 3166-1 as in Debian iso-codes 4.15.0', 'secondary');
INSERT INTO economy VALUES ('CR', 'CRI', '188', 'Costa Rica', 'Costa Rica', 'economy', 1, 'BIPM: Wikipedia "General Conference on Weights and Measures" ; OIML: unverified ; names/codes: ISO 3166-1 as in Debian iso-codes 4.15.0', 'secondary');
INSERT INTO economy VALUES ('CU', 'CUB', '192', 'Cuba', 'Cuba', 'economy', 1, 'BIPM: Wikipedia "General Conference on Weights and Measures" ; OIML: OIML Bulletin, January 2021, cover list of Member States ; names/codes: ISO 3166-1 as in Debian iso-codes 4.15.0', 'secondary');
INSERT INTO economy VALUES ('CV', 'CPV', '132', 'Cabo Verde', 'Cap-Vert', 'economy', 1, 'names/codes: ISO 3166-1 as in Debian iso-codes 4.15.0', 'primary');
INSERT INTO economy VALUES ('CW', 'CUW', '531', 'Curaçao', 'Curaçao', 'economy', 1, 'names/codes: ISO 3166-1 as in Debian iso-codes 4.15.0', 'primary');
INSERT INTO economy VALUES ('CX', 'CXR', '162', 'Christmas Island', 'Christmas, Île', 'economy', 1, 'names/codes: ISO 3166-1 as in Debian iso-codes 4.15.0', 'primary');
INSERT INTO economy VALUES ('CY', 'CYP', '196', 'Cyprus', 'Chypre', 'economy', 1, 'OIML: OIML Bulletin, January 2021, cover list of Member States ; names/codes: ISO 3166-1 as in Debian iso-codes 4.15.0', 'primary');
INSERT INTO economy VALUES ('CZ', 'CZE', '203', 'Czechia', 'Tchéquie', 'economy', 1, 'BIPM: Wikipedia "General Conference on Weights and Measures" ; OIML: OIML Bulletin, January 2021, cover list of Member States ; names/codes: ISO 3166-1 as in Debian iso-codes 4.15.0', 'secondary');
INSERT INTO economy VALUES ('DE', 'DEU', '276', 'Germany', 'Allemagne', 'economy', 1, 'BIPM: Wikipedia "General Conference on Weights and Measures" ; OIML: OIML Bulletin, January 2021, cover list of Member States ; names/codes: ISO 3166-1 as in Debian iso-codes 4.15.0', 'secondary');
INSERT INTO economy VALUES ('DJ', 'DJI', '262', 'Djibouti', 'Djibouti', 'economy', 1, 'OIML: CIML 59 minutes (2024): new ; names/codes: ISO 3166-1 as in Debian iso-codes 4.15.0', 'primary');
INSERT INTO economy VALUES ('DK', 'DNK', '208', 'Denmark', 'Danemark', 'economy', 1, 'BIPM: Wikipedia "General Conference on Weights and Measures" ; OIML: OIML Bulletin, January 2021, cover list of Member States ; names/codes: ISO 3166-1 as in Debian iso-codes 4.15.0', 'secondary');
INSERT INTO economy VALUES ('DM', 'DMA', '212', 'Dominica', 'Dominique', 'economy', 1, 'names/codes: ISO 3166-1 as in Debian iso-codes 4.15.0', 'primary');
INSERT INTO economy VALUES ('DO', 'DOM', '214', 'Dominican Republic', 'République dominicaine', 'economy', 1, 'BIPM: unverified ; OIML: unverified ; names/codes: ISO 3166-1 as in Debian iso-codes 4.15.0', 'unverified');
INSERT INTO economy VALUES ('DZ', 'DZA', '012', 'Algeria', 'Algérie', 'economy', 1, 'OIML: OIML Bulletin, January 2021, cover list of Member States ; names/codes: ISO 3166-1 as in Debian iso-codes 4.15.0', 'primary');
INSERT INTO economy VALUES ('EC', 'ECU', '218', 'Ecuador', 'Équateur', 'economy', 1, 'BIPM: Wikipedia "General Conference on Weights and Measures" ; names/codes: ISO 3166-1 as in Debian iso-codes 4.15.0', 'secondary');
INSERT INTO economy VALUES ('EE', 'EST', '233', 'Estonia', 'Estonie', 'economy', 1, 'BIPM: Wikipedia "General Conference on Weights and Measures" ; OIML: unverified ; names/codes: ISO 3166-1 as in Debian iso-codes 4.15.0', 'secondary');
INSERT INTO economy VALUES ('EG', 'EGY', '818', 'Egypt', 'Égypte', 'economy', 1, 'BIPM: Wikipedia "General Conference on Weights and Measures" ; OIML: OIML Bulletin, January 2021, cover list of Member States ; names/codes: ISO 3166-1 as in Debian iso-codes 4.15.0', 'secondary');
INSERT INTO economy VALUES ('EH', 'ESH', '732', 'Western Sahara', 'Sahara occidental', 'economy', 1, 'names/codes: ISO 3166-1 as in Debian iso-codes 4.15.0', 'primary');
INSERT INTO economy VALUES ('ER', 'ERI', '232', 'Eritrea', 'Érythrée', 'economy', 1, 'names/codes: ISO 3166-1 as in Debian iso-codes 4.15.0', 'primary');
INSERT INTO economy VALUES ('ES', 'ESP', '724', 'Spain', 'Espagne', 'economy', 1, 'BIPM: Wikipedia "General Conference on Weights and Measures" ; OIML: OIML Bulletin, January 2021, cover list of Member States ; names/codes: ISO 3166-1 as in Debian iso-codes 4.15.0', 'secondary');
INSERT INTO economy VALUES ('ET', 'ETH', '231', 'Ethiopia', 'Éthiopie', 'economy', 1, 'BIPM: BIPM news page "Member States and Associates" (as of 7 Aug 2018) ; OIML: CIML 57 minutes (Oct 2022): re-joined ; names/codes: ISO 3166-1 as in Debian iso-codes 4.15.0', 'primary');
INSERT INTO economy VALUES ('FI', 'FIN', '246', 'Finland', 'Finlande', 'economy', 1, 'BIPM: Wikipedia "General Conference on Weights and Measures" ; OIML: OIML Bulletin, January 2021, cover list of Member States ; names/codes: ISO 3166-1 as in Debian iso-codes 4.15.0', 'secondary');
INSERT INTO economy VALUES ('FJ', 'FJI', '242', 'Fiji', 'Fidji', 'economy', 1, 'OIML: unverified ; names/codes: ISO 3166-1 as in Debian iso-codes 4.15.0', 'primary');
INSERT INTO economy VALUES ('FK', 'FLK', '238', 'Falkland Islands (Malvinas)', 'Malouines, Îles (Falkland)', 'economy', 1, 'names/codes: ISO 3166-1 as in Debian iso-codes 4.15.0', 'primary');
INSERT INTO economy VALUES ('FM', 'FSM', '583', 'Micronesia, Federated States of', 'Micronésie, États fédérés de', 'economy', 1, 'names/codes: ISO 3166-1 as in Debian iso-codes 4.15.0', 'primary');
INSERT INTO economy VALUES ('FO', 'FRO', '234', 'Faroe Islands', 'îles Féroé', 'economy', 1, 'names/codes: ISO 3166-1 as in Debian iso-codes 4.15.0', 'primary');
INSERT INTO economy VALUES ('FR', 'FRA', '250', 'France', 'France', 'economy', 1, 'BIPM: Wikipedia "General Conference on Weights and Measures" ; OIML: OIML Bulletin, January 2021, cover list of Member States ; names/codes: ISO 3166-1 as in Debian iso-codes 4.15.0', 'secondary');
INSERT INTO economy VALUES ('GA', 'GAB', '266', 'Gabon', 'Gabon', 'economy', 1, 'OIML: CIML 56 minutes: re-integrated Feb 2021 ; names/codes: ISO 3166-1 as in Debian iso-codes 4.15.0', 'primary');
INSERT INTO economy VALUES ('GB', 'GBR', '826', 'United Kingdom', 'Royaume-Uni', 'economy', 1, 'BIPM: Wikipedia "General Conference on Weights and Measures" ; OIML: OIML Bulletin, January 2021, cover list of Member States ; names/codes: ISO 3166-1 as in Debian iso-codes 4.15.0', 'secondary');
INSERT INTO economy VALUES ('GD', 'GRD', '308', 'Grenada', 'Grenade', 'economy', 1, 'names/codes: ISO 3166-1 as in Debian iso-codes 4.15.0', 'primary');
INSERT INTO economy VALUES ('GE', 'GEO', '268', 'Georgia', 'Géorgie', 'economy', 1, 'BIPM: Wikipedia "General Conference on Weights and Measures" ; OIML: unverified ; names/codes: ISO 3166-1 as in Debian iso-codes 4.15.0', 'secondary');
INSERT INTO economy VALUES ('GF', 'GUF', '254', 'French Guiana', 'Guyane française', 'economy', 1, 'names/codes: ISO 3166-1 as in Debian iso-codes 4.15.0', 'primary');
INSERT INTO economy VALUES ('GG', 'GGY', '831', 'Guernsey', 'Guernesey', 'economy', 1, 'names/codes: ISO 3166-1 as in Debian iso-codes 4.15.0', 'primary');
INSERT INTO economy VALUES ('GH', 'GHA', '288', 'Ghana', 'Ghana', 'economy', 1, 'BIPM: Wikipedia "General Conference on Weights and Measures" ; OIML: unverified ; names/codes: ISO 3166-1 as in Debian iso-codes 4.15.0', 'secondary');
INSERT INTO economy VALUES ('GI', 'GIB', '292', 'Gibraltar', 'Gibraltar', 'economy', 1, 'names/codes: ISO 3166-1 as in Debian iso-codes 4.15.0', 'primary');
INSERT INTO economy VALUES ('GL', 'GRL', '304', 'Greenland', 'Groënland', 'economy', 1, 'names/codes: ISO 3166-1 as in Debian iso-codes 4.15.0', 'primary');
INSERT INTO economy VALUES ('GM', 'GMB', '270', 'Gambia', 'Gambie', 'economy', 1, 'names/codes: ISO 3166-1 as in Debian iso-codes 4.15.0', 'primary');
INSERT INTO economy VALUES ('GN', 'GIN', '324', 'Guinea', 'Guinée', 'economy', 1, 'OIML: unverified ; names/codes: ISO 3166-1 as in Debian iso-codes 4.15.0', 'primary');
INSERT INTO economy VALUES ('GP', 'GLP', '312', 'Guadeloupe', 'Guadeloupe', 'economy', 1, 'names/codes: ISO 3166-1 as in Debian iso-codes 4.15.0', 'primary');
INSERT INTO economy VALUES ('GQ', 'GNQ', '226', 'Equatorial Guinea', 'Guinée Équatoriale', 'economy', 1, 'names/codes: ISO 3166-1 as in Debian iso-codes 4.15.0', 'primary');
INSERT INTO economy VALUES ('GR', 'GRC', '300', 'Greece', 'Grèce', 'economy', 1, 'BIPM: Wikipedia "General Conference on Weights and Measures" ; OIML: OIML Bulletin, January 2021, cover list of Member States ; names/codes: ISO 3166-1 as in Debian iso-codes 4.15.0', 'secondary');
INSERT INTO economy VALUES ('GS', 'SGS', '239', 'South Georgia and the South Sandwich Islands', 'Géorgie du Sud et les îles Sandwich du Sud', 'economy', 1, 'names/codes: ISO 3166-1 as in Debian iso-codes 4.15.0', 'primary');
INSERT INTO economy VALUES ('GT', 'GTM', '320', 'Guatemala', 'Guatemala', 'economy', 1, 'OIML: unverified ; names/codes: ISO 3166-1 as in Debian iso-codes 4.15.0', 'primary');
INSERT INTO economy VALUES ('GU', 'GUM', '316', 'Guam', 'Guam', 'economy', 1, 'names/codes: ISO 3166-1 as in Debian iso-codes 4.15.0', 'primary');
INSERT INTO economy VALUES ('GW', 'GNB', '624', 'Guinea-Bissau', 'Guinée-Bissau', 'economy', 1, 'names/codes: ISO 3166-1 as in Debian iso-codes 4.15.0', 'primary');
INSERT INTO economy VALUES ('GY', 'GUY', '328', 'Guyana', 'Guyana', 'economy', 1, 'OIML: CIML 56 minutes: joined Jan 2021 ; names/codes: ISO 3166-1 as in Debian iso-codes 4.15.0', 'primary');
INSERT INTO economy VALUES ('HK', 'HKG', '344', 'Hong Kong, China', 'Hong Kong, Chine', 'economy', 1, 'BIPM: Wikipedia "General Conference on Weights and Measures" ; OIML: unverified ; names/codes: ISO 3166-1 as in Debian iso-codes 4.15.0', 'secondary');
INSERT INTO economy VALUES ('HM', 'HMD', '334', 'Heard Island and McDonald Islands', 'îles Heard-et-MacDonald', 'economy', 1, 'names/codes: ISO 3166-1 as in Debian iso-codes 4.15.0', 'primary');
INSERT INTO economy VALUES ('HN', 'HND', '340', 'Honduras', 'Honduras', 'economy', 1, 'names/codes: ISO 3166-1 as in Debian iso-codes 4.15.0', 'primary');
INSERT INTO economy VALUES ('HR', 'HRV', '191', 'Croatia', 'Croatie', 'economy', 1, 'BIPM: Wikipedia "General Conference on Weights and Measures" ; OIML: OIML Bulletin, January 2021, cover list of Member States ; names/codes: ISO 3166-1 as in Debian iso-codes 4.15.0', 'secondary');
INSERT INTO economy VALUES ('HT', 'HTI', '332', 'Haiti', 'Haïti', 'economy', 1, 'names/codes: ISO 3166-1 as in Debian iso-codes 4.15.0', 'primary');
INSERT INTO economy VALUES ('HU', 'HUN', '348', 'Hungary', 'Hongrie', 'economy', 1, 'BIPM: Wikipedia "General Conference on Weights and Measures" ; OIML: OIML Bulletin, January 2021, cover list of Member States ; names/codes: ISO 3166-1 as in Debian iso-codes 4.15.0', 'secondary');
INSERT INTO economy VALUES ('ID', 'IDN', '360', 'Indonesia', 'Indonésie', 'economy', 1, 'BIPM: Wikipedia "General Conference on Weights and Measures" ; OIML: OIML Bulletin, January 2021, cover list of Member States ; names/codes: ISO 3166-1 as in Debian iso-codes 4.15.0', 'secondary');
INSERT INTO economy VALUES ('IE', 'IRL', '372', 'Ireland', 'Irlande', 'economy', 1, 'BIPM: Wikipedia "General Conference on Weights and Measures" ; OIML: OIML Bulletin, January 2021, cover list of Member States ; names/codes: ISO 3166-1 as in Debian iso-codes 4.15.0', 'secondary');
INSERT INTO economy VALUES ('IL', 'ISR', '376', 'Israel', 'Israël', 'economy', 1, 'BIPM: Wikipedia "General Conference on Weights and Measures" ; OIML: OIML Bulletin, January 2021, cover list of Member States ; names/codes: ISO 3166-1 as in Debian iso-codes 4.15.0', 'secondary');
INSERT INTO economy VALUES ('IM', 'IMN', '833', 'Isle of Man', 'Île de Man', 'economy', 1, 'names/codes: ISO 3166-1 as in Debian iso-codes 4.15.0', 'primary');
INSERT INTO economy VALUES ('IN', 'IND', '356', 'India', 'Inde', 'economy', 1, 'BIPM: unverified ; OIML: OIML Bulletin, January 2021, cover list of Member States ; names/codes: ISO 3166-1 as in Debian iso-codes 4.15.0', 'unverified');
INSERT INTO economy VALUES ('IO', 'IOT', '086', 'British Indian Ocean Territory', 'Territoire britannique de l''océan Indien', 'economy', 1, 'names/codes: ISO 3166-1 as in Debian iso-codes 4.15.0', 'primary');
INSERT INTO economy VALUES ('IQ', 'IRQ', '368', 'Iraq', 'Irak', 'economy', 1, 'BIPM: Wikipedia "General Conference on Weights and Measures" ; OIML: unverified ; names/codes: ISO 3166-1 as in Debian iso-codes 4.15.0', 'secondary');
INSERT INTO economy VALUES ('IR', 'IRN', '364', 'Iran, Islamic Republic of', 'Iran, République islamique d''', 'economy', 1, 'BIPM: Wikipedia "General Conference on Weights and Measures" ; OIML: OIML Bulletin, January 2021, cover list of Member States ; names/codes: ISO 3166-1 as in Debian iso-codes 4.15.0', 'secondary');
INSERT INTO economy VALUES ('IS', 'ISL', '352', 'Iceland', 'Islande', 'economy', 1, 'OIML: unverified ; names/codes: ISO 3166-1 as in Debian iso-codes 4.15.0', 'primary');
INSERT INTO economy VALUES ('IT', 'ITA', '380', 'Italy', 'Italie', 'economy', 1, 'BIPM: Wikipedia "General Conference on Weights and Measures" ; OIML: OIML Bulletin, January 2021, cover list of Member States ; names/codes: ISO 3166-1 as in Debian iso-codes 4.15.0', 'secondary');
INSERT INTO economy VALUES ('JE', 'JEY', '832', 'Jersey', 'Jersey', 'economy', 1, 'names/codes: ISO 3166-1 as in Debian iso-codes 4.15.0', 'primary');
INSERT INTO economy VALUES ('JM', 'JAM', '388', 'Jamaica', 'Jamaïque', 'economy', 1, 'BIPM: Wikipedia "General Conference on Weights and Measures" ; names/codes: ISO 3166-1 as in Debian iso-codes 4.15.0', 'secondary');
INSERT INTO economy VALUES ('JO', 'JOR', '400', 'Jordan', 'Jordanie', 'economy', 1, 'OIML: unverified ; names/codes: ISO 3166-1 as in Debian iso-codes 4.15.0', 'primary');
INSERT INTO economy VALUES ('JP', 'JPN', '392', 'Japan', 'Japon', 'economy', 1, 'BIPM: Wikipedia "General Conference on Weights and Measures" ; OIML: OIML Bulletin, January 2021, cover list of Member States ; names/codes: ISO 3166-1 as in Debian iso-codes 4.15.0', 'secondary');
INSERT INTO economy VALUES ('KE', 'KEN', '404', 'Kenya', 'Kenya', 'economy', 1, 'BIPM: Wikipedia "General Conference on Weights and Measures" ; OIML: OIML Bulletin, January 2021, cover list of Member States ; names/codes: ISO 3166-1 as in Debian iso-codes 4.15.0', 'secondary');
INSERT INTO economy VALUES ('KG', 'KGZ', '417', 'Kyrgyzstan', 'Kirghizistan', 'economy', 1, 'OIML: unverified ; names/codes: ISO 3166-1 as in Debian iso-codes 4.15.0', 'primary');
INSERT INTO economy VALUES ('KH', 'KHM', '116', 'Cambodia', 'Cambodge', 'economy', 1, 'BIPM: Wikipedia "General Conference on Weights and Measures" ; OIML: OIML Bulletin, January 2021, cover list of Member States ; names/codes: ISO 3166-1 as in Debian iso-codes 4.15.0', 'secondary');
INSERT INTO economy VALUES ('KI', 'KIR', '296', 'Kiribati', 'Kiribati', 'economy', 1, 'names/codes: ISO 3166-1 as in Debian iso-codes 4.15.0', 'primary');
INSERT INTO economy VALUES ('KM', 'COM', '174', 'Comoros', 'Comores', 'economy', 1, 'names/codes: ISO 3166-1 as in Debian iso-codes 4.15.0', 'primary');
INSERT INTO economy VALUES ('KN', 'KNA', '659', 'Saint Kitts and Nevis', 'Saint-Christophe-et-Niévès', 'economy', 1, 'names/codes: ISO 3166-1 as in Debian iso-codes 4.15.0', 'primary');
INSERT INTO economy VALUES ('KP', 'PRK', '408', 'Korea, Democratic People''s Republic of', 'Corée, République populaire démocratique de', 'economy', 1, 'BIPM: Wikipedia "General Conference on Weights and Measures" ; names/codes: ISO 3166-1 as in Debian iso-codes 4.15.0', 'secondary');
INSERT INTO economy VALUES ('KR', 'KOR', '410', 'Korea, Republic of', 'Corée, République de', 'economy', 1, 'BIPM: Wikipedia "General Conference on Weights and Measures" ; OIML: OIML Bulletin, January 2021, cover list of Member States ; names/codes: ISO 3166-1 as in Debian iso-codes 4.15.0', 'secondary');
INSERT INTO economy VALUES ('KW', 'KWT', '414', 'Kuwait', 'Koweït', 'economy', 1, 'BIPM: BIPM news page "Member States and Associates" (as of 7 Aug 2018) ; OIML: unverified ; names/codes: ISO 3166-1 as in Debian iso-codes 4.15.0', 'primary');
INSERT INTO economy VALUES ('KY', 'CYM', '136', 'Cayman Islands', 'îles Caïmans', 'economy', 1, 'names/codes: ISO 3166-1 as in Debian iso-codes 4.15.0', 'primary');
INSERT INTO economy VALUES ('KZ', 'KAZ', '398', 'Kazakhstan', 'Kazakhstan', 'economy', 1, 'BIPM: Wikipedia "General Conference on Weights and Measures" ; OIML: OIML Bulletin, January 2021, cover list of Member States ; names/codes: ISO 3166-1 as in Debian iso-codes 4.15.0', 'secondary');
INSERT INTO economy VALUES ('LA', 'LAO', '418', 'Lao People''s Democratic Republic', 'Lao, République démocratique populaire', 'economy', 1, 'names/codes: ISO 3166-1 as in Debian iso-codes 4.15.0', 'primary');
INSERT INTO economy VALUES ('LB', 'LBN', '422', 'Lebanon', 'Liban', 'economy', 1, 'names/codes: ISO 3166-1 as in Debian iso-codes 4.15.0', 'primary');
INSERT INTO economy VALUES ('LC', 'LCA', '662', 'Saint Lucia', 'Sainte-Lucie', 'economy', 1, 'OIML: CIML 58 minutes: joined 2022 ; names/codes: ISO 3166-1 as in Debian iso-codes 4.15.0', 'primary');
INSERT INTO economy VALUES ('LI', 'LIE', '438', 'Liechtenstein', 'Liechtenstein', 'economy', 1, 'names/codes: ISO 3166-1 as in Debian iso-codes 4.15.0', 'primary');
INSERT INTO economy VALUES ('LK', 'LKA', '144', 'Sri Lanka', 'Sri Lanka', 'economy', 1, 'BIPM: Wikipedia "General Conference on Weights and Measures" ; OIML: OIML Bulletin, January 2021, cover list of Member States ; names/codes: ISO 3166-1 as in Debian iso-codes 4.15.0', 'secondary');
INSERT INTO economy VALUES ('LR', 'LBR', '430', 'Liberia', 'Libéria', 'economy', 1, 'names/codes: ISO 3166-1 as in Debian iso-codes 4.15.0', 'primary');
INSERT INTO economy VALUES ('LS', 'LSO', '426', 'Lesotho', 'Lesotho', 'economy', 1, 'names/codes: ISO 3166-1 as in Debian iso-codes 4.15.0', 'primary');
INSERT INTO economy VALUES ('LT', 'LTU', '440', 'Lithuania', 'Lituanie', 'economy', 1, 'BIPM: Wikipedia "General Conference on Weights and Measures" ; OIML: unverified ; names/codes: ISO 3166-1 as in Debian iso-codes 4.15.0', 'secondary');
INSERT INTO economy VALUES ('LU', 'LUX', '442', 'Luxembourg', 'Luxembourg', 'economy', 1, 'BIPM: Wikipedia "General Conference on Weights and Measures" ; OIML: unverified ; names/codes: ISO 3166-1 as in Debian iso-codes 4.15.0', 'secondary');
INSERT INTO economy VALUES ('LV', 'LVA', '428', 'Latvia', 'Lettonie', 'economy', 1, 'BIPM: Wikipedia "General Conference on Weights and Measures" ; OIML: unverified ; names/codes: ISO 3166-1 as in Debian iso-codes 4.15.0', 'secondary');
INSERT INTO economy VALUES ('LY', 'LBY', '434', 'Libya', 'Libye', 'economy', 1, 'names/codes: ISO 3166-1 as in Debian iso-codes 4.15.0', 'primary');
INSERT INTO economy VALUES ('MA', 'MAR', '504', 'Morocco', 'Maroc', 'economy', 1, 'BIPM: Wikipedia "General Conference on Weights and Measures" ; OIML: OIML Bulletin, January 2021, cover list of Member States ; names/codes: ISO 3166-1 as in Debian iso-codes 4.15.0', 'secondary');
INSERT INTO economy VALUES ('MC', 'MCO', '492', 'Monaco', 'Monaco', 'economy', 1, 'OIML: OIML Bulletin, January 2021, cover list of Member States ; names/codes: ISO 3166-1 as in Debian iso-codes 4.15.0', 'primary');
INSERT INTO economy VALUES ('MD', 'MDA', '498', 'Moldova, Republic of', 'Moldova, République de', 'economy', 1, 'BIPM: Wikipedia "General Conference on Weights and Measures" ; OIML: unverified ; names/codes: ISO 3166-1 as in Debian iso-codes 4.15.0', 'secondary');
INSERT INTO economy VALUES ('ME', 'MNE', '499', 'Montenegro', 'Monténégro', 'economy', 1, 'BIPM: BIPM news page "Member States and Associates" (as of 7 Aug 2018) ; OIML: CIML 58 minutes (Oct 2023): acceded, 64th Member State ; names/codes: ISO 3166-1 as in Debian iso-codes 4.15.0', 'primary');
INSERT INTO economy VALUES ('MF', 'MAF', '663', 'Saint Martin (French part)', 'Saint-Martin (partie française)', 'economy', 1, 'names/codes: ISO 3166-1 as in Debian iso-codes 4.15.0', 'primary');
INSERT INTO economy VALUES ('MG', 'MDG', '450', 'Madagascar', 'Madagascar', 'economy', 1, 'OIML: unverified ; names/codes: ISO 3166-1 as in Debian iso-codes 4.15.0', 'primary');
INSERT INTO economy VALUES ('MH', 'MHL', '584', 'Marshall Islands', 'Îles Marshall', 'economy', 1, 'names/codes: ISO 3166-1 as in Debian iso-codes 4.15.0', 'primary');
INSERT INTO economy VALUES ('MK', 'MKD', '807', 'North Macedonia', 'Macédoine du Nord', 'economy', 1, 'BIPM: Wikipedia "General Conference on Weights and Measures" ; OIML: OIML Bulletin, January 2021, cover list of Member States ; names/codes: ISO 3166-1 as in Debian iso-codes 4.15.0', 'secondary');
INSERT INTO economy VALUES ('ML', 'MLI', '466', 'Mali', 'Mali', 'economy', 1, 'OIML: CIML 55 minutes (2020): new ; names/codes: ISO 3166-1 as in Debian iso-codes 4.15.0', 'primary');
INSERT INTO economy VALUES ('MM', 'MMR', '104', 'Myanmar', 'Birmanie', 'economy', 1, 'names/codes: ISO 3166-1 as in Debian iso-codes 4.15.0', 'primary');
INSERT INTO economy VALUES ('MN', 'MNG', '496', 'Mongolia', 'Mongolie', 'economy', 1, 'BIPM: Wikipedia "General Conference on Weights and Measures" ; OIML: unverified ; names/codes: ISO 3166-1 as in Debian iso-codes 4.15.0', 'secondary');
INSERT INTO economy VALUES ('MO', 'MAC', '446', 'Macao', 'Macau', 'economy', 1, 'names/codes: ISO 3166-1 as in Debian iso-codes 4.15.0', 'primary');
INSERT INTO economy VALUES ('MP', 'MNP', '580', 'Northern Mariana Islands', 'Îles Mariannes du Nord', 'economy', 1, 'names/codes: ISO 3166-1 as in Debian iso-codes 4.15.0', 'primary');
INSERT INTO economy VALUES ('MQ', 'MTQ', '474', 'Martinique', 'Martinique', 'economy', 1, 'names/codes: ISO 3166-1 as in Debian iso-codes 4.15.0', 'primary');
INSERT INTO economy VALUES ('MR', 'MRT', '478', 'Mauritania', 'Mauritanie', 'economy', 1, 'OIML: unverified ; names/codes: ISO 3166-1 as in Debian iso-codes 4.15.0', 'primary');
INSERT INTO economy VALUES ('MS', 'MSR', '500', 'Montserrat', 'Montserrat', 'economy', 1, 'names/codes: ISO 3166-1 as in Debian iso-codes 4.15.0', 'primary');
INSERT INTO economy VALUES ('MT', 'MLT', '470', 'Malta', 'Malte', 'economy', 1, 'BIPM: Wikipedia "General Conference on Weights and Measures" ; OIML: unverified ; names/codes: ISO 3166-1 as in Debian iso-codes 4.15.0', 'secondary');
INSERT INTO economy VALUES ('MU', 'MUS', '480', 'Mauritius', 'Maurice', 'economy', 1, 'BIPM: Wikipedia "General Conference on Weights and Measures" ; OIML: unverified ; names/codes: ISO 3166-1 as in Debian iso-codes 4.15.0', 'secondary');
INSERT INTO economy VALUES ('MV', 'MDV', '462', 'Maldives', 'Maldives', 'economy', 1, 'names/codes: ISO 3166-1 as in Debian iso-codes 4.15.0', 'primary');
INSERT INTO economy VALUES ('MW', 'MWI', '454', 'Malawi', 'Malawi', 'economy', 1, 'names/codes: ISO 3166-1 as in Debian iso-codes 4.15.0', 'primary');
INSERT INTO economy VALUES ('MX', 'MEX', '484', 'Mexico', 'Mexique', 'economy', 1, 'BIPM: Wikipedia "General Conference on Weights and Measures" ; OIML: unverified ; names/codes: ISO 3166-1 as in Debian iso-codes 4.15.0', 'secondary');
INSERT INTO economy VALUES ('MY', 'MYS', '458', 'Malaysia', 'Malaisie', 'economy', 1, 'BIPM: Wikipedia "General Conference on Weights and Measures" ; OIML: unverified ; names/codes: ISO 3166-1 as in Debian iso-codes 4.15.0', 'secondary');
INSERT INTO economy VALUES ('MZ', 'MOZ', '508', 'Mozambique', 'Mozambique', 'economy', 1, 'OIML: CIML 48 minutes (2013), list of Corresponding Member delegates; present status unverified ; names/codes: ISO 3166-1 as in Debian iso-codes 4.15.0', 'primary');
INSERT INTO economy VALUES ('NA', 'NAM', '516', 'Namibia', 'Namibie', 'economy', 1, 'BIPM: Wikipedia "General Conference on Weights and Measures" ; OIML: CIML 48 minutes (2013), list of Corresponding Member delegates; present status unverified ; names/codes: ISO 3166-1 as in Debian iso-codes 4.15.0', 'secondary');
INSERT INTO economy VALUES ('NC', 'NCL', '540', 'New Caledonia', 'Nouvelle-Calédonie', 'economy', 1, 'names/codes: ISO 3166-1 as in Debian iso-codes 4.15.0', 'primary');
INSERT INTO economy VALUES ('NE', 'NER', '562', 'Niger', 'Niger', 'economy', 1, 'names/codes: ISO 3166-1 as in Debian iso-codes 4.15.0', 'primary');
INSERT INTO economy VALUES ('NF', 'NFK', '574', 'Norfolk Island', 'île Norfolk', 'economy', 1, 'names/codes: ISO 3166-1 as in Debian iso-codes 4.15.0', 'primary');
INSERT INTO economy VALUES ('NG', 'NGA', '566', 'Nigeria', 'Nigeria', 'economy', 1, 'OIML: unverified ; names/codes: ISO 3166-1 as in Debian iso-codes 4.15.0', 'primary');
INSERT INTO economy VALUES ('NI', 'NIC', '558', 'Nicaragua', 'Nicaragua', 'economy', 1, 'names/codes: ISO 3166-1 as in Debian iso-codes 4.15.0', 'primary');
INSERT INTO economy VALUES ('NL', 'NLD', '528', 'Netherlands', 'Pays-Bas', 'economy', 1, 'BIPM: Wikipedia "General Conference on Weights and Measures" ; OIML: OIML Bulletin, January 2021, cover list of Member States ; names/codes: ISO 3166-1 as in Debian iso-codes 4.15.0', 'secondary');
INSERT INTO economy VALUES ('NO', 'NOR', '578', 'Norway', 'Norvège', 'economy', 1, 'BIPM: Wikipedia "General Conference on Weights and Measures" ; OIML: OIML Bulletin, January 2021, cover list of Member States ; names/codes: ISO 3166-1 as in Debian iso-codes 4.15.0', 'secondary');
INSERT INTO economy VALUES ('NP', 'NPL', '524', 'Nepal', 'Népal', 'economy', 1, 'OIML: unverified ; names/codes: ISO 3166-1 as in Debian iso-codes 4.15.0', 'primary');
INSERT INTO economy VALUES ('NR', 'NRU', '520', 'Nauru', 'Nauru', 'economy', 1, 'names/codes: ISO 3166-1 as in Debian iso-codes 4.15.0', 'primary');
INSERT INTO economy VALUES ('NU', 'NIU', '570', 'Niue', 'Nioue', 'economy', 1, 'names/codes: ISO 3166-1 as in Debian iso-codes 4.15.0', 'primary');
INSERT INTO economy VALUES ('NZ', 'NZL', '554', 'New Zealand', 'Nouvelle-Zélande', 'economy', 1, 'BIPM: Wikipedia "General Conference on Weights and Measures" ; OIML: OIML Bulletin, January 2021, cover list of Member States ; names/codes: ISO 3166-1 as in Debian iso-codes 4.15.0', 'secondary');
INSERT INTO economy VALUES ('OM', 'OMN', '512', 'Oman', 'Oman', 'economy', 1, 'BIPM: Wikipedia "General Conference on Weights and Measures" ; OIML: unverified ; names/codes: ISO 3166-1 as in Debian iso-codes 4.15.0', 'secondary');
INSERT INTO economy VALUES ('PA', 'PAN', '591', 'Panama', 'Panama', 'economy', 1, 'BIPM: Wikipedia "General Conference on Weights and Measures" ; OIML: unverified ; names/codes: ISO 3166-1 as in Debian iso-codes 4.15.0', 'secondary');
INSERT INTO economy VALUES ('PE', 'PER', '604', 'Peru', 'Pérou', 'economy', 1, 'BIPM: Wikipedia "General Conference on Weights and Measures" ; OIML: unverified ; names/codes: ISO 3166-1 as in Debian iso-codes 4.15.0', 'secondary');
INSERT INTO economy VALUES ('PF', 'PYF', '258', 'French Polynesia', 'Polynésie française', 'economy', 1, 'names/codes: ISO 3166-1 as in Debian iso-codes 4.15.0', 'primary');
INSERT INTO economy VALUES ('PG', 'PNG', '598', 'Papua New Guinea', 'Papouasie-Nouvelle-Guinée', 'economy', 1, 'OIML: unverified ; names/codes: ISO 3166-1 as in Debian iso-codes 4.15.0', 'primary');
INSERT INTO economy VALUES ('PH', 'PHL', '608', 'Philippines', 'Philippines', 'economy', 1, 'BIPM: Wikipedia "General Conference on Weights and Measures" ; OIML: unverified ; names/codes: ISO 3166-1 as in Debian iso-codes 4.15.0', 'secondary');
INSERT INTO economy VALUES ('PK', 'PAK', '586', 'Pakistan', 'Pakistan', 'economy', 1, 'BIPM: Wikipedia "General Conference on Weights and Measures" ; OIML: OIML Bulletin, January 2021, cover list of Member States ; names/codes: ISO 3166-1 as in Debian iso-codes 4.15.0', 'secondary');
INSERT INTO economy VALUES ('PL', 'POL', '616', 'Poland', 'Pologne', 'economy', 1, 'BIPM: Wikipedia "General Conference on Weights and Measures" ; OIML: OIML Bulletin, January 2021, cover list of Member States ; names/codes: ISO 3166-1 as in Debian iso-codes 4.15.0', 'secondary');
INSERT INTO economy VALUES ('PM', 'SPM', '666', 'Saint Pierre and Miquelon', 'Saint-Pierre-et-Miquelon', 'economy', 1, 'names/codes: ISO 3166-1 as in Debian iso-codes 4.15.0', 'primary');
INSERT INTO economy VALUES ('PN', 'PCN', '612', 'Pitcairn', 'Îles Pitcairn', 'economy', 1, 'names/codes: ISO 3166-1 as in Debian iso-codes 4.15.0', 'primary');
INSERT INTO economy VALUES ('PR', 'PRI', '630', 'Puerto Rico', 'Porto Rico', 'economy', 1, 'names/codes: ISO 3166-1 as in Debian iso-codes 4.15.0', 'primary');
INSERT INTO economy VALUES ('PS', 'PSE', '275', 'Palestine, State of', 'Palestine, État de', 'economy', 1, 'names/codes: ISO 3166-1 as in Debian iso-codes 4.15.0', 'primary');
INSERT INTO economy VALUES ('PT', 'PRT', '620', 'Portugal', 'Portugal', 'economy', 1, 'BIPM: Wikipedia "General Conference on Weights and Measures" ; OIML: OIML Bulletin, January 2021, cover list of Member States ; names/codes: ISO 3166-1 as in Debian iso-codes 4.15.0', 'secondary');
INSERT INTO economy VALUES ('PW', 'PLW', '585', 'Palau', 'Palaos', 'economy', 1, 'names/codes: ISO 3166-1 as in Debian iso-codes 4.15.0', 'primary');
INSERT INTO economy VALUES ('PY', 'PRY', '600', 'Paraguay', 'Paraguay', 'economy', 1, 'BIPM: Wikipedia "General Conference on Weights and Measures" ; OIML: unverified ; names/codes: ISO 3166-1 as in Debian iso-codes 4.15.0', 'secondary');
INSERT INTO economy VALUES ('QA', 'QAT', '634', 'Qatar', 'Qatar', 'economy', 1, 'BIPM: Wikipedia "General Conference on Weights and Measures" ; OIML: unverified ; names/codes: ISO 3166-1 as in Debian iso-codes 4.15.0', 'secondary');
INSERT INTO economy VALUES ('RE', 'REU', '638', 'Réunion', 'Réunion, Île de la', 'economy', 1, 'names/codes: ISO 3166-1 as in Debian iso-codes 4.15.0', 'primary');
INSERT INTO economy VALUES ('RO', 'ROU', '642', 'Romania', 'Roumanie', 'economy', 1, 'BIPM: Wikipedia "General Conference on Weights and Measures" ; OIML: OIML Bulletin, January 2021, cover list of Member States ; names/codes: ISO 3166-1 as in Debian iso-codes 4.15.0', 'secondary');
INSERT INTO economy VALUES ('RS', 'SRB', '688', 'Serbia', 'Serbie', 'economy', 1, 'BIPM: Wikipedia "General Conference on Weights and Measures" ; OIML: OIML Bulletin, January 2021, cover list of Member States ; names/codes: ISO 3166-1 as in Debian iso-codes 4.15.0', 'secondary');
INSERT INTO economy VALUES ('RU', 'RUS', '643', 'Russian Federation', 'Russie, Fédération de', 'economy', 1, 'BIPM: Wikipedia "General Conference on Weights and Measures" ; OIML: OIML Bulletin, January 2021, cover list of Member States ; names/codes: ISO 3166-1 as in Debian iso-codes 4.15.0', 'secondary');
INSERT INTO economy VALUES ('RW', 'RWA', '646', 'Rwanda', 'Rwanda', 'economy', 1, 'OIML: unverified ; names/codes: ISO 3166-1 as in Debian iso-codes 4.15.0', 'primary');
INSERT INTO economy VALUES ('SA', 'SAU', '682', 'Saudi Arabia', 'Arabie saoudite', 'economy', 1, 'BIPM: Wikipedia "General Conference on Weights and Measures" ; OIML: OIML Bulletin, January 2021, cover list of Member States ; names/codes: ISO 3166-1 as in Debian iso-codes 4.15.0', 'secondary');
INSERT INTO economy VALUES ('SB', 'SLB', '090', 'Solomon Islands', 'Salomon, Îles', 'economy', 1, 'names/codes: ISO 3166-1 as in Debian iso-codes 4.15.0', 'primary');
INSERT INTO economy VALUES ('SC', 'SYC', '690', 'Seychelles', 'Seychelles', 'economy', 1, 'BIPM: Wikipedia "General Conference on Weights and Measures" ; OIML: unverified ; names/codes: ISO 3166-1 as in Debian iso-codes 4.15.0', 'secondary');
INSERT INTO economy VALUES ('SD', 'SDN', '729', 'Sudan', 'Soudan', 'economy', 1, 'BIPM: Wikipedia "General Conference on Weights and Measures"; end year: unverified ; OIML: unverified ; names/codes: ISO 3166-1 as in Debian iso-codes 4.15.0', 'unverified');
INSERT INTO economy VALUES ('SE', 'SWE', '752', 'Sweden', 'Suède', 'economy', 1, 'BIPM: Wikipedia "General Conference on Weights and Measures" ; OIML: OIML Bulletin, January 2021, cover list of Member States ; names/codes: ISO 3166-1 as in Debian iso-codes 4.15.0', 'secondary');
INSERT INTO economy VALUES ('SG', 'SGP', '702', 'Singapore', 'Singapour', 'economy', 1, 'BIPM: Wikipedia "General Conference on Weights and Measures" ; OIML: CIML 48 minutes (2013), list of Corresponding Member delegates; present status unverified ; names/codes: ISO 3166-1 as in Debian iso-codes 4.15.0', 'secondary');
INSERT INTO economy VALUES ('SH', 'SHN', '654', 'Saint Helena, Ascension and Tristan da Cunha', 'Sainte-Hélène, Ascension et Tristan da Cunha', 'economy', 1, 'names/codes: ISO 3166-1 as in Debian iso-codes 4.15.0', 'primary');
INSERT INTO economy VALUES ('SI', 'SVN', '705', 'Slovenia', 'Slovénie', 'economy', 1, 'BIPM: Wikipedia "General Conference on Weights and Measures" ; OIML: OIML Bulletin, January 2021, cover list of Member States ; names/codes: ISO 3166-1 as in Debian iso-codes 4.15.0', 'secondary');
INSERT INTO economy VALUES ('SJ', 'SJM', '744', 'Svalbard and Jan Mayen', 'Svalbard et île Jan Mayen', 'economy', 1, 'names/codes: ISO 3166-1 as in Debian iso-codes 4.15.0', 'primary');
INSERT INTO economy VALUES ('SK', 'SVK', '703', 'Slovakia', 'Slovaquie', 'economy', 1, 'BIPM: Wikipedia "General Conference on Weights and Measures" ; OIML: OIML Bulletin, January 2021, cover list of Member States ; names/codes: ISO 3166-1 as in Debian iso-codes 4.15.0', 'secondary');
INSERT INTO economy VALUES ('SL', 'SLE', '694', 'Sierra Leone', 'Sierra Leone', 'economy', 1, 'OIML: unverified ; names/codes: ISO 3166-1 as in Debian iso-codes 4.15.0', 'primary');
INSERT INTO economy VALUES ('SM', 'SMR', '674', 'San Marino', 'Saint-Marin', 'economy', 1, 'names/codes: ISO 3166-1 as in Debian iso-codes 4.15.0', 'primary');
INSERT INTO economy VALUES ('SN', 'SEN', '686', 'Senegal', 'Sénégal', 'economy', 1, 'names/codes: ISO 3166-1 as in Debian iso-codes 4.15.0', 'primary');
INSERT INTO economy VALUES ('SO', 'SOM', '706', 'Somalia', 'Somalie', 'economy', 1, 'names/codes: ISO 3166-1 as in Debian iso-codes 4.15.0', 'primary');
INSERT INTO economy VALUES ('SR', 'SUR', '740', 'Suriname', 'Surinam', 'economy', 1, 'names/codes: ISO 3166-1 as in Debian iso-codes 4.15.0', 'primary');
INSERT INTO economy VALUES ('SS', 'SSD', '728', 'South Sudan', 'Soudan du Sud', 'economy', 1, 'names/codes: ISO 3166-1 as in Debian iso-codes 4.15.0', 'primary');
INSERT INTO economy VALUES ('ST', 'STP', '678', 'Sao Tome and Principe', 'Sao Tomé-et-Principe', 'economy', 1, 'names/codes: ISO 3166-1 as in Debian iso-codes 4.15.0', 'primary');
INSERT INTO economy VALUES ('SV', 'SLV', '222', 'El Salvador', 'Salvador', 'economy', 1, 'names/codes: ISO 3166-1 as in Debian iso-codes 4.15.0', 'primary');
INSERT INTO economy VALUES ('SX', 'SXM', '534', 'Sint Maarten (Dutch part)', 'Saint-Martin (partie néerlandaise)', 'economy', 1, 'names/codes: ISO 3166-1 as in Debian iso-codes 4.15.0', 'primary');
INSERT INTO economy VALUES ('SY', 'SYR', '760', 'Syrian Arab Republic', 'Syrienne, République arabe', 'economy', 1, 'BIPM: Wikipedia "General Conference on Weights and Measures" ; names/codes: ISO 3166-1 as in Debian iso-codes 4.15.0', 'secondary');
INSERT INTO economy VALUES ('SZ', 'SWZ', '748', 'Eswatini', 'Eswatini', 'economy', 1, 'names/codes: ISO 3166-1 as in Debian iso-codes 4.15.0', 'primary');
INSERT INTO economy VALUES ('TC', 'TCA', '796', 'Turks and Caicos Islands', 'îles Turques-et-Caïques', 'economy', 1, 'names/codes: ISO 3166-1 as in Debian iso-codes 4.15.0', 'primary');
INSERT INTO economy VALUES ('TD', 'TCD', '148', 'Chad', 'Tchad', 'economy', 1, 'names/codes: ISO 3166-1 as in Debian iso-codes 4.15.0', 'primary');
INSERT INTO economy VALUES ('TF', 'ATF', '260', 'French Southern Territories', 'Terres australes françaises', 'economy', 1, 'names/codes: ISO 3166-1 as in Debian iso-codes 4.15.0', 'primary');
INSERT INTO economy VALUES ('TG', 'TGO', '768', 'Togo', 'Togo', 'economy', 1, 'names/codes: ISO 3166-1 as in Debian iso-codes 4.15.0', 'primary');
INSERT INTO economy VALUES ('TH', 'THA', '764', 'Thailand', 'Thaïlande', 'economy', 1, 'BIPM: Wikipedia "General Conference on Weights and Measures" ; OIML: OIML Bulletin, January 2021, cover list of Member States ; names/codes: ISO 3166-1 as in Debian iso-codes 4.15.0', 'secondary');
INSERT INTO economy VALUES ('TJ', 'TJK', '762', 'Tajikistan', 'Tadjikistan', 'economy', 1, 'names/codes: ISO 3166-1 as in Debian iso-codes 4.15.0', 'primary');
INSERT INTO economy VALUES ('TK', 'TKL', '772', 'Tokelau', 'Tokelau', 'economy', 1, 'names/codes: ISO 3166-1 as in Debian iso-codes 4.15.0', 'primary');
INSERT INTO economy VALUES ('TL', 'TLS', '626', 'Timor-Leste', 'Timor oriental', 'economy', 1, 'names/codes: ISO 3166-1 as in Debian iso-codes 4.15.0', 'primary');
INSERT INTO economy VALUES ('TM', 'TKM', '795', 'Turkmenistan', 'Turkménistan', 'economy', 1, 'names/codes: ISO 3166-1 as in Debian iso-codes 4.15.0', 'primary');
INSERT INTO economy VALUES ('TN', 'TUN', '788', 'Tunisia', 'Tunisie', 'economy', 1, 'BIPM: Wikipedia "General Conference on Weights and Measures" ; OIML: OIML Bulletin, January 2021, cover list of Member States ; names/codes: ISO 3166-1 as in Debian iso-codes 4.15.0', 'secondary');
INSERT INTO economy VALUES ('TO', 'TON', '776', 'Tonga', 'Tonga', 'economy', 1, 'names/codes: ISO 3166-1 as in Debian iso-codes 4.15.0', 'primary');
INSERT INTO economy VALUES ('TR', 'TUR', '792', 'Türkiye', 'Türkiye', 'economy', 1, 'BIPM: Wikipedia "General Conference on Weights and Measures" ; OIML: OIML Bulletin, January 2021, cover list of Member States ; names/codes: ISO 3166-1 as in Debian iso-codes 4.15.0', 'secondary');
INSERT INTO economy VALUES ('TT', 'TTO', '780', 'Trinidad and Tobago', 'Trinité-et-Tobago', 'economy', 1, 'OIML: unverified ; names/codes: ISO 3166-1 as in Debian iso-codes 4.15.0', 'primary');
INSERT INTO economy VALUES ('TV', 'TUV', '798', 'Tuvalu', 'Tuvalu', 'economy', 1, 'names/codes: ISO 3166-1 as in Debian iso-codes 4.15.0', 'primary');
INSERT INTO economy VALUES ('TW', 'TWN', '158', 'Chinese Taipei', 'Taipei chinois', 'economy', 1, 'BIPM: Wikipedia "General Conference on Weights and Measures" ; OIML: unverified ; names/codes: ISO 3166-1 as in Debian iso-codes 4.15.0', 'secondary');
INSERT INTO economy VALUES ('TZ', 'TZA', '834', 'Tanzania, United Republic of', 'Tanzanie, République unie de', 'economy', 1, 'BIPM: BIPM news page "Member States and Associates" (as of 7 Aug 2018) ; OIML: OIML Bulletin, January 2021, cover list of Member States ; names/codes: ISO 3166-1 as in Debian iso-codes 4.15.0', 'primary');
INSERT INTO economy VALUES ('UA', 'UKR', '804', 'Ukraine', 'Ukraine', 'economy', 1, 'BIPM: BIPM news page "Member States and Associates" (as of 7 Aug 2018) ; OIML: CIML 56 minutes (Oct 2021): acceded after years as Corresponding Member ; names/codes: ISO 3166-1 as in Debian iso-codes 4.15.0', 'primary');
INSERT INTO economy VALUES ('UG', 'UGA', '800', 'Uganda', 'Ouganda', 'economy', 1, 'OIML: CIML 48 minutes (2013), list of Corresponding Member delegates; present status unverified ; names/codes: ISO 3166-1 as in Debian iso-codes 4.15.0', 'primary');
INSERT INTO economy VALUES ('UM', 'UMI', '581', 'United States Minor Outlying Islands', 'Îles mineures éloignées des États-Unis', 'economy', 1, 'names/codes: ISO 3166-1 as in Debian iso-codes 4.15.0', 'primary');
INSERT INTO economy VALUES ('US', 'USA', '840', 'United States', 'États-Unis', 'economy', 1, 'BIPM: Wikipedia "General Conference on Weights and Measures" ; OIML: OIML Bulletin, January 2021, cover list of Member States ; names/codes: ISO 3166-1 as in Debian iso-codes 4.15.0', 'secondary');
INSERT INTO economy VALUES ('UY', 'URY', '858', 'Uruguay', 'Uruguay', 'economy', 1, 'BIPM: Wikipedia "General Conference on Weights and Measures" ; OIML: unverified ; names/codes: ISO 3166-1 as in Debian iso-codes 4.15.0', 'secondary');
INSERT INTO economy VALUES ('UZ', 'UZB', '860', 'Uzbekistan', 'Ouzbékistan', 'economy', 1, 'BIPM: BIPM news page "Member States and Associates" (as of 7 Aug 2018) ; OIML: CIML 48 minutes (2013), list of Corresponding Member delegates; present status unverified ; names/codes: ISO 3166-1 as in Debian iso-codes 4.15.0', 'primary');
INSERT INTO economy VALUES ('VA', 'VAT', '336', 'Holy See (Vatican City State)', 'Saint-Siège (état de la cité du Vatican)', 'economy', 1, 'names/codes: ISO 3166-1 as in Debian iso-codes 4.15.0', 'primary');
INSERT INTO economy VALUES ('VC', 'VCT', '670', 'Saint Vincent and the Grenadines', 'Saint-Vincent-et-les-Grenadines', 'economy', 1, 'names/codes: ISO 3166-1 as in Debian iso-codes 4.15.0', 'primary');
INSERT INTO economy VALUES ('VE', 'VEN', '862', 'Venezuela, Bolivarian Republic of', 'Vénézuela, république bolivarienne du', 'economy', 1, 'BIPM: Wikipedia "General Conference on Weights and Measures"; day: unverified ; OIML: CIML 60 resolution 2025/06: new ; names/codes: ISO 3166-1 as in Debian iso-codes 4.15.0', 'secondary');
INSERT INTO economy VALUES ('VG', 'VGB', '092', 'Virgin Islands, British', 'Îles Vierges britanniques', 'economy', 1, 'names/codes: ISO 3166-1 as in Debian iso-codes 4.15.0', 'primary');
INSERT INTO economy VALUES ('VI', 'VIR', '850', 'Virgin Islands, U.S.', 'Îles Vierges, États-Unis', 'economy', 1, 'names/codes: ISO 3166-1 as in Debian iso-codes 4.15.0', 'primary');
INSERT INTO economy VALUES ('VN', 'VNM', '704', 'Viet Nam', 'Viêt Nam', 'economy', 1, 'BIPM: Wikipedia "General Conference on Weights and Measures" ; OIML: OIML Bulletin, January 2021, cover list of Member States ; names/codes: ISO 3166-1 as in Debian iso-codes 4.15.0', 'secondary');
INSERT INTO economy VALUES ('VU', 'VUT', '548', 'Vanuatu', 'Vanuatu', 'economy', 1, 'names/codes: ISO 3166-1 as in Debian iso-codes 4.15.0', 'primary');
INSERT INTO economy VALUES ('WF', 'WLF', '876', 'Wallis and Futuna', 'Wallis et Futuna', 'economy', 1, 'names/codes: ISO 3166-1 as in Debian iso-codes 4.15.0', 'primary');
INSERT INTO economy VALUES ('WS', 'WSM', '882', 'Samoa', 'Samoa', 'economy', 1, 'names/codes: ISO 3166-1 as in Debian iso-codes 4.15.0', 'primary');
INSERT INTO economy VALUES ('XC', 'XCC', NULL, 'Caribbean Community (CARICOM)', 'Communauté caribéenne (CARICOM)', 'organisation', 0, 'user-assigned code chosen by us (ISO 3166-1 reserves AA, QM-QZ, XA-XZ, ZZ for users); CGPM 2011 Res. 5', 'primary');
INSERT INTO economy VALUES ('XI', 'XII', NULL, 'International organisation', 'Organisation internationale', 'organisation', 1, 'user-assigned code chosen by us', 'primary');
INSERT INTO economy VALUES ('XK', 'XKX', NULL, 'Kosovo', 'Kosovo', 'economy', 1, 'unverified', 'primary');
INSERT INTO economy VALUES ('XQ', 'XQQ', NULL, 'Unidentified Associate (2024 to 2025)', 'Associé non identifié (2024 à 2025)', 'placeholder', 0, 'published counts only', 'placeholder');
INSERT INTO economy VALUES ('YE', 'YEM', '887', 'Yemen', 'Yémen', 'economy', 1, 'OIML: unverified ; names/codes: ISO 3166-1 as in Debian iso-codes 4.15.0', 'primary');
INSERT INTO economy VALUES ('YT', 'MYT', '175', 'Mayotte', 'Mayotte', 'economy', 1, 'names/codes: ISO 3166-1 as in Debian iso-codes 4.15.0', 'primary');
INSERT INTO economy VALUES ('ZA', 'ZAF', '710', 'South Africa', 'Afrique du Sud', 'economy', 1, 'BIPM: Wikipedia "General Conference on Weights and Measures" ; OIML: OIML Bulletin, January 2021, cover list of Member States ; names/codes: ISO 3166-1 as in Debian iso-codes 4.15.0', 'secondary');
INSERT INTO economy VALUES ('ZM', 'ZMB', '894', 'Zambia', 'Zambie', 'economy', 1, 'BIPM: Wikipedia "General Conference on Weights and Measures" ; OIML: OIML Bulletin, January 2021, cover list of Member States ; names/codes: ISO 3166-1 as in Debian iso-codes 4.15.0', 'secondary');
INSERT INTO economy VALUES ('ZW', 'ZWE', '716', 'Zimbabwe', 'Zimbabwe', 'economy', 1, 'BIPM: Wikipedia "General Conference on Weights and Measures" ; OIML: CIML 59 minutes (2024): returned ; names/codes: ISO 3166-1 as in Debian iso-codes 4.15.0', 'secondary');
INSERT INTO economy VALUES ('ZZ', 'ZZZ', NULL, 'Not stated / unknown', 'Non indiqué / inconnu', 'unknown', 1, 'user-assigned code chosen by us', 'primary');
INSERT INTO economy_alias VALUES ('', 'kenya', 'KE', 'en', 'Debian iso-codes 4.15.0-1, iso_3166-1.json');
INSERT INTO economy_alias VALUES ('', 'la republique de namibie', 'NA', 'fr', 'datasets/country-codes (UNSD M49 of 2024-09-25; UNTERM), 2026-05-15, PDDL');
INSERT INTO economy_alias VALUES ('', 'la republique du kenya', 'KE', 'fr', 'datasets/country-codes (UNSD M49 of 2024-09-25; UNTERM), 2026-05-15, PDDL');
INSERT INTO economy_alias VALUES ('', 'namibia', 'NA', 'en', 'Debian iso-codes 4.15.0-1, iso_3166-1.json');
INSERT INTO economy_alias VALUES ('', 'namibie', 'NA', 'fr', 'Debian iso-codes 4.15.0-1, iso_3166-1.mo');
INSERT INTO economy_alias VALUES ('', 'republic of kenya', 'KE', 'en', 'Debian iso-codes 4.15.0-1, iso_3166-1.json');
INSERT INTO economy_alias VALUES ('', 'republic of namibia', 'NA', 'en', 'Debian iso-codes 4.15.0-1, iso_3166-1.json');
INSERT INTO economy_alias VALUES ('', 'republique de namibie', 'NA', 'fr', 'Debian iso-codes 4.15.0-1, iso_3166-1.mo');
INSERT INTO economy_alias VALUES ('', 'republique du kenya', 'KE', 'fr', 'Debian iso-codes 4.15.0-1, iso_3166-1.mo');
INSERT INTO economy_alias VALUES ('moodle', 'kenya', 'KE', 'en', 'Moodle 4.5.6');
INSERT INTO economy_alias VALUES ('moodle', 'namibia', 'NA', 'en', 'Moodle 4.5.6');
INSERT INTO economy_alias VALUES ('moodle', 'namibie', 'NA', 'fr', 'Moodle 4.5.6');
INSERT INTO group_scheme VALUES ('BIPM', 'Status under the Metre Convention', 0);
INSERT INTO group_scheme VALUES ('LDC', 'Least developed country (UN)', 0);
INSERT INTO group_scheme VALUES ('LLDC', 'Landlocked developing country (UN)', 0);
INSERT INTO group_scheme VALUES ('OIML', 'Status in the OIML', 0);
INSERT INTO group_scheme VALUES ('RMO', 'Regional metrology organisation', 1);
INSERT INTO group_scheme VALUES ('SIDS', 'Small island developing state (UN)', 0);
INSERT INTO group_scheme VALUES ('UNM49', 'UN M49 region', 0);
INSERT INTO group_scheme VALUES ('UNM49SUB', 'UN M49 sub-region', 0);
INSERT INTO group_scheme VALUES ('WB', 'World Bank region', 0);
INSERT INTO economy_group VALUES (1, 'RMO', 'AFRIMETS', 'Intra-Africa Metrology System');
INSERT INTO economy_group VALUES (2, 'RMO', 'APMP', 'Asia Pacific Metrology Programme');
INSERT INTO economy_group VALUES (3, 'RMO', 'COOMET', 'Euro-Asian Cooperation of National Metrological Institutions');
INSERT INTO economy_group VALUES (4, 'RMO', 'EURAMET', 'European Association of National Metrology Institutes');
INSERT INTO economy_group VALUES (5, 'RMO', 'GULFMET', 'Gulf Association for Metrology');
INSERT INTO economy_group VALUES (6, 'RMO', 'SIM', 'Inter-American Metrology System');
INSERT INTO economy_group VALUES (7, 'BIPM', 'member', 'Member State');
INSERT INTO economy_group VALUES (8, 'BIPM', 'associate', 'Associate of the CGPM');
INSERT INTO economy_group VALUES (9, 'BIPM', 'covered', 'Covered by an Associate');
INSERT INTO economy_group VALUES (10, 'OIML', 'member', 'OIML Member State');
INSERT INTO economy_group VALUES (11, 'OIML', 'corresponding', 'OIML Corresponding Member');
INSERT INTO economy_group VALUES (12, 'LDC', 'LDC', 'Least developed countries');
INSERT INTO economy_group VALUES (13, 'LLDC', 'LLDC', 'Landlocked developing countries');
INSERT INTO economy_group VALUES (14, 'SIDS', 'SIDS', 'Small island developing states');
INSERT INTO economy_group VALUES (15, 'UNM49', 'Europe', 'Europe');
INSERT INTO economy_group VALUES (16, 'UNM49', 'Asia', 'Asia');
INSERT INTO economy_group VALUES (17, 'UNM49', 'Americas', 'Americas');
INSERT INTO economy_group VALUES (18, 'UNM49', 'Africa', 'Africa');
INSERT INTO economy_group VALUES (19, 'UNM49', 'Oceania', 'Oceania');
INSERT INTO economy_group VALUES (20, 'UNM49SUB', 'Southern Europe', 'Southern Europe');
INSERT INTO economy_group VALUES (21, 'UNM49SUB', 'Western Asia', 'Western Asia');
INSERT INTO economy_group VALUES (22, 'UNM49SUB', 'Southern Asia', 'Southern Asia');
INSERT INTO economy_group VALUES (23, 'UNM49SUB', 'Latin America and the Caribbean', 'Latin America and the Caribbean');
INSERT INTO economy_group VALUES (24, 'UNM49SUB', 'Sub-Saharan Africa', 'Sub-Saharan Africa');
INSERT INTO economy_group VALUES (25, 'UNM49SUB', 'Polynesia', 'Polynesia');
INSERT INTO economy_group VALUES (26, 'UNM49SUB', 'Western Europe', 'Western Europe');
INSERT INTO economy_group VALUES (27, 'UNM49SUB', 'Australia and New Zealand', 'Australia and New Zealand');
INSERT INTO economy_group VALUES (28, 'UNM49SUB', 'Northern Europe', 'Northern Europe');
INSERT INTO economy_group VALUES (29, 'UNM49SUB', 'Eastern Europe', 'Eastern Europe');
INSERT INTO economy_group VALUES (30, 'UNM49SUB', 'Northern America', 'Northern America');
INSERT INTO economy_group VALUES (31, 'UNM49SUB', 'South-eastern Asia', 'South-eastern Asia');
INSERT INTO economy_group VALUES (32, 'UNM49SUB', 'Eastern Asia', 'Eastern Asia');
INSERT INTO economy_group VALUES (33, 'UNM49SUB', 'Northern Africa', 'Northern Africa');
INSERT INTO economy_group VALUES (34, 'UNM49SUB', 'Melanesia', 'Melanesia');
INSERT INTO economy_group VALUES (35, 'UNM49SUB', 'Micronesia', 'Micronesia');
INSERT INTO economy_group VALUES (36, 'UNM49SUB', 'Central Asia', 'Central Asia');
INSERT INTO economy_group VALUES (37, 'WB', 'Europe & Central Asia', 'Europe & Central Asia');
INSERT INTO economy_group VALUES (38, 'WB', 'Middle East & North Africa', 'Middle East & North Africa');
INSERT INTO economy_group VALUES (39, 'WB', 'South Asia', 'South Asia');
INSERT INTO economy_group VALUES (40, 'WB', 'Latin America & Caribbean', 'Latin America & Caribbean');
INSERT INTO economy_group VALUES (41, 'WB', 'Sub-Saharan Africa', 'Sub-Saharan Africa');
INSERT INTO economy_group VALUES (42, 'WB', 'East Asia & Pacific', 'East Asia & Pacific');
INSERT INTO economy_group VALUES (43, 'WB', 'North America', 'North America');
INSERT INTO group_membership VALUES (10, 1, 'NA', 'full', NULL, NULL, 0, 'AFRIMETS "Members" page (undated; names Swaziland and South Sudan), 48 principal members in six columns', 'primary-old', 'SADCMET', 1796038958316);
INSERT INTO group_membership VALUES (36, 1, 'KE', 'full', NULL, NULL, 0, 'AFRIMETS "Members" page (undated; names Swaziland and South Sudan), 48 principal members in six columns', 'primary-old', 'EAMET', 1796038958318);
INSERT INTO group_membership VALUES (49, 1, 'DE', 'associate', NULL, NULL, 0, 'AFRIMETS "Members" page (undated; names Swaziland and South Sudan), 48 principal members in six columns (PTB, LNE, Emirates Metrology Institute)', 'primary-old', '', 1796038958327);
INSERT INTO group_membership VALUES (50, 1, 'FR', 'associate', NULL, NULL, 0, 'AFRIMETS "Members" page (undated; names Swaziland and South Sudan), 48 principal members in six columns (PTB, LNE, Emirates Metrology Institute)', 'primary-old', '', 1796038958327);
INSERT INTO group_membership VALUES (53, 2, 'CN', 'full', NULL, NULL, 0, 'unverified', 'unverified', '', 1796038958327);
INSERT INTO group_membership VALUES (83, 2, 'KE', 'associate?', NULL, NULL, 0, 'unverified', 'unverified', '', 1796038958328);
INSERT INTO group_membership VALUES (103, 3, 'CN', 'associate', NULL, NULL, 0, 'COOMET intro page: 14 full + 5 associate, agrees with CIML 57 minutes (Oct 2022): "14 full members, and five associate members"', 'primary 2022', '', 1796038958329);
INSERT INTO group_membership VALUES (105, 3, 'DE', 'associate', NULL, NULL, 0, 'COOMET intro page: 14 full + 5 associate, agrees with CIML 57 minutes (Oct 2022): "14 full members, and five associate members"', 'primary 2022', '', 1796038958329);
INSERT INTO group_membership VALUES (117, 4, 'FR', 'full', NULL, NULL, 0, 'EU/EFTA rule on the EURAMET "Members" page + EURAMET anniversary note Jan 2012 (37 countries): NMIs of EU Member States', 'secondary', '', 1796038958330);
INSERT INTO group_membership VALUES (118, 4, 'DE', 'full', NULL, NULL, 0, 'EU/EFTA rule on the EURAMET "Members" page + EURAMET anniversary note Jan 2012 (37 countries): NMIs of EU Member States', 'secondary', '', 1796038958330);
INSERT INTO group_membership VALUES (190, 6, 'BR', 'full', NULL, NULL, 0, 'Wikipedia "Sistema Interamericano de Metrologia": five sub-regions; total 34 agrees with the SIM site', 'secondary', 'SURAMET', 1796038958338);
INSERT INTO group_membership VALUES (194, 6, 'DE', 'associate', NULL, NULL, 0, 'Wikipedia "Sistema Interamericano de Metrologia": five sub-regions; total 34 agrees with the SIM site (PTB); SIM now uses the words "associate" for designated institutes and "affiliate" for other bodies', 'secondary', '', 1796038958347);
INSERT INTO group_membership VALUES (206, 7, 'BR', 'member', '1921-01-01', NULL, 1, 'Wikipedia "General Conference on Weights and Measures"', 'secondary', '', 1796038958347);
INSERT INTO group_membership VALUES (214, 7, 'CN', 'member', '1977-01-01', NULL, 1, 'Wikipedia "General Conference on Weights and Measures"', 'secondary', '', 1796038958348);
INSERT INTO group_membership VALUES (220, 7, 'DE', 'member', '1875-01-01', NULL, 1, 'Wikipedia "General Conference on Weights and Measures"', 'secondary', '', 1796038958348);
INSERT INTO group_membership VALUES (231, 7, 'FR', 'member', '1875-01-01', NULL, 1, 'Wikipedia "General Conference on Weights and Measures"', 'secondary', '', 1796038958348);
INSERT INTO group_membership VALUES (248, 8, 'KE', 'associate', NULL, '2010-01-01', 1, 'AcademicKids encyclopedia "Convention du Metre" (list of 2005)', 'secondary', 'associate in 2005; start year not found; became Member State', 1796038958349);
INSERT INTO group_membership VALUES (249, 7, 'KE', 'member', '2010-01-01', NULL, 1, 'Wikipedia "General Conference on Weights and Measures"', 'secondary', '', 1796038958349);
INSERT INTO group_membership VALUES (270, 8, 'NA', 'associate', '2012-01-01', NULL, 1, 'Wikipedia "General Conference on Weights and Measures"', 'secondary', '', 1796038958351);
INSERT INTO group_membership VALUES (342, 10, 'BR', 'member', NULL, NULL, 0, 'BIPM: Wikipedia "General Conference on Weights and Measures" ; OIML: OIML Bulletin, January 2021, cover list of Member States ; names/codes: ISO 3166-1 as in Debian iso-codes 4.15.0', 'secondary', '', 1796038958354);
INSERT INTO group_membership VALUES (347, 10, 'CN', 'member', NULL, NULL, 0, 'BIPM: Wikipedia "General Conference on Weights and Measures" ; OIML: OIML Bulletin, January 2021, cover list of Member States ; names/codes: ISO 3166-1 as in Debian iso-codes 4.15.0', 'secondary', '', 1796038958355);
INSERT INTO group_membership VALUES (353, 10, 'DE', 'member', NULL, NULL, 0, 'BIPM: Wikipedia "General Conference on Weights and Measures" ; OIML: OIML Bulletin, January 2021, cover list of Member States ; names/codes: ISO 3166-1 as in Debian iso-codes 4.15.0', 'secondary', '', 1796038958355);
INSERT INTO group_membership VALUES (364, 10, 'FR', 'member', NULL, NULL, 0, 'BIPM: Wikipedia "General Conference on Weights and Measures" ; OIML: OIML Bulletin, January 2021, cover list of Member States ; names/codes: ISO 3166-1 as in Debian iso-codes 4.15.0', 'secondary', '', 1796038958355);
INSERT INTO group_membership VALUES (386, 10, 'KE', 'member', NULL, NULL, 0, 'BIPM: Wikipedia "General Conference on Weights and Measures" ; OIML: OIML Bulletin, January 2021, cover list of Member States ; names/codes: ISO 3166-1 as in Debian iso-codes 4.15.0', 'secondary', '', 1796038958356);
INSERT INTO group_membership VALUES (411, 11, 'NA', 'member', NULL, NULL, 0, 'BIPM: Wikipedia "General Conference on Weights and Measures" ; OIML: CIML 48 minutes (2013), list of Corresponding Member delegates; present status unverified ; names/codes: ISO 3166-1 as in Debian iso-codes 4.15.0', 'secondary', '', 1796038958356);
INSERT INTO group_membership VALUES (485, 17, 'BR', 'member', NULL, NULL, 0, 'groupings.tsv', 'secondary', '', 1796038958367);
INSERT INTO group_membership VALUES (502, 16, 'CN', 'member', NULL, NULL, 0, 'groupings.tsv', 'secondary', '', 1796038958367);
INSERT INTO group_membership VALUES (511, 15, 'DE', 'member', NULL, NULL, 0, 'groupings.tsv', 'secondary', '', 1796038958367);
INSERT INTO group_membership VALUES (529, 15, 'FR', 'member', NULL, NULL, 0, 'groupings.tsv', 'secondary', '', 1796038958368);
INSERT INTO group_membership VALUES (569, 18, 'KE', 'member', NULL, NULL, 0, 'groupings.tsv', 'secondary', '', 1796038958368);
INSERT INTO group_membership VALUES (614, 18, 'NA', 'member', NULL, NULL, 0, 'groupings.tsv', 'secondary', '', 1796038958369);
INSERT INTO group_membership VALUES (733, 23, 'BR', 'member', NULL, NULL, 0, 'groupings.tsv', 'secondary', '', 1796038958376);
INSERT INTO group_membership VALUES (750, 32, 'CN', 'member', NULL, NULL, 0, 'groupings.tsv', 'secondary', '', 1796038958376);
INSERT INTO group_membership VALUES (759, 26, 'DE', 'member', NULL, NULL, 0, 'groupings.tsv', 'secondary', '', 1796038958376);
INSERT INTO group_membership VALUES (777, 26, 'FR', 'member', NULL, NULL, 0, 'groupings.tsv', 'secondary', '', 1796038958376);
INSERT INTO group_membership VALUES (817, 24, 'KE', 'member', NULL, NULL, 0, 'groupings.tsv', 'secondary', '', 1796038958376);
INSERT INTO group_membership VALUES (862, 24, 'NA', 'member', NULL, NULL, 0, 'groupings.tsv', 'secondary', '', 1796038958377);
INSERT INTO group_membership VALUES (1111, 40, 'BR', 'member', NULL, NULL, 0, 'groupings.tsv', 'secondary', '', 1796038958381);
INSERT INTO group_membership VALUES (1127, 42, 'CN', 'member', NULL, NULL, 0, 'groupings.tsv', 'secondary', '', 1796038958381);
INSERT INTO group_membership VALUES (1136, 37, 'DE', 'member', NULL, NULL, 0, 'groupings.tsv', 'secondary', '', 1796038958381);
INSERT INTO group_membership VALUES (1153, 37, 'FR', 'member', NULL, NULL, 0, 'groupings.tsv', 'secondary', '', 1796038958382);
INSERT INTO group_membership VALUES (1192, 41, 'KE', 'member', NULL, NULL, 0, 'groupings.tsv', 'secondary', '', 1796038958382);
INSERT INTO import_source VALUES (1, 'lms');
INSERT INTO import_batch VALUES (1, 'moodle-users', 1, 'users.csv', '340b1cfca7cdaf8ef2c630efe3a92e4ae4c0b6fb6bd8d18b6fe8739d8f8e99f3', 'zone=Europe/Paris', 'office', 1796038958399, 5, 5, 0, 0, 0, 0, 0);
INSERT INTO import_batch VALUES (2, 'moodle-completion', 1, 'completion-nms.csv', 'de0de79bbec2a4c71e182013f5f514c911df61cfa2f40022be8466a3f9aaf97a', 'zone=Europe/Paris course=nms', 'office', 1796038958402, 3, 3, 0, 0, 0, 0, 0);
INSERT INTO import_batch VALUES (3, 'plain', 1, 'first.csv', 'b7bcd882feacb1e4153dca5597e890f9863fa2693ed95057a6ddbff2d91a1d1d', '', 'office', 1796038958435, 6, 6, 0, 0, 0, 0, 0);
INSERT INTO import_batch VALUES (4, 'plain', 1, 'second.csv', '3922e78eb77a4462abe36d274e2953104bbc3f5e8822ec046139aedf43f9ae2a', '', 'office', 1796038958464, 5, 2, 3, 0, 0, 0, 0);
INSERT INTO import_issue VALUES (1, 5, 0, 0, 'shared-id', 'warning', 'external id', 'BIPM-9', 'several people in this file have this id, so it identifies nobody; are they one person?');
INSERT INTO import_issue VALUES (1, 6, 0, 0, 'shared-id', 'warning', 'external id', 'BIPM-9', 'several people in this file have this id, so it identifies nobody; are they one person?');
INSERT INTO import_issue VALUES (2, 3, 0, 34, 'doubled-time', 'warning', 'Basics - Completion date', '2024-10-27 02:30:00', 'clocks in Europe/Paris showed this time twice (2024-10-27T00:30:00Z or 2024-10-27T01:30:00Z); only the day is taken');
INSERT INTO import_issue VALUES (4, 6, 0, 34, 'odd-date', 'warning', 'registered_at', '2031-01-01', 'this lies in the future; is it right?');
INSERT INTO learner VALUES (1, 'Amina', 'Otieno', NULL, 'active', NULL, 1, 2);
INSERT INTO learner VALUES (2, 'Bo', 'Li', NULL, 'active', NULL, 1, 3);
INSERT INTO learner VALUES (3, 'Carla', 'Souza', NULL, 'active', NULL, 1, 4);
INSERT INTO learner VALUES (4, 'Dieter', 'Kurz', NULL, 'merged', 5, 1, 5);
INSERT INTO learner VALUES (5, 'Dora', 'Lang', NULL, 'active', NULL, 1, 6);
INSERT INTO learner VALUES (6, 'Eva', 'O''Neill', NULL, 'active', NULL, 3, 4);
INSERT INTO learner VALUES (7, 'Eva', 'ONeill', NULL, 'merged', 6, 3, 6);
INSERT INTO learner VALUES (8, 'Finn', 'Virtanen', NULL, 'active', NULL, 3, 7);
INSERT INTO learner VALUES (9, 'La', 'Te', NULL, 'active', NULL, 4, 6);
INSERT INTO learner_identity VALUES ('1', 'account', 'lms', 1, NULL, 1, 2);
INSERT INTO learner_identity VALUES ('2', 'account', 'lms', 2, NULL, 1, 3);
INSERT INTO learner_identity VALUES ('3', 'account', 'lms', 3, NULL, 1, 4);
INSERT INTO learner_identity VALUES ('4', 'account', 'lms', 4, NULL, 1, 5);
INSERT INTO learner_identity VALUES ('5', 'account', 'lms', 5, NULL, 1, 6);
INSERT INTO learner_identity VALUES ('BIPM-1', 'external', 'lms', 1, NULL, 1, 2);
INSERT INTO learner_identity VALUES ('BIPM-2', 'external', 'lms', 2, NULL, 1, 3);
INSERT INTO learner_identity VALUES ('BIPM-3', 'external', 'lms', 3, NULL, 1, 4);
INSERT INTO learner_identity VALUES ('amina@example.org', 'email', '', 1, NULL, 1, 2);
INSERT INTO learner_identity VALUES ('bo@example.org', 'email', '', 2, NULL, 1, 3);
INSERT INTO learner_identity VALUES ('carla@example.org', 'email', '', 3, NULL, 1, 4);
INSERT INTO learner_identity VALUES ('dieter@example.org', 'email', '', 4, NULL, 1, 5);
INSERT INTO learner_identity VALUES ('dora@example.org', 'email', '', 5, NULL, 1, 6);
INSERT INTO learner_identity VALUES ('e.oneill@example.org', 'email', '', 7, NULL, 3, 6);
INSERT INTO learner_identity VALUES ('eva@example.org', 'email', '', 6, NULL, 3, 4);
INSERT INTO learner_identity VALUES ('finn@example.org', 'email', '', 8, NULL, 3, 7);
INSERT INTO learner_identity VALUES ('late@example.org', 'email', '', 9, NULL, 4, 6);
INSERT INTO learner_affiliation VALUES (1, 0, 'KE', NULL, NULL, '2024-01-10', '2026-11-30', 1, 2, NULL);
INSERT INTO learner_affiliation VALUES (2, 0, 'CN', NULL, NULL, '2024-02-01', '2026-11-30', 1, 3, NULL);
INSERT INTO learner_affiliation VALUES (3, 0, 'BR', NULL, NULL, '2026-11-30', '2026-11-30', 1, 4, NULL);
INSERT INTO learner_affiliation VALUES (4, 0, 'DE', NULL, NULL, '2026-11-30', '2026-11-30', 1, 5, NULL);
INSERT INTO learner_affiliation VALUES (5, 0, 'DE', NULL, NULL, '2026-11-30', '2026-11-30', 1, 6, NULL);
INSERT INTO learner_affiliation VALUES (6, 0, 'DE', NULL, '2024-05-05', '2024-01-05', '2024-01-05', 3, 4, 4);
INSERT INTO learner_affiliation VALUES (6, 1, 'NA', '2024-05-05', NULL, '2024-05-05', '2024-05-05', 3, 5, NULL);
INSERT INTO learner_affiliation VALUES (6, 2, 'DE', NULL, '2024-03-10', '2024-01-05', '2024-01-05', 4, NULL, NULL);
INSERT INTO learner_affiliation VALUES (6, 3, 'FR', '2024-03-10', '2024-05-05', '2024-03-10', '2024-03-10', 4, 2, NULL);
INSERT INTO learner_affiliation VALUES (7, 0, 'DE', NULL, NULL, '2024-04-01', '2024-04-01', 3, 6, NULL);
INSERT INTO learner_affiliation VALUES (8, 0, 'FR', NULL, NULL, '2024-07-01', '2026-11-30', 3, 7, NULL);
INSERT INTO learner_affiliation VALUES (9, 0, 'XK', NULL, NULL, '2031-01-01', '2031-01-01', 4, 6, NULL);
INSERT INTO course VALUES (1, 'nms', '', 2);
INSERT INTO course VALUES (2, 'SI-101', '', 3);
INSERT INTO course VALUES (3, 'TIME', '', 3);
INSERT INTO activity VALUES (0, NULL, '', 'the course itself', NULL);
INSERT INTO activity VALUES (1, 1, 'lms:Basics', 'Basics', 2);
INSERT INTO activity VALUES (2, 1, 'lms:Scales', 'Scales', 2);
INSERT INTO registration VALUES (1, 1, 1, 1, NULL, NULL, 0, 2, 2);
INSERT INTO registration VALUES (2, 2, 1, 1, NULL, NULL, 0, 2, 3);
INSERT INTO registration VALUES (3, 3, 1, 1, NULL, NULL, 0, 2, 4);
INSERT INTO registration VALUES (4, 1, 2, 1, 1704844800000, 'd', 0, 3, 2);
INSERT INTO registration VALUES (5, 2, 2, 1, 1706778000000, 's', 0, 3, 3);
INSERT INTO registration VALUES (6, 6, 1, 1, 1714867200000, 'd', 0, 3, 5);
INSERT INTO registration VALUES (7, 6, 2, 1, 1704412800000, 'd', 0, 3, 4);
INSERT INTO registration VALUES (8, 7, 3, 1, 1711929600000, 'd', 0, 3, 6);
INSERT INTO registration VALUES (9, 8, 2, 1, 1719792000000, 'd', 0, 3, 7);
INSERT INTO registration VALUES (10, 6, 3, 1, 1710028800000, 'd', 1, 4, 2);
INSERT INTO registration VALUES (11, 9, 2, 1, 1924992000000, 'd', 0, 4, 6);
INSERT INTO result VALUES (1, 0, 0, 1707463800000, 's', 2, 0, NULL, 2, 2);
INSERT INTO result VALUES (1, 1, 0, 1706778000000, 's', 2, 0, NULL, 2, 2);
INSERT INTO result VALUES (1, 2, 0, 1707463800000, 's', 2, 0, NULL, 2, 2);
INSERT INTO result VALUES (2, 1, 0, 1729987200000, 'd', 2, 0, NULL, 2, 3);
INSERT INTO result VALUES (4, 0, 0, 1709251200000, 'd', 2, 2, 0.8, 3, 2);
INSERT INTO result VALUES (4, 0, 1, 1709078400000, 'd', 2, 0, NULL, 4, 5);
INSERT INTO result VALUES (5, 0, 0, NULL, NULL, 1, 0, NULL, 3, 3);
INSERT INTO result VALUES (5, 0, 1, 1708387200000, 'd', 2, 2, 0.9, 4, 3);
INSERT INTO result VALUES (6, 0, 0, 1717200000000, 'd', 2, 0, NULL, 3, 5);
INSERT INTO result VALUES (7, 0, 0, NULL, NULL, 1, 1, 0.3, 3, 4);
INSERT INTO result VALUES (8, 0, 0, 1714435200000, 'd', 2, 0, 0.5, 3, 6);
INSERT INTO activity_state VALUES (1, 1, 2, 0, NULL, 1706778000000, 's', NULL, NULL);
INSERT INTO activity_state VALUES (1, 2, 2, 0, NULL, 1707463800000, 's', NULL, NULL);
INSERT INTO activity_state VALUES (2, 1, 2, 0, NULL, 1729987200000, 'd', NULL, NULL);
INSERT INTO registration_state VALUES (1, 2, 0, NULL, 1707463800000, 's', NULL, NULL);
INSERT INTO registration_state VALUES (2, 1, 0, NULL, NULL, NULL, NULL, NULL);
INSERT INTO registration_state VALUES (3, 0, 0, NULL, NULL, NULL, NULL, NULL);
INSERT INTO registration_state VALUES (4, 2, 2, 0.8, 1709078400000, 'd', 1709251200000, 'd');
INSERT INTO registration_state VALUES (5, 2, 2, 0.9, 1708387200000, 'd', 1708387200000, 'd');
INSERT INTO registration_state VALUES (6, 2, 0, NULL, 1717200000000, 'd', NULL, NULL);
INSERT INTO registration_state VALUES (7, 1, 1, 0.3, NULL, NULL, NULL, NULL);
INSERT INTO registration_state VALUES (8, 2, 0, 0.5, 1714435200000, 'd', NULL, NULL);
INSERT INTO registration_state VALUES (9, 0, 0, NULL, NULL, NULL, NULL, NULL);
INSERT INTO registration_state VALUES (10, 0, 0, NULL, NULL, NULL, NULL, NULL);
INSERT INTO registration_state VALUES (11, 0, 0, NULL, NULL, NULL, NULL, NULL);
INSERT INTO schema_migration VALUES (1, '9e5dd17e596176ab021c54be73ea7f6909e8639a328c7a877402f6bd290d1cab', 1796038958273, '0.1.0');
CREATE INDEX group_membership_economy ON group_membership (economy, grp);
CREATE TRIGGER group_membership_overlap_insert BEFORE INSERT ON group_membership BEGIN
    SELECT RAISE(ABORT, 'memberships of one economy overlap')
    FROM group_membership m
    JOIN economy_group g ON g.id = m.grp
    JOIN group_scheme s ON s.code = g.scheme
    JOIN economy_group n ON n.id = NEW.grp
    WHERE m.economy = NEW.economy AND m.id IS NOT NEW.id
      AND (m.grp = NEW.grp OR (s.multi = 0 AND g.scheme = n.scheme))
      AND (m.valid_from IS NULL OR NEW.valid_to IS NULL OR m.valid_from < NEW.valid_to)
      AND (NEW.valid_from IS NULL OR m.valid_to IS NULL OR NEW.valid_from < m.valid_to);
END;
CREATE TRIGGER group_membership_overlap_update
BEFORE UPDATE OF grp, economy, valid_from, valid_to ON group_membership BEGIN
    SELECT RAISE(ABORT, 'memberships of one economy overlap')
    FROM group_membership m
    JOIN economy_group g ON g.id = m.grp
    JOIN group_scheme s ON s.code = g.scheme
    JOIN economy_group n ON n.id = NEW.grp
    WHERE m.economy = NEW.economy AND m.id <> OLD.id
      AND (m.grp = NEW.grp OR (s.multi = 0 AND g.scheme = n.scheme))
      AND (m.valid_from IS NULL OR NEW.valid_to IS NULL OR m.valid_from < NEW.valid_to)
      AND (NEW.valid_from IS NULL OR m.valid_to IS NULL OR NEW.valid_from < m.valid_to);
END;
CREATE VIEW learner_key (learner, key) AS
    SELECT learner, coalesce(min(CASE kind WHEN 'email' THEN value_norm END),
                             min(kind || ':' || issuer || ':' || value_norm))
    FROM learner_identity GROUP BY learner;
CREATE UNIQUE INDEX registration_learner ON registration (learner, course, seq);
COMMIT;
